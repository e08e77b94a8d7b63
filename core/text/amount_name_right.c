#include "core/text/amount_name.h"

#include <string.h>

bool name_is_word(const struct tokens *tokens, size_t i)
{
    return place_part(tokens, i) == PART_NAME;
}

bool name_has(const struct tokens *tokens, size_t i)
{
    enum part part = place_part(tokens, i);
    return part == PART_NAME || part == PART_SOFT;
}

bool name_is_vav(const struct tokens *tokens, size_t i)
{
    const struct token *token = &tokens->at[i];
    return token->script == SCRIPT_HEBREW && token_len(token) > 6 && token->word->roles == 0 &&
           memcmp(tokens->text + token->begin, "ו", 2) == 0 && !token_is_text(tokens, i, "ושוב");
}

bool name_is_generic(const struct tokens *tokens, const struct place *place)
{
    for (size_t i = place->first; i < place->last; i++)
        if (name_is_word(tokens, i) && !token_is(tokens, i, ROLE_GENERIC))
            return false;
    return true;
}

/* Whether token i, to the right of a name's beginning, belongs to it; *last moves behind it if so. */
static bool extends_right(const struct tokens *tokens, size_t i, size_t limit, size_t *last)
{
    bool named_next = i + 1 < limit && name_is_word(tokens, i + 1);
    bool article_next = i + 2 < limit && place_part(tokens, i + 1) == PART_ARTICLE && name_is_word(tokens, i + 2);
    bool digits = token_is_kind(tokens, i, TOKEN_NUMBER) || token_is(tokens, i, ROLES_NUMBER);
    bool counts = token_is(tokens, i + 1, ROLE_PERIOD_UNIT | ROLE_DURATION | ROLE_PEOPLE | ROLE_PERCENT);
    switch (place_part(tokens, i)) {
    case PART_NAME:
        if (name_is_vav(tokens, i) && *last == i && !named_next)
            return false;
        *last = i + 1;
        return true;
    case PART_SOFT:
        if (named_next || (*last == i && !counts && digits)) {
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
        return (named_next || article_next) && (limit >= tokens->count || tokens->at[limit].kind == TOKEN_END);
    case PART_SKIP:
        return !token_is(tokens, i, ROLE_PRICE);
    case PART_BORDER:
        break;
    }
    return false;
}

bool name_right(const struct tokens *tokens, size_t i, size_t limit, struct place *ret_place, size_t *ret_stop)
{
    while (i < limit && (place_part(tokens, i) == PART_ARTICLE || place_part(tokens, i) == PART_SKIP) &&
           !token_is(tokens, i, ROLE_PRICE))
        i++;
    size_t first = i, last = i, at = i;
    if (i >= limit || !name_has(tokens, i))
        return false;
    while (at < limit && at - first < NAME_TOKENS_MAX && extends_right(tokens, at, limit, &last))
        at++;
    bool named = false;
    for (size_t k = first; k < last; k++)
        named = named || name_is_word(tokens, k);
    *ret_place = (struct place){ first, last };
    *ret_stop = at;
    return named;
}
