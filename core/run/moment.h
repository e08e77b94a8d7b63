/*
 * The moments of a conversation that are worth being shown again: the messages before and after its gravest findings
 * (those of information, which are about courtesies left out, aside), and the words by which its weightiest rule was
 * kept, with what they answer. A store keeps these and not the conversation.
 */
#ifndef RAPPORT_RUN_MOMENT_H
#define RAPPORT_RUN_MOMENT_H

#include "core/host/host.h"

/* How many findings of one conversation are shown with what was said around them. */
#define MOMENT_FINDINGS 2

/*
 * For each message of the conversation, in `ret_from`: where in it the words begin that it is shown for (0: at its
 * beginning), or RAPPORT_NONE if it is not shown.
 */
void moments_choose(const struct host *host, const struct rapport_conversation *conversation,
                    const struct judgement *judgement, uint32_t min_confidence, uint32_t *ret_from);

#endif
