#include "core/run/memo.h"

#include <stdlib.h>
#include <string.h>

/*
 * Places are found by hash and hold one message each. Only what comes a second time is taken in, so
 * that the many messages that are said once do not drive out the few that are said again and
 * again; for that, the hashes of recent messages are kept in a larger, cheaper table.
 */
enum { PLACES = 512, RECENT = 8192, TEXT_BYTES = 240, HITS = 24, CLAUSES = 12 };

struct place {
    char text[TEXT_BYTES];
    uint32_t len;
    int32_t role, circumstances;
    uint32_t words, hit_count, clause_count;
    bool unknown, weak;
    struct rapport_text lang;
    struct rapport_hit hits[HITS];
    struct rapport_clause clauses[CLAUSES];
    uint8_t confidence[HITS]; /* if weak */
};

/* The hashes stand apart, so that looking for what is not there touches little memory. */
struct memo {
    uint64_t hashes[PLACES]; /* 0: free */
    struct place places[PLACES];
    uint32_t recent[RECENT];
    uint64_t hash; /* of the message asked for last */
};

struct memo *memo_new(void)
{
    return must_calloc(1, sizeof(struct memo));
}

void memo_free(struct memo *memo)
{
    free(memo);
}

static uint64_t text_hash(const char *text, size_t len, int32_t role, int circumstances)
{
    uint64_t hash = UINT64_C(0x9E3779B97F4A7C15) + len * 64 + (uint64_t)(role + 1) * 8 + (uint64_t)(circumstances + 1);
    for (; len >= 8; text += 8, len -= 8) {
        uint64_t chunk;
        memcpy(&chunk, text, 8);
        hash = (hash ^ chunk) * UINT64_C(0xD6E8FEB86659FD93);
        hash ^= hash >> 32;
    }
    uint64_t rest = 0;
    memcpy(&rest, text, len);
    hash = (hash ^ rest) * UINT64_C(0xD6E8FEB86659FD93);
    hash ^= hash >> 32;
    return hash | 1;
}

static size_t place_of(uint64_t hash)
{
    return hash >> 8 & (PLACES - 1);
}

static bool is_same(const struct place *place, const struct rapport_message *message, int circumstances)
{
    return place->len == message->text.len && place->role == message->role &&
           place->circumstances == circumstances && memcmp(place->text, message->text.ptr, place->len) == 0;
}

static void *copied(struct arena *arena, const void *data, size_t bytes)
{
    void *copy = arena_alloc(arena, bytes);
    if (bytes > 0)
        memcpy(copy, data, bytes);
    return copy;
}

bool memo_recall(struct memo *memo, struct rapport_message *message, int circumstances, struct arena *arena, bool *ret_unknown)
{
    if (message->text.len > TEXT_BYTES)
        return false;
    memo->hash = text_hash(message->text.ptr, message->text.len, message->role, circumstances);
    const struct place *place = &memo->places[place_of(memo->hash)];
    if (memo->hashes[place_of(memo->hash)] != memo->hash || !is_same(place, message, circumstances))
        return false;
    message->lang = place->lang;
    message->words = place->words;
    message->hit_count = place->hit_count;
    message->clause_count = place->clause_count;
    message->hits = copied(arena, place->hits, place->hit_count * sizeof *place->hits);
    message->clauses = copied(arena, place->clauses, place->clause_count * sizeof *place->clauses);
    message->hit_confidence = place->weak ? copied(arena, place->confidence, place->hit_count) : NULL;
    *ret_unknown = place->unknown;
    return true;
}

void memo_keep(struct memo *memo, const struct rapport_message *message, int circumstances, bool unknown)
{
    if (message->text.len > TEXT_BYTES || message->hit_count > HITS || message->clause_count > CLAUSES ||
        message->amount_count > 0)
        return;
    uint32_t *recent = &memo->recent[memo->hash >> 20 & (RECENT - 1)];
    if (*recent != (uint32_t)(memo->hash >> 32)) {
        *recent = (uint32_t)(memo->hash >> 32);
        return;
    }
    struct place *place = &memo->places[place_of(memo->hash)];
    memo->hashes[place_of(memo->hash)] = memo->hash;
    place->len = (uint32_t)message->text.len;
    place->role = message->role;
    place->circumstances = circumstances;
    place->words = message->words;
    place->hit_count = message->hit_count;
    place->clause_count = message->clause_count;
    place->unknown = unknown;
    place->weak = message->hit_confidence != NULL;
    if (place->weak)
        memcpy(place->confidence, message->hit_confidence, message->hit_count);
    place->lang = message->lang;
    memcpy(place->text, message->text.ptr, message->text.len);
    if (message->hit_count > 0)
        memcpy(place->hits, message->hits, message->hit_count * sizeof *place->hits);
    if (message->clause_count > 0)
        memcpy(place->clauses, message->clauses, message->clause_count * sizeof *place->clauses);
}
