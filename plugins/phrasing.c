/*
 * phrasing: say what can be done. The rules whose exceptions compare where words stand; the others of
 * the family are data, rules/rules.json.
 */
#include "talk.h"

enum { REFUSAL, POLICY, INFORMAL, RULE_COUNT };

enum {
    CUE_REFUSAL, CUE_ALTERNATIVE, CUE_POLICY, CUE_REASON, CUE_DISMISSIVE, CUE_ANNOUNCE, CUE_REPORTED, CUE_QUOTE,
    CUE_EMOJI, CUE_TITLE, CUE_COMPLAINT, CUE_CONTRAST, CUE_COUNT
};

static const struct rapport_rule rules[RULE_COUNT] = {
    [REFUSAL] = {"phrasing/refusal", RAPPORT_MAJOR_SEVERITY, 0},
    [POLICY] = {"phrasing/policy", RAPPORT_MAJOR_SEVERITY, 0},
    [INFORMAL] = {"phrasing/informal", RAPPORT_INFO, 0},
};

static const char *const cues[CUE_COUNT] = {
    [CUE_REFUSAL] = "refusal",           [CUE_ALTERNATIVE] = "alternative", [CUE_POLICY] = "policy",
    [CUE_REASON] = "reason",             [CUE_DISMISSIVE] = "dismissive",   [CUE_ANNOUNCE] = "transfer-announce",
    [CUE_REPORTED] = "reported",         [CUE_QUOTE] = "mark/quote",        [CUE_EMOJI] = "mark/emoji",
    [CUE_TITLE] = "title",               [CUE_COMPLAINT] = "complaint",     [CUE_CONTRAST] = "contrast",
};

/* What the agents' turn holds beside the words that are judged; counted once a turn. */
struct turn_words {
    struct turn turn;
    uint32_t alternatives, reasons;
    bool announces;
};

struct place {
    const struct rapport_host *host;
    const conversation_t *conversation;
    const message_t *message;
    const struct turn_words *words;
};

static uint32_t cue(const struct place *place, uint32_t index)
{
    return place->host->cues[index];
}

/* The agent's own words of a cue, not the customer's that are repeated. */
static const hit_t *own(const struct place *place, uint32_t index)
{
    return talk_own_hit(place->message, cue(place, index), cue(place, CUE_REPORTED), cue(place, CUE_QUOTE));
}

static int32_t fail(const struct place *place, uint32_t rule, const hit_t *hit)
{
    return talk_fail(place->host, rule, place->message->index, hit);
}

static bool overlaps(const hit_t *a, const hit_t *b)
{
    return a->begin < b->end && b->begin < a->end;
}

/* Cues whose words are a no; what they hold is no way forward, whatever it looks like. */
static bool is_no(const struct rapport_host *host, uint32_t hit)
{
    return hit == host->cues[CUE_REFUSAL] || hit == host->cues[CUE_POLICY] || hit == host->cues[CUE_DISMISSIVE];
}

static bool is_part_of_no(const struct rapport_host *host, const message_t *message, const hit_t *hit)
{
    for (uint32_t i = 0; i < message->hit_count; i++)
        if (is_no(host, message->hits[i].cue) && overlaps(&message->hits[i], hit))
            return true;
    return false;
}

/* Words that a "but" must have behind it to say something. */
enum { WORDS_BEHIND_CONTRAST = 3 };

/*
 * "…, but the driver sells one": behind the no, in its sentence, a contrast turns to something that
 * is no other no.
 */
static bool turns_to_something(const struct place *place, const hit_t *no)
{
    const message_t *message = place->message;
    uint32_t sentence = message->clauses[no->clause].sentence, end = no->end;
    for (uint32_t i = no->clause; i < message->clause_count && message->clauses[i].sentence == sentence; i++)
        end = message->clauses[i].end;
    bool turned = false;
    for (uint32_t i = 0; i < message->hit_count; i++) {
        const hit_t *hit = &message->hits[i];
        if (hit->begin < no->end || message->clauses[hit->clause].sentence != sentence)
            continue;
        if (hit->cue == cue(place, CUE_CONTRAST))
            turned = hit->end < end && talk_count_words(message, hit->end, end) >= WORDS_BEHIND_CONTRAST;
        else if (turned && is_no(place->host, hit->cue))
            turned = false;
    }
    return turned;
}

/* Something in the turn that the customer can go on with. */
static bool offers_alternative(const struct place *place, const hit_t *no)
{
    return place->words->alternatives > 0 || place->words->announces || turns_to_something(place, no);
}

