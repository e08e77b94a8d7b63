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
    size_t behind; /* bytes of the line up to the name */
};

/* What the line begins with; false if that is no date and clock. */
bool chat_head_read(const char *line, size_t len, struct chat_head *ret);

/* A date and a clock, or a date alone, with nothing behind it. */
bool chat_stamp_read(const char *text, size_t len, struct chat_head *ret);

/* Which of the three numbers of a date is what. */
enum chat_order { CHAT_DAY_FIRST, CHAT_MONTH_FIRST, CHAT_YEAR_FIRST };

/* What one order makes of all dates. */
struct chat_trial {
    size_t bad, back; /* no dates at all, and those earlier than the one before */
    int64_t last;
};

/* Finds the order out: zeroed memory is one without any date. */
struct chat_orders {
    struct chat_trial day, month;
    bool is_american, is_year_first;
};

void chat_orders_add(struct chat_orders *orders, const struct chat_head *head);
/* The order in which most dates are dates, and in which time goes on; else that of the clock: 12 hours are American. */
enum chat_order chat_orders_decide(const struct chat_orders *orders);
int64_t chat_time(const struct chat_head *head, enum chat_order order);

/* The whole text as one conversation. */
void chat_lines_read(const char *text, size_t len, struct talks *talks, const char *channel);

#endif
