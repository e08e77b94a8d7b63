/* Refused by the dynamic linker: calls what no library has. */
#include "bad.h"

int32_t rapport_test_nowhere(void);

static int32_t conversation(const struct rapport_host *host, const void *shared, void *worker,
                            const struct rapport_conversation *conversation)
{
    (void)host, (void)shared, (void)worker, (void)conversation;
    return rapport_test_nowhere();
}

static const struct rapport_plugin plugin = {BAD_PROLOGUE(sizeof plugin), BAD_PLUGIN("undefined-symbol"),
                                             .conversation = conversation};

BAD_ENTRY(&plugin)
