/*
 * The text of a pack taken apart: what stands under each key, before anything of it is judged.
 * Packs are large and a short run waits for them, so they are read by simdjson.
 */
#ifndef RAPPORT_MATCH_PACK_TEXT_H
#define RAPPORT_MATCH_PACK_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The keys of a pack that hold lists of texts. */
enum pack_key { PACK_PHRASES, PACK_WEAK, PACK_NOT, PACK_HIT, PACK_MISS, PACK_LISTS };

struct pack_list {
    const char **texts; /* NULL for an element that is no text */
    size_t count;
};

struct pack_text {
    const char *cue; /* NULL: none, or no text */
    struct pack_list lists[PACK_LISTS];
    bool has_confidence;
    int64_t confidence; /* 0 if it is no whole number */
    const char **unknown; /* keys that no pack has */
    size_t unknown_count;
};

/* Reads one file after the other; what it gives out is valid until the next call or its end. */
struct pack_parser;
struct pack_parser *pack_parser_new(void);
void pack_parser_free(struct pack_parser *parser);

/* The keys a pack may have, `*count` of them. */
const char *const *pack_keys(size_t *count);

/* NULL if the text is no JSON object, has a key twice, or holds a text with U+0000. */
const struct pack_text *pack_parse(struct pack_parser *parser, const char *text, size_t len);

#ifdef __cplusplus
}
#endif

#endif
