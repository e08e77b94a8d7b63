/* Who speaks for the company, where an export does not say. */
#ifndef RAPPORT_INPUT_TALK_ROLES_H
#define RAPPORT_INPUT_TALK_ROLES_H

#include "core/input/talk.h"

/*
 * Gives a role to every message without one: agents are those of the hints, if any of them speaks; else, if
 * exactly one speaker's first words are an agent's greeting, that one; else all but the one who speaks first.
 */
void talk_roles_assign(struct talk *talk);

#endif
