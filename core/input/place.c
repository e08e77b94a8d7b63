#include "core/input/place.h"

#include <string.h>

#include "core/text/utf8.h"

static void char_add(struct bytes *place, const char *p, unsigned len)
{
    uint32_t codepoint;
    utf8_decode(p, &codepoint);
    if (codepoint < 0x20 || (codepoint >= 0x7f && codepoint < 0xa0))
        bytes_addf(place, "\\x%02x", (unsigned)codepoint);
    else
        bytes_add(place, p, len);
}

void place_add(struct bytes *place, const char *name)
{
    size_t left = strlen(name), end = place->len + PLACE_NAME_BYTES;
    size_t valid = utf8_valid(name, left);
    while (left && place->len < end) {
        if (!valid) {
            bytes_add_text(place, "\xef\xbf\xbd");
            name++, left--;
            valid = utf8_valid(name, left);
            continue;
        }
        uint32_t codepoint;
        unsigned len = utf8_decode(name, &codepoint);
        char_add(place, name, len);
        name += len, left -= len, valid -= len;
    }
    if (left)
        bytes_add_text(place, "\xe2\x80\xa6");
}

static bool ends_in(const char *name, size_t len, const char *suffix)
{
    size_t want = strlen(suffix);
    if (len < want)
        return false;
    for (size_t i = 0; i < want; i++) {
        char c = name[len - want + i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if (c != suffix[i])
            return false;
    }
    return true;
}

bool place_is_transcript(const char *name)
{
    static const char *const packed[] = {".gz", ".zst", ".xz", ".bz2"};
    size_t len = strlen(name);
    for (size_t i = 0; i < sizeof packed / sizeof *packed; i++) {
        if (ends_in(name, len, packed[i])) {
            len -= strlen(packed[i]);
            break;
        }
    }
    return ends_in(name, len, ".jsonl") || ends_in(name, len, ".ndjson");
}

bool place_is_fork(const char *name)
{
    const char *slash = strrchr(name, '/');
    const char *base = slash ? slash + 1 : name;
    return strncmp(base, "._", 2) == 0 || strncmp(name, "__MACOSX/", 9) == 0 || strstr(name, "/__MACOSX/");
}
