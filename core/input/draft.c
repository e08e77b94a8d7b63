#include "core/input/draft.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void draft_release(struct draft *draft)
{
    free(draft->messages);
    *draft = (struct draft){0};
}

void draft_begin(struct draft *draft, struct arena *arena, transcript_fault *fault, void *ctx)
{
    struct rapport_conversation *c = arena_alloc(arena, sizeof *c);
    *c = (struct rapport_conversation){.size = sizeof *c, .nps = -1, .csat = -1};
    c->customer_since_ms = c->started_ms = RAPPORT_TIME_UNKNOWN;
    draft->arena = arena;
    draft->conversation = c;
    draft->message_count = 0;
    draft->section = "";
    draft->message = RAPPORT_NONE;
    draft->faults = 0;
    draft->fault = fault;
    draft->ctx = ctx;
}

void draft_fault(struct draft *draft, const char *field, const char *reason)
{
    char where[64];
    if (draft->faults++ >= DRAFT_FAULTS_MAX)
        return;
    if (draft->message != RAPPORT_NONE)
        snprintf(where, sizeof where, ".messages[%u]%s", draft->message, field);
    else
        snprintf(where, sizeof where, "%s%s", draft->section, field);
    draft->fault(draft->ctx, where, reason);
}

void draft_faults_end(struct draft *draft)
{
    char reason[64];
    if (draft->faults <= DRAFT_FAULTS_MAX)
        return;
    snprintf(reason, sizeof reason, "has %u more faults", draft->faults - DRAFT_FAULTS_MAX);
    draft->fault(draft->ctx, "", reason);
}

static int64_t time_judge_offset(struct draft *draft, struct rapport_text text, const char *field, int32_t *ret_offset)
{
    *ret_offset = 0;
    if (!text.ptr)
        return RAPPORT_TIME_UNKNOWN;
    int64_t ms = transcript_time_offset(text.ptr, (size_t)text.len, ret_offset);
    if (ms == RAPPORT_TIME_UNKNOWN)
        draft_fault(draft, field, "is no RFC 3339 time");
    return ms;
}

static int64_t time_judge(struct draft *draft, struct rapport_text text, const char *field)
{
    int32_t offset;
    return time_judge_offset(draft, text, field, &offset);
}

/* -1 unless the text is a whole number in the range. */
static int32_t score_parse(struct rapport_text text, int32_t least, int32_t most)
{
    int32_t value = 0;
    for (uint64_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9' || value > most)
            return -1;
        value = value * 10 + (text.ptr[i] - '0');
    }
    return text.len && value >= least && value <= most ? value : -1;
}

void draft_survey(struct draft *draft, const struct draft_survey_texts *texts)
{
    struct rapport_conversation *c = draft->conversation;
    c->nps = score_parse(texts->nps, 0, 10);
    if (texts->nps.ptr && c->nps < 0)
        draft_fault(draft, ".nps", "is no whole number from 0 to 10");
    c->csat = score_parse(texts->csat, 1, 5);
    if (texts->csat.ptr && c->csat < 0)
        draft_fault(draft, ".csat", "is no whole number from 1 to 5");
}

void draft_customer(struct draft *draft, const struct draft_customer_texts *texts)
{
    struct rapport_conversation *c = draft->conversation;
    c->customer_id = texts->id;
    c->customer_name = texts->name;
    c->customer_group = texts->group;
    c->customer_title = texts->title;
    c->customer_since_ms = time_judge(draft, texts->since, ".since");
}

void draft_line(struct draft *draft, const struct draft_line_texts *texts)
{
    struct rapport_conversation *c = draft->conversation;
    c->id = texts->id;
    c->channel = texts->channel;
    c->lang = texts->lang;
    c->queue = texts->queue;
    c->started_ms = time_judge(draft, texts->started, ".started");
}

struct word {
    size_t len;
    const char *text;
};

