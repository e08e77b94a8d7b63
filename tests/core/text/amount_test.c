/* The parts that amounts are read with, and what holds for every message. */
#include "core/text/amount_filter.h"
#include "core/text/amount_tokens.h"
#include "core/text/number_words.h"
#include "tests/core/text/amount_rows.h"

START_TEST(decimals_are_parsed)
{
    static const struct {
        const char *text;
        int64_t value;
    } good[] = {
        { "99.90", 999000 },     { "0", 0 },          { "5", 50000 }, { "5.", -1 },  { ".5", -1 },
        { "0.0001", 1 },         { "0.00001", -1 },   { "", -1 },     { "-5", -1 },  { "1,5", -1 },
        { "900000000000000", INT64_C(9000000000000000000) },          { "900000000000001", -1 },
        { "99999999999999999999999", -1 },            { "12a", -1 },  { "1.2.3", -1 },
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        int64_t value = 7;
        int result = amount_parse(good[i].text, strlen(good[i].text), &value);
        ck_assert_msg(result == (good[i].value < 0 ? -1 : 0), "%s", good[i].text);
        ck_assert_msg(value == (good[i].value < 0 ? 7 : good[i].value), "%s", good[i].text);
    }
}
END_TEST

START_TEST(decimals_are_written)
{
    static const struct {
        int64_t value;
        const char *text;
    } rows[] = {
        { 999000, "99.90" }, { 0, "0.00" },      { 1, "0.0001" },       { 12500, "1.25" },
        { 12550, "1.255" },  { -15000, "-1.50" }, { INT64_MAX, "922337203685477.5807" },
        { INT64_MIN, "-922337203685477.5808" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char out[32];
        ck_assert_uint_eq(amount_format(rows[i].value, out), strlen(rows[i].text));
        ck_assert_str_eq(out, rows[i].text);
    }
}
END_TEST

START_TEST(digits_with_separators)
{
    static const struct {
        const char *text;
        unsigned flags;
        int64_t value; /* -1: no number */
    } rows[] = {
        { "5", 0, 50000 },
        { "0", 0, 0 },
        { "1,200", 0, 12000000 },
        { "1,200,000", 0, INT64_C(12000000000) },
        { "1,15,000", 0, INT64_C(1150000000) },
        { "12,34,56,789", 0, INT64_C(1234567890000) },
        { "1.200", 0, 12000000 },
        { "1.200", DIGITS_SCALE_FOLLOWS, 12000 },
        { "1.200.000", 0, INT64_C(12000000000) },
        { "1.200,50", 0, 12005000 },
        { "1,200.50", 0, 12005000 },
        { "99.90", 0, 999000 },
        { "99,9", 0, 999000 },
        { "99,90", 0, 999000 },
        { "0.125", 0, 1250 },
        { "0.123456", 0, 1234 },
        { "1/200/000", DIGITS_PERSIAN, INT64_C(12000000000) },
        { "1/200", DIGITS_PERSIAN, 12000000 },
        { "1/200", 0, -1 },
        { "2/5", DIGITS_PERSIAN | DIGITS_SCALE_FOLLOWS, 25000 },
        { "2/5", DIGITS_PERSIAN, -1 },
        { "12/05/2024", 0, -1 },
        { "12/05/2024", DIGITS_PERSIAN, -1 },
        { "12.5.2026", 0, -1 },
        { "5:30", 0, -1 },
        { "1,2,3", 0, -1 },
        { "1,2345", 0, -1 },
        { "1234,567", 0, -1 },
        { "054", 0, -1 },
        { "00", 0, -1 },
        { "1.200.50", 0, -1 },
        { "1,200.50.20", 0, -1 },
        { "99999999999999999999", 0, -1 },
        { "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1", 0, -1 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t value = -1;
        bool whole;
        bool good = digits_read(rows[i].text, strlen(rows[i].text), rows[i].flags, &value, &whole);
        ck_assert_msg(good == (rows[i].value >= 0), "%s", rows[i].text);
        ck_assert_msg(!good || value == rows[i].value, "%s: %jd", rows[i].text, (intmax_t)value);
    }
}
END_TEST

static const struct token *first_token(struct tokens *tokens, const char *text)
{
    tokens_init(tokens, text, strlen(text));
    tokens_fill(tokens);
    ck_assert_uint_gt(tokens->count, 0);
    return &tokens->at[0];
}

START_TEST(numbers_end_where_they_end)
{
    static const struct {
        const char *text;
        int64_t units;
        size_t end;
    } rows[] = {
        { "a hundred and two hundred", 100, 2 },
        { "five hundred one hundred", 500, 2 },
        { "fifty thousand and sixty thousand", 50000, 2 },
        { "a hundred and twenty thousand", 120000, 5 },
        { "two million and three bedrooms", 2000003, 4 },
        { "2 million and 3 bedrooms", 2000000, 2 },
        { "twenty and five", 20, 1 },
        { "one two three", 1, 1 },
        { "twenty four seven", 24, 2 },
        { "מאה ועשרימ ושלושימ", 120, 2 },
        { "אלפ ומאה אלפ", 1000, 1 },
        { "صد و بیست و پنج و شش", 125, 5 },
        { "پنجاه هزار و شصت هزار", 50000, 2 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct tokens tokens;
        struct number number;
        first_token(&tokens, rows[i].text);
        ck_assert_msg(number_read(&tokens, 0, &number), "%s", rows[i].text);
        ck_assert_msg(number.value == rows[i].units * RAPPORT_AMOUNT_SCALE, "%s: %jd", rows[i].text,
                      (intmax_t)number.value);
        ck_assert_msg(number.end == rows[i].end, "%s: %zu", rows[i].text, number.end);
    }
}
END_TEST

START_TEST(no_numbers)
{
    static const char *const rows[] = { "5:30", "2nd", "hundreds", "several", "half", "and twenty", "", "." };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct tokens tokens;
        struct number number;
        tokens_init(&tokens, rows[i], strlen(rows[i]));
        tokens_fill(&tokens);
        ck_assert_msg(!number_read(&tokens, 0, &number), "%s", rows[i]);
    }
}
END_TEST

START_TEST(words_lose_what_is_joined)
{
    struct tokens tokens;
    const struct token *token = first_token(&tokens, "ולעשרימ");
    ck_assert_int_eq((int)token->word->number, 20);
    ck_assert_uint_eq(token->prefix_len, 4);
    ck_assert_int_eq(token->prefixes, PREFIX_VAV | PREFIX_OTHER);
    token = first_token(&tokens, "משלוח"); /* the מ belongs to it */
    ck_assert_uint_eq(token->prefix_len, 0);
    ck_assert(token->word->roles == 0);
    token = first_token(&tokens, "assembly's");
    ck_assert(token->contracted);
    first_token(&tokens, "صدوبیست");
    ck_assert_uint_eq(tokens.count, 3);
    first_token(&tokens, "دوست"); /* begins like two and */
    ck_assert_uint_eq(tokens.count, 1);
}
END_TEST

START_TEST(filter_lets_amounts_through)
{
    static const char *const yes[] = {
        "£5", "5€", "it's 18eur", "a$20", "99p", "ב₪50", "18€each", "nis50", "twenty pounds", "שקל וחצי", "לשמונימ שקל",
        "ובמאה שקל", "150هزارتومان", "صدتومن", "صدوبیست ریال", "price is 5", "costs twenty", "goes for five",
        "this message is a little longer than sixty four bytes so that its end is in a block of its own: £5",
        "£ this message is a little longer than sixty four bytes so that its end is in another block: five",
    };
    static const char *const no[] = {
        "", "5", "£", "hello how can i help you today?", "the price is right", "call me at 5:30", "שלומ במה אפשר לעזור",
        "سلام چطور میتونم کمکتون کنم", "my order is 12345", "twenty people came",
        "this message is a little longer than sixty four bytes, and it says nothing about any thing to buy",
    };
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        ck_assert_msg(amount_filter(yes[i], strlen(yes[i])), "%s", yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        ck_assert_msg(!amount_filter(no[i], strlen(no[i])), "%s", no[i]);
}
END_TEST

/* Wherever the words stand in the blocks of the filter. */
START_TEST(filter_finds_words_at_all_places)
{
    char text[200];
    for (size_t a = 0; a < 150; a++) {
        for (size_t b = a + 7; b < 160; b += 13) {
            memset(text, 'x', sizeof text);
            memcpy(text + a, " twenty ", 8);
            memcpy(text + b, " dollars", 8);
            ck_assert(amount_filter(text, b + 8));
            ck_assert(!amount_filter(text, b + 6));
        }
    }
}
END_TEST

START_TEST(stops_at_cap)
{
    const char *text = "£1 a £2 b £3 c £4";
    struct amount amounts[4];
    ck_assert_uint_eq(amounts_find(text, strlen(text), LANGUAGE_EN, amounts, 0), 0);
    ck_assert_uint_eq(amounts_find(text, strlen(text), LANGUAGE_EN, amounts, 3), 3);
    ck_assert_int_eq((int)(amounts[2].value / RAPPORT_AMOUNT_SCALE), 3);
    ck_assert_uint_eq(amounts_find(text, strlen(text), LANGUAGE_EN, amounts, 4), 4);
}
END_TEST

START_TEST(spans_are_those_of_the_money)
{
    static const struct {
        const char *text, *money;
    } rows[] = {
        { "it is £45 a month", "£45" },
        { "a hundred and twenty pounds please", "a hundred and twenty pounds" },
        { "מגבר ב-19.90 ש\"ח לחודש", "19.90 ש\"ח" },
        { "ההתקנה במאה שקלימ", "מאה שקלימ" },
        { "המשלוח ב₪50", "₪50" },
        { "99 pounds and 50 pence now", "99 pounds and 50 pence" },
        { "قیمت 1 میلیون و 850 هزار تومن است", "1 میلیون و 850 هزار تومن" },
        { "it costs 45.", "45" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct amount amount;
        size_t len = strlen(rows[i].text);
        ck_assert_uint_eq(amounts_find(rows[i].text, len, LANGUAGE_EN, &amount, 1), 1);
        ck_assert_msg(amount.end - amount.begin == strlen(rows[i].money) &&
                          memcmp(rows[i].text + amount.begin, rows[i].money, strlen(rows[i].money)) == 0,
                      "%s: %.*s", rows[i].text, (int)(amount.end - amount.begin), rows[i].text + amount.begin);
    }
}
END_TEST

/* A message of more words than the window holds loses none and reads none twice. */
START_TEST(long_messages)
{
    enum { COUNT = 3000 };
    static struct amount amounts[COUNT + 1];
    for (int sentences = 0; sentences < 2; sentences++) {
        struct bytes text = { 0 };
        for (int i = 0; i < COUNT; i++)
            bytes_addf(&text, "the sofa number %d is now £%d a month%s ", i, i + 1, sentences ? "." : "");
        ck_assert_uint_eq(amounts_find(text.ptr, text.len, LANGUAGE_EN, amounts, COUNT + 1), COUNT);
        for (int i = 0; i < COUNT; i++) {
            ck_assert_int_eq((int)(amounts[i].value / RAPPORT_AMOUNT_SCALE), i + 1);
            ck_assert_int_eq(amounts[i].period, RAPPORT_PERIOD_MONTH);
            ck_assert_uint_lt(amounts[i].item_begin, amounts[i].item_end);
        }
        bytes_release(&text);
    }
}
END_TEST

/* More amounts in the window than it keeps. */
START_TEST(dense_messages)
{
    enum { COUNT = 2000 };
    static struct amount amounts[COUNT + 1];
    struct bytes text = { 0 };
    for (int i = 0; i < COUNT; i++)
        bytes_addf(&text, "£%d ", COUNT - i);
    ck_assert_uint_eq(amounts_find(text.ptr, text.len, LANGUAGE_EN, amounts, COUNT + 1), COUNT);
    for (int i = 0; i < COUNT; i++)
        ck_assert_int_eq((int)(amounts[i].value / RAPPORT_AMOUNT_SCALE), COUNT - i);
    bytes_release(&text);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("amount");
    TCase *tcase = tcase_create("parts");
    tcase_add_test(tcase, decimals_are_parsed);
    tcase_add_test(tcase, decimals_are_written);
    tcase_add_test(tcase, digits_with_separators);
    tcase_add_test(tcase, numbers_end_where_they_end);
    tcase_add_test(tcase, no_numbers);
    tcase_add_test(tcase, words_lose_what_is_joined);
    tcase_add_test(tcase, filter_lets_amounts_through);
    tcase_add_test(tcase, filter_finds_words_at_all_places);
    suite_add_tcase(suite, tcase);
    tcase = tcase_create("messages");
    tcase_add_test(tcase, stops_at_cap);
    tcase_add_test(tcase, spans_are_those_of_the_money);
    tcase_add_test(tcase, long_messages);
    tcase_add_test(tcase, dense_messages);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(make_suite)
