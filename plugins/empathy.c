/*
 * empathy: the person before the procedure. Sympathy for trouble, an apology for the company's failures,
 * and (recovery) something that puts them right.
 */
#include "talk.h"

enum { HARDSHIP, APOLOGY, REMEDY, RULE_COUNT };

enum {
    CUE_HARDSHIP,
    CUE_SYMPATHY,
    CUE_FAILURE,
    CUE_APOLOGY,
    CUE_WAIT_THANKS,
    CUE_REMEDY,
    CUE_PROMISE,
    CUE_CALLBACK,
    CUE_STEPS,
    CUE_FEEDBACK_ASK,
    CUE_TRANSFER_ANNOUNCE,
    CUE_DECLINE,
    CUE_AGREE,
    CUE_COUNT
};

static const struct rapport_rule rules[RULE_COUNT] = {
    [HARDSHIP] = {"empathy/hardship", RAPPORT_MAJOR_SEVERITY, 0},
    [APOLOGY] = {"empathy/apology", RAPPORT_MINOR_SEVERITY, 0},
    [REMEDY] = {"recovery/remedy", RAPPORT_MAJOR_SEVERITY, 0},
};

static const char *const cues[CUE_COUNT] = {
    [CUE_HARDSHIP] = "hardship",
    [CUE_SYMPATHY] = "sympathy",
    [CUE_FAILURE] = "failure",
    [CUE_APOLOGY] = "apology",
    [CUE_WAIT_THANKS] = "wait-thanks",
    [CUE_REMEDY] = "remedy",
    [CUE_PROMISE] = "promise",
    [CUE_CALLBACK] = "callback",
    [CUE_STEPS] = "steps",
    [CUE_FEEDBACK_ASK] = "feedback-ask",
    [CUE_TRANSFER_ANNOUNCE] = "transfer-announce",
    [CUE_DECLINE] = "decline",
    [CUE_AGREE] = "agree",
};

static const struct rapport_rule_cue rule_cues[] = {
    {HARDSHIP, CUE_HARDSHIP, RAPPORT_USE_OPPORTUNITY, 0},
    {HARDSHIP, CUE_SYMPATHY, RAPPORT_USE_EXCUSE, 0},
    {APOLOGY, CUE_FAILURE, RAPPORT_USE_OPPORTUNITY, 0},
    {APOLOGY, CUE_APOLOGY, RAPPORT_USE_EXCUSE, 0},
    {APOLOGY, CUE_SYMPATHY, RAPPORT_USE_EXCUSE, 0},
    {APOLOGY, CUE_WAIT_THANKS, RAPPORT_USE_EXCUSE, 0},
    {REMEDY, CUE_FAILURE, RAPPORT_USE_OPPORTUNITY, 0},
    {REMEDY, CUE_REMEDY, RAPPORT_USE_EXCUSE, 0},
    {REMEDY, CUE_PROMISE, RAPPORT_USE_EXCUSE, 0},
    {REMEDY, CUE_CALLBACK, RAPPORT_USE_EXCUSE, 0},
    {REMEDY, CUE_STEPS, RAPPORT_USE_EXCUSE, 0},
};

static bool has(const struct rapport_host *host, const message_t *message, uint32_t index)
{
    return talk_has(message, host->cues[index]);
}

/* The customer's first message with the cue, RAPPORT_NONE if there is none. */
static uint32_t first_told(const struct rapport_host *host, const conversation_t *conversation, uint32_t cue)
{
    for (uint32_t i = 0; i < conversation->message_count; i++)
        if (talk_is_customer(conversation->messages[i]) && has(host, conversation->messages[i], cue))
            return i;
    return RAPPORT_NONE;
}

/* Once sympathy was shown, telling more of it is no new opportunity; without it, each time it is told is one. */
static void judge_hardship(const struct rapport_host *host, const conversation_t *conversation)
{
    uint32_t judged = RAPPORT_NONE;
    for (uint32_t i = 0; i < conversation->message_count; i++) {
        if (!talk_is_customer(conversation->messages[i]) || !has(host, conversation->messages[i], CUE_HARDSHIP))
            continue;
        uint32_t first = talk_next_agent(conversation, i);
        if (first == RAPPORT_NONE)
            return;
        if (first == judged)
            continue;
        judged = first;
        uint32_t kind = talk_turn_find(conversation, talk_turn(conversation, first), host->cues[CUE_SYMPATHY]);
        if (kind != RAPPORT_NONE) {
            talk_pass_cue(host, conversation, HARDSHIP, kind, host->cues[CUE_SYMPATHY]);
            return;
        }
        talk_fail(host, HARDSHIP, first, NULL);
    }
}

