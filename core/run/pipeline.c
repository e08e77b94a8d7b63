#include "core/run/pipeline.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct pipeline {
    struct input *input;
    const struct run_setup *setup;
    struct collector *collector;
    pipeline_progress *progress;
    void *progress_ctx;
    pthread_mutex_t reading, delivering;
    pthread_cond_t delivered;
    uint64_t next_batch; /* to be read; under `reading` */
    uint64_t next_result; /* to be taken by the collector; under `delivering` */
    bool at_end;         /* under `reading` */
};

struct lane { /* what one thread owns */
    struct pipeline *pipeline;
    struct worker *worker;
    struct batch batch;
    struct result result;
    pthread_t thread;
};

static bool lane_read(struct lane *lane)
{
    struct pipeline *pipeline = lane->pipeline;
    pthread_mutex_lock(&pipeline->reading);
    bool got = !pipeline->at_end && input_next(pipeline->input, &lane->batch) > 0;
    if (got)
        lane->batch.number = pipeline->next_batch++;
    else
        pipeline->at_end = true;
    if (got && pipeline->progress) {
        pthread_mutex_lock(&pipeline->delivering);
        pipeline->progress(pipeline->progress_ctx, pipeline->input, &pipeline->collector->tally);
        pthread_mutex_unlock(&pipeline->delivering);
    }
    pthread_mutex_unlock(&pipeline->reading);
    return got;
}

static void lane_deliver(struct lane *lane)
{
    struct pipeline *pipeline = lane->pipeline;
    pthread_mutex_lock(&pipeline->delivering);
    while (pipeline->next_result != lane->batch.number)
        pthread_cond_wait(&pipeline->delivered, &pipeline->delivering);
    collector_take(pipeline->collector, &lane->result);
    pipeline->next_result++;
    pthread_cond_broadcast(&pipeline->delivered);
    pthread_mutex_unlock(&pipeline->delivering);
}

static void *lane_run(void *ctx)
{
    struct lane *lane = ctx;
    while (lane_read(lane)) {
        worker_process(lane->worker, &lane->batch, &lane->result);
        lane_deliver(lane);
    }
    return NULL;
}

static bool lanes_init(struct lane *lanes, unsigned count, struct pipeline *pipeline, struct bytes *faults)
{
    for (unsigned i = 0; i < count; i++) {
        lanes[i].pipeline = pipeline;
        batch_init(&lanes[i].batch);
        result_init(&lanes[i].result, pipeline->setup->host->rule_count);
        lanes[i].worker = worker_new(pipeline->setup, faults);
        if (!lanes[i].worker)
            return false;
    }
    return true;
}

/* Frees all but the first worker. */
static void lanes_release(struct lane *lanes, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        if (!lanes[i].pipeline)
            continue;
        batch_release(&lanes[i].batch);
        result_release(&lanes[i].result);
        if (i > 0)
            worker_free(lanes[i].worker);
    }
    free(lanes);
}

/* The calling thread works too, as lane 0. Threads the system refuses are done without. */
static void lanes_run(struct lane *lanes, unsigned count)
{
    unsigned started = 1;
    while (started < count && pthread_create(&lanes[started].thread, NULL, lane_run, &lanes[started]) == 0)
        started++;
    lane_run(&lanes[0]);
    for (unsigned i = 1; i < started; i++)
        pthread_join(lanes[i].thread, NULL);
}

struct worker *pipeline_run(struct input *input, const struct run_setup *setup, struct collector *collector,
                            unsigned threads, pipeline_progress *progress, void *progress_ctx, struct bytes *faults)
{
    struct pipeline pipeline = {.input = input, .setup = setup, .collector = collector, .progress = progress,
                                .progress_ctx = progress_ctx};
    pthread_mutex_init(&pipeline.reading, NULL);
    pthread_mutex_init(&pipeline.delivering, NULL);
    pthread_cond_init(&pipeline.delivered, NULL);
    struct lane *lanes = must_calloc(threads, sizeof *lanes);
    bool ready = lanes_init(lanes, threads, &pipeline, faults);
    if (ready)
        lanes_run(lanes, threads);
    struct worker *worker = lanes[0].worker;
    lanes_release(lanes, threads);
    pthread_cond_destroy(&pipeline.delivered);
    pthread_mutex_destroy(&pipeline.delivering);
    pthread_mutex_destroy(&pipeline.reading);
    if (!ready) {
        worker_free(worker);
        return NULL;
    }
    return worker;
}
