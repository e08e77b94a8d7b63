/* What commands that read transcripts have in common. */
#ifndef RAPPORT_COMMAND_READING_H
#define RAPPORT_COMMAND_READING_H

#include <stdbool.h>
#include <stddef.h>

#include "core/model/problem.h"
#include "core/input/input.h"
#include "core/run/pipeline.h"

/* As many threads as the machine has processors. */
unsigned reading_processors(void);

/* True if something was not read; notices are no such thing. */
bool reading_is_partial(const struct problems *problems);

/*
 * For commands whose report is not that of audit: reads all of `paths` into the collector, which the caller
 * initialised. `input` may be NULL. A worker for collector_finish, which the caller frees; NULL after a complaint.
 */
struct worker *reading_run(const struct run_setup *run, struct collector *collector, const struct input_options *input,
                           const char *const *paths, size_t path_count);

/* Names what could not be read on standard error; the exit status that says so. */
int reading_status(struct problems *problems);

#endif
