/* A conversation as vCon (draft-ietf-vcon-vcon-core), for other programs. */
#ifndef RAPPORT_OUTPUT_VCON_H
#define RAPPORT_OUTPUT_VCON_H

#include <stddef.h>

#include "core/model/bytes.h"

/* Appends the line of our transcript format as a line of vCon. 0, or -1 if it is no transcript. */
int vcon_add(struct bytes *out, const char *line, size_t len);

#endif
