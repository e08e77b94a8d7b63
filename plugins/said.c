/*
 * said: judges by the rules that are data, rules/rules.json: these words, unless those; or that they
 * are missing. The host reads and checks the file; see struct rapport_said_rule.
 */
#define RAPPORT_MINOR 2
#include "talk.h"

typedef struct rapport_said_rule rule_t;
typedef struct rapport_said said_t;

/* The runs of messages until the other side speaks, made when first asked for. */
struct turns {
    struct turn *of; /* one a message */
    bool failed;
};

struct place {
    const struct rapport_host *host;
    const struct rapport_said_rules *rules;
    const conversation_t *conversation;
    struct turns turns;
};

/* How far the role of a rule has got, and all it has. */
struct progress {
    uint32_t messages, words, all_messages, all_words;
    int64_t begin_ms, end_ms;
};

static uint32_t cue_at(const struct place *place, uint32_t index)
{
    return index == RAPPORT_NONE ? RAPPORT_NONE : place->host->cues[index];
}

static const hit_t *hit_of(const struct place *place, const message_t *message, const said_t *said, uint32_t cue)
{
    if (said->own_words)
        return talk_own_hit(message, cue, cue_at(place, place->rules->reported), cue_at(place, place->rules->quote));
    return talk_sure_hit(message, cue);
}

/* The surest hit, of equals the first. */
static const hit_t *find(const struct place *place, const message_t *message, const said_t *said)
{
    const hit_t *best = NULL;
    if (message->role != said->by || message->hit_count == 0)
        return NULL;
    for (uint32_t i = 0; i < said->cue_count; i++) {
        const hit_t *hit = hit_of(place, message, said, cue_at(place, said->cues[i]));
        if (hit && (!best || talk_confidence(message, hit) > talk_confidence(message, best) ||
                    (talk_confidence(message, hit) == talk_confidence(message, best) && hit < best)))
            best = hit;
    }
    return best;
}

/* Turns of all messages in one pass: of each, the messages around it up to the other side's. */
static const struct turn *turns(struct place *place)
{
    const conversation_t *conversation = place->conversation;
    uint32_t count = conversation->message_count, last_customer = RAPPORT_NONE, last_agent = RAPPORT_NONE;
    if (place->turns.of || place->turns.failed)
        return place->turns.of;
    struct turn *of = place->host->scratch(place->host, count * sizeof *of);
    place->turns.of = of;
    place->turns.failed = !of;
    for (uint32_t i = 0; of && i < count; i++) {
        int32_t role = conversation->messages[i]->role;
        last_customer = role == RAPPORT_CUSTOMER ? i : last_customer;
        last_agent = role == RAPPORT_AGENT ? i : last_agent;
        uint32_t other = role == RAPPORT_CUSTOMER ? last_agent : last_customer;
        of[i].first = other == RAPPORT_NONE ? 0 : other + 1;
    }
    last_customer = last_agent = count;
    for (uint32_t i = count; of && i-- > 0;) {
        int32_t role = conversation->messages[i]->role;
        last_customer = role == RAPPORT_CUSTOMER ? i : last_customer;
        last_agent = role == RAPPORT_AGENT ? i : last_agent;
        of[i].last = (role == RAPPORT_CUSTOMER ? last_agent : last_customer) - 1;
    }
    return of;
}

/*
 * For each message the next one, itself included, that has the words; RAPPORT_NONE if there is none. Any
 * stretch is then asked in one step. NULL if there is no memory.
 */
static const uint32_t *places_of(const struct place *place, const said_t *said)
{
    uint32_t next = RAPPORT_NONE, count = place->conversation->message_count;
    uint32_t *places = place->host->scratch(place->host, ((size_t)count + 1) * sizeof *places);
    for (uint32_t i = count; places && i-- > 0;) {
        next = find(place, place->conversation->messages[i], said) ? i : next;
        places[i] = next;
    }
    if (places)
        places[count] = RAPPORT_NONE;
    return places;
}

