#include "core/input/talk_time.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/input/talk.h"
#include "core/input/transcript.h"

#define FIRST_MS (-62135596800000) /* of the year 1 */
#define LAST_MS 253402300799999    /* of the year 9999 */

static int64_t in_range(int64_t ms)
{
    return ms < FIRST_MS || ms > LAST_MS ? TALK_NO_TIME : ms;
}

/* By size: seconds until the year 5138, then milliseconds, then microseconds and nanoseconds. */
static int64_t of_number(double number)
{
    if (!(number > -1e11 && number < 1e20))
        return TALK_NO_TIME;
    double ms = number > 1e17 ? number / 1e6 : number > 1e14 ? number / 1e3 : number > 1e11 ? number : number * 1000;
    return in_range((int64_t)(ms + 0.01)); /* cut, but 1.4 seconds are not 1399 ms */
}

/* "2026-10-03 09:12" with what transcript_time wants: seconds, an offset with a colon. */
static bool mend(const char *text, size_t len, char out[64])
{
    if (len < 10 || len > 40)
        return false;
    memcpy(out, text, len + 1);
    size_t clock = strcspn(out + 11, "Zz+-") + 11;
    char offset[16] = "Z";
    if (len <= 11)
        return false;
    while (clock > 11 && out[clock - 1] == ' ')
        clock--;
    const char *zone = text + clock + strspn(text + clock, " ");
    if ((*zone == '+' || *zone == '-') && strlen(zone) == 5)
        snprintf(offset, sizeof offset, "%.3s:%s", zone, zone + 3);
    else if ((*zone == '+' || *zone == '-') && strlen(zone) == 3)
        snprintf(offset, sizeof offset, "%s:00", zone);
    else if (*zone && strcmp(zone, "UTC") != 0 && strlen(zone) < sizeof offset)
        snprintf(offset, sizeof offset, "%s", zone);
    snprintf(out + clock, 64 - clock, "%s%s", clock == 16 ? ":00" : "", offset);
    return true;
}

/* "Thu, 24 Aug 2023 05:01:45 +0000", as in the heads of mails, as RFC 3339. */
static bool of_mail(const char *text, struct bytes *out)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    char month[4], zone[8] = "";
    int day, year, hour, minute, second;
    const char *comma = strchr(text, ',');
    text = comma ? comma + 1 : text;
    if (strlen(text) > 40 ||
        sscanf(text, " %2d %3s %4d %2d:%2d:%2d %6s", &day, month, &year, &hour, &minute, &second, zone) < 6)
        return false;
    const char *found = strstr(months, month);
    if (!found || strlen(month) != 3 || (found - months) % 3 != 0 || day < 0 || year < 0 || hour < 0 || minute < 0 ||
        second < 0)
        return false;
    bool offset = (zone[0] == '+' || zone[0] == '-') && strlen(zone) == 5;
    bytes_addf(out, "%04d-%02d-%02dT%02d:%02d:%02d", year, (int)(found - months) / 3 + 1, day, hour, minute, second);
    if (offset)
        bytes_addf(out, "%.3s:%.2s", zone, zone + 3);
    else
        bytes_add_char(out, 'Z');
    return true;
}

int64_t talk_time_of_text(const char *text)
{
    char whole[64];
    size_t len = strlen(text);
    if (len == 0)
        return TALK_NO_TIME;
    if (strspn(text, "0123456789.") == len && len < 30)
        return of_number(strtod(text, NULL)); /* the C locale rules in all of rapport */
    int64_t ms = transcript_time(text, len);
    if (ms == RAPPORT_TIME_UNKNOWN && mend(text, len, whole))
        ms = transcript_time(whole, strlen(whole));
    struct bytes made = {0};
    if (ms == RAPPORT_TIME_UNKNOWN && of_mail(text, &made))
        ms = transcript_time(made.ptr, made.len);
    bytes_release(&made);
    return ms == RAPPORT_TIME_UNKNOWN ? TALK_NO_TIME : in_range(ms);
}

int32_t talk_offset(const char *text)
{
    char whole[64];
    size_t len = strlen(text);
    int32_t offset = 0;
    if (transcript_time_offset(text, len, &offset) == RAPPORT_TIME_UNKNOWN && mend(text, len, whole))
        transcript_time_offset(whole, strlen(whole), &offset);
    return offset;
}

int64_t talk_time(struct value value)
{
    if (value_is_number(value))
        return of_number(value_number(value, -1e300));
    return talk_time_of_text(value_string(value));
}

int64_t talk_time_of_parts(int year, int month, int day, int hour, int minute, int second)
{
    char text[80];
    if (year < 1 || year > 9999 || month < 0 || day < 0 || hour < 0 || minute < 0 || second < 0)
        return TALK_NO_TIME;
    int len = snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02dZ", year, month, day, hour, minute, second);
    int64_t ms = len == 20 ? transcript_time(text, 20) : RAPPORT_TIME_UNKNOWN;
    return ms == RAPPORT_TIME_UNKNOWN ? TALK_NO_TIME : ms;
}

/* The days by Howard Hinnant's civil_from_days. */
void talk_time_write(int64_t ms, int32_t offset, char out[TALK_TIME_BYTES])
{
    int64_t local = in_range(ms + (int64_t)offset * 60000) == TALK_NO_TIME ? ms : ms + (int64_t)offset * 60000;
    int64_t days = local / 86400000, rest = local % 86400000;
    if (rest < 0) {
        rest += 86400000;
        days--;
    }
    int64_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153, day = doy - (153 * mp + 2) / 5 + 1, month = mp < 10 ? mp + 3 : mp - 9;
    int64_t year = yoe + era * 400 + (month <= 2);
    int len = snprintf(out, TALK_TIME_BYTES, "%04d-%02d-%02dT%02d:%02d:%02d", (int)year, (int)month, (int)day,
                       (int)(rest / 3600000), (int)(rest / 60000 % 60), (int)(rest / 1000 % 60));
    if (rest % 1000)
        len += snprintf(out + len, TALK_TIME_BYTES - (size_t)len, ".%03d", (int)(rest % 1000));
    if (local == ms)
        snprintf(out + len, TALK_TIME_BYTES - (size_t)len, "Z");
    else
        snprintf(out + len, TALK_TIME_BYTES - (size_t)len, "%c%02d:%02d", offset < 0 ? '-' : '+',
                 abs(offset) / 60 % 100, abs(offset) % 60);
}
