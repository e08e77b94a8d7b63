/* Loads. Returns a status that no version has: neither "fine" nor "failed" may be read into it. */
#include "bad.h"

static int32_t conversation(const struct rapport_host *host, const void *shared, void *worker,
                            const struct rapport_conversation *conversation)
{
    (void)host, (void)shared, (void)worker, (void)conversation;
    return 42;
}

static const struct rapport_plugin plugin = {BAD_PROLOGUE(sizeof plugin), BAD_PLUGIN("odd-status"),
                                             .conversation = conversation};

BAD_ENTRY(&plugin)
