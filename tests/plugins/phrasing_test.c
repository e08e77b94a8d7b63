#include "tests/stage.h"
#include "tests/unit.h"

/* One message of an agent, as an answer. */
static void answer(const char *id, const char *text)
{
    char line[600];
    snprintf(line, sizeof line, "a1 %s", text);
    TALK(id, "u I would like a refund for my order", line);
}

START_TEST(a_refusal_without_a_way_forward)
{
    answer("bare", "I cannot refund this order.");
    answer("way", "I cannot refund it today, but I can send you a new one tomorrow at nine.");
    answer("idiom", "No problem, it is on its way.");
    TALK("turn", "u I want a refund", "a1 We cannot refund this order.", "a1 What I can do is exchange it for another size.");
    TALK("late", "u I want a refund", "a1 We cannot refund this order.", "u seriously?", "a1 What I can do is exchange it.");
    TALK("customer", "u I cannot log in", "a1 So you cannot log in with your password?");
    TALK("said-by-customer", "u it is impossible to log in", "a1 Hello.");
    stage_play();
    stage_fails("bare", "phrasing/refusal", "1 major ");
    stage_passes("way", "phrasing/refusal");
    stage_passes("idiom", "phrasing/refusal");
    stage_passes("turn", "phrasing/refusal");
    stage_fails("late", "phrasing/refusal", "1 major ");
    stage_passes("customer", "phrasing/refusal");
    stage_passes("said-by-customer", "phrasing/refusal");
}
END_TEST

START_TEST(policy_as_the_whole_reason)
{
    answer("bare", "That is our policy.");
    answer("reason", "That is our policy because opened food may not be sold again by law.");
    answer("way", "That is our policy, but I can offer you a voucher instead.");
    stage_play();
    stage_fails("bare", "phrasing/policy", "1 major ");
    stage_passes("reason", "phrasing/policy");
    stage_passes("way", "phrasing/policy");
}
END_TEST

START_TEST(blame_and_brushing_off)
{
    answer("blame", "You should have read the terms.");
    answer("neutral", "Did you receive the e-mail with the terms?");
    answer("dismissive", "That is not my problem.");
    answer("calm", "Please calm down.");
    stage_play();
    stage_fails("blame", "phrasing/blame", "1 major You should have");
    stage_passes("neutral", "phrasing/blame");
    stage_fails("dismissive", "phrasing/dismissive", "1 critical ");
    stage_fails("calm", "phrasing/dismissive", "1 critical ");
    stage_passes("neutral", "phrasing/dismissive");
}
END_TEST

START_TEST(what_repeats_the_customer_is_not_flagged)
{
    answer("quoted", "You wrote: \"that is not my problem\", who told you that?");
    answer("reported", "You wrote that it is impossible to log in, let me see.");
    stage_play();
    stage_passes("quoted", "phrasing/dismissive");
    stage_passes("reported", "phrasing/refusal");
}
END_TEST

START_TEST(obligation_and_ignorance)
{
    answer("must", "You must send the form by post.");
    answer("step", "You need to press OK and then click Settings.");
    answer("ours", "We must refund you, of course.");
    answer("ignorant", "I don't know.");
    answer("finds-out", "I'm not sure, let me check that for you.");
    stage_play();
    stage_fails("must", "phrasing/obligation", "1 minor ");
    stage_passes("step", "phrasing/obligation");
    stage_passes("ours", "phrasing/obligation");
    stage_fails("ignorant", "phrasing/ignorance", "1 minor ");
    stage_passes("finds-out", "phrasing/ignorance");
}
END_TEST

START_TEST(shouting)
{
    answer("marks", "It is on its way!!");
    answer("both", "It is where?!");
    answer("one", "It is on its way!");
    answer("three", "PLEASE READ THIS carefully.");
    answer("two", "PLEASE READ this carefully.");
    answer("names", "The USB HDMI VGA adapter is on its way.");
    answer("number", "Order AB12 CD34 EF56 is on its way.");
    stage_play();
    stage_fails("marks", "phrasing/shouting", "1 minor !!");
    stage_fails("both", "phrasing/shouting", "1 minor ?!");
    stage_passes("one", "phrasing/shouting");
    stage_fails("three", "phrasing/shouting", "1 minor PLEASE READ THIS");
    stage_passes("two", "phrasing/shouting");
    stage_passes("names", "phrasing/shouting");
    stage_passes("number", "phrasing/shouting");
}
END_TEST

#define EMOJI "\U0001F600"

