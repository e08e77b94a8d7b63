#include "core/text/amount_place.h"

#include <string.h>

#include "core/text/amount_terms.h"

/* A name is no longer than this, and stands no further off. */
#define WALK_MAX 48

static bool is_name(const struct tokens *tokens, size_t i)
{
    return place_part(tokens, i) == PART_NAME;
}

static bool is_name_or_soft(const struct tokens *tokens, size_t i)
{
    enum part part = place_part(tokens, i);
    return part == PART_NAME || part == PART_SOFT;
}

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

/* An unknown Hebrew word that begins with "and". */
static bool is_vav_name(const struct tokens *tokens, size_t i)
{
    const struct token *token = &tokens->at[i];
    return token->script == SCRIPT_HEBREW && token_len(token) > 6 && token->word->roles == 0 &&
           memcmp(tokens->text + token->begin, "ו", 2) == 0 && !token_is_text(tokens, i, "ושוב");
}

struct walk {
    const struct tokens *tokens;
    size_t floor;
    bool attached; /* nothing stands between the name and the amount but is, costs, at … */
    bool plural;
};

/*
 * Persian verbs of two words, as in "I issue you a new card": کارت جدید صادر میکنم. Their noun is
 * no part of the name where one stands before it.
 */
static bool is_noun_of_verb(const struct walk *walk, size_t i)
{
    const struct tokens *tokens = walk->tokens;
    if (tokens->at[i].script != SCRIPT_ARABIC || !token_is(tokens, i + 1, ROLE_BORDER) ||
        token_is(tokens, i + 1, ROLE_CLAUSE | ROLE_COPULA) || i <= walk->floor)
        return false;
    enum part before = place_part(tokens, i - 1);
    return before == PART_NAME || (before == PART_SKIP && i > walk->floor + 1 && is_name_or_soft(tokens, i - 2));
}

/* Walks left from `end` to the last word that names something; false if there is none. */
static bool find_right_edge(struct walk *walk, size_t end, size_t *ret_last)
{
    const struct tokens *tokens = walk->tokens;
    for (size_t i = end; i > walk->floor && end - i < WALK_MAX; i--) {
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
        bool named = at > walk->floor && is_name(tokens, at - 1);
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
            return i < 2 || i - 1 == walk->floor || is_name_or_soft(walk->tokens, i - 2) ||
                   token_is(walk->tokens, i - 2, ROLE_PRICE);
        if (part != PART_NAME && part != PART_SOFT && part != PART_ARTICLE && part != PART_AND)
            return false;
    }
    return false;
}

