#include "core/text/details.h"

#include <stdbool.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

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
    switch (byte) {
    case ' ': case '-': case '.': case '/': case '(': case ')': return true;
    default: return false;
    }
}

/* Belongs to the sentence and not to the address before it. */
static bool is_behind_token(char byte)
{
    switch (byte) {
    case '.': case ',': case ';': case ':': case '!': case '?': case ')': case '>': case '"': case '\'': return true;
    default: return false;
    }
}

/* The end of the token of ASCII signs at `at`, up to white space or a letter of another script. */
static size_t token_end(const char *text, size_t len, size_t at)
{
    size_t begin = at;
    while (at < len && !is_space(text[at]) && !(text[at] & 0x80))
        at++;
    while (at > begin && is_behind_token(text[at - 1]))
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
    if (at == 0 || is_space(text[at - 1]) || (text[at - 1] & 0x80))
        return true;
    switch (text[at - 1]) {
    case '(': case '<': case '[': case '"': case '\'': case ':': case ',': case ';': case '#': case '+': case '-': return true;
    default: return false;
    }
}

/* A digit, @, ww or //, or a character of three bytes and more, whose digits are looked at closely. */
static bool may_begin_detail(unsigned char c, unsigned char next)
{
    if (c < 0x80)
        return (unsigned char)(c - '0') < 10 || c == '@' || (c == '/' && next == '/') ||
               ((c | 0x20) == 'w' && (next | 0x20) == 'w');
    return (c == 0xD9 && (unsigned char)(next - 0xA0) < 10) || (c == 0xDB && (unsigned char)(next - 0xB0) < 10) ||
           (c >= 0xE0 && c != 0xE2);
}

/* The same of sixteen bytes at a time: how many bytes are done with. */
static size_t skip_blocks(const char *text, size_t len)
{
    size_t at = 0;
#ifdef __SSE2__
#define EACH(byte) _mm_set1_epi8((char)(byte))
#define IS(bytes, byte) _mm_cmpeq_epi8(bytes, EACH(byte))
    const __m128i nine = EACH(9), none = _mm_setzero_si128();
    for (; len - at > 16; at += 16) {
        __m128i c = _mm_loadu_si128((const __m128i *)(text + at)), next = _mm_loadu_si128((const __m128i *)(text + at + 1));
        /* a difference of at most nine leaves nothing when nine is taken away and no byte goes below zero */
        __m128i digit = _mm_cmpeq_epi8(_mm_subs_epu8(_mm_sub_epi8(c, EACH('0')), nine), none);
        __m128i arabic = _mm_cmpeq_epi8(_mm_subs_epu8(_mm_sub_epi8(next, EACH(0xA0)), nine), none);
        __m128i persian = _mm_cmpeq_epi8(_mm_subs_epu8(_mm_sub_epi8(next, EACH(0xB0)), nine), none);
        __m128i slashes = _mm_and_si128(IS(c, '/'), IS(next, '/'));
        __m128i w = _mm_and_si128(IS(_mm_or_si128(c, EACH(0x20)), 'w'), IS(_mm_or_si128(next, EACH(0x20)), 'w'));
        __m128i wide = _mm_andnot_si128(IS(c, 0xE2), _mm_cmpeq_epi8(_mm_max_epu8(c, EACH(0xE0)), c));
        __m128i any = _mm_or_si128(_mm_or_si128(_mm_or_si128(digit, IS(c, '@')), _mm_or_si128(slashes, w)),
                                   _mm_or_si128(wide, _mm_or_si128(_mm_and_si128(arabic, IS(c, 0xD9)),
                                                                   _mm_and_si128(persian, IS(c, 0xDB)))));
        if (_mm_movemask_epi8(any))
            break;
    }
#undef EACH
#undef IS
#else
    (void)text, (void)len;
#endif
    return at;
}

/* Most messages have neither digits nor an address, and are done with here. */
static bool may_hold_details(const char *text, size_t len)
{
    for (size_t at = skip_blocks(text, len); at < len; at++)
        if (may_begin_detail((unsigned char)text[at], at + 1 < len ? (unsigned char)text[at + 1] : 0))
            return true;
    return false;
}

/* The end of a run of ASCII without digits, @ and slashes from `at` on, as nearly all words are. */
static size_t skip_plain(const char *text, size_t len, size_t at)
{
    while (at < len) {
        unsigned char c = (unsigned char)text[at];
        if (c >= 0x80 || (c >= '0' && c <= '9') || c == '@' || c == '/' || (c | 0x20) == 'w' || is_space((char)c))
            break;
        at++;
    }
    return at;
}

size_t details_find(const char *text, size_t len, struct detail *out, size_t cap)
{
    size_t count = 0, at = 0;
    if (!may_hold_details(text, len))
        return 0;
    while (at < len && count < cap) {
        size_t plain = skip_plain(text, len, at);
        if (plain > at && (plain == len || is_space(text[plain]))) {
            at = plain + 1;
            continue;
        }
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
