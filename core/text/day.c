#include "core/text/day.h"

#include <stdio.h>
#include <string.h>

int64_t day_of_ms(int64_t ms)
{
    return (ms - (ms < 0 ? 86399999 : 0)) / 86400000;
}

/* Howard Hinnant's civil_from_days: years begin in March, eras have 400 of them. */
void day_write(int64_t day, char out[16])
{
    int64_t z = day + 719468, era = (z >= 0 ? z : z - 146096) / 146097, of_era = z - era * 146097;
    int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100), march_month = (5 * of_year + 2) / 153;
    int64_t month = march_month < 10 ? march_month + 3 : march_month - 9, year = year_of_era + era * 400 + (month <= 2);
    snprintf(out, 16, "%04d-%02d-%02d", (int)(year < 0 || year > 9999 ? 0 : year), (int)month,
             (int)(of_year - (153 * march_month + 2) / 5 + 1));
}

/* His days_from_civil. */
static int64_t day_of(int year, int month, int day)
{
    year -= month <= 2;
    int era = (year >= 0 ? year : year - 399) / 400, of_era = year - era * 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return (int64_t)era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

int64_t day_read(const char *text)
{
    int year, month, day;
    char again[16], rest;
    if (strlen(text) != 10 || sscanf(text, "%4d-%2d-%2d%c", &year, &month, &day, &rest) != 3 || month < 1 || month > 12 || day < 1)
        return INT64_MIN;
    int64_t found = day_of(year, month, day);
    day_write(found, again);
    return strcmp(again, text) == 0 ? found : INT64_MIN; /* the 30th of February is none */
}

int64_t day_week(int64_t day)
{
    int64_t monday = (day + 3) % 7; /* 1970-01-01 was a Thursday */
    return day - (monday < 0 ? monday + 7 : monday);
}
