/*
 * An external sorter: records of a key and a payload go in, they come out in the order of their
 * keys (compared as bytes, shorter first on a tie), records with equal keys in the order they went
 * in. Memory is bounded: beyond `memory_bytes` sorted runs are spilled to an unlinked temporary
 * file in $TMPDIR or /tmp, and merged when read. Records that arrive in order, as those of one
 * file do, are never sorted again.
 *
 * Not thread-safe: one thread at a time.
 */
#ifndef RAPPORT_MODEL_SORTER_H
#define RAPPORT_MODEL_SORTER_H

#include <stddef.h>
#include <stdint.h>

struct sorter;

struct sorter_record {
    const char *key, *payload; /* valid until the next call */
    size_t key_len, payload_len;
};

struct sorter *sorter_new(size_t memory_bytes);
void sorter_free(struct sorter *sorter); /* NULL is fine */

/*
 * 0, or -1 with errno set when the temporary file could not be written; the sorter then stays
 * usable for sorter_free only. A record is at most 1 GiB.
 */
int sorter_add(struct sorter *sorter, const void *key, size_t key_len, const void *payload, size_t payload_len);

/* Ends the adding. 0, or -1 with errno set. */
int sorter_finish(struct sorter *sorter);

/* After sorter_finish: 1 and the next record, 0 at the end, -1 with errno set. */
int sorter_next(struct sorter *sorter, struct sorter_record *ret_record);

uint64_t sorter_count(const struct sorter *sorter);
/* Bytes that went to the temporary file so far; for tests and the summary. */
uint64_t sorter_spilled(const struct sorter *sorter);

#endif
