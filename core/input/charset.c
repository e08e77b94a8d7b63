#include "core/input/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "core/text/utf8.h"

enum { LOOKED_AT = 4096 };

static bool begins(const char *text, size_t len, const char *mark, size_t mark_len)
{
    return len >= mark_len && memcmp(text, mark, mark_len) == 0;
}

/* UTF-16 without a mark: of Latin, Hebrew and Arabic text every other byte is small. */
static const char *utf16_by_zeros(const char *text, size_t len)
{
    size_t zeros[2] = {0, 0}, looked = len < LOOKED_AT ? len & ~(size_t)1 : LOOKED_AT;
    for (size_t i = 0; i < looked; i++)
        zeros[i % 2] += text[i] == 0;
    if (looked < 8 || (zeros[0] + zeros[1]) * 8 < looked)
        return NULL;
    return zeros[1] > zeros[0] ? "UTF-16LE" : "UTF-16BE";
}

static bool is_ascii_letter(unsigned char c)
{
    return (unsigned char)((c | 0x20) - 'a') < 26;
}

/*
 * Windows-1255 has the Hebrew letters at E0 to FA and uses little else; Windows-1256 has its commonest letters,
 * alef to ra, at C7 to D1, and Persian ones at 81, 8D, 8E, 90, 98. Western letters stand among ASCII ones.
 */
static const char *code_page(const char *text, size_t len)
{
    size_t high = 0, hebrew = 0, arabic = 0, western = 0, looked = len < ((size_t)1 << 20) ? len : (size_t)1 << 20;
    for (size_t i = 0; i < looked; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c < 0x80)
            continue;
        high++;
        hebrew += c >= 0xE0 && c <= 0xFA;
        arabic += (c >= 0xC7 && c <= 0xD6) || c == 0x81 || c == 0x8D || c == 0x8E || c == 0x90 || c == 0x98;
        western += (i > 0 && is_ascii_letter((unsigned char)text[i - 1])) || (i + 1 < looked && is_ascii_letter((unsigned char)text[i + 1]));
    }
    if (western * 3 > high)
        return "WINDOWS-1252";
    if (hebrew * 10 >= high * 9)
        return "WINDOWS-1255";
    return arabic * 5 >= high ? "WINDOWS-1256" : "WINDOWS-1252";
}

/* Windows-1255 keeps a letter back, for a point may follow it. */
static void flush(iconv_t converter, struct bytes *out)
{
    size_t room = 16;
    char *to = bytes_reserve(out, room), *begin = to;
    iconv(converter, NULL, NULL, &to, &room);
    out->len += (size_t)(to - begin);
}

static void convert(iconv_t converter, const char *text, size_t len, struct bytes *out)
{
    char *in = (char *)(uintptr_t)text;
    while (len > 0) {
        size_t room = len * 3 + 16;
        char *to = bytes_reserve(out, room), *begin = to;
        size_t result = iconv(converter, &in, &len, &to, &room);
        out->len += (size_t)(to - begin);
        if (result != (size_t)-1 || len == 0)
            continue;
        if (errno == E2BIG)
            continue;
        flush(converter, out);
        bytes_add_text(out, "\xEF\xBF\xBD");
        in++;
        len--;
    }
    flush(converter, out);
}

const char *charset_to_utf8(const char *text, size_t len, struct bytes *out)
{
    const char *name = NULL;
    if (begins(text, len, "\xEF\xBB\xBF", 3)) {
        text += 3;
        len -= 3;
    } else if (begins(text, len, "\xFF\xFE", 2)) {
        name = "UTF-16LE";
        text += 2;
        len -= 2;
    } else if (begins(text, len, "\xFE\xFF", 2)) {
        name = "UTF-16BE";
        text += 2;
        len -= 2;
    } else
        name = utf16_by_zeros(text, len);
    size_t valid = name ? 0 : utf8_valid(text, len);
    if (!name && valid + 3 < len)
        name = code_page(text, len);
    else if (!name)
        len = valid; /* the last character may be cut */
    iconv_t converter = name ? iconv_open("UTF-8", name) : (iconv_t)-1;
    if (converter == (iconv_t)-1) {
        bytes_add(out, text, len);
        return "UTF-8";
    }
    convert(converter, text, len, out);
    iconv_close(converter);
    return name;
}
