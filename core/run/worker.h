/* One thread's tools: reads the lines of a batch, has them judged, renders what came of it. */
#ifndef RAPPORT_RUN_WORKER_H
#define RAPPORT_RUN_WORKER_H

#include "core/host/host.h"
#include "core/host/texts.h"
#include "core/input/batch.h"
#include "core/output/output.h"
#include "core/run/account.h"
#include "core/run/coverage.h"
#include "core/run/result.h"

/* Why a rule is unchecked whose findings were all dropped for their confidence. */
#define VERDICT_DOUBTED "findings below --min-confidence"

/* What all workers of a run share; constant while they work. */
struct run_setup {
    struct ruleset *ruleset;
    const struct host *host;
    const struct texts *texts;
    const struct output_format *format;
    struct output_style style;
    bool verdicts;          /* --verdicts: render them too */
    uint32_t min_confidence; /* findings below are dropped; a rule that has no other is unchecked */
    const struct rapport_text *only; /* NULL, or the id of the one conversation that is told of */
    enum account_kind accounts; /* of each that is told of, what was read in it */
    struct coverage *coverage; /* NULL, or where phrases and cues are counted */
};

struct worker;

/* NULL with the reason in `faults`. */
struct worker *worker_new(const struct run_setup *setup, struct bytes *faults);
void worker_free(struct worker *worker);

/* Fills `result`, which it clears first. Moves the problems of the batch into it. */
void worker_process(struct worker *worker, struct batch *batch, struct result *result);

/* For the groups of facts after the last conversation: the worker's judge. */
struct judge *worker_judge(struct worker *worker);

/* True if the run tells of the conversation. */
bool run_tells_of(const struct run_setup *setup, struct rapport_text id);

/* Appends a verdict line. `why`, and `met` of a pass, may be NULL. */
void verdict_write(struct bytes *out, struct rapport_text conversation, const char *rule, enum verdict verdict,
                   struct rapport_text agent, const char *why, const struct met *met);

#endif