#define WORD(text) {sizeof text - 1, text}

/* The number of the word that the text is, or -1. */
static int32_t word_find(struct rapport_text text, const struct word *words, int32_t count)
{
    for (int32_t i = 0; i < count; i++)
        if (text.len == words[i].len && memcmp(text.ptr, words[i].text, words[i].len) == 0)
            return i;
    return -1;
}

/* -1 for a role that is none. */
static int32_t role_judge(struct draft *draft, struct rapport_text text)
{
    static const struct word words[] = {
        [RAPPORT_CUSTOMER] = WORD("customer"), [RAPPORT_AGENT] = WORD("agent"),
        [RAPPORT_BOT] = WORD("bot"), [RAPPORT_SYSTEM] = WORD("system")};
    int32_t role = word_find(text, words, 4);
    if (role >= 0)
        return role;
    draft_fault(draft, ".role", text.ptr ? "is none of customer, agent, bot, system" : "is missing");
    return -1;
}

static int32_t event_judge(struct draft *draft, struct rapport_text text, int32_t role)
{
    static const struct word words[] = {WORD("transfer"), WORD("joined"),   WORD("left"),   WORD("hold"),
                                        WORD("resume"),   WORD("callback"), WORD("closed"), WORD("language")};
    if (!text.len || role < 0)
        return RAPPORT_EVENT_NONE;
    if (role != RAPPORT_SYSTEM) {
        draft_fault(draft, ".event", "stands in a message that is not the system's");
        return RAPPORT_EVENT_NONE;
    }
    int32_t event = word_find(text, words, 8);
    return event < 0 ? RAPPORT_EVENT_OTHER : RAPPORT_EVENT_TRANSFER + event;
}

static struct cast_draft *messages_grow(struct draft *draft)
{
    if (draft->message_count == draft->message_cap) {
        draft->message_cap = draft->message_cap ? draft->message_cap * 2 : 256;
        draft->messages = must_realloc(draft->messages, draft->message_cap * sizeof *draft->messages);
    }
    return &draft->messages[draft->message_count++];
}

void draft_message(struct draft *draft, const struct draft_message_texts *texts, int is_object)
{
    struct rapport_message *message = arena_alloc(draft->arena, sizeof *message);
    int32_t role = is_object ? role_judge(draft, texts->role) : -1;
    *message = (struct rapport_message){
        .size = sizeof *message,
        .index = draft->message_count,
        .role = role < 0 ? RAPPORT_SYSTEM : role,
        .event = event_judge(draft, texts->event, role),
        .text = texts->text,
        .event_queue = texts->queue,
        .speaker = RAPPORT_NONE,
        .event_from = RAPPORT_NONE,
        .event_to = RAPPORT_NONE,
        .event_who = RAPPORT_NONE,
    };
    message->at_ms = time_judge_offset(draft, texts->at, ".at", &message->at_offset);
    *messages_grow(draft) = (struct cast_draft){message, texts->from, texts->name, texts->to, texts->who};
}

static int64_t first_time(const struct draft *draft)
{
    for (uint32_t i = 0; i < draft->message_count; i++)
        if (draft->messages[i].message->at_ms != RAPPORT_TIME_UNKNOWN)
            return draft->messages[i].message->at_ms;
    return RAPPORT_TIME_UNKNOWN;
}

struct rapport_conversation *draft_end(struct draft *draft)
{
    struct rapport_conversation *c = draft->conversation;
    const struct rapport_message **list = arena_alloc(draft->arena, draft->message_count * sizeof *list);
    for (uint32_t i = 0; i < draft->message_count; i++)
        list[i] = draft->messages[i].message;
    c->messages = list;
    c->message_count = draft->message_count;
    if (c->started_ms == RAPPORT_TIME_UNKNOWN)
        c->started_ms = first_time(draft);
    cast_assign(c, draft->messages, draft->message_count, draft->arena);
    return c;
}
