/*
 * How often each phrase and cue was seen in a run, for those who write cue packs. Workers count for
 * themselves and add up when they are freed.
 */
#ifndef RAPPORT_RUN_COVERAGE_H
#define RAPPORT_RUN_COVERAGE_H

#include <pthread.h>
#include <stddef.h>
#include <stdint.h>

#include "core/match/ruleset.h"

struct coverage {
    pthread_mutex_t lock;
    size_t phrase_count, cue_count;
    uint64_t *phrases; /* matches of each phrase, also those that a "not" took back */
    uint64_t *cues;    /* places where a cue was seen in the end: cue * LANGUAGE_COUNT + language of the pack */
};

/* `ruleset` is complete; coverage lives at least as long as the run. */
void coverage_init(struct coverage *coverage, const struct ruleset *ruleset);
void coverage_release(struct coverage *coverage);

/* Adds counts of the same shape. [any thread] */
void coverage_add(struct coverage *coverage, const uint64_t *phrases, const uint64_t *cues);

#endif
