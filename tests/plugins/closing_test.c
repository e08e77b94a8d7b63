#include "tests/stage.h"
#include "tests/unit.h"

START_TEST(anything_else_is_asked_in_the_last_four_messages)
{
    TALK("none", "u my card is blocked", "a1 It is unblocked.", "u ok");
    TALK("fourth", "u hi", "a1 Is there anything else?", "u no", "a1 It works.", "u ok", "a1 Fine.", "u ok", "a1 Goodbye.");
    TALK("fifth", "u hi", "a1 Is there anything else?", "u no", "a1 It works.", "u ok", "a1 Fine.", "u ok", "a1 Good.",
         "u ok", "a1 Goodbye.");
    TALK("left", "u hi", "a1 It is unblocked.", "! left customer");
    TALK("bot", "u hi", "b Is there anything else?");
    TALK("he", "u הכרטיס חסום", "a1 הוא שוחרר, להתראות", "u תודה");
    TALK("fa", "u کارتم مسدوده", "a1 باز شد، خدانگهدار", "u ممنون");
    stage_play();
    stage_fails("none", "closing/anything-else", "1 info");
    stage_passes("fourth", "closing/anything-else");
    stage_fails("fifth", "closing/anything-else", "9 info");
    stage_silent("left", "closing/anything-else");
    stage_silent("bot", "closing/anything-else");
    stage_fails("he", "closing/anything-else", "1 info");
    stage_fails("fa", "closing/anything-else", "1 info");
}
END_TEST

START_TEST(feedback_is_asked_by_a_person_or_a_bot)
{
    TALK("none", "u hi", "a1 It is unblocked.", "u ok");
    TALK("agent", "u hi", "a1 It is unblocked. Please rate our chat.", "u ok");
    TALK("bot", "u hi", "a1 It is unblocked.", "u ok", "b Please rate our chat.");
    TALK("customer", "u Where is the survey?", "a1 It is unblocked.", "u ok");
    stage_play();
    stage_fails("none", "closing/feedback", "1 info");
    stage_passes("agent", "closing/feedback");
    stage_passes("bot", "closing/feedback");
    stage_fails("customer", "closing/feedback", "1 info");
}
END_TEST

static Suite *closing_suite(void)
{
    Suite *suite = suite_create("closing");
    TCase *tcase = tcase_create("rules");
    tcase_add_unchecked_fixture(tcase, stage_open, stage_close);
    tcase_add_test(tcase, anything_else_is_asked_in_the_last_four_messages);
    tcase_add_test(tcase, feedback_is_asked_by_a_person_or_a_bot);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(closing_suite)
