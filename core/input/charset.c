#include "core/input/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "core/text/utf8.h"

#define LOOKED_BYTES ((size_t)1 << 20)

/* Text of Latin letters, digits and spaces has a zero in every second byte; other scripts in many of them. */
static const char *utf16_of(const char *text, size_t len)
{
    size_t even = 0, odd = 0;
    if (len >= 2 && memcmp(text, "\xff\xfe", 2) == 0)
        return "UTF-16LE";
    if (len >= 2 && memcmp(text, "\xfe\xff", 2) == 0)
        return "UTF-16BE";
    len = len < 4096 ? len & ~(size_t)1 : 4096;
    for (size_t i = 0; i < len; i += 2) {
        even += !text[i];
        odd += !text[i + 1];
    }
    if (len >= 8 && odd * 8 > len / 2 && even * 20 < odd)
        return "UTF-16LE";
    return len >= 8 && even * 8 > len / 2 && odd * 20 < even ? "UTF-16BE" : NULL;
}

/*
 * Hebrew letters are E0 to FA in Windows-1255, and C0 to D3 its points, which nobody types; Arabic letters are C0 to ED
 * in Windows-1256, many of the commonest below E0.
 */
static const char *windows_of(const char *text, size_t len)
{
    size_t low = 0, high = 0, letters = 0;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        low += c >= 0xC0 && c < 0xE0;
        high += c >= 0xE0 && c <= 0xFA;
        letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
    if ((low + high) * 8 < letters) /* a few accents among Latin letters */
        return "WINDOWS-1252";
    return low * 4 < high ? "WINDOWS-1255" : "WINDOWS-1256";
}

const char *charset_of(const char *text, size_t len)
{
    const char *utf16 = utf16_of(text, len);
    if (utf16)
        return utf16;
    size_t looked = len < LOOKED_BYTES ? len : LOOKED_BYTES, good = utf8_valid(text, looked);
    if (good == looked || looked - good < 4) /* or cut within a character */
        return "UTF-8";
    /* one broken character among a thousand good ones is a broken character */
    size_t broken = 0, many = 0;
    for (size_t i = 0; i < looked;) {
        size_t run = utf8_valid(text + i, looked - i);
        for (size_t k = i; k < i + run; k++)
            many += (unsigned char)text[k] >= 0xC0;
        broken += i + run < looked;
        i += run + 1;
        if (broken > 1000 && broken > many)
            break;
    }
    return broken * 10 < many ? "UTF-8" : windows_of(text, looked);
}

/* What iconv makes of it; a byte that is no character becomes U+FFFD. */
static void convert(iconv_t with, char *from, size_t len, size_t unit, struct bytes *out)
{
    while (len > 0) {
        size_t room = len * 2 + 64;
        char *to = bytes_reserve(out, room), *at = to;
        size_t result = iconv(with, &from, &len, &at, &room);
        out->len += (size_t)(at - to);
        if (result != (size_t)-1 || errno == E2BIG)
            continue;
        size_t skip = len < unit ? len : unit;
        from += skip;
        len -= skip;
        bytes_add_text(out, "\xef\xbf\xbd");
    }
}

bool charset_decode(struct bytes *text, const char *charset)
{
    struct bytes made = {0};
    size_t mark = text->len >= 3 && memcmp(text->ptr, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    if (strcmp(charset, "UTF-8") == 0) {
        if (mark) {
            memmove(text->ptr, text->ptr + mark, text->len - mark);
            text->len -= mark;
        }
        return false;
    }
    bool wide = strncmp(charset, "UTF-16", 6) == 0;
    bool marked = wide && text->len >= 2 &&
                  (memcmp(text->ptr, "\xff\xfe", 2) == 0 || memcmp(text->ptr, "\xfe\xff", 2) == 0);
    iconv_t with = iconv_open("UTF-8", charset);
    if (with == (iconv_t)-1)
        return false;
    convert(with, text->ptr + (marked ? 2 : 0), text->len - (marked ? 2 : 0), wide ? 2 : 1, &made);
    iconv_close(with);
    bytes_release(text);
    *text = made;
    return true;
}
