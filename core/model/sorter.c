#include "core/model/sorter.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/arena.h"
#include "core/model/bytes.h"
#include "core/model/merge.h"
#include "core/model/spill.h"

#define MEMORY_LEAST ((size_t)256)
#define MERGE_BLOCK_LEAST ((size_t)4 << 10)
#define MERGE_BLOCK_MOST ((size_t)256 << 10)

/* Where a record lies in the data; most comparisons end within the first bytes of the key. */
struct entry {
    uint64_t prefix;
    size_t at;
    uint32_t key_len, payload_len;
};

enum sorter_stage { SORTER_ADDING, SORTER_IN_MEMORY, SORTER_MERGING };

struct sorter {
    enum sorter_stage stage;
    int error; /* errno of the failure that ended it */
    size_t memory_bytes;
    uint64_t count, spilled;

    struct bytes data; /* keys and payloads that are not spilled */
    struct entry *entries;
    size_t entry_count, entry_cap, entry_next;
    int is_ordered; /* the entries came in order */

    struct spill spill;
    struct run *runs;
    size_t run_count, run_cap;
    struct bytes last_key; /* of the last run */
    struct merge *merge;
};

struct sorter *sorter_new(size_t memory_bytes)
{
    struct sorter *sorter = must_calloc(1, sizeof *sorter);
    sorter->memory_bytes = memory_bytes < MEMORY_LEAST ? MEMORY_LEAST : memory_bytes;
    sorter->is_ordered = 1;
    return sorter;
}

void sorter_free(struct sorter *sorter)
{
    if (!sorter)
        return;
    if (sorter->merge)
        merge_release(sorter->merge);
    free(sorter->merge);
    spill_close(&sorter->spill);
    bytes_release(&sorter->data);
    bytes_release(&sorter->last_key);
    free(sorter->entries);
    free(sorter->runs);
    free(sorter);
}

static int sorter_fail(struct sorter *sorter)
{
    sorter->error = errno ? errno : EIO;
    errno = sorter->error;
    return -1;
}

static struct sorter_record entry_record(const struct sorter *sorter, const struct entry *entry)
{
    const char *key = sorter->data.ptr + entry->at;
    return (struct sorter_record){key, key + entry->key_len, entry->key_len, entry->payload_len};
}

static uint64_t key_prefix(const unsigned char *key, size_t len)
{
    uint64_t prefix = 0;
    for (size_t i = 0; i < 8; i++)
        prefix = prefix << 8 | (i < len ? key[i] : 0);
    return prefix;
}

/* True if `b` must stand before `a`, which came earlier. */
static int is_after(const struct sorter *sorter, const struct entry *a, const struct entry *b)
{
    if (a->prefix != b->prefix)
        return a->prefix > b->prefix;
    struct sorter_record left = entry_record(sorter, a), right = entry_record(sorter, b);
    return record_compare(&left, &right) > 0;
}

static void entries_merge(const struct sorter *sorter, const struct entry *from, struct entry *to, size_t begin,
                          size_t middle, size_t end)
{
    size_t left = begin, right = middle;
    if (middle == end || !is_after(sorter, &from[middle - 1], &from[middle])) {
        memcpy(to + begin, from + begin, (end - begin) * sizeof *to);
        return;
    }
    for (size_t i = begin; i < end; i++) {
        int take_left = left < middle && (right == end || !is_after(sorter, &from[left], &from[right]));
        to[i] = take_left ? from[left++] : from[right++];
    }
}

/* A merge sort: stable, and never slow, whoever chose the keys. */
static void entries_sort(struct sorter *sorter)
{
    size_t count = sorter->entry_count;
    if (sorter->is_ordered || count < 2)
        return;
    struct entry *from = sorter->entries, *to = must_alloc(count * sizeof *to), *other = to;
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t begin = 0; begin < count; begin += 2 * width) {
            size_t middle = count - begin < width ? count : begin + width;
            size_t end = count - middle < width ? count : middle + width;
            entries_merge(sorter, from, to, begin, middle, end);
        }
        struct entry *swap = from;
        from = to;
        to = swap;
    }
    if (from == other)
        memcpy(sorter->entries, other, count * sizeof *other);
    free(other);
    sorter->is_ordered = 1;
}

