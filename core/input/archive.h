/*
 * The members of an archive, or the one of a compressed file, as blocks of bytes.
 *
 * Everything that goes wrong is told as a problem here, with its place: the archive, or
 * "archive!member".
 */
#ifndef RAPPORT_INPUT_ARCHIVE_H
#define RAPPORT_INPUT_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/input/expand.h"
#include "core/input/file.h"
#include "core/model/problem.h"

struct archive_source;

/* All but `problems` must live as long as the source. `place` names the archive. NULL after a problem. */
struct archive_source *archive_source_new(struct file *file, const char *place, const struct expand_limits *limits,
                                          struct problems *problems);
void archive_source_free(struct archive_source *source);

/* 1: the next member; 0: there is no other. */
int archive_source_next(struct archive_source *source, struct problems *problems);
/* Of the member: its place, and whether its name says transcript. */
const char *archive_source_place(const struct archive_source *source);
bool archive_source_is_trusted(const struct archive_source *source);
/* 1 and a block of the member, valid until the next call; 0 at its end; -1 after a problem: damaged from here on. */
int archive_source_block(struct archive_source *source, struct problems *problems, const char **ret_data,
                         size_t *ret_len);

#endif
