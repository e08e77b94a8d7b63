#include "core/text/amount_terms.h"

#include "rapport/plugin.h"

#define PERIOD_WORDS_BEHIND 8
#define PERIOD_WORDS_BEFORE 3
#define PERIOD_NAME_WORDS_BEFORE 8
#define VAT_WORDS_BEHIND 9
#define VAT_WORDS_BEFORE 6

/* Pairs of words that say "once". */
static bool is_once(const struct tokens *tokens, size_t i)
{
    static const char *const pairs[][2] = {
        { "one", "off" },      { "one", "time" },    { "one", "way" },      { "single", "payment" },
        { "חד", "פעמי" },      { "חד", "פעמית" },    { "פעמ", "אחת" },      { "לפעמ", "אחת" },
        { "תשלומ", "אחד" },    { "בתשלומ", "אחד" },    { "לכיוונ", "אחד" },  { "כיוונ", "אחד" },    { "یک", "بار" },
        { "یه", "بار" },       { "یک", "طرفه" },     { "یه", "طرفه" },      { "یک", "دفعه" },
    };
    if (!token_is(tokens, i, ROLE_ONCE) || !token_is_kind(tokens, i + 1, TOKEN_WORD))
        return false;
    for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++)
        if (token_is_text(tokens, i, pairs[k][0]) && token_is_text(tokens, i + 1, pairs[k][1]))
            return true;
    return false;
}

/* "in the first month" is no period; English puts the ordinal in front, where no match begins. */
static bool is_certain_one(const struct tokens *tokens, size_t behind)
{
    return token_is(tokens, behind, ROLE_ORDINAL) && tokens->at[behind].script != SCRIPT_LATIN;
}

size_t period_match(const struct tokens *tokens, size_t i, int32_t *ret_period)
{
    if (i >= tokens->count)
        return 0;
    if (is_once(tokens, i)) {
        *ret_period = RAPPORT_PERIOD_ONCE;
        return 2;
    }
    if (token_is(tokens, i, ROLE_PERIOD | ROLE_PERIOD_TIGHT)) {
        *ret_period = tokens->at[i].word->period;
        return is_certain_one(tokens, i + 1) ? 0 : 1;
    }
    if (!token_is(tokens, i, ROLE_PER | ROLE_PER_WEAK))
        return 0;
    size_t unit = i + 1 + token_is_text(tokens, i + 1, "calendar");
    if (!token_is(tokens, unit, ROLE_PERIOD_UNIT) || is_certain_one(tokens, unit + 1))
        return 0;
    *ret_period = tokens->at[unit].word->period;
    return unit + 1 - i;
}

/* "for the night": what such a thing costs is its price per night. */
static size_t period_article_match(const struct tokens *tokens, size_t i, int32_t *ret_period)
{
    if (!token_is_text(tokens, i, "the") || !token_is_text(tokens, i - 1, "for") ||
        !token_is(tokens, i + 1, ROLE_PERIOD_UNIT))
        return 0;
    *ret_period = tokens->at[i + 1].word->period;
    return 2;
}

/* It says the period of something else: "£30 and the monthly fee is", "30 והתשלומ החודשי". */
static bool period_is_of_other(const struct tokens *tokens, size_t last, size_t i, size_t len)
{
    if (i == last)
        return false;
    if (token_is(tokens, i + len, ROLE_PRICE) && tokens->at[i].script == SCRIPT_LATIN)
        return true;
    return (tokens->at[i].prefixes & PREFIX_OTHER) || token_is(tokens, i - 1, ROLE_ARTICLE);
}

static bool starts_other_thing(const struct tokens *tokens, size_t i)
{
    if (tokens->at[i].kind == TOKEN_END || token_is(tokens, i, ROLE_CLAUSE | ROLE_PRICE))
        return true;
    if (tokens->at[i].kind == TOKEN_NUMBER)
        return true;
    return token_is(tokens, i, ROLES_NUMBER) && !token_is(tokens, i, ROLE_PER_WEAK);
}

