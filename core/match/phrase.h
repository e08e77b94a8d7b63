/*
 * The phrase language of the cue packs: what a reviewer writes, parsed into a tree.
 *
 *   how (can|may) i help [you]     words, alternatives, what may be left out
 *   i ... sorry   i ...8 sorry     a gap of up to 4 (8) words inside one sentence
 *   transferr*                     a stem: letters may follow
 *   =תודה                          this very word: no prefix, no ending
 *   ^ok$                           start and end of a sentence or message
 *   for # years                    a number in digits
 *   /\bref(und|unded)\b/           PCRE2 on folded text; \b is the word edge of the language
 *
 * Words are folded like text. At the first word of a phrase and the first after a gap, the prefix
 * letters of Hebrew may stand in front; at the last word and the last before a gap, Persian
 * endings may follow. An apostrophe inside an English contraction may be missing.
 */
#ifndef RAPPORT_MATCH_PHRASE_H
#define RAPPORT_MATCH_PHRASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/model/arena.h"
#include "core/model/bytes.h"

#define PHRASE_MAX_BYTES 16384
#define PHRASE_MAX_DEPTH 16
#define PHRASE_GAP_WORDS 4
#define PHRASE_GAP_MAX 12

enum phrase_kind { PHRASE_WORD, PHRASE_GROUP, PHRASE_GAP, PHRASE_NUMBER, PHRASE_START, PHRASE_END, PHRASE_REGEX };

struct phrase_node;

struct phrase_sequence {
    struct phrase_node *first;
    struct phrase_sequence *next; /* the next alternative of the group */
};

/* Packs have hundreds of thousands of these, so they are kept small. */
struct phrase_node {
    uint8_t kind;       /* enum phrase_kind */
    uint8_t gap_words;  /* of a gap */
    bool exact, stem;   /* of a word */
    bool fresh;         /* no word of the phrase, or since the last gap, stands before for certain */
    bool last;          /* all behind, up to the end or the next gap, may be absent */
    bool optional;      /* of a group */
    uint32_t len;
    union {
        const char *text; /* of a word or regex, folded, `len` bytes without an end */
        struct phrase_sequence *alternatives; /* of a group */
    };
    struct phrase_node *next;
};

/*
 * Parses and folds a phrase into `arena`. NULL with the reason in `why` (which says where in the
 * phrase) when it is empty, malformed, too long or too deep.
 */
struct phrase_sequence *phrase_parse(const char *phrase, size_t len, struct arena *arena, struct bytes *why);

/*
 * A phrase of plain words, for names that may hold any character: the words of `name`, folded as
 * text. NULL where nothing is left of it.
 */
struct phrase_sequence *phrase_of_name(const char *name, size_t len, struct arena *arena);

/* Appends a text that the phrase matches: first alternatives, options left out, no gaps filled. */
void phrase_sample(const struct phrase_sequence *phrase, struct bytes *out);

#endif
