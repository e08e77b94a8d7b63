/*
 * Everything that is done once for all rules: folding, language, clauses, cues, marks and amounts
 * of each message of a conversation.
 */
#ifndef RAPPORT_RUN_ANALYSE_H
#define RAPPORT_RUN_ANALYSE_H

#include <stdbool.h>

#include "core/match/scanner.h"
#include "core/model/arena.h"
#include "core/run/memo.h"
#include "core/text/fold.h"
#include "rapport/plugin.h"

/* What a run knows beforehand about cues that no pack holds. */
struct analyse_cues {
    uint32_t marks[3]; /* ids of mark/shout, mark/emoji, mark/quote */
    uint32_t money;    /* id of the cue of currency words, or UINT32_MAX */
};

struct analysed_hit {
    struct rapport_hit hit; /* first: they are compared by it */
    uint8_t confidence;
};

struct analyser {
    struct folder folder;
    struct scanner *scanner;
    struct analyse_cues cues;
    unsigned languages; /* bit set of those that are switched on */
    struct analysed_hit *hits; /* of one message, before they are copied */
    size_t hit_cap;
    struct memo *memo; /* NULL: nothing is remembered */
};

/* `ruleset` must hold the mark cues (analyse_add_cues) and be built. */
void analyser_init(struct analyser *analyser, struct ruleset *ruleset, unsigned languages);
void analyser_release(struct analyser *analyser);

/* Adds the cues of marks to a ruleset that is being made. */
void analyse_add_cues(struct ruleset *ruleset);

/* Counts from now on, as scanner_count; every message is scanned then, also one seen before. */
void analyser_count(struct analyser *analyser, uint64_t *phrases, uint64_t *cues);

/*
 * Fills hits, clauses, amounts, words and lang of all messages, in `arena`. Returns true if a human
 * agent wrote in a language that is not one of ours or is switched off.
 */
bool analyse_conversation(struct analyser *analyser, struct rapport_conversation *conversation, struct arena *arena);

/*
 * What would be found in a message if `role` had said it: all in `arena`, in *ret_message, which
 * begins as a copy. The conversation must have been analysed.
 */
void analyse_as(struct analyser *analyser, const struct rapport_conversation *conversation,
                const struct rapport_message *message, int32_t role, struct arena *arena,
                struct rapport_message *ret_message);

#endif
