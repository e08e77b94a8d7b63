#include "core/host/config.h"

#include <string.h>

#include "core/text/language.h"
#include "tests/scratch.h"
#include "tests/unit.h"

static struct config config;
static struct bytes faults;

static void setup(void)
{
    scratch_make();
    config_init(&config);
    bytes_init(&faults);
}

static void teardown(void)
{
    config_release(&config);
    bytes_release(&faults);
    scratch_remove();
}

/* Reads the text as rapport.json of the scratch directory. */
static int read_text(const char *json)
{
    const char *path = path_make("%s/rapport.json", scratch);
    file_write(path, json);
    bytes_clear(&faults);
    return config_read(&config, path, &faults);
}

static void expect_good(const char *json)
{
    int status = read_text(json);
    ck_assert_msg(status == 0, "%s\n%s", json, bytes_text(&faults));
    ck_assert_uint_eq(faults.len, 0);
}

/* `wanted`: all the faults, without the file, one a line. */
static void expect_faults(const char *json, const char *wanted)
{
    struct bytes all = {0};
    ck_assert_int_eq(read_text(json), -1);
    for (const char *line = wanted; *line; line = strchr(line, '\n') + 1)
        bytes_addf(&all, "%s/rapport.json%s%.*s\n", scratch, line[0] == ':' ? "" : ": ",
                   (int)(strchr(line, '\n') - line), line);
    ck_assert_str_eq(bytes_text(&faults), bytes_text(&all));
    bytes_release(&all);
}

START_TEST(without_a_file_all_languages_and_nothing_else)
{
    ck_assert_uint_eq(config.languages, 7);
    ck_assert_ptr_null(config.path);
    ck_assert(!config.has_hours);
    ck_assert_uint_eq(config.item_count + config.rule_count + config.placeholder_count, 0);
}
END_TEST

START_TEST(an_empty_object_changes_nothing_but_the_path)
{
    expect_good("{}");
    ck_assert_uint_eq(config.languages, 7);
    ck_assert(!config.has_hours);
    ck_assert_str_eq(config.path, path_make("%s/rapport.json", scratch));
}
END_TEST

START_TEST(a_byte_order_mark_in_front_is_skipped)
{
    expect_good("\xEF\xBB\xBF{\"languages\":[\"fa\"]}");
    ck_assert_uint_eq(config.languages, 1u << LANGUAGE_FA);
}
END_TEST

START_TEST(the_example_of_the_contract_is_read)
{
    expect_good("{\"languages\":[\"he\",\"en\"],"
                "\"price_list\":[{\"item\":\"fiber-500\","
                "\"names\":{\"en\":[\"Fiber 500\",\"500 Mb fibre\"],\"he\":[\"סיב 500\"]},"
                "\"prices\":[{\"amount\":\"99.90\",\"currency\":\"ILS\",\"period\":\"month\",\"vat\":\"with\"},"
                "{\"amount\":\"1200\",\"currency\":\"ILS\",\"period\":\"year\"}]}],"
                "\"hours\":{\"timezone\":\"Asia/Jerusalem\",\"sun-thu\":\"09:00-18:00\",\"fri\":\"09:00-13:00\"},"
                "\"placeholders\":[\"customer.name\",\"agent.name\"],"
                "\"rules\":{\"timing/first-reply\":{\"minutes\":6},\"phrasing/informal\":\"off\","
                "\"gratitude/closing\":{\"severity\":\"critical\",\"weight\":3}}}");
    ck_assert_uint_eq(config.languages, 1u << LANGUAGE_HE | 1u << LANGUAGE_EN);
    ck_assert_uint_eq(config.item_count, 1);
    const struct config_item *item = &config.items[0];
    ck_assert_str_eq(item->item, "fiber-500");
    ck_assert_uint_eq(item->name_count, 3);
    ck_assert_str_eq(item->names[1].text, "500 Mb fibre");
    ck_assert_int_eq(item->names[1].language, LANGUAGE_EN);
    ck_assert_str_eq(item->names[2].text, "סיב 500");
    ck_assert_int_eq(item->names[2].language, LANGUAGE_HE);
    ck_assert_uint_eq(item->price_count, 2);
    ck_assert_int_eq(item->prices[0].value, 999000);
    ck_assert_str_eq(item->prices[0].currency, "ILS");
    ck_assert_int_eq(item->prices[0].period, RAPPORT_PERIOD_MONTH);
    ck_assert_int_eq(item->prices[0].vat, RAPPORT_VAT_WITH);
    ck_assert_int_eq(item->prices[1].vat, RAPPORT_VAT_UNSTATED);
    ck_assert_uint_eq(config.placeholder_count, 2);
    ck_assert_str_eq(config.placeholders[1], "agent.name");
}
END_TEST

