/* What judging one conversation yields, before it is written anywhere. */
#ifndef RAPPORT_MODEL_FINDING_H
#define RAPPORT_MODEL_FINDING_H

#include <stdint.h>

#include "rapport/plugin.h"

enum verdict { VERDICT_FAIL, VERDICT_PASS, VERDICT_UNCHECKED };

struct finding {
    uint32_t rule;      /* index into the host's rules */
    int32_t severity;
    uint32_t message;
    uint32_t begin, end; /* RAPPORT_NONE both: nothing was said */
    uint32_t speaker;   /* the agent, or RAPPORT_NONE */
    uint32_t confidence; /* 1 to 100 */
    uint32_t related;   /* message, or RAPPORT_NONE */
};

/* By which words a rule was kept. */
struct met {
    uint32_t message;    /* RAPPORT_NONE: not told */
    uint32_t begin, end; /* RAPPORT_NONE both: the message as a whole */
};

struct verdict_record {
    uint32_t rule;
    enum verdict verdict;
    uint32_t speaker;
    const char *why; /* of unchecked; lives as long as the judgement */
    struct met met;  /* of pass */
};

struct fact_record {
    uint32_t plugin;
    uint32_t message, begin, end;
    struct rapport_text key, value;
};

#endif
