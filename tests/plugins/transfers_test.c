#include "tests/stage.h"
#include "tests/unit.h"

#define ASKED "u my bill was charged twice this month"
#define PASSED_ON "a1 I will transfer you to the billing department."

START_TEST(unattempted_fails_when_the_agent_only_passes_on)
{
    TALK("fails", ASKED, "a1 Hello, one moment please.", PASSED_ON, "> a1 a2 billing",
         "a2 I see that your bill was charged twice, I am refunding it now.");
    TALK("belongs", ASKED, "a1 Hello, that belongs to billing.", "> a1 a2 billing", "a2 I see that you were charged twice.");
    TALK("identifies", ASKED, "a1 What is your customer number please?", "u 1234567", PASSED_ON, "> a1 a2 billing",
         "a2 I see that you were charged twice.");
    stage_play();
    stage_fails("fails", "transfers/unattempted", "3 major");
    stage_fails("belongs", "transfers/unattempted", "2 major");
    stage_fails("identifies", "transfers/unattempted", "4 major");
}
END_TEST

START_TEST(unattempted_passes_after_a_question_a_step_or_a_wish)
{
    TALK("asks", ASKED, "a1 Which of the two charges did you see first, the one on the card or the one at the bank?",
         "u the card", PASSED_ON, "> a1 a2 billing", "a2 I see that you were charged twice.");
    TALK("tries", ASKED, "a1 I checked the invoice and the payment from the third of March was booked again.", PASSED_ON,
         "> a1 a2 billing", "a2 I see that you were charged twice.");
    TALK("wished", ASKED, "a1 Hello.", "u please transfer me to a manager", PASSED_ON, "> a1 a2 billing",
         "a2 I see that you were charged twice.");
    TALK("alone", ASKED, "a1 I refunded it. Thank you for telling us.");
    TALK("bot", ASKED, "b Hello, I am the assistant, connecting you to a person.", "> b1 a1 billing",
         "a1 I refunded it. Thank you for telling us.");
    stage_play();
    stage_passes("asks", "transfers/unattempted");
    stage_passes("tries", "transfers/unattempted");
    stage_passes("wished", "transfers/unattempted");
    stage_silent("alone", "transfers/unattempted");
    stage_silent("bot", "transfers/unattempted");
}
END_TEST

START_TEST(cold_is_a_new_agent_who_asks_for_the_whole_story)
{
    TALK("cold", ASKED, PASSED_ON, "> a1 a2 billing", "a2 Hello, how can I help you today?");
    TALK("second", ASKED, PASSED_ON, "> a1 a2 billing", "a2 Hello, I am Dana.", "a2 How can I help you?");
    TALK("knows", ASKED, PASSED_ON, "> a1 a2 billing", "a2 I see that your bill was charged twice. How can I help you with it?");
    TALK("narrow", ASKED, PASSED_ON, "> a1 a2 billing", "a2 Which of the two charges is the older one?");
    TALK("later", ASKED, PASSED_ON, "> a1 a2 billing", "a2 I see that your bill was charged twice.", "u yes",
         "a2 How can I help you besides that?");
    TALK("before", ASKED, "a1 Hello, how can I help you today?", ASKED, PASSED_ON, "> a1 a2 billing",
         "a2 I see that your bill was charged twice.");
    stage_play();
    stage_fails("cold", "transfers/cold", "3 major ");
    stage_fails("second", "transfers/cold", "4 major ");
    stage_passes("knows", "transfers/cold");
    stage_passes("narrow", "transfers/cold");
    stage_passes("later", "transfers/cold");
    stage_passes("before", "transfers/cold");
}
END_TEST

START_TEST(repeated_is_said_by_the_customer_after_a_handover)
{
    TALK("fails", ASKED, PASSED_ON, "> a1 a2 billing", "a2 I see a charge.", "u I already explained this to your colleague");
    TALK("detail", ASKED, PASSED_ON, "> a1 a2 billing", "a2 I see a charge.", "u it was on the third of March");
    TALK("before", ASKED, "a1 Hello, how can I help?", "u I already explained this", PASSED_ON, "> a1 a2 billing",
         "a2 I see that your bill was charged twice.");
    TALK("none", ASKED, "a1 Hello, how can I help?", "u I already explained this", "a1 I refunded it.");
    stage_play();
    stage_fails("fails", "transfers/repeated", "4 major ");
    stage_passes("detail", "transfers/repeated");
    stage_passes("before", "transfers/repeated");
    stage_silent("none", "transfers/repeated");
}
END_TEST

START_TEST(ping_pong_is_a_return_nobody_agreed_on)
{
    TALK("agent", ASKED, PASSED_ON, "> a1 a2", "a2 I see a charge.", "> a2 a1", "a1 I am back, I refunded it.");
    TALK_WITH("queue", "\"queue\":\"sales\",", ASKED, PASSED_ON, "> a1 a2 billing", "a2 I see a charge.",
              "> a2 a3 sales", "a3 I see a charge too.");
    TALK("agreed", ASKED, PASSED_ON, "> a1 a2", "a2 I will check the charge, then Dana will be back with you after the check.",
         "u fine", "> a2 a1", "a1 I am back, I refunded it.");
    TALK("onward", ASKED, PASSED_ON, "> a1 a2 billing", "a2 I see a charge.", "> a2 a3 tech", "a3 I see a charge too.");
    TALK("once", ASKED, PASSED_ON, "> a1 a2 billing", "a2 I refunded it.");
    stage_play();
    stage_fails("agent", "transfers/ping-pong", "4 major");
    stage_fails("queue", "transfers/ping-pong", "4 major");
    stage_passes("agreed", "transfers/ping-pong");
    stage_passes("onward", "transfers/ping-pong");
    stage_silent("once", "transfers/ping-pong");
}
END_TEST

