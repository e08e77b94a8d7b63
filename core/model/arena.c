#include "core/model/arena.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_BYTES ((size_t)256 << 10)
#define ALIGNMENT alignof(max_align_t)

struct arena_block {
    struct arena_block *next;
    size_t size; /* of memory */
    alignas(max_align_t) unsigned char memory[];
};

/* abort, not exit: the exit status of a run that could not go on must not be one of the four that say "done". */
static _Noreturn void memory_ran_out(size_t bytes)
{
    fprintf(stderr, "rapport: out of memory (%zu bytes wanted)\n", bytes);
    abort();
}

void *must_alloc(size_t bytes)
{
    void *memory = malloc(bytes ? bytes : 1);
    if (!memory)
        memory_ran_out(bytes);
    return memory;
}

void *must_calloc(size_t count, size_t bytes)
{
    void *memory = calloc(count ? count : 1, bytes ? bytes : 1);
    if (!memory)
        memory_ran_out(bytes > SIZE_MAX / (count ? count : 1) ? SIZE_MAX : count * bytes);
    return memory;
}

void *must_realloc(void *old, size_t bytes)
{
    void *memory = realloc(old, bytes ? bytes : 1);
    if (!memory)
        memory_ran_out(bytes);
    return memory;
}

char *must_copy(const char *bytes, size_t len)
{
    if (len == SIZE_MAX)
        memory_ran_out(len);
    char *copy = must_alloc(len + 1);
    if (len)
        memcpy(copy, bytes, len);
    copy[len] = '\0';
    return copy;
}

void arena_init(struct arena *arena)
{
    *arena = (struct arena){0};
}

static void blocks_free(struct arena_block *block)
{
    while (block) {
        struct arena_block *next = block->next;
        free(block);
        block = next;
    }
}

void arena_release(struct arena *arena)
{
    blocks_free(arena->first);
    *arena = (struct arena){0};
}

void arena_clear(struct arena *arena)
{
    struct arena_block **link = &arena->first;
    size_t kept = 0;
    while (*link) {
        struct arena_block *block = *link;
        if (block->size <= ARENA_KEEP_BYTES - kept) {
            kept += block->size;
            link = &block->next;
        } else {
            *link = block->next;
            free(block);
        }
    }
    arena->current = arena->first;
    arena->used = 0;
}

/* Makes a block with room for `bytes` the current one. */
static void arena_advance(struct arena *arena, size_t bytes)
{
    struct arena_block **link = arena->current ? &arena->current->next : &arena->first;
    struct arena_block *block = *link;
    if (!block || block->size < bytes) {
        size_t size = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
        if (size > SIZE_MAX - sizeof *block)
            memory_ran_out(bytes);
        block = must_alloc(sizeof *block + size);
        block->size = size;
        block->next = *link;
        *link = block;
    }
    arena->current = block;
    arena->used = 0;
}

void *arena_alloc(struct arena *arena, size_t bytes)
{
    if (bytes > SIZE_MAX - ALIGNMENT)
        memory_ran_out(bytes);
    /* an allocation of nothing gets a place of its own too, so that no two pointers are equal */
    size_t rounded = ((bytes ? bytes : 1) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (!arena->current || rounded > arena->current->size - arena->used)
        arena_advance(arena, rounded);
    void *memory = arena->current->memory + arena->used;
    arena->used += rounded;
    return memory;
}

char *arena_copy(struct arena *arena, const char *bytes, size_t len)
{
    if (len == SIZE_MAX)
        memory_ran_out(len);
    char *copy = arena_alloc(arena, len + 1);
    if (len)
        memcpy(copy, bytes, len);
    copy[len] = '\0';
    return copy;
}
