#include "core/input/json_text.h"

#include <string.h>

#include "core/text/utf8.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static const char *digits_skip(const char *p, const char *end)
{
    while (p < end && is_digit(*p))
        p++;
    return p;
}

static bool is_number(const char *p, const char *end)
{
    if (p < end && *p == '-')
        p++;
    if (p == end || !is_digit(*p))
        return false;
    p = *p == '0' ? p + 1 : digits_skip(p, end);
    if (p < end && *p == '.') {
        const char *begin = p + 1;
        if ((p = digits_skip(begin, end)) == begin)
            return false;
    }
    if (p < end && (*p == 'e' || *p == 'E')) {
        p++;
        if (p < end && (*p == '+' || *p == '-'))
            p++;
        const char *begin = p;
        if ((p = digits_skip(begin, end)) == begin)
            return false;
    }
    return p == end;
}

bool json_is_scalar(const char *token, size_t len)
{
    static const char *const words[] = {"true", "false", "null"};
    for (size_t i = 0; i < 3; i++)
        if (len == strlen(words[i]) && memcmp(token, words[i], len) == 0)
            return true;
    return is_number(token, token + len);
}

static int hex_value(char c)
{
    if (is_digit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The four digits at p; -1 if they are none. */
static int unit_read(const char *p, const char *end)
{
    if (end - p < 4)
        return -1;
    int unit = 0;
    for (int i = 0; i < 4; i++) {
        int digit = hex_value(p[i]);
        if (digit < 0)
            return -1;
        unit = unit << 4 | digit;
    }
    return unit;
}

static bool is_high(int unit)
{
    return unit >= 0xd800 && unit < 0xdc00;
}

static bool is_low(int unit)
{
    return unit >= 0xdc00 && unit < 0xe000;
}

/* Reads what follows \u and, for a pair, the \uXXXX behind it. NULL if it is malformed. */
static const char *codepoint_read(const char *p, const char *end, uint32_t *ret_codepoint, int *broken)
{
    int unit = unit_read(p, end);
    if (unit < 0)
        return NULL;
    p += 4;
    *ret_codepoint = (uint32_t)unit;
    if (is_high(unit) && end - p >= 6 && p[0] == '\\' && p[1] == 'u') {
        int low = unit_read(p + 2, end);
        if (is_low(low)) {
            *ret_codepoint = 0x10000 + ((uint32_t)(unit - 0xd800) << 10) + (uint32_t)(low - 0xdc00);
            return p + 6;
        }
    }
    if (is_high(unit) || is_low(unit)) {
        *ret_codepoint = 0xfffd;
        *broken = 1;
    }
    return p;
}

static char escape_value(char c)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    const char *found = c ? strchr(from, c) : NULL;
    return found ? to[found - from] : '\0';
}

/* Reads the escape at p, a backslash; NULL if it is none. */
static const char *escape_read(const char *p, const char *end, char **out, int *broken)
{
    if (++p == end)
        return NULL;
    if (*p == 'u') {
        uint32_t codepoint;
        p = codepoint_read(p + 1, end, &codepoint, broken);
        if (p)
            *out += utf8_encode(codepoint, *out);
        return p;
    }
    char value = escape_value(*p);
    if (!value)
        return NULL;
    *(*out)++ = value;
    return p + 1;
}

int json_unescape(const char *text, size_t len, char *out, size_t *ret_len)
{
    const char *p = text, *end = text + len;
    char *begin = out;
    int broken = 0;
    while (p < end) {
        const char *escape = memchr(p, '\\', (size_t)(end - p));
        size_t plain = (size_t)((escape ? escape : end) - p);
        memcpy(out, p, plain);
        out += plain;
        p = escape ? escape_read(escape, end, &out, &broken) : end;
        if (!p)
            return -1;
    }
    *ret_len = (size_t)(out - begin);
    return broken;
}

size_t json_string_end(const char *text)
{
    const char *p = text;
    for (; *p != '"'; p++)
        if (*p == '\\')
            p++;
    return (size_t)(p + 1 - text);
}
