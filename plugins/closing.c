/*
 * closing: before the conversation ends, ask whether all is settled, and how it was.
 */
#include "talk.h"

enum { ANYTHING_ELSE, FEEDBACK, RULE_COUNT };

enum {
    CUE_ANYTHING_ELSE,
    CUE_FEEDBACK_ASK,
    CUE_TRANSFER_ANNOUNCE,
    CUE_DECLINE,
    CUE_AGREE,
    CUE_COUNT
};

static const struct rapport_rule rules[RULE_COUNT] = {
    [ANYTHING_ELSE] = {"closing/anything-else", RAPPORT_INFO, 0},
    [FEEDBACK] = {"closing/feedback", RAPPORT_INFO, 0},
};

static const char *const cues[CUE_COUNT] = {
    [CUE_ANYTHING_ELSE] = "anything-else",
    [CUE_FEEDBACK_ASK] = "feedback-ask",
    [CUE_TRANSFER_ANNOUNCE] = "transfer-announce",
    [CUE_DECLINE] = "decline",
    [CUE_AGREE] = "agree",
};

static const struct rapport_rule_cue rule_cues[] = {
    {ANYTHING_ELSE, CUE_ANYTHING_ELSE, RAPPORT_USE_EXCUSE, 0},
    {FEEDBACK, CUE_FEEDBACK_ASK, RAPPORT_USE_EXCUSE, 0},
};

/* How many of the agents' last messages may ask whether there is anything else. */
enum { LAST_MESSAGES = 4 };

/* The message that asks, or RAPPORT_NONE. */
static uint32_t asks_anything_else(const struct rapport_host *host, const conversation_t *conversation, uint32_t last)
{
    uint32_t seen = 0;
    for (uint32_t i = last + 1; i-- > 0 && seen < LAST_MESSAGES;) {
        const message_t *message = conversation->messages[i];
        seen += talk_is_agent(message);
        if (talk_is_agent(message) && talk_has(message, host->cues[CUE_ANYTHING_ELSE]))
            return i;
    }
    return RAPPORT_NONE;
}

/* A bot may ask for the rating. */
static uint32_t asks_for_feedback(const struct rapport_host *host, const conversation_t *conversation)
{
    for (uint32_t i = 0; i < conversation->message_count; i++) {
        const message_t *message = conversation->messages[i];
        bool ours = talk_is_agent(message) || message->role == RAPPORT_BOT;
        if (ours && talk_has(message, host->cues[CUE_FEEDBACK_ASK]))
            return i;
    }
    return RAPPORT_NONE;
}

static void judge_one(const struct rapport_host *host, const conversation_t *conversation, uint32_t rule, uint32_t cue, uint32_t asked)
{
    uint32_t last = talk_last_agent(conversation);
    if (asked == RAPPORT_NONE)
        talk_fail(host, rule, last, NULL);
    else
        talk_pass_by(host, rule, conversation->messages[last]->speaker, asked, talk_hit(conversation->messages[asked], host->cues[cue]));
}

static void judge_ending(const struct rapport_host *host, const conversation_t *conversation)
{
    const struct transfer_cues transfer = {host->cues[CUE_TRANSFER_ANNOUNCE], host->cues[CUE_DECLINE],
                                           host->cues[CUE_AGREE]};
    if (!talk_came_to_end(conversation, &transfer))
        return;
    judge_one(host, conversation, ANYTHING_ELSE, CUE_ANYTHING_ELSE, asks_anything_else(host, conversation, talk_last_agent(conversation)));
    judge_one(host, conversation, FEEDBACK, CUE_FEEDBACK_ASK, asks_for_feedback(host, conversation));
}

static int32_t conversation(const struct rapport_host *host, const void *shared, void *worker,
                            const struct rapport_conversation *conversation)
{
    (void)shared;
    (void)worker;
    if (talk_first_agent(conversation) == RAPPORT_NONE)
        return RAPPORT_OK;
    judge_ending(host, conversation);
    return RAPPORT_OK;
}

static const struct rapport_plugin plugin = {
    .magic = RAPPORT_MAGIC,
    .major = RAPPORT_MAJOR,
    .minor = RAPPORT_MINOR,
    .size = sizeof plugin,
    .id = "closing",
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
