#include "core/host/host.h"

#include <string.h>

#include "tests/scratch.h"
#include "tests/unit.h"

static struct config config;
static struct ruleset *ruleset;
static struct host host;
static struct bytes faults;
static struct loaded_plugins plugins;

static const struct rapport_rule one_rules[] = {{"a/first", RAPPORT_MINOR_SEVERITY, 0}, {"a/second", RAPPORT_CRITICAL, 0}};
static const struct rapport_rule two_rules[] = {{"b/third", RAPPORT_INFO, 0}, {"a/second", RAPPORT_INFO, 0}};
static const struct rapport_option one_options[] = {{"a/first", "minutes", 6, 1, 60, ""}, {"a/second", "limit", 2, 0, 9, ""}};
static const char *const one_cues[] = {"thanks", "nowhere"};

static struct loaded_plugin list[2];

static void begin(void)
{
    scratch_make();
    config_init(&config);
    ruleset = ruleset_new(false);
    ruleset_add_cue(ruleset, "refusal", SAID_BY_AGENT, "");
    ruleset_add_cue(ruleset, "thanks", SAID_BY_AGENT, "");
    list[0] = (struct loaded_plugin){.path = "one.so"};
    list[0].table.id = "one";
    list[0].table.rules = one_rules;
    list[0].table.rule_count = 2;
    list[0].table.options = one_options;
    list[0].table.option_count = 2;
    list[0].table.cues = one_cues;
    list[0].table.cue_count = 2;
    list[1] = (struct loaded_plugin){.path = "two.so"};
    list[1].table.id = "two";
    list[1].table.rules = two_rules;
    list[1].table.rule_count = 1;
    plugins = (struct loaded_plugins){.list = list, .count = 2};
}

static void end(void)
{
    host_release(&host);
    ruleset_free(ruleset);
    config_release(&config);
    bytes_release(&faults);
    scratch_remove();
}

/* With this configuration; the faults, "c.json" for its path. */
static void host_makes(const char *text, const char *reasons)
{
    char *path = path_make("%s/c.json", scratch);
    host_release(&host);
    config_release(&config);
    config_init(&config);
    bytes_clear(&faults);
    file_write(path, text);
    ck_assert_msg(config_read(&config, path, &faults) == 0, "%s", bytes_text(&faults));
    int result = host_init(&host, &plugins, &config, ruleset, &faults);
    ck_assert_str_eq(bytes_text(&faults), *reasons ? path_make("%s: %s\n", path, reasons) : "");
    ck_assert_int_eq(result, *reasons ? -1 : 0);
}

START_TEST(rules_options_and_cues_are_put_together)
{
    host_makes("{}", "");
    ck_assert_uint_eq(host.rule_count, 3);
    ck_assert_int_eq(host_rule_by_id(&host, "a/second")->severity, RAPPORT_CRITICAL);
    ck_assert(host_rule_by_id(&host, "a/second")->enabled);
    ck_assert_ptr_null(host_rule_by_id(&host, "a/none"));
    ck_assert_int_eq(host.plugins[0].options[0], 6);
    ck_assert_uint_eq(host.plugins[0].cues[0], 1);
    ck_assert_uint_eq(host.plugins[0].cues[1], RAPPORT_NONE);
    for (size_t i = 1; i < host.rule_count; i++)
        ck_assert_int_lt(strcmp(host.rules[host.by_rank[i - 1]].id, host.rules[host.by_rank[i]].id), 0);
}
END_TEST

START_TEST(the_configuration_wins)
{
    host_makes("{\"rules\":{\"a/first\":{\"minutes\":60,\"severity\":\"critical\"},\"a/second\":\"off\",\"b/third\":\"on\"}}", "");
    ck_assert_int_eq(host.plugins[0].options[0], 60);
    ck_assert_int_eq(host.plugins[0].options[1], 2);
    ck_assert_int_eq(host_rule_by_id(&host, "a/first")->severity, RAPPORT_CRITICAL);
    ck_assert(host_rule_by_id(&host, "a/first")->severity_set);
    ck_assert(!host_rule_by_id(&host, "a/second")->enabled);
    ck_assert_uint_eq(host.plugins[0].enabled[1], 0);
    ck_assert_uint_eq(host.plugins[1].enabled[0], 1);
}
END_TEST

