/* Directories, recursively and in the byte order of names, as one stream of paths of files. */
#ifndef RAPPORT_INPUT_WALK_H
#define RAPPORT_INPUT_WALK_H

#include <stddef.h>

#include "core/model/bytes.h"
#include "core/model/problem.h"

struct walk_level;

struct walk {
    const char *const *paths; /* the caller's */
    size_t path_count, path_at;
    struct walk_level *level; /* of the directory that is read, and those around it */
    struct bytes path;
};

void walk_init(struct walk *walk, const char *const *paths, size_t path_count);
void walk_release(struct walk *walk);

/* The next file, or "-"; valid until the next call. NULL after the last. */
const char *walk_next(struct walk *walk, struct problems *problems);

#endif
