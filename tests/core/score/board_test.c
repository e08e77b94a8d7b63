#include "core/score/board.h"

#include <math.h>
#include <string.h>

#include "core/score/wilson.h"
#include "core/text/day.h"
#include "rapport/plugin.h"
#include "tests/scratch.h"
#include "tests/unit.h"

/* R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3: the score method. */
START_TEST(intervals_as_published)
{
    static const struct {
        double good, count, low, high;
    } rows[] = {{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0.0000, 0.1611}, {1, 29, 0.0061, 0.1718}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double low, high;
        wilson(rows[i].good / rows[i].count, rows[i].count, &low, &high);
        ck_assert_msg(fabs(low - rows[i].low) < 5e-5 && fabs(high - rows[i].high) < 5e-5, "%zu: %f %f", i, low, high);
    }
    double low, high;
    wilson(0, 0, &low, &high);
    ck_assert(low == 0 && high == 1);
}
END_TEST

START_TEST(few_calls_do_not_rank_above_many)
{
    double few, many, high;
    wilson(1, 3, &few, &high);
    wilson(0.95, 300, &many, &high);
    ck_assert(few < many);
}
END_TEST

static int32_t severity_of(void *ctx, const char *rule)
{
    (void)ctx;
    return strncmp(rule, "info", 4) == 0 ? RAPPORT_INFO : RAPPORT_MAJOR_SEVERITY;
}

static struct card card;
static struct board board;

static void begin(void)
{
    scratch_make();
    card = (struct card){0};
}

static void end(void)
{
    board_release(&board);
    card_release(&card);
    scratch_remove();
}

static void use_card(const char *text)
{
    struct bytes faults = {0};
    file_write(path_make("%s/card.json", scratch), text);
    ck_assert_msg(card_read(&card, path_make("%s/card.json", scratch), &faults) == 0, "%s", bytes_text(&faults));
    bytes_release(&faults);
}

/* "1 tone/rude ann fail", in the order of conversations. */
static void play(enum score_by by, const char *const *lines)
{
    board_init(&board, &card, by, severity_of, NULL);
    for (; *lines; lines++) {
        char rule[40], agent[40], verdict[20];
        int conversation;
        ck_assert_int_eq(sscanf(*lines, "%d %39s %39s %19s", &conversation, rule, agent, verdict), 4);
        board_take(&board, &(struct store_verdict){.conversation = conversation, .rule = rule, .agent = agent, .queue = "", .channel = "chat", .lang = "en",
                                                   .day = day_read("2026-03-04") + conversation,
                                                   .verdict = *verdict == 'p' ? 0 : *verdict == 'f' ? 1 : 2});
    }
    board_finish(&board);
}

static void scores(const char *key, double score)
{
    const struct score_row *row = board_find(&board, key);
    ck_assert_ptr_nonnull(row);
    ck_assert_msg(fabs(row->score - score) < 1e-9, "%s: %f", key, row->score);
}

START_TEST(not_checked_is_neither_and_rules_weigh_by_severity)
{
    play(BY_AGENT, (const char *const[]){"1 info/a ann pass", "1 major/a ann fail", "1 major/b ann unchecked", "2 info/a ann pass", "2 info/a bob unchecked", NULL});
    scores("ann", 2.0 / 6);
    const struct score_row *ann = board_find(&board, "ann"), *bob = board_find(&board, "bob");
    ck_assert(ann->passed == 2 && ann->failed == 1 && ann->unchecked == 1 && ann->conversations == 2);
    ck_assert(bob->weight == 0 && bob->unchecked == 1 && bob->low == 0 && bob->high == 1);
}
END_TEST

