/* The finders of marks.c, each of which goes through a text on its own. Used by core/text alone. */
#ifndef RAPPORT_TEXT_MARKS_FIND_H
#define RAPPORT_TEXT_MARKS_FIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/text/fold_table.h"
#include "core/text/marks.h"
#include "core/text/utf8.h"

enum quote_kind { QUOTE_STRAIGHT, QUOTE_CURLED, QUOTE_GUILLEMET, QUOTE_SINGLE, QUOTE_KINDS };

struct finder {
    const char *text;
    size_t len, at;
    size_t unclosed_until[QUOTE_KINDS]; /* no closing mark of the kind before this place */
};

/* Each finds the next mark from finder->at on and moves behind its begin; false if there is none. */
bool quote_next(struct finder *finder, struct mark *ret_mark);
bool emoji_next(struct finder *finder, struct mark *ret_mark);
bool shout_next(struct finder *finder, struct mark *ret_mark);

/* How much a word in small ASCII letters is a word of running English: 2, 1 or 0 points. */
unsigned shout_word_points(const char *word, size_t len);

/* The character at `at`; its entry in the table of folding and where the next begins. */
static inline fold_entry finder_entry(const struct finder *finder, size_t at, uint32_t *ret_codepoint, size_t *ret_next)
{
    *ret_next = at + utf8_decode(finder->text + at, ret_codepoint);
    return fold_lookup(*ret_codepoint);
}

#endif
