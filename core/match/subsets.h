/*
 * The deterministic side of an automaton, made as texts need it: sets of symbols, sets of states,
 * and the steps between them.
 */
#ifndef RAPPORT_MATCH_SUBSETS_H
#define RAPPORT_MATCH_SUBSETS_H

#include "core/match/automaton.h"

enum { SUBSET_DEAD = 0, SYMBOLS_NONE = 0 };

struct subset_accept {
    uint32_t value;
    bool at_end; /* only where the last word ends its sentence */
};

#define SUBSET_ALIVE_WORDS 16

struct subset {
    const uint32_t *states; /* those that can go on, ascending */
    const struct subset_accept *accepts; /* one or two a class */
    uint32_t state_count, accept_count;
    uint64_t *steps; /* known steps: symbol set << 32 | subset reached; 0 is free */
    uint32_t step_count, step_mask;
    /*
     * Most words behind the first one are of no use to any phrase under way. A bit a symbol (by its
     * lowest bits) tells which may be; for all others there is one step.
     */
    uint32_t otherwise;
    uint64_t alive[SUBSET_ALIVE_WORDS];
};

struct subsets;

struct subsets *subsets_new(const struct automaton *automaton, const uint32_t *classes);
void subsets_free(struct subsets *subsets);

/* The number of a set of symbols, the same as long as the object lives; SYMBOLS_NONE: the empty set. */
uint32_t subsets_symbols(struct subsets *subsets, const uint32_t *symbols, size_t count);

/* The subset that phrases of a root reach with their first word. Numbers of subsets die with subsets_make_room. */
uint32_t subsets_root(struct subsets *subsets, int number, uint32_t symbols, bool starts_sentence);
uint32_t subsets_next(struct subsets *subsets, uint32_t subset, uint32_t symbols);
/* Lives until the next call of root, next or make_room. */
const struct subset *subsets_get(const struct subsets *subsets, uint32_t subset);

/* Forgets all subsets if they take too much memory. */
void subsets_make_room(struct subsets *subsets);

#endif
