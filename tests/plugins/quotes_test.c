#include "tests/stage.h"
#include "tests/unit.h"

/* A conversation with one price, said so many seconds after the first of March. */
static void quote(const char *id, const char *customer, long seconds, const char *price)
{
    char more[160], asked[80], told[400];
    snprintf(more, sizeof more, "\"customer\":%s,", customer);
    snprintf(asked, sizeof asked, "%ld u how much is the garden tour?", seconds);
    snprintf(told, sizeof told, "%ld a1 %s", seconds + 10, price);
    TALK_WITH(id, more, asked, told);
}

#define SOMEBODY(n) "{\"id\":\"u" #n "\"}"
#define OF_HOUSE(n) "{\"id\":\"u" #n "\",\"group\":\"house-7\"}"
#define DAY 86400L

START_TEST(within_two_prices_of_one_thing)
{
    TALK("fails", "u how much is the garden tour?", "a1 The garden tour costs $50.", "u ok", "a1 The garden tour costs $60.");
    TALK("same", "u how much is the garden tour?", "a1 The garden tour costs $50.", "u ok", "a1 The garden tour costs $50.00.");
    TALK("reason", "u how much is the garden tour?", "a1 The garden tour costs $60.", "u ok",
         "a1 With the discount for members the garden tour costs $50.");
    TALK("period", "u how much is the fast line?", "a1 The fast line costs $50 a month.", "u ok",
         "a1 The fast line costs $500 a year.");
    TALK("one", "u how much is the garden tour?", "a1 The garden tour costs $50.");
    TALK("customer", "u is the garden tour $60?", "a1 The garden tour costs $50.");
    TALK("currency", "u how much is the garden tour?", "a1 The garden tour costs $50.", "u ok", "a1 The garden tour costs 60 euros.");
    stage_play();
    stage_fails("fails", "quotes/within", "3 major $60 <fails 1>");
    stage_passes("same", "quotes/within");
    stage_passes("reason", "quotes/within");
    stage_silent("period", "quotes/within");
    stage_silent("one", "quotes/within");
    stage_silent("customer", "quotes/within");
    stage_silent("currency", "quotes/within");
}
END_TEST

START_TEST(across_the_commonest_amount_is_the_reference)
{
    quote("c1", SOMEBODY(1), 0, "The garden tour costs $50.");
    quote("c2", SOMEBODY(2), 100, "The garden tour costs $60.");
    quote("c3", SOMEBODY(3), 200, "The garden tour costs $50.");
    stage_play();
    stage_passes("c1", "quotes/across");
    stage_fails("c2", "quotes/across", "1 major $60 <c");
    stage_passes("c3", "quotes/across");
}
END_TEST

START_TEST(across_on_a_tie_the_earliest_is_right)
{
    quote("late", SOMEBODY(1), 500, "The garden tour costs $60.");
    quote("early", SOMEBODY(2), 100, "The garden tour costs $50.");
    stage_play();
    stage_passes("early", "quotes/across");
    stage_fails("late", "quotes/across", "1 major $60 <early 1> ~60\n");
}
END_TEST

START_TEST(across_half_a_percent_is_no_difference)
{
    quote("c1", SOMEBODY(1), 0, "The garden tour costs $200.");
    quote("c2", SOMEBODY(2), 100, "The garden tour costs $201.");
    quote("c3", SOMEBODY(3), 200, "The garden tour costs $201.01.");
    stage_play();
    stage_passes("c1", "quotes/across");
    stage_passes("c2", "quotes/across");
    stage_fails("c3", "quotes/across", "1 major $201.01 <c1 1>");
}
END_TEST

START_TEST(across_thirty_days_are_compared)
{
    quote("c1", SOMEBODY(1), 0, "The garden tour costs $50.");
    quote("c2", SOMEBODY(2), 30 * DAY, "The garden tour costs $60.");
    stage_play();
    stage_fails("c2", "quotes/across", "1 major $60 <c1 1>");
    quote("c1", SOMEBODY(1), 0, "The garden tour costs $50.");
    quote("c2", SOMEBODY(2), 30 * DAY + 1, "The garden tour costs $60.");
    stage_play();
    stage_silent("c1", "quotes/across");
    stage_silent("c2", "quotes/across");
}
END_TEST

START_TEST(across_one_household_is_critical)
{
    quote("c1", OF_HOUSE(1), 0, "The garden tour costs $50.");
    quote("c2", OF_HOUSE(2), 100, "The garden tour costs $60.");
    stage_play();
    stage_fails("c2", "quotes/across", "1 critical $60 <c1 1>\n");
    quote("c1", SOMEBODY(1), 0, "The garden tour costs $50.");
    quote("c2", SOMEBODY(1), 100, "The garden tour costs $60.");
    stage_play();
    stage_fails("c2", "quotes/across", "1 critical $60 <c1 1>\n");
}
END_TEST

START_TEST(across_a_reason_explains)
{
    quote("c1", SOMEBODY(1), 0, "The garden tour costs $50.");
    quote("c2", SOMEBODY(2), 100, "With the discount for members the garden tour costs $40.");
    quote("c3", SOMEBODY(3), 200, "The garden tour costs $50.");
    stage_play();
    stage_passes("c2", "quotes/across");
    stage_passes("c1", "quotes/across");
}
END_TEST