static void entries_clear(struct sorter *sorter)
{
    bytes_clear(&sorter->data);
    if (sorter->data.cap > 2 * sorter->memory_bytes)
        bytes_release(&sorter->data);
    sorter->entry_count = 0;
    sorter->is_ordered = 1;
}

static void run_begin(struct sorter *sorter)
{
    if (sorter->run_count == sorter->run_cap) {
        sorter->run_cap = sorter->run_cap ? sorter->run_cap * 2 : MERGE_RUNS_MAX;
        sorter->runs = must_realloc(sorter->runs, sorter->run_cap * sizeof *sorter->runs);
    }
    sorter->runs[sorter->run_count++] = (struct run){sorter->spill.len, sorter->spill.len};
}

/* True if the first entry may stand behind the last run, so that both are one run. */
static int run_goes_on(const struct sorter *sorter)
{
    struct sorter_record last = {.key = sorter->last_key.ptr, .key_len = sorter->last_key.len};
    struct sorter_record first = entry_record(sorter, &sorter->entries[0]);
    return sorter->run_count && record_compare(&last, &first) <= 0;
}

/* Sorts what is in memory and appends it to the temporary file. */
static int entries_spill(struct sorter *sorter)
{
    if (!sorter->entry_count)
        return 0;
    entries_sort(sorter);
    if (!sorter->spill.is_open && spill_open(&sorter->spill) != 0)
        return -1;
    if (!run_goes_on(sorter))
        run_begin(sorter);
    uint64_t before = sorter->spill.len;
    for (size_t i = 0; i < sorter->entry_count; i++) {
        struct sorter_record record = entry_record(sorter, &sorter->entries[i]);
        if (spill_add(&sorter->spill, &record) != 0)
            return -1;
    }
    sorter->runs[sorter->run_count - 1].end = sorter->spill.len;
    sorter->spilled += sorter->spill.len - before;
    struct sorter_record last = entry_record(sorter, &sorter->entries[sorter->entry_count - 1]);
    bytes_clear(&sorter->last_key);
    bytes_add(&sorter->last_key, last.key, last.key_len);
    entries_clear(sorter);
    return 0;
}

static int is_full(const struct sorter *sorter, size_t more)
{
    /* sorting needs the entries twice */
    size_t used = sorter->data.len + sorter->entry_count * 2 * sizeof *sorter->entries;
    return sorter->entry_count && used + more > sorter->memory_bytes;
}

/* bytes_reserve doubles, which would pass the limit by far. */
static void data_reserve(struct sorter *sorter, size_t more)
{
    size_t doubled = sorter->data.cap * 2;
    size_t wanted = sorter->data.len + more;
    if (wanted <= sorter->data.cap || doubled <= sorter->memory_bytes)
        return;
    size_t cap = wanted > sorter->memory_bytes ? wanted : sorter->memory_bytes;
    sorter->data.ptr = must_realloc(sorter->data.ptr, cap);
    sorter->data.cap = cap;
}

static void entry_add(struct sorter *sorter, struct entry entry)
{
    if (sorter->entry_count == sorter->entry_cap) {
        sorter->entry_cap = sorter->entry_cap ? sorter->entry_cap * 2 : 256;
        sorter->entries = must_realloc(sorter->entries, sorter->entry_cap * sizeof *sorter->entries);
    }
    sorter->entries[sorter->entry_count++] = entry;
    if (sorter->is_ordered && sorter->entry_count > 1)
        sorter->is_ordered = !is_after(sorter, &sorter->entries[sorter->entry_count - 2],
                                       &sorter->entries[sorter->entry_count - 1]);
}

int sorter_add(struct sorter *sorter, const void *key, size_t key_len, const void *payload, size_t payload_len)
{
    if (sorter->error || sorter->stage != SORTER_ADDING) {
        errno = sorter->error ? sorter->error : EINVAL;
        return -1;
    }
    if (key_len > RECORD_MAX_BYTES || payload_len > RECORD_MAX_BYTES - key_len) {
        errno = EFBIG;
        return sorter_fail(sorter);
    }
    if (is_full(sorter, key_len + payload_len) && entries_spill(sorter) != 0)
        return sorter_fail(sorter);
    data_reserve(sorter, key_len + payload_len);
    size_t at = sorter->data.len;
    bytes_reserve(&sorter->data, key_len + payload_len);
    bytes_add(&sorter->data, key, key_len);
    bytes_add(&sorter->data, payload, payload_len);
    entry_add(sorter, (struct entry){key_prefix(key, key_len), at, (uint32_t)key_len, (uint32_t)payload_len});
    sorter->count++;
    return 0;
}

