/*
 * timing: a person answers within six minutes, nobody is left waiting, calls are made to who wants them, and
 * what was promised comes. What is judged across conversations stands in timing_promise.c.
 */
#include "timing.h"

enum { OPTION_FIRST_MINUTES, OPTION_FIRST_EMAIL, OPTION_GAP_MINUTES, OPTION_HOURS_LEFT, OPTION_COUNT };

/* Limits on what a hostile conversation can make us do. */
enum { ACK_WORDS = 5, LOOK_BACK = 20, MESSAGES_JUDGED = 1000 };
#define MINUTE_MS INT64_C(60000)

static const struct rapport_rule rules[RULE_COUNT] = {
    [FIRST_REPLY] = {"timing/first-reply", RAPPORT_MAJOR_SEVERITY, RAPPORT_RULE_ANY_LANGUAGE},
    [GAP] = {"timing/gap", RAPPORT_MINOR_SEVERITY, 0},
    [CALLBACK] = {"timing/callback", RAPPORT_MINOR_SEVERITY, 0},
    [PROMISE] = {"timing/promise", RAPPORT_MAJOR_SEVERITY, 0},
    [HOURS] = {"timing/hours", RAPPORT_MINOR_SEVERITY, 0},
};

static const char *const cues[CUE_COUNT] = {
    [CUE_ACK] = "customer-ack",   [CUE_WAIT_REQUEST] = "wait-request", [CUE_WAIT_NAMED] = "wait-named",
    [CUE_CALLBACK] = "callback",  [CUE_CALLBACK_ASK] = "callback-ask", [CUE_AGREE] = "agree",
    [CUE_PROMISE] = "promise",    [CUE_SERVICE_HOURS] = "service-hours", [CUE_MATTER] = "matter",
    [CUE_HOW_TO] = "how-to",      [CUE_REPORTED] = "reported",
};

static const struct rapport_option options[OPTION_COUNT] = {
    [OPTION_FIRST_MINUTES] = {"timing/first-reply", "minutes", 6, 1, 100000, "a person answers within so many minutes"},
    [OPTION_FIRST_EMAIL] = {"timing/first-reply", "email_minutes", 1440, 1, 100000, "the same by e-mail"},
    [OPTION_GAP_MINUTES] = {"timing/gap", "minutes", 5, 1, 100000, "a customer waits no longer between messages"},
    [OPTION_HOURS_LEFT] = {"timing/hours", "minutes_left", 60, 0, 1440,
                           "a message so long before the hours end is answered in them"},
};

static const struct rapport_rule_cue rule_cues[] = {
    {GAP, CUE_ACK, RAPPORT_USE_EXCUSE, 0},          {GAP, CUE_WAIT_NAMED, RAPPORT_USE_EXCUSE, 0},
    {GAP, CUE_WAIT_REQUEST, RAPPORT_USE_EXCUSE, 0}, {CALLBACK, CUE_CALLBACK, RAPPORT_USE_OPPORTUNITY, 0},
    {CALLBACK, CUE_CALLBACK_ASK, RAPPORT_USE_EXCUSE, 0}, {CALLBACK, CUE_AGREE, RAPPORT_USE_EXCUSE, 0},
    {PROMISE, CUE_PROMISE, RAPPORT_USE_OPPORTUNITY, 0}, {HOURS, CUE_SERVICE_HOURS, RAPPORT_USE_OPPORTUNITY, 0},
    {HOURS, CUE_ACK, RAPPORT_USE_EXCUSE, 0},
};

static bool has(const struct rapport_host *host, const message_t *message, uint32_t index)
{
    return talk_has(message, host->cues[index]);
}

static bool is_email(const conversation_t *conversation)
{
    return conversation->channel.len == 5 && memcmp(conversation->channel.ptr, "email", 5) == 0;
}

/* How long somebody waited: only the hours of service count, where they are known. */
static int64_t waited(const struct rapport_host *host, int64_t from, int64_t to)
{
    int64_t open = host->open_time(host, from, to);
    return open < 0 ? to - from : open;
}

static uint32_t speaker_of(const conversation_t *conversation, uint32_t index)
{
    return index == RAPPORT_NONE ? RAPPORT_NONE : conversation->messages[index]->speaker;
}

/* The customer left at or before `until`; RAPPORT_TIME_UNKNOWN: at any time. */
static bool customer_left(const conversation_t *conversation, int64_t until)
{
    for (uint32_t i = 0; i < conversation->message_count; i++) {
        const message_t *message = conversation->messages[i];
        if (message->event == RAPPORT_EVENT_LEFT && message->event_who != RAPPORT_NONE &&
            conversation->speakers[message->event_who].role == RAPPORT_CUSTOMER)
            return until == RAPPORT_TIME_UNKNOWN || message->at_ms == RAPPORT_TIME_UNKNOWN || message->at_ms <= until;
    }
    return false;
}