/* In the message itself: in its sentence, before or behind the hit, or anywhere where there is no hit. */
static bool is_in_message(const struct place *place, const message_t *message, const hit_t *hit, const said_t *said)
{
    if (message->role != said->by)
        return false;
    for (uint32_t i = 0; i < message->hit_count; i++) {
        const hit_t *other = &message->hits[i];
        bool listed = false;
        for (uint32_t j = 0; j < said->cue_count; j++)
            listed |= other->cue == cue_at(place, said->cues[j]);
        if (!listed || (said->own_words && talk_is_reported(message, other, cue_at(place, place->rules->reported),
                                                            cue_at(place, place->rules->quote))))
            continue;
        if (!hit || (said->where == RAPPORT_IN_BEFORE && other->begin < hit->begin) ||
            (said->where == RAPPORT_IN_AFTER && other->end > hit->end) ||
            (said->where == RAPPORT_IN_SENTENCE &&
             message->clauses[other->clause].sentence == message->clauses[hit->clause].sentence))
            return true;
    }
    return false;
}

/* The turn behind `turn`: that of the message which ended it. Empty (first > last) if there is none. */
static struct turn next_turn(const struct turn *of, uint32_t index, uint32_t count)
{
    uint32_t next = of[index].last + 1;
    return next < count ? (struct turn){next, of[next].last} : (struct turn){1, 0};
}

/* The stretch of whole messages that an exception looks at, seen from message `index`. */
static struct turn stretch(struct place *place, const said_t *said, uint32_t index)
{
    uint32_t count = place->conversation->message_count;
    switch (said->where) {
    case RAPPORT_IN_MESSAGE: return (struct turn){index, index};
    case RAPPORT_IN_TURN: return turns(place) ? turns(place)[index] : (struct turn){1, 0};
    case RAPPORT_IN_NEXT_TURN: return turns(place) ? next_turn(turns(place), index, count) : (struct turn){1, 0};
    case RAPPORT_IN_BEFORE: return index > 0 ? (struct turn){0, index - 1} : (struct turn){1, 0};
    case RAPPORT_IN_AFTER: return (struct turn){index + 1, count - 1};
    case RAPPORT_IN_CONVERSATION: return (struct turn){0, count - 1};
    default: return (struct turn){1, 0};
    }
}

static bool is_excused_by(struct place *place, const said_t *said, const uint32_t *places, uint32_t index, const hit_t *hit)
{
    if (said->where < RAPPORT_IN_MESSAGE || said->where == RAPPORT_IN_BEFORE || said->where == RAPPORT_IN_AFTER)
        if (is_in_message(place, place->conversation->messages[index], hit, said))
            return true;
    struct turn where = stretch(place, said, index);
    return where.first <= where.last && where.first < place->conversation->message_count &&
           places[where.first] <= where.last;
}

/* What the exceptions of a rule look for, made at the first question: most conversations ask none. */
static const uint32_t *const *exceptions(const struct place *place, const rule_t *rule)
{
    const uint32_t **list = place->host->scratch(place->host, (rule->unless_count + 1) * sizeof *list);
    for (uint32_t i = 0; list && i < rule->unless_count; i++)
        if (!(list[i] = places_of(place, &rule->unless[i])))
            return NULL;
    return list;
}

/* One rule at work. */
struct work {
    const rule_t *rule;
    uint32_t index;
    const uint32_t *const *exceptions;
    struct progress progress;
    uint32_t first, last; /* messages of the role */
    uint32_t agent;       /* speaker of the verdict */
    bool untimed;         /* a time was asked for that is not known */
};

static int32_t is_excused(struct place *place, struct work *work, uint32_t message, const hit_t *hit, bool *ret_excused)
{
    *ret_excused = false;
    if (work->rule->unless_count == 0)
        return RAPPORT_OK;
    if (!work->exceptions && !(work->exceptions = exceptions(place, work->rule)))
        return RAPPORT_FAILED;
    for (uint32_t i = 0; i < work->rule->unless_count && !*ret_excused; i++)
        *ret_excused = is_excused_by(place, &work->rule->unless[i], work->exceptions[i], message, hit);
    return place->turns.failed ? RAPPORT_FAILED : RAPPORT_OK;
}

