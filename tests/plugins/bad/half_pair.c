/* Refused: makes what it never frees, and frees what it never makes. */
#include "bad.h"

static int32_t load(const struct rapport_host *host, void **ret_shared)
{
    (void)host, (void)ret_shared;
    return RAPPORT_OK;
}

static void close_worker(void *worker)
{
    (void)worker;
}

static const struct rapport_plugin plugin = {BAD_PROLOGUE(sizeof plugin), BAD_PLUGIN("half-pair"),
                                             .load = load, .close = close_worker, .conversation = bad_conversation};

BAD_ENTRY(&plugin)
