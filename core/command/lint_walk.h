/* Which files `rapport lint` looks at. */
#ifndef RAPPORT_COMMAND_LINT_WALK_H
#define RAPPORT_COMMAND_LINT_WALK_H

#include <stdbool.h>
#include <stddef.h>

#include "core/model/problem.h"

struct lint_files {
    char **list; /* in byte order, each once */
    size_t count, cap;
};

/*
 * Adds a file, the known files of a directory and all below (not those that git ignores, hidden ones, or
 * rapport.json and rapport-baseline*), or
 * those that a pattern matches: * and ? within a name, ** across directories. What is not there is a problem.
 */
void lint_files_add(struct lint_files *files, const char *path, struct problems *problems);
/* Puts them in order; each once. */
void lint_files_sort(struct lint_files *files);
/* Leaves only those that differ from revision `rev` of the repository they lie in. 0, or -1 after a complaint. */
int lint_files_changed(struct lint_files *files, const char *rev);
void lint_files_release(struct lint_files *files);

#endif
