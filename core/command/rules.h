/* The verbs of `rapport rules`, one file each. */
#ifndef RAPPORT_COMMAND_RULES_H
#define RAPPORT_COMMAND_RULES_H

#include "core/command/source.h"
#include "core/command/setup.h"

struct rules_call {
    struct setup_options setup;
    struct source_options source; /* of coverage */
    struct input_options input;
    int language; /* --lang, or LANGUAGE_NONE */
    const char *phrase, *text;
    const char *cue; /* --cue, or NULL: all */
    bool brief;      /* --brief */
    const char *const *words; /* arguments behind the verb */
    int word_count;
};

/* Each returns the exit status. */
int rules_list(struct rules_call *call);
int rules_explain(struct rules_call *call);
int rules_coverage(struct rules_call *call);
int rules_test(struct rules_call *call);
int rules_try(struct rules_call *call);

#endif
