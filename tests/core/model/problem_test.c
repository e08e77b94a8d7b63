#include "core/model/problem.h"

#include <stdio.h>

#include "tests/unit.h"

START_TEST(texts_are_copied_and_made_one_line)
{
    struct problems problems;
    char place[] = "a.zip!b.jsonl", why[] = "bad\tline\r\nends";
    problems_init(&problems);
    problems_add(&problems, place, 7, "%s %d%%", why, 5);
    place[0] = why[0] = 'X';
    ck_assert_uint_eq(problems.count, 1);
    ck_assert_str_eq(problems.list[0].place, "a.zip!b.jsonl");
    ck_assert_str_eq(problems.list[0].reason, "bad line  ends 5%");
    ck_assert_uint_eq(problems.list[0].line, 7);
    ck_assert_int_eq(problems.list[0].notice, 0);
    problems_notice(&problems, "b", 0, "%s", "");
    ck_assert_int_eq(problems.list[1].notice, 1);
    ck_assert_str_eq(problems.list[1].reason, "");
    problems_release(&problems);
    ck_assert_uint_eq(problems.count, 0);
    problems_release(&problems);
}
END_TEST

START_TEST(order_is_place_line_reason)
{
    static const char *const expected[] = {"a 0 x", "a 2 x", "a 2 y", "a 10 x", "a!b 1 x", "b 1 x", "\xd7\x90 1 x"};
    struct problems problems = {0};
    problems_add(&problems, "\xd7\x90", 1, "x");
    problems_add(&problems, "a", 10, "x");
    problems_add(&problems, "b", 1, "x");
    problems_add(&problems, "a", 2, "y");
    problems_notice(&problems, "a", 2, "x");
    problems_add(&problems, "a!b", 1, "x");
    problems_add(&problems, "a", 0, "x");
    problems_sort(&problems);
    ck_assert_uint_eq(problems.count, 7);
    for (size_t i = 0; i < problems.count; i++) {
        char text[64];
        const struct problem *problem = &problems.list[i];
        snprintf(text, sizeof text, "%s %u %s", problem->place, (unsigned)problem->line, problem->reason);
        ck_assert_str_eq(text, expected[i]);
    }
    problems_release(&problems);
}
END_TEST

START_TEST(more_than_the_limit_is_only_counted)
{
    struct problems problems = {0};
    for (unsigned i = 0; i < PROBLEMS_KEPT + 25; i++)
        problems_add(&problems, "p", i, "r");
    ck_assert_uint_eq(problems.count, PROBLEMS_KEPT);
    ck_assert_uint_eq(problems.left_out, 25);
    ck_assert_uint_eq(problems.list[PROBLEMS_KEPT - 1].line, PROBLEMS_KEPT - 1);
    problems_release(&problems);
    ck_assert_uint_eq(problems.left_out, 0);
}
END_TEST

START_TEST(moving_keeps_order_and_the_limit)
{
    struct problems into = {0}, from = {0};
    problems_add(&into, "1", 0, "r");
    for (unsigned i = 0; i < PROBLEMS_KEPT + 5; i++)
        problems_add(&from, "2", i, "r");
    problems_move(&into, &from);
    ck_assert_uint_eq(into.count, PROBLEMS_KEPT);
    ck_assert_uint_eq(into.left_out, 6);
    ck_assert_str_eq(into.list[0].place, "1");
    ck_assert_uint_eq(into.list[1].line, 0);
    ck_assert_uint_eq(from.count, 0);
    ck_assert_uint_eq(from.left_out, 0);
    problems_add(&from, "3", 0, "r");
    problems_move(&from, &from);
    ck_assert_uint_eq(from.count, 1);
    problems_release(&from);
    problems_release(&into);
}
END_TEST

static Suite *problem_suite(void)
{
    Suite *suite = suite_create("problem");
    TCase *tests = tcase_create("problem");
    tcase_add_test(tests, texts_are_copied_and_made_one_line);
    tcase_add_test(tests, order_is_place_line_reason);
    tcase_add_test(tests, more_than_the_limit_is_only_counted);
    tcase_add_test(tests, moving_keeps_order_and_the_limit);
    suite_add_tcase(suite, tests);
    return suite;
}

UNIT_MAIN(problem_suite)
