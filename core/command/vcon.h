/* Conversations as vCon (IETF draft-ietf-vcon-vcon-core), for other programs. */
#ifndef RAPPORT_COMMAND_VCON_H
#define RAPPORT_COMMAND_VCON_H

#include "core/input/value.h"
#include "core/model/bytes.h"

/*
 * Appends a line of our transcript format as one vCon and a line end: speakers are its parties, messages dialogs of
 * type text, transfers dialogs of type transfer. Its uuid is made of the id, which is its subject.
 */
void vcon_write(struct bytes *out, struct value conversation);

#endif
