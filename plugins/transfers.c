/*
 * transfers: a customer is not sent from hand to hand. The first agent tries before passing on,
 * the next one knows the story, nobody has to tell it twice, and somebody does take over.
 */
#include "talk.h"

enum { UNATTEMPTED, COLD, REPEATED, PING_PONG, CHAIN, DROPPED, RULE_COUNT };

enum {
    CUE_ANNOUNCE, CUE_TRANSFER_ASK, CUE_DECLINE, CUE_AGREE, CUE_OPEN_QUESTION, CUE_KNOWLEDGE, CUE_ALREADY_TOLD,
    CUE_AGREED_RETURN, CUE_ATTEMPT, CUE_GREETING, CUE_ACKNOWLEDGE, CUE_WAIT_REQUEST, CUE_WAIT_THANKS, CUE_BELONGS,
    CUE_IDENTIFY_ASK, CUE_NAME_ASK, CUE_THANKS, CUE_THANKS_GENERAL, CUE_APOLOGY, CUE_FAREWELL, CUE_COUNT
};

enum { OPTION_LIMIT, OPTION_COUNT };

static const struct rapport_rule rules[RULE_COUNT] = {
    [UNATTEMPTED] = {"transfers/unattempted", RAPPORT_MAJOR_SEVERITY, 0},
    [COLD] = {"transfers/cold", RAPPORT_MAJOR_SEVERITY, 0},
    [REPEATED] = {"transfers/repeated", RAPPORT_MAJOR_SEVERITY, 0},
    [PING_PONG] = {"transfers/ping-pong", RAPPORT_MAJOR_SEVERITY, 0},
    [CHAIN] = {"transfers/chain", RAPPORT_MINOR_SEVERITY, RAPPORT_RULE_ANY_LANGUAGE},
    [DROPPED] = {"transfers/dropped", RAPPORT_CRITICAL, 0},
};

static const char *const cues[CUE_COUNT] = {
    [CUE_ANNOUNCE] = "transfer-announce", [CUE_TRANSFER_ASK] = "transfer-ask", [CUE_DECLINE] = "decline",
    [CUE_AGREE] = "agree",                [CUE_OPEN_QUESTION] = "open-question", [CUE_KNOWLEDGE] = "knowledge",
    [CUE_ALREADY_TOLD] = "already-told",  [CUE_AGREED_RETURN] = "agreed-return", [CUE_ATTEMPT] = "attempt",
    [CUE_GREETING] = "greeting",          [CUE_ACKNOWLEDGE] = "acknowledge",   [CUE_WAIT_REQUEST] = "wait-request",
    [CUE_WAIT_THANKS] = "wait-thanks",    [CUE_BELONGS] = "belongs",           [CUE_IDENTIFY_ASK] = "identify-ask",
    [CUE_NAME_ASK] = "name-ask",          [CUE_THANKS] = "thanks",             [CUE_THANKS_GENERAL] = "thanks-general",
    [CUE_APOLOGY] = "apology",            [CUE_FAREWELL] = "farewell",
};

/* Announcements may be dropped without anybody taking over; all else is about handovers. */
static const struct rapport_rule_cue rule_cues[] = {
    {UNATTEMPTED, CUE_ANNOUNCE, RAPPORT_USE_OPPORTUNITY, 0}, {UNATTEMPTED, CUE_ATTEMPT, RAPPORT_USE_EXCUSE, 0},
    {UNATTEMPTED, CUE_TRANSFER_ASK, RAPPORT_USE_EXCUSE, 0},  {COLD, CUE_OPEN_QUESTION, RAPPORT_USE_FAULT, 0},
    {COLD, CUE_KNOWLEDGE, RAPPORT_USE_EXCUSE, 0},            {REPEATED, CUE_ALREADY_TOLD, RAPPORT_USE_FAULT, 0},
    {PING_PONG, CUE_AGREED_RETURN, RAPPORT_USE_EXCUSE, 0},   {DROPPED, CUE_ANNOUNCE, RAPPORT_USE_OPPORTUNITY, 0},
    {DROPPED, CUE_DECLINE, RAPPORT_USE_EXCUSE, 0},
};