/* The first of the cues that the message has, in their order. */
static const hit_t *hit_of(const struct rapport_host *host, const message_t *message, const uint32_t *list, size_t count)
{
    const hit_t *hit = NULL;
    for (size_t i = 0; i < count && !hit && message->hit_count > 0; i++)
        hit = talk_hit(message, host->cues[list[i]]);
    return hit;
}

static const hit_t *acknowledges(const struct rapport_host *host, const message_t *message)
{
    static const uint32_t list[] = {CUE_APOLOGY, CUE_SYMPATHY, CUE_WAIT_THANKS};
    return hit_of(host, message, list, sizeof list / sizeof *list);
}

static const hit_t *puts_right(const struct rapport_host *host, const message_t *message)
{
    static const uint32_t list[] = {CUE_REMEDY, CUE_PROMISE, CUE_CALLBACK, CUE_TRANSFER_ANNOUNCE}, steps[] = {CUE_STEPS};
    const hit_t *hit = hit_of(host, message, list, sizeof list / sizeof *list);
    /* the link of a survey puts nothing right */
    return hit || has(host, message, CUE_FEEDBACK_ASK) ? hit : hit_of(host, message, steps, 1);
}

typedef const hit_t *answers_fn(const struct rapport_host *host, const message_t *message);

/* Passes with the first message that answers; false if none does. */
static bool pass_if_answered(const struct rapport_host *host, const conversation_t *conversation, uint32_t rule, uint32_t from,
                             answers_fn *answers)
{
    for (uint32_t i = from; i != RAPPORT_NONE; i = talk_next_agent(conversation, i)) {
        const hit_t *hit = answers(host, conversation->messages[i]);
        if (!hit)
            continue;
        talk_pass_by(host, rule, talk_first_speaker(conversation), i, hit);
        return true;
    }
    return false;
}

static void judge_failure(const struct rapport_host *host, const conversation_t *conversation)
{
    const struct transfer_cues transfer = {host->cues[CUE_TRANSFER_ANNOUNCE], host->cues[CUE_DECLINE],
                                           host->cues[CUE_AGREE]};
    uint32_t told = first_told(host, conversation, CUE_FAILURE);
    uint32_t first = told == RAPPORT_NONE ? RAPPORT_NONE : talk_next_agent(conversation, told);
    if (first == RAPPORT_NONE)
        return;
    if (!pass_if_answered(host, conversation, APOLOGY, first, acknowledges))
        talk_fail(host, APOLOGY, first, NULL);
    if (!talk_came_to_end(conversation, &transfer))
        return;
    if (!pass_if_answered(host, conversation, REMEDY, first, puts_right))
        talk_fail(host, REMEDY, talk_last_agent(conversation), NULL);
}

static int32_t conversation(const struct rapport_host *host, const void *shared, void *worker,
                            const struct rapport_conversation *conversation)
{
    (void)shared;
    (void)worker;
    if (talk_first_agent(conversation) == RAPPORT_NONE)
        return RAPPORT_OK;
    judge_hardship(host, conversation);
    judge_failure(host, conversation);
    return RAPPORT_OK;
}

static const struct rapport_plugin plugin = {
    .magic = RAPPORT_MAGIC,
    .major = RAPPORT_MAJOR,
    .minor = RAPPORT_MINOR,
    .size = sizeof plugin,
    .id = "empathy",
    .version = "1.0",
    .rules = rules,
    .cues = cues,
    .rule_count = RULE_COUNT,
    .cue_count = CUE_COUNT,
    .rule_cues = rule_cues,
    .rule_cue_count = sizeof rule_cues / sizeof *rule_cues,
    .conversation = conversation,
};

const struct rapport_plugin *rapport_plugin_entry(void)
{
    return &plugin;
}
