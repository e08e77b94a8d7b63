/* Refused: ends before the callbacks of minor 0 do. */
#include "bad.h"

static const struct rapport_plugin plugin = {BAD_PROLOGUE(offsetof(struct rapport_plugin, conversation)),
                                             BAD_PLUGIN("short-table"), .conversation = bad_conversation};

BAD_ENTRY(&plugin)
