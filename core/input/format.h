/*
 * Formats of exports beside our own. A format is one file, format_<name>.c, and one line in formats.c.
 *
 * A member is recognised by its beginning; its name only helps. What no format recognises is read as our own
 * transcripts. A reader gets the whole member, at most FORMAT_BYTES_MAX of it, and puts conversations
 * together with talk.h; what it cannot read it tells as a fault with its line, and goes on behind it where that can be.
 */
#ifndef RAPPORT_INPUT_FORMAT_H
#define RAPPORT_INPUT_FORMAT_H

#include <stdbool.h>

#include "core/input/talk.h"
#include "core/input/talk_time.h"

#define FORMAT_BYTES_MAX ((size_t)1 << 30)
#define FORMAT_HEAD_BYTES ((size_t)64 << 10)
#define FORMAT_JSON_LOOK_MAX ((size_t)64 << 20) /* JSON may tell late what it is, but not later than this */

struct format {
    const char *name, *title;
    /* `head` is the first part of the member in UTF-8, without a byte order mark; `name` is its place. */
    bool (*recognise)(const char *head, size_t len, const char *name);
    /* `text` has a NUL behind its end, which is the only one. */
    void (*read)(const char *text, size_t len, struct talks *talks);
    /* After the last member of an archive, or the file: what belongs together over several of them. NULL: nothing. */
    void (*finish)(struct talks *talks);
    bool keeps_bytes; /* the text is the member's bytes, in whatever character sets, with any NULs */
};

/* All formats, NULL behind the last; and the one of a name or NULL. Our own, "jsonl", is among them, without `read`. */
const struct format *const *format_all(void);
const struct format *format_by_name(const char *name);
/* The format of a member; NULL: none that is known. */
const struct format *format_of(const char *head, size_t len, const char *name);

/* True if the head holds the key of JSON, "key" and a colon. */
bool format_has_key(const char *head, size_t len, const char *key);
/* The head is an object or a list of JSON. */
bool format_is_json(const char *head, size_t len);
/* A line or value of ours. */
bool format_is_ours(const char *head, size_t len);

/*
 * Reads the whole text, a value, a list of values or values one behind the other, and hands over each. Of a text
 * that is cut or broken, those that are whole, also of a list within the first value if its key is a usual one for
 * lists of conversations. talks->line is that of the value.
 */
void format_each_json(const char *text, size_t len, struct talks *talks,
                      void (*each)(struct value value, struct talks *talks));
/* The same, but a list at the top is one value. */
void format_whole_json(const char *text, size_t len, struct talks *talks,
                       void (*each)(struct value value, struct talks *talks));

#endif
