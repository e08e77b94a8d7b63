#include "core/input/talk.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/input/html_text.h"
#include "core/input/talk_roles.h"
#include "core/input/talk_time.h"
#include "core/text/json_write.h"
#include "core/text/utf8.h"

void talks_release(struct talks *talks)
{
    for (size_t i = 0; i < talks->run_count; i++)
        free(talks->runs[i].place);
    free(talks->runs);
    bytes_release(&talks->lines);
    arena_release(&talks->arena);
    arena_release(&talks->kept);
    value_document_free(talks->document);
    *talks = (struct talks){0};
}

void talks_begin(struct talks *talks, const char *place, struct problems *problems, bool is_damaged)
{
    talks->place = place;
    talks->problems = problems;
    talks->is_damaged = is_damaged;
    talks->line = 0;
    talks->written = 0;
    talks->count = 0;
    if (!talks->document)
        talks->document = value_document_new();
}

void talks_end(struct talks *talks)
{
    size_t before = talks->run_count ? talks->runs[talks->run_count - 1].end : 0;
    arena_clear(&talks->arena);
    if (talks->lines.len == before)
        return;
    if (talks->run_count == talks->run_cap) {
        talks->run_cap = talks->run_cap ? talks->run_cap * 2 : 4;
        talks->runs = must_realloc(talks->runs, talks->run_cap * sizeof *talks->runs);
    }
    talks->runs[talks->run_count++] = (struct talk_run){must_copy(talks->place, strlen(talks->place)),
                                                        talks->lines.len};
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

const char *talks_id(struct talks *talks, struct value value)
{
    char digits[32];
    if (!value_is_number(value))
        return value_string(value);
    int len = snprintf(digits, sizeof digits, "%lld", (long long)value_integer(value, 0));
    return arena_copy(&talks->arena, digits, (size_t)len);
}

/* NULL for nothing; bytes that are no UTF-8 become U+FFFD, so that our own line is one. */
static const char *copy(struct talk *talk, const char *text)
{
    if (!text || !*text)
        return NULL;
    size_t len = strlen(text), good = utf8_valid(text, len);
    if (good == len)
        return arena_copy(&talk->arena, text, len);
    struct bytes made = {0};
    while (len > 0) {
        bytes_add(&made, text, good);
        bytes_add_text(&made, good < len ? "\xef\xbf\xbd" : "");
        good += good < len;
        text += good;
        len -= good;
        good = utf8_valid(text, len);
    }
    const char *result = arena_copy(&talk->arena, made.ptr, made.len);
    bytes_release(&made);
    return result;
}

void talk_begin(struct talk *talk, struct talks *talks, const char *id, const char *channel)
{
    *talk = (struct talk){.talks = talks, .line = talks->line};
    talk->id = copy(talk, id);
    talk->channel = copy(talk, channel);
}

void talk_customer(struct talk *talk, const char *id, const char *name)
{
    talk->customer_id = id && *id ? copy(talk, id) : talk->customer_id;
    talk->customer_name = name && *name ? copy(talk, name) : talk->customer_name;
}

void talk_queue(struct talk *talk, const char *queue)
{
    talk->queue = copy(talk, queue);
}

static struct talk_message *message_add(struct talk *talk, const char *role, int64_t at_ms)
{
    if (talk->count == talk->cap) {
        talk->cap = talk->cap ? talk->cap * 2 : 32;
        talk->messages = must_realloc(talk->messages, talk->cap * sizeof *talk->messages);
    }
    struct talk_message *message = &talk->messages[talk->count];
    *message = (struct talk_message){
        .role = role, .at = at_ms, .offset = talk->offset, .number = (uint32_t)talk->count++};
    return message;
}

/* Most speakers were heard before, shortly before: their strings are shared. */
static const char *share(struct talk *talk, const char *text, size_t place)
{
    for (size_t i = talk->count - 1, tries = 0; text && *text && i-- > 0 && tries < 4; tries++) {
        const char *known = place ? talk->messages[i].name : talk->messages[i].from;
        if (known && strcmp(known, text) == 0)
            return known;
    }
    return copy(talk, text);
}

void talk_show(struct talk *talk, const char *role, int64_t at_ms, const char *from, const char *name)
{
    struct talk_message *message = message_add(talk, role, at_ms);
    message->from = share(talk, from, 0);
    message->name = share(talk, name, 1);
}

void talk_say(struct talk *talk, const char *role, int64_t at_ms, const char *from, const char *name, const char *text)
{
    size_t blank = text ? strspn(text, " \t\r\n") : 0;
    if (!text || !text[blank])
        return;
    talk_show(talk, role, at_ms, from, name);
    talk->messages[talk->count - 1].text = copy(talk, text);
}

void talk_say_html(struct talk *talk, const char *role, int64_t at_ms, const char *from, const char *name,
                   const char *html)
{
    struct bytes text = {0};
    html_text(&text, html ? html : "", 1);
    talk_say(talk, role, at_ms, from, name, bytes_text(&text));
    bytes_release(&text);
}

void talk_event(struct talk *talk, const char *event, int64_t at_ms, const char *from, const char *to)
{
    struct talk_message *message = message_add(talk, "system", at_ms);
    message->event = event;
    message->from = copy(talk, from);
    message->to = copy(talk, to);
}

static int by_time(const void *a, const void *b)
{
    const struct talk_message *x = a, *y = b;
    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return x->number < y->number ? -1 : 1;
}

/* Exports that begin with the latest message are turned; one without a time stays behind the one before it. */
static void put_in_order(struct talk *talk)
{
    int64_t last = TALK_NO_TIME;
    bool sorted = true;
    for (size_t i = 0; i < talk->count; i++) {
        struct talk_message *message = &talk->messages[i];
        message->is_timeless = message->at == TALK_NO_TIME;
        if (message->is_timeless)
            message->at = last;
        sorted &= message->at >= last;
        last = message->at;
    }
    if (!sorted)
        qsort(talk->messages, talk->count, sizeof *talk->messages, by_time);
    for (size_t i = 0; i < talk->count; i++)
        if (talk->messages[i].is_timeless)
            talk->messages[i].at = TALK_NO_TIME;
}

static void field_add(struct bytes *out, const char *key, const char *text)
{
    if (!text)
        return;
    if (out->ptr[out->len - 1] != '{')
        bytes_add_char(out, ',');
    bytes_add_char(out, '"');
    bytes_add_text(out, key);
    bytes_add_text(out, "\":");
    json_text_z(out, text);
}

static void message_write(struct bytes *out, const struct talk_message *message)
{
    char at[TALK_TIME_BYTES];
    bool whole = message->event && (strcmp(message->event, "left") == 0 || strcmp(message->event, "joined") == 0);
    bytes_add_char(out, '{');
    if (message->at != TALK_NO_TIME) {
        talk_time_write(message->at, message->offset, at);
        field_add(out, "at", at);
    }
    field_add(out, "role", message->role);
    field_add(out, whole ? "who" : "from", message->from);
    field_add(out, "name", message->name);
    field_add(out, "to", message->to);
    field_add(out, "queue", message->queue);
    field_add(out, "event", message->event);
    field_add(out, "text", message->text);
    bytes_add_char(out, '}');
}

static void head_write(struct talk *talk, struct bytes *out)
{
    struct talks *talks = talk->talks;
    struct bytes id = {0};
    if (!talk->id)
        bytes_addf(&id, "%s#%llu", talks->place, (unsigned long long)talks->count + 1);
    bytes_add_char(out, '{');
    field_add(out, "id", talk->id ? talk->id : bytes_text(&id));
    field_add(out, "channel", talk->channel);
    field_add(out, "lang", talk->lang);
    field_add(out, "queue", talk->queue);
    if (talk->customer_id || talk->customer_name) {
        bytes_add_text(out, ",\"customer\":{");
        field_add(out, "id", talk->customer_id);
        field_add(out, "name", talk->customer_name);
        bytes_add_char(out, '}');
    }
    bytes_release(&id);
}

static void line_write(struct talk *talk)
{
    struct bytes *out = &talk->talks->lines;
    for (; talk->talks->written + 1 < talk->line; talk->talks->written++)
        bytes_add_char(out, '\n'); /* so that the line has the number that it has in the export */
    head_write(talk, out);
    bytes_add_text(out, ",\"messages\":[");
    for (size_t i = 0; i < talk->count; i++) {
        if (i > 0)
            bytes_add_char(out, ',');
        message_write(out, &talk->messages[i]);
    }
    bytes_add_text(out, "]}\n");
    talk->talks->written++;
    talk->talks->count++;
}

void talk_end(struct talk *talk)
{
    bool speaks = false;
    for (size_t i = 0; i < talk->count; i++)
        speaks |= talk->messages[i].text != NULL;
    if (speaks) {
        put_in_order(talk);
        talk_roles_assign(talk);
        line_write(talk);
    }
    free(talk->messages);
    arena_release(&talk->arena);
}
