/* The words that times are told with. For clock*.c alone. */
#ifndef RAPPORT_TEXT_CLOCK_WORDS_H
#define RAPPORT_TEXT_CLOCK_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum clock_kind {
    CLOCK_OTHER,
    CLOCK_NUMBER,   /* value; minute is -1, or as in 9:30 */
    CLOCK_DASH,
    CLOCK_DAY,      /* value 0 is Sunday */
    CLOCK_EVERY_DAY,
    CLOCK_WEEKDAYS, /* Monday to Friday */
    CLOCK_WEEKEND,  /* Saturday and Sunday */
    CLOCK_UNTIL,    /* to, until, by */
    CLOCK_WITHIN,
    CLOCK_AND,
    CLOCK_AM, CLOCK_PM,
    CLOCK_AT,       /* o'clock, hour of the clock */
    CLOCK_NOON, CLOCK_MIDNIGHT,
    CLOCK_TODAY, CLOCK_TOMORROW, CLOCK_AFTER_TOMORROW,
    CLOCK_MORNING, CLOCK_AFTERNOON, CLOCK_EVENING,
    CLOCK_SPAN,     /* a unit; value: minutes */
    CLOCK_TWO_SPANS,/* Hebrew duals: value: minutes of both */
    CLOCK_BUSINESS,
    CLOCK_END,      /* end of the day, week */
    CLOCK_NEXT,
    CLOCK_HALF, CLOCK_QUARTER,
    CLOCK_FEW       /* a few: taken for three */
};

struct clock_token {
    enum clock_kind kind;
    int32_t value, minute;
    bool sentence_ends; /* behind it */
};

#define CLOCK_TOKENS_MAX 256

/* Reads the first CLOCK_TOKENS_MAX tokens of folded text; returns how many. */
size_t clock_tokens(const char *text, size_t len, struct clock_token *out);

#endif
