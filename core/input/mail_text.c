#include "core/input/mail_text.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

struct line {
    const char *text;
    size_t len;
};

/* Without line ends, spaces and marks of direction around it. */
static struct line line_at(const char *text)
{
    struct line line = {text, strcspn(text, "\n")};
    static const char *const marks[] = {"\xe2\x80\x8e", "\xe2\x80\x8f", "\xe2\x80\xaa", "\xe2\x80\xab", "\xe2\x80\xac"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        while (line.len >= 3 && memcmp(line.text, marks[i], 3) == 0) {
            line.text += 3;
            line.len -= 3;
        }
    while (line.len > 0 && strchr(" \t", line.text[0])) {
        line.text++;
        line.len--;
    }
    while (line.len > 0 && strchr(" \t\r", line.text[line.len - 1]))
        line.len--;
    return line;
}

static bool begins(struct line line, const char *word)
{
    return line.len >= strlen(word) && strncasecmp(line.text, word, strlen(word)) == 0;
}

static bool ends(struct line line, const char *word)
{
    size_t len = strlen(word);
    return line.len >= len && memcmp(line.text + line.len - len, word, len) == 0;
}

/* From here on everything is of another mail, or the signature. */
static bool ends_text(struct line line, const char *raw)
{
    static const char *const signs[] = {
        "-----Original Message", "----- Original Message",          "-----הודעה מקורית",
        "----- הודעה מקורית",    "---------- Forwarded message",    "---------- הודעה שהועברה",
        "-----پیام اصلی",        "________________________________"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (begins(line, signs[i]))
            return true;
    return strncmp(raw, "-- \n", 4) == 0 || strncmp(raw, "-- \r\n", 5) == 0 || strcmp(raw, "-- ") == 0 ||
           strncmp(raw, "--\n", 3) == 0 || strncmp(raw, "--\r\n", 4) == 0;
}

/* Outlook repeats the head of the mail that is answered: a From line, and Sent or To right behind it. */
static bool is_head(struct line line, const char *raw)
{
    static const char *const from[] = {"From:", "*From:*", "מאת:", "از:", "فرستنده:"};
    static const char *const next[] = {
        "Sent:", "*Sent:*", "To:", "Date:", "נשלח:", "אל:", "תאריך:", "ارسال:", "به:", "تاریخ:"};
    bool first = false;
    for (size_t i = 0; i < sizeof from / sizeof *from; i++)
        first |= begins(line, from[i]);
    raw += strcspn(raw, "\n");
    if (!first || !*raw)
        return false;
    struct line behind = line_at(raw + 1);
    for (size_t i = 0; i < sizeof next / sizeof *next; i++)
        if (begins(behind, next[i]))
            return true;
    return false;
}

/* "On … wrote:", of one line or two. */
static size_t attribution(struct line line, const char *raw)
{
    static const char *const begin[] = {"On ", "בתאריך ", "ב-", "ב־", "ביום ", "در تاریخ", "در "};
    static const char *const end[] = {
        "wrote:", "כתב:", "כתבה:", "כתב/ה:", "כתב\u200f:", "נכתב על ידי:", "\u200fכתב/ה:\u200f", "نوشت:", "نوشته است:"};
    const char *next = raw + strcspn(raw, "\n");
    struct line second = *next ? line_at(next + 1) : (struct line){"", 0};
    bool opens = false;
    for (size_t i = 0; i < sizeof begin / sizeof *begin; i++)
        opens |= begins(line, begin[i]);
    for (size_t i = 0; opens && i < sizeof end / sizeof *end; i++) {
        if (ends(line, end[i]))
            return 1;
        if (ends(second, end[i]) && line.len > 20 && second.len < 120)
            return 2;
    }
    return 0;
}

static bool is_device(struct line line)
{
    static const char *const signs[] = {"Sent from my ", "Get Outlook for ", "נשלח מה",       "נשלח מ-",
                                        "נשלח באמצעות",  "ارسال شده از",     "فرستاده شده از"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (begins(line, signs[i]) && line.len < 80)
            return true;
    return false;
}

void mail_text(struct bytes *out, const char *text)
{
    size_t first = out->len, skip = 0;
    for (const char *raw = text; *raw; raw += strcspn(raw, "\n") + (raw[strcspn(raw, "\n")] == '\n')) {
        struct line line = line_at(raw);
        if (ends_text(line, raw) || is_head(line, raw))
            break;
        if (!skip)
            skip = attribution(line, raw);
        bool dropped = skip > 0 || begins(line, ">") || is_device(line);
        skip -= skip > 0;
        if (dropped ||
            (line.len == 0 && (out->len == first || ends((struct line){out->ptr + first, out->len - first}, "\n\n"))))
            continue;
        bytes_add(out, line.text, line.len);
        bytes_add_char(out, '\n');
    }
    while (out->len > first && out->ptr[out->len - 1] == '\n')
        out->len--;
}
