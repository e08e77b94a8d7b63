#include "tests/stage.h"
#include "tests/unit.h"

START_TEST(a_known_name_is_used)
{
    TALK_WITH("none", "\"customer\":{\"id\":\"n1\",\"name\":\"Dana Hill\"},",
              "u hi", "a1 Hello.", "u ok");
    TALK_WITH("first", "\"customer\":{\"id\":\"n2\",\"name\":\"Dana Hill\"},",
              "u hi", "a1 Hello.", "u ok", "a1 Bye, DANA!");
    TALK_WITH("family", "\"customer\":{\"id\":\"n3\",\"name\":\"Dana Hill\"},",
              "u hi", "a1 Hello Ms. Hill.");
    TALK_WITH("inside", "\"customer\":{\"id\":\"n4\",\"name\":\"Ann Hill\"},",
              "u hi", "a1 The planning is annual.");
    TALK_WITH("he", "\"customer\":{\"id\":\"n5\",\"name\":\"דנה לוי\"},",
              "u היי", "a1 שלום לך");
    TALK_WITH("he-particle", "\"customer\":{\"id\":\"n6\",\"name\":\"דנה לוי\"},",
              "u היי", "a1 שלום, נשמח לעזור לדנה");
    TALK_WITH("fa-joined", "\"customer\":{\"id\":\"n7\",\"name\":\"مریم رضایی\"},",
              "u سلام", "a1 سلام مریم\u200cجان");
    TALK_WITH("fa", "\"customer\":{\"id\":\"n8\",\"name\":\"مریم رضایی\"},",
              "u سلام", "a1 سلام وقت بخیر");
    TALK_WITH("script", "\"customer\":{\"id\":\"n9\",\"name\":\"Dana Hill\"},",
              "u היי", "a1 שלום לך, במה אפשר לעזור");
    TALK("said", "u My name is Dana Hill.", "a1 Hello.");
    TALK("said-used", "u My name is Dana Hill.", "a1 Hello Dana.");
    TALK("answered", "a1 What's your name?", "u Dana", "a1 Hello Dana.");
    TALK("unknown", "u hi", "a1 Hello.");
    stage_play();
    stage_fails("none", "personal/name", "1 info");
    stage_passes("first", "personal/name");
    stage_passes("family", "personal/name");
    stage_fails("inside", "personal/name", "1 info");
    stage_fails("he", "personal/name", "1 info");
    stage_passes("he-particle", "personal/name");
    stage_passes("fa-joined", "personal/name");
    stage_fails("fa", "personal/name", "1 info");
    stage_verdict("script", "personal/name", "unchecked");
    stage_fails("said", "personal/name", "1 info");
    stage_passes("said-used", "personal/name");
    stage_passes("answered", "personal/name");
    stage_silent("unknown", "personal/name");
}
END_TEST

START_TEST(history_is_referred_to_within_thirty_days)
{
    TALK_WITH("a1", "\"customer\":{\"id\":\"h1\"},\"started\":\"2026-03-01T10:00:00Z\",",
              "u hi", "a1 Hello.");
    TALK_WITH("a2", "\"customer\":{\"id\":\"h1\"},\"started\":\"2026-03-31T10:00:00Z\",",
              "u hi", "a1 Hello.");
    TALK_WITH("a3", "\"customer\":{\"id\":\"h1\"},\"started\":\"2026-04-30T10:00:01Z\",",
              "u hi", "a1 Hello.");
    TALK_WITH("b2", "\"customer\":{\"id\":\"h2\"},\"started\":\"2026-03-10T10:00:00Z\",",
              "u hi", "a1 Hello. I see you called us last week.");
    TALK_WITH("b1", "\"customer\":{\"id\":\"h2\"},\"started\":\"2026-03-01T10:00:00Z\",",
              "u hi", "b Welcome.");
    TALK_WITH("c1", "\"customer\":{\"id\":\"h3\"},\"started\":\"2026-03-01T10:00:00Z\",",
              "u hi", "a1 Hello.");
    TALK_WITH("c2", "\"customer\":{\"id\":\"h3\"},",
              "u hi", "a1 Hello.");
    TALK_WITH("d1", "\"customer\":{\"id\":\"h4\"},\"started\":\"2026-03-01T10:00:00Z\",",
              "u היי", "a1 שלום");
    TALK_WITH("d2", "\"customer\":{\"id\":\"h4\"},\"started\":\"2026-03-02T10:00:00Z\",",
              "u היי", "a1 שלום, אני רואה את הפנייה הקודמת");
    TALK_WITH("e1", "\"customer\":{\"id\":\"h5\"},\"started\":\"2026-03-01T10:00:00Z\",",
              "u سلام", "a1 سلام");
    TALK_WITH("e2", "\"customer\":{\"id\":\"h5\"},\"started\":\"2026-03-02T10:00:00Z\",",
              "u سلام", "a1 سلام، تماس قبلی شما رو می\u200cبینم");
    stage_play();
    stage_silent("a1", "personal/history");
    stage_fails("a2", "personal/history", "1 minor");
    stage_silent("a3", "personal/history");
    stage_silent("b1", "personal/history");
    stage_passes("b2", "personal/history");
    stage_silent("c1", "personal/history");
    stage_verdict("c2", "personal/history", "unchecked");
    stage_silent("d1", "personal/history");
    stage_passes("d2", "personal/history");
    stage_passes("e2", "personal/history");
}
END_TEST

static Suite *personal_suite(void)
{
    Suite *suite = suite_create("personal");
    TCase *tcase = tcase_create("rules");
    tcase_add_unchecked_fixture(tcase, stage_open, stage_close);
    tcase_add_test(tcase, a_known_name_is_used);
    tcase_add_test(tcase, history_is_referred_to_within_thirty_days);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(personal_suite)
