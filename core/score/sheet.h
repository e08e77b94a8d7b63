/* A scorecard on its way to people: the scores, what they are called, and the formats they are written in. */
#ifndef RAPPORT_SCORE_SHEET_H
#define RAPPORT_SCORE_SHEET_H

#include <stdbool.h>
#include <stdio.h>

#include "core/score/board.h"

struct score_sheet {
    const struct board *board;
    const struct board *before; /* of the period before, or NULL */
    int ui;                     /* LANGUAGE_HE … */
    const char *card;           /* its name and version; "" */
    const char *from, *to;      /* days of the period; "" */
};

/* Column heads and titles. */
enum score_word { WORD_TITLE, WORD_SCORE, WORD_LOW, WORD_HIGH, WORD_PASSED, WORD_FAILED, WORD_UNCHECKED, WORD_CONVERSATIONS, WORD_CHANGE, WORD_NOBODY, WORD_NONE, WORD_COUNT };
const char *score_word(int ui, enum score_word word);
const char *score_by_word(int ui, enum score_by by);
bool score_is_rtl(int ui);

/* Per cent with one decimal, "92.5"; Persian digits and decimal sign for people who read Persian. */
void score_percent(struct bytes *out, int ui, double share);
void score_number(struct bytes *out, int ui, uint64_t number);
/* The change in points of per cent against the period before, with its sign; nothing where there is none. */
void score_change(struct bytes *out, int ui, const struct score_sheet *sheet, const struct score_row *row);
bool score_has_change(const struct score_sheet *sheet, const struct score_row *row, double *ret_points);
/* What stands for the row: its key, or the word for nobody. */
const char *score_name(const struct score_sheet *sheet, const struct score_row *row);

struct score_format {
    const char *name, *about;
    /* 0, or -1 with errno. */
    int (*write)(const struct score_sheet *sheet, FILE *out);
};

/* All formats, NULL behind the last; and the one of a name or NULL. */
const struct score_format *const *score_formats(void);
const struct score_format *score_format_by_name(const char *name);

#endif