static bool is_limited(const rule_t *rule)
{
    for (int i = 0; i < RAPPORT_WITHIN_COUNT; i++)
        if (rule->within[i] != RAPPORT_NONE)
            return true;
    return false;
}

static bool is_near(const struct place *place, struct work *work, int kind, int64_t distance)
{
    uint32_t option = work->rule->within[kind];
    return option == RAPPORT_NONE || distance < place->host->options[option];
}

static bool is_timely(const struct place *place, struct work *work, const message_t *message)
{
    const struct progress *progress = &work->progress;
    const uint32_t *within = work->rule->within;
    if (within[RAPPORT_FIRST_SECONDS] == RAPPORT_NONE && within[RAPPORT_LAST_SECONDS] == RAPPORT_NONE)
        return true;
    if (message->at_ms == RAPPORT_TIME_UNKNOWN || progress->begin_ms == RAPPORT_TIME_UNKNOWN) {
        work->untimed = true;
        return false;
    }
    return is_near(place, work, RAPPORT_FIRST_SECONDS, (message->at_ms - progress->begin_ms) / 1000) &&
           is_near(place, work, RAPPORT_LAST_SECONDS, (progress->end_ms - message->at_ms) / 1000);
}

/* The words stand near enough to the ends; `progress` is that before the message. */
static bool is_within(const struct place *place, struct work *work, const message_t *message, const hit_t *hit)
{
    const struct progress *progress = &work->progress;
    if (!is_limited(work->rule))
        return true;
    int64_t words = (int64_t)progress->words + talk_count_words(message, 0, hit->begin);
    return is_near(place, work, RAPPORT_FIRST_MESSAGES, progress->messages) &&
           is_near(place, work, RAPPORT_FIRST_WORDS, words) &&
           is_near(place, work, RAPPORT_LAST_MESSAGES, (int64_t)progress->all_messages - progress->messages - 1) &&
           is_near(place, work, RAPPORT_LAST_WORDS, progress->all_words - words - 1) && is_timely(place, work, message);
}

static void measure(const struct place *place, struct work *work)
{
    const conversation_t *conversation = place->conversation;
    struct progress *progress = &work->progress;
    for (uint32_t i = work->first; i < conversation->message_count; i++) {
        progress->all_messages += conversation->messages[i]->role == work->rule->said.by;
        progress->all_words += conversation->messages[i]->role == work->rule->said.by ? conversation->messages[i]->words : 0;
    }
    progress->begin_ms = progress->end_ms = RAPPORT_TIME_UNKNOWN;
    for (uint32_t i = 0; i < conversation->message_count; i++) {
        int64_t at = conversation->messages[i]->at_ms;
        if (at == RAPPORT_TIME_UNKNOWN)
            continue;
        progress->begin_ms = progress->begin_ms == RAPPORT_TIME_UNKNOWN ? at : progress->begin_ms;
        progress->end_ms = at;
    }
}

static int32_t fail(const struct place *place, const struct work *work, uint32_t message, const hit_t *hit)
{
    struct rapport_finding finding = {
        .size = sizeof finding,
        .rule = work->index,
        .message = message,
        .begin = hit ? hit->begin : RAPPORT_NONE,
        .end = hit ? hit->end : RAPPORT_NONE,
        .severity = RAPPORT_SEVERITY_DEFAULT,
        .speaker = RAPPORT_NONE,
        .confidence = work->rule->confidence,
        .related = RAPPORT_NONE,
        .related_fact = RAPPORT_NONE,
    };
    return place->host->emit(place->host, &finding);
}

/* One message in which the words were said, near enough. */
static int32_t judge_hit(struct place *place, struct work *work, uint32_t message, const hit_t *hit)
{
    bool excused;
    int32_t status = is_excused(place, work, message, hit, &excused);
    return status == RAPPORT_OK && !excused ? fail(place, work, message, hit) : status;
}