START_TEST(rules_come_in_order_of_id_with_what_was_set)
{
    expect_good("{\"rules\":{\"timing/first-reply\":{\"minutes\":6,\"hours\":24},\"phrasing/informal\":\"off\","
                "\"a/b\":\"on\",\"gratitude/closing\":{\"severity\":\"critical\",\"weight\":3,\"limit\":-1}}}");
    ck_assert_uint_eq(config.rule_count, 4);
    ck_assert_str_eq(config.rules[0].id, "a/b");
    ck_assert(!config.rules[0].off);
    ck_assert_int_eq(config.rules[0].severity, RAPPORT_SEVERITY_DEFAULT);
    ck_assert_int_eq(config.rules[0].weight, 1);
    ck_assert_str_eq(config.rules[1].id, "gratitude/closing");
    ck_assert_int_eq(config.rules[1].severity, RAPPORT_CRITICAL);
    ck_assert_int_eq(config.rules[1].weight, 3);
    ck_assert_uint_eq(config.rules[1].option_count, 1);
    ck_assert_int_eq(config.rules[1].options[0].value, -1);
    ck_assert_str_eq(config.rules[2].id, "phrasing/informal");
    ck_assert(config.rules[2].off);
    ck_assert_uint_eq(config.rules[3].option_count, 2);
    ck_assert_str_eq(config.rules[3].options[0].name, "hours");
    ck_assert_str_eq(config.rules[3].options[1].name, "minutes");
    ck_assert_int_eq(config.rules[3].options[1].value, 6);
}
END_TEST

START_TEST(faults_of_rules)
{
    expect_faults("{\"rules\":{\"a/b\":\"of\",\"a/c\":false,\"a/d\":{\"minutes\":6.5,\"limit\":1.0,\"x\":\"7\","
                  "\"severity\":\"mayor\",\"weight\":-1},\"a/e\":{\"severity\":2,\"weight\":1001,\"y\":null}}}",
                  "rules.a/b: must be \"off\", \"on\" or an object, {\"…\": …}\n"
                  "rules.a/c: must be \"off\", \"on\" or an object, {\"…\": …}\n"
                  "rules.a/d.minutes: must be a whole number\n"
                  "rules.a/d.limit: must be a whole number\n"
                  "rules.a/d.x: must be a number\n"
                  "rules.a/d.severity: unknown severity \"mayor\"; did you mean \"major\"?\n"
                  "rules.a/d.weight: must be 0 to 1000\n"
                  "rules.a/e.severity: must be a text, \"…\"\n"
                  "rules.a/e.weight: must be 0 to 1000\n"
                  "rules.a/e.y: must be a number\n");
    expect_faults("{\"rules\":[]}", "rules: must be an object, {\"…\": …}\n");
}
END_TEST

START_TEST(all_parts_are_looked_at_whatever_is_wrong)
{
    expect_faults("{\"langages\":[],\"languages\":[\"xx\",\"he\",\"he\",3],\"price_list\":{},\"hours\":[],"
                  "\"placeholders\":[\"a\",\" \",\"a\",null],\"rules\":{\"a/b\":1}}",
                  "unknown key \"langages\"; did you mean \"languages\"?\n"
                  "languages[0]: unknown language \"xx\"; rapport knows he, fa and en\n"
                  "languages[2]: \"he\" stands there twice\n"
                  "languages[3]: must be a text, \"…\"\n"
                  "price_list: must be a list, […]\n"
                  "hours: must be an object, {\"…\": …}\n"
                  "placeholders[1]: is empty\n"
                  "placeholders[2]: \"a\" stands there twice\n"
                  "placeholders[3]: must be a text, \"…\"\n"
                  "rules.a/b: must be \"off\", \"on\" or an object, {\"…\": …}\n");
    expect_faults("{\"languages\":[]}", "languages: must name at least one language\n");
    expect_faults("{\"languages\":\"he\",\"placeholders\":\"a\"}",
                  "languages: must be a list, […]\nplaceholders: must be a list, […]\n");
}
END_TEST

