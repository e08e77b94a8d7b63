/*
 * Formats of exports beside our own. A format is one file, format_<name>.c, and one line in formats.c.
 *
 * A member is recognised by its beginning; its name only helps. What no format recognises is read as our own
 * transcripts. A reader gets the whole member, at most FORMAT_BYTES_MAX of it, and puts conversations
 * together with talk.h; what it cannot read it tells as a fault with its line.
 */
#ifndef RAPPORT_INPUT_FORMAT_H
#define RAPPORT_INPUT_FORMAT_H

#include <stdbool.h>

#include "core/input/talk.h"

#define FORMAT_BYTES_MAX ((size_t)256 << 20)
#define FORMAT_HEAD_BYTES ((size_t)64 << 10)

struct format {
    const char *name, *title;
    /* `head` is the first part of the member as UTF-8, without a byte order mark, with a NUL behind its end. */
    bool (*recognise)(const char *head, size_t len, const char *name);
    /* `text` is UTF-8 without a byte order mark and has a NUL behind its end. */
    void (*read)(const char *text, size_t len, struct talks *talks);
};

/* All formats, NULL behind the last; and the one of a name or NULL. */
const struct format *const *format_all(void);
const struct format *format_by_name(const char *name);

/*
 * The format of a member; NULL: our own, or none that is known. `name` is the member's.
 */
const struct format *format_of(const char *head, size_t len, const char *name);
/* The head is one of our own transcripts, so that nothing else needs to be asked. */
bool format_is_ours(const char *head, size_t len);

/* Reads the member with the format, whatever its character set. */
void format_read(const struct format *format, const char *text, size_t len, struct talks *talks);

/* True if the head holds the key of JSON, "key" and a colon. */
bool format_has_key(const char *head, size_t len, const char *key);
/* The head is an object or a list of JSON. */
bool format_is_json(const char *head, size_t len);
/* Parses the whole text, as one value or as lines of them, and hands over each; of a list each element. */
void format_each_json(const char *text, size_t len, struct talks *talks, void (*each)(json_t *value, struct talks *talks));
/* The same, but a list is handed over whole. */
void format_whole_json(const char *text, size_t len, struct talks *talks, void (*each)(json_t *value, struct talks *talks));

#endif
