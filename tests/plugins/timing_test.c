#include "tests/stage.h"
#include "tests/unit.h"

/* Times are seconds after ten in the morning. */

START_TEST(a_person_answers_within_six_minutes)
{
    TALK("360", "0 u where is my parcel?", "360 a1 Let me look.");
    TALK("361", "0 u where is my parcel?", "361 a1 Let me look.");
    TALK("bot", "0 u where is my parcel?", "5 b We got your message.", "900 a1 Let me look.");
    TALK("never", "0 u where is my parcel?", "5 b We got your message.", "1000 ! closed");
    TALK("left", "0 u where is my parcel?", "200 ! left customer");
    TALK("first", "0 a1 Hello, how can I help?", "900 u where is my parcel?");
    TALK("untimed", "u where is my parcel?", "a1 Let me look.");
    TALK_WITH("email", "\"channel\":\"email\",", "0 u where is my parcel?", "40000 a1 Let me look.");
    stage_play();
    stage_passes("360", "timing/first-reply");
    stage_fails("361", "timing/first-reply", "1 major");
    stage_fails("bot", "timing/first-reply", "2 major");
    stage_fails("never", "timing/first-reply", "0 major");
    stage_silent("left", "timing/first-reply");
    stage_passes("first", "timing/first-reply");
    stage_verdict("untimed", "timing/first-reply", "unchecked");
    stage_passes("email", "timing/first-reply");
}
END_TEST

START_TEST(nobody_waits_in_the_middle)
{
    TALK("300", "0 u hi", "10 a1 Hello.", "20 u where is my parcel?", "320 a1 Here it is.");
    TALK("301", "0 u hi", "10 a1 Hello.", "20 u where is my parcel?", "321 a1 Here it is.");
    TALK("again", "0 u hi", "10 a1 Hello.", "20 u where is my parcel?", "200 u are you there?", "400 a1 Here it is.");
    TALK("named", "0 u hi", "10 a1 Please hold for ten minutes.", "20 u and my refund?", "600 a1 Here it is.");
    TALK("unnamed", "0 u hi", "10 a1 One moment please.", "20 u and my refund?", "600 a1 Here it is.");
    TALK("ok", "0 u hi", "10 a1 I am looking.", "20 u ok thanks", "900 a1 Here it is.");
    stage_play();
    stage_passes("300", "timing/gap");
    stage_fails("301", "timing/gap", "3 minor");
    stage_fails("again", "timing/gap", "4 minor");
    stage_passes("named", "timing/gap");
    stage_fails("unnamed", "timing/gap", "3 minor");
    stage_silent("ok", "timing/gap");
}
END_TEST

START_TEST(calls_are_wanted)
{
    TALK("event", "0 u my card is blocked", "10 a1 I see it.", "20 ! callback");
    TALK("asked", "0 u can someone call me back?", "10 a1 Of course.", "20 ! callback");
    TALK("agreed", "0 u my card is blocked", "10 a1 Shall we call you back?", "15 u yes please", "20 ! callback");
    TALK("none", "0 u my card is blocked", "10 a1 I see it.");
    stage_play();
    stage_fails("event", "timing/callback", "2 minor");
    stage_passes("asked", "timing/callback");
    stage_passes("agreed", "timing/callback");
    stage_silent("none", "timing/callback");
}
END_TEST

#define CUSTOMER(id) "\"customer\":{\"id\":\"" id "\"},"

START_TEST(promises_are_kept)
{
    TALK_WITH("broken", CUSTOMER("u1"), "0 u where is it?", "10 a1 I'll call you back within two hours.", "20 u ok");
    TALK_WITH("kept", CUSTOMER("u2"), "0 u where is it?", "10 a1 I'll call you back within two hours.", "20 u ok");
    TALK_WITH("keeps", CUSTOMER("u2"), "3600 a1 It is on its way.", "3610 u thanks");
    TALK_WITH("here", CUSTOMER("u3"), "0 u where is it?", "10 a1 I'll call you back within two hours.", "900 a1 It is here.");
    TALK_WITH("soon", CUSTOMER("u4"), "0 u where is it?", "10 a1 I'll be back within two minutes.", "20 u ok");
    TALK("nobody", "0 u where is it?", "10 a1 I'll call you back within two hours.", "20 u ok");
    TALK_WITH("late", CUSTOMER("u5"), "49000 u where is it?", "49010 a1 I'll call you back within two hours.");
    stage_play();
    stage_fails("broken", "timing/promise", "1 major");
    stage_passes("kept", "timing/promise");
    stage_passes("here", "timing/promise");
    stage_silent("soon", "timing/promise");
    stage_verdict("nobody", "timing/promise", "unchecked");
    stage_silent("late", "timing/promise"); /* the archive ends before */
}
END_TEST

START_TEST(hours_that_are_stated_hold)
{
    TALK("answered", "0 u where is my parcel?", "5 b Our agents are here 09:00-17:00, every day.", "100 a1 Here.");
    TALK("unanswered", "0 u where is my parcel?", "5 b Our agents are here 09:00-17:00, every day.",
         "40000 ! closed");
    TALK("late", "22000 u where is my parcel?", "22005 b Our agents are here 09:00-17:00, every day.", "40000 ! closed");
    TALK("unknown", "0 u where is my parcel?", "40000 ! closed");
    stage_play();
    stage_passes("answered", "timing/hours");
    stage_fails("unanswered", "timing/hours", "0 minor");
    stage_silent("late", "timing/hours");
    stage_silent("unknown", "timing/hours");
}
END_TEST

static Suite *timing_suite(void)
{
    Suite *suite = suite_create("timing");
    TCase *tcase = tcase_create("rules");
    tcase_add_unchecked_fixture(tcase, stage_open, stage_close);
    tcase_add_test(tcase, a_person_answers_within_six_minutes);
    tcase_add_test(tcase, nobody_waits_in_the_middle);
    tcase_add_test(tcase, calls_are_wanted);
    tcase_add_test(tcase, promises_are_kept);
    tcase_add_test(tcase, hours_that_are_stated_hold);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(timing_suite)
