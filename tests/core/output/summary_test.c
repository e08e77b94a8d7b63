#include "core/output/summary.h"

#include <string.h>

#include "tests/unit.h"

static struct bytes out;
static struct summary summary;
static struct problems problems;

static void setup(void)
{
    bytes_init(&out);
    problems_init(&problems);
    summary = (struct summary){.conversations = 2, .messages = 30, .bytes = 4567, .seconds = 0.25};
    summary.problems = &problems;
}

static void teardown(void)
{
    bytes_release(&out);
    problems_release(&problems);
}

static const char *written(void)
{
    bytes_clear(&out);
    summary_write(&out, &summary);
    return bytes_text(&out);
}

START_TEST(an_empty_run)
{
    summary = (struct summary){0};
    ck_assert_str_eq(written(), "0 conversations, 0 messages, 0 bytes in 0.0 s: nothing was audited\n");
}
END_TEST

START_TEST(one_of_each_is_singular)
{
    static const struct summary_rule rules[] = {{"a/b", 1}};
    summary = (struct summary){.conversations = 1, .messages = 1, .bytes = 1, .seconds = 1.04, .rules = rules,
                               .rule_count = 1};
    ck_assert_str_eq(written(), "1 conversation, 1 message, 1 byte in 1.0 s: 1 finding\n"
                                "  1  a/b\n");
}
END_TEST

START_TEST(sizes_have_units)
{
    static const struct {
        uint64_t bytes;
        const char *wanted;
    } sizes[] = {
        {2, " 2 bytes in"},           {999, " 999 bytes in"},        {1000, " 1.0 kB in"},     {1999, " 1.9 kB in"},
        {999999, " 999.9 kB in"},     {1000000, " 1.0 MB in"},       {300000000, " 300.0 MB in"},
        {UINT64_C(1234567890123), " 1.2 TB in"}, {UINT64_MAX, " 18.4 EB in"},
    };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        summary.bytes = sizes[i].bytes;
        ck_assert_msg(strstr(written(), sizes[i].wanted) != NULL, "%s in %s", sizes[i].wanted, out.ptr);
    }
}
END_TEST

START_TEST(rules_come_with_the_most_findings_first_then_by_id)
{
    static const struct summary_rule rules[] = {
        {"b/b", 7}, {"z/none", 0}, {"a/a", 7}, {"c/c", 16087}, {"d/d", 120}};
    summary.rules = rules;
    summary.rule_count = 5;
    summary.seconds = 12.36;
    ck_assert_str_eq(written(), "2 conversations, 30 messages, 4.5 kB in 12.4 s: 16221 findings\n"
                                "  16087  c/c\n"
                                "    120  d/d\n"
                                "      7  a/a\n"
                                "      7  b/b\n");
}
END_TEST

START_TEST(rules_that_found_nothing_are_left_out)
{
    static const struct summary_rule rules[] = {{"b/b", 0}, {"a/a", 0}};
    summary.rules = rules;
    summary.rule_count = 2;
    ck_assert_str_eq(written(), "2 conversations, 30 messages, 4.5 kB in 0.2 s: no findings\n");
}
END_TEST

START_TEST(unchecked_rules_stand_under_their_reason)
{
    static const struct summary_unchecked unchecked[] = {
        {"timing/promise", "no times", 8}, {"gratitude/closing", "unknown language", 2}, {"timing/gap", "no times", 12}};
    summary.unchecked = unchecked;
    summary.unchecked_count = 3;
    ck_assert_str_eq(strchr(written(), '\n') + 1, "not checked:\n"
                                                  "  no times: timing/gap 12, timing/promise 8\n"
                                                  "  unknown language: gratitude/closing 2\n");
}
END_TEST

START_TEST(many_unchecked_rules_are_broken_into_lines)
{
    struct summary_unchecked unchecked[40];
    for (int i = 0; i < 40; i++)
        unchecked[i] = (struct summary_unchecked){"gratitude/closing", "unknown\x1b language", 1000 + (uint64_t)i};
    summary.unchecked = unchecked;
    summary.unchecked_count = 40;
    size_t lines = 0, rules = 0;
    for (const char *line = strstr(written(), "\n  unknown") + 1; *line; lines++) {
        size_t len = strcspn(line, "\n");
        ck_assert_uint_le(len, 100);
        const char *start = lines == 0 ? "  unknown\\u001b language: gratitude" : "    gratitude/closing 1";
        ck_assert_int_eq(strncmp(line, start, strlen(start)), 0);
        line += len + 1;
    }
    for (const char *at = out.ptr; (at = strstr(at, "gratitude/closing 10")); at++)
        rules++;
    ck_assert_uint_eq(rules, 40);
    ck_assert_uint_eq(lines, 11);
}
END_TEST

