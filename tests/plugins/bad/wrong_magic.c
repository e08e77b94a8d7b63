/* Refused: the entry returns something else's table. The host must not look behind the magic. */
#include "bad.h"

static const uint32_t something[4] = {0x464c457f, 1, 2, 3};

BAD_ENTRY((const struct rapport_plugin *)(const void *)something)
