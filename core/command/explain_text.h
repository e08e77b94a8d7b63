/* What rapport explain prints of one conversation. */
#ifndef RAPPORT_COMMAND_EXPLAIN_TEXT_H
#define RAPPORT_COMMAND_EXPLAIN_TEXT_H

#include <jansson.h>

#include "core/command/setup.h"

/* A conversation as the run left it: its account and, of the same id, verdicts and findings. */
struct told {
    json_t *account;  /* object */
    json_t *findings; /* array of objects, as --format jsonl */
    json_t *verdicts; /* array of objects, as --verdicts */
};

/* The conversation with every cue and amount that was read in it. */
void explain_messages(const struct told *told, struct bytes *out);
/* Every verdict with its reasons; of one rule alone if `rule` is not NULL. */
void explain_verdicts(const struct told *told, const struct setup *setup, const char *rule, struct bytes *out);

#endif
