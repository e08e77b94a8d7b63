#include "core/text/json_write.h"

#include <string.h>

#include "core/text/utf8.h"

/* The characters outside ASCII that no output may carry raw. */
static bool is_hidden(uint32_t c)
{
    return (c >= 0x7F && c <= 0x9F) || c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

static void escape_ascii(struct bytes *out, char c)
{
    static const char names[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    const char *known = c ? strchr(names, c) : NULL;
    if (known) {
        bytes_add_char(out, '\\');
        bytes_add_char(out, letters[known - names]);
    } else {
        bytes_addf(out, "\\u%04x", (unsigned)(unsigned char)c);
    }
}

/* Bytes that start nothing to be escaped: printable ASCII and most lead and all trail bytes. */
static size_t plain_run(const char *at, const char *end)
{
    const char *start = at;
    for (; at < end; at++) {
        unsigned char c = (unsigned char)*at;
        if (c < 0x20 || c == '"' || c == '\\' || c == 0x7F || c == 0xC2 || c == 0xD8 || c == 0xE2 || c == 0xEF)
            break;
    }
    return (size_t)(at - start);
}

void json_text(struct bytes *out, struct rapport_text text)
{
    const char *at = text.len > 0 ? text.ptr : "", *end = at + text.len;
    bytes_add_char(out, '"');
    while (at < end) {
        size_t run = plain_run(at, end);
        bytes_add(out, at, run);
        at += run;
        if (at == end)
            break;
        if ((unsigned char)*at < 0x80) {
            escape_ascii(out, *at++);
            continue;
        }
        uint32_t c;
        unsigned len = utf8_decode(at, &c);
        if (is_hidden(c))
            bytes_addf(out, "\\u%04x", (unsigned)c);
        else
            bytes_add(out, at, len);
        at += len;
    }
    bytes_add_char(out, '"');
}

void json_text_z(struct bytes *out, const char *text)
{
    json_text(out, (struct rapport_text){text, strlen(text)});
}
