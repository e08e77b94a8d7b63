/*
 * One transcript line. A strict JSON checker of its own says whether the line is good, and the
 * reader must agree: simdjson On-Demand passes over what nobody asks it for.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/input/batch.h"
#include "core/input/transcript.h"
#include "core/model/arena.h"
#include "core/text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define EXPECT(condition)                                                   \
    do {                                                                    \
        if (!(condition)) {                                                 \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
            abort();                                                        \
        }                                                                   \
    } while (0)

struct text {
    const char *at, *end;
};

static void space_skip(struct text *t)
{
    while (t->at < t->end && (*t->at == ' ' || *t->at == '\t' || *t->at == '\n' || *t->at == '\r'))
        t->at++;
}

static bool take(struct text *t, const char *word)
{
    size_t len = strlen(word);
    if ((size_t)(t->end - t->at) < len || memcmp(t->at, word, len) != 0)
        return false;
    t->at += len;
    return true;
}

static bool digits(struct text *t)
{
    const char *begin = t->at;
    while (t->at < t->end && *t->at >= '0' && *t->at <= '9')
        t->at++;
    return t->at > begin;
}

static bool number(struct text *t)
{
    take(t, "-");
    if (!take(t, "0") && !digits(t))
        return false;
    if (take(t, ".") && !digits(t))
        return false;
    if (take(t, "e") || take(t, "E")) {
        if (!take(t, "+"))
            take(t, "-");
        return digits(t);
    }
    return true;
}

static bool hex(struct text *t)
{
    for (int i = 0; i < 4; i++, t->at++)
        if (t->at == t->end || !*t->at || !strchr("0123456789abcdefABCDEF", *t->at))
            return false;
    return true;
}

static bool string(struct text *t)
{
    if (!take(t, "\""))
        return false;
    while (t->at < t->end && *t->at != '"') {
        unsigned char c = (unsigned char)*t->at++;
        if (c < 0x20)
            return false;
        if (c != '\\')
            continue;
        if (take(t, "u")) {
            if (!hex(t))
                return false;
        } else if (t->at == t->end || !*t->at || !strchr("\"\\/bfnrt", *t->at++)) {
            return false;
        }
    }
    return take(t, "\"");
}

static bool value(struct text *t, unsigned depth);

static bool members(struct text *t, unsigned depth, bool is_object)
{
    const char *end = is_object ? "}" : "]";
    space_skip(t);
    if (take(t, end))
        return true;
    do {
        space_skip(t);
        if (is_object) {
            if (!string(t))
                return false;
            space_skip(t);
            if (!take(t, ":"))
                return false;
        }
        if (!value(t, depth))
            return false;
    } while (take(t, ","));
    return take(t, end);
}

static bool value(struct text *t, unsigned depth)
{
    bool good;
    space_skip(t);
    if (take(t, "{"))
        good = depth < 64 && members(t, depth + 1, true);
    else if (take(t, "["))
        good = depth < 64 && members(t, depth + 1, false);
    else if (t->at < t->end && *t->at == '"')
        good = string(t);
    else
        good = take(t, "true") || take(t, "false") || take(t, "null") || number(t);
    space_skip(t);
    return good;
}

static bool is_good(const char *line, size_t len)
{
    struct text t = {line, line + len};
    space_skip(&t);
    return t.at < t.end && *t.at == '{' && value(&t, 0) && t.at == t.end && utf8_valid(line, len) == len;
}

struct faults {
    unsigned count;
    bool broken; /* the line as a whole is none */
};

static void fault_note(void *ctx, const char *where, const char *reason)
{
    struct faults *faults = ctx;
    faults->count++;
    EXPECT(utf8_valid(where, strlen(where)) == strlen(where));
    if (!*where && strncmp(reason, "has ", 4) != 0)
        faults->broken = true;
    if (!*where && strncmp(reason, "has something", 13) == 0)
        faults->broken = true;
}

static void text_check(struct rapport_text text)
{
    EXPECT(text.len == 0 || text.ptr);
    EXPECT(text.len == 0 || utf8_valid(text.ptr, (size_t)text.len) == text.len);
}

static void message_check(const struct rapport_conversation *c, uint32_t i)
{
    const struct rapport_message *m = c->messages[i];
    const uint32_t people[] = {m->speaker, m->event_from, m->event_to, m->event_who};
    EXPECT(m->index == i && m->size == sizeof *m);
    EXPECT(m->role >= RAPPORT_CUSTOMER && m->role <= RAPPORT_SYSTEM);
    EXPECT(m->event >= RAPPORT_EVENT_NONE && m->event <= RAPPORT_EVENT_OTHER);
    EXPECT(m->role == RAPPORT_SYSTEM || m->event == RAPPORT_EVENT_NONE);
    text_check(m->text);
    text_check(m->event_queue);
    for (size_t n = 0; n < 4; n++)
        EXPECT(people[n] == RAPPORT_NONE || people[n] < c->speaker_count);
    EXPECT((m->event == RAPPORT_EVENT_NONE) == (m->speaker != RAPPORT_NONE));
    EXPECT(m->speaker == RAPPORT_NONE || c->speakers[m->speaker].role == m->role);
}

static void conversation_check(const struct rapport_conversation *c)
{
    const struct rapport_text texts[] = {c->id, c->channel, c->lang, c->queue, c->customer_id, c->customer_name,
                                         c->customer_group, c->customer_title};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        text_check(texts[i]);
    EXPECT(c->nps >= -1 && c->nps <= 10 && c->csat != 0 && c->csat >= -1 && c->csat <= 5);
    for (uint32_t i = 0; i < c->message_count; i++)
        message_check(c, i);
    for (uint32_t i = 0; i < c->speaker_count; i++) {
        text_check(c->speakers[i].id);
        text_check(c->speakers[i].name);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct transcript_reader *reader;
    struct arena arena = {0};
    struct faults faults = {0};
    /* what stands behind a line in a batch must not matter, closing brackets least of all */
    char *line = malloc(size + BATCH_PADDING);
    memset(line + size, "\n}]\"0{"[size % 6], BATCH_PADDING);
    if (size)
        memcpy(line, data, size);
    if (!reader)
        reader = transcript_reader_new();
    transcript_time(line, size);
    const struct rapport_conversation *c = transcript_read(reader, line, size, &arena, fault_note, &faults);
    EXPECT(c || faults.count);
    EXPECT(is_good(line, size) == !faults.broken);
    EXPECT(!c || !faults.broken);
    if (c)
        conversation_check(c);
    arena_release(&arena);
    free(line);
    return 0;
}
