#include "core/text/details.h"

#include <stdbool.h>
#include <string.h>

#include "core/text/fold_table.h"
#include "core/text/utf8.h"

enum { NUMBER_DIGITS = 3 };

static bool is_ascii_letter(uint32_t codepoint)
{
    return (codepoint >= 'a' && codepoint <= 'z') || (codepoint >= 'A' && codepoint <= 'Z');
}

static bool is_digit(uint32_t codepoint)
{
    return entry_class(fold_lookup(codepoint)) == CLASS_DIGIT;
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

/* May stand between two digits of one number; a letter behind it would begin another word. */
static bool is_joint(char byte)
{
    return byte && strchr(" -./()", byte) != NULL;
}

/* The end of the token of ASCII signs at `at`, up to white space or a letter of another script. */
static size_t token_end(const char *text, size_t len, size_t at)
{
    size_t begin = at;
    while (at < len && !is_space(text[at]) && !(text[at] & 0x80))
        at++;
    while (at > begin && strchr(".,;:!?)>\"'", text[at - 1])) /* the sentence's, not the address's */
        at--;
    return at;
}

static bool begins(const char *text, size_t len, const char *with)
{
    size_t count = strlen(with);
    if (len < count)
        return false;
    for (size_t i = 0; i < count; i++)
        if ((text[i] | 0x20) != (with[i] | 0x20))
            return false;
    return true;
}

/* An address or link that begins here: DETAIL_EMAIL, DETAIL_LINK or 0. */
static uint32_t token_kind(const char *text, size_t len)
{
    if (begins(text, len, "http://") || begins(text, len, "https://") || begins(text, len, "www."))
        return DETAIL_LINK;
    const char *at = memchr(text, '@', len);
    return at && at > text && memchr(at, '.', len - (size_t)(at - text)) ? DETAIL_EMAIL : 0;
}

/* The end of the number or code at `at`; `at` itself if there is none. */
static size_t number_end(const char *text, size_t len, size_t at, uint32_t *ret_digits)
{
    size_t end = at, place = at;
    uint32_t digits = 0;
    bool joint = false;
    while (place < len) {
        uint32_t codepoint;
        size_t next = place + utf8_decode(text + place, &codepoint);
        bool digit = is_digit(codepoint), spaced = joint && place > at && is_space(text[place - 1]);
        if (digit || (is_ascii_letter(codepoint) && !spaced)) {
            digits += digit;
            end = next;
            joint = false;
        } else if (!joint && place > at && is_joint(text[place])) {
            joint = true;
        } else {
            break;
        }
        place = next;
    }
    *ret_digits = digits;
    return end;
}

static bool is_word_begin(const char *text, size_t at)
{
    return at == 0 || is_space(text[at - 1]) || strchr("(<[\"':,;#+-", text[at - 1]) || (text[at - 1] & 0x80);
}

size_t details_find(const char *text, size_t len, struct detail *out, size_t cap)
{
    size_t count = 0, at = 0;
    while (at < len && count < cap) {
        uint32_t codepoint, digits = 0;
        size_t next = at + utf8_decode(text + at, &codepoint), end;
        bool letter = is_ascii_letter(codepoint), digit = is_digit(codepoint);
        if ((!letter && !digit) || (letter && !is_word_begin(text, at))) {
            at = next;
            continue;
        }
        end = token_end(text, len, at);
        uint32_t kind = end > at ? token_kind(text + at, end - at) : 0;
        if (!kind) {
            end = number_end(text, len, at, &digits);
            kind = digits >= NUMBER_DIGITS ? DETAIL_NUMBER : 0;
        }
        if (kind)
            out[count++] = (struct detail){kind, (uint32_t)at, (uint32_t)end, digits};
        at = end > at ? end : next;
    }
    return count;
}

size_t detail_digits(const char *text, size_t begin, size_t end, char *out, size_t cap)
{
    size_t count = 0;
    while (begin < end && count < cap) {
        uint32_t codepoint;
        begin += utf8_decode(text + begin, &codepoint);
        fold_entry entry = fold_lookup(codepoint);
        if (entry_class(entry) == CLASS_DIGIT)
            out[count++] = (char)(entry & 0x7f);
    }
    return count;
}
