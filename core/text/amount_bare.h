/* Numbers that are prices though no currency stands beside them, and numbers that are none. */
#ifndef RAPPORT_TEXT_AMOUNT_BARE_H
#define RAPPORT_TEXT_AMOUNT_BARE_H

#include "core/text/amount_tokens.h"
#include "core/text/currency.h"
#include "core/text/number_words.h"

/*
 * "costs 45", "המחיר הוא 120", "قیمتش 50 هزاره": a price word stands directly before, with
 * nothing but "is", "about", "only" between (in Persian: the name of the thing, too), and the
 * number counts nothing that is named behind it.
 */
bool bare_is_price(const struct tokens *tokens, size_t floor, size_t first, const struct number *number);

/*
 * "50 to 60 pounds", "between 50 and 60 pounds": the money has a number before it, which is no
 * amount itself and so stands at `floor` or behind.
 */
bool range_ends_at(const struct tokens *tokens, size_t floor, const struct money *money);

/* The same where both have their currency: "£50 to £60". Not if the price went from one to the other. */
bool range_is(const struct tokens *tokens, const struct money *from, const struct money *to);

#endif
