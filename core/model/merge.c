#include "core/model/merge.h"

#include <string.h>

int record_compare(const struct sorter_record *a, const struct sorter_record *b)
{
    size_t len = a->key_len < b->key_len ? a->key_len : b->key_len;
    int order = len ? memcmp(a->key, b->key, len) : 0;
    return order ? order : (a->key_len > b->key_len) - (a->key_len < b->key_len);
}

static int is_before(const struct merge *merge, size_t a, size_t b)
{
    int order = record_compare(&merge->readers[a].record, &merge->readers[b].record);
    return order ? order < 0 : a < b;
}

/* Lets the reader at `at` sink to its place. */
static void heap_sift(struct merge *merge, size_t at)
{
    for (;;) {
        size_t least = at;
        for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < merge->heap_count; child++)
            if (is_before(merge, merge->heap[child], merge->heap[least]))
                least = child;
        if (least == at)
            return;
        size_t swap = merge->heap[at];
        merge->heap[at] = merge->heap[least];
        merge->heap[least] = swap;
        at = least;
    }
}

int merge_init(struct merge *merge, const struct spill *spill, const struct run *runs, size_t count,
               size_t block_bytes)
{
    *merge = (struct merge){.count = count};
    for (size_t i = 0; i < count; i++)
        run_reader_init(&merge->readers[i], spill, runs[i], block_bytes);
    for (size_t i = 0; i < count; i++) {
        int result = run_reader_next(&merge->readers[i]);
        if (result < 0)
            return -1;
        if (result)
            merge->heap[merge->heap_count++] = i;
    }
    for (size_t i = merge->heap_count / 2; i-- > 0;)
        heap_sift(merge, i);
    return 0;
}

void merge_release(struct merge *merge)
{
    for (size_t i = 0; i < merge->count; i++)
        run_reader_release(&merge->readers[i]);
    *merge = (struct merge){0};
}

static int top_advance(struct merge *merge)
{
    int result = run_reader_next(&merge->readers[merge->heap[0]]);
    if (result < 0)
        return -1;
    if (result == 0)
        merge->heap[0] = merge->heap[--merge->heap_count];
    merge->is_top_used = 0;
    heap_sift(merge, 0);
    return 0;
}

int merge_next(struct merge *merge, struct sorter_record *ret_record)
{
    if (merge->heap_count && merge->is_top_used && top_advance(merge) != 0)
        return -1;
    if (!merge->heap_count)
        return 0;
    *ret_record = merge->readers[merge->heap[0]].record;
    merge->is_top_used = 1;
    return 1;
}
