/*
 * Walks an automaton over the words of folded messages and tells which phrases they say.
 *
 * The subsets of states that texts lead to are made once and kept, as are the words already looked
 * up; both caches are bounded and emptied when full. What is found does not depend on them. One
 * walker a thread and automaton.
 */
#ifndef RAPPORT_MATCH_WALKER_H
#define RAPPORT_MATCH_WALKER_H

#include "core/match/automaton.h"

struct walker;

struct walker_hit {
    uint32_t value;      /* of the phrase */
    uint32_t begin, end; /* bytes of the text */
};

/*
 * `classes[value]` tells which phrases are interchangeable: of one class, every match is reported
 * once, with the smallest of the values that reach it. The array and the
 * automaton must outlive the walker.
 */
struct walker *walker_new(const struct automaton *automaton, const uint32_t *classes);
void walker_free(struct walker *walker);

/*
 * `text` is folded, with FOLD_PADDING readable bytes behind it. Appends up to `cap` hits of phrases of the automaton's `root` to `out`, in order of begin; returns how many. *ret_full is set to true
 * if there were more, and left alone otherwise.
 */
size_t walker_walk(struct walker *walker, int root, const char *text, size_t len, struct walker_hit *out, size_t cap,
                   bool *ret_full);

/* The words of folded text, as the walker sees them. For the slow matcher of the tests. */
struct walker_word {
    uint32_t begin, end;
    bool starts_sentence, ends_sentence;
    bool joined; /* one space, or a Hebrew particle's hyphen, is all between it and the word before */
};
/* The next word at or behind *at; false at the end of the text. */
bool walker_next_word(const char *text, size_t len, size_t *at, struct walker_word *ret_word);

#endif
