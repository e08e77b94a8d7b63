#include "core/host/rule_pack.h"

#include <string.h>

#include "tests/scratch.h"
#include "tests/unit.h"

static struct ruleset *ruleset;
static struct rule_pack pack;
static struct loaded_plugins plugins;
static struct loaded_plugin list[3];
static struct bytes faults;

static const struct rapport_rule other_rules[] = {{"phrasing/refusal", RAPPORT_MAJOR_SEVERITY, 0}};

static void begin(void)
{
    scratch_make();
    ruleset = ruleset_new(false);
    ruleset_add_cue(ruleset, "blame", SAID_BY_AGENT, "");
    ruleset_add_cue(ruleset, "apology", SAID_BY_AGENT, "");
    ruleset_add_cue(ruleset, "reported", SAID_BY_AGENT, "");
    ruleset_add_cue(ruleset, "mark/quote", SAID_BY_AGENT, "");
    memset(list, 0, sizeof list);
    list[0] = (struct loaded_plugin){.path = "said.so"};
    list[0].table.id = "said";
    list[0].table.takes_rules = 1;
    list[1] = (struct loaded_plugin){.path = "phrasing.so"};
    list[1].table.id = "phrasing";
    list[1].table.rules = other_rules;
    list[1].table.rule_count = 1;
    plugins = (struct loaded_plugins){.list = list, .count = 2};
}

static void end(void)
{
    rule_pack_release(&pack);
    ruleset_free(ruleset);
    bytes_release(&faults);
    scratch_remove();
}

static int pack_read(const char *text)
{
    rule_pack_release(&pack);
    bytes_clear(&faults);
    file_write(path_make("%s/rules.json", scratch), text);
    return rule_pack_read(&pack, scratch, ruleset, &faults);
}

static const struct {
    const char *text, *fault;
} wrong[] = {
    {"{\"rule\":[],\"rules\":[]}", "unknown key \"rule\"; did you mean \"rules\"?"},
    {"{\"rules\":{}}", "rules: must be a list, […]"},
    {"{\"rules\":[{\"id\":\"a/b\",\"severity\":\"minor\",\"sayd\":\"blame\",\"said\":\"blame\"}]}",
     "rules[0]: unknown key \"sayd\"; did you mean \"said\"?"},
    {"{\"rules\":[{\"id\":\"a/b\",\"severity\":\"minor\",\"said\":[\"apology\",\"blam\"]}]}",
     "rules[0].said[1]: unknown cue \"blam\"; did you mean \"blame\"?"},
    {"{\"rules\":[{\"id\":\"a/b\",\"severity\":\"minor\"}]}", "rules[0]: needs one of \"said\" and \"must_say\""},
    {"{\"rules\":[{\"id\":\"a/b\",\"severity\":\"minor\",\"said\":\"blame\",\"must_say\":\"blame\"}]}",
     "rules[0]: needs one of \"said\" and \"must_say\""},
    {"{\"rules\":[{\"id\":\"ab\",\"severity\":\"minor\",\"said\":\"blame\"}]}",
     "rules[0].id: \"ab\" is not \"family/name\" in [a-z0-9-]"},
    {"{\"rules\":[{\"id\":\"a/b\",\"severity\":\"mino\",\"said\":\"blame\"}]}",
     "rules[0].severity: unknown severity \"mino\"; did you mean \"minor\"?"},
    {"{\"rules\":[{\"id\":\"a/b\",\"severity\":\"minor\",\"said\":\"blame\"},"
     "{\"id\":\"a/b\",\"severity\":\"info\",\"said\":\"blame\"}]}", "rules[1].id: a/b stands there twice"},
    {"{\"rules\":[{\"id\":\"a/b\",\"severity\":\"minor\",\"said\":\"blame\",\"by\":\"agents\"}]}",
     "rules[0].by: unknown by \"agents\"; did you mean \"agent\"?"},
    {"{\"rules\":[{\"id\":\"a/b\",\"severity\":\"minor\",\"said\":\"blame\",\"unless\":[{\"said\":\"apology\",\"in\":\"turns\"}]}]}",
     "rules[0].unless[0].in: unknown in \"turns\"; did you mean \"turn\"?"},
    {"{\"rules\":[{\"id\":\"a/b\",\"severity\":\"minor\",\"said\":\"blame\",\"first_messages\":0}]}",
     "rules[0].first_messages: must be a whole number, 1 to 1000000"},
    {"{\"rules\":[{\"id\":\"a/b\",\"severity\":\"minor\",\"said\":\"blame\",\"own_words\":1}]}",
     "rules[0].own_words: must be true or false"},
    {"{\"rules\":[{\"id\":\"a/b\",\"severity\":\"minor\",\"said\":\"blame\",\"confidence\":101}]}",
     "rules[0].confidence: must be a whole number, 1 to 100"},
    {"{\"rules\":[{\"id\":\"a/b\",\"severity\":\"minor\",\"said\":\"blame\",\"any_language\":true}]}",
     "rules[0]: any_language, but the cue blame is in words"},
    {"{\"rules\":[{\"id\":\"a/b\",\"severity\":\"minor\",\"said\":[]}]}", "rules[0].said: must name 1 to 64 cues"},
};