START_TEST(an_emoji_towards_a_title_or_a_complaint)
{
    TALK_WITH("title", "\"customer\":{\"id\":\"u\",\"title\":\"Dr\"},", "u hello", "a1 It is on its way " EMOJI);
    TALK("signed", "u hello, my order is late. Dr. Levi", "a1 It is on its way :)");
    TALK("complains", "u this is terrible service, I am very disappointed", "a1 It is on its way " EMOJI);
    TALK("before", "u hello", "a1 It is on its way " EMOJI, "u this is terrible service, I am very disappointed", "a1 Sorry.");
    TALK("later", "u this is terrible service, I am very disappointed", "a1 Sorry.", "u ok", "a1 It is on its way " EMOJI);
    TALK("other", "u hello", "a1 It is on its way " EMOJI);
    stage_play();
    stage_fails("title", "phrasing/informal", "1 info " EMOJI);
    stage_fails("signed", "phrasing/informal", "1 info :)");
    stage_fails("complains", "phrasing/informal", "1 info " EMOJI);
    stage_passes("before", "phrasing/informal");
    stage_passes("later", "phrasing/informal");
    stage_passes("other", "phrasing/informal");
}
END_TEST

START_TEST(without_a_human_agent_there_is_no_opportunity)
{
    static const char *const rules[] = {"refusal", "policy", "blame", "dismissive", "obligation", "ignorance", "shouting", "informal"};
    TALK("bot", "u I want a refund", "b I cannot refund this!! It is our policy. I don't know.");
    TALK("nobody", "u calm down!! it is our policy");
    stage_play();
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        char rule[40];
        snprintf(rule, sizeof rule, "phrasing/%s", rules[i]);
        stage_silent("bot", rule);
        stage_silent("nobody", rule);
    }
}
END_TEST

START_TEST(a_message_that_breaks_two_rules_gets_both)
{
    answer("both", "I cannot refund this order, it is our policy.");
    stage_play();
    stage_fails("both", "phrasing/refusal", "1 major ");
    stage_fails("both", "phrasing/policy", "1 major ");
}
END_TEST

START_TEST(hebrew_in_all_spellings)
{
    TALK("plain", "u אני רוצה החזר", "a1 אי אפשר לזכות אותך.");
    TALK("prefix", "u אני רוצה החזר", "a1 בדקתי, ואי אפשר לזכות אותך.");
    TALK("niqqud", "u אני רוצה החזר", "a1 אִי אֶפְשָׁר לזכות אותך.");
    TALK("idiom", "u אני רוצה החזר", "a1 אין בעיה, הזיכוי בדרך.");
    TALK("blame", "u אני רוצה החזר", "a1 היית צריך לקרוא את התקנון.");
    stage_play();
    stage_fails("plain", "phrasing/refusal", "1 major אי אפשר");
    stage_fails("prefix", "phrasing/refusal", "1 major ");
    stage_fails("niqqud", "phrasing/refusal", "1 major ");
    stage_passes("idiom", "phrasing/refusal");
    stage_fails("blame", "phrasing/blame", "1 major ");
}
END_TEST

START_TEST(persian_in_all_spellings)
{
    TALK("zwnj", "u پولم رو پس بدید", "a1 نمی\u200Cتوانم پول شما را برگردانم.");
    TALK("space", "u پولم رو پس بدید", "a1 نمی توانم پول شما را برگردانم.");
    TALK("joined", "u پولم رو پس بدید", "a1 نمیتوانم پول شما را برگردانم.");
    TALK("spoken", "u پولم رو پس بدید", "a1 نمی\u200Cتونم پولتون رو برگردونم.");
    TALK("arabic", "u پولم رو پس بدید", "a1 نم\u064A\u200Cتوانم پول شما را برگردانم.");
    TALK("idiom", "u پولم رو پس بدید", "a1 مشکلی نیست، پول شما برمی\u200Cگردد.");
    stage_play();
    stage_fails("zwnj", "phrasing/refusal", "1 major ");
    stage_fails("space", "phrasing/refusal", "1 major ");
    stage_fails("joined", "phrasing/refusal", "1 major ");
    stage_fails("spoken", "phrasing/refusal", "1 major ");
    stage_fails("arabic", "phrasing/refusal", "1 major ");
    stage_passes("idiom", "phrasing/refusal");
}
END_TEST

static Suite *phrasing_suite(void)
{
    Suite *suite = suite_create("phrasing");
    TCase *tcase = tcase_create("rules");
    tcase_add_unchecked_fixture(tcase, stage_open, stage_close);
    tcase_add_test(tcase, a_refusal_without_a_way_forward);
    tcase_add_test(tcase, policy_as_the_whole_reason);
    tcase_add_test(tcase, blame_and_brushing_off);
    tcase_add_test(tcase, what_repeats_the_customer_is_not_flagged);
    tcase_add_test(tcase, obligation_and_ignorance);
    tcase_add_test(tcase, shouting);
    tcase_add_test(tcase, an_emoji_towards_a_title_or_a_complaint);
    tcase_add_test(tcase, without_a_human_agent_there_is_no_opportunity);
    tcase_add_test(tcase, a_message_that_breaks_two_rules_gets_both);
    tcase_add_test(tcase, hebrew_in_all_spellings);
    tcase_add_test(tcase, persian_in_all_spellings);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(phrasing_suite)
