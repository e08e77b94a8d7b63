#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "core/model/arena.h"
#include "core/model/sorter.h"
#include "tests/unit.h"

static uint64_t random_state;

static uint32_t random_next(void)
{
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(random_state >> 33);
}

struct item {
    char key[12];
    size_t key_len;
    uint32_t number; /* of its adding: the payload */
};

static int item_compare(const void *left, const void *right)
{
    const struct item *a = left, *b = right;
    size_t len = a->key_len < b->key_len ? a->key_len : b->key_len;
    int order = memcmp(a->key, b->key, len);
    if (order == 0)
        order = (a->key_len > b->key_len) - (a->key_len < b->key_len);
    return order ? order : (a->number > b->number) - (a->number < b->number);
}

/* Few letters, so that keys are equal and begin one another; a NUL and a byte above 127 among them. */
static void item_fill(struct item *item, uint32_t number)
{
    static const char letters[] = {'a', 'b', '\0', '\xff'};
    item->number = number;
    item->key_len = random_next() % (sizeof item->key + 1);
    for (size_t i = 0; i < item->key_len; i++)
        item->key[i] = letters[random_next() % 4];
}

static void item_expect(const struct item *item, const struct sorter_record *record)
{
    ck_assert_uint_eq(record->key_len, item->key_len);
    ck_assert(memcmp(record->key, item->key, item->key_len) == 0);
    ck_assert_uint_eq(record->payload_len, sizeof item->number);
    ck_assert(memcmp(record->payload, &item->number, sizeof item->number) == 0);
}

static void random_check(size_t memory, uint32_t count, int spills)
{
    struct item *items = must_calloc(count, sizeof *items);
    struct sorter *sorter = sorter_new(memory);
    struct sorter_record record;
    random_state = count;
    for (uint32_t i = 0; i < count; i++) {
        item_fill(&items[i], i);
        ck_assert_int_eq(sorter_add(sorter, items[i].key, items[i].key_len, &items[i].number, 4), 0);
    }
    ck_assert_uint_eq(sorter_count(sorter), count);
    ck_assert_int_eq(sorter_finish(sorter), 0);
    ck_assert_int_eq(sorter_spilled(sorter) > 0, spills);
    qsort(items, count, sizeof *items, item_compare);
    for (uint32_t i = 0; i < count; i++) {
        ck_assert_int_eq(sorter_next(sorter, &record), 1);
        item_expect(&items[i], &record);
    }
    ck_assert_int_eq(sorter_next(sorter, &record), 0);
    ck_assert_int_eq(sorter_next(sorter, &record), 0);
    sorter_free(sorter);
    free(items);
}

START_TEST(sorts_in_memory)
{
    random_check((size_t)1 << 20, 5000, 0);
    random_check((size_t)1 << 20, 1, 0);
}
END_TEST

START_TEST(merges_few_runs)
{
    random_check(20000, 5000, 1);
}
END_TEST

/* 256 bytes hold two or three records: thousands of runs, merged in three passes. */
START_TEST(merges_more_runs_than_at_once)
{
    random_check(0, 15000, 1);
}
END_TEST

START_TEST(empty_sorter_ends_at_once)
{
    struct sorter_record record;
    struct sorter *sorter = sorter_new(1000);
    ck_assert_int_eq(sorter_finish(sorter), 0);
    ck_assert_int_eq(sorter_next(sorter, &record), 0);
    ck_assert_uint_eq(sorter_count(sorter), 0);
    sorter_free(sorter);
    sorter_free(NULL);
}
END_TEST

