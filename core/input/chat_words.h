/* What messengers write into an exported chat in place of what people said, in many languages. */
#ifndef RAPPORT_INPUT_CHAT_WORDS_H
#define RAPPORT_INPUT_CHAT_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/model/bytes.h"

/* The line tells of the chat itself, though a colon stands in it: encryption, groups, numbers, calls. */
bool chat_words_is_system(const char *line, size_t len);
/*
 * Takes out what stands for a picture, a file, a deleted message, and the note that it was edited. True if such a
 * thing was there: the message is something even if no text is left.
 */
bool chat_words_trim(struct bytes *text);

#endif
