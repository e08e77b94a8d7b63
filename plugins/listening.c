/*
 * listening: what the customer gave is not asked for again, and what they told is said back to them.
 */
#define RAPPORT_MINOR 2
#include "talk.h"

enum { ASKED_AGAIN, RESTATE, RULE_COUNT };

enum {
    CUE_GIVE_ORDER,
    CUE_GIVE_PHONE,
    CUE_GIVE_ID,
    CUE_GIVE_EMAIL,
    CUE_GIVE_NAME,
    CUE_GIVE_ADDRESS,
    CUE_ASK_ORDER,
    CUE_ASK_PHONE,
    CUE_ASK_ID,
    CUE_ASK_EMAIL,
    CUE_NAME_ASK,
    CUE_ASK_ADDRESS,
    CUE_CONFIRM,
    CUE_DIFFERENT,
    CUE_REPORTED,
    CUE_MARK_QUOTE,
    CUE_MATTER,
    CUE_FAILURE,
    CUE_RESTATE,
    CUE_KNOWLEDGE,
    CUE_COUNT
};

static const struct rapport_rule rules[RULE_COUNT] = {
    [ASKED_AGAIN] = {"listening/asked-again", RAPPORT_MINOR_SEVERITY, 0},
    [RESTATE] = {"listening/restate", RAPPORT_INFO, 0},
};

static const char *const cues[CUE_COUNT] = {
    [CUE_GIVE_ORDER] = "give-order",
    [CUE_GIVE_PHONE] = "give-phone",
    [CUE_GIVE_ID] = "give-id",
    [CUE_GIVE_EMAIL] = "give-email",
    [CUE_GIVE_NAME] = "give-name",
    [CUE_GIVE_ADDRESS] = "give-address",
    [CUE_ASK_ORDER] = "ask-order",
    [CUE_ASK_PHONE] = "ask-phone",
    [CUE_ASK_ID] = "ask-id",
    [CUE_ASK_EMAIL] = "ask-email",
    [CUE_NAME_ASK] = "name-ask",
    [CUE_ASK_ADDRESS] = "ask-address",
    [CUE_CONFIRM] = "confirm",
    [CUE_DIFFERENT] = "different",
    [CUE_REPORTED] = "reported",
    [CUE_MARK_QUOTE] = "mark/quote",
    [CUE_MATTER] = "matter",
    [CUE_FAILURE] = "failure",
    [CUE_RESTATE] = "restate",
    [CUE_KNOWLEDGE] = "knowledge",
};

static const struct rapport_rule_cue rule_cues[] = {
    {ASKED_AGAIN, CUE_GIVE_ORDER, RAPPORT_USE_OPPORTUNITY, 0},
    {ASKED_AGAIN, CUE_GIVE_PHONE, RAPPORT_USE_OPPORTUNITY, 0},
    {ASKED_AGAIN, CUE_GIVE_ID, RAPPORT_USE_OPPORTUNITY, 0},
    {ASKED_AGAIN, CUE_GIVE_EMAIL, RAPPORT_USE_OPPORTUNITY, 0},
    {ASKED_AGAIN, CUE_GIVE_NAME, RAPPORT_USE_OPPORTUNITY, 0},
    {ASKED_AGAIN, CUE_GIVE_ADDRESS, RAPPORT_USE_OPPORTUNITY, 0},
    {ASKED_AGAIN, CUE_ASK_ORDER, RAPPORT_USE_FAULT, 0},
    {ASKED_AGAIN, CUE_ASK_PHONE, RAPPORT_USE_FAULT, 0},
    {ASKED_AGAIN, CUE_ASK_ID, RAPPORT_USE_FAULT, 0},
    {ASKED_AGAIN, CUE_ASK_EMAIL, RAPPORT_USE_FAULT, 0},
    {ASKED_AGAIN, CUE_NAME_ASK, RAPPORT_USE_FAULT, 0},
    {ASKED_AGAIN, CUE_ASK_ADDRESS, RAPPORT_USE_FAULT, 0},
    {ASKED_AGAIN, CUE_CONFIRM, RAPPORT_USE_EXCUSE, 0},
    {ASKED_AGAIN, CUE_DIFFERENT, RAPPORT_USE_EXCUSE, 0},
    {RESTATE, CUE_MATTER, RAPPORT_USE_OPPORTUNITY, 0},
    {RESTATE, CUE_FAILURE, RAPPORT_USE_OPPORTUNITY, 0},
    {RESTATE, CUE_RESTATE, RAPPORT_USE_EXCUSE, 0},
    {RESTATE, CUE_KNOWLEDGE, RAPPORT_USE_EXCUSE, 0},
    {RESTATE, CUE_REPORTED, RAPPORT_USE_EXCUSE, 0},
};

static bool has(const struct rapport_host *host, const message_t *message, uint32_t index)
{
    return talk_has(message, host->cues[index]);
}

