/*
 * Chats as a text of lines that begin with a date, a clock and a name: WhatsApp's export and its like. The date may be
 * in any order, the clock of 12 or 24 hours, with digits of any script and marks of direction between them.
 */
#ifndef RAPPORT_INPUT_CHAT_LINES_H
#define RAPPORT_INPUT_CHAT_LINES_H

#include <stdbool.h>

#include "core/input/talk.h"

struct chat_head {
    int date[3], hour, minute, second; /* as written; -1: no seconds */
    bool is_bracketed, is_half_day;    /* "[…]"; a clock of 12 hours, of which `is_late` is the second */
    bool is_late;
    char separator;
    size_t behind;                     /* bytes of the line up to the name */
};

/* What the line begins with; false if that is no date and clock. */
bool chat_head_read(const char *line, size_t len, struct chat_head *ret);

/* The whole text as one conversation. */
void chat_lines_read(const char *text, size_t len, struct talks *talks, const char *channel);

#endif
