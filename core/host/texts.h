/*
 * What rules say to people, in the language of the report: rules/<lang>/texts.json
 *   {"phrasing/refusal":{"title":"…","looks_for":"…","why":"…","suggestion":"…"}, …}
 */
#ifndef RAPPORT_HOST_TEXTS_H
#define RAPPORT_HOST_TEXTS_H

#include <stddef.h>

#include "core/model/bytes.h"

struct rule_texts {
    char *rule;
    char *title;      /* a few words */
    char *looks_for;  /* what the rule looks for and when it passes, for reviewers */
    char *why;        /* why it matters: one sentence for the agent */
    char *suggestion; /* what to do or say instead: one sentence */
};

struct texts {
    struct rule_texts *list; /* in the order of the file */
    size_t count;
};

/*
 * Reads `directory`/<language>/texts.json. 0, or -1 with the faults, one a line: unreadable,
 * unknown keys, a missing or empty text.
 */
int texts_read(struct texts *texts, const char *directory, int language, struct bytes *faults);
void texts_release(struct texts *texts);

/* Never NULL: for a rule without texts (a plugin from elsewhere) all texts are "". */
const struct rule_texts *texts_of(const struct texts *texts, const char *rule);

#endif
