/* Facts after the last conversation, through the plugin that puts them aside. */
#include "core/run/groups.h"

#include "tests/stage.h"
#include "tests/unit.h"

static void tour(const char *id, int dollars)
{
    char told[100];
    snprintf(told, sizeof told, "a1 The garden tour costs $%d.", dollars);
    TALK(id, "u how much is the garden tour?", told);
}

START_TEST(findings_of_groups_stand_in_the_order_of_places)
{
    tour("c1", 50);
    TALK("c2", "u how much is the harbour cruise?", "a1 The harbour cruise costs $70.");
    tour("c3", 60);
    TALK("c4", "u how much is the harbour cruise?", "a1 The harbour cruise costs $80.");
    tour("c5", 65);
    stage_play();
    const char *third = strstr(stage.report, "c3 quotes/across"), *fourth = strstr(stage.report, "c4 quotes/across"),
               *fifth = strstr(stage.report, "c5 quotes/across");
    ck_assert_msg(third && fourth && fifth && third < fourth && fourth < fifth, "%s", stage.report);
}
END_TEST

START_TEST(quotes_without_times_are_compared)
{
    tour("c1", 50);
    tour("c2", 60);
    tour("c3", 50);
    stage_play();
    stage_fails("c2", "quotes/across", "1 major $60 <c1 1>");
    stage_passes("c1", "quotes/across");
}
END_TEST

START_TEST(findings_of_groups_count)
{
    tour("c1", 50);
    tour("c2", 60);
    stage_judge();
    const struct host_rule *rule = host_rule_by_id(&stage.host, "quotes/across");
    ck_assert_uint_eq(stage.collector.tally.findings[rule - stage.host.rules], 1);
    ck_assert_uint_ge(stage.collector.tally.at_severity[RAPPORT_MAJOR_SEVERITY], 1);
    stage_problems_are("");
}
END_TEST

START_TEST(a_long_message_is_shown_around_the_fact)
{
    struct bytes told = {0};
    bytes_add_text(&told, "a1 ");
    for (int i = 0; i < 200; i++)
        bytes_add_text(&told, "שלום לכם. ");
    bytes_add_text(&told, "The garden tour costs $60.");
    tour("c1", 50);
    TALK("c2", "u how much is the garden tour?", bytes_text(&told));
    stage_play();
    stage_fails("c2", "quotes/across", "1 major $60 <c1 1>");
    bytes_release(&told);
}
END_TEST

START_TEST(a_rule_that_is_off_judges_no_group)
{
    tour("c1", 50);
    tour("c2", 60);
    stage_play();
    stage_silent("c2", "quotes/across");
}
END_TEST

static void open_without(void)
{
    stage_open_with("{\"rules\":{\"quotes/across\":\"off\"}}");
}

static Suite *groups_suite(void)
{
    Suite *suite = suite_create("groups");
    TCase *tcase = tcase_create("groups");
    tcase_add_unchecked_fixture(tcase, stage_open, stage_close);
    tcase_add_test(tcase, findings_of_groups_stand_in_the_order_of_places);
    tcase_add_test(tcase, quotes_without_times_are_compared);
    tcase_add_test(tcase, findings_of_groups_count);
    tcase_add_test(tcase, a_long_message_is_shown_around_the_fact);
    suite_add_tcase(suite, tcase);
    tcase = tcase_create("off");
    tcase_add_unchecked_fixture(tcase, open_without, stage_close);
    tcase_add_test(tcase, a_rule_that_is_off_judges_no_group);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(groups_suite)
