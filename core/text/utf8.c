#include "core/text/utf8.h"

#include <string.h>

static uint32_t tail_bits(unsigned char byte)
{
    return (uint32_t)byte & 0x3f;
}

unsigned utf8_decode(const char *p, uint32_t *ret_codepoint)
{
    const unsigned char *s = (const unsigned char *)p;
    if (s[0] < 0x80) {
        *ret_codepoint = s[0];
        return 1;
    }
    if (s[0] < 0xe0) {
        *ret_codepoint = ((uint32_t)s[0] & 0x1f) << 6 | tail_bits(s[1]);
        return 2;
    }
    if (s[0] < 0xf0) {
        *ret_codepoint = ((uint32_t)s[0] & 0x0f) << 12 | tail_bits(s[1]) << 6 | tail_bits(s[2]);
        return 3;
    }
    *ret_codepoint = ((uint32_t)s[0] & 0x07) << 18 | tail_bits(s[1]) << 12 | tail_bits(s[2]) << 6 | tail_bits(s[3]);
    return 4;
}

unsigned utf8_encode(uint32_t codepoint, char *out)
{
    if (codepoint < 0x80) {
        out[0] = (char)codepoint;
        return 1;
    }
    if (codepoint < 0x800) {
        out[0] = (char)(0xc0 | codepoint >> 6);
        out[1] = (char)(0x80 | (codepoint & 0x3f));
        return 2;
    }
    if (codepoint < 0x10000) {
        out[0] = (char)(0xe0 | codepoint >> 12);
        out[1] = (char)(0x80 | (codepoint >> 6 & 0x3f));
        out[2] = (char)(0x80 | (codepoint & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | codepoint >> 18);
    out[1] = (char)(0x80 | (codepoint >> 12 & 0x3f));
    out[2] = (char)(0x80 | (codepoint >> 6 & 0x3f));
    out[3] = (char)(0x80 | (codepoint & 0x3f));
    return 4;
}

static bool is_tail(unsigned char byte)
{
    return (byte & 0xc0) == 0x80;
}

/* The length of the character at s, 0 if it is not a whole, shortest-form scalar value. */
static size_t character_valid(const unsigned char *s, size_t len)
{
    unsigned char lead = s[0];
    if (lead < 0xc2 || lead > 0xf4)
        return 0;
    if (lead < 0xe0)
        return len >= 2 && is_tail(s[1]) ? 2 : 0;
    if (lead < 0xf0) {
        if (len < 3 || !is_tail(s[1]) || !is_tail(s[2]))
            return 0;
        bool overlong = lead == 0xe0 && s[1] < 0xa0;
        bool surrogate = lead == 0xed && s[1] >= 0xa0;
        return overlong || surrogate ? 0 : 3;
    }
    if (len < 4 || !is_tail(s[1]) || !is_tail(s[2]) || !is_tail(s[3]))
        return 0;
    bool overlong = lead == 0xf0 && s[1] < 0x90;
    bool too_large = lead == 0xf4 && s[1] >= 0x90;
    return overlong || too_large ? 0 : 4;
}

size_t utf8_valid(const char *text, size_t len)
{
    const unsigned char *s = (const unsigned char *)text;
    size_t i = 0;
    while (i < len) {
        uint64_t word;
        if (len - i >= sizeof word) {
            memcpy(&word, s + i, sizeof word);
            if (!(word & UINT64_C(0x8080808080808080))) {
                i += sizeof word;
                continue;
            }
        }
        if (s[i] < 0x80) {
            i++;
            continue;
        }
        size_t width = character_valid(s + i, len - i);
        if (!width)
            return i;
        i += width;
    }
    return i;
}

bool utf8_is_border(const char *text, size_t len, size_t at)
{
    if (at == 0 || at == len)
        return true;
    return at < len && !is_tail((unsigned char)text[at]);
}
