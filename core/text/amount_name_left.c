#include "core/text/amount_name.h"

/* "Hi Tom", "Mrs Smith" */
static bool is_person(const struct tokens *tokens, size_t i)
{
    if (i == 0)
        return false;
    if (token_is(tokens, i - 1, ROLE_TITLE))
        return true;
    if (tokens->at[i].script == SCRIPT_ARABIC)
        return false;
    size_t greeting = i - 1;
    if (greeting > 0 && token_is_text(tokens, greeting, "טוב"))
        greeting--;
    return token_is(tokens, greeting, ROLE_GREETING) && place_part(tokens, greeting) == PART_BORDER;
}

/*
 * Persian verbs of two words, as in "I issue you a new card": کارت جدید صادر میکنم. Their noun is
 * no part of the name where one stands before it.
 */
static bool is_noun_of_verb(const struct walk *walk, size_t i)
{
    const struct tokens *tokens = walk->tokens;
    if (tokens->at[i].script != SCRIPT_ARABIC || !token_is(tokens, i + 1, ROLE_BORDER) ||
        token_is(tokens, i + 1, ROLE_CLAUSE | ROLE_COPULA | ROLE_MODAL) || i <= walk->floor)
        return false;
    enum part before = place_part(tokens, i - 1);
    return before == PART_NAME || (before == PART_SKIP && i > walk->floor + 1 && name_has(tokens, i - 2));
}

/* Walks left from `end` to the last word that names something; false if there is none. */
static bool find_right_edge(struct walk *walk, size_t end, size_t *ret_last)
{
    const struct tokens *tokens = walk->tokens;
    for (size_t i = end; i > walk->floor && end - i < NAME_TOKENS_MAX; i--) {
        size_t at = i - 1;
        enum part part = place_part(tokens, at);
        walk->plural = walk->plural || token_is(tokens, at, ROLE_PLURAL);
        if (at + 1 == end && token_is(tokens, at, ROLE_VAT_EXTRA))
            continue; /* "it's an extra £30" */
        if (is_noun_of_verb(walk, at))
            continue;
        if ((at + 1 == end || token_is(tokens, at + 1, ROLE_PRICE)) && token_is_text(tokens, at, "flat"))
            continue; /* "a flat £30", "flat rate" */
        if (part == PART_NAME && !is_person(tokens, at)) {
            *ret_last = i;
            return true;
        }
        bool named = at > walk->floor && name_is_word(tokens, at - 1);
        bool digits = token_is_kind(tokens, at, TOKEN_NUMBER) || token_is(tokens, at, ROLES_NUMBER);
        bool unit = token_is(tokens, at, ROLE_PERIOD_UNIT);
        bool counts = token_is(tokens, i, ROLE_PERIOD_UNIT | ROLE_DURATION | ROLE_PEOPLE | ROLE_PERCENT);
        bool first = at > walk->floor && token_is(tokens, at - 1, ROLE_ORDINAL) &&
                     !token_is(tokens, at - 1, ROLE_WITHIN);
        if (part == PART_SOFT && ((named && digits && !counts) || (unit && (named || first)))) {
            *ret_last = i;
            return true;
        }
        if (token_is(tokens, at, ROLE_SUBJECT | ROLE_BORDER | ROLE_CLAUSE) && !token_is(tokens, at, ROLE_COPULA))
            walk->attached = false;
    }
    return false;
}

/* "with delivery and assembly": the "and" at i joins what "with" began. */
static bool and_belongs_to_with(const struct walk *walk, size_t i)
{
    for (; i > walk->floor; i--) {
        enum part part = place_part(walk->tokens, i - 1);
        if (part == PART_KEEP)
            return i < 2 || i - 1 == walk->floor || name_has(walk->tokens, i - 2) ||
                   token_is(walk->tokens, i - 2, ROLE_PRICE);
        if (part != PART_NAME && part != PART_SOFT && part != PART_ARTICLE && part != PART_AND)
            return false;
    }
    return false;
}