START_TEST(problems_and_notices_stand_apart)
{
    problems_add(&problems, "a.tar!b.jsonl", 17, "bad JSON");
    problems_notice(&problems, "a.tar!b.jsonl", 18, "id \"x\" again");
    problems_add(&problems, "plugin quotes", 0, "failed");
    ck_assert_str_eq(strchr(written(), '\n') + 1, "could not be read:\n"
                                                  "  a.tar!b.jsonl:17: bad JSON\n"
                                                  "  plugin quotes: failed\n"
                                                  "notices:\n"
                                                  "  a.tar!b.jsonl:18: id \"x\" again\n");
}
END_TEST

START_TEST(fifty_problems_are_shown_and_all_are_counted)
{
    for (int i = 0; i < SUMMARY_PROBLEMS_SHOWN; i++) {
        problems_notice(&problems, "file", 1, "notice");
        problems_add(&problems, "file", 1, "problem");
    }
    ck_assert_ptr_null(strstr(written(), "more"));
    problems_add(&problems, "file", 2, "last problem");
    ck_assert_ptr_nonnull(strstr(written(), "  file:1: problem\n  and 1 more\nnotices:\n"));
    ck_assert_ptr_null(strstr(out.ptr, "last problem"));
    problems.left_out = 1000;
    problems_notice(&problems, "file", 2, "last notice");
    problems_notice(&problems, "file", 3, "last notice");
    ck_assert_ptr_nonnull(strstr(written(), "  and 1001 more\nnotices:\n"));
    ck_assert_str_eq(out.ptr + out.len - strlen("  file:1: notice\n  and 2 more\n"),
                     "  file:1: notice\n  and 2 more\n");
}
END_TEST

START_TEST(what_was_left_out_counts_as_not_read)
{
    problems.left_out = 3;
    problems_notice(&problems, "file", 1, "notice");
    ck_assert_str_eq(strchr(written(), '\n') + 1, "could not be read:\n  and 3 more\nnotices:\n  file:1: notice\n");
}
END_TEST

START_TEST(places_and_reasons_are_harmless)
{
    problems_add(&problems, "שיחה\x1b[2J.jsonl\xFF", 3, "bad \xC2\x9B\u202E id \u05D0");
    ck_assert_str_eq(strchr(written(), '\n') + 1, "could not be read:\n"
                                                  "  \u2068שיחה\\u001b[2J.jsonl\\xff\u2069:3: "
                                                  "\u2068bad \\u009b id \u05D0\u2069\n");
}
END_TEST

START_TEST(without_problems_nothing_is_told_of_them)
{
    summary.problems = NULL;
    ck_assert_str_eq(written(), "2 conversations, 30 messages, 4.5 kB in 0.2 s: no findings\n");
}
END_TEST

static Suite *summary_suite(void)
{
    Suite *suite = suite_create("summary");
    TCase *tcase = tcase_create("summary");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, an_empty_run);
    tcase_add_test(tcase, one_of_each_is_singular);
    tcase_add_test(tcase, sizes_have_units);
    tcase_add_test(tcase, rules_come_with_the_most_findings_first_then_by_id);
    tcase_add_test(tcase, rules_that_found_nothing_are_left_out);
    tcase_add_test(tcase, unchecked_rules_stand_under_their_reason);
    tcase_add_test(tcase, many_unchecked_rules_are_broken_into_lines);
    tcase_add_test(tcase, problems_and_notices_stand_apart);
    tcase_add_test(tcase, fifty_problems_are_shown_and_all_are_counted);
    tcase_add_test(tcase, what_was_left_out_counts_as_not_read);
    tcase_add_test(tcase, places_and_reasons_are_harmless);
    tcase_add_test(tcase, without_problems_nothing_is_told_of_them);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(summary_suite)
