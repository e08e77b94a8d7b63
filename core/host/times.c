/* The services of plugin.h about times: what is said of them, and the hours of service. */
#include <string.h>
#include <time.h>

#include "core/host/judge.h"
#include "core/text/clock.h"

#define DAY_MS INT64_C(86400000)
#define MINUTE_MS INT64_C(60000)

enum { DAYS_MAX = 800 }; /* longer spans are counted no further: nobody's hours matter then */

static const struct rapport_message *message_of(const struct rapport_host *host, uint32_t message)
{
    struct seat *seat = host->ctx;
    const struct rapport_conversation *conversation = seat->active ? seat->judge->conversation : NULL;
    if (conversation && message < conversation->message_count)
        return conversation->messages[message];
    seat_refuse(seat, "a service about times names a message that does not exist");
    return NULL;
}

/* Folds [begin, end) of a message; the text lives until the next fold. */
static const char *folded_part(const struct rapport_host *host, const struct rapport_message *message, uint32_t begin,
                               uint32_t end, size_t *ret_len)
{
    struct seat *seat = host->ctx;
    struct folder *folder = &seat->judge->folder;
    struct folded folded;
    folder_clear(folder);
    fold_message(folder, message->text.ptr + begin, end - begin, &folded);
    *ret_len = folded.len;
    return folder->text.ptr + folded.begin;
}

/* The sentence that holds byte `at`. */
static void sentences_at(const struct rapport_message *message, uint32_t at, uint32_t *ret_begin, uint32_t *ret_end)
{
    uint32_t sentence = 0;
    *ret_begin = 0;
    *ret_end = (uint32_t)message->text.len;
    for (uint32_t i = 0; i < message->clause_count; i++)
        if (message->clauses[i].begin <= at)
            sentence = message->clauses[i].sentence;
    for (uint32_t i = 0; i < message->clause_count; i++) {
        if (message->clauses[i].sentence < sentence)
            *ret_begin = message->clauses[i].end;
        if (message->clauses[i].sentence == sentence + 1) {
            *ret_end = message->clauses[i].begin;
            return;
        }
    }
}

static int64_t service_deadline(const struct rapport_host *host, uint32_t index, uint32_t at)
{
    const struct rapport_message *message = message_of(host, index);
    uint32_t begin, end;
    size_t len;
    if (!message || message->at_ms == RAPPORT_TIME_UNKNOWN || at > message->text.len)
        return RAPPORT_TIME_UNKNOWN;
    sentences_at(message, at, &begin, &end);
    const char *text = folded_part(host, message, begin, end, &len);
    return clock_deadline(text, len, message->lang, message->at_ms, message->at_offset);
}

static int64_t service_named_span(const struct rapport_host *host, uint32_t index)
{
    const struct rapport_message *message = message_of(host, index);
    size_t len;
    if (!message)
        return 0;
    const char *text = folded_part(host, message, 0, (uint32_t)message->text.len, &len);
    return clock_span(text, len);
}

static bool says_hours(const struct host *host, const struct rapport_message *message)
{
    if (message->role != RAPPORT_AGENT && message->role != RAPPORT_BOT)
        return false;
    for (uint32_t i = 0; i < message->hit_count; i++)
        if (message->hits[i].cue == host->hours_cue)
            return true;
    return false;
}

static void configured_hours(const struct config *config, struct open_hours *hours)
{
    hours->known = true;
    hours->by_zone = config->timezone != NULL;
    for (int day = 0; day < 7; day++) {
        hours->week.open[day] = (int32_t)config->week[day].open_minute;
        hours->week.close[day] = (int32_t)config->week[day].close_minute;
    }
}

static void stated_hours(const struct rapport_host *host, struct open_hours *hours)
{
    const struct judge *judge = ((struct seat *)host->ctx)->judge;
    for (uint32_t i = 0; i < judge->conversation->message_count && !hours->known; i++) {
        const struct rapport_message *message = judge->conversation->messages[i];
        size_t len;
        if (!says_hours(judge->host, message))
            continue;
        const char *text = folded_part(host, message, 0, (uint32_t)message->text.len, &len);
        hours->known = clock_hours(text, len, message->lang, &hours->week);
    }
}

/* As times are written when no zone is configured. */
static int32_t written_offset(const struct rapport_conversation *conversation)
{
    for (uint32_t i = 0; i < conversation->message_count; i++)
        if (conversation->messages[i]->at_ms != RAPPORT_TIME_UNKNOWN)
            return conversation->messages[i]->at_offset;
    return 0;
}

/* A call that tells only how far into it something was said begins with 1970 (see input/talk.h): no hour is known of it. */
static bool has_clock(const struct rapport_conversation *conversation)
{
    for (uint32_t i = 0; i < conversation->message_count; i++)
        if (conversation->messages[i]->at_ms != RAPPORT_TIME_UNKNOWN)
            return conversation->messages[i]->at_ms < 0 || conversation->messages[i]->at_ms >= DAY_MS;
    return true;
}

static const struct open_hours *hours_of(const struct rapport_host *host)
{
    struct seat *seat = host->ctx;
    struct judge *judge = seat->judge;
    if (!seat->active || !judge->conversation) {
        seat_refuse(seat, "hours of service were asked for outside a conversation");
        return NULL;
    }
    struct open_hours *hours = &judge->open_hours;
    if (!hours->looked) {
        *hours = (struct open_hours){.looked = true, .offset = written_offset(judge->conversation)};
        if (!has_clock(judge->conversation))
            hours->known = false;
        else if (judge->host->config->has_hours)
            configured_hours(judge->host->config, hours);
        else
            stated_hours(host, hours);
    }
    return hours->known ? hours : NULL;
}

/* The zone was set once at the start (config.c), so that localtime_r tells its clocks. */
static int32_t offset_at(const struct open_hours *hours, int64_t at)
{
    time_t seconds = (time_t)(at / 1000);
    struct tm local;
    if (!hours->by_zone || !localtime_r(&seconds, &local))
        return hours->offset;
    return (int32_t)(local.tm_gmtoff / 60);
}

static int64_t service_open_time(const struct rapport_host *host, int64_t from, int64_t to)
{
    const struct open_hours *hours = hours_of(host);
    int64_t open = 0;
    if (!hours)
        return -1;
    struct clock_day day = clock_day_of(from, offset_at(hours, from));
    for (int i = 0; i < DAYS_MAX && day.day_ms < to; i++) {
        int64_t begin = day.day_ms + hours->week.open[day.weekday] * MINUTE_MS;
        int64_t end = day.day_ms + hours->week.close[day.weekday] * MINUTE_MS;
        begin = begin > from ? begin : from;
        end = end < to ? end : to;
        open += end > begin ? end - begin : 0;
        int64_t noon = day.day_ms + DAY_MS + DAY_MS / 2; /* of the next day, whatever its clocks do at night */
        day = clock_day_of(noon, offset_at(hours, noon));
    }
    return open;
}

static int64_t service_open_until(const struct rapport_host *host, int64_t at)
{
    const struct open_hours *hours = hours_of(host);
    if (!hours)
        return RAPPORT_TIME_UNKNOWN;
    struct clock_day day = clock_day_of(at, offset_at(hours, at));
    if (day.minute < hours->week.open[day.weekday] || day.minute >= hours->week.close[day.weekday])
        return RAPPORT_TIME_UNKNOWN;
    return day.day_ms + hours->week.close[day.weekday] * MINUTE_MS;
}

void times_init(struct rapport_host *table)
{
    table->deadline = service_deadline;
    table->named_span = service_named_span;
    table->open_time = service_open_time;
    table->open_until = service_open_until;
}