static size_t period_behind(const struct tokens *tokens, size_t limit, const struct money *money,
                            int32_t *ret_period, size_t *ret_begin)
{
    bool weak_fits = true; /* "a month" right behind; further off it may be anything's month */
    size_t last = money->last;
    for (size_t i = last; i < limit && i < last + PERIOD_WORDS_BEHIND; i++) {
        if (i == last && token_is(tokens, i, ROLE_PERIOD_UNIT) && tokens->at[i].script == SCRIPT_LATIN) {
            *ret_period = tokens->at[i].word->period; /* "£45/month" */
            *ret_begin = i;
            return 1;
        }
        int32_t period = RAPPORT_PERIOD_UNSTATED;
        size_t len = period_match(tokens, i, &period);
        bool weak = token_is(tokens, i, ROLE_PER_WEAK) && period != RAPPORT_PERIOD_ONCE;
        if (len == 0) {
            len = period_article_match(tokens, i, &period);
            weak = true;
        }
        bool tight = token_is(tokens, i, ROLE_PERIOD_TIGHT);
        bool once_more = i == last && token_is_text(tokens, i, "once") &&
                         period_match(tokens, i + 1, &period) > 0;
        if (len > 0 && !once_more && i + len <= limit) {
            if (period_is_of_other(tokens, last, i, len) && !token_is_text(tokens, i, "the"))
                return 0;
            if ((!tight || i == last) && (!weak || weak_fits) && (i == last || !token_is(tokens, i - 1, ROLE_WITHIN))) {
                *ret_period = period;
                *ret_begin = i;
                return len;
            }
        }
        if (starts_other_thing(tokens, i) && !once_more && !(token_is(tokens, i, ROLE_PERIOD_TIGHT)))
            return 0;
        if (token_is(tokens, i, ROLE_BORDER) && !token_is(tokens, i, ROLE_VAT_WITH) && !once_more)
            weak_fits = false;
    }
    return 0;
}

/* "the monthly price for the gym is", "the annual boiler service is": one name and what joins it. */
static bool is_same_thing(const struct tokens *tokens, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++)
        if (token_is(tokens, i, ROLE_BORDER | ROLE_CLAUSE) && !token_is(tokens, i, ROLE_COPULA))
            return false;
    return true;
}

static int32_t period_before(const struct tokens *tokens, size_t floor, const struct money *money)
{
    for (size_t back = 1; back <= PERIOD_NAME_WORDS_BEFORE && back + floor <= money->first; back++) {
        size_t i = money->first - back;
        if (tokens->at[i].kind == TOKEN_END)
            break;
        int32_t period = RAPPORT_PERIOD_UNSTATED;
        size_t len = period_match(tokens, i, &period);
        if (len == 0 || i + len > money->first)
            continue;
        if (token_is(tokens, i, ROLE_PER_WEAK) && period != RAPPORT_PERIOD_ONCE)
            continue;
        bool tight = token_is(tokens, i, ROLE_PERIOD_TIGHT) && !token_is(tokens, i, ROLE_PERIOD);
        if (tight && (back > 1 || tokens->at[i].script == SCRIPT_LATIN))
            continue;
        if (token_is(tokens, i - 1, ROLE_WITHIN))
            continue;
        if (back + 1 - len <= PERIOD_WORDS_BEFORE || is_same_thing(tokens, i + len, money->first))
            return period;
    }
    return RAPPORT_PERIOD_UNSTATED;
}

/* With or without, by the words before the tax at `vat`; unstated if they do not say. */
static int32_t vat_by_words_before(const struct tokens *tokens, size_t begin, size_t vat)
{
    for (size_t back = 1; back <= 5 && vat >= begin + back; back++) {
        size_t i = vat - back;
        if (tokens->at[i].kind == TOKEN_END)
            break;
        bool denied = i > begin && (token_is(tokens, i - 1, ROLE_NOT | ROLE_VAT_WITHOUT) ||
                                    (i > begin + 1 && token_is(tokens, i - 2, ROLE_NOT)));
        if (token_is(tokens, i, ROLE_VAT_WITHOUT))
            return RAPPORT_VAT_WITHOUT;
        if (token_is(tokens, i, ROLE_VAT_WITH))
            return denied ? RAPPORT_VAT_WITHOUT : RAPPORT_VAT_WITH;
    }
    return RAPPORT_VAT_UNSTATED;
}

