#include "talk.h"

const hit_t *talk_hit(const message_t *message, uint32_t cue)
{
    for (uint32_t i = 0; i < message->hit_count; i++)
        if (message->hits[i].cue == cue)
            return &message->hits[i];
    return NULL;
}

bool talk_is_reported(const message_t *message, const hit_t *hit, uint32_t reported, uint32_t quote)
{
    uint32_t sentence = message->clauses[hit->clause].sentence;
    for (uint32_t i = 0; i < message->hit_count; i++) {
        const hit_t *other = &message->hits[i];
        if (other->cue == quote && other->begin <= hit->begin && other->end >= hit->end)
            return true;
        if (other->cue == reported && other->begin <= hit->begin &&
            message->clauses[other->clause].sentence == sentence)
            return true;
    }
    return false;
}

const hit_t *talk_own_hit(const message_t *message, uint32_t cue, uint32_t reported, uint32_t quote)
{
    const hit_t *best = NULL;
    for (uint32_t i = 0; i < message->hit_count; i++) {
        const hit_t *hit = &message->hits[i];
        if (hit->cue != cue || (best && talk_confidence(message, hit) <= talk_confidence(message, best)))
            continue;
        if (!talk_is_reported(message, hit, reported, quote))
            best = hit;
    }
    return best;
}

const hit_t *talk_sure_hit(const message_t *message, uint32_t cue)
{
    const hit_t *best = NULL;
    for (uint32_t i = 0; i < message->hit_count; i++) {
        const hit_t *hit = &message->hits[i];
        if (hit->cue == cue && (!best || talk_confidence(message, hit) > talk_confidence(message, best)))
            best = hit;
    }
    return best;
}

static uint32_t next_of_role(const conversation_t *conversation, uint32_t from, int32_t role)
{
    for (uint32_t i = from; i < conversation->message_count; i++)
        if (conversation->messages[i]->role == role)
            return i;
    return RAPPORT_NONE;
}

uint32_t talk_first_agent(const conversation_t *conversation)
{
    return next_of_role(conversation, 0, RAPPORT_AGENT);
}

uint32_t talk_last_agent(const conversation_t *conversation)
{
    for (uint32_t i = conversation->message_count; i-- > 0;)
        if (talk_is_agent(conversation->messages[i]))
            return i;
    return RAPPORT_NONE;
}

uint32_t talk_next_agent(const conversation_t *conversation, uint32_t index)
{
    return next_of_role(conversation, index + 1, RAPPORT_AGENT);
}

uint32_t talk_next_customer(const conversation_t *conversation, uint32_t index)
{
    return next_of_role(conversation, index + 1, RAPPORT_CUSTOMER);
}

struct turn talk_turn(const conversation_t *conversation, uint32_t index)
{
    struct turn turn = {index, index};
    while (turn.first > 0 && !talk_is_customer(conversation->messages[turn.first - 1]))
        turn.first--;
    while (turn.last + 1 < conversation->message_count &&
           !talk_is_customer(conversation->messages[turn.last + 1]))
        turn.last++;
    return turn;
}

uint32_t talk_turn_find(const conversation_t *conversation, struct turn turn, uint32_t cue)
{
    for (uint32_t i = turn.first; i <= turn.last; i++)
        if (talk_is_agent(conversation->messages[i]) && talk_has(conversation->messages[i], cue))
            return i;
    return RAPPORT_NONE;
}

bool talk_ends_in_question(const message_t *message)
{
    return message->clause_count > 0 && message->clauses[message->clause_count - 1].question;
}

uint32_t talk_count_words(const message_t *message, uint32_t begin, uint32_t end)
{
    uint32_t words = 0;
    bool inside = false;
    for (uint32_t i = begin; i < end; i++) {
        bool space = message->text.ptr[i] == ' ' || message->text.ptr[i] == '\n' || message->text.ptr[i] == '\t';
        words += !space && !inside;
        inside = !space;
    }
    return words;
}

/* The announcement of a handover: the old agent's last message with the cue since `since`. */
static uint32_t find_announcement(const conversation_t *conversation, uint32_t since, uint32_t until, uint32_t agent,
                                  uint32_t announce)
{
    for (uint32_t i = until; i-- > since;) {
        const message_t *message = conversation->messages[i];
        if (talk_is_agent(message) && message->speaker == agent && talk_has(message, announce))
            return i;
    }
    return RAPPORT_NONE;
}

/* The transfer event of a handover: one that names the new agent, else the first between the two. */
static uint32_t find_event(const conversation_t *conversation, uint32_t since, uint32_t until, uint32_t to)
{
    uint32_t first = RAPPORT_NONE;
    for (uint32_t i = since; i < until; i++) {
        const message_t *message = conversation->messages[i];
        if (message->event != RAPPORT_EVENT_TRANSFER)
            continue;
        if (message->event_to == to)
            return i;
        if (first == RAPPORT_NONE)
            first = i;
    }
    return first;
}

