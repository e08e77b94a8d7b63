/*
 * A batch: about a megabyte of whole transcript lines on their way from the reader to a worker.
 * Batches are used again and again; their number bounds the memory of a run.
 */
#ifndef RAPPORT_INPUT_BATCH_H
#define RAPPORT_INPUT_BATCH_H

#include <stddef.h>
#include <stdint.h>

#include "core/model/bytes.h"
#include "core/model/problem.h"

#define BATCH_BYTES ((size_t)1 << 20)
#define LINE_MAX_BYTES ((size_t)64 << 20)
#define BATCH_PADDING 64 /* readable bytes behind the data, which the JSON reader needs */

struct batch_line {
    size_t begin, len;   /* in data, without the line end */
    uint32_t member;     /* index into members */
    uint64_t number;     /* 1-based, in its member */
};

struct batch {
    struct bytes data;
    struct batch_line *lines;
    size_t line_count, line_cap;
    char **members;      /* "archive!member" or "file" of the lines; owned */
    size_t member_count, member_cap;
    struct problems problems; /* found while reading, up to the end of this batch */
    uint64_t number;     /* 0, 1, 2 … in the order of reading */
};

void batch_init(struct batch *batch);
void batch_release(struct batch *batch);
void batch_clear(struct batch *batch);

#endif
