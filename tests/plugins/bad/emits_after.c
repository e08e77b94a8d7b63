/*
 * Loads. Keeps the host table and emits from `close`, when there is no conversation any more. As
 * long as the table lives, the host must refuse; a table that is gone is a crash, see crashes.c.
 */
#include <stdlib.h>

#include "bad.h"

struct worker {
    const struct rapport_host *kept;
};

static int32_t open_worker(const struct rapport_host *host, const void *shared, void **ret_worker)
{
    (void)host, (void)shared;
    *ret_worker = calloc(1, sizeof(struct worker));
    return *ret_worker ? RAPPORT_OK : RAPPORT_FATAL;
}

static void close_worker(void *worker)
{
    struct worker *self = worker;
    struct rapport_finding finding = bad_finding();
    if (self && self->kept)
        self->kept->emit(self->kept, &finding);
    free(self);
}

static int32_t conversation(const struct rapport_host *host, const void *shared, void *worker,
                            const struct rapport_conversation *conversation)
{
    (void)shared, (void)conversation;
    struct worker *self = worker;
    self->kept = host;
    return RAPPORT_OK;
}

static const struct rapport_plugin plugin = {BAD_PROLOGUE(sizeof plugin), BAD_PLUGIN("emits-after"),
                                             .open = open_worker, .close = close_worker,
                                             .conversation = conversation};

BAD_ENTRY(&plugin)