/* Equal keys everywhere: the order of adding is all that is left, across runs too. */
static void stability_check(size_t memory)
{
    struct sorter *sorter = sorter_new(memory);
    struct sorter_record record;
    uint32_t number;
    for (uint32_t i = 0; i < 2000; i++)
        ck_assert_int_eq(sorter_add(sorter, i % 3 ? "same" : "other", i % 3 ? 4 : 5, &i, sizeof i), 0);
    ck_assert_int_eq(sorter_finish(sorter), 0);
    for (int64_t last = -1, seen = 0; seen < 2000; seen++, last = number) {
        ck_assert_int_eq(sorter_next(sorter, &record), 1);
        memcpy(&number, record.payload, sizeof number);
        if (seen == 667)
            last = -1; /* the "other" are over */
        ck_assert_int_eq(number % 3 == 0, seen < 667);
        ck_assert_int_lt(last, number);
    }
    sorter_free(sorter);
}

START_TEST(equal_keys_keep_their_order)
{
    stability_check((size_t)1 << 20);
    stability_check(4000);
    stability_check(0);
}
END_TEST

/* One pass over the file means one run: joined runs would be written a second time. */
START_TEST(ordered_arrival_is_one_run)
{
    struct sorter *sorter = sorter_new(0);
    struct sorter_record record;
    char key[16];
    size_t bytes = 0;
    for (int i = 0; i < 2000; i++) {
        int len = snprintf(key, sizeof key, "%06d", i / 2);
        ck_assert_int_eq(sorter_add(sorter, key, (size_t)len, &i, sizeof i), 0);
        bytes += (size_t)len + sizeof i + 8;
    }
    ck_assert_int_eq(sorter_finish(sorter), 0);
    ck_assert_uint_eq(sorter_spilled(sorter), bytes);
    for (int i = 0; i < 2000; i++) {
        int number;
        ck_assert_int_eq(sorter_next(sorter, &record), 1);
        memcpy(&number, record.payload, sizeof number);
        ck_assert_int_eq(number, i);
    }
    ck_assert_int_eq(sorter_next(sorter, &record), 0);
    sorter_free(sorter);
}
END_TEST

START_TEST(huge_records_pass_a_small_memory)
{
    static const size_t sizes[] = {3, (size_t)3 << 20, 0, (size_t)1 << 20, 300};
    struct sorter *sorter = sorter_new(1000);
    struct sorter_record record;
    char *payload = must_calloc(1, (size_t)3 << 20);
    for (size_t i = 0; i < 5; i++) {
        char key = (char)('e' - i);
        payload[0] = key;
        ck_assert_int_eq(sorter_add(sorter, &key, 1, payload, sizes[i]), 0);
    }
    ck_assert_int_eq(sorter_finish(sorter), 0);
    for (size_t i = 5; i-- > 0;) {
        ck_assert_int_eq(sorter_next(sorter, &record), 1);
        ck_assert_int_eq(record.key[0], (char)('e' - i));
        ck_assert_uint_eq(record.payload_len, sizes[i]);
        if (sizes[i])
            ck_assert_int_eq(record.payload[0], record.key[0]);
    }
    free(payload);
    sorter_free(sorter);
}
END_TEST

START_TEST(empty_key_and_payload_are_records)
{
    struct sorter *sorter = sorter_new(1000);
    struct sorter_record record;
    ck_assert_int_eq(sorter_add(sorter, "a", 1, NULL, 0), 0);
    ck_assert_int_eq(sorter_add(sorter, NULL, 0, NULL, 0), 0);
    ck_assert_int_eq(sorter_finish(sorter), 0);
    ck_assert_int_eq(sorter_next(sorter, &record), 1);
    ck_assert_uint_eq(record.key_len, 0);
    ck_assert_int_eq(sorter_next(sorter, &record), 1);
    ck_assert_uint_eq(record.key_len, 1);
    ck_assert_int_eq(sorter_next(sorter, &record), 0);
    sorter_free(sorter);
}
END_TEST

START_TEST(a_record_past_the_limit_is_refused)
{
    struct sorter *sorter = sorter_new(1000);
    ck_assert_int_eq(sorter_add(sorter, "a", 1, "b", (size_t)1 << 30), -1);
    ck_assert_int_eq(errno, EFBIG);
    ck_assert_int_eq(sorter_add(sorter, "a", 1, "b", SIZE_MAX), -1);
    sorter_free(sorter);
}
END_TEST

