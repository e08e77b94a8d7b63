/* What the rules of conversations say of templates: each reply is shown to them as an agent's message. */
#ifndef RAPPORT_COMMAND_LINT_TALK_H
#define RAPPORT_COMMAND_LINT_TALK_H

#include "core/command/setup.h"
#include "core/lint/lint.h"

/* Switches off the rules that say nothing of a template; before lint_talk. */
void lint_talk_only_templates(struct host *host);

/* Adds their findings to the lint, and the amounts to its replies. 0, or -1 after a complaint. */
int lint_talk(struct lint *lint, const struct setup *setup);

#endif
