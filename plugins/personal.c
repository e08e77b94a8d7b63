/*
 * personal: a person with a name and a history. The history, across conversations, is in
 * personal_history.c.
 */
#include "personal.h"

enum {
    CUE_GIVE_NAME,
    CUE_NAME_ASK,
    CUE_HISTORY_REF,
    CUE_COUNT
};

static const struct rapport_rule rules[RULE_COUNT] = {
    [NAME] = {"personal/name", RAPPORT_INFO, 0},
    [HISTORY] = {"personal/history", RAPPORT_MINOR_SEVERITY, 0},
};

static const char *const cues[CUE_COUNT] = {
    [CUE_GIVE_NAME] = "give-name",
    [CUE_NAME_ASK] = "name-ask",
    [CUE_HISTORY_REF] = "history-ref",
};

static const struct rapport_rule_cue rule_cues[] = {
    {NAME, CUE_GIVE_NAME, RAPPORT_USE_OPPORTUNITY, 0},
    {NAME, CUE_NAME_ASK, RAPPORT_USE_OPPORTUNITY, 0},
    {HISTORY, CUE_HISTORY_REF, RAPPORT_USE_EXCUSE, 0},
};

static const struct rapport_option options[OPTION_COUNT] = {
    [OPTION_DAYS] = {"personal/history", "days", 30, 1, 3660, "an earlier conversation counts for so many days"},
};

static bool has(const struct rapport_host *host, const message_t *message, uint32_t index)
{
    return talk_has(message, host->cues[index]);
}

enum { NAME_WORDS = 3, ANSWER_WORDS = 4 };

/* The words behind "my name is", up to three, within the clause. */
static struct rapport_text name_behind(const message_t *message, const hit_t *hit)
{
    uint32_t begin = hit->end, end = begin, words = 0, limit = message->clauses[hit->clause].end;
    const char *text = message->text.ptr;
    while (begin < limit && text[begin] == ' ')
        begin++;
    for (end = begin; end < limit; end++)
        if (text[end] == ' ' && ++words == NAME_WORDS)
            break;
    return (struct rapport_text){text + begin, end - begin};
}

/* The name that the conversation knows from its customer's words; empty if none. */
static struct rapport_text given_name(const struct rapport_host *host, const conversation_t *conversation)
{
    bool asked = false;
    for (uint32_t i = 0; i < conversation->message_count; i++) {
        const message_t *message = conversation->messages[i];
        if (talk_is_agent(message))
            asked = has(host, message, CUE_NAME_ASK);
        if (!talk_is_customer(message))
            continue;
        const hit_t *hit = talk_hit(message, host->cues[CUE_GIVE_NAME]);
        struct rapport_text name = hit ? name_behind(message, hit) : (struct rapport_text){"", 0};
        if (name.len > 0)
            return name;
        if (asked && message->words <= ANSWER_WORDS && !talk_ends_in_question(message))
            return message->text;
        asked = false;
    }
    return (struct rapport_text){"", 0};
}

/* The script of a name's first letter, by its first byte: that of Hebrew, Persian or Latin. */
static const char *script_language(struct rapport_text name)
{
    unsigned char first = (unsigned char)name.ptr[0];
    if (first == 0xd7)
        return "he";
    return first >= 0xd8 && first <= 0xdb ? "fa" : "en";
}

/* An agent wrote in the script of the name, so that it could be found. */
static bool could_say(const conversation_t *conversation, struct rapport_text name)
{
    const char *language = script_language(name);
    for (uint32_t i = 0; i < conversation->message_count; i++) {
        const message_t *message = conversation->messages[i];
        if (talk_is_agent(message) && message->lang.len == 2 && memcmp(message->lang.ptr, language, 2) == 0)
            return true;
    }
    return false;
}

static void judge_name(const struct rapport_host *host, const conversation_t *conversation)
{
    struct rapport_text name = conversation->customer_name;
    uint32_t first = talk_first_agent(conversation), begin, end;
    if (!host->enabled[NAME])
        return;
    if (name.len == 0)
        name = given_name(host, conversation);
    if (name.len == 0)
        return;
    for (uint32_t i = first; i != RAPPORT_NONE; i = talk_next_agent(conversation, i))
        if (host->find_name(host, i, name, &begin, &end) == 1) {
            const hit_t name_hit = {.begin = begin, .end = end};
            talk_pass_by(host, NAME, talk_first_speaker(conversation), i, &name_hit);
            return;
        }
    if (could_say(conversation, name))
        talk_fail(host, NAME, first, NULL);
    else
        talk_unchecked(host, NAME, talk_first_speaker(conversation), "the name is in another script");
}

static int32_t contact_state(const struct rapport_host *host, const conversation_t *conversation)
{
    int32_t state = CONTACT_NO_AGENT;
    for (uint32_t i = 0; i < conversation->message_count; i++) {
        const message_t *message = conversation->messages[i];
        if (!talk_is_agent(message))
            continue;
        if (has(host, message, CUE_HISTORY_REF))
            return CONTACT_REFERS;
        if (message->lang.len == 0 && message->words > 2)
            state = CONTACT_UNHEARD;
        else if (state == CONTACT_NO_AGENT)
            state = CONTACT_SILENT;
    }
    return state;
}

static int32_t note_contact(const struct rapport_host *host, const conversation_t *conversation)
{
    enum { KEY_MAX = 1024 };
    uint32_t first = talk_first_agent(conversation);
    bool known = conversation->customer_id.len > 0 && conversation->customer_id.len <= KEY_MAX;
    if (!host->enabled[HISTORY] || !known || conversation->message_count == 0)
        return RAPPORT_OK;
    struct contact contact = {.at_ms = conversation->started_ms, .state = contact_state(host, conversation)};
    struct rapport_fact fact = {
        .size = sizeof fact,
        .message = first == RAPPORT_NONE ? 0 : first,
        .begin = RAPPORT_NONE,
        .end = RAPPORT_NONE,
        .key = conversation->customer_id,
        .value = {(const char *)&contact, sizeof contact},
    };
    return host->fact(host, &fact);
}

static int32_t conversation(const struct rapport_host *host, const void *shared, void *worker,
                            const struct rapport_conversation *conversation)
{
    (void)shared;
    (void)worker;
    if (talk_first_agent(conversation) != RAPPORT_NONE)
        judge_name(host, conversation);
    return note_contact(host, conversation);
}

static const struct rapport_plugin plugin = {
    .magic = RAPPORT_MAGIC,
    .major = RAPPORT_MAJOR,
    .minor = RAPPORT_MINOR,
    .size = sizeof plugin,
    .id = "personal",
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
    .group = personal_judge_group,
};

const struct rapport_plugin *rapport_plugin_entry(void)
{
    return &plugin;
}
