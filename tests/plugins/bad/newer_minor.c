/* Refused: asks for services of a minor version that this host does not have. */
#define RAPPORT_MINOR 5
#include "bad.h"

static const struct rapport_plugin plugin = {.magic = RAPPORT_MAGIC, .major = RAPPORT_MAJOR, .minor = RAPPORT_MINOR,
                                             .size = sizeof plugin, BAD_PLUGIN("newer-minor"),
                                             .conversation = bad_conversation};

BAD_ENTRY(&plugin)
