/*
 * The baseline: findings that were there before, by their ids, so that old texts can be lived with and new
 * ones are held to the rules.
 *   {"version":1,"findings":{"<id>":{"rule":"…","file":"…","text":"…"}}}
 */
#ifndef RAPPORT_LINT_BASELINE_H
#define RAPPORT_LINT_BASELINE_H

#include <jansson.h>
#include <stdbool.h>

#include "core/model/bytes.h"

struct baseline {
    json_t *known; /* id → what it was */
    json_t *seen;  /* id → true */
};

/* Zeroed memory is an empty one. 0, or -1 with the reason in `fault`: unreadable, no baseline. */
int baseline_read(struct baseline *baseline, const char *path, struct bytes *fault);
void baseline_release(struct baseline *baseline);

/* True if the finding is known; notes that it was seen. */
bool baseline_knows(struct baseline *baseline, const char *id);
/* Calls `tell` for each entry that was not seen, in the order of ids. */
void baseline_stale(const struct baseline *baseline, void (*tell)(void *ctx, const char *id, json_t *entry), void *ctx);

/* Writes a baseline of these findings (as JSON objects), sorted by id. 0, or -1 with the reason in `fault`. */
int baseline_write(const char *path, json_t *findings, struct bytes *fault);

#endif
