/*
 * gratitude: thank the customer, for that is what people remember. At the end, after a wait, for
 * praise and criticism, and for staying.
 */
#include "talk.h"

enum { CLOSING, WAIT, FEEDBACK, LOYALTY, RULE_COUNT };

enum {
    CUE_THANKS, CUE_THANKS_GENERAL, CUE_WAIT_REQUEST, CUE_WAIT_THANKS, CUE_APOLOGY, CUE_PRAISE, CUE_SUGGESTION,
    CUE_COMPLAINT, CUE_LOYALTY, CUE_LOYALTY_ACK, CUE_ANNOUNCE, CUE_DECLINE, CUE_AGREE, CUE_COUNT
};

enum { OPTION_WAIT_SECONDS, OPTION_COUNT };

static const struct rapport_rule rules[RULE_COUNT] = {
    [CLOSING] = {"gratitude/closing", RAPPORT_MAJOR_SEVERITY, 0},
    [WAIT] = {"gratitude/wait", RAPPORT_MINOR_SEVERITY, 0},
    [FEEDBACK] = {"gratitude/feedback", RAPPORT_MINOR_SEVERITY, 0},
    [LOYALTY] = {"gratitude/loyalty", RAPPORT_MINOR_SEVERITY, 0},
};

static const char *const cues[CUE_COUNT] = {
    [CUE_THANKS] = "thanks",         [CUE_THANKS_GENERAL] = "thanks-general", [CUE_WAIT_REQUEST] = "wait-request",
    [CUE_WAIT_THANKS] = "wait-thanks", [CUE_APOLOGY] = "apology",             [CUE_PRAISE] = "praise",
    [CUE_SUGGESTION] = "suggestion", [CUE_COMPLAINT] = "complaint",           [CUE_LOYALTY] = "loyalty",
    [CUE_LOYALTY_ACK] = "loyalty-ack", [CUE_ANNOUNCE] = "transfer-announce",  [CUE_DECLINE] = "decline",
    [CUE_AGREE] = "agree",
};

static const struct rapport_option options[OPTION_COUNT] = {
    [OPTION_WAIT_SECONDS] = {"gratitude/wait", "seconds", 120, 1, 86400,
                             "a wait of so many seconds or more wants thanks or an apology"},
};

static const struct rapport_rule_cue rule_cues[] = {
    {CLOSING, CUE_THANKS, RAPPORT_USE_EXCUSE, 0},      {CLOSING, CUE_THANKS_GENERAL, RAPPORT_USE_EXCUSE, 0},
    {WAIT, CUE_WAIT_REQUEST, RAPPORT_USE_OPPORTUNITY, 0}, {WAIT, CUE_WAIT_THANKS, RAPPORT_USE_EXCUSE, 0},
    {WAIT, CUE_APOLOGY, RAPPORT_USE_EXCUSE, 0},        {FEEDBACK, CUE_PRAISE, RAPPORT_USE_OPPORTUNITY, 0},
    {FEEDBACK, CUE_SUGGESTION, RAPPORT_USE_OPPORTUNITY, 0}, {FEEDBACK, CUE_COMPLAINT, RAPPORT_USE_OPPORTUNITY, 0},
    {FEEDBACK, CUE_THANKS, RAPPORT_USE_EXCUSE, 0},     {FEEDBACK, CUE_APOLOGY, RAPPORT_USE_EXCUSE, 0},
    {LOYALTY, CUE_LOYALTY, RAPPORT_USE_OPPORTUNITY, 0}, {LOYALTY, CUE_LOYALTY_ACK, RAPPORT_USE_EXCUSE, 0},
};

/* How many of the agents' last messages may hold the thanks. */
enum { CLOSING_MESSAGES = 3 };

static bool has(const struct rapport_host *host, const message_t *message, uint32_t index)
{
    return talk_has(message, host->cues[index]);
}

static const hit_t *says_thanks(const struct rapport_host *host, const message_t *message)
{
    const hit_t *hit = talk_hit(message, host->cues[CUE_THANKS]);
    return hit ? hit : talk_hit(message, host->cues[CUE_THANKS_GENERAL]);
}