static void judge_first_reply(const struct rapport_host *host, const conversation_t *conversation)
{
    uint32_t first = 0, reply = talk_first_agent(conversation);
    while (first < conversation->message_count && !talk_is_customer(conversation->messages[first]))
        first++;
    if (first == conversation->message_count)
        return;
    int64_t asked = conversation->messages[first]->at_ms;
    int64_t limit = host->options[is_email(conversation) ? OPTION_FIRST_EMAIL : OPTION_FIRST_MINUTES] * MINUTE_MS;
    int64_t answered = reply == RAPPORT_NONE ? RAPPORT_TIME_UNKNOWN : conversation->messages[reply]->at_ms;
    if (reply != RAPPORT_NONE && reply < first) {
        talk_pass(host, FIRST_REPLY, speaker_of(conversation, reply));
    } else if (asked == RAPPORT_TIME_UNKNOWN || (reply != RAPPORT_NONE && answered == RAPPORT_TIME_UNKNOWN)) {
        talk_unchecked(host, FIRST_REPLY, speaker_of(conversation, reply), "no times");
    } else if (reply != RAPPORT_NONE) {
        if (waited(host, asked, answered) > limit)
            talk_fail(host, FIRST_REPLY, reply, NULL);
        else
            talk_pass(host, FIRST_REPLY, speaker_of(conversation, reply));
    } else if (!customer_left(conversation, asked + limit)) {
        talk_fail(host, FIRST_REPLY, first, NULL);
    }
}

/* Only acknowledges, and so waits for nothing. */
static bool is_acknowledgement(const struct rapport_host *host, const message_t *message)
{
    return message->words == 0 || (message->words <= ACK_WORDS && has(host, message, CUE_ACK) && !talk_ends_in_question(message));
}

/* The agent asked to wait and named how long, in the turn that the customer's message follows. */
static bool is_named_wait(const struct rapport_host *host, const conversation_t *conversation, uint32_t customer)
{
    for (uint32_t i = customer; i-- > 0 && customer - i <= LOOK_BACK;) {
        const message_t *message = conversation->messages[i];
        if (talk_is_customer(message) && !is_acknowledgement(host, message))
            return false;
        if (talk_is_agent(message) && (has(host, message, CUE_WAIT_REQUEST) || has(host, message, CUE_WAIT_NAMED)) &&
            (has(host, message, CUE_WAIT_NAMED) || host->named_span(host, i) > 0))
            return true;
    }
    return false;
}

/* A customer's message that waits, and the reply to it. */
static void judge_wait(const struct rapport_host *host, const conversation_t *conversation, uint32_t asked, uint32_t reply,
                       bool *ret_failed)
{
    int64_t from = conversation->messages[asked]->at_ms, to = conversation->messages[reply]->at_ms;
    uint32_t agent = talk_first_speaker(conversation);
    if (from == RAPPORT_TIME_UNKNOWN || to == RAPPORT_TIME_UNKNOWN)
        talk_unchecked(host, GAP, agent, "no times");
    else if (to - from > host->options[OPTION_GAP_MINUTES] * MINUTE_MS &&
             waited(host, from, to) > host->options[OPTION_GAP_MINUTES] * MINUTE_MS &&
             !is_named_wait(host, conversation, asked)) {
        talk_fail(host, GAP, reply, NULL);
        *ret_failed = true;
    } else
        talk_pass(host, GAP, agent);
}

static void judge_gaps(const struct rapport_host *host, const conversation_t *conversation)
{
    uint32_t asked = RAPPORT_NONE;
    bool replied = false, failed = false;
    for (uint32_t i = 0; i < conversation->message_count; i++) {
        const message_t *message = conversation->messages[i];
        if (talk_is_agent(message)) {
            if (asked != RAPPORT_NONE)
                judge_wait(host, conversation, asked, i, &failed);
            asked = RAPPORT_NONE;
            replied = true;
        } else if (talk_is_customer(message) && replied && asked == RAPPORT_NONE && !is_acknowledgement(host, message)) {
            asked = i;
        }
    }
}

static bool wanted_call(const struct rapport_host *host, const conversation_t *conversation, uint32_t until, uint32_t offer)
{
    for (uint32_t i = 0; i < conversation->message_count; i++) {
        const message_t *message = conversation->messages[i];
        if (!talk_is_customer(message))
            continue;
        if (has(host, message, CUE_CALLBACK_ASK))
            return true;
        /* agreed: in answer to the offer */
        if (offer != RAPPORT_NONE && i > offer && i < until + 3 && has(host, message, CUE_AGREE))
            return true;
    }
    return false;
}