static int32_t judge_refusal(const struct place *place)
{
    const hit_t *hit = own(place, CUE_REFUSAL);
    return hit && !offers_alternative(place, hit) ? fail(place, REFUSAL, hit) : RAPPORT_OK;
}

/*
 * A reason explains the policy unless it introduces it: in "because it is our policy" the words
 * behind "because" are the policy itself.
 */
static bool is_explained(const struct place *place, const hit_t *policy)
{
    uint32_t introductions = 0;
    for (uint32_t i = 0; i < place->message->hit_count; i++) {
        const hit_t *reason = &place->message->hits[i];
        introductions += reason->cue == cue(place, CUE_REASON) && reason->begin <= policy->begin &&
                         reason->clause == policy->clause;
    }
    return place->words->reasons > introductions;
}

static int32_t judge_policy(const struct place *place)
{
    const hit_t *hit = own(place, CUE_POLICY);
    if (!hit || offers_alternative(place, hit) || is_explained(place, hit))
        return RAPPORT_OK;
    return fail(place, POLICY, hit);
}

static bool has_title(const struct rapport_host *host, const conversation_t *conversation)
{
    if (conversation->customer_title.len > 0)
        return true;
    for (uint32_t i = 0; i < conversation->message_count; i++)
        if (talk_is_customer(conversation->messages[i]) && talk_has(conversation->messages[i], host->cues[CUE_TITLE]))
            return true;
    return false;
}

static int32_t judge_informal(const struct place *place, bool formal)
{
    const hit_t *hit = talk_hit(place->message, cue(place, CUE_EMOJI));
    return hit && formal ? fail(place, INFORMAL, hit) : RAPPORT_OK;
}

/* `formal`: the customer has a title, or complains. */
static void judge_message(const struct place *place, bool formal)
{
    judge_refusal(place);
    judge_policy(place);
    judge_informal(place, formal);
}

static struct turn_words turn_words(const struct rapport_host *host, const conversation_t *conversation, uint32_t index)
{
    struct turn_words words = {.turn = talk_turn(conversation, index)};
    for (uint32_t i = words.turn.first; i <= words.turn.last; i++) {
        const message_t *message = conversation->messages[i];
        for (uint32_t j = 0; talk_is_agent(message) && j < message->hit_count; j++) {
            uint32_t hit = message->hits[j].cue;
            words.alternatives += hit == host->cues[CUE_ALTERNATIVE] && !is_part_of_no(host, message, &message->hits[j]);
            words.reasons += hit == host->cues[CUE_REASON];
            words.announces |= hit == host->cues[CUE_ANNOUNCE];
        }
    }
    return words;
}

static void judge_all(const struct rapport_host *host, const conversation_t *conversation)
{
    bool titled = has_title(host, conversation), complaining = false, customer_speaks = false;
    struct turn_words words = {{0, 0}, 0, 0, false};
    for (uint32_t i = 0; i < conversation->message_count; i++) {
        const message_t *message = conversation->messages[i];
        if (talk_is_customer(message)) {
            complaining = (customer_speaks && complaining) || talk_has(message, host->cues[CUE_COMPLAINT]);
            customer_speaks = true;
        }
        if (!talk_is_agent(message))
            continue;
        customer_speaks = false;
        if (message->hit_count == 0)
            continue;
        if (words.turn.last == 0 || i > words.turn.last)
            words = turn_words(host, conversation, i);
        struct place place = {host, conversation, message, &words};
        judge_message(&place, titled || complaining);
    }
}

static int32_t conversation(const struct rapport_host *host, const void *shared, void *worker,
                            const struct rapport_conversation *conversation)
{
    (void)shared;
    (void)worker;
    uint32_t first = talk_first_agent(conversation);
    if (first == RAPPORT_NONE)
        return RAPPORT_OK;
    for (uint32_t rule = 0; rule < RULE_COUNT; rule++)
        talk_pass(host, rule, conversation->messages[first]->speaker);
    judge_all(host, conversation);
    return RAPPORT_OK;
}

static const struct rapport_plugin plugin = {
    .magic = RAPPORT_MAGIC,
    .major = RAPPORT_MAJOR,
    .minor = RAPPORT_MINOR,
    .size = sizeof plugin,
    .id = "phrasing",
    .version = "1.0",
    .rules = rules,
    .cues = cues,
    .rule_count = RULE_COUNT,
    .cue_count = CUE_COUNT,
    .conversation = conversation,
};

const struct rapport_plugin *rapport_plugin_entry(void)
{
    return &plugin;
}
