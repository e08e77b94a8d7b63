/*
 * The run: threads that take turns at reading, work side by side, and deliver in order.
 *
 * There is no reader thread and no queue. Each thread holds one batch: under a lock it fills it
 * from the input, outside the lock it works on it, and then it hands its result to the collector
 * in the order of batches, waiting if it is early. So N threads use N cores whatever is slower,
 * decompression or judging, and memory is N batches. (A reader thread with a queue, as first
 * sketched, leaves a core idle for the half of the time on two.)
 */
#ifndef RAPPORT_RUN_PIPELINE_H
#define RAPPORT_RUN_PIPELINE_H

#include "core/input/input.h"
#include "core/run/collect.h"

#define PIPELINE_THREADS_MAX 256

/* Called now and then, by one thread at a time, while the run goes on. */
typedef void pipeline_progress(void *ctx, const struct input *input, const struct tally *tally);

/*
 * Reads all of `input` with `threads` threads and leaves the results in `collector`. Gives back
 * one worker for collector_finish, which the caller frees. NULL with the reason in `faults` if a
 * plugin or a thread could not be started.
 */
struct worker *pipeline_run(struct input *input, const struct run_setup *setup, struct collector *collector,
                            unsigned threads, pipeline_progress *progress, void *progress_ctx, struct bytes *faults);

#endif
