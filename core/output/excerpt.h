/*
 * The part of a message that is shown with a finding: its span and as much around it as goes on
 * a line, cut between words. What it costs depends on the line, not on the length of the message.
 */
#ifndef RAPPORT_OUTPUT_EXCERPT_H
#define RAPPORT_OUTPUT_EXCERPT_H

#include <stdbool.h>
#include <stddef.h>

#include "rapport/plugin.h"

/* Shown are [from, to); in it [begin, end) is the span, or as much of it as there is room for. */
struct excerpt {
    size_t from, begin, end, to;
    bool cut_before, cut_inside, cut_after; /* something is left out there */
};

/*
 * Takes about `columns` columns of `text`, valid UTF-8, around [begin, end), which lies on
 * character borders. `partial`: the text has no beginning of its own, so it starts with a cut.
 */
struct excerpt excerpt_around(struct rapport_text text, size_t begin, size_t end, bool partial, unsigned columns);

/* The beginning of the text. */
struct excerpt excerpt_of(struct rapport_text text, unsigned columns);

#endif
