/* RFC 3339 times to milliseconds, without the C library's clocks, zones and locales. */
#include <stdbool.h>

#include "core/input/transcript.h"

struct cursor {
    const char *at, *end;
};

/* Exactly `digits` digits; -1 if there are fewer. */
static int number_take(struct cursor *c, int digits)
{
    int value = 0;
    for (int i = 0; i < digits; i++, c->at++) {
        if (c->at == c->end || *c->at < '0' || *c->at > '9')
            return -1;
        value = value * 10 + (*c->at - '0');
    }
    return value;
}

static bool char_take(struct cursor *c, char wanted)
{
    if (c->at == c->end || *c->at != wanted)
        return false;
    c->at++;
    return true;
}

/* Days from 1970-01-01 to the date, in the Gregorian calendar; years begin in March here. */
static int64_t days_from_civil(int year, int month, int day)
{
    year -= month <= 2;
    int era = (year >= 0 ? year : year - 399) / 400;
    int year_of_era = year - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return (int64_t)era * 146097 + day_of_era - 719468;
}

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : days[month - 1];
}

static bool date_take(struct cursor *c, int64_t *ret_days)
{
    int year = number_take(c, 4);
    if (year < 0 || !char_take(c, '-'))
        return false;
    int month = number_take(c, 2);
    if (month < 1 || month > 12 || !char_take(c, '-'))
        return false;
    int day = number_take(c, 2);
    if (day < 1 || day > month_days(year, month))
        return false;
    *ret_days = days_from_civil(year, month, day);
    return true;
}

/* A full stop and digits, cut to milliseconds; 0 without one. */
static bool fraction_take(struct cursor *c, int64_t *ret_ms)
{
    int64_t ms = 0, unit = 100;
    if (!char_take(c, '.')) {
        *ret_ms = 0;
        return true;
    }
    const char *begin = c->at;
    for (; c->at < c->end && *c->at >= '0' && *c->at <= '9'; c->at++, unit /= 10)
        ms += (*c->at - '0') * unit;
    *ret_ms = ms;
    return c->at > begin;
}

static bool clock_take(struct cursor *c, int64_t *ret_ms)
{
    int hour = number_take(c, 2);
    if (hour < 0 || hour > 23 || !char_take(c, ':'))
        return false;
    int minute = number_take(c, 2);
    if (minute < 0 || minute > 59 || !char_take(c, ':'))
        return false;
    int second = number_take(c, 2); /* 60 is a leap second, told as the second after it */
    if (second < 0 || second > 60)
        return false;
    int64_t fraction;
    if (!fraction_take(c, &fraction))
        return false;
    *ret_ms = ((int64_t)hour * 3600 + minute * 60 + second) * 1000 + fraction;
    return true;
}

static bool offset_take(struct cursor *c, int64_t *ret_ms)
{
    *ret_ms = 0;
    if (char_take(c, 'Z') || char_take(c, 'z'))
        return true;
    bool behind = char_take(c, '-');
    if (!behind && !char_take(c, '+'))
        return false;
    int hour = number_take(c, 2);
    if (hour < 0 || hour > 23 || !char_take(c, ':'))
        return false;
    int minute = number_take(c, 2);
    if (minute < 0 || minute > 59)
        return false;
    *ret_ms = (behind ? -1 : 1) * ((int64_t)hour * 60 + minute) * 60000;
    return true;
}

int64_t transcript_time(const char *text, size_t len)
{
    int32_t offset;
    return transcript_time_offset(text, len, &offset);
}

int64_t transcript_time_offset(const char *text, size_t len, int32_t *ret_offset)
{
    *ret_offset = 0;
    if (!len)
        return RAPPORT_TIME_UNKNOWN;
    struct cursor c = {text, text + len};
    int64_t days, clock, offset;
    if (!date_take(&c, &days))
        return RAPPORT_TIME_UNKNOWN;
    if (c.at == c.end)
        return days * 86400000;
    if (!char_take(&c, 'T') && !char_take(&c, 't') && !char_take(&c, ' '))
        return RAPPORT_TIME_UNKNOWN;
    if (!clock_take(&c, &clock) || !offset_take(&c, &offset) || c.at != c.end)
        return RAPPORT_TIME_UNKNOWN;
    *ret_offset = (int32_t)(offset / 60000);
    return days * 86400000 + clock - offset;
}
