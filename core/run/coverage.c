#include "core/run/coverage.h"

#include <stdlib.h>

#include "core/model/arena.h"

void coverage_init(struct coverage *coverage, const struct ruleset *ruleset)
{
    *coverage = (struct coverage){.phrase_count = ruleset->phrase_count, .cue_count = ruleset->cue_count};
    pthread_mutex_init(&coverage->lock, NULL);
    coverage->phrases = must_calloc(coverage->phrase_count + 1, sizeof *coverage->phrases);
    coverage->cues = must_calloc(coverage->cue_count * LANGUAGE_COUNT + 1, sizeof *coverage->cues);
}

void coverage_release(struct coverage *coverage)
{
    pthread_mutex_destroy(&coverage->lock);
    free(coverage->phrases);
    free(coverage->cues);
}

void coverage_add(struct coverage *coverage, const uint64_t *phrases, const uint64_t *cues)
{
    pthread_mutex_lock(&coverage->lock);
    for (size_t i = 0; i < coverage->phrase_count; i++)
        coverage->phrases[i] += phrases[i];
    for (size_t i = 0; i < coverage->cue_count * LANGUAGE_COUNT; i++)
        coverage->cues[i] += cues[i];
    pthread_mutex_unlock(&coverage->lock);
}
