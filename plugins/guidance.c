/*
 * guidance: who asks how to do a thing gets the steps, a link or the place.
 */
#define RAPPORT_MINOR 2
#include "talk.h"

enum { SELF_SERVICE, RULE_COUNT };

enum {
    CUE_HOW_TO,
    CUE_STEPS,
    CUE_COUNT
};

static const struct rapport_rule rules[RULE_COUNT] = {
    [SELF_SERVICE] = {"guidance/self-service", RAPPORT_INFO, 0},
};

static const char *const cues[CUE_COUNT] = {
    [CUE_HOW_TO] = "how-to",
    [CUE_STEPS] = "steps",
};

static const struct rapport_rule_cue rule_cues[] = {
    {SELF_SERVICE, CUE_HOW_TO, RAPPORT_USE_OPPORTUNITY, 0},
    {SELF_SERVICE, CUE_STEPS, RAPPORT_USE_EXCUSE, 0},
};

static bool has(const struct rapport_host *host, const message_t *message, uint32_t index)
{
    return talk_has(message, host->cues[index]);
}

static bool gives_link(const struct rapport_host *host, uint32_t index)
{
    uint32_t count;
    const struct rapport_detail *details = host->details(host, index, &count);
    for (uint32_t i = 0; i < count; i++)
        if (details[i].kind == RAPPORT_DETAIL_LINK)
            return true;
    return false;
}

static void judge_guidance(const struct rapport_host *host, const conversation_t *conversation)
{
    uint32_t asked = 0;
    while (asked < conversation->message_count && !(talk_is_customer(conversation->messages[asked]) &&
                                                    has(host, conversation->messages[asked], CUE_HOW_TO)))
        asked++;
    uint32_t first = talk_next_agent(conversation, asked);
    if (asked == conversation->message_count || first == RAPPORT_NONE)
        return;
    for (uint32_t i = first; i != RAPPORT_NONE; i = talk_next_agent(conversation, i))
        if (has(host, conversation->messages[i], CUE_STEPS) || gives_link(host, i)) {
            talk_pass_cue(host, conversation, SELF_SERVICE, i, host->cues[CUE_STEPS]);
            return;
        }
    talk_fail(host, SELF_SERVICE, first, NULL);
}

static int32_t conversation(const struct rapport_host *host, const void *shared, void *worker,
                            const struct rapport_conversation *conversation)
{
    (void)shared;
    (void)worker;
    if (talk_first_agent(conversation) == RAPPORT_NONE)
        return RAPPORT_OK;
    judge_guidance(host, conversation);
    return RAPPORT_OK;
}

static const struct rapport_plugin plugin = {
    .magic = RAPPORT_MAGIC,
    .major = RAPPORT_MAJOR,
    .minor = RAPPORT_MINOR,
    .size = sizeof plugin,
    .id = "guidance",
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