START_TEST(each_fault_has_its_place)
{
    ck_assert_int_eq(pack_read(wrong[_i].text), -1);
    ck_assert_str_eq(bytes_text(&faults), path_make("%s/rules.json: %s\n", scratch, wrong[_i].fault));
}
END_TEST

START_TEST(rules_become_the_plugins)
{
    ck_assert_msg(pack_read("{\"rules\":[{\"id\":\"a/b\",\"severity\":\"minor\",\"said\":\"blame\",\"own_words\":true,"
                            "\"last_words\":9,\"unless\":[{\"said\":\"apology\",\"in\":\"next-turn\"}]},"
                            "{\"id\":\"a/c\",\"severity\":\"info\",\"must_say\":\"apology\"}]}") == 0,
                  "%s", bytes_text(&faults));
    ck_assert_int_eq(rule_pack_give(&pack, &plugins, &faults), 0);
    const struct rapport_plugin *table = &list[0].table;
    ck_assert_uint_eq(table->rule_count, 2);
    ck_assert_str_eq(table->rules[1].id, "a/c");
    ck_assert_int_eq(table->rules[0].severity, RAPPORT_MINOR_SEVERITY);
    ck_assert_uint_eq(table->cue_count, 4);
    ck_assert_uint_eq(table->option_count, 1);
    ck_assert_str_eq(table->options[0].name, "last_words");
    ck_assert_int_eq(table->options[0].fallback, 9);
    ck_assert_uint_eq(table->rule_cue_count, 3);
    const struct rapport_said_rule *rule = &plugins.said->rules[0];
    ck_assert_str_eq(table->cues[rule->said.cues[0]], "blame");
    ck_assert_int_eq(rule->said.by, RAPPORT_AGENT);
    ck_assert_int_eq(rule->unless[0].where, RAPPORT_IN_NEXT_TURN);
    ck_assert_uint_eq(rule->within[RAPPORT_LAST_WORDS], 0);
    ck_assert_uint_eq(rule->within[RAPPORT_FIRST_WORDS], RAPPORT_NONE);
    ck_assert_str_eq(table->cues[plugins.said->quote], "mark/quote");
    ck_assert_uint_eq(plugins.said->rules[1].must, 1);
}
END_TEST

START_TEST(a_plugins_rule_is_not_taken)
{
    ck_assert_int_eq(pack_read("{\"rules\":[{\"id\":\"phrasing/refusal\",\"severity\":\"minor\",\"said\":\"blame\"}]}"), 0);
    ck_assert_int_eq(rule_pack_give(&pack, &plugins, &faults), -1);
    ck_assert_str_eq(bytes_text(&faults), path_make("%s/rules.json: rules[0].id: phrasing/refusal is already a rule of "
                                                    "the plugin phrasing\n", scratch));
}
END_TEST

START_TEST(one_plugin_takes_the_rules)
{
    ck_assert_int_eq(pack_read("{\"rules\":[{\"id\":\"a/b\",\"severity\":\"minor\",\"said\":\"blame\"}]}"), 0);
    list[2] = list[0];
    list[2].path = "again.so";
    plugins.count = 3;
    ck_assert_int_eq(rule_pack_give(&pack, &plugins, &faults), -1);
    ck_assert_ptr_nonnull(strstr(bytes_text(&faults), "again.so: the plugin said takes the rules of "));
    bytes_clear(&faults);
    list[0].table.takes_rules = list[2].table.takes_rules = 0;
    ck_assert_int_eq(rule_pack_give(&pack, &plugins, &faults), -1);
    ck_assert_ptr_nonnull(strstr(bytes_text(&faults), "no loaded plugin takes its rules"));
}
END_TEST

START_TEST(a_missing_file_is_an_error)
{
    ck_assert_int_eq(rule_pack_read(&pack, scratch, ruleset, &faults), -1);
    ck_assert_ptr_nonnull(strstr(bytes_text(&faults), "rules.json: cannot be read"));
}
END_TEST

static Suite *suite(void)
{
    Suite *suite = suite_create("rule_pack");
    TCase *tcase = tcase_create("rule_pack");
    tcase_add_checked_fixture(tcase, begin, end);
    tcase_add_loop_test(tcase, each_fault_has_its_place, 0, (int)(sizeof wrong / sizeof *wrong));
    tcase_add_test(tcase, rules_become_the_plugins);
    tcase_add_test(tcase, a_plugins_rule_is_not_taken);
    tcase_add_test(tcase, one_plugin_takes_the_rules);
    tcase_add_test(tcase, a_missing_file_is_an_error);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(suite)
