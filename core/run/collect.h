/*
 * The collector: takes results in the order of their batches, keeps the sorted streams, and in the
 * end writes the report. Everything it writes is in the order of sources and lines, so threads,
 * and the order of files and members, leave no trace.
 */
#ifndef RAPPORT_RUN_COLLECT_H
#define RAPPORT_RUN_COLLECT_H

#include <stdio.h>

#include "core/model/problem.h"
#include "core/model/sorter.h"
#include "core/run/result.h"
#include "core/run/worker.h"

struct collector {
    const struct run_setup *setup;
    struct sorter *streams[STREAM_COUNT];
    struct problems problems;
    struct tally tally;
    bool failed;          /* a temporary file could not be written: the report would not be whole */
    struct bytes failure; /* why */
};

void collector_init(struct collector *collector, const struct run_setup *setup);
void collector_release(struct collector *collector);

/* Takes over what is in `result`; call in the order of batches. */
void collector_take(struct collector *collector, struct result *result);

/*
 * After the last batch: judges the groups of facts with `worker`, names repeated ids, writes
 * findings to `report` and, unless NULL, verdicts to `verdicts`. 0, or -1 with collector->failure
 * set if reading the streams or writing failed.
 */
int collector_finish(struct collector *collector, struct worker *worker, FILE *report, FILE *verdicts);

#endif
