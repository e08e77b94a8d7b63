/*
 * All phrases of one language as one automaton over words, with several roots.
 *
 * Native speakers write phrases as paradigms: hundreds of verbs times persons times fillers in one
 * line. As regular expressions such phrases are out of reach: PCRE2-JIT with required literals
 * read 0.07 MB/s over the packs, because each alternative is tried at each place. Over words a
 * paradigm is one step, however many forms it lists: this automaton, with the subsets that texts
 * really lead to kept by the walker, costs the same for ten phrases and for ten thousand.
 *
 * Built once, constant afterwards, shared by all threads.
 */
#ifndef RAPPORT_MATCH_AUTOMATON_H
#define RAPPORT_MATCH_AUTOMATON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/match/phrase.h"
#include "core/match/vocabulary.h"

/*
 * Roots. For each role (customer, agent, bot, in the order of RAPPORT_CUSTOMER …) one of all phrases,
 * and AUTOMATON_ROLES behind it one of those that are looked for in every conversation.
 */
#define AUTOMATON_ROLES 3
#define AUTOMATON_ROOTS (2 * AUTOMATON_ROLES)

struct automaton_edge {
    uint32_t symbol, to;
};

/* A step without a word, which may depend on the place. */
enum jump_condition { JUMP_ALWAYS, JUMP_AT_START, JUMP_AT_END };

struct automaton_jump {
    uint32_t to;
    uint32_t condition;
};

struct automaton {
    struct vocabulary *vocabulary;
    uint32_t state_count;
    uint32_t *edge_begin;  /* of each state, in edges; one more for the end */
    struct automaton_edge *edges; /* of a state in order of symbols */
    uint32_t *jump_begin;
    struct automaton_jump *jumps;
    uint32_t *any;         /* where a state goes on with any word, or UINT32_MAX */
    uint32_t *accept;      /* the phrase that is complete in a state, or UINT32_MAX */
    struct automaton_root {
        uint32_t *begin; /* for each symbol, and behind them for any word, in edges: where phrases
                            that begin with it go on */
        struct automaton_jump *edges; /* conditions: JUMP_ALWAYS or JUMP_AT_START */
        uint32_t entry_count;
    } roots[AUTOMATON_ROOTS];
};

struct automaton_builder;

struct automaton_builder *automaton_builder_new(void);
/*
 * Adds a phrase that is no regular expression. `value` comes back from the walker; `roots` has bit
 * 1 << root for each root it belongs to.
 */
void automaton_add(struct automaton_builder *builder, const struct phrase_sequence *phrase, uint32_t value,
                   unsigned roots);
/* Makes the automaton and frees the builder. */
struct automaton *automaton_build(struct automaton_builder *builder);
void automaton_free(struct automaton *automaton);

#endif
