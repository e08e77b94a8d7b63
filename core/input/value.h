/*
 * Values of JSON for the readers of exports; a C interface over simdjson's DOM. A value is good until its document
 * reads the next text or is freed. An absent value is all zero, and everything found in it is absent too.
 */
#ifndef RAPPORT_INPUT_VALUE_H
#define RAPPORT_INPUT_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define VALUE_BYTES_MAX ((size_t)256 << 20)

struct value_document;

struct value {
    const void *document;
    size_t at;
};

struct value_document *value_document_new(void);
void value_document_free(struct value_document *document);

/*
 * Reads one value, and nothing but white space behind it. Absent if it is none, has half a surrogate pair, is
 * nested deeper than 128 or longer than VALUE_BYTES_MAX. The text is copied.
 */
struct value value_parse(struct value_document *document, const char *text, size_t len);

bool value_is(struct value value); /* not absent */
bool value_is_object(struct value value);
bool value_is_list(struct value value);
bool value_is_text(struct value value);
bool value_is_number(struct value value);
bool value_is_true(struct value value);

/* Under a key: the first of that name; absent for null. */
struct value value_get(struct value object, const char *key);
/* A string, "" for all else; ended by a NUL. */
const char *value_string(struct value value);
const char *value_text(struct value object, const char *key);
/* A number within the range of int64_t, cut to a whole one; else `otherwise`. */
int64_t value_integer(struct value value, int64_t otherwise);
double value_number(struct value value, double otherwise);

/* The elements of a list, the values of an object: value_first, then value_next until it is false. */
struct value_walk {
    struct value item;
    const char *key; /* of an object's value */
    struct value at, end;
    bool is_object;
};
bool value_first(struct value_walk *walk, struct value list);
bool value_next(struct value_walk *walk);
#define VALUE_EACH(walk, list)                                                                                         \
    for (bool walk##_more = value_first(&(walk), (list)); walk##_more; walk##_more = value_next(&(walk)))

#ifdef __cplusplus
}
#endif

#endif
