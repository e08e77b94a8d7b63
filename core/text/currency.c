#include "core/text/currency.h"

#include <string.h>

#include "rapport/plugin.h"

static const char codes[CURRENCY_COUNT][4] = {
    "",    "ILS", "IRR", "IRT", "USD", "EUR", "GBP", "INR", "AUD", "NZD", "CAD", "HKD", "SGD", "BRL",
    "CHF", "JPY", "CNY", "RUB", "TRY", "KRW", "VND", "UAH", "THB", "NGN", "PHP", "CRC", "PYG", "KZT",
    "AZN", "GEL", "LAK", "MNT", "GHS", "AED", "SAR", "QAR", "KWD", "JOD", "EGP", "IQD", "ZAR", "SEK",
    "NOK", "DKK", "PLN", "CZK", "HUF", "MXN", "MYR", "IDR", "PKR", "KES", "AMD",
};

static const struct {
    char text[4];
    uint8_t currency;
    bool minor;
} signs[] = {
    { "$", CURRENCY_USD, false },   { "£", CURRENCY_GBP, false },   { "€", CURRENCY_EUR, false },
    { "₪", CURRENCY_ILS, false },   { "₹", CURRENCY_INR, false },   { "¢", CURRENCY_USD, true },
    { "¥", CURRENCY_JPY, false },   { "₽", CURRENCY_RUB, false },   { "₺", CURRENCY_TRY, false },
    { "₩", CURRENCY_KRW, false },   { "₫", CURRENCY_VND, false },   { "₴", CURRENCY_UAH, false },
    { "₦", CURRENCY_NGN, false },   { "₱", CURRENCY_PHP, false },
    { "₡", CURRENCY_CRC, false },   { "₲", CURRENCY_PYG, false },   { "₸", CURRENCY_KZT, false },
    { "₼", CURRENCY_AZN, false },   { "₾", CURRENCY_GEL, false },   { "₭", CURRENCY_LAK, false },
    { "₮", CURRENCY_MNT, false },   { "₵", CURRENCY_GHS, false },
};

const char *currency_code(uint8_t currency)
{
    return currency < CURRENCY_COUNT ? codes[currency] : "";
}

uint8_t currency_sign(const char *text, size_t len, size_t *ret_len, bool *ret_minor)
{
    unsigned char first = (unsigned char)*text;
    if (first != '$' && first != 0xC2 && first != 0xE2)
        return CURRENCY_NONE;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t size = strnlen(signs[i].text, sizeof signs[i].text);
        if (size <= len && memcmp(text, signs[i].text, size) == 0) {
            *ret_len = size;
            *ret_minor = signs[i].minor;
            return signs[i].currency;
        }
    }
    return CURRENCY_NONE;
}

static bool is_dollar(uint8_t currency)
{
    return currency == CURRENCY_USD || (currency >= CURRENCY_AUD && currency <= CURRENCY_BRL);
}

/* "£", "A$", "USD", "ב₪" directly before the number; moves money->first to it. */
static void read_front(const struct tokens *tokens, size_t floor, struct money *money)
{
    size_t at = money->first - 1;
    if (money->first == 0 || at < floor)
        return;
    const struct token *token = &tokens->at[at];
    if (token->kind == TOKEN_SIGN && !token->minor) {
        money->currency = token->currency;
        money->first = at;
        if (token->currency == CURRENCY_USD && token->glued && at > floor && token_is(tokens, at - 1, ROLE_DOLLAR)) {
            money->currency = tokens->at[at - 1].word->currency;
            money->first = at - 1;
        }
    } else if ((token->word->roles & ROLE_CURRENCY_FRONT) && token->prefix_len == 0) {
        money->currency = token->word->currency;
        money->first = at;
    }
}

