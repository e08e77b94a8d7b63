/* The words that name a thing, to the left or to the right of some token. */
#ifndef RAPPORT_TEXT_AMOUNT_NAME_H
#define RAPPORT_TEXT_AMOUNT_NAME_H

#include "core/text/amount_place.h"
#include "core/text/amount_tokens.h"

/* A name is no longer than this, and stands no further off. */
#define NAME_TOKENS_MAX 48

struct walk {
    const struct tokens *tokens;
    size_t floor;  /* no token before it is looked at */
    bool attached; /* nothing stands between the name and the amount but is, costs, at … */
    bool plural;   /* are, עולימ: "and" may join two things to one name */
};

/*
 * The nearest name that ends before token `end`. One of nothing but "package" or "booking" is
 * taken only where a price word follows ("the booking fee") or no other stands further off.
 */
bool name_left(struct walk *walk, size_t end, struct place *ret_place);

/*
 * The name that begins at token i or behind the articles there, before token `limit`; *ret_stop is
 * the token that ended it.
 */
bool name_right(const struct tokens *tokens, size_t i, size_t limit, struct place *ret_place, size_t *ret_stop);

/* A name of nothing but "package", "order", "system" says too little where it stands far off. */
bool name_is_generic(const struct tokens *tokens, const struct place *place);

/* Token i is a word of a name, or may be one beside such a word. */
bool name_is_word(const struct tokens *tokens, size_t i);
bool name_has(const struct tokens *tokens, size_t i);

/* An unknown Hebrew word that begins with "and". */
bool name_is_vav(const struct tokens *tokens, size_t i);

#endif
