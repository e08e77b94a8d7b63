#include "core/text/clock.h"

#include <string.h>

#include "core/text/clock_words.h"

enum { MINUTE_MS = 60000, DAY_MINUTES = 1440 };
#define DAY_MS INT64_C(86400000)

struct clock_day clock_day_of(int64_t at_ms, int32_t offset_minutes)
{
    int64_t local = at_ms + (int64_t)offset_minutes * MINUTE_MS;
    int64_t days = local >= 0 ? local / DAY_MS : -((-local + DAY_MS - 1) / DAY_MS);
    int weekday = (int)((days + 4) % 7); /* 1970 began on a Thursday */
    return (struct clock_day){
        .day_ms = days * DAY_MS - (int64_t)offset_minutes * MINUTE_MS,
        .weekday = weekday < 0 ? weekday + 7 : weekday,
        .minute = (int)((local - days * DAY_MS) / MINUTE_MS),
    };
}

/* Reading tokens of a text that was said at a certain time. */
struct reader {
    struct clock_token tokens[CLOCK_TOKENS_MAX];
    size_t count;
    struct rapport_text lang;
    struct clock_day now;
    int64_t at_ms;
};

static enum clock_kind kind_at(const struct reader *reader, size_t at)
{
    return at < reader->count ? reader->tokens[at].kind : CLOCK_OTHER;
}

static bool is_weekend(const struct rapport_text lang, int weekday)
{
    bool hebrew = lang.len == 2 && memcmp(lang.ptr, "he", 2) == 0;
    bool persian = lang.len == 2 && memcmp(lang.ptr, "fa", 2) == 0;
    if (persian)
        return weekday == 5;
    return weekday == 6 || weekday == (hebrew ? 5 : 0);
}

/* So many days on, of which those of the weekend do not count. */
static int64_t business_days(const struct reader *reader, int64_t days)
{
    int64_t passed = 0;
    for (int weekday = reader->now.weekday; days > 0 && passed < 400; passed++) {
        weekday = (weekday + 1) % 7;
        days -= !is_weekend(reader->lang, weekday);
    }
    return reader->at_ms + passed * DAY_MS;
}

/* "two hours", "half an hour", "24 hours", "three business days", "a few minutes"; minutes, and what follows. */
static int64_t span_at(const struct reader *reader, size_t at, bool *ret_business)
{
    const struct clock_token *tokens = reader->tokens;
    *ret_business = false;
    if (kind_at(reader, at) == CLOCK_TWO_SPANS)
        return tokens[at].value;
    if (kind_at(reader, at) == CLOCK_HALF || kind_at(reader, at) == CLOCK_QUARTER) {
        size_t unit = at + 1;
        while (unit < at + 4 && kind_at(reader, unit) != CLOCK_SPAN)
            unit++;
        if (kind_at(reader, unit) == CLOCK_SPAN && tokens[unit].value >= 60)
            return tokens[unit].value / (kind_at(reader, at) == CLOCK_HALF ? 2 : 4);
        return 0;
    }
    bool number = kind_at(reader, at) == CLOCK_NUMBER && tokens[at].minute < 0 && tokens[at].value > 0;
    if (!number && kind_at(reader, at) != CLOCK_FEW)
        return 0;
    int64_t count = tokens[at].value;
    size_t unit = at + 1;
    /* "9 to 12 hours", "2-3 days": the longer */
    if ((kind_at(reader, unit) == CLOCK_DASH || kind_at(reader, unit) == CLOCK_UNTIL) &&
        kind_at(reader, unit + 1) == CLOCK_NUMBER) {
        count = tokens[unit + 1].value;
        unit += 2;
    }
    if (kind_at(reader, unit) == CLOCK_BUSINESS) {
        *ret_business = true;
        unit++;
    }
    /* the word for the hour of the clock is that for hours, behind a number */
    int64_t minutes = kind_at(reader, unit) == CLOCK_SPAN ? tokens[unit].value : kind_at(reader, unit) == CLOCK_AT ? 60 : 0;
    if (count > 100000)
        return 0;
    *ret_business |= kind_at(reader, unit + 1) == CLOCK_BUSINESS;
    return count * minutes;
}

