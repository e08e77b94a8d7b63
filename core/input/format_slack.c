/* Slack: one day of a channel, as the export has it. A thread is a conversation; what is in none is the day's. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/input/format.h"
#include "core/model/arena.h"

/* What stands beside the days in an export: people and channels, of which nothing was said. */
static bool is_directory(const char *name)
{
    static const char *const names[] = {"users.json", "channels.json", "groups.json", "dms.json", "mpims.json", "integration_logs.json", "canvases.json"};
    const char *slash = strrchr(name, '/'), *bang = strrchr(name, '!');
    const char *base = slash && (!bang || slash > bang) ? slash + 1 : bang ? bang + 1 : name;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(base, names[i]) == 0)
            return true;
    return false;
}

static bool recognise(const char *head, size_t len, const char *name)
{
    if (format_is_json(head, len) && is_directory(name))
        return true;
    size_t at = strspn(head, " \t\r\n");
    return at < len && head[at] == '[' && format_has_key(head, len, "ts") &&
           (format_has_key(head, len, "user") || format_has_key(head, len, "bot_id") || format_has_key(head, len, "subtype")) &&
           format_has_key(head, len, "type");
}

/* <@U123|name>, <https://…|words>, &amp; */
static char *plain_text(const char *text)
{
    struct bytes out = {0};
    while (*text) {
        size_t len = strcspn(text, "<");
        bytes_add(&out, text, len);
        text += len;
        size_t end = strcspn(text, ">");
        if (!*text || !text[end]) {
            bytes_add_text(&out, text);
            break;
        }
        const char *bar = memchr(text, '|', end), *begin = bar ? bar + 1 : text + 1;
        bytes_add(&out, begin, (size_t)(text + end - begin));
        text += end + 1;
    }
    char *plain = talk_html(bytes_text(&out));
    bytes_release(&out);
    return plain;
}

static bool is_said(const json_t *message)
{
    const char *subtype = talk_text(message, "subtype");
    return !*subtype || strcmp(subtype, "bot_message") == 0 || strcmp(subtype, "thread_broadcast") == 0 || strcmp(subtype, "me_message") == 0 ||
           strcmp(subtype, "file_comment") == 0 || strcmp(subtype, "file_share") == 0;
}

static void take_message(struct talk *talk, const json_t *message)
{
    static const char *const names[] = {"real_name", "display_name", "name", NULL};
    if (!is_said(message))
        return;
    bool bot = json_object_get(message, "bot_id") && !json_object_get(message, "user_profile");
    json_t *profile = json_object_get(message, bot ? "bot_profile" : "user_profile");
    const char *name = talk_first_text(profile, names), *id = talk_text(message, "user");
    char *text = plain_text(talk_text(message, "text"));
    talk_say(talk, bot ? "bot" : NULL, talk_time(json_object_get(message, "ts")), *id ? id : talk_text(message, "bot_id"), *name ? name : talk_text(message, "username"), text);
    free(text);
}

/* The thread that a message belongs to; "" for none. A message that nobody answered begins none. */
static const char *thread_of(const json_t *message)
{
    return talk_text(message, "thread_ts");
}

static int compare_threads(const void *left, const void *right)
{
    const json_t *const *a = left, *const *b = right;
    int order = strcmp(thread_of(*a), thread_of(*b));
    return order ? order : strcmp(talk_text(*a, "ts"), talk_text(*b, "ts"));
}

static void read_day(json_t *day, struct talks *talks)
{
    size_t count = json_array_size(day), index;
    json_t *message, **sorted = must_alloc((count + 1) * sizeof(json_t *));
    json_array_foreach(day, index, message)
        sorted[index] = message;
    qsort(sorted, count, sizeof *sorted, compare_threads);
    for (size_t i = 0; i < count;) {
        const char *thread = thread_of(sorted[i]);
        struct talk talk;
        struct bytes id = {0};
        if (*thread)
            bytes_addf(&id, "%s#%s", talks->place, thread);
        talk_begin(&talk, talks, bytes_text(&id), "slack");
        for (; i < count && strcmp(thread_of(sorted[i]), thread) == 0; i++)
            take_message(&talk, sorted[i]);
        talk_end(&talk);
        bytes_release(&id);
    }
    free(sorted);
}

static void read_slack(const char *text, size_t len, struct talks *talks)
{
    format_whole_json(text, len, talks, read_day);
}

const struct format format_slack = {.name = "slack", .title = "Slack export, a channel's day", .recognise = recognise, .read = read_slack};