START_TEST(a_failed_read_leaves_the_configuration_as_it_is_without_a_file)
{
    expect_faults("{\"languages\":[\"he\"],\"placeholders\":[\"a\"],\"hours\":{\"sun\":\"closed\"},\"x\":1}",
                  "unknown key \"x\"; did you mean \"hours\"?\n");
    ck_assert_uint_eq(config.languages, 7);
    ck_assert(!config.has_hours);
    ck_assert_uint_eq(config.placeholder_count, 0);
    ck_assert_ptr_null(config.path);
}
END_TEST

/* The words are jansson's; the place in front of them is ours. */
static void expect_json_error(const char *json, const char *place)
{
    ck_assert_int_eq(read_text(json), -1);
    const char *wanted = path_make("%s/rapport.json%s", scratch, place);
    ck_assert_msg(strncmp(bytes_text(&faults), wanted, strlen(wanted)) == 0, "%s", bytes_text(&faults));
    ck_assert_uint_gt(faults.len, strlen(wanted));
    ck_assert_ptr_eq(strchr(faults.ptr, '\n'), faults.ptr + faults.len - 1);
}

START_TEST(json_errors_have_line_and_column)
{
    expect_json_error("{\"languages\":\n [\"he\",]}", ":2:8: ");
    expect_json_error("{\"rules\":{\"a/b\":\"on\",\"a/b\":\"off\"}}", ":1:26: duplicate object key");
    expect_json_error("{\"x\":\"\\u0000\"}", ":1:13: ");
    expect_json_error("", ":1:0: ");
    expect_json_error("{} {}", ":1:4: ");
    expect_json_error("{\"rules\":{\"a/b\":{\"n\":99999999999999999999}}}", ":1:41: too big integer");
    expect_json_error("{\"rules\":\"\xFF\"}", ":1:");
    expect_faults("[]", "must be an object, {\"…\": …}\n");
}
END_TEST

START_TEST(a_file_that_cannot_be_read_is_named)
{
    const char *missing = path_make("%s/none.json", scratch);
    ck_assert_int_eq(config_read(&config, missing, &faults), -1);
    ck_assert_str_eq(bytes_text(&faults), path_make("%s: cannot be read: No such file or directory\n", missing));
    bytes_clear(&faults);
    ck_assert_int_eq(config_read(&config, scratch, &faults), -1);
    ck_assert_str_eq(bytes_text(&faults), path_make("%s: cannot be read: Is a directory\n", scratch));
}
END_TEST

START_TEST(faults_stay_on_one_line_and_harmless)
{
    expect_faults("{\"rules\":{\"a\\nb\\u001b[2J\\u202e\":3}}",
                  "rules.a\u23CEb\\u001b[2J: must be \"off\", \"on\" or an object, {\"…\": …}\n");
}
END_TEST

START_TEST(faults_are_added_behind_those_that_are_there)
{
    bytes_add_text(&faults, "before\n");
    const char *path = path_make("%s/rapport.json", scratch);
    file_write(path, "{}");
    ck_assert_int_eq(config_read(&config, path, &faults), 0);
    ck_assert_str_eq(bytes_text(&faults), "before\n");
}
END_TEST

static void expect_day(int day, int64_t open, int64_t close)
{
    ck_assert_msg(config.week[day].open_minute == open && config.week[day].close_minute == close,
                  "day %d is %d to %d, not %d to %d", day, (int)config.week[day].open_minute,
                  (int)config.week[day].close_minute, (int)open, (int)close);
}

START_TEST(later_hours_win_and_unnamed_days_are_closed)
{
    expect_good("{\"hours\":{\"timezone\":\"Asia/Tehran\",\"sun-thu\":\"09:00-18:30\",\"tue\":\"closed\","
                "\"wed-thu\":\"00:00-24:00\",\"wed\":\"10:05-10:06\"}}");
    ck_assert(config.has_hours);
    ck_assert_str_eq(config.timezone, "Asia/Tehran");
    expect_day(0, 540, 1110);
    expect_day(1, 540, 1110);
    expect_day(2, 0, 0);
    expect_day(3, 605, 606);
    expect_day(4, 0, 1440);
    expect_day(5, 0, 0);
    expect_day(6, 0, 0);
}
END_TEST

START_TEST(ranges_wrap_around_the_week)
{
    expect_good("{\"hours\":{\"fri-mon\":\"08:00-09:00\",\"wed-wed\":\"10:00-11:00\"}}");
    ck_assert_ptr_null(config.timezone);
    for (int day = 0; day < 7; day++) {
        bool open = day >= 5 || day <= 1;
        if (day == 3)
            expect_day(day, 600, 660);
        else
            expect_day(day, open ? 480 : 0, open ? 540 : 0);
    }
}
END_TEST

