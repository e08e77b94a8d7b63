/*
 * Loads, and takes the program down at its first conversation; no test loads it by default. A
 * plugin runs in the program's process: a wild pointer, an endless loop, a call of exit() cannot
 * be prevented by the host. What the host owes is that the last complete report stays in place.
 */
#include "bad.h"

static int32_t conversation(const struct rapport_host *host, const void *shared, void *worker,
                            const struct rapport_conversation *conversation)
{
    (void)host, (void)shared, (void)worker, (void)conversation;
    volatile int32_t *volatile nowhere = NULL;
    *nowhere = 1;
    return RAPPORT_OK;
}

static const struct rapport_plugin plugin = {BAD_PROLOGUE(sizeof plugin), BAD_PLUGIN("crashes"),
                                             .conversation = conversation};

BAD_ENTRY(&plugin)
