#include "core/match/pattern.h"

#include <string.h>

#include "tests/unit.h"

START_TEST(apostrophes_that_may_be_missing)
{
    static const char *const may[] = {"can't", "don't", "i'm", "they're"};
    static const char *const must[] = {"we'll", "we're", "i'll", "he'll", "she'll", "i'd", "we'd", "she'd", "it's", "cant", "צ'ק"};
    for (size_t i = 0; i < sizeof may / sizeof *may; i++)
        ck_assert_msg(pattern_apostrophe_optional(may[i], strlen(may[i])), "%s", may[i]);
    for (size_t i = 0; i < sizeof must / sizeof *must; i++)
        ck_assert_msg(!pattern_apostrophe_optional(must[i], strlen(must[i])), "%s", must[i]);
}
END_TEST

static Suite *pattern_suite(void)
{
    Suite *suite = suite_create("pattern");
    TCase *tcase = tcase_create("pattern");
    tcase_add_test(tcase, apostrophes_that_may_be_missing);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(pattern_suite)
