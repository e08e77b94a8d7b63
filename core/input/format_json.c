/* What readers of JSON have in common: keys in the head of a member, values one by one, faults with their places. */
#include <jansson.h>
#include <string.h>

#include "core/input/format.h"
#include "core/input/json_text.h"

bool format_has_key(const char *head, size_t len, const char *key)
{
    size_t key_len = strlen(key);
    const char *end = head + len;
    for (const char *at = head; (at = memmem(at, (size_t)(end - at), key, key_len)); at += key_len) {
        const char *behind = at + key_len;
        if (at == head || at[-1] != '"' || behind >= end || *behind != '"')
            continue;
        do
            behind++;
        while (behind < end && json_is_space(*behind));
        if (behind < end && *behind == ':')
            return true;
    }
    return false;
}

static size_t spaces(const char *text, size_t at, size_t len)
{
    while (at < len && json_is_space(text[at]))
        at++;
    return at;
}

bool format_is_json(const char *head, size_t len)
{
    size_t at = spaces(head, 0, len);
    return at < len && (head[at] == '{' || head[at] == '[');
}

#define DEPTH_MAX 128

/* Behind the value that begins at `at`, by its brackets and strings alone; 0 if the text ends before it. */
static size_t value_end(const char *text, size_t at, size_t len)
{
    size_t depth = 0;
    for (; at < len; at++) {
        char c = text[at];
        if (c == '"') {
            for (at++; at < len && text[at] != '"'; at++)
                at += text[at] == '\\';
            if (at >= len)
                return 0;
        } else if (c == '{' || c == '[') {
            depth++;
        } else if (c == '}' || c == ']') {
            if (depth <= 1)
                return at + 1;
            depth--;
        } else if (depth == 0 && c == ',') {
            return at;
        }
        if (depth == 0 && c == '"')
            return at + 1;
    }
    return 0;
}

bool format_is_ours(const char *head, size_t len)
{
    size_t at = spaces(head, 0, len);
    const char *line_end = at < len ? memchr(head + at, '\n', len - at) : NULL;
    if (at >= len || head[at] != '{')
        return false;
    if (line_end)
        len = (size_t)(line_end - head);
    return format_has_key(head, len, "messages") && format_has_key(head, len, "role") &&
           format_has_key(head, len, "id") && !format_has_key(head, len, "vcon") &&
           !format_has_key(head, len, "dialog") && !format_has_key(head, len, "sender_type");
}

struct walk {
    const char *text;
    size_t len, counted; /* lines are counted up to here */
    uint64_t line;
    size_t again; /* bytes that were looked at a second time, behind something broken */
    struct talks *talks;
    void (*each)(struct value value, struct talks *talks);
};

static uint64_t line_at(struct walk *walk, size_t at)
{
    const char *from = walk->text + walk->counted, *end = walk->text + at;
    while (from < end && (from = memchr(from, '\n', (size_t)(end - from)))) {
        walk->line++;
        from++;
    }
    walk->counted = at > walk->counted ? at : walk->counted;
    return walk->line;
}

#define TELL_BYTES_MAX ((size_t)16 << 20)

/* simdjson does not say where; jansson does. */
static void tell(struct walk *walk, size_t at, size_t len)
{
    json_error_t error;
    uint64_t line = line_at(walk, at);
    if (len > VALUE_BYTES_MAX) {
        talks_fault(walk->talks, line, "is longer than %zu MiB in one value", VALUE_BYTES_MAX >> 20);
        return;
    }
    if (len > TELL_BYTES_MAX) {
        talks_fault(walk->talks, line, "is not JSON");
        return;
    }
    json_t *value = json_loadb(walk->text + at, len, JSON_ALLOW_NUL, &error);
    json_decref(value);
    if (value)
        talks_fault(walk->talks, line, "is not read: nested deeper than %d, or a number out of range", DEPTH_MAX);
    else
        talks_fault(walk->talks, line + (uint64_t)(error.line > 1 ? error.line - 1 : 0), "column %d: is not JSON: %s",
                    error.column, error.text);
}

/* Half a surrogate pair, as cut in the middle of an emoji, is no reason to lose a conversation. */
static struct value parse_mended(struct walk *walk, size_t at, size_t len)
{
    static const char *const bad = "dD";
    char *copy = arena_copy(&walk->talks->arena, walk->text + at, len);
    bool mended = false;
    for (size_t i = 0; i + 5 < len; i++) {
        if (copy[i] != '\\')
            continue;
        bool half = copy[i + 1] == 'u' && strchr(bad, copy[i + 2]) && strchr("89abcdefABCDEF", copy[i + 3]) &&
                    copy[i + 2];
        bool high = half && strchr("89abAB", copy[i + 3]);
        bool pair = high && i + 11 < len && copy[i + 6] == '\\' && copy[i + 7] == 'u' && strchr(bad, copy[i + 8]) &&
                    copy[i + 8] && strchr("cdefCDEF", copy[i + 9]);
        if (half && !pair) {
            memcpy(copy + i + 2, "fffd", 4);
            mended = true;
        }
        i += pair ? 11 : 1;
    }
    return mended ? value_parse(walk->talks->document, copy, len) : (struct value){0};
}

