/* {"timezone":"Asia/Jerusalem","sun-thu":"09:00-18:00","fri":"09:00-13:00","sat":"closed"} */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/host/config_parts.h"
#include "core/model/arena.h"
#include "core/model/nearest.h"

enum { DAY_COUNT = 7, DAY_MINUTES = 24 * 60 };

static const char *const hours_keys[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat", "timezone"};

static int day_of(const char *name, size_t len)
{
    for (int day = 0; day < DAY_COUNT; day++)
        if (len == 3 && memcmp(hours_keys[day], name, 3) == 0)
            return day;
    return -1;
}

/* "sun" or "sun-thu"; 0, or -1 if it is neither. */
static int days_parse(const char *key, int *ret_first, int *ret_last)
{
    const char *dash = strchr(key, '-');
    int first = day_of(key, dash ? (size_t)(dash - key) : strlen(key));
    int last = dash ? day_of(dash + 1, strlen(dash + 1)) : first;
    if (first < 0 || last < 0)
        return -1;
    *ret_first = first;
    *ret_last = last;
    return 0;
}

static void days_unknown(struct document *document, const char *key)
{
    const char *dash = strchr(key, '-');
    if (!dash) {
        document_unknown(document, "key", key, hours_keys, DAY_COUNT + 1);
        return;
    }
    char *first = must_copy(key, (size_t)(dash - key));
    document_fault(document, "unknown key \"%s\"; did you mean \"%s-%s\"?", key,
                   nearest_name(first, hours_keys, DAY_COUNT), nearest_name(dash + 1, hours_keys, DAY_COUNT));
    free(first);
}

static int two_digits(const char *text)
{
    if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
        return -1;
    return (text[0] - '0') * 10 + text[1] - '0';
}

/* "HH:MM", up to 24:00; minutes of the day, or -1. */
static int minute_parse(const char *text)
{
    int hour = two_digits(text);
    int minute = hour < 0 || text[2] != ':' ? -1 : two_digits(text + 3);
    if (minute < 0 || minute > 59)
        return -1;
    int all = hour * 60 + minute;
    return all <= DAY_MINUTES ? all : -1;
}

static int times_parse(struct document *document, const char *text, struct config_hours *ret_hours)
{
    int open = 0, close = 0;
    if (strcmp(text, "closed") != 0) {
        bool shaped = strlen(text) == strlen("HH:MM-HH:MM") && text[5] == '-';
        open = shaped ? minute_parse(text) : -1;
        close = shaped ? minute_parse(text + 6) : -1;
        if (open < 0 || close < 0) {
            document_fault(document, "must be \"HH:MM-HH:MM\" or \"closed\", not \"%s\"", text);
            return -1;
        }
        if (open >= close) {
            document_fault(document, "must end later in the day than it begins, not \"%s\"", text);
            return -1;
        }
    }
    *ret_hours = (struct config_hours){.open_minute = open, .close_minute = close};
    return 0;
}

static void read_days(struct config *config, struct document *document, const char *key, json_t *value)
{
    struct config_hours hours;
    int first, last;
    if (days_parse(key, &first, &last) < 0) {
        days_unknown(document, key);
        return;
    }
    size_t mark = document_enter(document, key);
    const char *text = document_text(document, value);
    if (text && times_parse(document, text, &hours) == 0) {
        for (int day = first; day != last; day = (day + 1) % DAY_COUNT)
            config->week[day] = hours;
        config->week[last] = hours;
    }
    document_leave(document, mark);
}

/*
 * The process has no other use for its zone: nothing here shows local times. So the library may know of this
 * one, and localtime_r tells its clocks in every thread.
 */
static void take_zone(struct document *document, const char *zone)
{
    struct bytes path = {0};
    bytes_addf(&path, "/usr/share/zoneinfo/%s", zone);
    bool plain = zone[0] != '/' && zone[0] != '.' && !strstr(zone, "..");
    if (!plain || access(bytes_text(&path), R_OK) != 0)
        document_fault(document, "timezone \"%s\" is not one that this machine knows (package tzdata)", zone);
    else {
        setenv("TZ", zone, 1);
        tzset();
    }
    bytes_release(&path);
}

void config_read_hours(struct config *config, struct document *document, json_t *object)
{
    const char *key;
    json_t *value;
    bool any_day = false;
    if (!document_is_object(document, object))
        return;
    config->has_hours = true;
    json_object_foreach(object, key, value) {
        if (strcmp(key, "timezone") == 0)
            continue;
        any_day = true;
        read_days(config, document, key, value);
    }
    if (json_object_get(object, "timezone")) {
        const char *zone = document_text_at(document, object, "timezone");
        config->timezone = zone ? must_copy(zone, strlen(zone)) : NULL;
        if (zone)
            take_zone(document, zone);
    }
    if (!any_day)
        document_fault(document, "names no day, such as \"sun-thu\": \"09:00-18:00\"");
}
