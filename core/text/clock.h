/*
 * What is said of times: by when something will be done, and when a service is open. Reads folded text of
 * three languages; knows no clock, only what it is told.
 */
#ifndef RAPPORT_TEXT_CLOCK_H
#define RAPPORT_TEXT_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rapport/plugin.h"

/* A moment as the calendar of a place shows it. */
struct clock_day {
    int64_t day_ms; /* its midnight, as milliseconds since 1970 */
    int weekday;    /* 0 is Sunday */
    int minute;     /* of the day, 0 to 1439 */
};

/* `offset_minutes` is what the place's clocks are ahead of UTC. */
struct clock_day clock_day_of(int64_t at_ms, int32_t offset_minutes);

/*
 * The time by which something is promised in `text` (one sentence or a few), said at `at_ms` by clocks that
 * are `offset_minutes` ahead of UTC: "within two hours", "by noon tomorrow", "עד מחר ב-12", "تا فردا ساعت ۱۸".
 * A day alone means its end; business days leave out the weekend of `lang`. RAPPORT_TIME_UNKNOWN if no
 * time is named.
 */
int64_t clock_deadline(const char *text, size_t len, struct rapport_text lang, int64_t at_ms, int32_t offset_minutes);

/* How long one is asked to wait: "two minutes", in milliseconds; 0 if no span of time is named. */
int64_t clock_span(const char *text, size_t len);

/*
 * The hours of service that `text` states: "Sunday to Thursday 9:00-18:00, Friday until 13:00", "8am to 8pm every day".
 * False if it states none.
 */
bool clock_hours(const char *text, size_t len, struct rapport_text lang, struct rapport_hours *ret_hours);

#endif
