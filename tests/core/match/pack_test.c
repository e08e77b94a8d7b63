#include "core/match/pack.h"

#include <string.h>

#include "core/text/fold.h"
#include "tests/scratch.h"
#include "tests/unit.h"

static struct ruleset *ruleset;
static struct bytes faults;

#define CUES                                                                                             \
    "{\"cues\":[{\"name\":\"thanks\",\"said_by\":[\"agent\",\"customer\"],\"about\":\"says thanks\"}," \
    "{\"name\":\"refusal\",\"said_by\":[\"agent\"],\"about\":\"refuses\"}]}"
#define GOOD "{\"cue\":\"thanks\",\"phrases\":[\"thank you\",\"thanks\"],\"not\":[\"no thanks\"],\"hit\":[\"thanks\"]," \
             "\"miss\":[\"no thanks\"],\"note\":\"free\"}"

static void begin(void)
{
    fold_init();
    scratch_make();
    directory_make("en");
    directory_make("he");
    file_write(path_make("%s/cues.json", scratch), CUES);
}

static void end(void)
{
    ruleset_free(ruleset);
    ruleset = NULL;
    bytes_release(&faults);
    scratch_remove();
}

static int pack_read(const char *name, const char *text)
{
    ruleset_free(ruleset);
    bytes_clear(&faults);
    ruleset = ruleset_new(true);
    if (name)
        file_write(path_make("%s/%s", scratch, name), text);
    return packs_read(ruleset, scratch, &faults);
}

/* The faults, with FILE for the pack's path. */
static void refuses(const char *name, const char *text, const char *reason)
{
    ck_assert_int_eq(pack_read(name, text), -1);
    ck_assert_str_eq(bytes_text(&faults), path_make("%s/%s%s\n", scratch, name, reason));
}

START_TEST(weak_phrases_are_less_sure)
{
    ck_assert_msg(pack_read("en/thanks.json", "{\"cue\":\"thanks\",\"phrases\":[\"thanks\"],\"weak\":[\"cheers\"],"
                                              "\"hit\":[\"thanks\"],\"miss\":[\"no\"]}") == 0, "%s", bytes_text(&faults));
    ck_assert_uint_eq(ruleset->phrases[0].confidence, 100);
    ck_assert_uint_eq(ruleset->phrases[1].confidence, 60);
    ck_assert_msg(pack_read("en/thanks.json", "{\"cue\":\"thanks\",\"weak\":[\"cheers\"],\"confidence\":35,"
                                              "\"hit\":[\"cheers\"],\"miss\":[\"no\"]}") == 0, "%s", bytes_text(&faults));
    ck_assert_uint_eq(ruleset->phrases[0].confidence, 35);
}
END_TEST

START_TEST(a_good_pack_is_read)
{
    ck_assert_msg(pack_read("en/thanks.json", GOOD) == 0, "%s", bytes_text(&faults));
    ruleset_build(ruleset);
    ck_assert_uint_eq(ruleset->cue_count, 2);
    ck_assert_uint_eq(ruleset->phrase_count, 3);
    ck_assert_str_eq(ruleset->phrases[0].source, "thank you");
    ck_assert(ruleset->phrases[2].negative);
    ck_assert_int_eq(ruleset->phrases[0].language, LANGUAGE_EN);
    ck_assert_uint_eq(ruleset->cues[0].said_by, SAID_BY_AGENT | SAID_BY_CUSTOMER);
    ck_assert(ruleset->cues[0].seen[LANGUAGE_EN] && !ruleset->cues[0].seen[LANGUAGE_HE] && !ruleset->cues[1].seen[LANGUAGE_EN]);
    ck_assert_uint_eq(ruleset->example_count, 2);
    ck_assert(ruleset->examples[0].hit && !ruleset->examples[1].hit);
}
END_TEST

START_TEST(other_files_are_no_packs)
{
    file_write(path_make("%s/en/texts.json", scratch), "no json");
    file_write(path_make("%s/en/notes.txt", scratch), "no json");
    file_write(path_make("%s/en/.hidden.json", scratch), "no json");
    ck_assert_int_eq(pack_read("en/thanks.json", GOOD), 0);
}
END_TEST

START_TEST(malformed_json_is_told_with_line_and_column)
{
    ck_assert_int_eq(pack_read("en/thanks.json", "{\n \"cue\" \"thanks\"}"), -1);
    ck_assert_ptr_nonnull(strstr(bytes_text(&faults), "en/thanks.json:2:"));
    ck_assert_int_eq(pack_read("en/thanks.json", "{\"cue\":\"thanks\",\"cue\":\"thanks\"}"), -1);
    ck_assert_ptr_nonnull(strstr(bytes_text(&faults), "duplicate"));
}
END_TEST

#define EXAMPLES "\"hit\":[\"a\"],\"miss\":[\"b\"]"

