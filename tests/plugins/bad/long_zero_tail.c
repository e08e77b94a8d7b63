/* Good: built with a later header, of which it uses nothing. */
#include "bad.h"

static const struct {
    struct rapport_plugin table;
    void (*later[3])(void);
} plugin = {.table = {BAD_PROLOGUE(sizeof plugin), BAD_PLUGIN("long-zero-tail"),
                      .conversation = bad_conversation}};

BAD_ENTRY(&plugin.table)