START_TEST(a_range_may_be_the_whole_week)
{
    expect_good("{\"hours\":{\"mon-sun\":\"00:00-00:01\"}}");
    for (int day = 0; day < 7; day++)
        expect_day(day, 0, 1);
}
END_TEST

START_TEST(faults_of_hours)
{
    expect_faults("{\"hours\":{\"timezone\":7,\"sum\":\"closed\",\"sun-thr\":\"closed\",\"Mon\":\"closed\","
                  "\"timezon\":\"x\",\"sun-mon-tue\":\"closed\",\"-\":\"closed\"}}",
                  "hours: unknown key \"sum\"; did you mean \"sun\"?\n"
                  "hours: unknown key \"sun-thr\"; did you mean \"sun-thu\"?\n"
                  "hours: unknown key \"Mon\"; did you mean \"mon\"?\n"
                  "hours: unknown key \"timezon\"; did you mean \"timezone\"?\n"
                  "hours: unknown key \"sun-mon-tue\"; did you mean \"sun-mon\"?\n"
                  "hours: unknown key \"-\"; did you mean \"sun-sun\"?\n"
                  "hours.timezone: must be a text, \"…\"\n");
    expect_faults("{\"hours\":{\"timezone\":\"UTC\"}}",
                  "hours: names no day, such as \"sun-thu\": \"09:00-18:00\"\n");
    expect_faults("{\"hours\":{}}", "hours: names no day, such as \"sun-thu\": \"09:00-18:00\"\n");
}
END_TEST

static const char *const bad_times[] = {
    "9:00-18:00",  "09:00-18:0",  "09:00 18:00",   "09.00-18.00", "09:60-18:00", "09:00-24:01", "25:00-26:00",
    "09:00-18:00 ", "Closed",     "09:00",         "0a:00-18:00", "09:00-1b:00", "-9:00-18:00", "09:00-18:000",
};

START_TEST(times_must_have_their_shape)
{
    const char *text = bad_times[_i];
    expect_faults(path_make("{\"hours\":{\"sun\":\"%s\"}}", text),
                  path_make("hours.sun: must be \"HH:MM-HH:MM\" or \"closed\", not \"%s\"\n", text));
}
END_TEST

START_TEST(a_day_must_end_after_it_begins)
{
    expect_faults("{\"hours\":{\"sun\":\"18:00-09:00\",\"mon\":\"09:00-09:00\",\"tue\":\"\",\"wed\":900}}",
                  "hours.sun: must end later in the day than it begins, not \"18:00-09:00\"\n"
                  "hours.mon: must end later in the day than it begins, not \"09:00-09:00\"\n"
                  "hours.tue: is empty\n"
                  "hours.wed: must be a text, \"…\"\n");
}
END_TEST

/* A price list of one item named "a" with these prices. */
static const char *list_of(const char *prices)
{
    return path_make("{\"price_list\":[{\"item\":\"a\",\"names\":{\"en\":[\"A\"]},\"prices\":[%s]}]}", prices);
}

START_TEST(tomans_are_ten_rials)
{
    expect_good(list_of("{\"amount\":\"120000\",\"currency\":\"IRT\"}"));
    ck_assert_str_eq(config.items[0].prices[0].currency, "IRR");
    ck_assert_int_eq(config.items[0].prices[0].value, INT64_C(1200000) * RAPPORT_AMOUNT_SCALE);
    ck_assert_int_eq(config.items[0].prices[0].period, RAPPORT_PERIOD_UNSTATED);
}
END_TEST

START_TEST(tomans_beyond_what_rials_can_hold_are_a_fault)
{
    expect_faults(list_of("{\"amount\":\"900000000000000\",\"currency\":\"IRT\"}"),
                  "price_list[0].prices[0]: the amount is too large\n");
}
END_TEST