static bool take(struct walk *walk, size_t at, size_t len)
{
    struct value value = value_parse(walk->talks->document, walk->text + at, len);
    if (!value_is(value))
        value = parse_mended(walk, at, len);
    if (!value_is(value)) {
        tell(walk, at, len);
        return false;
    }
    walk->talks->line = line_at(walk, at);
    walk->each(value, walk->talks);
    arena_clear(&walk->talks->arena);
    return true;
}

static void cut_tell(struct walk *walk, size_t at)
{
    if (!walk->talks->is_damaged)
        talks_fault(walk->talks, line_at(walk, at),
                    "is not JSON: its end is missing; what was whole before that is read");
}

static bool elements_take(struct walk *walk, size_t at);

/* A cut object: its first list under one of these keys has conversations that may be whole. */
static void salvage(struct walk *walk, size_t at)
{
    static const char *const keys[] = {"\"tickets\"", "\"chats\"",   "\"conversations\"", "\"payload\"", "\"list\"",
                                       "\"vcons\"",   "\"results\"", "\"data\"",          "\"entities\""};
    const char *end = walk->text + walk->len;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *found = memmem(walk->text + at, walk->len - at, keys[i], strlen(keys[i]));
        if (!found || found - (walk->text + at) > 4096)
            continue;
        size_t behind = spaces(walk->text, (size_t)(found - walk->text) + strlen(keys[i]), walk->len);
        behind = behind < walk->len && walk->text[behind] == ':' ? spaces(walk->text, behind + 1, walk->len)
                                                                 : walk->len;
        if (behind < walk->len && walk->text + behind < end && walk->text[behind] == '[') {
            if (elements_take(walk, behind + 1))
                cut_tell(walk, walk->len);
            return;
        }
    }
    cut_tell(walk, at);
}

/* The elements of a list, from behind its bracket; false after a fault that ends it. */
static bool elements_take(struct walk *walk, size_t at)
{
    for (;;) {
        at = spaces(walk->text, at, walk->len);
        if (at < walk->len && walk->text[at] == ']')
            return true;
        size_t end = at < walk->len ? value_end(walk->text, at, walk->len) : 0;
        if (!end) {
            cut_tell(walk, at);
            return false;
        }
        take(walk, at, end - at);
        at = spaces(walk->text, end, walk->len);
        if (at < walk->len && walk->text[at] == ',')
            at++;
        else if (at >= walk->len || walk->text[at] != ']') {
            talks_fault(walk->talks, line_at(walk, at < walk->len ? at : walk->len),
                        "is not JSON: a comma or ] is missing");
            return false;
        }
    }
}

/* Behind a value that is none: the next line that begins as one does. */
static size_t next_line(const char *text, size_t at, size_t len)
{
    const char *found = text + at;
    while ((found = memchr(found, '\n', (size_t)(text + len - found)))) {
        found++;
        if (found < text + len && *found == '{')
            return (size_t)(found - text);
    }
    return len;
}

/* Whether it is worth to look for the next value behind a broken one; hostile texts are broken at every byte. */
static bool may_go_on(struct walk *walk, size_t bytes)
{
    walk->again += bytes;
    if (walk->again <= 8 * walk->len + ((size_t)64 << 20))
        return true;
    talks_fault(walk->talks, line_at(walk, walk->counted), "too much of it is broken; the rest is not read");
    return false;
}

/* The value at `at`, which is broken or has no end: goes on with the next line. 0: nothing is left to read. */
static size_t value_fail(struct walk *walk, size_t at, size_t end)
{
    size_t next = next_line(walk->text, at, walk->len);
    if (!end && next == walk->len) {
        salvage(walk, at);
        return 0;
    }
    if (!end)
        tell(walk, at, next - at);
    return may_go_on(walk, (end ? end : walk->len) - at) ? next : 0;
}

static void values_take(struct walk *walk, bool open_lists)
{
    for (size_t at = spaces(walk->text, 0, walk->len); at < walk->len; at = spaces(walk->text, at, walk->len)) {
        if (walk->text[at] == '[' && open_lists) {
            elements_take(walk, at + 1);
            return;
        }
        if (at > 0 && strchr("}],", walk->text[at])) {
            talks_fault(walk->talks, line_at(walk, at), "is not JSON: something stands behind its end");
            return;
        }
        size_t end = walk->text[at] == '{' || walk->text[at] == '[' ? value_end(walk->text, at, walk->len) : 0;
        at = end && take(walk, at, end - at) ? end : value_fail(walk, at, end);
        if (!at)
            return;
    }
}

void format_each_json(const char *text, size_t len, struct talks *talks,
                      void (*each)(struct value value, struct talks *talks))
{
    struct walk walk = {.text = text, .len = len, .line = 1, .talks = talks, .each = each};
    values_take(&walk, true);
}

void format_whole_json(const char *text, size_t len, struct talks *talks,
                       void (*each)(struct value value, struct talks *talks))
{
    struct walk walk = {.text = text, .len = len, .line = 1, .talks = talks, .each = each};
    values_take(&walk, false);
}
