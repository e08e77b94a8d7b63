/* What commands share that fill a store: a run over input whose results go into it. */
#ifndef RAPPORT_COMMAND_SCORING_H
#define RAPPORT_COMMAND_SCORING_H

#include <stdio.h>

#include "core/command/source.h"
#include "core/command/setup.h"
#include "core/run/collect.h"
#include "core/store/store.h"

/*
 * Audits `paths` and keeps all of it in the store. The exit status: STATUS_DONE, STATUS_PARTLY after what could not be
 * read was named, STATUS_WRONG after a complaint.
 */
int scoring_fill(struct store *store, const struct setup *setup, const struct input_options *input, const char *const *paths, size_t count);

/*
 * For a run of short accounts and verdicts whose report and verdicts are in files: keeps them; 0, or -1 after a complaint.
 */
int scoring_keep(struct store *store, const struct collector *collector, const char *input, FILE *report, FILE *verdicts);
/* Copies the findings of such a report, without the accounts; or all, of verdicts. 0, or -1 with errno. */
int scoring_copy(FILE *from, FILE *to);

#endif
