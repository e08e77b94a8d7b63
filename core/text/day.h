/* Days of the Gregorian calendar, counted from 1970-01-01. */
#ifndef RAPPORT_TEXT_DAY_H
#define RAPPORT_TEXT_DAY_H

#include <stdint.h>

/* The day of a time in milliseconds. */
int64_t day_of_ms(int64_t ms);
/* "2026-03-02". Years 0 to 9999. */
void day_write(int64_t day, char out[16]);
/* The day that "2026-03-02" names; INT64_MIN if it is none. */
int64_t day_read(const char *text);
/* The Monday of its week (ISO 8601). */
int64_t day_week(int64_t day);

#endif