static void judge_callbacks(const struct rapport_host *host, const conversation_t *conversation)
{
    uint32_t event = RAPPORT_NONE, offer = RAPPORT_NONE;
    const hit_t *hit = NULL;
    for (uint32_t i = 0; i < conversation->message_count; i++) {
        const message_t *message = conversation->messages[i];
        if (message->event == RAPPORT_EVENT_CALLBACK && event == RAPPORT_NONE)
            event = i;
        if (talk_is_agent(message) && offer == RAPPORT_NONE && talk_hit(message, host->cues[CUE_CALLBACK])) {
            offer = i;
            hit = talk_hit(message, host->cues[CUE_CALLBACK]);
        }
    }
    uint32_t at = event != RAPPORT_NONE ? event : offer;
    if (at == RAPPORT_NONE)
        return;
    uint32_t first = talk_first_agent(conversation);
    if (wanted_call(host, conversation, at, offer))
        talk_pass(host, CALLBACK, speaker_of(conversation, first));
    else
        talk_fail(host, CALLBACK, at, event != RAPPORT_NONE ? NULL : hit);
}

static bool is_answered_by(const conversation_t *conversation, uint32_t index, int64_t until)
{
    for (uint32_t i = index + 1; i < conversation->message_count; i++)
        if (talk_is_agent(conversation->messages[i]))
            return conversation->messages[i]->at_ms != RAPPORT_TIME_UNKNOWN && conversation->messages[i]->at_ms <= until;
    return false;
}

/* A person of the service wrote on the same day before: then only what asks for something waits. */
static bool is_talking(const conversation_t *conversation, uint32_t index, int64_t until)
{
    for (uint32_t i = index; i-- > 0 && index - i <= LOOK_BACK;) {
        const message_t *message = conversation->messages[i];
        if (talk_is_agent(message) && message->at_ms != RAPPORT_TIME_UNKNOWN && until - message->at_ms < INT64_C(86400000))
            return true;
    }
    return false;
}

static bool waits_for_answer(const struct rapport_host *host, const conversation_t *conversation, uint32_t index, int64_t until)
{
    const message_t *message = conversation->messages[index];
    if (is_acknowledgement(host, message))
        return false;
    if (!is_talking(conversation, index, until))
        return true;
    for (uint32_t i = 0; i < message->clause_count; i++)
        if (message->clauses[i].question)
            return true;
    return has(host, message, CUE_HOW_TO);
}

static void judge_hours(const struct rapport_host *host, const conversation_t *conversation)
{
    int64_t failed_day = RAPPORT_TIME_UNKNOWN;
    bool any = false, failed = false;
    uint32_t judged = 0;
    for (uint32_t i = 0; i < conversation->message_count && judged < MESSAGES_JUDGED; i++) {
        const message_t *message = conversation->messages[i];
        if (!talk_is_customer(message) || message->at_ms == RAPPORT_TIME_UNKNOWN)
            continue;
        int64_t until = host->open_until(host, message->at_ms);
        if (until == RAPPORT_TIME_UNKNOWN || until - message->at_ms < host->options[OPTION_HOURS_LEFT] * MINUTE_MS ||
            !waits_for_answer(host, conversation, i, until))
            continue;
        any = true;
        judged++;
        if (until == failed_day || is_answered_by(conversation, i, until))
            continue;
        talk_fail(host, HOURS, i, NULL);
        failed_day = until;
        failed = true;
    }
    if (any && !failed)
        talk_pass(host, HOURS, talk_first_speaker(conversation));
}

static int32_t conversation(const struct rapport_host *host, const void *shared, void *worker,
                            const struct rapport_conversation *conversation)
{
    (void)shared;
    (void)worker;
    judge_first_reply(host, conversation);
    judge_hours(host, conversation);
    judge_callbacks(host, conversation);
    if (talk_first_agent(conversation) == RAPPORT_NONE)
        return RAPPORT_OK;
    if (!is_email(conversation))
        judge_gaps(host, conversation);
    promises_note(host, conversation);
    return RAPPORT_OK;
}

static const struct rapport_plugin plugin = {
    .magic = RAPPORT_MAGIC,
    .major = RAPPORT_MAJOR,
    .minor = RAPPORT_MINOR,
    .size = sizeof plugin,
    .id = "timing",
    .version = "1.0",
    .rules = rules,
    .options = options,
    .cues = cues,
    .rule_count = RULE_COUNT,
    .option_count = OPTION_COUNT,
    .cue_count = CUE_COUNT,
    .rule_cues = rule_cues,
    .rule_cue_count = sizeof rule_cues / sizeof *rule_cues,
    .conversation = conversation,
    .group = promises_group,
};

const struct rapport_plugin *rapport_plugin_entry(void)
{
    return &plugin;
}
