#include "core/input/talk.h"

#include <gumbo.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/input/transcript.h"
#include "core/input/who.h"
#include "core/model/arena.h"
#include "core/text/day.h"
#include "core/text/json_write.h"
#include "core/text/utf8.h"

/* Offsets into the pool; every text there ends in NUL, and 0 is the empty one. */
struct talk_message {
    const char *role;  /* static; NULL: not known */
    const char *event; /* static, or NULL */
    int64_t at_ms;
    size_t at, from, name, to, text;
};

static size_t pool_add(struct talk *talk, const char *text)
{
    if (!text || !*text)
        return 0;
    size_t at = talk->pool.len;
    bytes_add(&talk->pool, text, strlen(text) + 1);
    return at;
}

static const char *pooled(const struct talk *talk, size_t at)
{
    return talk->pool.ptr + at;
}

static void add_key(struct bytes *out, const char *key, const char *text)
{
    if (!text || !*text)
        return;
    bytes_addf(out, ",\"%s\":", key);
    json_text_z(out, text);
}

/* RFC 3339 in UTC. */
static void time_write(int64_t ms, char out[40])
{
    char day[16];
    int64_t number = day_of_ms(ms), rest = ms - number * 86400000;
    day_write(number, day);
    snprintf(out, 40, "%sT%02d:%02d:%02d.%03dZ", day, (int)(rest / 3600000), (int)(rest / 60000 % 60), (int)(rest / 1000 % 60),
             (int)(rest % 1000));
}

void talk_begin(struct talk *talk, struct talks *talks, const char *id, const char *channel)
{
    struct bytes made = {0};
    *talk = (struct talk){.talks = talks};
    bytes_add_char(&talk->pool, '\0');
    if (!id || !*id)
        bytes_addf(&made, "%s#%llu", talks->place, (unsigned long long)talks->count + 1);
    bytes_add_text(&talk->head, "{\"id\":");
    json_text_z(&talk->head, made.len ? bytes_text(&made) : id);
    add_key(&talk->head, "channel", channel);
    bytes_release(&made);
}

void talk_customer(struct talk *talk, const char *id, const char *name)
{
    if (id && *id && talk->customer_id.len == 0)
        bytes_add_text(&talk->customer_id, id);
    if (name && *name && talk->customer_name.len == 0)
        bytes_add_text(&talk->customer_name, name);
}

void talk_started(struct talk *talk, const char *at)
{
    char text[40];
    int64_t ms = talk_time_of_text(at);
    if (transcript_time(at, strlen(at)) != RAPPORT_TIME_UNKNOWN) {
        add_key(&talk->head, "started", at);
    } else if (ms != TALK_NO_TIME) {
        time_write(ms, text);
        add_key(&talk->head, "started", text);
    }
}

void talk_queue(struct talk *talk, const char *queue)
{
    add_key(&talk->head, "queue", queue);
}

/* Names of roles and events live as long as the program. */
static struct talk_message *message_new(struct talk *talk, const char *role, int64_t at_ms)
{
    if (talk->count == TALK_MESSAGES_MAX)
        talks_fault(talk->talks, 0, "a conversation of more than %d messages; the others are left out", TALK_MESSAGES_MAX);
    if (talk->count >= TALK_MESSAGES_MAX) {
        talk->count = TALK_MESSAGES_MAX + 1;
        return NULL;
    }
    if (talk->count == talk->cap) {
        talk->cap = talk->cap ? talk->cap * 2 : 16;
        talk->messages = must_realloc(talk->messages, talk->cap * sizeof *talk->messages);
    }
    struct talk_message *message = &talk->messages[talk->count++];
    *message = (struct talk_message){.role = role, .at_ms = at_ms};
    return message;
}

void talk_say(struct talk *talk, const char *role, int64_t at_ms, const char *from, const char *name, const char *text)
{
    struct talk_message *message = text && text[strspn(text, " \t\r\n")] ? message_new(talk, role, at_ms) : NULL;
    if (!message)
        return;
    message->from = pool_add(talk, from);
    message->name = pool_add(talk, name);
    message->text = pool_add(talk, text);
}

void talk_say_at(struct talk *talk, const char *role, const char *at, const char *from, const char *name, const char *text)
{
    size_t before = talk->count;
    bool as_written = at && strlen(at) > 10 && transcript_time(at, strlen(at)) != RAPPORT_TIME_UNKNOWN;
    talk_say(talk, role, at ? talk_time_of_text(at) : TALK_NO_TIME, from, name, text);
    if (as_written && talk->count == before + 1)
        talk->messages[before].at = pool_add(talk, at);
}

void talk_event(struct talk *talk, const char *event, int64_t at_ms, const char *from, const char *to)
{
    struct talk_message *message = message_new(talk, "system", at_ms);
    if (!message)
        return;
    message->event = event;
    message->from = pool_add(talk, from);
    message->to = pool_add(talk, to);
}

