/*
 * A plugin to learn from, and to begin one's own with.
 *
 * It has one rule, `sample/please`: an agent who asks for personal details (a name, an order
 * number, the last four digits) also thanks the customer within the same turn, the run of messages
 * until somebody else speaks. Only turns in which an agent asks are judged.
 *
 * What a plugin does not do: it does not search text. It names the cues that it listens for, the
 * host finds them in all languages at once, and what remains are a few comparisons of numbers.
 */
#include "rapport/plugin.h"

/* The host knows rules and cues by their places in these two lists. */
enum { RULE_PLEASE, RULE_COUNT };
enum { CUE_ASK, CUE_THANKS, CUE_COUNT };

static const struct rapport_rule rules[RULE_COUNT] = {[RULE_PLEASE] = {"sample/please", RAPPORT_INFO, 0}};
static const char *const cues[CUE_COUNT] = {[CUE_ASK] = "identify-ask", [CUE_THANKS] = "thanks"};

/* Where the message says the cue first, or NULL. */
static const struct rapport_hit *hit_find(const struct rapport_message *message, uint32_t cue)
{
    for (uint32_t i = 0; i < message->hit_count; i++)
        if (message->hits[i].cue == cue)
            return &message->hits[i];
    return NULL;
}

/* The index after the turn that begins with message `begin`. A note of the system ends no turn. */
static uint32_t turn_end(const struct rapport_conversation *conversation, uint32_t begin)
{
    const struct rapport_message *first = conversation->messages[begin];
    uint32_t end = begin + 1;
    for (; end < conversation->message_count; end++) {
        const struct rapport_message *message = conversation->messages[end];
        if (message->role != RAPPORT_SYSTEM && (message->role != first->role || message->speaker != first->speaker))
            break;
    }
    return end;
}

/* Says that all is well, so that a score can be made of passes and fails. */
static int32_t pass_tell(const struct rapport_host *host, const struct rapport_message *message)
{
    const struct rapport_verdict verdict = {
        .size = sizeof verdict, .rule = RULE_PLEASE, .verdict = RAPPORT_PASS, .speaker = message->speaker,
    };
    return host->verdict(host, &verdict);
}

/* A finding is the verdict "fail". Its text comes from the rule packs; here is only its place. */
static int32_t fail_tell(const struct rapport_host *host, const struct rapport_message *message,
                         const struct rapport_hit *hit)
{
    const struct rapport_finding finding = {
        .size = sizeof finding, .rule = RULE_PLEASE, .severity = RAPPORT_SEVERITY_DEFAULT,
        .message = message->index, .begin = hit->begin, .end = hit->end,
        .speaker = message->speaker, .related = RAPPORT_NONE,
    };
    return host->emit(host, &finding);
}

/* Looks at each message of an agent's turn once: input of any size must be judged in fair time. */
static int32_t turn_judge(const struct rapport_host *host, const struct rapport_conversation *conversation,
                          uint32_t begin, uint32_t end)
{
    const struct rapport_message *asking = NULL;
    const struct rapport_hit *ask = NULL;
    int thanks = 0;
    for (uint32_t i = begin; i < end; i++) {
        const struct rapport_message *message = conversation->messages[i];
        if (message->role != RAPPORT_AGENT)
            continue;
        if (!ask && (ask = hit_find(message, host->cues[CUE_ASK])))
            asking = message;
        thanks |= hit_find(message, host->cues[CUE_THANKS]) != NULL;
    }
    if (!ask)
        return RAPPORT_OK;
    return thanks ? pass_tell(host, asking) : fail_tell(host, asking, ask);
}

/*
 * Called by several threads at once, so nothing is changed here but local variables. What needs
 * more is made in `load` (for all threads, constant) or in `open` (for one thread).
 */
static int32_t conversation_judge(const struct rapport_host *host, const void *shared, void *worker,
                                  const struct rapport_conversation *conversation)
{
    (void)shared, (void)worker;
    /* a cue that is in no pack is never heard: without one for thanks, every turn would fail */
    if (host->cues[CUE_ASK] == RAPPORT_NONE || host->cues[CUE_THANKS] == RAPPORT_NONE)
        return RAPPORT_OK;
    for (uint32_t begin = 0, end; begin < conversation->message_count; begin = end) {
        end = turn_end(conversation, begin);
        if (conversation->messages[begin]->role == RAPPORT_AGENT &&
            turn_judge(host, conversation, begin, end) != RAPPORT_OK)
            return RAPPORT_FAILED;
    }
    return RAPPORT_OK;
}

static const struct rapport_plugin plugin = {
    .magic = RAPPORT_MAGIC,
    .major = RAPPORT_MAJOR,
    .minor = RAPPORT_MINOR,
    .size = sizeof plugin,
    .id = "politeness",
    .version = "1.0",
    .rules = rules, .rule_count = RULE_COUNT,
    .cues = cues, .cue_count = CUE_COUNT,
    .conversation = conversation_judge,
};

const struct rapport_plugin *rapport_plugin_entry(void)
{
    return &plugin;
}