/* Walks the messages of the role; `ret_said` tells which one has the words first, RAPPORT_NONE if none has. */
static int32_t judge_messages(struct place *place, struct work *work, uint32_t *ret_said)
{
    int32_t status = RAPPORT_OK;
    *ret_said = RAPPORT_NONE;
    for (uint32_t i = work->first; i <= work->last && status == RAPPORT_OK; i++) {
        const message_t *message = place->conversation->messages[i];
        if (message->role != work->rule->said.by)
            continue;
        const hit_t *hit = find(place, message, &work->rule->said);
        bool within = hit && is_within(place, work, message, hit);
        if (within && *ret_said == RAPPORT_NONE)
            *ret_said = i;
        if (within && !work->rule->must)
            status = judge_hit(place, work, i, hit);
        work->progress.messages++;
        work->progress.words += message->words;
    }
    return status;
}

/* Where a missing word is missed. */
static uint32_t missed_at(const struct work *work)
{
    for (int i = RAPPORT_FIRST_MESSAGES; i <= RAPPORT_FIRST_SECONDS; i++)
        if (work->rule->within[i] != RAPPORT_NONE)
            return work->first;
    return work->last;
}

/* Words that must be said were; words that must not be were not, or with what excuses them. */
static int32_t pass(struct place *place, struct work *work, uint32_t said)
{
    if (!work->rule->must || said == RAPPORT_NONE)
        return talk_pass(place->host, work->index, work->agent);
    return talk_pass_by(place->host, work->index, work->agent, said, find(place, place->conversation->messages[said], &work->rule->said));
}

static int32_t judge_rule(struct place *place, struct work *work)
{
    uint32_t said;
    if (is_limited(work->rule))
        measure(place, work);
    int32_t status = judge_messages(place, work, &said);
    if (status == RAPPORT_OK && work->untimed && said == RAPPORT_NONE)
        return talk_unchecked(place->host, work->index, work->agent, "no times");
    if (status == RAPPORT_OK && work->rule->must && said == RAPPORT_NONE)
        status = judge_hit(place, work, missed_at(work), NULL);
    return status == RAPPORT_OK ? pass(place, work, said) : status;
}

/* First and last message of each role; RAPPORT_NONE where it said nothing. */
struct ends {
    uint32_t first[3], last[3];
};

static struct ends ends_of(const conversation_t *conversation)
{
    struct ends ends;
    memset(&ends, 0xff, sizeof ends);
    for (uint32_t i = 0; i < conversation->message_count; i++) {
        int32_t role = conversation->messages[i]->role;
        if (role > RAPPORT_BOT)
            continue;
        ends.first[role] = ends.first[role] == RAPPORT_NONE ? i : ends.first[role];
        ends.last[role] = i;
    }
    return ends;
}

static int32_t conversation(const struct rapport_host *host, const void *shared, void *worker,
                            const struct rapport_conversation *conversation)
{
    (void)worker;
    struct place place = {.host = host, .rules = shared, .conversation = conversation};
    struct ends ends = ends_of(conversation);
    if (ends.first[RAPPORT_AGENT] == RAPPORT_NONE)
        return RAPPORT_OK;
    for (uint32_t i = 0; place.rules && i < place.rules->count; i++) {
        struct work work = {.rule = &place.rules->rules[i], .index = i};
        work.first = ends.first[work.rule->said.by];
        work.last = ends.last[work.rule->said.by];
        work.agent = conversation->messages[ends.first[RAPPORT_AGENT]]->speaker;
        if (work.first == RAPPORT_NONE || !host->enabled[i])
            continue;
        int32_t status = judge_rule(&place, &work);
        if (status != RAPPORT_OK)
            return status;
    }
    return RAPPORT_OK;
}

/* The rules are the host's; `shared` only remembers where. */
static int32_t load(const struct rapport_host *host, void **ret_shared)
{
    *ret_shared = (void *)(uintptr_t)host->extension(host, RAPPORT_SAID_RULES);
    return RAPPORT_OK;
}

static void unload(void *shared)
{
    (void)shared;
}

static const struct rapport_plugin plugin = {
    .magic = RAPPORT_MAGIC,
    .major = RAPPORT_MAJOR,
    .minor = RAPPORT_MINOR,
    .size = sizeof plugin,
    .id = "said",
    .version = "1.0",
    .load = load,
    .unload = unload,
    .conversation = conversation,
    .takes_rules = 1,
};

const struct rapport_plugin *rapport_plugin_entry(void)
{
    return &plugin;
}