int64_t clock_span(const char *text, size_t len)
{
    struct reader reader = {.lang = {"", 0}};
    bool business;
    reader.count = clock_tokens(text, len, reader.tokens);
    for (size_t at = 0; at < reader.count; at++) {
        int64_t minutes = span_at(&reader, at, &business);
        if (minutes > 0)
            return minutes * MINUTE_MS;
        /* "a minute", "an hour", דקה, یه دقیقه without a number in front */
        if (kind_at(&reader, at) == CLOCK_SPAN && reader.tokens[at].value <= 60)
            return (int64_t)reader.tokens[at].value * MINUTE_MS;
    }
    return 0;
}

/* "one hour", "an hour" in the singular: שעה is also the hour of the clock, so only behind "within". */
static int64_t bare_unit(const struct reader *reader, size_t at)
{
    if (kind_at(reader, at) == CLOCK_SPAN)
        return reader->tokens[at].value;
    return kind_at(reader, at) == CLOCK_AT ? 60 : 0;
}

static int64_t deadline_of_span(const struct reader *reader)
{
    for (size_t at = 0; at < reader->count; at++) {
        bool business;
        int64_t minutes = span_at(reader, at, &business);
        if (minutes == 0 && kind_at(reader, at) == CLOCK_WITHIN) {
            minutes = bare_unit(reader, at + 1);
            business = false;
        }
        if (minutes == 0)
            continue;
        if (business && minutes >= DAY_MINUTES)
            return business_days(reader, minutes / DAY_MINUTES);
        return reader->at_ms + minutes * MINUTE_MS;
    }
    return RAPPORT_TIME_UNKNOWN;
}

/* A time of the day that stands at a token: minutes, or -1. */
static int time_at(const struct reader *reader, size_t at)
{
    const struct clock_token *token = &reader->tokens[at];
    switch (kind_at(reader, at)) {
    case CLOCK_NOON: return 12 * 60;
    case CLOCK_MIDNIGHT: return DAY_MINUTES;
    case CLOCK_NUMBER: break;
    default: return -1;
    }
    if (token->value > 24 || (token->minute < 0 && token->value == 0))
        return -1;
    enum clock_kind behind = kind_at(reader, at + 1);
    if (behind == CLOCK_SPAN || behind == CLOCK_BUSINESS)
        return -1;
    int minutes = token->value * 60 + (token->minute > 0 ? token->minute : 0);
    if (behind == CLOCK_PM && token->value < 12)
        minutes += 12 * 60;
    else if (behind == CLOCK_AM && token->value == 12)
        minutes -= 12 * 60;
    return minutes;
}

/* The time told by words for parts of the day. */
static int part_of_day(enum clock_kind kind)
{
    switch (kind) {
    case CLOCK_MORNING: return 12 * 60;
    case CLOCK_AFTERNOON: return 18 * 60;
    case CLOCK_EVENING: return DAY_MINUTES;
    default: return -1;
    }
}

/* Days from today that a token names, or -1. */
static int days_ahead(const struct reader *reader, size_t at)
{
    switch (kind_at(reader, at)) {
    case CLOCK_TODAY:
    case CLOCK_EVENING: return 0;
    case CLOCK_TOMORROW: return 1;
    case CLOCK_AFTER_TOMORROW: return 2;
    case CLOCK_DAY: {
        int ahead = (reader->tokens[at].value - reader->now.weekday + 7) % 7;
        return ahead == 0 ? 7 : ahead;
    }
    default: return -1;
    }
}

/* "end of the day", "end of the week": the last day of it from today, or -1. */
static int end_of(const struct reader *reader, size_t at)
{
    if (kind_at(reader, at) != CLOCK_END)
        return -1;
    for (size_t i = at + 1; i < at + 5 && i < reader->count; i++) {
        if (kind_at(reader, i) == CLOCK_TODAY ||
            (kind_at(reader, i) == CLOCK_SPAN && reader->tokens[i].value == DAY_MINUTES))
            return 0;
        if (kind_at(reader, i) == CLOCK_SPAN && reader->tokens[i].value == 7 * DAY_MINUTES) {
            int ahead = 0;
            while (ahead < 6 && !is_weekend(reader->lang, (reader->now.weekday + ahead + 1) % 7))
                ahead++;
            return ahead;
        }
    }
    return -1;
}

