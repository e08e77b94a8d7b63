#include "core/output/labels.h"

#include "core/text/language.h"

static const struct labels table[LANGUAGE_COUNT] = {
    [LANGUAGE_HE] = {
        .rtl = true,
        .message = "הודעה",
        .roles = {"לקוח", "נציג", "בוט", "מערכת"},
        .sure = "ודאות",
        .why = "למה",
        .instead = "במקום זאת",
        .related = "קשור",
        .not_said = "לא נאמר דבר כזה; ההודעה שהיה שייך אליה:",
        .comma = ",",
    },
    [LANGUAGE_FA] = {
        .rtl = true,
        .message = "پیام",
        .roles = {"مشتری", "پشتیبان", "ربات", "سامانه"},
        .sure = "اطمینان",
        .why = "چرا",
        .instead = "به\u200cجای آن",
        .related = "مرتبط",
        .not_said = "چیزی از این دست گفته نشد؛ پیامی که جایش آنجا بود:",
        .comma = "،",
    },
    [LANGUAGE_EN] = {
        .rtl = false,
        .message = "message",
        .roles = {"customer", "agent", "bot", "system"},
        .sure = "confidence",
        .why = "why",
        .instead = "instead",
        .related = "related",
        .not_said = "nothing of the kind was said; the message it would belong to:",
        .comma = ",",
    },
};

const struct labels *labels_of(int language)
{
    return &table[language >= 0 && language < LANGUAGE_COUNT ? language : LANGUAGE_EN];
}