static void judge_closing(const struct rapport_host *host, const conversation_t *conversation)
{
    const struct transfer_cues transfer = {host->cues[CUE_ANNOUNCE], host->cues[CUE_DECLINE], host->cues[CUE_AGREE]};
    if (!talk_came_to_end(conversation, &transfer))
        return;
    uint32_t last = talk_last_agent(conversation), seen = 0;
    for (uint32_t i = last + 1; i-- > 0 && seen < CLOSING_MESSAGES;) {
        if (!talk_is_agent(conversation->messages[i]))
            continue;
        seen++;
        const hit_t *thanks = says_thanks(host, conversation->messages[i]);
        if (thanks) {
            talk_pass_by(host, CLOSING, conversation->messages[last]->speaker, i, thanks);
            return;
        }
    }
    talk_fail(host, CLOSING, last, NULL);
}

/* A wait: the request or hold that began it, and who asked. */
struct wait {
    uint32_t begin;  /* message index, RAPPORT_NONE: nobody waits */
    uint32_t agent;
};

static const hit_t *minds_the_wait(const struct rapport_host *host, const message_t *message)
{
    const hit_t *hit = talk_hit(message, host->cues[CUE_WAIT_THANKS]);
    return hit ? hit : talk_hit(message, host->cues[CUE_APOLOGY]);
}

/* The message with thanks for waiting, or an apology: this one or the next of the same turn; else RAPPORT_NONE. */
static uint32_t makes_up_for_wait(const struct rapport_host *host, const conversation_t *conversation, uint32_t index)
{
    if (minds_the_wait(host, conversation->messages[index]))
        return index;
    for (uint32_t i = index + 1; i < conversation->message_count; i++) {
        if (talk_is_customer(conversation->messages[i]))
            return RAPPORT_NONE;
        if (talk_is_agent(conversation->messages[i]))
            return minds_the_wait(host, conversation->messages[i]) ? i : RAPPORT_NONE;
    }
    return RAPPORT_NONE;
}

static void judge_return(const struct rapport_host *host, const conversation_t *conversation, struct wait wait,
                         uint32_t index)
{
    const message_t *begin = conversation->messages[wait.begin], *back = conversation->messages[index];
    uint32_t amends;
    if (begin->at_ms == RAPPORT_TIME_UNKNOWN || back->at_ms == RAPPORT_TIME_UNKNOWN)
        talk_unchecked(host, WAIT, back->speaker, "no times");
    else if (back->at_ms - begin->at_ms < host->options[OPTION_WAIT_SECONDS] * 1000)
        return;
    else if ((amends = makes_up_for_wait(host, conversation, index)) != RAPPORT_NONE)
        talk_pass_by(host, WAIT, talk_first_speaker(conversation), amends,
                     minds_the_wait(host, conversation->messages[amends]));
    else
        talk_fail(host, WAIT, index, NULL);
}

/*
 * A wait begins with an agent's request (the first, if they repeat it in the same breath) or a
 * hold, and ends with that agent's next message two minutes later; a sign of life before that
 * ("still looking") does not end it unless it asks to wait again.
 */
static void judge_waits(const struct rapport_host *host, const conversation_t *conversation)
{
    struct wait wait = {RAPPORT_NONE, RAPPORT_NONE};
    uint32_t last_agent = RAPPORT_NONE;
    for (uint32_t i = 0; i < conversation->message_count; i++) {
        const message_t *message = conversation->messages[i];
        if (message->event == RAPPORT_EVENT_HOLD && wait.begin == RAPPORT_NONE && last_agent != RAPPORT_NONE)
            wait = (struct wait){i, last_agent};
        if (!talk_is_agent(message))
            continue;
        if (wait.begin != RAPPORT_NONE && message->speaker == wait.agent)
            judge_return(host, conversation, wait, i);
        bool asks = has(host, message, CUE_WAIT_REQUEST);
        wait = asks ? (struct wait){i, message->speaker} : (struct wait){RAPPORT_NONE, RAPPORT_NONE};
        last_agent = message->speaker;
    }
}

/* Thanks that are more than a formula: a hit of thanks that no general one covers. */
static const hit_t *thanks_for_it(const struct rapport_host *host, const message_t *message)
{
    for (uint32_t i = 0; i < message->hit_count; i++) {
        const hit_t *thanks = &message->hits[i];
        bool formula = false;
        if (thanks->cue != host->cues[CUE_THANKS])
            continue;
        for (uint32_t j = 0; j < message->hit_count && !formula; j++) {
            const hit_t *other = &message->hits[j];
            formula = (other->cue == host->cues[CUE_THANKS_GENERAL] || other->cue == host->cues[CUE_WAIT_THANKS]) &&
                      other->begin < thanks->end && thanks->begin < other->end;
        }
        if (!formula)
            return thanks;
    }
    return NULL;
}