START_TEST(across_one_conversation_alone_has_no_opportunity)
{
    quote("c1", SOMEBODY(1), 0, "The garden tour costs $50.");
    quote("c2", SOMEBODY(2), 0, "The harbour cruise costs $60.");
    stage_play();
    stage_silent("c1", "quotes/across");
    stage_silent("c2", "quotes/across");
}
END_TEST

START_TEST(tomans_are_ten_rials)
{
    TALK("same", "u قیمت تور باغ چنده؟", "a1 قیمت تور باغ ۱۲۰ هزار تومان است.", "u باشه", "a1 قیمت تور باغ ۱٬۲۰۰٬۰۰۰ ریال است.");
    TALK("other", "u قیمت تور باغ چنده؟", "a1 قیمت تور باغ ۱۲۰ هزار تومان است.", "u باشه", "a1 قیمت تور باغ ۱۲۰٬۰۰۰ ریال است.");
    stage_play();
    stage_passes("same", "quotes/within");
    stage_fails("other", "quotes/within", "3 major ");
}
END_TEST

START_TEST(words_and_digits_are_one_amount)
{
    TALK("en", "u how much is the garden tour?", "a1 The garden tour costs 120 dollars.", "u ok",
         "a1 The garden tour costs a hundred and twenty dollars.");
    TALK("he", "u כמה עולה הסיור בגן?", "a1 הסיור בגן עולה 120 ש\"ח.", "u אוקיי", "a1 הסיור בגן עולה מאה ועשרים שקלים.");
    stage_play();
    stage_passes("en", "quotes/within");
    stage_passes("he", "quotes/within");
}
END_TEST

START_TEST(what_is_no_price_is_no_quote)
{
    TALK("refund", "u where is my money?", "a1 We refunded you $50 for the garden tour.", "u ok",
         "a1 We refunded you $60 for the garden tour.");
    TALK("numbers", "u hello", "a1 Your order number is 12345 and the speed is 500 Mb.", "u ok",
         "a1 Your order number is 12346 and the speed is 300 Mb.");
    stage_play();
    stage_silent("refund", "quotes/within");
    stage_silent("numbers", "quotes/within");
}
END_TEST

static void open_with_list(void)
{
    stage_open_with("{\"price_list\":[{\"item\":\"fiber-500\",\"names\":{\"en\":[\"Fiber 500\"],\"he\":[\"סיב 500\"]},"
                    "\"prices\":[{\"amount\":\"99.90\",\"currency\":\"ILS\",\"period\":\"month\"},"
                    "{\"amount\":\"1100\",\"currency\":\"ILS\",\"period\":\"year\"}]}]}");
}

START_TEST(the_price_list_decides)
{
    TALK("wrong", "u hi", "a1 Fiber 500 costs 120 NIS a month.");
    TALK("right", "u hi", "a1 Fiber 500 costs 99.90 NIS a month.");
    TALK("year", "u hi", "a1 Fiber 500 costs 1,100 shekels a year.");
    TALK("reason", "u hi", "a1 With the discount for members Fiber 500 costs 80 NIS a month.");
    TALK("asked", "u how much is Fiber 500?", "a1 It costs 120 NIS a month.");
    TALK("other-currency", "u hi", "a1 Fiber 500 costs $30 a month.");
    TALK("he", "u היי", "a1 סיב 500 עולה 120 ש\"ח לחודש.");
    TALK("none", "u hi", "a1 The garden tour costs 120 NIS.");
    stage_play();
    stage_fails("wrong", "quotes/list", "1 major 120 NIS");
    stage_passes("right", "quotes/list");
    stage_passes("year", "quotes/list");
    stage_passes("reason", "quotes/list");
    stage_fails("asked", "quotes/list", "1 major 120 NIS");
    stage_silent("other-currency", "quotes/list");
    stage_fails("he", "quotes/list", "1 major 120 ש\"ח");
    stage_silent("none", "quotes/list");
    stage_silent("wrong", "quotes/across");
    stage_silent("right", "quotes/across");
}
END_TEST

static Suite *quotes_suite(void)
{
    Suite *suite = suite_create("quotes");
    TCase *tcase = tcase_create("rules");
    tcase_add_unchecked_fixture(tcase, stage_open, stage_close);
    tcase_add_test(tcase, within_two_prices_of_one_thing);
    tcase_add_test(tcase, across_the_commonest_amount_is_the_reference);
    tcase_add_test(tcase, across_on_a_tie_the_earliest_is_right);
    tcase_add_test(tcase, across_half_a_percent_is_no_difference);
    tcase_add_test(tcase, across_thirty_days_are_compared);
    tcase_add_test(tcase, across_one_household_is_critical);
    tcase_add_test(tcase, across_a_reason_explains);
    tcase_add_test(tcase, across_one_conversation_alone_has_no_opportunity);
    tcase_add_test(tcase, tomans_are_ten_rials);
    tcase_add_test(tcase, words_and_digits_are_one_amount);
    tcase_add_test(tcase, what_is_no_price_is_no_quote);
    suite_add_tcase(suite, tcase);
    tcase = tcase_create("list");
    tcase_add_unchecked_fixture(tcase, open_with_list, stage_close);
    tcase_add_test(tcase, the_price_list_decides);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(quotes_suite)
