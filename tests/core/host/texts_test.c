#include "core/host/texts.h"

#include <string.h>

#include "core/text/language.h"
#include "tests/scratch.h"
#include "tests/unit.h"

static struct texts texts;
static struct bytes faults;

static void setup(void)
{
    scratch_make();
    directory_make("he");
    bytes_init(&faults);
    memset(&texts, 0xA5, sizeof texts); /* texts_read must not rely on what was there */
}

static void teardown(void)
{
    texts_release(&texts);
    bytes_release(&faults);
    scratch_remove();
}

static int read_text(const char *json)
{
    file_write(path_make("%s/he/texts.json", scratch), json);
    return texts_read(&texts, scratch, LANGUAGE_HE, &faults);
}

static void expect_faults(const char *json, const char *wanted)
{
    struct bytes all = {0};
    ck_assert_int_eq(read_text(json), -1);
    for (const char *line = wanted; *line; line = strchr(line, '\n') + 1)
        bytes_addf(&all, "%s/he/texts.json%s%.*s\n", scratch, line[0] == ':' ? "" : ": ",
                   (int)(strchr(line, '\n') - line), line);
    ck_assert_str_eq(bytes_text(&faults), bytes_text(&all));
    bytes_release(&all);
    ck_assert_uint_eq(texts.count, 0);
}

START_TEST(texts_are_found_by_rule_in_the_order_of_the_file)
{
    ck_assert_int_eq(read_text("{\"phrasing/refusal\":{\"title\":\"סירוב\",\"looks_for\":\"l\",\"why\":\"w\","
                               "\"suggestion\":\"s\"},"
                               "\"a/b\":{\"suggestion\":\"4\",\"why\":\"3\",\"looks_for\":\"2\",\"title\":\"1\"}}"),
                     0);
    ck_assert_uint_eq(faults.len, 0);
    ck_assert_uint_eq(texts.count, 2);
    ck_assert_str_eq(texts.list[0].rule, "phrasing/refusal");
    const struct rule_texts *first = texts_of(&texts, "phrasing/refusal"), *second = texts_of(&texts, "a/b");
    ck_assert_str_eq(first->title, "סירוב");
    ck_assert_str_eq(first->looks_for, "l");
    ck_assert_str_eq(first->why, "w");
    ck_assert_str_eq(first->suggestion, "s");
    ck_assert_str_eq(second->title, "1");
    ck_assert_str_eq(second->suggestion, "4");
}
END_TEST

START_TEST(a_rule_without_texts_has_empty_ones)
{
    ck_assert_int_eq(read_text("{}"), 0);
    ck_assert_uint_eq(texts.count, 0);
    const struct rule_texts *none = texts_of(&texts, "foreign/rule");
    ck_assert_str_eq(none->rule, "");
    ck_assert_str_eq(none->title, "");
    ck_assert_str_eq(none->looks_for, "");
    ck_assert_str_eq(none->why, "");
    ck_assert_str_eq(none->suggestion, "");
}
END_TEST

START_TEST(every_fault_is_told)
{
    expect_faults("{\"a/b\":{\"title\":\"t\",\"why\":\" \",\"sugestion\":\"s\",\"looks_for\":3},"
                  "\"c/d\":\"text\",\"e/f\":{}}",
                  "a/b: unknown key \"sugestion\"; did you mean \"suggestion\"?\n"
                  "a/b.looks_for: must be a text, \"…\"\n"
                  "a/b.why: is empty\n"
                  "a/b.suggestion: missing; must be a text, \"…\"\n"
                  "c/d: must be an object, {\"…\": …}\n"
                  "e/f.title: missing; must be a text, \"…\"\n"
                  "e/f.looks_for: missing; must be a text, \"…\"\n"
                  "e/f.why: missing; must be a text, \"…\"\n"
                  "e/f.suggestion: missing; must be a text, \"…\"\n");
}
END_TEST

START_TEST(a_rule_stands_there_once)
{
    ck_assert_int_eq(read_text("{\"a/b\":{},\"a/b\":{}}"), -1);
    ck_assert_ptr_nonnull(strstr(bytes_text(&faults), "/he/texts.json:1:15: duplicate object key"));
}
END_TEST

START_TEST(a_broken_file_has_line_and_column)
{
    ck_assert_int_eq(read_text("{\n\"a/b\"}"), -1);
    ck_assert_ptr_nonnull(strstr(bytes_text(&faults), "/he/texts.json:2:6: "));
}
END_TEST

START_TEST(a_missing_file_is_a_fault)
{
    ck_assert_int_eq(texts_read(&texts, scratch, LANGUAGE_FA, &faults), -1);
    ck_assert_str_eq(bytes_text(&faults),
                     path_make("%s/fa/texts.json: cannot be read: No such file or directory\n", scratch));
    ck_assert_uint_eq(texts.count, 0);
    ck_assert_str_eq(texts_of(&texts, "a/b")->why, "");
}
END_TEST

static Suite *texts_suite(void)
{
    Suite *suite = suite_create("texts");
    TCase *tcase = tcase_create("texts");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, texts_are_found_by_rule_in_the_order_of_the_file);
    tcase_add_test(tcase, a_rule_without_texts_has_empty_ones);
    tcase_add_test(tcase, every_fault_is_told);
    tcase_add_test(tcase, a_rule_stands_there_once);
    tcase_add_test(tcase, a_broken_file_has_line_and_column);
    tcase_add_test(tcase, a_missing_file_is_a_fault);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(texts_suite)
