/* A target that is compressed as its name says: .gz, .zst, .xz, .bz2; anything else is not. */
#ifndef RAPPORT_COMMAND_PACKED_H
#define RAPPORT_COMMAND_PACKED_H

#include <stddef.h>

#include "core/command/target.h"

struct archive;

struct packed {
    struct target target;
    struct archive *archive; /* NULL: plain */
};

/* 0, or -1 after a complaint. `path` NULL is standard output, not compressed. */
int packed_open(struct packed *packed, const char *path);
/* 0, or -1 after a complaint. */
int packed_write(struct packed *packed, const char *data, size_t len);
/* Makes the file appear: 0, or -1 after a complaint. */
int packed_commit(struct packed *packed);
/* Gives up what was not committed. */
void packed_release(struct packed *packed);

#endif
