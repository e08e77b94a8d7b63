/* Refused: a shared object like any other; the one symbol is misspelt. */
#include "bad.h"

RAPPORT_EXPORT const struct rapport_plugin *rapport_plugin_enter(void);

static const struct rapport_plugin plugin = {BAD_PROLOGUE(sizeof plugin), BAD_PLUGIN("no-symbol"),
                                             .conversation = bad_conversation};

const struct rapport_plugin *rapport_plugin_enter(void)
{
    return &plugin;
}
