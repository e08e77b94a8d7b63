/* Bytes on their way into a file, compressed as its name says: .zst, .gz, .xz, .bz2, or not at all. */
#ifndef RAPPORT_OUTPUT_PACKED_H
#define RAPPORT_OUTPUT_PACKED_H

#include <stddef.h>
#include <stdio.h>

struct packed;

/* `name` may be NULL; `file` is not closed. NULL with a static reason if that cannot be written. */
struct packed *packed_new(FILE *file, const char *name, const char **why);
/* 0, or -1 with errno. */
int packed_write(struct packed *packed, const void *bytes, size_t len);
/* Writes what is left and frees; 0, or -1 with errno. */
int packed_free(struct packed *packed);

#endif
