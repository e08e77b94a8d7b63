#include <string.h>

#include "core/input/chat_lines.h"
#include "core/text/utf8.h"

#define HEAD_BYTES 120 /* the longest beginning of a line that is looked at */

/* The beginning of a line in plain letters, and where each of them stands in it. */
struct plain {
    char text[HEAD_BYTES + 1];
    size_t from[HEAD_BYTES + 2];
    size_t len, at;
};

static bool is_mark(uint32_t c)
{
    return c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF ||
           c == 0x061C;
}

/* A letter of ours for the character: digits, spaces and commas of other scripts; 0: it stays as it is. */
static char plain_of(uint32_t c)
{
    if (c >= 0x0660 && c <= 0x0669)
        return (char)('0' + (c - 0x0660));
    if (c >= 0x06F0 && c <= 0x06F9)
        return (char)('0' + (c - 0x06F0));
    if (c == 0x00A0 || c == 0x202F || c == 0x2009)
        return ' ';
    if (c == 0x060C)
        return ',';
    return c == 0x2013 || c == 0x2014 ? '-' : 0;
}

static void plain_make(struct plain *plain, const char *line, size_t len)
{
    size_t at = 0;
    plain->len = plain->at = 0;
    len = len < HEAD_BYTES ? len : HEAD_BYTES;
    len = utf8_valid(line, len);
    while (at < len) {
        uint32_t c;
        unsigned bytes = utf8_decode(line + at, &c);
        char letter = plain_of(c);
        for (unsigned i = 0; !is_mark(c) && i < (letter ? 1 : bytes); i++) {
            plain->from[plain->len] = at;
            plain->text[plain->len++] = letter ? letter : line[at + i];
        }
        at += bytes;
    }
    plain->from[plain->len] = at;
    plain->text[plain->len] = '\0';
}

static void spaces_skip(struct plain *plain)
{
    while (plain->text[plain->at] == ' ')
        plain->at++;
}

static bool take(struct plain *plain, char c)
{
    if (plain->text[plain->at] != c)
        return false;
    plain->at++;
    return true;
}

/* 1 to `most` digits; -1 if there is none, or one more. */
static int number_take(struct plain *plain, int most)
{
    int value = 0, digits = 0;
    for (; plain->text[plain->at] >= '0' && plain->text[plain->at] <= '9'; plain->at++, digits++)
        if (digits < most)
            value = value * 10 + (plain->text[plain->at] - '0');
    return digits >= 1 && digits <= most ? value : -1;
}

static bool date_take(struct plain *plain, struct chat_head *head)
{
    for (int i = 0; i < 3; i++) {
        head->date[i] = number_take(plain, 4);
        if (head->date[i] < 0)
            return false;
        spaces_skip(plain);
        char c = plain->text[plain->at];
        if (i < 2 && (!c || !strchr("./-", c) || (i == 1 && c != head->separator)))
            return false;
        if (i < 2)
            head->separator = c;
        if (i < 2 || c == '.')
            plain->at++;
        spaces_skip(plain);
    }
    return true;
}

/* Which half of the day a word says: 1, 2, or 0 for none. */
static int half_take(struct plain *plain)
{
    static const struct {
        const char *word;
        int half;
    } words[] = {{"AM", 1},
                 {"PM", 2},
                 {"am", 1},
                 {"pm", 2},
                 {"a.m.", 1},
                 {"p.m.", 2},
                 {"a. m.", 1},
                 {"p. m.", 2},
                 {"A.M.", 1},
                 {"P.M.", 2},
                 {"לפנה״צ", 1},
                 {"לפנה\"צ", 1},
                 {"אחה״צ", 2},
                 {"אחה\"צ", 2},
                 {"לפני הצהריים", 1},
                 {"אחרי הצהריים", 2},
                 {"בבוקר", 1},
                 {"בערב", 2},
                 {"ق.ظ.", 1},
                 {"ب.ظ.", 2},
                 {"ق.ظ", 1},
                 {"ب.ظ", 2},
                 {"قبل\u200cازظهر", 1},
                 {"بعدازظهر", 2},
                 {"قبل از ظهر", 1},
                 {"بعد از ظهر", 2},
                 {"ص", 1},
                 {"م", 2},
                 {"vorm.", 1},
                 {"nachm.", 2},
                 {"ÖÖ", 1},
                 {"ÖS", 2},
                 {"오전", 1},
                 {"오후", 2},
                 {"上午", 1},
                 {"下午", 2}};
    spaces_skip(plain);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t len = strlen(words[i].word);
        if (strncmp(plain->text + plain->at, words[i].word, len) == 0) {
            plain->at += len;
            spaces_skip(plain);
            return words[i].half;
        }
    }
    return 0;
}

static bool clock_take(struct plain *plain, struct chat_head *head)
{
    int half = half_take(plain);
    head->hour = number_take(plain, 2);
    char c = plain->text[plain->at];
    if (head->hour < 0 || head->hour > 23 || (c != ':' && c != '.'))
        return false;
    plain->at++;
    head->minute = number_take(plain, 2);
    head->second = take(plain, c) ? number_take(plain, 2) : -1;
    if (head->minute < 0 || head->minute > 59 || head->second > 59)
        return false;
    half = half ? half : half_take(plain);
    head->is_half_day = half != 0;
    head->is_late = half == 2;
    return true;
}

bool chat_head_read(const char *line, size_t len, struct chat_head *ret)
{
    struct plain plain;
    plain_make(&plain, line, len);
    ret->is_bracketed = take(&plain, '[');
    ret->separator = 0;
    spaces_skip(&plain);
    if (!date_take(&plain, ret))
        return false;
    take(&plain, ',');
    if (!clock_take(&plain, ret))
        return false;
    spaces_skip(&plain);
    if (!take(&plain, ret->is_bracketed ? ']' : '-'))
        return false;
    spaces_skip(&plain);
    ret->behind = plain.from[plain.at];
    return true;
}

bool chat_stamp_read(const char *text, size_t len, struct chat_head *ret)
{
    struct plain plain;
    if (len > HEAD_BYTES)
        return false;
    plain_make(&plain, text, len);
    *ret = (struct chat_head){.second = -1};
    spaces_skip(&plain);
    if (!date_take(&plain, ret))
        return false;
    take(&plain, ',');
    spaces_skip(&plain);
    if (plain.text[plain.at] && !clock_take(&plain, ret))
        return false;
    spaces_skip(&plain);
    ret->behind = plain.from[plain.at];
    return !plain.text[plain.at];
}
