/*
 * Sorted runs of records in a temporary file that has no name, so that nothing is left behind
 * however the program ends.
 */
#ifndef RAPPORT_MODEL_SPILL_H
#define RAPPORT_MODEL_SPILL_H

#include <stddef.h>
#include <stdint.h>

#include "core/model/bytes.h"
#include "core/model/sorter.h"

#define RECORD_MAX_BYTES ((size_t)1 << 30)

/* Written by one, from its begin to its end, then read by runs. Zeroed memory is a closed one. */
struct spill {
    int is_open;
    int fd;
    uint64_t len;       /* bytes added */
    struct bytes block; /* not written yet */
};

/* 0, or -1 with errno set. */
int spill_open(struct spill *spill);
void spill_close(struct spill *spill);
int spill_add(struct spill *spill, const struct sorter_record *record);
/* After the last spill_add, before any reading. */
int spill_flush(struct spill *spill);

struct run {
    uint64_t begin, end; /* in the spill */
};

struct run_reader {
    const struct spill *spill;
    uint64_t at, end; /* not read into the block yet */
    size_t block_bytes; /* what it is by default: one large record makes it larger for a while */
    char *block;
    size_t cap, pos, len;
    struct sorter_record record;
};

void run_reader_init(struct run_reader *reader, const struct spill *spill, struct run run, size_t block_bytes);
void run_reader_release(struct run_reader *reader);
/* 1 and reader->record, valid until the next call; 0 at the end of the run, -1 with errno set. */
int run_reader_next(struct run_reader *reader);

#endif