static const uint8_t cue_needs[CUE_COUNT] = {
    [CUE_TRANSFER_ASK] = RAPPORT_CUE_HANDOVER,  [CUE_OPEN_QUESTION] = RAPPORT_CUE_HANDOVER,
    [CUE_KNOWLEDGE] = RAPPORT_CUE_HANDOVER,     [CUE_ALREADY_TOLD] = RAPPORT_CUE_HANDOVER,
    [CUE_AGREED_RETURN] = RAPPORT_CUE_HANDOVER, [CUE_ATTEMPT] = RAPPORT_CUE_HANDOVER,
    [CUE_GREETING] = RAPPORT_CUE_HANDOVER,      [CUE_ACKNOWLEDGE] = RAPPORT_CUE_HANDOVER,
    [CUE_WAIT_REQUEST] = RAPPORT_CUE_HANDOVER,  [CUE_WAIT_THANKS] = RAPPORT_CUE_HANDOVER,
    [CUE_BELONGS] = RAPPORT_CUE_HANDOVER,       [CUE_IDENTIFY_ASK] = RAPPORT_CUE_HANDOVER,
    [CUE_NAME_ASK] = RAPPORT_CUE_HANDOVER,      [CUE_THANKS] = RAPPORT_CUE_HANDOVER,
    [CUE_THANKS_GENERAL] = RAPPORT_CUE_HANDOVER, [CUE_APOLOGY] = RAPPORT_CUE_HANDOVER,
    [CUE_FAREWELL] = RAPPORT_CUE_HANDOVER,
};

static const struct rapport_option options[OPTION_COUNT] = {
    [OPTION_LIMIT] = {"transfers/chain", "limit", 1, 0, 100, "so many handovers are fine"},
};

/*
 * Words of a clause that no courtesy covers: from so many on the agent said something of their
 * own. Names and fillers stay below.
 */
enum { WORDS_OF_SUBSTANCE = 4 };

/* Each return is looked for among all handovers before it; beyond this the log is no service. */
enum { HANDOVERS_COMPARED = 1000 };

struct scene {
    const struct rapport_host *host;
    const conversation_t *conversation;
    const struct handover *handovers;
    uint32_t count;
    bool *tried; /* one a speaker: tried something about the matter so far */
    uint32_t agreed_return; /* the first message that agrees on a return, or RAPPORT_NONE */
};

static bool says(const struct scene *scene, const message_t *message, uint32_t index)
{
    return talk_has(message, scene->host->cues[index]);
}

/* Cues whose clause is no attempt at the matter, whatever else it holds. */
static bool is_procedure(uint32_t index)
{
    return index == CUE_ANNOUNCE || index == CUE_BELONGS || index == CUE_IDENTIFY_ASK || index == CUE_NAME_ASK ||
           index == CUE_WAIT_REQUEST || index == CUE_OPEN_QUESTION || index == CUE_AGREED_RETURN;
}

/* Cues whose words are no attempt, though the rest of their clause may be one. */
static bool is_courtesy(uint32_t index)
{
    return index == CUE_GREETING || index == CUE_ACKNOWLEDGE || index == CUE_WAIT_THANKS || index == CUE_THANKS ||
           index == CUE_THANKS_GENERAL || index == CUE_APOLOGY || index == CUE_FAREWELL;
}

/* The index of a hit's cue in this plugin's list, CUE_COUNT if it is another's. */
static uint32_t cue_index(const struct scene *scene, const hit_t *hit)
{
    for (uint32_t i = 0; i < CUE_COUNT; i++)
        if (scene->host->cues[i] == hit->cue)
            return i;
    return CUE_COUNT;
}

/*
 * True if the clause, whose hits begin at *next, holds a question, a piece of information or a
 * step about the matter. Moves *next behind them.
 */
static bool is_attempt(const struct scene *scene, const message_t *message, uint32_t clause, uint32_t *next)
{
    uint32_t covered = 0, covered_to = 0;
    bool attempt = false, procedure = false;
    for (; *next < message->hit_count && message->hits[*next].clause == clause; ++*next) {
        const hit_t *hit = &message->hits[*next];
        uint32_t index = cue_index(scene, hit);
        procedure |= is_procedure(index);
        attempt |= index == CUE_ATTEMPT;
        if (is_courtesy(index) && hit->end > covered_to) {
            uint32_t begin = hit->begin > covered_to ? hit->begin : covered_to;
            covered += talk_count_words(message, begin, hit->end);
            covered_to = hit->end;
        }
    }
    return !procedure && (attempt || message->clauses[clause].words >= covered + WORDS_OF_SUBSTANCE);
}

static bool attempts(const struct scene *scene, const message_t *message)
{
    uint32_t next = 0;
    bool attempt = false;
    for (uint32_t clause = 0; clause < message->clause_count; clause++)
        attempt |= is_attempt(scene, message, clause, &next);
    return attempt;
}