START_TEST(sections_have_a_ceiling_and_critical_rules_decide)
{
    use_card("{\"name\":\"x\",\"version\":2,\"weights\":{\"*\":1,\"tone/*\":2},\"sections\":[{\"name\":\"tone\",\"rules\":[\"tone/*\"],\"ceiling\":3},"
             "{\"name\":\"end\",\"rules\":[\"end/*\"]}],\"critical\":{\"end/lie\":\"section\",\"tone/threat\":\"all\"}}");
    play(BY_AGENT, (const char *const[]){"1 tone/a low fail", "1 tone/b low fail", "1 tone/c low pass", "2 end/a one fail", "2 end/b one pass",
                                         "3 end/a sec pass", "3 end/lie sec fail", "3 tone/a sec pass", "4 end/a all pass", "4 tone/threat all fail", NULL});
    scores("low", 3.0 / 6); /* four lost, three at most */
    scores("one", 1.0 / 2);
    scores("sec", 2.0 / 4); /* its section is lost, the other is not */
    scores("all", 0);
}
END_TEST

START_TEST(rows_by_rule_day_and_week)
{
    const char *const lines[] = {"1 a/a ann pass", "2 a/a ann fail", "9 b/b ann pass", NULL};
    play(BY_RULE, lines);
    scores("a/a", 0.5);
    board_release(&board);
    play(BY_DAY, lines);
    ck_assert_uint_eq(board.count, 3);
    ck_assert_str_eq(board.rows[0].key, "2026-03-05");
    board_release(&board);
    play(BY_WEEK, lines);
    ck_assert_uint_eq(board.count, 2);
    ck_assert_str_eq(board.rows[0].key, "2026-03-02"); /* a Monday */
}
END_TEST

START_TEST(faults_of_a_card_are_told_with_their_place)
{
    struct bytes faults = {0};
    file_write(path_make("%s/card.json", scratch),
               "{\"weight\":{},\"weights\":{\"a/b\":-1},\"sections\":[{\"name\":\"x\",\"rules\":[],\"top\":1}],\"critical\":{\"a/b\":\"some\"},\"version\":0}");
    ck_assert_int_eq(card_read(&card, path_make("%s/card.json", scratch), &faults), -1);
    for (size_t i = 0; i < 5; i++) {
        static const char *const places[] = {"weight", "weights.a/b", "sections[0]", "critical.a/b", "version"};
        ck_assert_msg(strstr(bytes_text(&faults), places[i]) != NULL, "%s in %s", places[i], bytes_text(&faults));
    }
    bytes_release(&faults);
    board_init(&board, &card, BY_AGENT, severity_of, NULL);
}
END_TEST

START_TEST(days_there_and_back)
{
    static const char *const days[] = {"1970-01-01", "1969-12-31", "2000-02-29", "2026-11-25", "9999-12-31", "0001-01-01"};
    static const char *const none[] = {"", "2026-02-30", "2026-13-01", "2026-1-01", "2026-01-01x", "2026-01-00"};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        char text[16];
        day_write(day_read(days[i]), text);
        ck_assert_str_eq(text, days[i]);
    }
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        ck_assert_msg(day_read(none[i]) == INT64_MIN, "%s", none[i]);
    ck_assert_int_eq(day_of_ms(-1), -1);
    ck_assert_int_eq(day_of_ms(86400000), 1);
    ck_assert_int_eq(day_week(day_read("2026-11-25")), day_read("2026-11-23"));
    ck_assert_int_eq(day_week(day_read("2026-11-23")), day_read("2026-11-23"));
    ck_assert_int_eq(day_week(day_read("1969-12-31")), day_read("1969-12-29"));
    board_init(&board, &card, BY_AGENT, severity_of, NULL);
}
END_TEST

static Suite *board_suite(void)
{
    Suite *suite = suite_create("board");
    TCase *published = tcase_create("wilson"), *tcase = tcase_create("board");
    tcase_add_test(published, intervals_as_published);
    tcase_add_test(published, few_calls_do_not_rank_above_many);
    tcase_add_checked_fixture(tcase, begin, end);
    tcase_add_test(tcase, not_checked_is_neither_and_rules_weigh_by_severity);
    tcase_add_test(tcase, sections_have_a_ceiling_and_critical_rules_decide);
    tcase_add_test(tcase, rows_by_rule_day_and_week);
    tcase_add_test(tcase, faults_of_a_card_are_told_with_their_place);
    tcase_add_test(tcase, days_there_and_back);
    suite_add_tcase(suite, published);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(board_suite)
