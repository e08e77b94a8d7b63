#include "core/run/result.h"

#include <stdlib.h>
#include <string.h>

#include "core/model/arena.h"

/* Reasons are fixed texts of plugins; a plugin that makes one up each time is not followed further. */
enum { UNCHECKED_MAX = 256 };

void tally_init(struct tally *tally, size_t rule_count)
{
    memset(tally, 0, sizeof *tally);
    tally->latest_ms = RAPPORT_TIME_UNKNOWN;
    tally->findings = must_calloc(rule_count + 1, sizeof *tally->findings);
}

static void forget_unchecked(struct tally *tally)
{
    for (size_t i = 0; i < tally->unchecked_count; i++)
        free(tally->unchecked[i].why);
    tally->unchecked_count = 0;
}

void tally_release(struct tally *tally)
{
    forget_unchecked(tally);
    free(tally->unchecked);
    free(tally->findings);
}

void tally_clear(struct tally *tally, size_t rule_count)
{
    tally->conversations = tally->messages = tally->characters_bytes = 0;
    tally->latest_ms = RAPPORT_TIME_UNKNOWN;
    memset(tally->findings, 0, rule_count * sizeof *tally->findings);
    memset(tally->at_severity, 0, sizeof tally->at_severity);
    forget_unchecked(tally);
}

void tally_unchecked(struct tally *tally, uint32_t rule, const char *why, uint64_t count)
{
    for (size_t i = 0; i < tally->unchecked_count; i++)
        if (tally->unchecked[i].rule == rule && strcmp(tally->unchecked[i].why, why) == 0) {
            tally->unchecked[i].count += count;
            return;
        }
    if (tally->unchecked_count >= UNCHECKED_MAX)
        return;
    if (tally->unchecked_count == tally->unchecked_cap) {
        tally->unchecked_cap = tally->unchecked_cap ? tally->unchecked_cap * 2 : 16;
        tally->unchecked = must_realloc(tally->unchecked, tally->unchecked_cap * sizeof *tally->unchecked);
    }
    tally->unchecked[tally->unchecked_count++] =
        (struct unchecked_count){.rule = rule, .why = must_copy(why, strlen(why)), .count = count};
}

void tally_add(struct tally *into, const struct tally *from, size_t rule_count)
{
    into->conversations += from->conversations;
    into->messages += from->messages;
    into->latest_ms = into->latest_ms > from->latest_ms ? into->latest_ms : from->latest_ms;
    into->characters_bytes += from->characters_bytes;
    for (size_t i = 0; i < rule_count; i++)
        into->findings[i] += from->findings[i];
    for (size_t i = 0; i < 4; i++)
        into->at_severity[i] += from->at_severity[i];
    for (size_t i = 0; i < from->unchecked_count; i++)
        tally_unchecked(into, from->unchecked[i].rule, from->unchecked[i].why, from->unchecked[i].count);
}

void result_init(struct result *result, size_t rule_count)
{
    memset(result, 0, sizeof *result);
    problems_init(&result->problems);
    tally_init(&result->tally, rule_count);
}

void result_release(struct result *result)
{
    for (int i = 0; i < STREAM_COUNT; i++)
        bytes_release(&result->streams[i]);
    problems_release(&result->problems);
    tally_release(&result->tally);
}

void result_clear(struct result *result, size_t rule_count)
{
    for (int i = 0; i < STREAM_COUNT; i++)
        bytes_clear(&result->streams[i]);
    problems_release(&result->problems);
    problems_init(&result->problems);
    tally_clear(&result->tally, rule_count);
}

size_t record_begin(struct bytes *stream, const void *key, size_t key_len)
{
    size_t at = stream->len;
    uint32_t lengths[2] = {(uint32_t)key_len, 0};
    bytes_add(stream, lengths, sizeof lengths);
    bytes_add(stream, key, key_len);
    return at;
}

void record_end(struct bytes *stream, size_t record)
{
    uint32_t lengths[2];
    memcpy(lengths, stream->ptr + record, sizeof lengths);
    lengths[1] = (uint32_t)(stream->len - record - sizeof lengths - lengths[0]);
    memcpy(stream->ptr + record, lengths, sizeof lengths);
}

int record_next(const struct bytes *stream, size_t *at, struct record *ret_record)
{
    if (*at >= stream->len)
        return 0;
    uint32_t lengths[2];
    memcpy(lengths, stream->ptr + *at, sizeof lengths);
    *ret_record = (struct record){
        .key = stream->ptr + *at + sizeof lengths,
        .payload = stream->ptr + *at + sizeof lengths + lengths[0],
        .key_len = lengths[0],
        .payload_len = lengths[1],
    };
    *at += sizeof lengths + lengths[0] + lengths[1];
    return 1;
}

void key_add_u32(struct bytes *key, uint32_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes_add_char(key, (char)(number >> shift & 0xFF));
}

void key_add_u64(struct bytes *key, uint64_t number)
{
    key_add_u32(key, (uint32_t)(number >> 32));
    key_add_u32(key, (uint32_t)number);
}

void key_of_place(struct bytes *key, const char *source, uint64_t line)
{
    bytes_add(key, source, strlen(source) + 1);
    key_add_u64(key, line);
}
