/*
 * The words of the phrases of one automaton, and which of them a word of a text stands for.
 *
 * The phrase word "רוצה" at the start of a phrase is said by רוצה, ורוצה, שרוצה; the stem
 * "transferr*" by transferred and transferring; "کتاب" at the end of a phrase by کتابها. Each such
 * (word, freedom) of the phrases is a symbol; a word of a text stands for a set of symbols.
 */
#ifndef RAPPORT_MATCH_VOCABULARY_H
#define RAPPORT_MATCH_VOCABULARY_H

#include <stddef.h>
#include <stdint.h>

#include "core/match/phrase.h"

/* What may differ between a phrase's word and the text's. */
enum { WORD_PREFIX = 1, WORD_ENDING = 2, WORD_STEM = 4, WORD_KINDS = 8 };

/* Symbols that are no words. */
enum { SYMBOL_NUMBER = 0, SYMBOL_FIRST_WORD = 1 };

/* A word of a text stands for few symbols; more are left out, which the limits on packs prevent. */
#define SYMBOLS_OF_WORD_MAX 32

struct vocabulary;

struct vocabulary *vocabulary_new(void);
void vocabulary_free(struct vocabulary *vocabulary);

/* The symbol of a phrase's word with its freedoms; made if it is new. */
uint32_t vocabulary_symbol(struct vocabulary *vocabulary, const char *word, size_t len, unsigned kind);
/* The freedoms of a word node in its phrase. */
unsigned vocabulary_kind(const struct phrase_node *word);
uint32_t vocabulary_symbol_count(const struct vocabulary *vocabulary);

/*
 * The symbols a word of folded text stands for, ascending, each once; returns their number.
 * [any thread, after the last vocabulary_symbol]
 */
size_t vocabulary_look_up(const struct vocabulary *vocabulary, const char *word, size_t len,
                          uint32_t out[SYMBOLS_OF_WORD_MAX]);

#endif