static void write_time(const struct talk *talk, const struct talk_message *message, struct bytes *out)
{
    char text[40];
    if (message->at) {
        add_key(out, "at", pooled(talk, message->at));
    } else if (message->at_ms >= -62135596800000 && message->at_ms <= 253402300799000) {
        time_write(message->at_ms, text);
        add_key(out, "at", text);
    }
}

static void write_message(const struct talk *talk, const struct talk_message *message, struct bytes *out)
{
    bytes_addf(out, "{\"role\":\"%s\"", message->role);
    write_time(talk, message, out);
    add_key(out, "event", message->event);
    bool of_one = message->event && (strcmp(message->event, "left") == 0 || strcmp(message->event, "joined") == 0);
    add_key(out, of_one ? "who" : "from", pooled(talk, message->from));
    add_key(out, "name", pooled(talk, message->name));
    add_key(out, "to", pooled(talk, message->to));
    add_key(out, "text", pooled(talk, message->text));
    bytes_add_char(out, '}');
}

static const char *speaker_of(const struct talk *talk, const struct talk_message *message)
{
    return pooled(talk, message->from ? message->from : message->name);
}

static bool is_named_agent(const struct talk *talk, const struct talk_message *message)
{
    const char *const *agents = talk->talks->agents;
    for (size_t i = 0; agents && agents[i]; i++)
        if (strcasecmp(agents[i], pooled(talk, message->name)) == 0 || strcasecmp(agents[i], pooled(talk, message->from)) == 0)
            return true;
    return false;
}

/* The speaker without a role who talks as an agent does, or NULL. */
static const char *find_greeter(const struct talk *talk)
{
    enum { LOOKED_AT = 12 };
    const char *best = NULL;
    int most = 0;
    for (size_t i = 0; i < talk->count && i < LOOKED_AT; i++) {
        const struct talk_message *message = &talk->messages[i];
        int score = message->role ? 0 : who_scores(pooled(talk, message->text));
        if (score > most) {
            most = score;
            best = speaker_of(talk, message);
        }
    }
    return best;
}

/* Who of those without a role is an agent. */
static void assign_roles(struct talk *talk)
{
    bool named = false, other_agents = false, several = false;
    const char *customer = NULL;
    for (size_t i = 0; i < talk->count; i++) {
        const struct talk_message *message = &talk->messages[i];
        named |= !message->role && is_named_agent(talk, message);
        other_agents |= message->role && strcmp(message->role, "agent") == 0;
        if (!message->role && !customer)
            customer = speaker_of(talk, message);
        several |= message->role || strcmp(customer, speaker_of(talk, message)) != 0;
    }
    if (!several && !named)
        problems_notice(talk->talks->problems, talk->talks->place, talk->talks->count + 1,
                        "does not tell who said what; all is taken for the customer's words");
    const char *greeter = named || other_agents || !several ? NULL : find_greeter(talk);
    for (size_t i = 0; i < talk->count; i++) {
        struct talk_message *message = &talk->messages[i];
        if (message->role)
            continue;
        bool agent = named ? is_named_agent(talk, message)
                           : other_agents ? false
                           : greeter ? strcmp(greeter, speaker_of(talk, message)) == 0
                                     : strcmp(customer, speaker_of(talk, message)) != 0;
        message->role = agent ? "agent" : "customer";
    }
}

static void write_talk(struct talk *talk)
{
    struct bytes *out = &talk->talks->lines;
    bytes_add(out, talk->head.ptr, talk->head.len);
    if (talk->customer_id.len || talk->customer_name.len) {
        bytes_add_text(out, ",\"customer\":");
        size_t brace = out->len;
        add_key(out, "id", bytes_text(&talk->customer_id));
        add_key(out, "name", bytes_text(&talk->customer_name));
        out->ptr[brace] = '{'; /* in place of the first comma */
        bytes_add_char(out, '}');
    }
    bytes_add_text(out, ",\"messages\":[");
    for (size_t i = 0; i < talk->count; i++) {
        if (i)
            bytes_add_char(out, ',');
        write_message(talk, &talk->messages[i], out);
    }
    bytes_add_text(out, "]}\n");
    talk->talks->count++;
}

void talk_end(struct talk *talk)
{
    bool speaks = false;
    talk->count = talk->count < TALK_MESSAGES_MAX ? talk->count : TALK_MESSAGES_MAX;
    for (size_t i = 0; i < talk->count && !speaks; i++)
        speaks = talk->messages[i].text != 0;
    if (speaks) {
        assign_roles(talk);
        write_talk(talk);
    }
    bytes_release(&talk->head);
    bytes_release(&talk->customer_id);
    bytes_release(&talk->customer_name);
    bytes_release(&talk->pool);
    free(talk->messages);
}

void talks_fault(struct talks *talks, uint64_t line, const char *reason, ...)
{
    char text[256];
    va_list arguments;
    va_start(arguments, reason);
    vsnprintf(text, sizeof text, reason, arguments);
    va_end(arguments);
    problems_add(talks->problems, talks->place, line, "%s", text);
}

