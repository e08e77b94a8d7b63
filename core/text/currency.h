/* The currencies that amounts are read in, and the marks of money beside a number. */
#ifndef RAPPORT_TEXT_CURRENCY_H
#define RAPPORT_TEXT_CURRENCY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/text/amount_tokens.h"
#include "core/text/number_words.h"

enum currency {
    CURRENCY_NONE,
    CURRENCY_ILS, CURRENCY_IRR, CURRENCY_IRT, CURRENCY_USD, CURRENCY_EUR, CURRENCY_GBP, CURRENCY_INR,
    CURRENCY_AUD, CURRENCY_NZD, CURRENCY_CAD, CURRENCY_HKD, CURRENCY_SGD, CURRENCY_BRL, CURRENCY_CHF,
    CURRENCY_JPY, CURRENCY_CNY, CURRENCY_RUB, CURRENCY_TRY, CURRENCY_KRW, CURRENCY_VND, CURRENCY_UAH,
    CURRENCY_THB, CURRENCY_NGN, CURRENCY_PHP, CURRENCY_CRC, CURRENCY_PYG, CURRENCY_KZT, CURRENCY_AZN,
    CURRENCY_GEL, CURRENCY_LAK, CURRENCY_MNT, CURRENCY_GHS, CURRENCY_AED, CURRENCY_SAR, CURRENCY_QAR,
    CURRENCY_KWD, CURRENCY_JOD, CURRENCY_EGP, CURRENCY_IQD, CURRENCY_ZAR, CURRENCY_SEK, CURRENCY_NOK,
    CURRENCY_DKK, CURRENCY_PLN, CURRENCY_CZK, CURRENCY_HUF, CURRENCY_MXN, CURRENCY_MYR, CURRENCY_IDR,
    CURRENCY_PKR, CURRENCY_KES, CURRENCY_AMD,
    CURRENCY_COUNT
};

/* "ILS"; IRT for toman, which callers turn into IRR. "" for CURRENCY_NONE. */
const char *currency_code(uint8_t currency);

/*
 * The currency sign that text begins with (not '$' inside a word); *ret_len is its length in
 * bytes. CURRENCY_NONE if there is none. *ret_minor is true for ¢.
 */
uint8_t currency_sign(const char *text, size_t len, size_t *ret_len, bool *ret_minor);

/* What money stands at [first, last) in the tokens. */
struct money {
    int64_t value; /* RAPPORT_AMOUNT_SCALE parts */
    uint8_t currency;
    size_t first, last;
};

/*
 * Looks for a currency before and behind the number that begins at token `first`, and for the
 * pence behind the pounds. `floor` is the first token that no amount before has taken. False if
 * no currency is there.
 */
bool money_read(const struct tokens *tokens, size_t floor, size_t first, const struct number *number,
                struct money *ret_money);

/* "שקל אחד", "שקל וחצי": a currency that stands before its number. */
bool money_read_currency_first(const struct tokens *tokens, size_t first, struct money *ret_money);

#endif
