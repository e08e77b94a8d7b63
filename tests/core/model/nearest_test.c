#include "core/model/nearest.h"

#include "tests/unit.h"

static const char *const names[] = {"format", "output", "jobs", "verdicts"};

START_TEST(the_name_with_the_least_edits)
{
    ck_assert_str_eq(nearest_name("fromat", names, 4), "format");
    ck_assert_str_eq(nearest_name("job", names, 4), "jobs");
    ck_assert_str_eq(nearest_name("verdict", names, 4), "verdicts");
    ck_assert_str_eq(nearest_name("output", names, 4), "output");
}
END_TEST

START_TEST(on_a_tie_the_first)
{
    static const char *const alike[] = {"ab", "ac"};
    ck_assert_str_eq(nearest_name("ad", alike, 2), "ab");
    ck_assert_str_eq(nearest_name("", alike, 2), "ab");
}
END_TEST

START_TEST(no_names_and_long_ones)
{
    char word[1000];
    for (size_t i = 0; i + 1 < sizeof word; i++)
        word[i] = 'x';
    word[sizeof word - 1] = 0;
    const char *const two[] = {"short", word};
    ck_assert_ptr_null(nearest_name("a", names, 0));
    ck_assert_ptr_eq(nearest_name(word, two, 2), word);
}
END_TEST

static Suite *nearest_suite(void)
{
    Suite *suite = suite_create("nearest");
    TCase *tcase = tcase_create("nearest");
    tcase_add_test(tcase, the_name_with_the_least_edits);
    tcase_add_test(tcase, on_a_tie_the_first);
    tcase_add_test(tcase, no_names_and_long_ones);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(nearest_suite)
