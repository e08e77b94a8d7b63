#include "core/model/bytes.h"

#include <string.h>

#include "tests/unit.h"

START_TEST(additions_follow_each_other)
{
    struct bytes bytes = {0};
    bytes_add_text(&bytes, "one");
    bytes_add_char(&bytes, ',');
    bytes_add(&bytes, "t\0wo", 4);
    bytes_add(&bytes, NULL, 0);
    bytes_addf(&bytes, " %d %s %.2f", 3, "four", 5.5);
    ck_assert_uint_eq(bytes.len, 20);
    ck_assert_mem_eq(bytes.ptr, "one,t\0wo 3 four 5.50", 20);
    ck_assert_ptr_eq(bytes_text(&bytes), bytes.ptr);
    ck_assert_int_eq(bytes.ptr[20], '\0');
    ck_assert_uint_eq(bytes.len, 20);
    bytes_release(&bytes);
    ck_assert_ptr_null(bytes.ptr);
}
END_TEST

START_TEST(growing_keeps_what_is_there)
{
    struct bytes bytes;
    bytes_init(&bytes);
    for (int i = 0; i < 100000; i++)
        bytes_add_char(&bytes, (char)(i % 127));
    for (int i = 0; i < 100000; i++)
        ck_assert_int_eq(bytes.ptr[i], i % 127);
    size_t cap = bytes.cap;
    bytes_clear(&bytes);
    ck_assert_uint_eq(bytes.len, 0);
    ck_assert_uint_eq(bytes.cap, cap);
    ck_assert_str_eq(bytes_text(&bytes), "");
    bytes_release(&bytes);
}
END_TEST

START_TEST(formatting_fits_every_length)
{
    char wide[400];
    for (size_t len = 0; len < sizeof wide; len++) {
        struct bytes bytes = {0};
        memset(wide, 'w', len);
        wide[len] = '\0';
        bytes_addf(&bytes, "%s", wide);
        bytes_addf(&bytes, "%c", '!');
        ck_assert_uint_eq(bytes.len, len + 1);
        ck_assert_mem_eq(bytes.ptr, wide, len);
        ck_assert_int_eq(bytes.ptr[len], '!');
        bytes_release(&bytes);
        if (len + 1 == sizeof wide)
            break;
    }
}
END_TEST

START_TEST(reserve_gives_the_end_and_enough_room)
{
    struct bytes bytes = {0};
    ck_assert_ptr_nonnull(bytes_reserve(&bytes, 0));
    bytes_add_text(&bytes, "abc");
    char *place = bytes_reserve(&bytes, 5000);
    ck_assert_ptr_eq(place, bytes.ptr + 3);
    ck_assert_uint_ge(bytes.cap - bytes.len, 5000);
    memset(place, 'x', 5000);
    ck_assert_uint_eq(bytes.len, 3);
    bytes_release(&bytes);
}
END_TEST

START_TEST(empty_bytes_are_an_empty_text)
{
    struct bytes bytes = {0};
    ck_assert_str_eq(bytes_text(&bytes), "");
    bytes_release(&bytes);
    bytes_release(&bytes);
}
END_TEST

static Suite *bytes_suite(void)
{
    Suite *suite = suite_create("bytes");
    TCase *tests = tcase_create("bytes");
    tcase_add_test(tests, additions_follow_each_other);
    tcase_add_test(tests, growing_keeps_what_is_there);
    tcase_add_test(tests, formatting_fits_every_length);
    tcase_add_test(tests, reserve_gives_the_end_and_enough_room);
    tcase_add_test(tests, empty_bytes_are_an_empty_text);
    suite_add_tcase(suite, tests);
    return suite;
}

UNIT_MAIN(bytes_suite)
