/*
 * Loads. Gives up for good at the first conversation whose id ends in 3; its worker remembers, and
 * complains when it is asked again. Others' findings must be in the output all the same.
 */
#include <stdlib.h>

#include "bad.h"

static int32_t open_worker(const struct rapport_host *host, const void *shared, void **ret_worker)
{
    (void)host, (void)shared;
    *ret_worker = calloc(1, sizeof(int));
    return *ret_worker ? RAPPORT_OK : RAPPORT_FATAL;
}

static void close_worker(void *worker)
{
    free(worker);
}

static int32_t conversation(const struct rapport_host *host, const void *shared, void *worker,
                            const struct rapport_conversation *conversation)
{
    (void)shared;
    int *gave_up = worker;
    if (*gave_up) {
        host->error(host, BAD_TEXT("was asked again after it had given up"));
        return RAPPORT_FATAL;
    }
    if (bad_last_character(conversation) != '3')
        return RAPPORT_OK;
    *gave_up = 1;
    host->error(host, BAD_TEXT("the dictionary is gone"));
    return RAPPORT_FATAL;
}

static const struct rapport_plugin plugin = {BAD_PROLOGUE(sizeof plugin), BAD_PLUGIN("fatal-midway"),
                                             .open = open_worker, .close = close_worker,
                                             .conversation = conversation};

BAD_ENTRY(&plugin)
