/*
 * Where the words stand that name the thing an amount is the price of.
 *
 * There is no grammar here, only lists of words that stand beside names and are no part of them
 * (amount_words_*.c), and a few places where people put the name:
 *   - before the amount, up to such a word: [so] the [Bramley corner sofa] is £1,149
 *   - behind "for": that is £18 [for the] airport shuttle
 *   - between the amount and a price word: a £30 cancellation [fee]
 *   - in the clause, sentence or amount before: I can add the assembly, that's sixty pounds
 * What these assume: a word in no list is part of a name; names are said without relative clauses
 * in their middle; a word behind a greeting is a person; two things with "and" between are one
 * item only where the verb is a plural. What is wrong mostly gives a name that nothing else has,
 * so that the amount is compared with no other.
 */
#ifndef RAPPORT_TEXT_AMOUNT_PLACE_H
#define RAPPORT_TEXT_AMOUNT_PLACE_H

#include "core/text/amount_tokens.h"
#include "core/text/currency.h"

/* Tokens [first, last); empty if nothing is named. */
struct place {
    size_t first, last;
};

/*
 * Looks in the amount's own sentence. `floor` is the first token that no amount before has taken,
 * `limit` the first of the next amount.
 */
bool place_find(const struct tokens *tokens, size_t floor, size_t limit, const struct money *money,
                struct place *ret_place);

/* Looks in the two sentences before the one of token i, not before token `floor`. */
bool place_find_before(const struct tokens *tokens, size_t floor, size_t i, struct place *ret_place);

/* "total", "difference" between `floor` and `end`, in the sentence of `end`, or "over" before it. */
bool place_is_nameless(const struct tokens *tokens, size_t floor, size_t end);

/* What a token is inside a name. */
enum part {
    PART_NAME,    /* belongs to it */
    PART_SOFT,    /* belongs to it beside a word that does: numbers, "month", "first" */
    PART_ARTICLE,
    PART_JOIN,
    PART_KEEP,
    PART_AND,
    PART_SKIP,    /* left out: currently, monthly, price */
    PART_BORDER
};

enum part place_part(const struct tokens *tokens, size_t i);

/* "check out", "wi fi": two tokens from i on that are one word; NULL if they are not. */
const char *place_compound(const struct tokens *tokens, size_t i);

#endif
