/* The last words of a run on stderr, in English: what was read, found, not checked, not read. */
#ifndef RAPPORT_OUTPUT_SUMMARY_H
#define RAPPORT_OUTPUT_SUMMARY_H

#include <stddef.h>
#include <stdint.h>

#include "core/model/bytes.h"
#include "core/model/problem.h"

/* Problems that are written out; of more only the number. */
#define SUMMARY_PROBLEMS_SHOWN 50

struct summary_rule {
    const char *id;
    uint64_t findings;
};

struct summary_unchecked {
    const char *rule;
    const char *why;
    uint64_t count; /* of conversations */
};

struct summary {
    uint64_t conversations, messages, bytes;
    double seconds;
    const struct summary_rule *rules; /* in any order; those without findings are left out */
    size_t rule_count;
    const struct summary_unchecked *unchecked; /* in any order */
    size_t unchecked_count;
    const struct problems *problems; /* sorted; written in their order. NULL: none */
};

void summary_write(struct bytes *out, const struct summary *summary);
/* The part of it about what could not be read; nothing if there was nothing. */
void summary_problems(struct bytes *out, const struct problems *problems);

#endif
