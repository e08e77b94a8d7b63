/*
 * What several rule families ask of a conversation: cues, turns, ends, handovers. Built into each
 * plugin that lists it; knows only the plugin contract.
 */
#ifndef RAPPORT_PLUGINS_TALK_H
#define RAPPORT_PLUGINS_TALK_H

#include <stdbool.h>
#include <string.h>

#include "rapport/plugin.h"

typedef struct rapport_conversation conversation_t;
typedef struct rapport_message message_t;
typedef struct rapport_hit hit_t;

/* The first hit of a cue in a message, or NULL. */
const hit_t *talk_hit(const message_t *message, uint32_t cue);
static inline bool talk_has(const message_t *message, uint32_t cue)
{
    return message->hit_count > 0 && talk_hit(message, cue) != NULL;
}

/*
 * As talk_sure_hit, but passes over words that only repeat what the customer said: those inside
 * quotation marks, and those behind words of the cue `reported` in the same sentence.
 */
const hit_t *talk_own_hit(const message_t *message, uint32_t cue, uint32_t reported, uint32_t quote);

/* How sure a hit of the message is, 1 to 100. */
static inline uint32_t talk_confidence(const message_t *message, const hit_t *hit)
{
    bool told = RAPPORT_HAS(message, hit_confidence) && message->hit_confidence;
    return told ? message->hit_confidence[hit - message->hits] : 100;
}
/* As talk_hit, but the surest; of equals the first. */
const hit_t *talk_sure_hit(const message_t *message, uint32_t cue);
/* True for words inside quotation marks, or behind words of the cue `reported` in the same sentence. */
bool talk_is_reported(const message_t *message, const hit_t *hit, uint32_t reported, uint32_t quote);

/* True for something a person said as agent (events and bots are not). */
static inline bool talk_is_agent(const message_t *message)
{
    return message->role == RAPPORT_AGENT;
}
static inline bool talk_is_customer(const message_t *message)
{
    return message->role == RAPPORT_CUSTOMER;
}

/* Index of the first or last message of an agent, RAPPORT_NONE if none spoke. */
uint32_t talk_first_agent(const conversation_t *conversation);
uint32_t talk_last_agent(const conversation_t *conversation);
/* The first agent who spoke, whom a pass is about where the contract of verdicts names nobody else; one did. */
static inline uint32_t talk_first_speaker(const conversation_t *conversation)
{
    return conversation->messages[talk_first_agent(conversation)]->speaker;
}
/* The next message of an agent (of a customer) behind `index`, or RAPPORT_NONE. */
uint32_t talk_next_agent(const conversation_t *conversation, uint32_t index);
uint32_t talk_next_customer(const conversation_t *conversation, uint32_t index);

/* The agents' turn around message `index`: from the last word of the customer to the next one. */
struct turn {
    uint32_t first, last; /* indices of messages, both included */
};
struct turn talk_turn(const conversation_t *conversation, uint32_t index);
/* The first agent's message of the turn that has the cue, or RAPPORT_NONE. */
uint32_t talk_turn_find(const conversation_t *conversation, struct turn turn, uint32_t cue);
static inline bool talk_turn_has(const conversation_t *conversation, struct turn turn, uint32_t cue)
{
    return talk_turn_find(conversation, turn, cue) != RAPPORT_NONE;
}

/* The message's last clause belongs to a question. */
bool talk_ends_in_question(const message_t *message);

/* Words in the original bytes [begin, end) of a message, told by spaces. */
uint32_t talk_count_words(const message_t *message, uint32_t begin, uint32_t end);

/* A change of the human agent. */
struct handover {
    uint32_t at;        /* the message that names it: the event, else the announcement, else `first` */
    uint32_t from, to;  /* speakers */
    uint32_t event;     /* transfer event, or RAPPORT_NONE */
    uint32_t announced; /* message that announces it, or RAPPORT_NONE */
    uint32_t first;     /* the new agent's first message */
};

/*
 * All handovers in order, in the host's scratch memory; *ret_count is 0 if there are none or no
 * memory. `announce` is the cue of announcements.
 */
const struct handover *talk_handovers(const struct rapport_host *host, const conversation_t *conversation,
                                      uint32_t announce, uint32_t *ret_count);

/* Cues that tell whether a transfer was dropped. */
struct transfer_cues {
    uint32_t announce, decline, agree;
};

/*
 * The message that announces a transfer which nobody took over (or its event), RAPPORT_NONE if
 * there is none. *ret_announced is true if any transfer was announced or offered at all.
 */
uint32_t talk_dropped_transfer(const conversation_t *conversation, const struct transfer_cues *cues,
                               bool *ret_announced);

/*
 * The conversation came to its end: a human agent took part, the customer did not leave, the last
 * human word is no agent's question that nobody answered, and it was not lost in a transfer.
 */
bool talk_came_to_end(const conversation_t *conversation, const struct transfer_cues *cues);

/* Shortcuts for what every rule pushes. */
static inline int32_t talk_fail_of(const struct rapport_host *host, uint32_t rule, uint32_t message, const hit_t *hit,
                                   uint32_t speaker)
{
    struct rapport_finding finding = {
        .size = sizeof finding,
        .rule = rule,
        .message = message,
        .begin = hit ? hit->begin : RAPPORT_NONE,
        .end = hit ? hit->end : RAPPORT_NONE,
        .severity = RAPPORT_SEVERITY_DEFAULT,
        .speaker = speaker,
        .related = RAPPORT_NONE,
        .related_fact = RAPPORT_NONE,
    };
    return host->emit(host, &finding);
}

static inline int32_t talk_fail(const struct rapport_host *host, uint32_t rule, uint32_t message, const hit_t *hit)
{
    return talk_fail_of(host, rule, message, hit, RAPPORT_NONE);
}

static inline int32_t talk_pass(const struct rapport_host *host, uint32_t rule, uint32_t speaker)
{
    struct rapport_verdict verdict = {
        .size = sizeof verdict, .rule = rule, .verdict = RAPPORT_PASS, .speaker = speaker};
    return host->verdict(host, &verdict);
}

/* As talk_pass, by the words of a hit, or by the whole message where `hit` is NULL. */
static inline int32_t talk_pass_by(const struct rapport_host *host, uint32_t rule, uint32_t speaker, uint32_t message,
                                   const hit_t *hit)
{
    struct rapport_verdict verdict = {.size = sizeof verdict,
                                      .rule = rule,
                                      .verdict = RAPPORT_PASS,
                                      .speaker = speaker,
                                      .met = message + 1,
                                      .begin = hit ? hit->begin : 0,
                                      .end = hit ? hit->end : 0};
    return host->verdict(host, &verdict);
}

/* The first agent's pass, by the words of the cue in the message. */
static inline int32_t talk_pass_cue(const struct rapport_host *host, const conversation_t *conversation, uint32_t rule,
                                    uint32_t message, uint32_t cue)
{
    return talk_pass_by(host, rule, talk_first_speaker(conversation), message, talk_hit(conversation->messages[message], cue));
}

static inline int32_t talk_unchecked(const struct rapport_host *host, uint32_t rule, uint32_t speaker, const char *why)
{
    struct rapport_verdict verdict = {.size = sizeof verdict,
                                      .rule = rule,
                                      .verdict = RAPPORT_UNCHECKED,
                                      .speaker = speaker,
                                      .why = {why, strlen(why)}};
    return host->verdict(host, &verdict);
}

#endif
