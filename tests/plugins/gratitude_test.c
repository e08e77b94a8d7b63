#include "tests/stage.h"
#include "tests/unit.h"

START_TEST(closing_wants_thanks_in_the_last_three_messages)
{
    TALK("none", "u my card is blocked", "a1 I have unblocked it.", "u great");
    TALK("thanks", "u my card is blocked", "a1 I have unblocked it. Thank you for calling.");
    TALK("third", "u my card is blocked", "a1 Thank you for calling us.", "u ok", "a1 It is unblocked.", "u ok",
         "a1 Goodbye.", "u bye");
    TALK("fourth", "u my card is blocked", "a1 Thank you for calling us.", "u ok", "a1 It is unblocked.", "u ok",
         "a1 It works now.", "u ok", "a1 Goodbye.", "u bye");
    TALK("welcome", "u my card is blocked", "a1 I have unblocked it.", "u thanks", "a1 You're welcome.");
    stage_play();
    stage_fails("none", "gratitude/closing", "1 major");
    stage_passes("thanks", "gratitude/closing");
    stage_passes("third", "gratitude/closing");
    stage_fails("fourth", "gratitude/closing", "7 major");
    stage_fails("welcome", "gratitude/closing", "3 major");
}
END_TEST

START_TEST(closing_has_no_opportunity_without_an_end)
{
    TALK("left", "u my card is blocked", "a1 I have unblocked it.", "! left customer");
    TALK("unanswered", "u my card is blocked", "a1 Which card is it?");
    TALK("dropped", "u my card is blocked", "a1 I will transfer you to the card department.", "u ok");
    TALK("bot", "u my card is blocked", "b Please call us.");
    stage_play();
    stage_silent("left", "gratitude/closing");
    stage_silent("unanswered", "gratitude/closing");
    stage_silent("dropped", "gratitude/closing");
    stage_silent("bot", "gratitude/closing");
}
END_TEST

#define WAIT "a1 One moment please, I am checking."

START_TEST(a_wait_of_two_minutes_wants_thanks_or_an_apology)
{
    TALK("119", "0 u hi", "10 " WAIT, "129 a1 It is unblocked. Thank you for calling.");
    TALK("120", "0 u hi", "10 " WAIT, "130 a1 It is unblocked. Goodbye.");
    TALK("thanks", "0 u hi", "10 " WAIT, "130 a1 Thank you for waiting. It is unblocked.");
    TALK("sorry", "0 u hi", "10 " WAIT, "130 a1 Sorry for the wait, it is unblocked.");
    TALK("next", "0 u hi", "10 " WAIT, "130 a1 I am back.", "135 a1 Thanks for your patience.");
    TALK("turn", "0 u hi", "10 " WAIT, "130 a1 I am back.", "132 u ok", "135 a1 Thanks for your patience.");
    TALK("other", "0 u hi", "10 " WAIT, "130 a2 It is unblocked.");
    TALK("hold", "0 u hi", "5 a1 I see your card.", "10 ! hold", "130 ! resume", "131 a1 It is unblocked.");
    TALK("untimed", "u hi", WAIT, "a1 It is unblocked.");
    stage_play();
    stage_silent("119", "gratitude/wait");
    stage_fails("120", "gratitude/wait", "2 minor");
    stage_passes("thanks", "gratitude/wait");
    stage_passes("sorry", "gratitude/wait");
    stage_passes("next", "gratitude/wait");
    stage_fails("turn", "gratitude/wait", "2 minor");
    stage_silent("other", "gratitude/wait");
    stage_fails("hold", "gratitude/wait", "4 minor");
    stage_verdict("untimed", "gratitude/wait", "unchecked");
}
END_TEST