/* "us dollars", "new zealand dollars", "20 US$": how many tokens; 0 if it is not said whose dollar. */
static size_t whose_dollar(const struct tokens *tokens, size_t at, uint8_t *ret_currency)
{
    size_t adjective = at;
    if (token_is_text(tokens, at, "new") || token_is_text(tokens, at, "hong"))
        adjective++;
    if (!token_is(tokens, adjective, ROLE_DOLLAR) || token_len(&tokens->at[adjective]) < 2)
        return 0;
    size_t last = adjective + 1;
    bool word = token_is(tokens, last, ROLE_CURRENCY) && tokens->at[last].word->currency == CURRENCY_USD;
    bool sign = token_is_kind(tokens, last, TOKEN_SIGN) && tokens->at[last].glued &&
                tokens->at[last].currency == CURRENCY_USD;
    if (!word && !sign)
        return 0;
    *ret_currency = tokens->at[adjective].word->currency;
    return last + 1 - at;
}

/* 1080p is a picture, not a price. */
static bool is_screen(int64_t value)
{
    static const int lines[] = { 144, 240, 360, 480, 720, 1080, 1440, 2160, 4320 };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (value == (int64_t)lines[i] * RAPPORT_AMOUNT_SCALE)
            return true;
    return false;
}

struct mark_behind {
    size_t len;
    uint8_t currency;
    bool minor;
};

static struct mark_behind sign_behind(const struct tokens *tokens, size_t at)
{
    struct mark_behind none = { 0, CURRENCY_NONE, false };
    const struct token *token = &tokens->at[at];
    bool before_number = token_is_kind(tokens, at + 1, TOKEN_NUMBER) && tokens->at[at + 1].glued;
    if (before_number && !token->glued)
        return none;
    return (struct mark_behind){ 1, token->currency, token->minor };
}

static bool has_prefix_other_than_he(const struct tokens *tokens, const struct token *token)
{
    return token->prefix_len > 0 &&
           (token->prefix_len != 2 || memcmp(tokens->text + token->begin, "ה", 2) != 0);
}

static struct mark_behind read_behind(const struct tokens *tokens, size_t at, const struct number *number)
{
    struct mark_behind none = { 0, CURRENCY_NONE, false };
    uint8_t currency = CURRENCY_NONE;
    if (at >= tokens->count)
        return none;
    const struct token *token = &tokens->at[at];
    if (token->kind == TOKEN_SIGN)
        return sign_behind(tokens, at);
    size_t dollar = whose_dollar(tokens, at, &currency);
    if (dollar > 0)
        return (struct mark_behind){ dollar, currency, false };
    uint64_t roles = token->word->roles;
    if ((roles & ROLE_CURRENCY_GLUED) && token->glued && number->digits && !is_screen(number->value))
        return (struct mark_behind){ 1, token->word->currency, true };
    if (!(roles & ROLE_CURRENCY) || has_prefix_other_than_he(tokens, token))
        return none;
    size_t len = 1;
    if (token_is_text(tokens, at + 1, "sterling") || token_is_text(tokens, at + 1, "חדשימ"))
        len++;
    return (struct mark_behind){ len, token->word->currency, (roles & ROLE_MINOR) != 0 };
}

/* What joins pounds and pence: nothing, "and", ו, "ו-". A Hebrew word may have the ו in it. */
static size_t joint_len(const struct tokens *tokens, size_t at)
{
    if (token_is_text(tokens, at, "ו"))
        return at + 1 < tokens->count && tokens->at[at + 1].mark == '-' ? 2 : 1;
    return token_is(tokens, at, ROLE_AND) ? 1 : 0;
}

static bool read_pence_number(const struct tokens *tokens, size_t at, struct number *number)
{
    if (number_read_below_100(tokens, at, number))
        return true;
    int64_t value;
    bool whole;
    if (!token_is_kind(tokens, at, TOKEN_NUMBER) || token_len(&tokens->at[at]) > 2 ||
        !digits_read(tokens->text + tokens->at[at].begin, token_len(&tokens->at[at]), 0, &value, &whole))
        return false;
    *number = (struct number){ .value = value, .end = at + 1, .digits = true, .whole = true };
    return true;
}