/* "VAT is not included", "VAT extra"; *ret_end moves behind the words that say so. */
static int32_t vat_by_words_behind(const struct tokens *tokens, size_t vat, size_t limit, size_t *ret_end)
{
    bool denied = false;
    for (size_t i = vat + 1; i < limit && i <= vat + 5; i++) {
        if (tokens->at[i].kind == TOKEN_END || token_is(tokens, i, ROLE_CLAUSE) || token_is_text(tokens, i, "and"))
            break;
        denied = denied || token_is(tokens, i, ROLE_NOT);
        if (token_is(tokens, i, ROLE_VAT_EXTRA | ROLE_VAT_WITH)) {
            *ret_end = i + 1;
            return denied || token_is(tokens, i, ROLE_VAT_EXTRA) ? RAPPORT_VAT_WITHOUT : RAPPORT_VAT_WITH;
        }
    }
    return RAPPORT_VAT_UNSTATED;
}

/* Persian denies at the end: شامل مالیات نمیشه. */
static bool is_denied_behind(const struct tokens *tokens, size_t vat, size_t limit)
{
    for (size_t i = vat + 1; i < limit && i <= vat + 4; i++) {
        if (tokens->at[i].kind == TOKEN_END)
            break;
        if (token_is(tokens, i, ROLE_NOT) && tokens->at[i].script == SCRIPT_ARABIC)
            return true;
    }
    return false;
}

static int32_t vat_at(const struct tokens *tokens, size_t begin, size_t vat, size_t limit, size_t *ret_end)
{
    *ret_end = vat + 1;
    int32_t said = vat_by_words_before(tokens, begin, vat);
    if (said == RAPPORT_VAT_UNSTATED)
        return vat_by_words_behind(tokens, vat, limit, ret_end);
    return is_denied_behind(tokens, vat, limit) ? RAPPORT_VAT_WITHOUT : said;
}

/* "and the installation …": the tax behind it is that of the other thing. */
static bool adds_other_thing(const struct tokens *tokens, size_t i)
{
    return tokens->at[i].kind == TOKEN_END ||
           (token_is(tokens, i, ROLE_AND) &&
            (token_is(tokens, i + 1, ROLE_ARTICLE) || token_is_unknown(tokens, i + 1)) &&
            !token_is(tokens, i + 1, ROLE_SUBJECT));
}

static int32_t vat_behind(const struct tokens *tokens, size_t limit, const struct money *money,
                          size_t *ret_begin, size_t *ret_end)
{
    for (size_t i = money->last; i < limit && i < money->last + VAT_WORDS_BEHIND; i++) {
        if (adds_other_thing(tokens, i))
            break;
        if (!token_is(tokens, i, ROLE_VAT))
            continue;
        int32_t vat = vat_at(tokens, money->last, i, limit, ret_end);
        if (vat != RAPPORT_VAT_UNSTATED) {
            *ret_begin = i;
            return vat;
        }
    }
    return RAPPORT_VAT_UNSTATED;
}

static int32_t vat_before(const struct tokens *tokens, size_t floor, const struct money *money)
{
    for (size_t back = 1; back <= VAT_WORDS_BEFORE && back + floor <= money->first; back++) {
        size_t i = money->first - back, end;
        if (tokens->at[i].kind == TOKEN_END)
            break;
        if (token_is(tokens, i, ROLE_VAT))
            return vat_at(tokens, floor, i, money->first, &end);
    }
    return RAPPORT_VAT_UNSTATED;
}

/* No word between may belong to the name of another thing. */
static bool only_known_words(const struct tokens *tokens, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++)
        if (token_is_unknown(tokens, i))
            return false;
    return true;
}

void terms_read(const struct tokens *tokens, size_t floor, size_t limit, const struct money *money,
                struct terms *ret_terms)
{
    struct terms terms = { RAPPORT_PERIOD_UNSTATED, RAPPORT_VAT_UNSTATED, money->last };
    size_t begin = 0, end = 0;
    terms.vat = vat_behind(tokens, limit, money, &begin, &end);
    if (terms.vat == RAPPORT_VAT_UNSTATED)
        terms.vat = vat_before(tokens, floor, money);
    else if (only_known_words(tokens, money->last, begin))
        terms.after = end;
    size_t len = period_behind(tokens, limit, money, &terms.period, &begin);
    if (len == 0)
        terms.period = period_before(tokens, floor, money);
    else if (begin + len > terms.after && only_known_words(tokens, money->last, begin))
        terms.after = begin + len;
    *ret_terms = terms;
}
