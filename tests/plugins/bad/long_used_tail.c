/* Refused: has a callback that this host would never call. */
#include "bad.h"

static void later_callback(void)
{
}

static const struct {
    struct rapport_plugin table;
    void (*later[3])(void);
} plugin = {.table = {BAD_PROLOGUE(sizeof plugin), BAD_PLUGIN("long-used-tail"),
                      .conversation = bad_conversation},
            .later = {0, 0, later_callback}};

BAD_ENTRY(&plugin.table)
