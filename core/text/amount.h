/*
 * Amounts of money in running text, in Hebrew, Persian and English.
 *
 * Read from folded text (see fold.h: digits are ASCII, Persian joined, finals folded, commas
 * between words gone), because there every spelling is one. Understood:
 *   - digits with separators (1,200  1.200,50  99.90  12 000), words (a hundred and twenty,
 *     twelve hundred and forty-nine, twenty-three hundred, מאה ותשעה, צד ובیست / صد و بیست هزار),
 *     mixed (120 هزار, 1.2 million, 5k), fractions of a unit (ninety-nine pounds fifty, שקלים
 *     ותשעים אגורות, שקל וחצי)
 *   - currencies before or behind: ₪ ש"ח שח שקל שקלים NIS ILS, تومان تومن ریال IRR IRT, $ dollar
 *     bucks USD, € euro EUR, £ pound quid GBP, pence, cent, ₹ rupee Rs INR, and other signs of
 *     ISO 4217; toman is turned into ten rials
 *   - period: once (one-off, one time, one way, חד פעמי, یکبار), a night, day, week, month, year
 *     in all their forms ("a month", "per month", "/mo", "monthly", לחודש, בחודש, ماهی, ماهانه, در ماه)
 *   - VAT: with (including VAT, כולל מע"מ, با احتساب مالیات, با ارزش افزوده), without (plus VAT, excluding
 *     VAT, + VAT, לפני מע"מ, לא כולל מע"מ, بدون مالیات)
 * A number without a currency is an amount only where a price verb stands before it and nothing
 * says that it counts other things; such have no currency. Never amounts: phone, order and card numbers, dates, times,
 * percentages, data volumes, speeds, counts of things. Nor are ranges (£50 to £60, בין 50 ל-60,
 * 50 تا 60), from which no other price could differ; a price and what it was before (from £50 to
 * £40) are two amounts.
 */
#ifndef RAPPORT_TEXT_AMOUNT_H
#define RAPPORT_TEXT_AMOUNT_H

#include <stddef.h>
#include <stdint.h>

struct amount {
    int64_t value;    /* RAPPORT_AMOUNT_SCALE parts; rials for toman and rial */
    char currency[4]; /* ISO 4217, or NULs */
    int32_t period;   /* RAPPORT_PERIOD_… */
    int32_t vat;      /* RAPPORT_VAT_… */
    uint32_t begin, end;           /* folded bytes, relative to the message; number and currency */
    uint32_t item_begin, item_end; /* place of `item` in the folded text; equal: none */
};

/*
 * Finds the amounts of one folded message, in order. `language` is that of the message and chooses
 * the number words. Writes up to `cap`; returns how many were written. Linear in len.
 */
size_t amounts_find(const char *folded, size_t len, int language, struct amount *out, size_t cap);

/*
 * The folded, normalised name of the thing whose price `amount` is, from the words beside it:
 * articles, verbs, fillers and price words are left out, Hebrew ה ב ל כ in front and English
 * plural endings taken off, words kept in order and joined by one space. Two messages that quote
 * the same thing in the usual ways give the same name. Appends it to `out` (at most 120 bytes);
 * returns its length, 0 where the words name nothing.
 */
struct bytes;
size_t amount_item(const char *folded, size_t len, int language, const struct amount *amount, struct bytes *out);

/* Reads a decimal string of the configuration ("99.90") into scaled units; 0, or -1 if it is none. */
int amount_parse(const char *text, size_t len, int64_t *ret_value);
/* Writes a scaled value as a decimal string, without needless zeros beyond two decimals. */
size_t amount_format(int64_t value, char out[32]);

#endif