/* Without the word for pence, what follows must not be a thing that the number could count. */
static bool may_end_price(const struct tokens *tokens, size_t at)
{
    const uint64_t counted = ROLES_NUMBER | ROLE_CURRENCY | ROLE_DURATION | ROLE_PERCENT | ROLE_PERIOD_UNIT |
                             ROLE_PEOPLE | ROLE_GENERIC;
    if (at >= tokens->count || tokens->at[at].kind == TOKEN_END)
        return true;
    if (tokens->at[at].kind != TOKEN_WORD)
        return tokens->at[at].mark == '+';
    return tokens->at[at].word->roles != 0 && !token_is(tokens, at, counted);
}

/* "pounds fifty", "שקלימ ותשעימ אגורות", "שקל וחצי" */
static void read_pence(const struct tokens *tokens, struct money *money)
{
    size_t joint = joint_len(tokens, money->last);
    size_t at = money->last + joint;
    struct number pence;
    if (at >= tokens->count)
        return;
    bool vav = (tokens->at[at].prefixes & PREFIX_VAV) != 0;
    if (token_is(tokens, at, ROLE_HALF) && (joint > 0 || vav)) {
        money->value += RAPPORT_AMOUNT_SCALE / 2;
        money->last = at + 1;
        return;
    }
    if (!read_pence_number(tokens, at, &pence))
        return;
    bool named = token_is(tokens, pence.end, ROLE_CURRENCY) && token_is(tokens, pence.end, ROLE_MINOR);
    if (!named) {
        bool english_and = joint > 0 && token_is(tokens, money->last, ROLE_AND);
        if (english_and || pence.value < 10 * RAPPORT_AMOUNT_SCALE || !may_end_price(tokens, pence.end))
            return;
    }
    money->value += pence.value / 100;
    money->last = pence.end + named;
}

bool money_read(const struct tokens *tokens, size_t floor, size_t first, const struct number *number,
                struct money *ret_money)
{
    struct money money = { number->value, CURRENCY_NONE, first, number->end };
    read_front(tokens, floor, &money);
    struct mark_behind behind = read_behind(tokens, number->end, number);
    bool front = money.currency != CURRENCY_NONE;
    if (!front && behind.currency == CURRENCY_NONE)
        return false;
    if (front && (behind.minor || (money.currency != behind.currency &&
                                   !(is_dollar(money.currency) && is_dollar(behind.currency)))))
        behind.len = 0;
    if (behind.len > 0) {
        money.currency = behind.currency;
        money.last += behind.len;
    }
    if (behind.len > 0 && behind.minor)
        money.value /= 100;
    else if (behind.len > 0 && tokens->at[money.last - 1].kind == TOKEN_WORD && number->whole &&
             money.currency != CURRENCY_IRT && money.currency != CURRENCY_IRR)
        read_pence(tokens, &money);
    *ret_money = money;
    return true;
}

bool money_read_currency_first(const struct tokens *tokens, size_t first, struct money *ret_money)
{
    if (!token_is(tokens, first, ROLE_CURRENCY) || token_is(tokens, first, ROLE_MINOR) ||
        tokens->at[first].script != SCRIPT_HEBREW || first + 1 >= tokens->count)
        return false;
    const struct token *next = &tokens->at[first + 1];
    int64_t value;
    if ((next->word->roles & ROLE_HALF) && (next->prefixes & PREFIX_VAV))
        value = RAPPORT_AMOUNT_SCALE + RAPPORT_AMOUNT_SCALE / 2;
    else if ((next->word->roles & ROLE_UNIT) && next->word->number == 1 && next->prefix_len == 0)
        value = RAPPORT_AMOUNT_SCALE;
    else
        return false;
    *ret_money = (struct money){ value, tokens->at[first].word->currency, first, first + 2 };
    return true;
}
