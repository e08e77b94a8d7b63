#include "core/text/visible.h"

#include <string.h>
#include <utf8proc.h>

#include "core/text/utf8.h"

static bool is_bidi_control(uint32_t c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029 || c == 0xFEFF;
}

/* The character at `at`; returns its length. */
static size_t add_character(struct bytes *out, const char *at, const char *end, bool all)
{
    uint32_t c;
    unsigned len = utf8_decode(at, &c);
    if (c == '\r' && end - at > 1 && at[1] == '\n')
        len = 2;
    if (c == '\r' || c == '\n')
        bytes_add_text(out, "\u23CE");
    else if (c == '\t')
        bytes_add_char(out, ' ');
    else if (is_control(c) || (all && is_bidi_control(c)))
        bytes_addf(out, "\\u%04x", (unsigned)c);
    else if (!is_bidi_control(c))
        bytes_add(out, at, len);
    return len;
}

static void add(struct bytes *out, const char *text, size_t len, bool all)
{
    if (len == 0)
        return;
    const char *at = text, *end = text + len;
    while (at < end) {
        const char *invalid = at + utf8_valid(at, (size_t)(end - at));
        while (at < invalid)
            at += add_character(out, at, invalid, all);
        if (at < end)
            bytes_addf(out, "\\x%02x", (unsigned)(unsigned char)*at++);
    }
}

void visible_add(struct bytes *out, const char *text, size_t len)
{
    add(out, text, len, false);
}

void visible_add_z(struct bytes *out, const char *text)
{
    add(out, text, strlen(text), false);
}

void visible_add_all(struct bytes *out, const char *text, size_t len)
{
    add(out, text, len, true);
}

unsigned visible_columns(uint32_t c)
{
    if (c == '\t' || c == '\r' || c == '\n')
        return 1;
    if (is_control(c))
        return sizeof "\\uNNNN" - 1;
    if (is_bidi_control(c))
        return 0;
    int columns = utf8proc_charwidth((utf8proc_int32_t)c);
    return columns > 0 ? (unsigned)columns : 0;
}

static bool is_rtl(uint32_t c)
{
    utf8proc_propval_t class = utf8proc_get_property((utf8proc_int32_t)c)->bidi_class;
    return class == UTF8PROC_BIDI_CLASS_R || class == UTF8PROC_BIDI_CLASS_AL;
}

bool visible_is_rtl(const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        uint32_t c;
        at += utf8_decode(text + at, &c);
        if (c >= 0x590 && !is_bidi_control(c) && is_rtl(c))
            return true;
    }
    return false;
}

void visible_add_isolated(struct bytes *out, const char *text, size_t len, bool always)
{
    /* what is no UTF-8 ends the look for letters, not the text */
    bool isolate = len > 0 && (always || visible_is_rtl(text, utf8_valid(text, len)));
    if (isolate)
        bytes_add_text(out, VISIBLE_ISOLATE);
    visible_add(out, text, len);
    if (isolate)
        bytes_add_text(out, VISIBLE_ISOLATE_END);
}
