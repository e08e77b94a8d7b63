#include "core/score/sheet.h"

#include <math.h>
#include <string.h>

#include "core/text/language.h"

extern const struct score_format score_text, score_csv, score_json, score_markdown, score_html, score_xlsx;

static const struct score_format *const formats[] = {&score_text, &score_csv, &score_json, &score_markdown, &score_html, &score_xlsx, NULL};

static const char *const words[LANGUAGE_COUNT][WORD_COUNT] = {
    [LANGUAGE_EN] = {"Scorecard", "score %", "from %", "to %", "passed", "failed", "not checked", "conversations", "change", "(nobody named)",
                     "Nothing could be judged."},
    [LANGUAGE_HE] = {"כרטיס ציונים", "ציון %", "מ־ %", "עד %", "עבר", "נכשל", "לא נבדק", "שיחות", "שינוי", "(לא צוין)", "לא היה מה לשפוט."},
    [LANGUAGE_FA] = {"کارنامه", "امتیاز ٪", "از ٪", "تا ٪", "موفق", "ناموفق", "بررسی\u200cنشده", "گفتگو", "تغییر", "(نامشخص)", "چیزی برای داوری نبود."},
};

static const char *const by_words[LANGUAGE_COUNT][BY_COUNT] = {
    [LANGUAGE_EN] = {"agent", "queue", "channel", "language", "rule", "day", "week of"},
    [LANGUAGE_HE] = {"נציג", "תור", "ערוץ", "שפה", "כלל", "יום", "שבוע מ־"},
    [LANGUAGE_FA] = {"کارشناس", "صف", "کانال", "زبان", "قاعده", "روز", "هفتهٔ"},
};

const char *score_word(int ui, enum score_word word)
{
    return words[ui][word];
}

const char *score_by_word(int ui, enum score_by by)
{
    return by_words[ui][by];
}

bool score_is_rtl(int ui)
{
    return ui == LANGUAGE_HE || ui == LANGUAGE_FA;
}

/* ASCII digits and point as the language writes them. */
static void add_digits(struct bytes *out, int ui, const char *text)
{
    for (; *text; text++) {
        if (ui == LANGUAGE_FA && *text >= '0' && *text <= '9') {
            const char digit[] = {'\xDB', (char)(0xB0 + (*text - '0')), '\0'};
            bytes_add_text(out, digit);
        } else if (ui == LANGUAGE_FA && *text == '.') {
            bytes_add_text(out, "٫");
        } else {
            bytes_add_char(out, *text);
        }
    }
}

void score_percent(struct bytes *out, int ui, double share)
{
    char text[32];
    snprintf(text, sizeof text, "%.1f", share * 100);
    add_digits(out, ui, text);
}

void score_number(struct bytes *out, int ui, uint64_t number)
{
    char text[32];
    snprintf(text, sizeof text, "%llu", (unsigned long long)number);
    add_digits(out, ui, text);
}

bool score_has_change(const struct score_sheet *sheet, const struct score_row *row, double *ret_points)
{
    const struct score_row *before = sheet->before ? board_find(sheet->before, row->key) : NULL;
    if (!before || before->weight <= 0 || row->weight <= 0)
        return false;
    /* of the figures that are shown, so that nobody who subtracts them finds another */
    *ret_points = (round(row->score * 1000) - round(before->score * 1000)) / 10;
    return true;
}

void score_change(struct bytes *out, int ui, const struct score_sheet *sheet, const struct score_row *row)
{
    double points;
    char text[32];
    if (!score_has_change(sheet, row, &points))
        return;
    snprintf(text, sizeof text, "%+.1f", points);
    add_digits(out, ui, text);
}

/* Each in its own direction, whatever the other's is. */
const char *score_name(struct bytes *out, const struct score_sheet *sheet, const struct score_row *row)
{
    bytes_clear(out);
    if (!row->name)
        bytes_add_text(out, *row->key ? row->key : score_word(sheet->ui, WORD_NOBODY));
    else
        bytes_addf(out, "%s (%s)", row->name, row->key);
    return bytes_text(out);
}

const struct score_format *const *score_formats(void)
{
    return formats;
}

const struct score_format *score_format_by_name(const char *name)
{
    for (size_t i = 0; formats[i]; i++)
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    return NULL;
}
