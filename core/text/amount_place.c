#include "core/text/amount_place.h"

#include <string.h>

#include "core/text/amount_name.h"
#include "core/text/amount_terms.h"

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
        bool filler = token_is(tokens, i, ROLE_DROP) ||
                      (token_is(tokens, i, ROLE_COPULA) && tokens->at[i].script == SCRIPT_ARABIC);
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
        return name_right(tokens, i, limit, ret_place, &stop);
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
    return name_right(tokens, i + 1, limit, ret_place, &stop);
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
    if (money->first == floor)
        return false;
    for (size_t k = floor; k < money->first; k++)
        if (tokens->at[k].mark != '-' && !token_is(tokens, k, ROLE_JOIN | ROLE_FOR))
            return false;
    for (unsigned words = 0; words < 3 && i < limit && token_is(tokens, i, ROLE_CLAUSE | ROLE_BORDER | ROLE_COPULA) &&
                             !token_is(tokens, i, ROLE_AND); words++)
        i++;
    return name_right(tokens, i, limit, ret_place, &stop) && !is_of_verb(tokens, ret_place, stop);
}

static bool find_per(const struct tokens *tokens, size_t limit, const struct money *money, struct place *ret_place)
{
    size_t stop;
    size_t i = skip_terms(tokens, money->last, limit);
    if (!token_is(tokens, i, ROLE_PER) || i + 1 >= limit)
        return false;
    return name_is_word(tokens, i + 1) && name_right(tokens, i + 1, limit, ret_place, &stop);
}

/* "a £30 cancellation fee", "£60 assembly charge", "149 ש"ח דמי התקנה", "تومان هزینه نصب". */
static bool find_attribute(const struct tokens *tokens, size_t floor, size_t limit, const struct money *money,
                           struct place *ret_place)
{
    size_t i = money->last, stop;
    bool latin = i < tokens->count && tokens->at[i].script == SCRIPT_LATIN;
    if (!latin)
        return token_is(tokens, i, ROLE_PRICE) && name_right(tokens, i + 1, limit, ret_place, &stop);
    int32_t period;
    i += period_match(tokens, i, &period);
    if (token_is(tokens, i, ROLE_PRICE) && token_is(tokens, i + 1, ROLE_FOR)) /* "a £30 charge for" */
        return name_right(tokens, i + 2, limit, ret_place, &stop);
    if (!name_right(tokens, i, limit, ret_place, &stop) || ret_place->first != i)
        return false;
    bool article = money->first > floor && (place_part(tokens, money->first - 1) == PART_ARTICLE ||
                                            token_is(tokens, money->first - 1, ROLE_VAT_EXTRA));
    return token_is(tokens, stop, ROLE_PRICE) || (article && !name_is_generic(tokens, ret_place));
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
    bool found = name_left(&walk, money->first, &left);
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
    return name_right(tokens, money->last, end, ret_place, &stop) && ret_place->first == money->last &&
           !name_is_generic(tokens, ret_place) && !is_of_verb(tokens, ret_place, stop);
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
        if (name_left(&walk, i, ret_place))
            return true;
    }
    return false;
}
