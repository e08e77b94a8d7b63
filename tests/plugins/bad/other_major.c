/* Refused: of the next major version, of which only the first 16 bytes are known. */
#include "bad.h"

static const struct {
    uint32_t magic;
    uint16_t major, minor;
    uint32_t size, reserved;
} prologue = {RAPPORT_MAGIC, RAPPORT_MAJOR + 1, 0, 4096, 0};

BAD_ENTRY((const struct rapport_plugin *)(const void *)&prologue)
