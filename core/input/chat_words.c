#include "core/input/chat_words.h"

#include <string.h>

bool chat_words_is_system(const char *line, size_t len)
{
    static const char *const signs[] = {
        "end-to-end encrypted", "end-to-end encryption", "security code", "changed the subject", "changed the group", "changed this group",
        "created group", "added you", "changed their phone number", "is a contact", "joined using this group",
        "מוצפנות מקצה לקצה", "קוד האבטחה", "יצר את הקבוצה", "יצרה את הקבוצה", "שינה את", "שינתה את", "הצטרף באמצעות", "עם הצפנה מקצה לקצה",
        "رمزگذاری سرتاسر", "رمزگذاری سرتاسری", "کد امنیتی", "گروه را ساخت", "موضوع را", "مشفرة تمامًا", "مشفّرة تمامًا", "رمز الأمان",
        "cifrados de extremo a extremo", "chiffrés de bout en bout", "Ende-zu-Ende-verschlüsselt", "crittografati end-to-end",
        "сквозным шифрованием", "uçtan uca şifrelidir", "criptografia de ponta a ponta"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (memmem(line, len, signs[i], strlen(signs[i])))
            return true;
    return false;
}

/* Whole lines. */
static bool is_silent(const char *line, size_t len)
{
    static const char *const whole[] = {
        "<Media omitted>", "image omitted", "video omitted", "audio omitted", "sticker omitted", "document omitted", "GIF omitted",
        "Contact card omitted", "This message was deleted", "This message was deleted.", "You deleted this message", "You deleted this message.",
        "Missed voice call", "Missed video call", "Waiting for this message", "Waiting for this message. This may take a while.", "null",
        "<המדיה לא נכללה>", "<המדיה הושמטה>", "<מדיה לא נכללה>", "התמונה הושמטה", "הסרטון הושמט", "השמע הושמט", "המסמך הושמט", "המדבקה הושמטה",
        "סטיקר הושמט", "קובץ ה-GIF הושמט", "כרטיס איש הקשר הושמט", "כרטיס איש קשר הושמט", "ההודעה נמחקה", "ההודעה נמחקה.", "הודעה זו נמחקה", "הודעה זו נמחקה.", "מחקת את ההודעה", "מחקת את ההודעה.",
        "מחקת הודעה זו", "מחקת הודעה זו.", "שיחה קולית שלא נענתה", "שיחת וידאו שלא נענתה",
        "<رسانه پیوست نشده>", "<رسانه حذف شد>", "<پیوست رسانه حذف شد>", "<رسانه پیوست نشد>", "<فایل رسانه\u200cای پیوست نشده است>", "این پیام حذف شد", "این پیام حذف شد.", "این پیام حذف شده است", "این پیام پاک شد",
        "شما این پیام را حذف کردید", "شما این پیام را حذف کردید.", "تصویر حذف شد", "عکس حذف شد", "ویدیو حذف شد", "<رسانه حذف شده>",
        "<تم استبعاد الوسائط>", "تم حذف هذه الرسالة", "لقد حذفتَ هذه الرسالة", "<Multimedia omitido>", "<Médias omis>", "<Medien ausgeschlossen>",
        "<Mídia oculta>", "<Media omessi>", "<Без медиафайлов>", "<Medya dahil edilmedi>", "<Arquivo de mídia oculto>"};
    static const char *const parts[] = {"(file attached)", "<attached: ", "(קובץ מצורף)", "<מצורף: ", "(הקובץ מצורף)", "<پیوست: ", "(فایل پیوست شد)", "(فایل پیوست شده)",
                                        "(الملف مرفق)", "<المرفق: ", "(archivo adjunto)", "(fichier joint)", "(Datei angehängt)", "(arquivo anexado)"};
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (strlen(whole[i]) == len && memcmp(whole[i], line, len) == 0)
            return true;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (memmem(line, len, parts[i], strlen(parts[i])))
            return true;
    return false;
}

static bool is_mark(const char *at)
{
    return memcmp(at, "\xe2\x80\x8e", 3) == 0 || memcmp(at, "\xe2\x80\x8f", 3) == 0;
}

/* The length without marks of direction at both ends and spaces at the end. */
static size_t edges(const char **line, size_t len)
{
    while (len >= 3 && is_mark(*line)) {
        *line += 3;
        len -= 3;
    }
    for (;;) {
        if (len > 0 && strchr(" \r\t", (*line)[len - 1]))
            len--;
        else if (len >= 3 && is_mark(*line + len - 3))
            len -= 3;
        else
            return len;
    }
}

static bool edited_trim(struct bytes *text)
{
    static const char *const notes[] = {"<This message was edited>", "<ההודעה נערכה>", "<הודעה זו נערכה>", "<این پیام ویرایش شد>", "<این پیام ویرایش شده>",
                                        "<تم تعديل هذه الرسالة>"};
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
        const char *line = text->ptr;
        size_t len = edges(&line, text->len), note = strlen(notes[i]);
        if (len < note || memcmp(line + len - note, notes[i], note) != 0)
            continue;
        const char *begin = text->ptr;
        size_t left = edges(&begin, (size_t)(line - text->ptr) + len - note);
        text->len = (size_t)(begin - text->ptr) + left;
        return true;
    }
    return false;
}

bool chat_words_trim(struct bytes *text)
{
    if (text->len == 0)
        return false;
    edited_trim(text);
    const char *line = text->ptr, *end = text->len ? memchr(text->ptr, '\n', text->len) : NULL;
    size_t whole = end ? (size_t)(end - text->ptr) : text->len, len = edges(&line, whole);
    if (!is_silent(line, len))
        return false;
    size_t skip = whole + (end != NULL);
    memmove(text->ptr, text->ptr + skip, text->len - skip);
    text->len -= skip;
    return true;
}