/* Kinds of details, in the order of the cues that give and ask them. */
enum { ORDER, PHONE, ID, EMAIL, NAME, ADDRESS, KINDS };

enum {
    MATTER_WORDS = 10,  /* a message so long may describe a matter */
    SHARED_WORDS = 3,   /* so many of its words in an agent's message say it back */
    ANSWER_WORDS = 6,   /* a name in answer to the question is no longer */
    PHONE_LEAST = 9, PHONE_MOST = 13, ANSWER_DIGITS = 4,
    GIVEN_MAX = 64
};

struct given {
    const struct rapport_host *host;
    const conversation_t *conversation;
    uint32_t at[KINDS]; /* the message that first gave it, or RAPPORT_NONE */
    struct rapport_text values[GIVEN_MAX]; /* that a message which confirms may repeat */
    uint32_t value_count;
    bool asked[KINDS]; /* in the agents' latest turn */
    bool excused;      /* something was asked for that is not the same again */
    bool failed;
};

static void give(struct given *given, uint32_t kind, uint32_t index)
{
    if (given->at[kind] == RAPPORT_NONE)
        given->at[kind] = index;
}

static bool looks_like_phone(const message_t *message, const struct rapport_detail *detail)
{
    bool whole = detail->value.len > 0 && detail->value.ptr[0] == '0' && detail->digits >= PHONE_LEAST;
    bool abroad = detail->begin > 0 && message->text.ptr[detail->begin - 1] == '+';
    return (whole || abroad) && detail->digits <= PHONE_MOST;
}

/* AB-12345: letters in it make it one of the company's own numbers. */
static bool looks_like_code(const message_t *message, const struct rapport_detail *detail)
{
    for (uint32_t i = detail->begin; i < detail->end; i++)
        if ((unsigned char)((message->text.ptr[i] | 0x20) - 'a') < 26)
            return true;
    return false;
}

/* What a number is: said beside it, else asked for before it, else told by its look. */
static void take_number(struct given *given, uint32_t index, const struct rapport_detail *detail)
{
    const message_t *message = given->conversation->messages[index];
    bool known = false;
    for (uint32_t kind = ORDER; kind <= ID; kind++)
        if (has(given->host, message, CUE_GIVE_ORDER + kind)) {
            give(given, kind, index);
            known = true;
        }
    for (uint32_t kind = ORDER; kind <= ID && !known && detail->digits >= ANSWER_DIGITS; kind++)
        if (given->asked[kind]) {
            give(given, kind, index);
            known = true;
        }
    if (!known && looks_like_code(message, detail))
        give(given, ORDER, index);
    else if (!known && looks_like_phone(message, detail))
        give(given, PHONE, index);
}

static void take_details(struct given *given, uint32_t index)
{
    uint32_t count;
    const struct rapport_detail *details = given->host->details(given->host, index, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (given->value_count < GIVEN_MAX)
            given->values[given->value_count++] = details[i].value;
        if (details[i].kind == RAPPORT_DETAIL_EMAIL)
            give(given, EMAIL, index);
        else if (details[i].kind == RAPPORT_DETAIL_NUMBER)
            take_number(given, index, &details[i]);
    }
}

static void hear_customer(struct given *given, uint32_t index)
{
    const message_t *message = given->conversation->messages[index];
    take_details(given, index);
    for (uint32_t kind = EMAIL; kind < KINDS; kind++)
        if (has(given->host, message, CUE_GIVE_ORDER + kind))
            give(given, kind, index);
    if (given->asked[NAME] && message->words <= ANSWER_WORDS && !talk_ends_in_question(message))
        give(given, NAME, index);
}

/* "Does it end in 417?" says the value as well as the whole of it does. */
static bool is_end_of(struct rapport_text part, struct rapport_text whole)
{
    return part.len > 0 && part.len <= whole.len &&
           memcmp(part.ptr, whole.ptr + whole.len - part.len, part.len) == 0;
}

static bool repeats_value(struct given *given, uint32_t index)
{
    uint32_t count;
    const struct rapport_detail *details = given->host->details(given->host, index, &count);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = 0; j < given->value_count; j++)
            if (is_end_of(details[i].value, given->values[j]))
                return true;
    return false;
}

/* Asks to confirm what was given, or for another one. */
static bool is_excused(struct given *given, uint32_t index)
{
    const message_t *message = given->conversation->messages[index];
    return has(given->host, message, CUE_CONFIRM) || has(given->host, message, CUE_DIFFERENT) ||
           repeats_value(given, index);
}

/* What a bot asked for is given to it, but a bot is nobody who asks again. */
static void hear_bot(struct given *given, uint32_t index)
{
    for (uint32_t kind = 0; kind < KINDS; kind++)
        given->asked[kind] |= has(given->host, given->conversation->messages[index], CUE_ASK_ORDER + kind);
}