const char *talk_text(const json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);
    return json_is_string(value) ? json_string_value(value) : "";
}

const char *talk_first_text(const json_t *object, const char *const *keys)
{
    for (; *keys; keys++)
        if (*talk_text(object, *keys))
            return talk_text(object, *keys);
    return "";
}

const char *talk_id(const json_t *object, const char *key, char room[32])
{
    json_t *value = json_object_get(object, key);
    if (!json_is_integer(value))
        return talk_text(object, key);
    snprintf(room, 32, "%lld", (long long)json_integer_value(value));
    return room;
}

/* Seconds, milliseconds or microseconds since 1970, by their size. */
static int64_t time_of_number(double number)
{
    if (!(number > -1e16 && number < 1e17))
        return TALK_NO_TIME;
    return (int64_t)(number > 1e14 ? number / 1000 : number > 1e11 ? number : number * 1000);
}

int64_t talk_time_of_text(const char *text)
{
    char whole[64];
    size_t len = strlen(text);
    if (len == 0 || len >= sizeof whole - 5)
        return TALK_NO_TIME;
    if (strspn(text, "0123456789.") == len)
        return time_of_number(strtod(text, NULL)); /* LC_NUMERIC is never set: the point is a point */
    int64_t ms = transcript_time(text, len);
    if (ms != RAPPORT_TIME_UNKNOWN)
        return ms;
    /* with a space for the T; without an offset it is taken for UTC */
    memcpy(whole, text, len + 1);
    if (len > 10 && whole[10] == ' ')
        whole[10] = 'T';
    if (len > 4 && strcmp(whole + len - 4, " UTC") == 0)
        whole[len -= 4] = '\0';
    if (len == 16 && whole[13] == ':') { /* without seconds */
        memcpy(whole + len, ":00", 4);
        len += 3;
    }
    if ((ms = transcript_time(whole, len)) == RAPPORT_TIME_UNKNOWN) {
        memcpy(whole + len, "Z", 2);
        ms = transcript_time(whole, len + 1);
    }
    return ms == RAPPORT_TIME_UNKNOWN ? TALK_NO_TIME : ms;
}

int64_t talk_time(const json_t *value)
{
    if (json_is_number(value))
        return time_of_number(json_number_value(value));
    return json_is_string(value) ? talk_time_of_text(json_string_value(value)) : TALK_NO_TIME;
}

int64_t talk_time_of(int year, int month, int day, int hour, int minute, int second)
{
    char text[32];
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31 || hour < 0 || hour > 23 || minute < 0 ||
        minute > 59 || second < 0 || second > 59)
        return TALK_NO_TIME;
    int len = snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02dZ", year, month, day, hour, minute, second);
    int64_t ms = transcript_time(text, (size_t)len);
    return ms == RAPPORT_TIME_UNKNOWN ? TALK_NO_TIME : ms;
}

void talk_copy(char *to, size_t size, const char *text, size_t len)
{
    size_t kept = len < size ? len : size - 1;
    while (!utf8_is_border(text, len, kept))
        kept--;
    memcpy(to, text, kept);
    to[kept] = '\0';
}

static bool is_block(GumboTag tag)
{
    switch (tag) {
    case GUMBO_TAG_P: case GUMBO_TAG_DIV: case GUMBO_TAG_BR: case GUMBO_TAG_LI: case GUMBO_TAG_TR: case GUMBO_TAG_H1:
    case GUMBO_TAG_H2: case GUMBO_TAG_H3: case GUMBO_TAG_BLOCKQUOTE: return true;
    default: return false;
    }
}

static void html_add(const GumboNode *node, struct bytes *out, unsigned depth)
{
    enum { DEPTH_MAX = 400 };
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA)
        bytes_add_text(out, node->v.text.text);
    if (node->type != GUMBO_NODE_ELEMENT || depth > DEPTH_MAX || node->v.element.tag == GUMBO_TAG_SCRIPT ||
        node->v.element.tag == GUMBO_TAG_STYLE)
        return;
    for (unsigned i = 0; i < node->v.element.children.length; i++)
        html_add(node->v.element.children.data[i], out, depth + 1);
    if (is_block(node->v.element.tag) && out->len > 0 && out->ptr[out->len - 1] != '\n')
        bytes_add_char(out, '\n');
}

char *talk_html(const char *html)
{
    if (!strchr(html, '<') && !strchr(html, '&'))
        return must_copy(html, strlen(html));
    struct bytes out = {0};
    GumboOutput *output = gumbo_parse(html);
    html_add(output->root, &out, 0);
    gumbo_destroy_output(&kGumboDefaultOptions, output);
    while (out.len > 0 && strchr(" \n\t", out.ptr[out.len - 1]))
        out.len--;
    char *text = must_copy(out.ptr ? out.ptr : "", out.len);
    bytes_release(&out);
    return text;
}
