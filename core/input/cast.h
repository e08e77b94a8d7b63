/*
 * Who takes part in a conversation: turns the names a transcript gives (from, to, who) into the
 * numbered speakers of the plugin contract, once all messages are known.
 */
#ifndef RAPPORT_INPUT_CAST_H
#define RAPPORT_INPUT_CAST_H

#include <stddef.h>

#include "core/model/arena.h"
#include "rapport/plugin.h"

/* A message and what its line said about people. */
struct cast_draft {
    struct rapport_message *message;
    struct rapport_text from, name, to, who;
};

/*
 * Sets speaker, event_from, event_to and event_who of all messages, and the conversation's
 * speakers, numbered in order of appearance.
 *
 * A customer without `from` is the conversation's customer. An id that an event names is a bot's
 * if a bot of this conversation has it or it is "bot", the customer's if a customer has it or it
 * is "customer", otherwise an agent's.
 */
void cast_assign(struct rapport_conversation *conversation, const struct cast_draft *drafts, size_t count,
                 struct arena *arena);

#endif
