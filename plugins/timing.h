/* What timing.c and timing_promise.c share. */
#ifndef RAPPORT_PLUGINS_TIMING_H
#define RAPPORT_PLUGINS_TIMING_H

#define RAPPORT_MINOR 2
#include "talk.h"

enum { FIRST_REPLY, GAP, CALLBACK, PROMISE, HOURS, RULE_COUNT };

enum {
    CUE_ACK, CUE_WAIT_REQUEST, CUE_WAIT_NAMED, CUE_CALLBACK, CUE_CALLBACK_ASK, CUE_AGREE, CUE_PROMISE, CUE_SERVICE_HOURS,
    CUE_MATTER, CUE_HOW_TO, CUE_REPORTED, CUE_COUNT
};

/* Puts aside what agents promise and when they wrote, for the customer it is about. */
void promises_note(const struct rapport_host *host, const conversation_t *conversation);
int32_t promises_group(const struct rapport_host *host, const void *shared, const struct rapport_group *group);

#endif