static void hear_agent(struct given *given, uint32_t index)
{
    const message_t *message = given->conversation->messages[index];
    const struct rapport_host *host = given->host;
    bool number_given = given->at[ORDER] != RAPPORT_NONE || given->at[PHONE] != RAPPORT_NONE ||
                        given->at[ID] != RAPPORT_NONE;
    for (uint32_t kind = 0; kind < KINDS; kind++) {
        const hit_t *hit = talk_own_hit(message, host->cues[CUE_ASK_ORDER + kind], host->cues[CUE_REPORTED],
                                        host->cues[CUE_MARK_QUOTE]);
        if (!hit)
            continue;
        given->asked[kind] = true;
        if (given->at[kind] == RAPPORT_NONE) {
            given->excused |= kind <= ID && number_given;
        } else if (is_excused(given, index)) {
            given->excused = true;
        } else {
            talk_fail(host, ASKED_AGAIN, index, hit);
            given->failed = true;
            return;
        }
    }
}

static void judge_asked_again(const struct rapport_host *host, const conversation_t *conversation)
{
    struct given given = {.host = host, .conversation = conversation};
    bool any = false, answered = false;
    for (uint32_t kind = 0; kind < KINDS; kind++)
        given.at[kind] = RAPPORT_NONE;
    for (uint32_t i = 0; i < conversation->message_count; i++) {
        const message_t *message = conversation->messages[i];
        if (talk_is_customer(message)) {
            hear_customer(&given, i);
            answered = true;
        } else if (talk_is_agent(message) || message->role == RAPPORT_BOT) {
            if (answered)
                memset(given.asked, 0, sizeof given.asked);
            answered = false;
            if (message->role == RAPPORT_BOT)
                hear_bot(&given, i);
            else
                hear_agent(&given, i);
        }
    }
    uint32_t last = talk_last_agent(conversation);
    for (uint32_t kind = 0; kind < KINDS; kind++)
        any |= given.at[kind] != RAPPORT_NONE && given.at[kind] < last;
    if (any && !given.failed && !given.excused)
        talk_pass(host, ASKED_AGAIN, talk_first_speaker(conversation));
}

static bool describes_matter(const struct rapport_host *host, const message_t *message)
{
    return talk_is_customer(message) && message->words >= MATTER_WORDS &&
           (has(host, message, CUE_MATTER) || has(host, message, CUE_FAILURE));
}

/* "I see that you were charged twice", but not "have you got the ticket". */
static bool knows(const struct rapport_host *host, const message_t *message)
{
    const hit_t *hit = talk_hit(message, host->cues[CUE_KNOWLEDGE]);
    return hit && !message->clauses[hit->clause].question;
}

/* Mostly people say a thing back in the words in which they heard it. */
static bool says_back(const struct rapport_host *host, const conversation_t *conversation, uint32_t matter,
                      uint32_t index)
{
    const message_t *message = conversation->messages[index];
    if (has(host, message, CUE_RESTATE) || has(host, message, CUE_REPORTED) || knows(host, message))
        return true;
    int32_t shared = message->words < SHARED_WORDS ? 0 : host->shared_words(host, matter, index);
    uint32_t begin, end;
    /* a customer signs with their name, and to use it says nothing back */
    bool named = shared >= SHARED_WORDS && conversation->customer_name.len > 0 &&
                 host->find_name(host, index, conversation->customer_name, &begin, &end) == 1;
    return shared >= SHARED_WORDS + named;
}

static void judge_restate(const struct rapport_host *host, const conversation_t *conversation)
{
    uint32_t matter = 0;
    while (matter < conversation->message_count && !describes_matter(host, conversation->messages[matter]))
        matter++;
    uint32_t first = talk_next_agent(conversation, matter);
    if (matter == conversation->message_count || first == RAPPORT_NONE)
        return;
    for (uint32_t i = first; i != RAPPORT_NONE; i = talk_next_agent(conversation, i))
        if (says_back(host, conversation, matter, i)) {
            talk_pass_cue(host, conversation, RESTATE, i, host->cues[CUE_RESTATE]);
            return;
        }
    talk_fail(host, RESTATE, first, NULL);
}

static int32_t conversation(const struct rapport_host *host, const void *shared, void *worker,
                            const struct rapport_conversation *conversation)
{
    (void)shared;
    (void)worker;
    if (talk_first_agent(conversation) == RAPPORT_NONE)
        return RAPPORT_OK;
    judge_asked_again(host, conversation);
    judge_restate(host, conversation);
    return RAPPORT_OK;
}

static const struct rapport_plugin plugin = {
    .magic = RAPPORT_MAGIC,
    .major = RAPPORT_MAJOR,
    .minor = RAPPORT_MINOR,
    .size = sizeof plugin,
    .id = "listening",
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