START_TEST(feedback_is_thanked_for)
{
    TALK("praise", "u your technician was excellent, very professional", "a1 Your card is unblocked.", "u ok", "a1 Goodbye.");
    TALK("thanked", "u your technician was excellent, very professional", "a1 Thank you for the kind words!");
    TALK("formula", "u your technician was excellent, very professional", "a1 It is done. Thank you for calling.");
    TALK("complaint", "u I want to complain, your service is terrible", "a1 I am so sorry about that.");
    TALK("ignored", "u I want to complain, your service is terrible", "a1 Your card is unblocked.");
    TALK("neither", "u my card is blocked", "a1 Your card is unblocked.");
    TALK("last", "u my card is blocked", "a1 Your card is unblocked.", "u your technician was excellent, very professional");
    stage_play();
    stage_fails("praise", "gratitude/feedback", "1 minor");
    stage_passes("thanked", "gratitude/feedback");
    stage_fails("formula", "gratitude/feedback", "1 minor");
    stage_passes("complaint", "gratitude/feedback");
    stage_fails("ignored", "gratitude/feedback", "1 minor");
    stage_silent("neither", "gratitude/feedback");
    stage_silent("last", "gratitude/feedback");
}
END_TEST

START_TEST(loyalty_is_acknowledged)
{
    TALK("fails", "u I have been a customer for ten years", "a1 Your card is unblocked.");
    TALK("passes", "u I have been a customer for ten years", "a1 Your card is unblocked.", "u ok",
         "a1 Thank you for your loyalty over all these years.");
    TALK("none", "u my card is blocked", "a1 Your card is unblocked.");
    stage_play();
    stage_fails("fails", "gratitude/loyalty", "1 minor");
    stage_passes("passes", "gratitude/loyalty");
    stage_silent("none", "gratitude/loyalty");
}
END_TEST

START_TEST(hebrew_and_persian_thanks_are_heard)
{
    TALK("he", "u הכרטיס שלי חסום", "a1 שחררתי את הכרטיס. תודה שפנית אלינו.");
    TALK("he-prefix", "u הכרטיס שלי חסום", "a1 שחררתי את הכרטיס, ותודה על הסבלנות.");
    TALK("he-none", "u הכרטיס שלי חסום", "a1 שחררתי את הכרטיס.", "u תודה", "a1 בבקשה.");
    TALK("fa", "u کارتم مسدود شده", "a1 کارت شما آزاد شد. ممنون از تماس شما.");
    TALK("fa-arabic", "u كارتم مسدود شده", "a1 كارت شما آزاد شد. متشكرم از تماس شما.");
    TALK("fa-none", "u کارتم مسدود شده", "a1 کارت شما آزاد شد.", "u مرسی", "a1 خواهش می\u200cکنم.");
    stage_play();
    stage_passes("he", "gratitude/closing");
    stage_passes("he-prefix", "gratitude/closing");
    stage_fails("he-none", "gratitude/closing", "3 major");
    stage_passes("fa", "gratitude/closing");
    stage_passes("fa-arabic", "gratitude/closing");
    stage_fails("fa-none", "gratitude/closing", "3 major");
}
END_TEST

static void open_with_seconds(void)
{
    stage_open_with("{\"rules\":{\"gratitude/wait\":{\"seconds\":60,\"severity\":\"critical\"},"
                    "\"gratitude/closing\":\"off\"}}");
}

START_TEST(the_wait_and_the_severities_are_configured)
{
    TALK("59", "0 u hi", "10 " WAIT, "69 a1 It is unblocked.");
    TALK("60", "0 u hi", "10 " WAIT, "70 a1 It is unblocked.");
    stage_play();
    stage_silent("59", "gratitude/wait");
    stage_fails("60", "gratitude/wait", "2 critical");
    stage_silent("60", "gratitude/closing");
}
END_TEST

static Suite *gratitude_suite(void)
{
    Suite *suite = suite_create("gratitude");
    TCase *tcase = tcase_create("rules");
    tcase_add_unchecked_fixture(tcase, stage_open, stage_close);
    tcase_add_test(tcase, closing_wants_thanks_in_the_last_three_messages);
    tcase_add_test(tcase, closing_has_no_opportunity_without_an_end);
    tcase_add_test(tcase, a_wait_of_two_minutes_wants_thanks_or_an_apology);
    tcase_add_test(tcase, feedback_is_thanked_for);
    tcase_add_test(tcase, loyalty_is_acknowledged);
    tcase_add_test(tcase, hebrew_and_persian_thanks_are_heard);
    suite_add_tcase(suite, tcase);
    tcase = tcase_create("options");
    tcase_add_unchecked_fixture(tcase, open_with_seconds, stage_close);
    tcase_add_test(tcase, the_wait_and_the_severities_are_configured);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(gratitude_suite)
