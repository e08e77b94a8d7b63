#include "core/text/amount_place.h"
#include "core/text/amount_terms.h"
#include "rapport/plugin.h"

static const struct {
    const char *first, *second, *joined;
} compounds[] = {
    { "wi", "fi", "wifi" },        { "check", "out", "checkout" }, { "check", "in", "checkin" },
    { "set", "up", "setup" },      { "call", "out", "callout" },   { "pick", "up", "pickup" },
    { "drop", "off", "dropoff" },  { "top", "up", "topup" },       { "sign", "up", "signup" },
    { "add", "on", "addon" },      { "bolt", "on", "bolton" },     { "carry", "on", "carryon" },
    { "e", "mail", "email" },      { "start", "up", "startup" },   { "stop", "over", "stopover" },
    { "וויי", "פיי", "wifi" },     { "הוויי", "פיי", "wifi" },     { "ווי", "פי", "wifi" },
    { "follow", "up", "followup" }, { "e", "sim", "esim" },        { "x", "ray", "xray" },
};

/* A verb that may be a thing, too, is a verb behind I, can, to; "checked" also behind is and has. */
static bool is_verb_here(const struct tokens *tokens, size_t i)
{
    if (i == 0)
        return false;
    if (token_is(tokens, i - 1, ROLE_MODAL | ROLE_CLAUSE))
        return true;
    const struct token *token = &tokens->at[i];
    const char *end = tokens->text + token->end;
    bool participle = token_len(token) > 2 && end[-2] == 'e' && end[-1] == 'd';
    return participle && (token_is(tokens, i - 1, ROLE_COPULA) || token_is_text(tokens, i - 1, "has") ||
                          token_is_text(tokens, i - 1, "have") || token_is_text(tokens, i - 1, "had"));
}

const char *place_compound(const struct tokens *tokens, size_t i)
{
    if (!token_is(tokens, i, ROLE_COMPOUND) || i + 1 >= tokens->count || is_verb_here(tokens, i))
        return NULL;
    for (size_t k = 0; k < sizeof compounds / sizeof *compounds; k++)
        if (token_is_text(tokens, i, compounds[k].first) && token_is_text(tokens, i + 1, compounds[k].second))
            return compounds[k].joined;
    return NULL;
}

/* "one off" and "one time" beside a thing; "one way" tells things apart and stays. */
static bool is_once(const struct tokens *tokens, size_t i)
{
    int32_t period;
    if (!token_is(tokens, i, ROLE_ONCE))
        return false;
    return period_match(tokens, i, &period) == 2 && period == RAPPORT_PERIOD_ONCE &&
           !token_is_text(tokens, i + 1, "way");
}

static enum part word_part(const struct tokens *tokens, size_t i)
{
    uint64_t roles = tokens->at[i].word->roles & ~(ROLE_ONCE | ROLE_COMPOUND | ROLE_OTHER_TAX);
    if (roles == 0)
        return PART_NAME;
    if (roles & ROLE_AND)
        return PART_AND;
    if (roles == ROLE_GREETING) /* בוקר is a greeting before טוב, and else a part of the day */
        return token_is(tokens, i + 1, ROLE_DROP) ? PART_BORDER : PART_NAME;
    if ((roles & (ROLE_ARTICLE | ROLE_PER_WEAK)) && !(roles & ROLE_UNIT))
        return PART_ARTICLE;
    if (roles & ROLE_KEEP)
        return token_is(tokens, i + 1, ROLE_VAT) ? PART_SKIP : PART_KEEP;
    if (roles & ROLE_JOIN)
        return PART_JOIN;
    if (roles & (ROLES_NUMBER | ROLE_HALF | ROLE_PERIOD_UNIT | ROLE_DURATION | ROLE_ORDINAL | ROLE_PEOPLE))
        return PART_SOFT;
    if ((roles & ROLE_VERB_MAYBE) && is_verb_here(tokens, i))
        return PART_BORDER;
    if (roles & (ROLE_DROP | ROLE_PERIOD | ROLE_PERIOD_TIGHT | ROLE_VAT | ROLE_PRICE))
        return PART_SKIP;
    if ((roles & ROLE_PER) && tokens->at[i].script == SCRIPT_ARABIC && !token_is(tokens, i + 1, ROLE_PERIOD_UNIT))
        return PART_SKIP; /* "the installation of each camera" */
    const uint64_t borders = ROLE_BORDER | ROLE_CLAUSE | ROLE_SUBJECT | ROLE_COPULA | ROLE_PRICE_VERB | ROLE_PER |
                             ROLE_NOT | ROLE_GREETING | ROLE_TITLE | ROLE_CURRENCY | ROLE_PERCENT | ROLE_VAGUE |
                             ROLE_MODAL | ROLE_BETWEEN | ROLE_TO | ROLE_FROM | ROLE_RISE |
                             ROLE_WITHIN;
    return roles & borders ? PART_BORDER : PART_NAME;
}

enum part place_part(const struct tokens *tokens, size_t i)
{
    if (i >= tokens->count)
        return PART_BORDER;
    const struct token *token = &tokens->at[i];
    switch (token->kind) {
    case TOKEN_NUMBER:
        return PART_SOFT;
    case TOKEN_MARK:
        return token->mark == '+' ? PART_KEEP : token->mark == '&' ? PART_AND : PART_SKIP;
    case TOKEN_WORD:
        if (place_compound(tokens, i) || (i > 0 && place_compound(tokens, i - 1)))
            return PART_NAME;
        if (i > 0 && token_is_text(tokens, i, "x") && tokens->at[i - 1].kind == TOKEN_NUMBER)
            return PART_SOFT; /* "2x sofa" */
        if (is_once(tokens, i) || (i > 0 && is_once(tokens, i - 1)))
            return PART_SKIP;
        return word_part(tokens, i);
    default:
        return PART_BORDER;
    }
}