static struct handover handover_make(const conversation_t *conversation, uint32_t segment, uint32_t last,
                                     uint32_t first, uint32_t announce)
{
    struct handover handover = {
        .from = conversation->messages[last]->speaker,
        .to = conversation->messages[first]->speaker,
        .first = first,
    };
    handover.event = find_event(conversation, last, first, handover.to);
    handover.announced = find_announcement(conversation, segment, last + 1, handover.from, announce);
    handover.at = handover.event != RAPPORT_NONE       ? handover.event
                  : handover.announced != RAPPORT_NONE ? handover.announced
                                                       : first;
    return handover;
}

const struct handover *talk_handovers(const struct rapport_host *host, const conversation_t *conversation,
                                      uint32_t announce, uint32_t *ret_count)
{
    uint32_t changes = 0, last = RAPPORT_NONE, segment = 0, count = 0;
    *ret_count = 0;
    for (uint32_t i = 0; i < conversation->message_count; i++) {
        if (!talk_is_agent(conversation->messages[i]))
            continue;
        changes += last != RAPPORT_NONE && conversation->messages[last]->speaker != conversation->messages[i]->speaker;
        last = i;
    }
    struct handover *list = changes ? host->scratch(host, changes * sizeof *list) : NULL;
    if (!list)
        return NULL;
    last = RAPPORT_NONE;
    for (uint32_t i = 0; i < conversation->message_count; i++) {
        if (!talk_is_agent(conversation->messages[i]))
            continue;
        if (last != RAPPORT_NONE && conversation->messages[last]->speaker != conversation->messages[i]->speaker) {
            list[count++] = handover_make(conversation, segment, last, i, announce);
            segment = i;
        }
        last = i;
    }
    *ret_count = count;
    return list;
}

static bool customer_left(const conversation_t *conversation, uint32_t since)
{
    for (uint32_t i = since; i < conversation->message_count; i++) {
        const message_t *message = conversation->messages[i];
        if (message->event == RAPPORT_EVENT_LEFT && message->event_who != RAPPORT_NONE &&
            conversation->speakers[message->event_who].role == RAPPORT_CUSTOMER)
            return true;
    }
    return false;
}

/* A message whose words hand over in a question only offers it. */
static bool is_offer(const message_t *message, uint32_t announce)
{
    const hit_t *hit = talk_hit(message, announce);
    return hit && message->clauses[hit->clause].question;
}

/*
 * What became of a transfer announced at `index` by `agent`, looking only ahead. It is dropped if
 * no other agent speaks, unless the customer left or declined, did not take up an offer, or the
 * same agent simply went on with the matter.
 */
static bool is_dropped(const conversation_t *conversation, uint32_t index, uint32_t agent,
                       const struct transfer_cues *cues)
{
    const message_t *announcement = conversation->messages[index];
    bool offer = talk_is_agent(announcement) && is_offer(announcement, cues->announce);
    bool answered = false, agreed = false;
    if (customer_left(conversation, index))
        return false;
    for (uint32_t i = index + 1; i < conversation->message_count; i++) {
        const message_t *message = conversation->messages[i];
        if (talk_is_customer(message) && !answered) {
            if (talk_has(message, cues->decline))
                return false;
            answered = true;
            agreed = talk_has(message, cues->agree);
        } else if (talk_is_agent(message)) {
            if (message->speaker != agent)
                return false;
            if (answered && !talk_has(message, cues->announce) && message->words > 6)
                return false;
        }
    }
    return !offer || agreed;
}

uint32_t talk_dropped_transfer(const conversation_t *conversation, const struct transfer_cues *cues,
                               bool *ret_announced)
{
    uint32_t last = RAPPORT_NONE, agent = RAPPORT_NONE, said = RAPPORT_NONE, event_agent = RAPPORT_NONE;
    for (uint32_t i = 0; i < conversation->message_count; i++) {
        const message_t *message = conversation->messages[i];
        bool announces = talk_is_agent(message) && talk_has(message, cues->announce);
        if (talk_is_agent(message))
            event_agent = message->speaker;
        if (announces || (message->event == RAPPORT_EVENT_TRANSFER && event_agent != RAPPORT_NONE)) {
            bool follows = !announces && said != RAPPORT_NONE && agent == event_agent;
            last = follows ? said : i; /* the message names an event that only carries it out */
            agent = event_agent;
            said = announces ? i : said;
        }
    }
    *ret_announced = last != RAPPORT_NONE;
    if (last == RAPPORT_NONE || !is_dropped(conversation, last, agent, cues))
        return RAPPORT_NONE;
    return last;
}

bool talk_came_to_end(const conversation_t *conversation, const struct transfer_cues *cues)
{
    uint32_t last = talk_last_agent(conversation);
    bool announced;
    if (last == RAPPORT_NONE || customer_left(conversation, 0))
        return false;
    if (talk_next_customer(conversation, last) == RAPPORT_NONE &&
        talk_ends_in_question(conversation->messages[last]))
        return false;
    return talk_dropped_transfer(conversation, cues, &announced) == RAPPORT_NONE;
}