/* Marks in scene->tried who tried something in the messages [from, to). */
static void mark_attempts(const struct scene *scene, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        const message_t *message = scene->conversation->messages[i];
        if (talk_is_agent(message) && !scene->tried[message->speaker])
            scene->tried[message->speaker] = attempts(scene, message);
    }
}

/* The customer asked to be passed on, since the handover before. */
static bool was_asked_for(const struct scene *scene, uint32_t index)
{
    uint32_t since = index > 0 ? scene->handovers[index - 1].at : 0;
    for (uint32_t i = since; i < scene->handovers[index].first; i++) {
        const message_t *message = scene->conversation->messages[i];
        if (talk_is_customer(message) && says(scene, message, CUE_TRANSFER_ASK))
            return true;
    }
    return false;
}

static void judge_unattempted(const struct scene *scene, uint32_t index)
{
    const struct handover *handover = &scene->handovers[index];
    if (was_asked_for(scene, index) || scene->tried[handover->from])
        talk_pass(scene->host, UNATTEMPTED, handover->from);
    else
        talk_fail_of(scene->host, UNATTEMPTED, handover->at, NULL, handover->from);
}

/* The new agent's first turn: asks for the whole story without showing that they know it. */
static void judge_cold(const struct scene *scene, uint32_t index)
{
    const struct handover *handover = &scene->handovers[index];
    uint32_t until = index + 1 < scene->count ? scene->handovers[index + 1].first : scene->conversation->message_count;
    bool knows = false;
    for (uint32_t i = handover->first; i < until; i++) {
        const message_t *message = scene->conversation->messages[i];
        if (talk_is_customer(message))
            break;
        if (!talk_is_agent(message) || message->speaker != handover->to)
            continue;
        const hit_t *question = talk_hit(message, scene->host->cues[CUE_OPEN_QUESTION]);
        const hit_t *knowledge = talk_hit(message, scene->host->cues[CUE_KNOWLEDGE]);
        knows |= knowledge && (!question || knowledge->begin < question->begin);
        if (question && !knows) {
            talk_fail(scene->host, COLD, i, question);
            return;
        }
    }
    talk_pass(scene->host, COLD, handover->to);
}

static void judge_repeated(const struct scene *scene, uint32_t index)
{
    uint32_t until = index + 1 < scene->count ? scene->handovers[index + 1].at : scene->conversation->message_count;
    for (uint32_t i = scene->handovers[index].at + 1; i < until; i++) {
        const message_t *message = scene->conversation->messages[i];
        const hit_t *hit = talk_is_customer(message) ? talk_hit(message, scene->host->cues[CUE_ALREADY_TOLD]) : NULL;
        if (!hit)
            continue;
        talk_fail_of(scene->host, REPEATED, i, hit, scene->handovers[index].to);
        return;
    }
    talk_pass(scene->host, REPEATED, scene->handovers[0].from);
}

static bool same_text(struct rapport_text a, struct rapport_text b)
{
    return a.len > 0 && a.len == b.len && memcmp(a.ptr, b.ptr, a.len) == 0;
}

static struct rapport_text queue_of(const struct scene *scene, uint32_t index)
{
    uint32_t event = scene->handovers[index].event;
    return event == RAPPORT_NONE ? (struct rapport_text){NULL, 0} : scene->conversation->messages[event]->event_queue;
}

/* The queue the conversation was in before the handover: of the last event that named one. */
static struct rapport_text queue_before(const struct scene *scene, uint32_t index)
{
    for (uint32_t i = index; i-- > 0;)
        if (queue_of(scene, i).len > 0)
            return queue_of(scene, i);
    return scene->conversation->queue;
}

static bool had_queue(const struct scene *scene, uint32_t index, struct rapport_text queue)
{
    if (same_text(scene->conversation->queue, queue))
        return true;
    for (uint32_t i = 0; i < index; i++)
        if (same_text(queue_of(scene, i), queue))
            return true;
    return false;
}

static bool comes_back(const struct scene *scene, uint32_t index)
{
    for (uint32_t i = 0; i < index; i++)
        if (scene->handovers[i].from == scene->handovers[index].to)
            return true;
    struct rapport_text queue = queue_of(scene, index);
    return queue.len > 0 && !same_text(queue, queue_before(scene, index)) && had_queue(scene, index, queue);
}

static uint32_t find_agreed_return(const struct scene *scene)
{
    for (uint32_t i = 0; i < scene->conversation->message_count; i++) {
        const message_t *message = scene->conversation->messages[i];
        if (talk_is_agent(message) && says(scene, message, CUE_AGREED_RETURN))
            return i;
    }
    return RAPPORT_NONE;
}

