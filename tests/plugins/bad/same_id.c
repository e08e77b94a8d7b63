/* Good alone, refused beside the plugin whose id it takes. */
#include "bad.h"

static const struct rapport_plugin plugin = {BAD_PROLOGUE(sizeof plugin), BAD_PLUGIN("phrasing"),
                                             .conversation = bad_conversation};

BAD_ENTRY(&plugin)