static size_t merge_block_bytes(const struct sorter *sorter)
{
    size_t bytes = sorter->memory_bytes / (MERGE_RUNS_MAX + 1);
    if (bytes < MERGE_BLOCK_LEAST)
        return MERGE_BLOCK_LEAST;
    return bytes < MERGE_BLOCK_MOST ? bytes : MERGE_BLOCK_MOST;
}

/* Merges some runs of the temporary file into one of another. */
static int runs_join(struct sorter *sorter, const struct run *runs, size_t count, struct spill *to, struct run *ret_run)
{
    struct sorter_record record;
    uint64_t begin = to->len;
    int result = merge_init(sorter->merge, &sorter->spill, runs, count, merge_block_bytes(sorter));
    while (result == 0 && (result = merge_next(sorter->merge, &record)) > 0)
        result = spill_add(to, &record);
    merge_release(sorter->merge);
    *ret_run = (struct run){begin, to->len};
    sorter->spilled += to->len - begin;
    return result;
}

/* Neighbours are joined, so that of equal keys the earlier stays first. */
static int runs_reduce(struct sorter *sorter)
{
    struct spill to;
    size_t joined = 0;
    int result = spill_open(&to);
    for (size_t i = 0; result == 0 && i < sorter->run_count; i += MERGE_RUNS_MAX) {
        size_t count = sorter->run_count - i < MERGE_RUNS_MAX ? sorter->run_count - i : MERGE_RUNS_MAX;
        struct run run;
        result = runs_join(sorter, sorter->runs + i, count, &to, &run);
        sorter->runs[joined++] = run;
    }
    if (result == 0)
        result = spill_flush(&to);
    int error = errno;
    spill_close(result == 0 ? &sorter->spill : &to);
    errno = error;
    if (result == 0)
        sorter->spill = to;
    sorter->run_count = joined;
    return result;
}

static int merge_begin(struct sorter *sorter)
{
    if (entries_spill(sorter) != 0 || spill_flush(&sorter->spill) != 0)
        return -1;
    bytes_release(&sorter->data);
    free(sorter->entries);
    sorter->entries = NULL;
    sorter->merge = must_calloc(1, sizeof *sorter->merge);
    while (sorter->run_count > MERGE_RUNS_MAX)
        if (runs_reduce(sorter) != 0)
            return -1;
    bytes_release(&sorter->spill.block);
    return merge_init(sorter->merge, &sorter->spill, sorter->runs, sorter->run_count, merge_block_bytes(sorter));
}

int sorter_finish(struct sorter *sorter)
{
    if (sorter->error || sorter->stage != SORTER_ADDING) {
        errno = sorter->error ? sorter->error : EINVAL;
        return -1;
    }
    if (!sorter->run_count) {
        entries_sort(sorter);
        sorter->stage = SORTER_IN_MEMORY;
        return 0;
    }
    sorter->stage = SORTER_MERGING;
    return merge_begin(sorter) == 0 ? 0 : sorter_fail(sorter);
}

int sorter_next(struct sorter *sorter, struct sorter_record *ret_record)
{
    if (sorter->error || sorter->stage == SORTER_ADDING) {
        errno = sorter->error ? sorter->error : EINVAL;
        return -1;
    }
    if (sorter->stage == SORTER_MERGING) {
        int result = merge_next(sorter->merge, ret_record);
        return result < 0 ? sorter_fail(sorter) : result;
    }
    if (sorter->entry_next == sorter->entry_count)
        return 0;
    *ret_record = entry_record(sorter, &sorter->entries[sorter->entry_next++]);
    return 1;
}

uint64_t sorter_count(const struct sorter *sorter)
{
    return sorter->count;
}

uint64_t sorter_spilled(const struct sorter *sorter)
{
    return sorter->spilled;
}