/* A question whether the customer wants to be passed on. */
static bool asks_leave(const struct scene *scene, const message_t *message)
{
    for (uint32_t i = 0; talk_is_agent(message) && i < message->hit_count; i++) {
        uint32_t index = cue_index(scene, &message->hits[i]);
        if ((index == CUE_ANNOUNCE || index == CUE_AGREED_RETURN) && message->clauses[message->hits[i].clause].question)
            return true;
    }
    return false;
}

/*
 * Somebody told the customer, before the handover that leads back, that it would; or asked leave
 * for it, and the customer did not say no.
 */
static bool return_was_agreed(const struct scene *scene, uint32_t index)
{
    const conversation_t *conversation = scene->conversation;
    uint32_t until = scene->handovers[index].first;
    if (scene->agreed_return != RAPPORT_NONE && scene->agreed_return < scene->handovers[index].at)
        return true;
    bool asked = false;
    for (uint32_t i = index > 0 ? scene->handovers[index - 1].first : 0; i < until; i++) {
        const message_t *message = conversation->messages[i];
        if (asks_leave(scene, message))
            asked = true;
        else if (asked && talk_is_customer(message))
            return !says(scene, message, CUE_DECLINE);
    }
    return false;
}

static void judge_ping_pong(const struct scene *scene)
{
    if (scene->count < 2)
        return;
    if (scene->count > HANDOVERS_COMPARED) {
        talk_unchecked(scene->host, PING_PONG, scene->handovers[0].from, "more than 1000 handovers");
        return;
    }
    talk_pass(scene->host, PING_PONG, scene->handovers[0].from);
    for (uint32_t i = 1; i < scene->count; i++)
        if (comes_back(scene, i) && !return_was_agreed(scene, i))
            talk_fail_of(scene->host, PING_PONG, scene->handovers[i].at, NULL, scene->handovers[i].from);
}

static void judge_chain(const struct scene *scene)
{
    uint32_t limit = (uint32_t)scene->host->options[OPTION_LIMIT];
    if (scene->count <= limit)
        talk_pass(scene->host, CHAIN, scene->handovers[0].from);
    else
        talk_fail_of(scene->host, CHAIN, scene->handovers[limit].at, NULL, scene->handovers[limit].from);
}

static void judge_dropped(const struct rapport_host *host, const conversation_t *conversation)
{
    const struct transfer_cues transfer = {host->cues[CUE_ANNOUNCE], host->cues[CUE_DECLINE], host->cues[CUE_AGREE]};
    bool announced;
    uint32_t dropped = talk_dropped_transfer(conversation, &transfer, &announced);
    if (!announced)
        return;
    if (dropped != RAPPORT_NONE)
        talk_fail(host, DROPPED, dropped, talk_hit(conversation->messages[dropped], host->cues[CUE_ANNOUNCE]));
    else
        talk_pass(host, DROPPED, talk_first_speaker(conversation));
}

static int32_t conversation(const struct rapport_host *host, const void *shared, void *worker,
                            const struct rapport_conversation *conversation)
{
    (void)shared;
    (void)worker;
    if (talk_first_agent(conversation) == RAPPORT_NONE)
        return RAPPORT_OK;
    struct scene scene = {.host = host, .conversation = conversation};
    judge_dropped(host, conversation);
    scene.handovers = talk_handovers(host, conversation, host->cues[CUE_ANNOUNCE], &scene.count);
    scene.tried = scene.count ? host->scratch(host, conversation->speaker_count * sizeof *scene.tried) : NULL;
    if (!scene.tried)
        return RAPPORT_OK;
    memset(scene.tried, 0, conversation->speaker_count * sizeof *scene.tried);
    scene.agreed_return = find_agreed_return(&scene);
    for (uint32_t i = 0; i < scene.count; i++) {
        mark_attempts(&scene, i > 0 ? scene.handovers[i - 1].first : 0, scene.handovers[i].first);
        judge_unattempted(&scene, i);
        judge_cold(&scene, i);
        judge_repeated(&scene, i);
    }
    judge_ping_pong(&scene);
    judge_chain(&scene);
    return RAPPORT_OK;
}

static const struct rapport_plugin plugin = {
    .magic = RAPPORT_MAGIC,
    .major = RAPPORT_MAJOR,
    .minor = RAPPORT_MINOR,
    .size = sizeof plugin,
    .id = "transfers",
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
    .cue_needs = cue_needs,
};

const struct rapport_plugin *rapport_plugin_entry(void)
{
    return &plugin;
}
