/* Hours of service as bots and agents state them. */
#include <string.h>

#include "core/text/clock.h"
#include "core/text/clock_words.h"

enum { WEEK_DAYS = 7, ALL_DAYS = 0x7F, WEEKDAYS = 0x3E, WEEKEND = 0x41 };

/* Set of days (bit 0 is Sunday) and what times go with it, in the order they were said. */
struct part {
    unsigned days; /* 0: these are times */
    int32_t open, close;
};

struct parts {
    const struct clock_token *tokens;
    size_t count, at;
    struct part list[CLOCK_TOKENS_MAX];
    size_t part_count;
};

static enum clock_kind kind_at(const struct parts *parts, size_t at)
{
    return at < parts->count ? parts->tokens[at].kind : CLOCK_OTHER;
}

static bool is_range(enum clock_kind kind)
{
    return kind == CLOCK_UNTIL || kind == CLOCK_DASH;
}

static unsigned day_range(int first, int last)
{
    unsigned days = 1u << last;
    for (int day = first; day != last; day = (day + 1) % WEEK_DAYS)
        days |= 1u << day;
    return days;
}

/* "Monday to Friday", "Sunday", "every day", "weekdays"; the tokens read, 0 if no days stand here. */
static size_t days_at(const struct parts *parts, size_t at, unsigned *ret_days)
{
    switch (kind_at(parts, at)) {
    case CLOCK_EVERY_DAY: *ret_days = ALL_DAYS; return 1;
    case CLOCK_WEEKDAYS: *ret_days = WEEKDAYS; return 1;
    case CLOCK_WEEKEND: *ret_days = WEEKEND; return 1;
    case CLOCK_DAY: break;
    default: return 0;
    }
    int first = parts->tokens[at].value;
    *ret_days = 1u << first;
    if (is_range(kind_at(parts, at + 1)) && kind_at(parts, at + 2) == CLOCK_DAY) {
        *ret_days = day_range(first, parts->tokens[at + 2].value);
        return 3;
    }
    return 1;
}

/* A time with what tells its half of the day; the tokens read, 0 if none stands here. */
static size_t time_at(const struct parts *parts, size_t at, int32_t *ret_minutes, bool *ret_sure)
{
    const struct clock_token *token = &parts->tokens[at];
    if (kind_at(parts, at) == CLOCK_NOON || kind_at(parts, at) == CLOCK_MIDNIGHT) {
        *ret_minutes = kind_at(parts, at) == CLOCK_NOON ? 720 : 1440;
        *ret_sure = true;
        return 1;
    }
    if (kind_at(parts, at) != CLOCK_NUMBER || token->value > 24)
        return 0;
    enum clock_kind behind = kind_at(parts, at + 1);
    *ret_minutes = token->value * 60 + (token->minute > 0 ? token->minute : 0);
    *ret_sure = behind == CLOCK_AM || behind == CLOCK_PM || token->value > 12 || token->minute >= 0;
    if (behind == CLOCK_PM && token->value < 12)
        *ret_minutes += 720;
    if (behind == CLOCK_AM && token->value == 12)
        *ret_minutes -= 720;
    return behind == CLOCK_AM || behind == CLOCK_PM ? 2 : 1;
}

/* "9:00-18:00", "8am to 8pm", "nine to six"; the tokens read. */
static size_t times_at(const struct parts *parts, size_t at, struct part *ret)
{
    int32_t open, close;
    bool open_sure, close_sure;
    size_t read = time_at(parts, at, &open, &open_sure);
    if (read == 0 || !is_range(kind_at(parts, at + read)))
        return 0;
    size_t second = at + read + 1;
    second += kind_at(parts, second) == CLOCK_AT;
    size_t more = time_at(parts, second, &close, &close_sure);
    if (more == 0)
        return 0;
    if (close <= open && close + 720 > open && close < 720)
        close += 720; /* nine to six */
    if (close <= open)
        return 0;
    *ret = (struct part){.open = open, .close = close > 1440 ? 1440 : close};
    return second + more - at;
}

static void find_parts(struct parts *parts)
{
    for (size_t at = 0; at < parts->count;) {
        struct part part = {0};
        size_t read = days_at(parts, at, &part.days);
        if (read == 0)
            read = times_at(parts, at, &part);
        if (read == 0) {
            at++;
            continue;
        }
        struct part *last = parts->part_count > 0 ? &parts->list[parts->part_count - 1] : NULL;
        if (part.days && last && last->days)
            last->days |= part.days; /* Monday, Tuesday and Friday */
        else
            parts->list[parts->part_count++] = part;
        at += read;
    }
}

static void set_hours(struct rapport_hours *hours, unsigned days, const struct part *times)
{
    for (int day = 0; day < WEEK_DAYS; day++)
        if (days >> day & 1) {
            hours->open[day] = times->open;
            hours->close[day] = times->close;
        }
}

/* Days stand before their times, or all behind them; times alone are those of every day. */
static bool join_parts(const struct parts *parts, struct rapport_hours *hours)
{
    bool found = false;
    bool days_first = parts->part_count > 0 && parts->list[0].days;
    for (size_t i = 0; i < parts->part_count; i++) {
        const struct part *part = &parts->list[i];
        if (part->days)
            continue;
        const struct part *mate = days_first ? (i > 0 ? part - 1 : NULL)
                                             : (i + 1 < parts->part_count ? part + 1 : NULL);
        if (mate && mate->days)
            set_hours(hours, mate->days, part);
        else if (parts->part_count == 1)
            set_hours(hours, ALL_DAYS, part);
        else
            continue;
        found = true;
    }
    return found;
}

bool clock_hours(const char *text, size_t len, struct rapport_text lang, struct rapport_hours *ret_hours)
{
    struct clock_token tokens[CLOCK_TOKENS_MAX];
    struct parts parts = {.tokens = tokens};
    (void)lang;
    parts.count = clock_tokens(text, len, tokens);
    memset(ret_hours, 0, sizeof *ret_hours);
    find_parts(&parts);
    return join_parts(&parts, ret_hours);
}
