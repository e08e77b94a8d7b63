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

/* Whom a pass is about, where the contract of verdicts names nobody else. */
static uint32_t first_agent(const conversation_t *conversation)
{
    return conversation->messages[talk_first_agent(conversation)]->speaker;
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
        if (talk_turn_has(conversation, talk_turn(conversation, first), host->cues[CUE_SYMPATHY])) {
            talk_pass(host, HARDSHIP, first_agent(conversation));
            return;
        }
        talk_fail(host, HARDSHIP, first, NULL);
    }
}

static bool acknowledges(const struct rapport_host *host, const message_t *message)
{
    return has(host, message, CUE_APOLOGY) || has(host, message, CUE_SYMPATHY) || has(host, message, CUE_WAIT_THANKS);
}

static bool puts_right(const struct rapport_host *host, const message_t *message)
{
    /* the link of a survey puts nothing right */
    bool steps = has(host, message, CUE_STEPS) && !has(host, message, CUE_FEEDBACK_ASK);
    return steps || has(host, message, CUE_REMEDY) || has(host, message, CUE_PROMISE) || has(host, message, CUE_CALLBACK) ||
           has(host, message, CUE_TRANSFER_ANNOUNCE);
}

typedef bool answers_fn(const struct rapport_host *host, const message_t *message);

static bool is_answered(const struct rapport_host *host, const conversation_t *conversation, uint32_t from,
                        answers_fn *answers)
{
    for (uint32_t i = from; i != RAPPORT_NONE; i = talk_next_agent(conversation, i))
        if (answers(host, conversation->messages[i]))
            return true;
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
    if (is_answered(host, conversation, first, acknowledges))
        talk_pass(host, APOLOGY, first_agent(conversation));
    else
        talk_fail(host, APOLOGY, first, NULL);
    if (!talk_came_to_end(conversation, &transfer))
        return;
    if (is_answered(host, conversation, first, puts_right))
        talk_pass(host, REMEDY, first_agent(conversation));
    else
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
