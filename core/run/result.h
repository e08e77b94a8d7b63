/* What a worker made of one batch, on its way to the collector. */
#ifndef RAPPORT_RUN_RESULT_H
#define RAPPORT_RUN_RESULT_H

#include <stddef.h>
#include <stdint.h>

#include "core/model/bytes.h"
#include "core/model/problem.h"
#include "rapport/plugin.h"

/* Streams of records that are sorted after the last batch. */
enum stream { STREAM_FINDINGS, STREAM_VERDICTS, STREAM_FACTS, STREAM_IDS, STREAM_COUNT };

/* Why something was not checked, and how often. */
struct unchecked_count {
    uint32_t rule;
    char *why;
    uint64_t count;
};

struct tally {
    uint64_t conversations, messages, characters_bytes;
    int64_t latest_ms; /* of any message; RAPPORT_TIME_UNKNOWN if none has a time */
    uint64_t *findings;  /* one a rule */
    uint64_t at_severity[4];
    struct unchecked_count *unchecked; /* few: one a rule and reason */
    size_t unchecked_count, unchecked_cap;
};

void tally_init(struct tally *tally, size_t rule_count);
void tally_release(struct tally *tally);
void tally_clear(struct tally *tally, size_t rule_count);
void tally_add(struct tally *into, const struct tally *from, size_t rule_count);
void tally_unchecked(struct tally *tally, uint32_t rule, const char *why, uint64_t count);

struct result {
    struct bytes streams[STREAM_COUNT]; /* records of record_add */
    struct problems problems;
    struct tally tally;
};

void result_init(struct result *result, size_t rule_count);
void result_release(struct result *result);
void result_clear(struct result *result, size_t rule_count);

/* A record in a stream: lengths, key, payload. */
struct record {
    const char *key, *payload;
    uint32_t key_len, payload_len;
};

/* Opens a record with its key; its payload is what is added to `stream` until record_end. */
size_t record_begin(struct bytes *stream, const void *key, size_t key_len);
void record_end(struct bytes *stream, size_t record);
/* The record at *at of the stream, *at moved behind it; 0 at the end. */
int record_next(const struct bytes *stream, size_t *at, struct record *ret_record);

/* The key that puts things in the order of their places: source, NUL, line as 8 bytes, big end first. */
void key_of_place(struct bytes *key, const char *source, uint64_t line);
void key_add_u32(struct bytes *key, uint32_t number);
void key_add_u64(struct bytes *key, uint64_t number);

#endif
