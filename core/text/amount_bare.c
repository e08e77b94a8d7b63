#include "core/text/amount_bare.h"

#include "rapport/plugin.h"

#include "core/text/amount_terms.h"

#define PRICE_WORDS_BEFORE 9

/* Nothing that the number could count stands at i. */
static bool counts_nothing(const struct tokens *tokens, size_t i)
{
    const uint64_t counted = ROLES_NUMBER | ROLE_DURATION | ROLE_PERCENT | ROLE_PEOPLE | ROLE_PERIOD_UNIT |
                             ROLE_GENERIC | ROLE_CURRENCY | ROLE_POINT;
    if (i >= tokens->count || tokens->at[i].kind == TOKEN_END)
        return true;
    if (tokens->at[i].kind == TOKEN_MARK)
        return tokens->at[i].mark == '+';
    if (tokens->at[i].kind != TOKEN_WORD || tokens->at[i].glued || token_is_text(tokens, i + 1, "cent"))
        return false;
    return tokens->at[i].word->roles != 0 && !token_is(tokens, i, counted);
}

static bool is_price(const struct tokens *tokens, size_t i, bool period)
{
    if (token_is(tokens, i, ROLE_RATE))
        return period;
    return token_is(tokens, i, ROLE_PRICE);
}

/* The words that may stand between a price word and its number. */
static bool is_between(const struct tokens *tokens, size_t i)
{
    return token_is(tokens, i, ROLE_COPULA | ROLE_DROP) || token_is_text(tokens, i, "at") ||
           token_is_text(tokens, i, "of") || token_is_text(tokens, i, "של") || token_is_text(tokens, i, "you") ||
           token_is_text(tokens, i, "ב") || token_is_text(tokens, i, "כ") ||
           (i < tokens->count && tokens->at[i].mark == '-');
}

/* A price word further off names the thing between: "the price of the room is 120". */
static bool has_price_word(const struct tokens *tokens, size_t floor, size_t end, bool period)
{
    for (size_t back = 1; back <= PRICE_WORDS_BEFORE && floor + back <= end; back++) {
        size_t i = end - back;
        if (is_price(tokens, i, period))
            return true;
        if (tokens->at[i].kind == TOKEN_END || token_is(tokens, i, ROLE_CLAUSE | ROLE_BORDER | ROLE_COPULA))
            return false;
    }
    return false;
}

/* "comes to 45", "goes for 45", "works out at 45" */
static bool comes_to(const struct tokens *tokens, size_t i)
{
    static const char *const pairs[][2] = {
        { "comes", "to" }, { "come", "to" }, { "goes", "for" }, { "going", "for" }, { "sells", "for" }, { "out", "at" },
    };
    for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++)
        if (token_is_text(tokens, i - 1, pairs[k][0]) && token_is_text(tokens, i, pairs[k][1]))
            return true;
    return false;
}

static bool ends_persian_price(const struct tokens *tokens, size_t i)
{
    return i >= tokens->count || tokens->at[i].kind == TOKEN_END || token_is(tokens, i, ROLE_COPULA) ||
           (token_is(tokens, i - 1, ROLE_SCALE) && token_is(tokens, i, ROLE_DROP));
}

bool bare_is_price(const struct tokens *tokens, size_t floor, size_t first, const struct number *number)
{
    int32_t period;
    bool has_period = period_match(tokens, number->end, &period) > 0;
    if (number->value <= 0 || (!has_period && !counts_nothing(tokens, number->end)))
        return false;
    size_t i = first;
    bool copula = false;
    if (i > floor + 1 && comes_to(tokens, i - 1))
        return true;
    while (i > floor && first - i < 5 && is_between(tokens, i - 1) &&
           !token_is(tokens, i - 1, ROLE_PRICE_VERB | ROLE_PRICE)) {
        /* the price word may stand further off before "is", not before "of" and "about" */
        copula = copula || token_is(tokens, i - 1, ROLE_COPULA);
        i--;
    }
    if (i > floor && (token_is(tokens, i - 1, ROLE_PRICE_VERB) || is_price(tokens, i - 1, has_period)))
        return true;
    if (copula)
        return has_price_word(tokens, floor, i, has_period);
    bool persian = tokens->at[number->end - 1].script == SCRIPT_ARABIC || token_is(tokens, number->end, ROLE_COPULA);
    bool large = number->scaled || number->value >= 1000 * RAPPORT_AMOUNT_SCALE;
    return persian && large && ends_persian_price(tokens, number->end) && has_price_word(tokens, floor, i, has_period);
}

static bool is_number(const struct tokens *tokens, size_t i)
{
    return token_is_kind(tokens, i, TOKEN_NUMBER) || token_is(tokens, i, ROLES_NUMBER);
}

static bool is_between_word_near(const struct tokens *tokens, size_t i)
{
    for (size_t back = 1; back <= 6 && back <= i; back++)
        if (token_is(tokens, i - back, ROLE_BETWEEN))
            return true;
    return false;
}

bool range_ends_at(const struct tokens *tokens, size_t floor, const struct money *money)
{
    size_t i = money->first;
    const struct token *first = &tokens->at[i];
    if (i > floor && first->prefix_len > 0 && is_number(tokens, i - 1))
        return is_between_word_near(tokens, i - 1); /* "בינ מאה למאתיימ" */
    if (i < floor + 2)
        return false;
    size_t joint = i - 1;
    if (tokens->at[joint].mark == '-' && tokens->at[joint - 1].kind == TOKEN_WORD)
        joint--; /* "בינ 50 ל-60" */
    if (joint <= floor || !is_number(tokens, joint - 1))
        return false;
    if (token_is_text(tokens, joint, "ל") || token_is_text(tokens, joint, "ו") || token_is(tokens, joint, ROLE_AND))
        return is_between_word_near(tokens, joint);
    if (!token_is(tokens, joint, ROLE_TO))
        return false;
    struct number from;
    /* "from 60 to 50 pounds" is a price and what it was before */
    return !token_is_kind(tokens, joint - 1, TOKEN_NUMBER) || !number_read(tokens, joint - 1, &from) ||
           from.value < money->value;
}

static bool rises(const struct tokens *tokens, size_t i)
{
    for (size_t back = 1; back <= 6 && back <= i; back++) {
        if (tokens->at[i - back].kind == TOKEN_END)
            return false;
        if (token_is(tokens, i - back, ROLE_RISE))
            return true;
    }
    return false;
}

bool range_is(const struct tokens *tokens, const struct money *from, const struct money *to)
{
    if (from->currency != to->currency || from->value >= to->value || to->first < from->last)
        return false;
    size_t between = to->first - from->last;
    if (rises(tokens, from->first))
        return false;
    if (between == 0)
        return to->value / 10 < from->value;
    bool and_word = token_is(tokens, from->last, ROLE_AND | ROLE_TO) || token_is_text(tokens, from->last, "ל") ||
                    token_is_text(tokens, from->last, "ו");
    if (between <= 2 && and_word && token_is(tokens, from->first - 1, ROLE_BETWEEN))
        return true;
    return between == 1 && token_is(tokens, from->last, ROLE_TO);
}
