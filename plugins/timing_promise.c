/*
 * timing/promise, across the conversations of one customer. A fact is either a promise (when it was made, by
 * when it is due, when its conversation ended) or the times at which agents wrote in a conversation.
 */
#include <stdio.h>

#include "timing.h"

enum { PROMISES_HERE_MAX = 64, WRITTEN_MAX = 32, KIND_PROMISE = 1, KIND_WRITTEN = 2 };

/* What is nearer is a wait inside the conversation, and what comes so soon after is still the same breath. */
#define LEAST_MS INT64_C(600000)

struct note {
    int64_t kind, made, due, ended;
    int64_t count, written[WRITTEN_MAX];
};

static size_t note_size(const struct note *note)
{
    return offsetof(struct note, written) + (size_t)note->count * sizeof note->written[0];
}

static void put_aside(const struct rapport_host *host, const conversation_t *conversation, const struct note *note,
                      uint32_t message, const hit_t *hit)
{
    char key[600];
    int len = snprintf(key, sizeof key, "customer|%.*s", (int)(conversation->customer_id.len < 512 ? conversation->customer_id.len : 512),
                       conversation->customer_id.ptr);
    struct rapport_fact fact = {
        .size = sizeof fact,
        .message = message,
        .begin = hit ? hit->begin : RAPPORT_NONE,
        .end = hit ? hit->end : RAPPORT_NONE,
        .key = {key, (uint64_t)len},
        .value = {(const char *)note, note_size(note)},
    };
    host->fact(host, &fact);
}

static int64_t last_time(const conversation_t *conversation)
{
    int64_t last = RAPPORT_TIME_UNKNOWN;
    for (uint32_t i = 0; i < conversation->message_count; i++)
        if (conversation->messages[i]->role != RAPPORT_SYSTEM && conversation->messages[i]->at_ms > last)
            last = conversation->messages[i]->at_ms;
    return last;
}

/* Of long conversations the first and the last times, which is what a deadline falls between. */
static void note_written(const struct rapport_host *host, const conversation_t *conversation)
{
    struct note note = {.kind = KIND_WRITTEN};
    uint32_t first = talk_first_agent(conversation);
    for (uint32_t i = first; i < conversation->message_count; i++) {
        const message_t *message = conversation->messages[i];
        if (!talk_is_agent(message) || message->at_ms == RAPPORT_TIME_UNKNOWN)
            continue;
        if (note.count == WRITTEN_MAX)
            memmove(&note.written[WRITTEN_MAX / 2], &note.written[WRITTEN_MAX / 2 + 1],
                    (WRITTEN_MAX - WRITTEN_MAX / 2 - 1) * sizeof note.written[0]);
        else
            note.count++;
        note.written[note.count - 1] = message->at_ms;
    }
    if (note.count > 0)
        put_aside(host, conversation, &note, first, NULL);
}

/* True if the promise was kept in its own conversation. */
static bool kept_here(const conversation_t *conversation, uint32_t index, int64_t due)
{
    int64_t made = conversation->messages[index]->at_ms;
    for (uint32_t i = index + 1; i < conversation->message_count; i++) {
        const message_t *message = conversation->messages[i];
        if (talk_is_agent(message) && message->at_ms != RAPPORT_TIME_UNKNOWN && message->at_ms >= made + LEAST_MS &&
            message->at_ms <= due)
            return true;
    }
    return false;
}

static bool is_wait(const struct rapport_host *host, const message_t *message)
{
    return talk_has(message, host->cues[CUE_WAIT_REQUEST]) || talk_has(message, host->cues[CUE_WAIT_NAMED]);
}

static void judge_promise(const struct rapport_host *host, const conversation_t *conversation, uint32_t index,
                          const hit_t *hit)
{
    const message_t *message = conversation->messages[index];
    int64_t due = host->deadline(host, index, hit->begin);
    if (message->at_ms == RAPPORT_TIME_UNKNOWN) {
        talk_unchecked(host, PROMISE, message->speaker, "no times");
        return;
    }
    if (due == RAPPORT_TIME_UNKNOWN || due < message->at_ms + LEAST_MS || (is_wait(host, message) && due < message->at_ms + 6 * LEAST_MS))
        return;
    struct note note = {.kind = KIND_PROMISE, .made = message->at_ms, .due = due, .ended = last_time(conversation)};
    if (kept_here(conversation, index, due))
        talk_pass(host, PROMISE, message->speaker);
    else if (conversation->customer_id.len == 0)
        talk_unchecked(host, PROMISE, message->speaker, "the customer has no id");
    else
        put_aside(host, conversation, &note, index, hit);
}

void promises_note(const struct rapport_host *host, const conversation_t *conversation)
{
    uint32_t promises = 0;
    for (uint32_t i = 0; i < conversation->message_count && promises < PROMISES_HERE_MAX; i++) {
        const message_t *message = conversation->messages[i];
        const hit_t *hit = talk_is_agent(message)
                               ? talk_own_hit(message, host->cues[CUE_PROMISE], host->cues[CUE_REPORTED], RAPPORT_NONE)
                               : NULL;
        promises += hit != NULL;
        if (hit)
            judge_promise(host, conversation, i, hit);
    }
    if (conversation->customer_id.len > 0)
        note_written(host, conversation);
}

static bool read_note(const struct rapport_known_fact *fact, struct note *ret)
{
    memset(ret, 0, sizeof *ret);
    if (fact->value.len < offsetof(struct note, written) || fact->value.len > sizeof *ret)
        return false;
    memcpy(ret, fact->value.ptr, fact->value.len);
    return ret->count >= 0 && note_size(ret) == fact->value.len;
}

/* Somebody wrote to the customer in another conversation, after that of the promise and before it was due. */
static bool kept_elsewhere(const struct rapport_group *group, uint32_t index, const struct note *promise)
{
    for (uint32_t i = 0; i < group->fact_count; i++) {
        struct note note;
        if (group->facts[i]->ordinal == group->facts[index]->ordinal || !read_note(group->facts[i], &note) || note.kind != KIND_WRITTEN)
            continue;
        for (int64_t j = 0; j < note.count; j++)
            if (note.written[j] > promise->ended && note.written[j] <= promise->due)
                return true;
    }
    return false;
}

static void judge_in_group(const struct rapport_host *host, const struct rapport_group *group, uint32_t index,
                           const struct note *promise)
{
    struct rapport_verdict verdict = {.size = sizeof verdict, .rule = PROMISE, .verdict = RAPPORT_PASS, .speaker = RAPPORT_NONE,
                                      .fact = index};
    if (kept_elsewhere(group, index, promise)) {
        host->verdict(host, &verdict);
    } else if (group->latest_ms > promise->due) {
        struct rapport_finding finding = {.size = sizeof finding, .rule = PROMISE, .severity = RAPPORT_SEVERITY_DEFAULT,
                                          .speaker = RAPPORT_NONE, .related = RAPPORT_NONE, .fact = index,
                                          .related_fact = RAPPORT_NONE};
        host->emit(host, &finding);
    } /* else the archive ends before it is due: no opportunity yet */
}

enum { PROMISES_MAX = 256 };

int32_t promises_group(const struct rapport_host *host, const void *shared, const struct rapport_group *group)
{
    uint32_t promises = 0;
    (void)shared;
    for (uint32_t i = 0; i < group->fact_count && promises < PROMISES_MAX; i++) {
        struct note note;
        if (!read_note(group->facts[i], &note) || note.kind != KIND_PROMISE)
            continue;
        judge_in_group(host, group, i, &note);
        promises++;
    }
    return RAPPORT_OK;
}