START_TEST(every_fault_names_its_file)
{
    refuses("en/x.json", "{\"phrases\":[\"a\"]," EXAMPLES "}", ": no \"cue\"");
    refuses("en/x.json", "{\"cue\":\"thanx\",\"phrases\":[\"a\"]," EXAMPLES "}",
            ": cue \"thanx\" is not in cues.json; did you mean \"thanks\"?");
    refuses("en/x.json", "{\"cue\":\"thanks\",\"phrase\":[\"a\"]," EXAMPLES "}",
            ": unknown key \"phrase\"; did you mean \"phrases\"?");
    refuses("en/x.json", "{\"cue\":\"thanks\",\"phrases\":[]," EXAMPLES "}", ": no phrases");
    refuses("en/x.json", "{\"cue\":\"thanks\",\"phrases\":[\"a\"],\"miss\":[\"b\"]}",
            ": a cue without examples that must and must not match; missing: hit");
    refuses("en/x.json", "{\"cue\":\"thanks\",\"phrases\":[\"a\"],\"hit\":[\"b\"]}",
            ": a cue without examples that must and must not match; missing: miss");
    refuses("en/x.json", "{\"cue\":\"thanks\",\"phrases\":[\"a\",\"a\"]," EXAMPLES "}", ": a phrase stands there twice: a");
    refuses("en/x.json", "{\"cue\":\"thanks\",\"phrases\":[5]," EXAMPLES "}", ": a phrase is no text");
    refuses("en/x.json", "{\"cue\":\"thanks\",\"phrases\":[\"a\"],\"hit\":[5],\"miss\":[\"b\"]}", ": an example is no text: hit");
    refuses("en/x.json", "{\"cue\":\"thanks\",\"phrases\":[\"(a\"]," EXAMPLES "}",
            ": bad phrase: ( is not closed at byte 2 of the folded phrase: (a");
    refuses("en/x.json", "{\"cue\":\"thanks\",\"phrases\":[\"/a(/\"]," EXAMPLES "}",
            ": bad phrase: missing closing parenthesis at byte 2: /a(/");
    refuses("en/x.json", "{\"cue\":\"thanks\",\"phrases\":[\"תודה\"]," EXAMPLES "}",
            ": a phrase in the script of another language: תודה");
    remove(path_make("%s/en/x.json", scratch));
    refuses("he/x.json", "{\"cue\":\"thanks\",\"phrases\":[\"ممنون\"]," EXAMPLES "}",
            ": a phrase in the script of another language: ممنون");
}
END_TEST

START_TEST(all_faults_are_told_at_once_in_order)
{
    file_write(path_make("%s/he/a.json", scratch), "{\"cue\":\"thanks\",\"phrases\":[\"a |\"]," EXAMPLES "}");
    ck_assert_int_eq(pack_read("he/b.json", "{\"cue\":\"thanks\",\"phrases\":[\"ok\",\"()\"]}"), -1);
    const char *text = bytes_text(&faults);
    const char *first = strstr(text, "he/a.json: bad phrase"), *second = strstr(text, "he/b.json: bad phrase"),
               *third = strstr(text, "missing: hit"), *fourth = strstr(text, "missing: miss");
    ck_assert_msg(first && second && third && fourth && first < second && second < third && third < fourth, "%s", text);
}
END_TEST

START_TEST(the_list_of_cues_is_checked)
{
    refuses("cues.json", "{}", ": no list \"cues\"");
    refuses("cues.json", "{\"cues\":[{\"name\":\"a\",\"said_by\":[\"agent\"]}]}", ": a cue needs \"name\" and \"about\": a");
    refuses("cues.json", "{\"cues\":[{\"name\":\"a\",\"about\":\"b\"}]}", ": said_by is missing or empty: a");
    refuses("cues.json", "{\"cues\":[{\"name\":\"a\",\"said_by\":[\"agent\",\"boss\"],\"about\":\"b\"}]}",
            ": said_by names a role that is not customer, agent or bot: a");
    refuses("cues.json",
            "{\"cues\":[{\"name\":\"a\",\"said_by\":[\"bot\"],\"about\":\"b\"},{\"name\":\"a\",\"said_by\":[\"bot\"],\"about\":\"b\"}]}",
            ": a cue is listed twice: a");
    refuses("cues.json", "{\"cues\":[{\"name\":\"a\",\"said_by\":[\"bot\"],\"about\":\"b\",\"abuot\":\"c\"}]}",
            ": unknown key \"abuot\"; did you mean \"about\"?");
    remove(path_make("%s/cues.json", scratch));
    ck_assert_int_eq(pack_read(NULL, NULL), -1);
    ck_assert_ptr_nonnull(strstr(bytes_text(&faults), "/cues.json"));
}
END_TEST

static Suite *pack_suite(void)
{
    Suite *suite = suite_create("pack");
    TCase *tcase = tcase_create("pack");
    tcase_add_checked_fixture(tcase, begin, end);
    tcase_add_test(tcase, weak_phrases_are_less_sure);
    tcase_add_test(tcase, a_good_pack_is_read);
    tcase_add_test(tcase, other_files_are_no_packs);
    tcase_add_test(tcase, malformed_json_is_told_with_line_and_column);
    tcase_add_test(tcase, every_fault_names_its_file);
    tcase_add_test(tcase, all_faults_are_told_at_once_in_order);
    tcase_add_test(tcase, the_list_of_cues_is_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(pack_suite)
