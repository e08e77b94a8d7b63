/* JSON, read by hand because no library tells where in the file each byte of a string stands. RFC 8259. */
#include <string.h>

#include "core/lint/source.h"
#include "core/text/utf8.h"

enum { DEPTH_MAX = 64 };

struct json_reader {
    struct sheet *sheet;
    struct tree *tree;
    struct reply_draft draft;
    size_t at;
    unsigned depth;
    bool failed;
};

static bool fail(struct json_reader *reader, const char *reason)
{
    if (!reader->failed)
        sheet_fault(reader->sheet, reader->at, "no JSON: %s", reason);
    reader->failed = true;
    return false;
}

static char here(const struct json_reader *reader)
{
    return reader->sheet->bytes[reader->at]; /* a NUL at the end */
}

static void skip_space(struct json_reader *reader)
{
    while (strchr(" \t\r\n", here(reader)) && here(reader))
        reader->at++;
}

static bool take(struct json_reader *reader, char wanted, const char *reason)
{
    if (here(reader) != wanted)
        return fail(reader, reason);
    reader->at++;
    return true;
}

/* Four hexadecimal digits at `at`; -1 if there are none. */
static int32_t hex4(const char *at)
{
    int32_t value = 0;
    for (int i = 0; i < 4; i++) {
        char c = at[i];
        int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

static bool take_unicode(struct json_reader *reader)
{
    const char *at = reader->sheet->bytes + reader->at;
    char out[4];
    size_t unit = 6;
    int32_t code = hex4(at + 2);
    if (code >= 0xD800 && code < 0xDC00 && at[6] == '\\' && at[7] == 'u') {
        int32_t low = hex4(at + 8);
        if (low >= 0xDC00 && low < 0xE000) {
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
            unit = 12;
        }
    }
    if (code <= 0 || (code >= 0xD800 && code < 0xE000))
        return fail(reader, "an escape that stands for no character");
    reply_draft_unit(&reader->draft, out, utf8_encode((uint32_t)code, out), reader->at, unit);
    reader->at += unit;
    return true;
}

static bool take_escape(struct json_reader *reader)
{
    static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    char name = reader->sheet->bytes[reader->at + 1];
    if (name == 'u')
        return take_unicode(reader);
    const char *found = name ? strchr(names, name) : NULL;
    if (!found)
        return fail(reader, "an unknown escape");
    reply_draft_unit(&reader->draft, &values[found - names], 1, reader->at, 2);
    reader->at += 2;
    return true;
}

/* A string into the draft. */
static bool take_text(struct json_reader *reader)
{
    reply_draft_clear(&reader->draft);
    if (!take(reader, '"', "a string is missing"))
        return false;
    for (;;) {
        size_t begin = reader->at;
        while ((unsigned char)here(reader) >= 0x20 && here(reader) != '"' && here(reader) != '\\')
            reader->at++;
        reply_draft_plain(&reader->draft, reader->sheet->bytes + begin, reader->at - begin, begin);
        if (here(reader) == '"') {
            reader->at++;
            return true;
        }
        if (here(reader) != '\\')
            return fail(reader, reader->at >= reader->sheet->len ? "a string is not closed" : "a control character in a string");
        if (!take_escape(reader))
            return false;
    }
}

static bool take_value(struct json_reader *reader);

static bool take_members(struct json_reader *reader)
{
    tree_enter_map(reader->tree);
    reader->at++;
    skip_space(reader);
    for (bool first = true; here(reader) != '}'; first = false) {
        if (!first && !take(reader, ',', "a comma or } is missing"))
            return false;
        skip_space(reader);
        if (!take_text(reader))
            return false;
        tree_key(reader->tree, reader->draft.text.ptr ? reader->draft.text.ptr : "", reader->draft.text.len);
        skip_space(reader);
        if (!take(reader, ':', "a colon is missing") || !take_value(reader))
            return false;
    }
    reader->at++;
    tree_leave(reader->tree);
    return true;
}

static bool take_elements(struct json_reader *reader)
{
    tree_enter_list(reader->tree);
    reader->at++;
    skip_space(reader);
    for (bool first = true; here(reader) != ']'; first = false) {
        if (!first && !take(reader, ',', "a comma or ] is missing"))
            return false;
        if (!take_value(reader))
            return false;
    }
    reader->at++;
    tree_leave(reader->tree);
    return true;
}

static bool take_plain(struct json_reader *reader)
{
    size_t begin = reader->at;
    while (here(reader) && strchr("+-.0123456789abcdefghijklmnopqrstuvwxyzE", here(reader)))
        reader->at++;
    if (reader->at == begin)
        return fail(reader, "a value is missing");
    tree_other(reader->tree);
    return true;
}

static bool take_value(struct json_reader *reader)
{
    bool good;
    skip_space(reader);
    if (++reader->depth > DEPTH_MAX)
        return fail(reader, "nested deeper than 64");
    if (here(reader) == '{')
        good = take_members(reader);
    else if (here(reader) == '[')
        good = take_elements(reader);
    else if (here(reader) == '"') {
        size_t file = reader->at;
        good = take_text(reader);
        if (good)
            tree_string(reader->tree, &reader->draft, file);
    } else
        good = take_plain(reader);
    reader->depth--;
    skip_space(reader);
    return good;
}

void source_json(struct sheet *sheet)
{
    struct json_reader reader = {.sheet = sheet, .tree = tree_new(sheet)};
    if (sheet->len >= 3 && memcmp(sheet->bytes, "\xEF\xBB\xBF", 3) == 0)
        reader.at = 3;
    while (take_value(&reader) && reader.at < sheet->len) /* lines of JSON too */
        continue;
    tree_finish(reader.tree);
    reply_draft_release(&reader.draft);
}
