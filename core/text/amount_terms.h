/* What is said beside an amount about its period and its tax. */
#ifndef RAPPORT_TEXT_AMOUNT_TERMS_H
#define RAPPORT_TEXT_AMOUNT_TERMS_H

#include "core/text/amount_tokens.h"
#include "core/text/currency.h"

struct terms {
    int32_t period, vat;
    size_t after; /* the first token that neither the amount nor the terms directly behind it took */
};

/*
 * Assumes that terms stand in the amount's own sentence: mostly behind it and before the next
 * amount, else a few words before it. `floor` is the first token that belongs to no amount
 * before, `limit` that of the next amount.
 */
void terms_read(const struct tokens *tokens, size_t floor, size_t limit, const struct money *money,
                struct terms *ret_terms);

/* The period said at token i ("per month", "monthly", "one off"); returns its tokens, 0 for none. */
size_t period_match(const struct tokens *tokens, size_t i, int32_t *ret_period);

#endif