START_TEST(every_period_and_vat_has_its_number)
{
    static const char *const names[] = {"once", "night", "day", "week", "month", "year"};
    for (int i = 0; i < 6; i++)
        ck_assert_int_eq(period_by_name(names[i]), RAPPORT_PERIOD_ONCE + i);
    ck_assert_int_eq(period_by_name("monthly"), -1);
    ck_assert_int_eq(period_by_name(""), -1);
    expect_good(list_of("{\"amount\":\"0\",\"currency\":\"USD\",\"period\":\"once\",\"vat\":\"without\"}"));
    ck_assert_int_eq(config.items[0].prices[0].period, RAPPORT_PERIOD_ONCE);
    ck_assert_int_eq(config.items[0].prices[0].vat, RAPPORT_VAT_WITHOUT);
    ck_assert_int_eq(config.items[0].prices[0].value, 0);
}
END_TEST

START_TEST(faults_of_prices)
{
    expect_faults(list_of("{\"amount\":99.9,\"currency\":\"ILS\"},{\"amount\":\"ten\",\"currency\":\"ils\"},"
                          "{\"amount\":\"-5\",\"currency\":\"SHEKEL\"},{\"curency\":\"ILS\"},"
                          "{\"amount\":\"1\",\"currency\":\"ILS\",\"period\":\"monthly\",\"vat\":\"within\"},"
                          "{\"amount\":\"1\",\"currency\":\"₪\",\"period\":1,\"vat\":null},7"),
                  "price_list[0].prices[0].amount: must be a text such as \"99.90\", not a number\n"
                  "price_list[0].prices[1].amount: must be a decimal number such as \"99.90\", not \"ten\"\n"
                  "price_list[0].prices[1].currency: must be an ISO 4217 code, three capital letters, not \"ils\"\n"
                  "price_list[0].prices[2].amount: must be a decimal number such as \"99.90\", not \"-5\"\n"
                  "price_list[0].prices[2].currency: must be an ISO 4217 code, three capital letters, not \"SHEKEL\"\n"
                  "price_list[0].prices[3]: unknown key \"curency\"; did you mean \"currency\"?\n"
                  "price_list[0].prices[3].amount: missing; must be a text, \"…\"\n"
                  "price_list[0].prices[3].currency: missing; must be a text, \"…\"\n"
                  "price_list[0].prices[4].period: unknown period \"monthly\"; did you mean \"month\"?\n"
                  "price_list[0].prices[4].vat: unknown vat \"within\"; did you mean \"with\"?\n"
                  "price_list[0].prices[5].currency: must be an ISO 4217 code, three capital letters, not \"₪\"\n"
                  "price_list[0].prices[5].period: must be a text, \"…\"\n"
                  "price_list[0].prices[5].vat: must be a text, \"…\"\n"
                  "price_list[0].prices[6]: must be an object, {\"…\": …}\n");
}
END_TEST

