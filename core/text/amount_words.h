/*
 * The words that the reading of amounts knows, in English, Hebrew and Persian, folded.
 *
 * The three languages are told apart by their script, so one table holds them all, and Hebrew or
 * Persian numbers are read in a message that is mostly English, too. Each word carries a set of
 * roles: what it may be where it stands. A word that is not in the table is taken for a part of
 * the name of a thing.
 */
#ifndef RAPPORT_TEXT_AMOUNT_WORDS_H
#define RAPPORT_TEXT_AMOUNT_WORDS_H

#include <stddef.h>
#include <stdint.h>

#define ROLE(n) (UINT64_C(1) << (n))

/* Numbers. `number` is the value. */
#define ROLE_UNIT ROLE(0)        /* 0 to 9 */
#define ROLE_TEEN ROLE(1)        /* 10 to 19 */
#define ROLE_TENS ROLE(2)        /* 20 to 90 */
#define ROLE_HUNDREDS ROLE(3)    /* 100 to 900 in one word */
#define ROLE_TIMES_100 ROLE(4)   /* hundred, מאות: multiplies what stands before */
#define ROLE_SCALE ROLE(5)       /* thousand, million */
#define ROLE_TWO_THOUSAND ROLE(6) /* אלפיימ, and אלפימ where no number stands before */
#define ROLE_TEEN_TAIL ROLE(7)   /* עשר and עשרה behind a unit */
#define ROLE_HALF ROLE(8)
#define ROLE_AND ROLE(9)
#define ROLE_POINT ROLE(10)
#define ROLE_SCALE_GLUED ROLE(11) /* k, m, bn directly behind digits */
#define ROLE_VAGUE ROLE(12)      /* a few, several: no number follows from it */
#define ROLE_NOTE ROLE(13)       /* tenner, fiver: number and currency in one */

/* Currencies. `currency` is the index. */
#define ROLE_CURRENCY ROLE(14)
#define ROLE_MINOR ROLE(15)      /* cents: a hundredth of it */
#define ROLE_CURRENCY_FRONT ROLE(16) /* may stand before the number: USD 20, Rs 500 */
#define ROLE_CURRENCY_GLUED ROLE(17) /* only directly behind digits: 99p */
#define ROLE_DOLLAR ROLE(18)     /* says whose dollar: us dollars, A$ */

/* Prices. */
#define ROLE_PRICE ROLE(19)      /* price, fee: what is bought is named beside it */
#define ROLE_PRICE_VERB ROLE(20) /* costs */
#define ROLE_COPULA ROLE(21)     /* is, will, comes: between a thing and its price */
#define ROLE_TOTAL ROLE(22)      /* total: of many things, so no item is looked for further off */

/* Periods. `period` is the RAPPORT_PERIOD. */
#define ROLE_PERIOD_UNIT ROLE(23) /* month, behind "per" */
#define ROLE_PERIOD ROLE(24)      /* monthly, לחודש: says it alone */
#define ROLE_PERIOD_TIGHT ROLE(25) /* pcm, ماهی: only directly beside the amount */
#define ROLE_PER ROLE(26)         /* per, every, כל, هر */
#define ROLE_PER_WEAK ROLE(27)    /* a, an, one: "a month" */
#define ROLE_ORDINAL ROLE(28)     /* first, next: "the first month" is no period */
#define ROLE_DURATION ROLE(29)    /* months, hours: what is counted to tell how long */

/* Value added tax. */
#define ROLE_VAT ROLE(30)
#define ROLE_VAT_WITH ROLE(31)    /* including, included */
#define ROLE_VAT_WITHOUT ROLE(32) /* plus, before: only in front of the tax */
#define ROLE_NOT ROLE(33)

/* The borders of the name of a thing. */
#define ROLE_ARTICLE ROLE(34)  /* the, our, این, את: a name begins behind it */
#define ROLE_BORDER ROLE(35)   /* verbs, conjunctions, greetings: never inside a name */
#define ROLE_CLAUSE ROLE(36)   /* you, if, but: another thought begins */
#define ROLE_SUBJECT ROLE(37)  /* it, that: the name stands further off */
#define ROLE_DROP ROLE(38)     /* currently, only, today: skipped */
#define ROLE_JOIN ROLE(39)     /* of, in, של: may stand inside a name, and is left out of it */
#define ROLE_KEEP ROLE(40)     /* with, without, plus: may stand inside a name, and is kept */
#define ROLE_FOR ROLE(41)      /* for, עבור, برای: the name may follow behind the amount */
#define ROLE_GREETING ROLE(42) /* hi, שלומ: a person's name may follow */
#define ROLE_TITLE ROLE(43)    /* mr, دکتر: a person's name follows */
#define ROLE_VERB_MAYBE ROLE(44) /* book, order: a verb behind I, can, to, please; else a thing */
#define ROLE_MODAL ROLE(45)    /* can, to, יכול: a verb follows */
#define ROLE_GENERIC ROLE(46)  /* package, plan: left out where other words name the thing */
#define ROLE_PLURAL ROLE(47)   /* are, עולימ: what is priced may be two things with "and" between */

/* Ranges and other. */
#define ROLE_BETWEEN ROLE(48)
#define ROLE_TO ROLE(49)
#define ROLE_RISE ROLE(50)     /* went up: "from 40 to 45" is then no range */
#define ROLE_ABBREVIATION ROLE(51) /* a point behind it ends no sentence */
#define ROLE_PERCENT ROLE(52)
#define ROLE_PEOPLE ROLE(53)   /* people, adults: behind "for" they name no thing */
#define ROLE_WITHIN ROLE(54)   /* in, within, times: "in a month", "twice a week" are no periods */
#define ROLE_RATE ROLE(55)     /* a price word only where a period stands behind */
#define ROLE_FROM ROLE(56)
#define ROLE_VAT_EXTRA ROLE(57) /* "VAT extra", "VAT will be added": only behind the tax */

#define ROLE_ONCE ROLE(58)      /* one, חד: "one off" and its like may begin here */
#define ROLE_COMPOUND ROLE(59)  /* wi, check: a word of two parts may begin here */
#define ROLE_OTHER_TAX ROLE(60) /* city, tourist: a tax of that kind is a thing to pay and no VAT */
#define ROLE_DIFFERENCE ROLE(61) /* what is between two prices is the price of neither */
#define ROLE_LIMIT ROLE(62)      /* over, under: a limit for something else, as in "free over £50" */

#define ROLES_NUMBER                                                                             \
    (ROLE_UNIT | ROLE_TEEN | ROLE_TENS | ROLE_HUNDREDS | ROLE_TIMES_100 | ROLE_SCALE |           \
     ROLE_TWO_THOUSAND | ROLE_NOTE)

struct word {
    uint64_t roles;
    int64_t number;
    uint8_t currency, period;
};

/* All words of one kind, with spaces between. Lists end with words == NULL. */
struct word_list {
    uint64_t roles;
    int64_t number;
    uint8_t currency, period;
    const char *words;
};

extern const struct word_list words_english[], words_english_names[], words_hebrew[], words_persian[];

/* The letters that Hebrew joins to words, alone and together, short ones first; NULL at the end. */
extern const char *const words_hebrew_prefixes[];

/* NULL if nobody listed it. */
const struct word *word_find(const char *text, size_t len);

#endif
