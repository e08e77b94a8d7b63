/* One mail, read with GMime; the only file that knows it. */
#ifndef RAPPORT_INPUT_MAIL_H
#define RAPPORT_INPUT_MAIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/model/arena.h"

#define MAIL_REFERENCES_MAX 64 /* the last ones */

/* All strings in the arena, none NULL. */
struct mail {
    const char *id, *from, *name, *text; /* the address and the name of who sent it; what it says itself */
    const char *references[MAIL_REFERENCES_MAX];
    size_t reference_count;
    int64_t at;     /* TALK_NO_TIME without a date */
    int32_t offset; /* minutes ahead of UTC */
    bool is_automatic;
};

/* False, with *ret_reason: it is no mail, or has too many parts. */
bool mail_read(struct mail *ret, const char *text, size_t len, struct arena *arena, const char **ret_reason);

#endif