static bool and_joins(const struct walk *walk, size_t i)
{
    if (walk->tokens->at[i].script == SCRIPT_ARABIC)
        return i > walk->floor && name_has(walk->tokens, i - 1) && name_has(walk->tokens, i + 1);
    return walk->plural || and_belongs_to_with(walk, i);
}

/* An article inside a name stands behind "of", "with" …; else the name begins behind it. */
static bool article_continues(const struct walk *walk, size_t i)
{
    if (i <= walk->floor)
        return false;
    enum part before = place_part(walk->tokens, i - 1);
    return before == PART_JOIN || before == PART_KEEP || (before == PART_AND && and_joins(walk, i - 1));
}

static bool joint_continues(const struct walk *walk, size_t i)
{
    if (i <= walk->floor)
        return false;
    return name_has(walk->tokens, i - 1) || token_is(walk->tokens, i - 1, ROLE_PERIOD);
}

/* A price word begins the name in Hebrew and Persian, in English only before "of" and "for". */
static bool price_begins(const struct tokens *tokens, size_t i)
{
    return tokens->at[i].script != SCRIPT_LATIN || place_part(tokens, i + 1) == PART_JOIN;
}

/* True if the name goes on to the left of token i; *first moves to i if i belongs to it. */
static bool extends_over(const struct walk *walk, size_t i, size_t last, size_t *first)
{
    const struct tokens *tokens = walk->tokens;
    switch (place_part(tokens, i)) {
    case PART_NAME:
        /* "on the 18 month contract Gigafast 900": what follows "contract" is named anew */
        if (is_person(tokens, i) || (*first < last && token_is(tokens, i, ROLE_GENERIC)))
            return false;
        *first = i;
        return !name_is_vav(tokens, i) || walk->plural;
    case PART_SOFT:
        /* "the price of each night of …" */
        if (*first != i + 1 || (token_is(tokens, i, ROLE_PERIOD_UNIT) && token_is(tokens, i - 1, ROLE_PER)))
            return false;
        *first = i;
        return true;
    case PART_ARTICLE:
        return article_continues(walk, i);
    case PART_JOIN:
        return joint_continues(walk, i);
    case PART_KEEP:
        if (joint_continues(walk, i))
            return true;
        if (token_is_text(tokens, i, "with") || token_is_text(tokens, i, "without") ||
            tokens->at[i].script != SCRIPT_LATIN)
            *first = i;
        return false;
    case PART_AND:
        return and_joins(walk, i);
    case PART_SKIP:
        return !token_is(tokens, i, ROLE_PRICE) || !price_begins(tokens, i);
    case PART_BORDER:
        break;
    }
    return false;
}

/* The name that ends at `last`; false if it is empty. */
static bool name_ending_at(const struct walk *walk, size_t last, struct place *ret_place)
{
    size_t first = last, at = last;
    while (at > walk->floor && last - at < NAME_TOKENS_MAX && extends_over(walk, at - 1, last, &first))
        at--;
    *ret_place = (struct place){ first, last };
    return first < last;
}

bool name_left(struct walk *walk, size_t end, struct place *ret_place)
{
    struct walk generic_walk = *walk;
    bool generic = false;
    size_t stop = end, last;
    for (unsigned tries = 0; tries < 4 && find_right_edge(walk, stop, &last); tries++) {
        struct place place;
        bool named = name_ending_at(walk, last, &place);
        if (named && (!name_is_generic(walk->tokens, &place) || token_is(walk->tokens, last, ROLE_PRICE))) {
            *ret_place = place;
            return true;
        }
        if (named && walk->attached && !generic) {
            generic = true;
            generic_walk = *walk;
            *ret_place = place;
        }
        stop = named ? place.first : last - 1;
        walk->attached = false;
    }
    *walk = generic_walk;
    return generic;
}