START_TEST(what_is_configured_must_exist)
{
    host_makes("{\"rules\":{\"a/frist\":\"off\"}}", "no loaded plugin has the rule \"a/frist\"; did you mean \"a/first\"?");
    host_makes("{\"rules\":{\"a/first\":{\"minuts\":3}}}", "rules.a/first: unknown key \"minuts\"; did you mean \"minutes\"?");
    host_makes("{\"rules\":{\"b/third\":{\"minutes\":3}}}", "rules.b/third: unknown key \"minutes\"; did you mean \"weight\"?");
}
END_TEST

START_TEST(numbers_have_their_range)
{
    host_makes("{\"rules\":{\"a/first\":{\"minutes\":0}}}", "rules.a/first.minutes is 0, must be 1 to 60");
    host_makes("{\"rules\":{\"a/first\":{\"minutes\":61}}}", "rules.a/first.minutes is 61, must be 1 to 60");
    host_makes("{\"rules\":{\"a/first\":{\"minutes\":1}}}", "");
    host_makes("{\"rules\":{\"a/second\":{\"limit\":9}}}", "");
    host_makes("{\"rules\":{\"a/second\":{\"limit\":-1}}}", "rules.a/second.limit is -1, must be 0 to 9");
}
END_TEST

START_TEST(a_rule_of_two_plugins_is_a_fault)
{
    list[1].table.rule_count = 2;
    ck_assert_int_eq(host_init(&host, &plugins, &config, ruleset, &faults), -1);
    ck_assert_str_eq(bytes_text(&faults), "two.so: rule a/second is already one of one.so\n");
}
END_TEST

START_TEST(prices_know_their_cue)
{
    ruleset_add_cue(ruleset, "item/fiber", SAID_BY_AGENT, "");
    host_makes("{\"price_list\":[{\"item\":\"fiber\",\"names\":{\"en\":[\"Fiber\"]},\"prices\":["
               "{\"amount\":\"99.90\",\"currency\":\"ILS\",\"period\":\"month\"},{\"amount\":\"12\",\"currency\":\"IRT\"}]}]}", "");
    ck_assert_uint_eq(host.price_count, 2);
    ck_assert_uint_eq(host.prices[0].cue, 2);
    ck_assert_int_eq(host.prices[0].value, 999000);
    ck_assert_str_eq(host.prices[1].currency, "IRR");
    ck_assert_int_eq(host.prices[1].value, 1200000);
    ck_assert_uint_eq(host.prices[1].item.len, 5);
}
END_TEST

static int32_t load_fails(const struct rapport_host *services, void **ret_shared)
{
    (void)ret_shared;
    services->error(services, (struct rapport_text){"no dictionary", 13});
    return RAPPORT_FAILED;
}

START_TEST(a_plugin_that_cannot_load_says_why)
{
    list[1].table.load = load_fails;
    host_makes("{}", "");
    ck_assert_int_eq(host_load(&host, &faults), -1);
    ck_assert_str_eq(bytes_text(&faults), "two.so: load failed (-1): no dictionary\n");
}
END_TEST

static int32_t open_fails(const struct rapport_host *services, const void *shared, void **ret_worker)
{
    (void)services, (void)shared, (void)ret_worker;
    return RAPPORT_FATAL;
}

START_TEST(a_plugin_that_cannot_open_is_named)
{
    list[0].table.open = open_fails;
    host_makes("{}", "");
    ck_assert_int_eq(host_load(&host, &faults), 0);
    ck_assert_ptr_null(judge_new(&host, &faults));
    ck_assert_str_eq(bytes_text(&faults), "one.so: open failed\n");
}
END_TEST

static Suite *host_suite(void)
{
    Suite *suite = suite_create("host");
    TCase *tcase = tcase_create("host");
    tcase_add_checked_fixture(tcase, begin, end);
    tcase_add_test(tcase, rules_options_and_cues_are_put_together);
    tcase_add_test(tcase, the_configuration_wins);
    tcase_add_test(tcase, what_is_configured_must_exist);
    tcase_add_test(tcase, numbers_have_their_range);
    tcase_add_test(tcase, a_rule_of_two_plugins_is_a_fault);
    tcase_add_test(tcase, prices_know_their_cue);
    tcase_add_test(tcase, a_plugin_that_cannot_load_says_why);
    tcase_add_test(tcase, a_plugin_that_cannot_open_is_named);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(host_suite)