START_TEST(chain_counts_handovers)
{
    TALK("one", ASKED, PASSED_ON, "> a1 a2", "a2 I refunded it.");
    TALK("two", ASKED, PASSED_ON, "> a1 a2", "a2 I see a charge.", "> a2 a3", "a3 I refunded it.");
    TALK("three", ASKED, PASSED_ON, "> a1 a2", "a2 I see a charge.", "> a2 a3", "a3 I see it too.", "> a3 a4", "a4 I refunded it.");
    TALK("none", ASKED, "a1 I refunded it.");
    stage_play();
    stage_passes("one", "transfers/chain");
    stage_fails("two", "transfers/chain", "4 minor");
    stage_fails("three", "transfers/chain", "4 minor");
    stage_silent("none", "transfers/chain");
}
END_TEST

START_TEST(a_handover_needs_no_event)
{
    TALK("announced", ASKED, PASSED_ON, "a2 Hello, how can I help you today?");
    TALK("silent", ASKED, "a1 Hello.", "u so?", "a2 Hello, how can I help you today?");
    stage_play();
    stage_fails("announced", "transfers/unattempted", "1 major");
    stage_fails("silent", "transfers/unattempted", "3 major");
    stage_fails("announced", "transfers/cold", "2 major");
}
END_TEST

START_TEST(dropped_is_an_announcement_that_nobody_follows)
{
    TALK("dropped", ASKED, PASSED_ON, "u ok");
    TALK("event", ASKED, "a1 Hello.", PASSED_ON, "> a1 a2 billing", "u hello?");
    TALK("taken", ASKED, PASSED_ON, "> a1 a2", "a2 I refunded it.");
    TALK("left", ASKED, PASSED_ON, "! left customer");
    TALK("declined", ASKED, "a1 Shall I transfer you to the billing department?", "u no thanks, I'll call later");
    TALK("none", ASKED, "a1 I refunded it.");
    stage_play();
    stage_fails("dropped", "transfers/dropped", "1 critical ");
    stage_fails("event", "transfers/dropped", "2 critical ");
    stage_silent("event", "transfers/chain");
    stage_silent("event", "transfers/unattempted");
    stage_passes("taken", "transfers/dropped");
    stage_passes("left", "transfers/dropped");
    stage_passes("declined", "transfers/dropped");
    stage_silent("none", "transfers/dropped");
}
END_TEST

START_TEST(hebrew_and_persian_are_heard_too)
{
    TALK("he", "u חויבתי פעמיים החודש", "a1 שלום, אני מעבירה אותך למחלקת הגבייה.", "> a1 a2", "a2 שלום, במה אפשר לעזור?",
         "u כבר הסברתי את זה לנציגה הקודמת");
    TALK("fa", "u این ماه دو بار از حسابم کم شده", "a1 سلام، شما را به بخش مالی وصل می\u200cکنم.", "> a1 a2",
         "a2 سلام، چطور می\u200cتونم کمکتون کنم؟", "u من که همه اینا رو به همکارتون گفتم");
    stage_play();
    stage_fails("he", "transfers/unattempted", "2 major");
    stage_fails("he", "transfers/cold", "3 major ");
    stage_fails("he", "transfers/repeated", "4 major ");
    stage_fails("fa", "transfers/unattempted", "2 major");
    stage_fails("fa", "transfers/cold", "3 major ");
    stage_fails("fa", "transfers/repeated", "4 major ");
}
END_TEST

static void open_with_limit(void)
{
    stage_open_with("{\"rules\":{\"transfers/chain\":{\"limit\":2}}}");
}

START_TEST(the_limit_of_handovers_is_configured)
{
    TALK("two", ASKED, PASSED_ON, "> a1 a2", "a2 I see a charge.", "> a2 a3", "a3 I refunded it.");
    TALK("three", ASKED, PASSED_ON, "> a1 a2", "a2 I see a charge.", "> a2 a3", "a3 I see it too.", "> a3 a4", "a4 I refunded it.");
    stage_play();
    stage_passes("two", "transfers/chain");
    stage_fails("three", "transfers/chain", "6 minor");
}
END_TEST

static Suite *transfers_suite(void)
{
    Suite *suite = suite_create("transfers");
    TCase *tcase = tcase_create("rules");
    tcase_add_unchecked_fixture(tcase, stage_open, stage_close);
    tcase_add_test(tcase, unattempted_fails_when_the_agent_only_passes_on);
    tcase_add_test(tcase, unattempted_passes_after_a_question_a_step_or_a_wish);
    tcase_add_test(tcase, cold_is_a_new_agent_who_asks_for_the_whole_story);
    tcase_add_test(tcase, repeated_is_said_by_the_customer_after_a_handover);
    tcase_add_test(tcase, ping_pong_is_a_return_nobody_agreed_on);
    tcase_add_test(tcase, chain_counts_handovers);
    tcase_add_test(tcase, a_handover_needs_no_event);
    tcase_add_test(tcase, dropped_is_an_announcement_that_nobody_follows);
    tcase_add_test(tcase, hebrew_and_persian_are_heard_too);
    suite_add_tcase(suite, tcase);
    tcase = tcase_create("options");
    tcase_add_unchecked_fixture(tcase, open_with_limit, stage_close);
    tcase_add_test(tcase, the_limit_of_handovers_is_configured);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(transfers_suite)
