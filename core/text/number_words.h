/* Numbers in running text: digits, words of three languages, and both mixed. */
#ifndef RAPPORT_TEXT_NUMBER_WORDS_H
#define RAPPORT_TEXT_NUMBER_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/text/amount_tokens.h"

/* The largest number, in whole units; larger ones are no money. */
#define NUMBER_MAX INT64_C(90000000000000)

struct number {
    int64_t value; /* RAPPORT_AMOUNT_SCALE parts */
    size_t end;    /* the first token behind it */
    bool digits;   /* begins with digits */
    bool whole;    /* no decimals were said */
    bool scaled;   /* a word such as thousand was said */
};

/*
 * Reads the longest number that begins at token `first`; false if none does.
 */
bool number_read(const struct tokens *tokens, size_t first, struct number *ret_number);

/* A number word by itself, or a point and decimals; for the pence behind the pounds. */
bool number_read_below_100(const struct tokens *tokens, size_t first, struct number *ret_number);

enum {
    DIGITS_SCALE_FOLLOWS = 1, /* a word such as million stands behind: one point is a decimal point */
    DIGITS_PERSIAN = 2        /* Persian writing: a slash may part thousands or decimals */
};

/*
 * The value of digits with separators: 1,200  1.200,50  99.90  1,15,000. False for anything else
 * (times, dates, numbers with a leading zero). Decimals beyond the fourth are cut off.
 */
bool digits_read(const char *text, size_t len, unsigned flags, int64_t *ret_value, bool *ret_whole);

#endif
