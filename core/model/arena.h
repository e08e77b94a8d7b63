/*
 * Memory for what dies together: one arena for a batch of conversations.
 *
 * Allocation moves a pointer; arena_clear makes all of it free at once and keeps the blocks for
 * the next batch, except that blocks beyond ARENA_KEEP_BYTES go back to the system, so that one
 * monstrous conversation does not hold its memory for the rest of the run.
 */
#ifndef RAPPORT_MODEL_ARENA_H
#define RAPPORT_MODEL_ARENA_H

#include <stddef.h>
#include <stdint.h>

#define ARENA_KEEP_BYTES ((size_t)8 << 20)

struct arena_block;

struct arena {
    struct arena_block *first, *current;
    size_t used; /* bytes used in the current block */
};

/* Zeroed memory is an initialised arena too. */
void arena_init(struct arena *arena);
void arena_release(struct arena *arena);
void arena_clear(struct arena *arena);

/*
 * `bytes` bytes, aligned for any type, not cleared, valid until the next clear or release.
 * Never NULL: running out of memory ends the program with a message, as everywhere in the core,
 * because a half-audited archive must not look like an audited one.
 */
void *arena_alloc(struct arena *arena, size_t bytes);
/* A copy of the bytes with a NUL behind it. */
char *arena_copy(struct arena *arena, const char *bytes, size_t len);

/* malloc, realloc and strndup that end the program with a message instead of returning NULL. */
void *must_alloc(size_t bytes);
void *must_calloc(size_t count, size_t bytes);
void *must_realloc(void *old, size_t bytes);
char *must_copy(const char *bytes, size_t len);

#endif