enum feedback { NO_FEEDBACK, GOOD_FEEDBACK, COMPLAINT };

static enum feedback feedback_of(const struct rapport_host *host, const message_t *message)
{
    if (has(host, message, CUE_COMPLAINT))
        return COMPLAINT;
    return has(host, message, CUE_PRAISE) || has(host, message, CUE_SUGGESTION) ? GOOD_FEEDBACK : NO_FEEDBACK;
}

/* The last messages in which agents answer feedback; RAPPORT_NONE if none does. */
struct answers {
    uint32_t thanks, apology;
};

static struct answers find_answers(const struct rapport_host *host, const conversation_t *conversation)
{
    struct answers answers = {RAPPORT_NONE, RAPPORT_NONE};
    for (uint32_t i = 0; i < conversation->message_count; i++) {
        const message_t *message = conversation->messages[i];
        if (!talk_is_agent(message) || message->hit_count == 0)
            continue;
        if (thanks_for_it(host, message))
            answers.thanks = i;
        if (has(host, message, CUE_APOLOGY))
            answers.apology = i;
    }
    return answers;
}

static void pass_feedback(const struct rapport_host *host, const conversation_t *conversation, uint32_t answer)
{
    const message_t *message = conversation->messages[answer];
    const hit_t *hit = thanks_for_it(host, message);
    if (!hit)
        hit = talk_hit(message, host->cues[CUE_APOLOGY]);
    talk_pass_by(host, FEEDBACK, talk_first_speaker(conversation), answer, hit);
}

static bool is_after(uint32_t answer, uint32_t index)
{
    return answer != RAPPORT_NONE && answer > index;
}

static void judge_feedback(const struct rapport_host *host, const conversation_t *conversation)
{
    struct answers answers = find_answers(host, conversation);
    uint32_t first = 0; /* the first agent's message after the feedback at hand */
    for (uint32_t i = 0; i < conversation->message_count; i++) {
        const message_t *message = conversation->messages[i];
        enum feedback feedback = talk_is_customer(message) ? feedback_of(host, message) : NO_FEEDBACK;
        if (!feedback)
            continue;
        if (first <= i)
            first = talk_next_agent(conversation, i);
        if (first == RAPPORT_NONE)
            return;
        if (is_after(answers.thanks, i))
            pass_feedback(host, conversation, answers.thanks);
        else if (feedback == COMPLAINT && is_after(answers.apology, i))
            pass_feedback(host, conversation, answers.apology);
        else {
            talk_fail(host, FEEDBACK, first, NULL);
            return; /* what went unanswered once is said once */
        }
    }
}

static void judge_loyalty(const struct rapport_host *host, const conversation_t *conversation)
{
    for (uint32_t i = 0; i < conversation->message_count; i++) {
        const message_t *message = conversation->messages[i];
        if (!talk_is_customer(message) || !has(host, message, CUE_LOYALTY))
            continue;
        uint32_t first = talk_next_agent(conversation, i), at = first;
        if (first == RAPPORT_NONE)
            return;
        while (at != RAPPORT_NONE && !has(host, conversation->messages[at], CUE_LOYALTY_ACK))
            at = talk_next_agent(conversation, at);
        if (at != RAPPORT_NONE)
            talk_pass_cue(host, conversation, LOYALTY, at, host->cues[CUE_LOYALTY_ACK]);
        else
            talk_fail(host, LOYALTY, first, NULL);
        return; /* saying it twice is no second opportunity */
    }
}

static int32_t conversation(const struct rapport_host *host, const void *shared, void *worker,
                            const struct rapport_conversation *conversation)
{
    (void)shared;
    (void)worker;
    if (talk_first_agent(conversation) == RAPPORT_NONE)
        return RAPPORT_OK;
    judge_closing(host, conversation);
    judge_waits(host, conversation);
    judge_feedback(host, conversation);
    judge_loyalty(host, conversation);
    return RAPPORT_OK;
}

static const struct rapport_plugin plugin = {
    .magic = RAPPORT_MAGIC,
    .major = RAPPORT_MAJOR,
    .minor = RAPPORT_MINOR,
    .size = sizeof plugin,
    .id = "gratitude",
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
};

const struct rapport_plugin *rapport_plugin_entry(void)
{
    return &plugin;
}
