#include <stdio.h>
#include <string.h>

#include "core/input/transcript.h"
#include "tests/unit.h"

struct pair {
    const char *text;
    int64_t ms;
};

static const struct pair times[] = {
    {"1970-01-01", 0},
    {"1970-01-01T00:00:00Z", 0},
    {"1970-01-01t00:00:00z", 0},
    {"1970-01-01 00:00:00+00:00", 0},
    {"1970-01-01T00:00:00-00:00", 0},
    {"1970-01-01T00:00:00.5Z", 500},
    {"1970-01-01T00:00:00.0019999999999999999999Z", 1},
    {"1969-12-31T23:59:59.999Z", -1},
    {"1969-12-31T23:59:59Z", -1000},
    {"2026-10-03T09:12:00+03:00", 1791007920000},
    {"2026-10-03T06:12:00Z", 1791007920000},
    {"2026-10-03T02:42:00-03:30", 1791007920000},
    {"2000-02-29", 951782400000},
    {"2024-02-29T12:00:00Z", 1709208000000},
    {"2016-12-31T23:59:60Z", 1483228800000},
    {"0000-01-01", -62167219200000},
    {"0001-01-01T00:00:00+23:59", -62135683140000},
    {"9999-12-31T23:59:59Z", 253402300799000},
};

static const char *const others[] = {
    "", "1970", "1970-01", "1970-1-01", "1970-01-1", "70-01-01", "1970-00-01", "1970-13-01", "1970-01-00",
    "1970-01-32", "1970-04-31", "2023-02-29", "1900-02-29", "1970/01/01", "+1970-01-01", "-1970-01-01",
    "1970-01-01T", "1970-01-01Z", "1970-01-01T00:00", "1970-01-01T00:00Z", "1970-01-01T00:00:00",
    "1970-01-01T24:00:00Z", "1970-01-01T00:60:00Z", "1970-01-01T00:00:61Z", "1970-01-01T00:00:00.Z",
    "1970-01-01T00:00:00,5Z", "1970-01-01T00:00:00+0000", "1970-01-01T00:00:00+00", "1970-01-01T00:00:00+24:00",
    "1970-01-01T00:00:00+00:60", "1970-01-01T00:00:00Zx", "1970-01-01T00:00:00Z ", " 1970-01-01",
    "1970-01-01T00:00:00 Z", "1970-01-01T0a:00:00Z", "1970-01-01T00:00:00.5", "1970-01-01_00:00:00Z",
};

START_TEST(reads_times)
{
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        int64_t ms = transcript_time(times[i].text, strlen(times[i].text));
        ck_assert_msg(ms == times[i].ms, "%s is %lld", times[i].text, (long long)ms);
    }
}
END_TEST

START_TEST(refuses_what_is_none)
{
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        ck_assert_msg(transcript_time(others[i], strlen(others[i])) == RAPPORT_TIME_UNKNOWN, "%s", others[i]);
    ck_assert_int_eq(transcript_time(NULL, 0), RAPPORT_TIME_UNKNOWN);
    ck_assert_int_eq(transcript_time("1970-01-01T00:00:00Z", 19), RAPPORT_TIME_UNKNOWN);
    ck_assert_int_eq(transcript_time("1970-01-01\0", 11), RAPPORT_TIME_UNKNOWN);
}
END_TEST

/* Every day of four centuries and more follows the day before it. */
START_TEST(days_follow_each_other)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int64_t expected = transcript_time("1890-01-01", 10);
    for (int year = 1890; year < 2310; year++) {
        for (int month = 1; month <= 12; month++) {
            int leap = month == 2 && year % 4 == 0 && (year % 100 || year % 400 == 0);
            for (int day = 1; day <= days[month - 1] + leap; day++) {
                char text[32];
                int len = snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
                ck_assert_int_eq(transcript_time(text, (size_t)len), expected);
                expected += 86400000;
            }
        }
    }
}
END_TEST

static Suite *time_suite(void)
{
    Suite *suite = suite_create("time");
    TCase *tests = tcase_create("time");
    tcase_add_test(tests, reads_times);
    tcase_add_test(tests, refuses_what_is_none);
    tcase_add_test(tests, days_follow_each_other);
    suite_add_tcase(suite, tests);
    return suite;
}

UNIT_MAIN(time_suite)
