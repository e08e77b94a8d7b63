#include "core/run/result.h"

#include <string.h>

#include "tests/unit.h"

START_TEST(records_come_back_as_they_went_in)
{
    struct bytes stream = {0};
    struct record record;
    size_t at = 0, one = record_begin(&stream, "key", 3);
    bytes_add_text(&stream, "payload");
    record_end(&stream, one);
    record_end(&stream, record_begin(&stream, "", 0));
    size_t two = record_begin(&stream, "k\0y", 3);
    bytes_add(&stream, "\0\n", 2);
    record_end(&stream, two);
    ck_assert_int_eq(record_next(&stream, &at, &record), 1);
    ck_assert_mem_eq(record.key, "key", 3);
    ck_assert_uint_eq(record.payload_len, 7);
    ck_assert_mem_eq(record.payload, "payload", 7);
    ck_assert_int_eq(record_next(&stream, &at, &record), 1);
    ck_assert_uint_eq(record.key_len, 0);
    ck_assert_uint_eq(record.payload_len, 0);
    ck_assert_int_eq(record_next(&stream, &at, &record), 1);
    ck_assert_mem_eq(record.key, "k\0y", 3);
    ck_assert_mem_eq(record.payload, "\0\n", 2);
    ck_assert_int_eq(record_next(&stream, &at, &record), 0);
    bytes_release(&stream);
}
END_TEST

/* The order of keys as bytes, shorter first on a tie. */
static int keys_compare(const char *a_source, uint64_t a_line, const char *b_source, uint64_t b_line)
{
    struct bytes a = {0}, b = {0};
    key_of_place(&a, a_source, a_line);
    key_of_place(&b, b_source, b_line);
    size_t len = a.len < b.len ? a.len : b.len;
    int order = memcmp(a.ptr, b.ptr, len);
    if (order == 0)
        order = (a.len > b.len) - (a.len < b.len);
    bytes_release(&a);
    bytes_release(&b);
    return order;
}

START_TEST(keys_stand_in_the_order_of_places)
{
    ck_assert_int_lt(keys_compare("a", 9, "a", 10), 0);
    ck_assert_int_lt(keys_compare("a", 255, "a", 256), 0);
    ck_assert_int_lt(keys_compare("a", UINT64_C(0xFFFFFFFF), "a", UINT64_C(0x100000000)), 0);
    ck_assert_int_lt(keys_compare("a", 5, "ab", 1), 0);
    ck_assert_int_lt(keys_compare("a!b", 5, "a.b", 1), 0);
    ck_assert_int_eq(keys_compare("a", 5, "a", 5), 0);
}
END_TEST

START_TEST(tallies_add_up)
{
    struct tally one, two;
    tally_init(&one, 2);
    tally_init(&two, 2);
    one.findings[1] = 3, two.findings[1] = 4;
    one.at_severity[2] = 1, two.at_severity[2] = 5;
    one.conversations = 10, two.conversations = 1;
    tally_unchecked(&one, 0, "no times", 2);
    tally_unchecked(&two, 0, "no times", 3);
    tally_unchecked(&two, 0, "no known language", 1);
    tally_unchecked(&two, 1, "no times", 1);
    tally_add(&one, &two, 2);
    ck_assert_uint_eq(one.findings[0], 0);
    ck_assert_uint_eq(one.findings[1], 7);
    ck_assert_uint_eq(one.at_severity[2], 6);
    ck_assert_uint_eq(one.conversations, 11);
    ck_assert_uint_eq(one.unchecked_count, 3);
    for (size_t i = 0; i < one.unchecked_count; i++)
        if (one.unchecked[i].rule == 0 && strcmp(one.unchecked[i].why, "no times") == 0)
            ck_assert_uint_eq(one.unchecked[i].count, 5);
        else
            ck_assert_uint_eq(one.unchecked[i].count, 1);
    tally_clear(&one, 2);
    ck_assert_uint_eq(one.findings[1], 0);
    ck_assert_uint_eq(one.unchecked_count, 0);
    tally_release(&one);
    tally_release(&two);
}
END_TEST

START_TEST(a_cleared_result_is_empty)
{
    struct result result;
    result_init(&result, 1);
    record_end(&result.streams[STREAM_FACTS], record_begin(&result.streams[STREAM_FACTS], "k", 1));
    problems_add(&result.problems, "a", 1, "bad");
    result.tally.findings[0] = 2;
    result_clear(&result, 1);
    ck_assert_uint_eq(result.streams[STREAM_FACTS].len, 0);
    ck_assert_uint_eq(result.problems.count, 0);
    ck_assert_uint_eq(result.tally.findings[0], 0);
    result_release(&result);
}
END_TEST

static Suite *result_suite(void)
{
    Suite *suite = suite_create("result");
    TCase *tcase = tcase_create("result");
    tcase_add_test(tcase, records_come_back_as_they_went_in);
    tcase_add_test(tcase, keys_stand_in_the_order_of_places);
    tcase_add_test(tcase, tallies_add_up);
    tcase_add_test(tcase, a_cleared_result_is_empty);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(result_suite)
