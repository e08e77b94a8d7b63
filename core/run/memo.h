/*
 * What is known of messages that were said before, word for word: canned replies, greetings, "ok".
 * They are a large part of real talk, and what is done once for all rules need be done only once
 * for them. One memo a thread; what it returns is what analysing again would give.
 */
#ifndef RAPPORT_RUN_MEMO_H
#define RAPPORT_RUN_MEMO_H

#include <stdbool.h>

#include "core/model/arena.h"
#include "rapport/plugin.h"

struct memo;

struct memo *memo_new(void);
void memo_free(struct memo *memo);

/*
 * Fills hits, clauses, words and lang of the message from the memo (copied into `arena`), and
 * *ret_unknown, what analysing it returned. False if it is not there. `circumstances` is any
 * number that stands for what else decides about the result (the language of the conversation, …).
 */
bool memo_recall(struct memo *memo, struct rapport_message *message, int circumstances, struct arena *arena, bool *ret_unknown);

/*
 * Takes in an analysed message, if it is short, was met before, and holds no amounts. `unknown` is
 * given back by memo_recall.
 */
void memo_keep(struct memo *memo, const struct rapport_message *message, int circumstances, bool unknown);

#endif
