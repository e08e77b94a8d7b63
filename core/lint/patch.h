/* Writing fixes into files, or showing them. */
#ifndef RAPPORT_LINT_PATCH_H
#define RAPPORT_LINT_PATCH_H

#include <stdio.h>

#include "core/lint/lint.h"

/*
 * The file's bytes with the fixes of its findings; those that overlap an earlier one are left for the next run.
 * `all`: proposals too. Returns how many were made; `out` is empty if none.
 */
size_t patch_apply(const struct lint *lint, const struct sheet *sheet, bool all, struct bytes *out);

/* Writes `fixed` in place of the file, whole, by rename, with its mode. 0, or -1 with errno. */
int patch_write(const struct sheet *sheet, const struct bytes *fixed);

/* A unified diff from the file to `fixed`, which has the same number of lines. */
void patch_show(const struct sheet *sheet, const struct bytes *fixed, FILE *out);

#endif