static bool and_joins(const struct walk *walk, size_t i)
{
    if (walk->tokens->at[i].script == SCRIPT_ARABIC)
        return i > walk->floor && is_name_or_soft(walk->tokens, i - 1) && is_name_or_soft(walk->tokens, i + 1);
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
    return is_name_or_soft(walk->tokens, i - 1) || token_is(walk->tokens, i - 1, ROLE_PERIOD);
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
        return !is_vav_name(tokens, i) || walk->plural;
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

/* A name of nothing but "package", "order", "system" says too little where it stands far off. */
static bool is_generic(const struct tokens *tokens, const struct place *place)
{
    for (size_t i = place->first; i < place->last; i++)
        if (is_name(tokens, i) && !token_is(tokens, i, ROLE_GENERIC))
            return false;
    return true;
}

/* The name that ends at `last`; false if it is empty. */
static bool name_ending_at(const struct walk *walk, size_t last, struct place *ret_place)
{
    size_t first = last, at = last;
    while (at > walk->floor && last - at < WALK_MAX && extends_over(walk, at - 1, last, &first))
        at--;
    *ret_place = (struct place){ first, last };
    return first < last;
}

/*
 * The nearest name that ends before `end`. One of nothing but "package" or "booking" is taken
 * only where a price word follows ("the booking fee") or no other stands further off.
 */
static bool find_left(struct walk *walk, size_t end, struct place *ret_place)
{
    struct walk generic_walk = *walk;
    bool generic = false;
    size_t stop = end, last;
    for (unsigned tries = 0; tries < 4 && find_right_edge(walk, stop, &last) && end - last <= WALK_MAX; tries++) {
        struct place place;
        bool named = name_ending_at(walk, last, &place);
        if (named && (!is_generic(walk->tokens, &place) || token_is(walk->tokens, last, ROLE_PRICE))) {
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

/* Whether token i, to the right of a name's beginning, belongs to it; *last moves behind it if so. */
static bool extends_right(const struct tokens *tokens, size_t i, size_t limit, size_t *last)
{
    bool named_next = i + 1 < limit && is_name(tokens, i + 1);
    bool article_next = i + 2 < limit && place_part(tokens, i + 1) == PART_ARTICLE && is_name(tokens, i + 2);
    bool counts = token_is(tokens, i + 1, ROLE_PERIOD_UNIT | ROLE_DURATION | ROLE_PEOPLE | ROLE_PERCENT);
    switch (place_part(tokens, i)) {
    case PART_NAME:
        if (is_vav_name(tokens, i) && *last == i && !named_next)
            return false;
        *last = i + 1;
        return true;
    case PART_SOFT:
        if (named_next || (*last == i && !counts && (tokens->at[i].kind == TOKEN_NUMBER || token_is(tokens, i, ROLES_NUMBER)))) {
            *last = i + 1;
            return true;
        }
        return false;
    case PART_ARTICLE:
        return named_next;
    case PART_JOIN:
        return !token_is(tokens, i, ROLE_FOR) && !token_is_text(tokens, i, "in") && !token_is_text(tokens, i, "at") &&
               (named_next || article_next);
    case PART_KEEP:
        return named_next || article_next;
    case PART_AND:
        return (named_next || article_next) && limit >= tokens->count;
    case PART_SKIP:
        return !token_is(tokens, i, ROLE_PRICE);
    case PART_BORDER:
        break;
    }
    return false;
}

/* The name that begins at token i or behind the articles there; *ret_stop is the token that ended it. */
static bool find_right(const struct tokens *tokens, size_t i, size_t limit, struct place *ret_place, size_t *ret_stop)
{
    while (i < limit && (place_part(tokens, i) == PART_ARTICLE || place_part(tokens, i) == PART_SKIP) &&
           !token_is(tokens, i, ROLE_PRICE))
        i++;
    size_t first = i, last = i, at = i;
    if (i >= limit || !is_name_or_soft(tokens, i))
        return false;
    while (at < limit && at - first < WALK_MAX && extends_right(tokens, at, limit, &last))
        at++;
    bool named = false;
    for (size_t k = first; k < last; k++)
        named = named || is_name(tokens, k);
    *ret_place = (struct place){ first, last };
    *ret_stop = at;
    return named;
}

/* Behind the amount: skips its period, tax, "only", "please". */
static size_t skip_terms(const struct tokens *tokens, size_t i, size_t limit)
{
    while (i < limit) {
        int32_t period;
        size_t len = period_match(tokens, i, &period);
        bool tax = token_is(tokens, i, ROLE_VAT) ||
                   (token_is(tokens, i, ROLE_VAT_WITH | ROLE_VAT_WITHOUT | ROLE_NOT | ROLE_VAT_EXTRA) &&
                    (token_is(tokens, i + 1, ROLE_VAT | ROLE_VAT_WITH | ROLE_VAT_WITHOUT) ||
                     token_is(tokens, i - 1, ROLE_VAT)));
        bool per_head = token_is(tokens, i, ROLE_PER) && token_is(tokens, i + 1, ROLE_PEOPLE);
        bool slash = token_is(tokens, i, ROLE_PERIOD_UNIT) && tokens->at[i].script == SCRIPT_LATIN;
        bool filler = token_is(tokens, i, ROLE_DROP) || (token_is(tokens, i, ROLE_COPULA) && tokens->at[i].script == SCRIPT_ARABIC);
        if (len > 0)
            i += len;
        else if (per_head)
            i += 2;
        else if (tax || slash || filler)
            i++;
        else
            break;
    }
    return i < limit ? i : limit;
}

/* "לביקור טכנאי" behind an amount: for, joined to the word. */
static bool is_joined_for(const struct tokens *tokens, size_t i)
{
    const struct token *token = &tokens->at[i];
    return token->kind == TOKEN_WORD && token->script == SCRIPT_HEBREW && token->word->roles == 0 &&
           token_len(token) > 6 && memcmp(tokens->text + token->begin, "ל", 2) == 0;
}

static bool find_for(const struct tokens *tokens, size_t limit, const struct money *money, struct place *ret_place)
{
    size_t stop;
    size_t i = skip_terms(tokens, money->last, limit);
    if (i >= limit)
        return false;
    if (is_joined_for(tokens, i))
        return find_right(tokens, i, limit, ret_place, &stop);
    if (!token_is(tokens, i, ROLE_FOR))
        return false;
    /* "for the first month" is no thing, "for every bag" is one */
    size_t at = i + 1 + token_is(tokens, i + 1, ROLE_ARTICLE | ROLE_PER);
    if (token_is(tokens, at, ROLE_ORDINAL) && token_is(tokens, at + 1, ROLES_NUMBER | ROLE_PERIOD_UNIT | ROLE_DURATION))
        return false;
    if (token_is(tokens, i + 1, ROLE_PER))
        i++;
    if (token_is_text(tokens, i + 1, "top"))
        return false; /* "on top" */
    return find_right(tokens, i + 1, limit, ret_place, &stop);
}

/* The noun of a Persian verb of two words names nothing: تومان شروع میشه. */
static bool is_of_verb(const struct tokens *tokens, const struct place *place, size_t stop)
{
    return tokens->at[place->first].script == SCRIPT_ARABIC && token_is(tokens, stop, ROLE_COPULA | ROLE_BORDER);
}

/* "For £45 a month you get Gigafast 900", "At £45, Gigafast 900 is …" */
static bool find_headed(const struct tokens *tokens, size_t floor, size_t limit, const struct money *money,
                        struct place *ret_place)
{
    size_t stop, i = skip_terms(tokens, money->last, limit);
    for (size_t k = floor; k < money->first; k++)
        if (tokens->at[k].mark != '-' && !token_is(tokens, k, ROLE_JOIN | ROLE_FOR))
            return false;
    for (unsigned words = 0; words < 3 && i < limit && token_is(tokens, i, ROLE_CLAUSE | ROLE_BORDER | ROLE_COPULA) &&
                             !token_is(tokens, i, ROLE_AND); words++)
        i++;
    return find_right(tokens, i, limit, ret_place, &stop) && !is_of_verb(tokens, ret_place, stop);
}

static bool find_per(const struct tokens *tokens, size_t limit, const struct money *money, struct place *ret_place)
{
    size_t stop;
    size_t i = skip_terms(tokens, money->last, limit);
    if (!token_is(tokens, i, ROLE_PER) || i + 1 >= limit)
        return false;
    return is_name(tokens, i + 1) && find_right(tokens, i + 1, limit, ret_place, &stop);
}

/* "a £30 cancellation fee", "£60 assembly charge", "149 ש"ח דמי התקנה", "تومان هزینه نصب". */
static bool find_attribute(const struct tokens *tokens, size_t floor, size_t limit, const struct money *money,
                           struct place *ret_place)
{
    size_t i = money->last, stop;
    bool latin = i < tokens->count && tokens->at[i].script == SCRIPT_LATIN;
    if (!latin)
        return token_is(tokens, i, ROLE_PRICE) && find_right(tokens, i + 1, limit, ret_place, &stop);
    int32_t period;
    i += period_match(tokens, i, &period);
    if (token_is(tokens, i, ROLE_PRICE) && token_is(tokens, i + 1, ROLE_FOR)) /* "a £30 charge for" */
        return find_right(tokens, i + 2, limit, ret_place, &stop);
    if (!find_right(tokens, i, limit, ret_place, &stop) || ret_place->first != i)
        return false;
    bool article = money->first > floor && (place_part(tokens, money->first - 1) == PART_ARTICLE ||
                                            token_is(tokens, money->first - 1, ROLE_VAT_EXTRA));
    return token_is(tokens, stop, ROLE_PRICE) || (article && !is_generic(tokens, ret_place));
}

static size_t sentence_begin(const struct tokens *tokens, size_t floor, size_t i)
{
    while (i > floor && tokens->at[i - 1].kind != TOKEN_END)
        i--;
    return i;
}

static size_t sentence_end(const struct tokens *tokens, size_t i, size_t limit)
{
    while (i < limit && tokens->at[i].kind != TOKEN_END)
        i++;
    return i;
}

/* "the difference between A and B is £5", "free over £50": no price of what is named there. */
static bool is_no_price(const struct tokens *tokens, size_t begin, size_t end)
{
    if (end > begin && token_is(tokens, end - 1, ROLE_LIMIT))
        return true;
    for (size_t i = begin; i < end; i++)
        if (token_is(tokens, i, ROLE_DIFFERENCE))
            return true;
    return false;
}

bool place_is_nameless(const struct tokens *tokens, size_t floor, size_t end)
{
    size_t begin = sentence_begin(tokens, floor, end);
    for (size_t i = begin; i < end; i++)
        if (token_is(tokens, i, ROLE_TOTAL))
            return true;
    return is_no_price(tokens, begin, end);
}

bool place_find(const struct tokens *tokens, size_t floor, size_t limit, const struct money *money,
                struct place *ret_place)
{
    struct walk walk = { tokens, sentence_begin(tokens, floor, money->first), true, false };
    struct place left = { 0, 0 };
    size_t end = sentence_end(tokens, money->last, limit), stop;
    if (is_no_price(tokens, walk.floor, money->first))
        return false;
    if (find_attribute(tokens, walk.floor, end, money, ret_place))
        return true;
    bool found = find_left(&walk, money->first, &left);
    if ((!found || !walk.attached) && (find_for(tokens, end, money, ret_place)))
        return true;
    if (!found && find_per(tokens, end, money, ret_place))
        return true;
    if (found) {
        *ret_place = left;
        return true;
    }
    if (find_headed(tokens, walk.floor, end, money, ret_place))
        return true;
    /* "we charge £60 assembly" */
    return find_right(tokens, money->last, end, ret_place, &stop) && ret_place->first == money->last &&
           !is_generic(tokens, ret_place) &&
           !is_of_verb(tokens, ret_place, stop);
}

bool place_find_before(const struct tokens *tokens, size_t floor, size_t i, struct place *ret_place)
{
    for (unsigned sentences = 0; sentences < 2; sentences++) {
        size_t begin = sentence_begin(tokens, floor, i);
        if (begin == floor)
            return false;
        i = begin - 1;
        while (i > floor && tokens->at[i - 1].kind == TOKEN_END)
            i--;
        struct walk walk = { tokens, sentence_begin(tokens, floor, i), false, false };
        if (find_left(&walk, i, ret_place))
            return true;
    }
    return false;
}