/* A bare small hour is the next that comes: "by eight" at five in the afternoon is 20:00. */
static int64_t next_time(const struct reader *reader, int minutes, bool is_exact)
{
    int64_t moment = reader->now.day_ms + (int64_t)minutes * MINUTE_MS;
    if (!is_exact && minutes < 12 * 60 && moment <= reader->at_ms)
        moment += 12 * 60 * MINUTE_MS;
    return moment <= reader->at_ms ? moment + DAY_MS : moment;
}

static bool tells_half_of_day(const struct reader *reader, size_t at)
{
    return kind_at(reader, at + 1) == CLOCK_AM || kind_at(reader, at + 1) == CLOCK_PM;
}

struct found {
    int day;     /* ahead of today, or -1 */
    int minutes; /* of the day, or -1 */
    bool exact;  /* am or pm was said, or minutes past twelve */
    bool evening;
    int part;
};

static struct found find_day_and_time(const struct reader *reader)
{
    struct found found = {.day = -1, .minutes = -1, .part = -1};
    for (size_t at = 0; at < reader->count; at++) {
        int day = days_ahead(reader, at), minutes = time_at(reader, at);
        if (day < 0)
            day = end_of(reader, at);
        if (day >= 0)
            found.day = day;
        if (part_of_day(kind_at(reader, at)) >= 0)
            found.part = part_of_day(kind_at(reader, at));
        found.evening |= kind_at(reader, at) == CLOCK_EVENING;
        if (minutes >= 0) { /* the last: "between 9 and 12" */
            found.minutes = minutes;
            found.exact = tells_half_of_day(reader, at) || minutes >= 12 * 60;
        }
    }
    return found;
}

/* True if a time of the day is not just any number of the sentence. */
static bool names_time(const struct reader *reader)
{
    for (size_t at = 0; at < reader->count; at++) {
        enum clock_kind before = at > 0 ? kind_at(reader, at - 1) : CLOCK_OTHER;
        if (kind_at(reader, at) == CLOCK_NOON || kind_at(reader, at) == CLOCK_MIDNIGHT)
            return true;
        if (time_at(reader, at) >= 0 && (reader->tokens[at].minute >= 0 || before == CLOCK_UNTIL || before == CLOCK_AT ||
                                         before == CLOCK_DASH || tells_half_of_day(reader, at)))
            return true;
    }
    return false;
}

static int64_t deadline_of_day(const struct reader *reader)
{
    struct found found = find_day_and_time(reader);
    bool timed = found.minutes >= 0 && (names_time(reader) || found.day >= 0);
    if (found.day < 0)
        return timed ? next_time(reader, found.minutes, found.exact) : RAPPORT_TIME_UNKNOWN;
    int minutes = timed ? found.minutes : found.part >= 0 ? found.part : DAY_MINUTES;
    if (timed && !found.exact && found.evening && minutes < 12 * 60)
        minutes += 12 * 60;
    else if (timed && !found.exact && minutes < 7 * 60)
        minutes += 12 * 60; /* nobody means five in the morning */
    int64_t moment = reader->now.day_ms + found.day * DAY_MS + (int64_t)minutes * MINUTE_MS;
    if (moment <= reader->at_ms && timed && !found.exact)
        moment += 12 * 60 * MINUTE_MS;
    return moment;
}

int64_t clock_deadline(const char *text, size_t len, struct rapport_text lang, int64_t at_ms, int32_t offset_minutes)
{
    struct reader reader = {.lang = lang, .now = clock_day_of(at_ms, offset_minutes), .at_ms = at_ms};
    reader.count = clock_tokens(text, len, reader.tokens);
    int64_t by_span = deadline_of_span(&reader);
    return by_span != RAPPORT_TIME_UNKNOWN ? by_span : deadline_of_day(&reader);
}
