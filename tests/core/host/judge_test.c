/* Plugins that do wrong, one beside the good ones: the run goes on, and what went wrong is told. */
#include "tests/stage.h"
#include "tests/unit.h"

static struct bytes path;

static void open_with_bad(const char *name)
{
    bytes_clear(&path);
    bytes_addf(&path, "%s/%s.so", stage_path("RAPPORT_BAD_PLUGINS"), name);
    const struct plugin_place places[] = {{bytes_text(&path), PLACE_ASKED}, {stage_path("RAPPORT_PLUGINS"), PLACE_BUILT}};
    stage_open_places(NULL, places, 2);
    TALK("c0", "u hello", "a1 Calm down. שלום");
    TALK("c1", "u hello", "a1 It is done. Thank you for calling.");
    TALK("c2", "u hello", "a1 Calm down.");
    TALK("c3", "u hello", "a1 Calm down.");
    TALK("c4", "u hello", "a1 Calm down.");
    stage_judge();
    stage_fails("c2", "phrasing/dismissive", "1 critical Calm down");
    stage_fails("c3", "phrasing/dismissive", "1 critical Calm down");
    stage_passes("c1", "gratitude/closing");
}

static void end(void)
{
    stage_close();
    bytes_release(&path);
}

#define BROKE ": plugin bad-span broke the contract: emit names a rule that the plugin does not have\n"

START_TEST(spans_that_do_not_exist_are_refused)
{
    open_with_bad("bad_span");
    stage_problems_are("log:1" BROKE "log:2" BROKE "log:3" BROKE "log:4" BROKE "log:5" BROKE);
    stage_silent("c0", "bad/bad-span");
}
END_TEST

#define ODD ": plugin fails-midway could not judge this: this conversation is odd\n"

START_TEST(half_a_judgement_is_none)
{
    open_with_bad("fails_midway");
    stage_problems_are("log:2" ODD "log:4" ODD);
    stage_fails("c0", "bad/fails-midway", "0 info");
    stage_verdict("c1", "bad/fails-midway", "unchecked");
    stage_fails("c2", "bad/fails-midway", "0 info");
    stage_verdict("c3", "bad/fails-midway", "unchecked");
}
END_TEST

START_TEST(a_broken_worker_is_opened_again)
{
    open_with_bad("fatal_midway");
    stage_problems_are("log:4: plugin fatal-midway could not judge this: the dictionary is gone\n");
    stage_verdict("c3", "bad/fatal-midway", "unchecked");
    stage_silent("c4", "bad/fatal-midway");
}
END_TEST

#define UNKNOWN ": plugin odd-status returned an unknown status\n"

START_TEST(an_unknown_status_is_no_judgement)
{
    open_with_bad("odd_status");
    stage_problems_are("log:1" UNKNOWN "log:2" UNKNOWN "log:3" UNKNOWN "log:4" UNKNOWN "log:5" UNKNOWN);
    stage_verdict("c0", "bad/odd-status", "unchecked");
}
END_TEST

START_TEST(emitting_after_the_conversation_does_nothing)
{
    open_with_bad("emits_after");
    stage_problems_are("");
    stage_silent("c0", "bad/emits-after");
    stage_silent("c4", "bad/emits-after");
}
END_TEST

static Suite *judge_suite(void)
{
    Suite *suite = suite_create("judge");
    TCase *tcase = tcase_create("judge");
    tcase_add_checked_fixture(tcase, NULL, end);
    tcase_add_test(tcase, spans_that_do_not_exist_are_refused);
    tcase_add_test(tcase, half_a_judgement_is_none);
    tcase_add_test(tcase, a_broken_worker_is_opened_again);
    tcase_add_test(tcase, an_unknown_status_is_no_judgement);
    tcase_add_test(tcase, emitting_after_the_conversation_does_nothing);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(judge_suite)