START_TEST(a_currency_is_three_capital_letters_and_no_more)
{
    static const char *const codes[] = {"ILS1", "IL", "ILS ", "IlS", "ISLS", "12A"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        expect_faults(list_of(path_make("{\"amount\":\"1\",\"currency\":\"%s\"}", codes[i])),
                      path_make("price_list[0].prices[0].currency: must be an ISO 4217 code, three capital letters, "
                                "not \"%s\"\n", codes[i]));
}
END_TEST

START_TEST(an_item_has_one_price_of_a_kind)
{
    expect_faults(list_of("{\"amount\":\"10\",\"currency\":\"IRR\"},{\"amount\":\"1\",\"currency\":\"IRT\"}"),
                  "price_list[0].prices[1]: a price of the same currency, period and vat stands in "
                  "price_list[0].prices[0] already\n");
    expect_good(list_of("{\"amount\":\"10\",\"currency\":\"IRR\"},{\"amount\":\"10\",\"currency\":\"ILS\"},"
                        "{\"amount\":\"1\",\"currency\":\"IRR\",\"period\":\"day\"},"
                        "{\"amount\":\"1\",\"currency\":\"IRR\",\"vat\":\"with\"}"));
    ck_assert_uint_eq(config.items[0].price_count, 4);
}
END_TEST

START_TEST(faults_of_items)
{
    static const char prices[] = "\"prices\":[{\"amount\":\"1\",\"currency\":\"ILS\"}]";
    expect_faults(path_make("{\"price_list\":[{\"item\":\"Fiber 500\",\"names\":{\"en\":[\"A\"]},%s},"
                            "{\"item\":\"b\",\"names\":{},%s},{\"item\":\"b\",\"names\":{\"en\":[]},%s},"
                            "{\"names\":{\"ar\":[\"x\"],\"he\":\"y\"},%s,\"price\":1},{\"item\":\"c\"},\"d\","
                            "{\"item\":\"e\",\"names\":{\"en\":[\"E\",\"\",5]},\"prices\":[]}]}",
                            prices, prices, prices, prices),
                  "price_list[0].item: must be made of a-z, 0-9 and -, not \"Fiber 500\"\n"
                  "price_list[1].names: must hold at least one name, {\"en\": [\"…\"]}\n"
                  "price_list[2].item: the item stands in price_list[1].item already\n"
                  "price_list[2].names: must hold at least one name, {\"en\": [\"…\"]}\n"
                  "price_list[3]: unknown key \"price\"; did you mean \"prices\"?\n"
                  "price_list[3].item: missing; must be a text, \"…\"\n"
                  "price_list[3].names.ar: unknown language; rapport knows he, fa and en\n"
                  "price_list[3].names.he: must be a list, […]\n"
                  "price_list[4].names: missing; must be an object, {\"…\": …}\n"
                  "price_list[4].prices: missing; must be a list, […]\n"
                  "price_list[5]: must be an object, {\"…\": …}\n"
                  "price_list[6].names.en[1]: is empty\n"
                  "price_list[6].names.en[2]: must be a text, \"…\"\n"
                  "price_list[6].prices: must hold at least one price\n");
}
END_TEST

START_TEST(a_name_names_one_item)
{
    static const char prices[] = "\"prices\":[{\"amount\":\"1\",\"currency\":\"ILS\"}]";
    expect_faults(path_make("{\"price_list\":[{\"item\":\"a\",\"names\":{\"en\":[\"A\",\"A\"],\"he\":[\"A\"]},%s},"
                            "{\"item\":\"b\",\"names\":{\"en\":[\"A\"]},%s}]}", prices, prices),
                  "price_list[0].names.en[1]: the name stands in price_list[0].names.en[0] already\n"
                  "price_list[1].names.en[0]: the name stands in price_list[0].names.en[0] already\n");
}
END_TEST

static TCase *case_of_prices(void)
{
    TCase *tcase = tcase_create("prices");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, tomans_are_ten_rials);
    tcase_add_test(tcase, tomans_beyond_what_rials_can_hold_are_a_fault);
    tcase_add_test(tcase, every_period_and_vat_has_its_number);
    tcase_add_test(tcase, faults_of_prices);
    tcase_add_test(tcase, a_currency_is_three_capital_letters_and_no_more);
    tcase_add_test(tcase, an_item_has_one_price_of_a_kind);
    tcase_add_test(tcase, faults_of_items);
    tcase_add_test(tcase, a_name_names_one_item);
    return tcase;
}

static TCase *case_of_hours(void)
{
    TCase *tcase = tcase_create("hours");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, later_hours_win_and_unnamed_days_are_closed);
    tcase_add_test(tcase, ranges_wrap_around_the_week);
    tcase_add_test(tcase, a_range_may_be_the_whole_week);
    tcase_add_test(tcase, faults_of_hours);
    tcase_add_loop_test(tcase, times_must_have_their_shape, 0, sizeof bad_times / sizeof *bad_times);
    tcase_add_test(tcase, a_day_must_end_after_it_begins);
    return tcase;
}

static TCase *case_of_file(void)
{
    TCase *tcase = tcase_create("file");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, without_a_file_all_languages_and_nothing_else);
    tcase_add_test(tcase, an_empty_object_changes_nothing_but_the_path);
    tcase_add_test(tcase, a_byte_order_mark_in_front_is_skipped);
    tcase_add_test(tcase, the_example_of_the_contract_is_read);
    tcase_add_test(tcase, rules_come_in_order_of_id_with_what_was_set);
    tcase_add_test(tcase, faults_of_rules);
    tcase_add_test(tcase, all_parts_are_looked_at_whatever_is_wrong);
    tcase_add_test(tcase, a_failed_read_leaves_the_configuration_as_it_is_without_a_file);
    tcase_add_test(tcase, json_errors_have_line_and_column);
    tcase_add_test(tcase, a_file_that_cannot_be_read_is_named);
    tcase_add_test(tcase, faults_stay_on_one_line_and_harmless);
    tcase_add_test(tcase, faults_are_added_behind_those_that_are_there);
    return tcase;
}

static Suite *config_suite(void)
{
    Suite *suite = suite_create("config");
    suite_add_tcase(suite, case_of_file());
    suite_add_tcase(suite, case_of_hours());
    suite_add_tcase(suite, case_of_prices());
    return suite;
}

UNIT_MAIN(config_suite)