START_TEST(a_missing_directory_is_an_error)
{
    struct sorter *sorter = sorter_new(0);
    struct sorter_record record;
    int result = 0;
    setenv("TMPDIR", "/nowhere/at/all", 1);
    for (int i = 0; i < 100 && result == 0; i++)
        result = sorter_add(sorter, "key", 3, "payload", 7);
    ck_assert_int_eq(result, -1);
    ck_assert_int_eq(errno, ENOENT);
    errno = 0;
    ck_assert_int_eq(sorter_add(sorter, "key", 3, "payload", 7), -1);
    ck_assert_int_eq(errno, ENOENT);
    ck_assert_int_eq(sorter_finish(sorter), -1);
    ck_assert_int_eq(sorter_next(sorter, &record), -1);
    sorter_free(sorter);
}
END_TEST

/* A file size limit stands for a full disk: writing stops in the middle of a record. */
START_TEST(a_full_disk_is_an_error)
{
    struct rlimit limit = {300000, 300000};
    struct sorter *sorter = sorter_new(100000);
    char payload[1000] = {0};
    int result = 0, added = 0;
    signal(SIGXFSZ, SIG_IGN);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    for (; added < 10000 && result == 0; added++)
        result = sorter_add(sorter, "key", 3, payload, sizeof payload);
    ck_assert_int_eq(result, -1);
    ck_assert_int_eq(errno, EFBIG);
    ck_assert_int_gt(added, 300);
    ck_assert_int_eq(sorter_finish(sorter), -1);
    sorter_free(sorter);
}
END_TEST

START_TEST(a_disk_full_while_joining_is_an_error)
{
    struct sorter *sorter = sorter_new(0);
    char payload[1000] = {0};
    for (int i = 0; i < 400; i++) {
        char key = (char)(200 - i % 200);
        ck_assert_int_eq(sorter_add(sorter, &key, 1, payload, sizeof payload), 0);
    }
    struct rlimit limit = {200000, 200000};
    signal(SIGXFSZ, SIG_IGN);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    ck_assert_int_eq(sorter_finish(sorter), -1);
    ck_assert_int_eq(errno, EFBIG);
    sorter_free(sorter);
}
END_TEST

START_TEST(calls_out_of_turn_are_errors)
{
    struct sorter *sorter = sorter_new(1000);
    struct sorter_record record;
    ck_assert_int_eq(sorter_next(sorter, &record), -1);
    ck_assert_int_eq(errno, EINVAL);
    ck_assert_int_eq(sorter_finish(sorter), 0);
    ck_assert_int_eq(sorter_finish(sorter), -1);
    ck_assert_int_eq(sorter_add(sorter, "a", 1, "b", 1), -1);
    sorter_free(sorter);
}
END_TEST

static Suite *sorter_suite(void)
{
    Suite *suite = suite_create("sorter");
    TCase *tests = tcase_create("sorter");
    tcase_add_test(tests, sorts_in_memory);
    tcase_add_test(tests, merges_few_runs);
    tcase_add_test(tests, merges_more_runs_than_at_once);
    tcase_add_test(tests, empty_sorter_ends_at_once);
    tcase_add_test(tests, equal_keys_keep_their_order);
    tcase_add_test(tests, ordered_arrival_is_one_run);
    tcase_add_test(tests, huge_records_pass_a_small_memory);
    tcase_add_test(tests, empty_key_and_payload_are_records);
    tcase_add_test(tests, a_record_past_the_limit_is_refused);
    tcase_add_test(tests, a_missing_directory_is_an_error);
    tcase_add_test(tests, a_full_disk_is_an_error);
    tcase_add_test(tests, a_disk_full_while_joining_is_an_error);
    tcase_add_test(tests, calls_out_of_turn_are_errors);
    suite_add_tcase(suite, tests);
    return suite;
}

UNIT_MAIN(sorter_suite)
