#include <string.h>

#include "core/text/clock.h"
#include "core/text/fold.h"
#include "tests/unit.h"

/* 2026-03-05 17:05 by clocks two hours ahead of UTC, a Thursday. */
#define NOW (INT64_C(1772723100000))
#define OFFSET 120
#define MINUTE INT64_C(60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
/* Midnight at the beginning of that day. */
#define TODAY (NOW - 17 * HOUR - 5 * MINUTE)

static const char *folded(const char *text, size_t *ret_len)
{
    static struct folder folder;
    struct folded part;
    folder_clear(&folder);
    fold_message(&folder, text, strlen(text), &part);
    *ret_len = part.len;
    return folder.text.ptr + part.begin;
}

static int64_t due(const char *lang, const char *text)
{
    size_t len;
    const char *said = folded(text, &len);
    return clock_deadline(said, len, (struct rapport_text){lang, 2}, NOW, OFFSET);
}

#define ck_due(lang, text, wanted) \
    ck_assert_msg(due(lang, text) == (wanted), "%s: %+lld minutes", text, (long long)((due(lang, text) - (wanted)) / MINUTE))

START_TEST(a_day_knows_its_midnight_weekday_and_minute)
{
    struct clock_day day = clock_day_of(NOW, OFFSET);
    ck_assert_int_eq(day.day_ms, TODAY);
    ck_assert_int_eq(day.weekday, 4);
    ck_assert_int_eq(day.minute, 17 * 60 + 5);
    day = clock_day_of(-1, 0);
    ck_assert_int_eq(day.day_ms, -DAY);
    ck_assert_int_eq(day.weekday, 3);
}
END_TEST

START_TEST(deadlines_in_english)
{
    ck_due("en", "I'll call you within two hours", NOW + 2 * HOUR);
    ck_due("en", "you will hear from us in 24 hours", NOW + 24 * HOUR);
    ck_due("en", "within an hour", NOW + HOUR);
    ck_due("en", "in half an hour", NOW + 30 * MINUTE);
    ck_due("en", "I'll email you both prices by noon tomorrow", TODAY + DAY + 12 * HOUR);
    ck_due("en", "I'll ring you myself by eight tonight", TODAY + 20 * HOUR);
    ck_due("en", "you will have it by Monday", TODAY + 5 * DAY);
    ck_due("en", "by 6 pm today", TODAY + 18 * HOUR);
    ck_due("en", "by 17:30", TODAY + 17 * HOUR + 30 * MINUTE);
    ck_due("en", "by the end of the day", TODAY + DAY);
    ck_due("en", "tomorrow morning", TODAY + DAY + 12 * HOUR);
    ck_due("en", "within 2 business days", NOW + 4 * DAY); /* Friday, and then Monday */
    ck_due("en", "I will send it to you", RAPPORT_TIME_UNKNOWN);
    ck_due("en", "your order 4481 is on its way", RAPPORT_TIME_UNKNOWN);
}
END_TEST

START_TEST(deadlines_in_hebrew)
{
    ck_due("he", "אכתוב לך עד מחר, יום שישי, ב-12:00", TODAY + DAY + 12 * HOUR);
    ck_due("he", "אשלח לך הודעה היום עד 18:00", TODAY + 18 * HOUR);
    ck_due("he", "תוך שעתיים", NOW + 2 * HOUR);
    ck_due("he", "תוך 24 שעות", NOW + 24 * HOUR);
    ck_due("he", "תוך שלושה ימים", NOW + 3 * DAY);
    ck_due("he", "עד מחר", TODAY + 2 * DAY);
    ck_due("he", "אחזור אליך", RAPPORT_TIME_UNKNOWN);
}
END_TEST

START_TEST(deadlines_in_persian)
{
    ck_due("fa", "تا فردا ساعت ۱۸ براتون می\u200cفرستم", TODAY + DAY + 18 * HOUR);
    ck_due("fa", "تا فردا ظهر خبرتون می\u200cکنم", TODAY + DAY + 12 * HOUR);
    ck_due("fa", "ظرف ۴۸ ساعت", NOW + 48 * HOUR);
    ck_due("fa", "ظرف دو روز", NOW + 2 * DAY);
    ck_due("fa", "خبرتون می\u200cکنم", RAPPORT_TIME_UNKNOWN);
}
END_TEST

static int64_t span(const char *text)
{
    size_t len;
    const char *said = folded(text, &len);
    return clock_span(said, len);
}

START_TEST(spans)
{
    ck_assert_int_eq(span("please hold for two minutes"), 2 * MINUTE);
    ck_assert_int_eq(span("4 דקות ואני איתך"), 4 * MINUTE);
    ck_assert_int_eq(span("پنج دقیقه منتظر باشید"), 5 * MINUTE);
    ck_assert_int_eq(span("hold two to three minutes"), 3 * MINUTE);
    ck_assert_int_eq(span("one moment please"), 0);
}
END_TEST

static bool hours(const char *lang, const char *text, struct rapport_hours *ret)
{
    size_t len;
    const char *said = folded(text, &len);
    return clock_hours(said, len, (struct rapport_text){lang, 2}, ret);
}

static void ck_open(const struct rapport_hours *week, int day, int open, int close)
{
    ck_assert_msg(week->open[day] == open * 60 && week->close[day] == close * 60, "day %d: %d to %d", day, week->open[day],
                  week->close[day]);
}

START_TEST(hours_in_three_languages)
{
    struct rapport_hours week;
    ck_assert(hours("en", "Our agents are here 09:00-17:00, Monday to Friday.", &week));
    ck_open(&week, 1, 9, 17);
    ck_open(&week, 5, 9, 17);
    ck_open(&week, 0, 0, 0);
    ck_open(&week, 6, 0, 0);
    ck_assert(hours("en", "on chat 8am to 8pm, every day", &week));
    ck_open(&week, 6, 8, 20);
    ck_assert(hours("en", "we are here Sunday to Thursday, nine to six", &week));
    ck_open(&week, 0, 9, 18);
    ck_open(&week, 4, 9, 18);
    ck_open(&week, 5, 0, 0);
    ck_assert(hours("he", "שעות הפעילות: א'-ה' 08:00-19:00, ו' 08:00-13:00", &week));
    ck_open(&week, 0, 8, 19);
    ck_open(&week, 4, 8, 19);
    ck_open(&week, 5, 8, 13);
    ck_open(&week, 6, 0, 0);
    ck_assert(hours("fa", "ساعات پاسخگویی: شنبه تا چهارشنبه ۸ تا ۱۶", &week));
    ck_open(&week, 6, 8, 16);
    ck_open(&week, 3, 8, 16);
    ck_open(&week, 4, 0, 0);
    ck_assert(hours("fa", "پاسخگویی همه\u200cروزه ۷ تا ۱۵", &week));
    ck_open(&week, 5, 7, 15);
    ck_assert(!hours("en", "thank you for calling", &week));
    ck_assert(!hours("en", "your order 4481 of 3 May", &week));
}
END_TEST

static Suite *clock_suite(void)
{
    Suite *suite = suite_create("clock");
    TCase *tests = tcase_create("clock");
    tcase_add_unchecked_fixture(tests, fold_init, NULL);
    tcase_add_test(tests, a_day_knows_its_midnight_weekday_and_minute);
    tcase_add_test(tests, deadlines_in_english);
    tcase_add_test(tests, deadlines_in_hebrew);
    tcase_add_test(tests, deadlines_in_persian);
    tcase_add_test(tests, spans);
    tcase_add_test(tests, hours_in_three_languages);
    suite_add_tcase(suite, tests);
    return suite;
}

UNIT_MAIN(clock_suite)
