/* Several sorted runs as one: the smallest key first, of equal keys the one of the earlier run. */
#ifndef RAPPORT_MODEL_MERGE_H
#define RAPPORT_MODEL_MERGE_H

#include <stddef.h>

#include "core/model/sorter.h"
#include "core/model/spill.h"

#define MERGE_RUNS_MAX 64

struct merge {
    struct run_reader readers[MERGE_RUNS_MAX];
    size_t count;
    size_t heap[MERGE_RUNS_MAX]; /* numbers of readers that have a record; the smallest on top */
    size_t heap_count;
    int is_top_used; /* the record on top was handed out; its reader moves on with the next call */
};

/* As memcmp, the shorter first when it begins the longer. */
int record_compare(const struct sorter_record *a, const struct sorter_record *b);

/* At most MERGE_RUNS_MAX runs. 0, or -1 with errno set. `merge` is to be released in both cases. */
int merge_init(struct merge *merge, const struct spill *spill, const struct run *runs, size_t count,
               size_t block_bytes);
void merge_release(struct merge *merge);
/* As sorter_next. */
int merge_next(struct merge *merge, struct sorter_record *ret_record);

#endif
