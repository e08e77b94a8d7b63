/*
 * Conversations that a reader of some export puts together, message by message; they come out as lines of our
 * transcript format, so that everything behind the reader is the same for all formats.
 */
#ifndef RAPPORT_INPUT_TALK_H
#define RAPPORT_INPUT_TALK_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/model/bytes.h"
#include "core/model/problem.h"

#define TALK_NO_TIME INT64_MIN
/* A member is no larger; all texts of one conversation are no longer. */
#define TALK_MESSAGES_MAX 100000

struct talk_message;

/* All conversations of one member. */
struct talks {
    struct bytes lines; /* of the transcript format */
    uint64_t count;
    const char *place;  /* of the member */
    struct problems *problems;
    const char *const *agents; /* who is an agent where the export does not say: names or ids, NULL at the end; may be NULL */
};

struct talk {
    struct talks *talks;
    struct bytes head;    /* of the line: id, channel, queue */
    struct bytes customer_id, customer_name;
    struct bytes pool;    /* the texts of messages */
    struct talk_message *messages;
    size_t count, cap;
};

/* `id` may be NULL or "": then the name of the member and the number of the conversation are its id. */
void talk_begin(struct talk *talk, struct talks *talks, const char *id, const char *channel);
void talk_customer(struct talk *talk, const char *id, const char *name);
/* When it began, as it was written; for exports that do not tell when each was said. */
void talk_started(struct talk *talk, const char *at);
void talk_queue(struct talk *talk, const char *queue);
/*
 * `role` is "customer", "agent", "bot" or "system"; NULL: nobody said, and talk_end decides. Empty texts are left
 * out. `at_ms` is in UTC. The strings are copied and may be NULL.
 */
void talk_say(struct talk *talk, const char *role, int64_t at_ms, const char *from, const char *name, const char *text);
/* The same with a time as it was written; an offset in it is kept. */
void talk_say_at(struct talk *talk, const char *role, const char *at, const char *from, const char *name, const char *text);
/* `event` as in transcripts; "left" and "joined" are of `from`. */
void talk_event(struct talk *talk, const char *event, int64_t at_ms, const char *from, const char *to);
/*
 * Adds the line and releases the talk; a conversation in which nobody speaks is none. Who has no role is an agent
 * if the names of agents tell so; if they name nobody here, whoever greets or introduces themselves as agents do,
 * else whoever is not the first to speak.
 */
void talk_end(struct talk *talk);

/* A fault with its line (0: not known). */
void talks_fault(struct talks *talks, uint64_t line, const char *reason, ...) __attribute__((format(printf, 3, 4)));

/* What readers of JSON share: the text under a key ("" if there is none). */
const char *talk_text(const json_t *object, const char *key);
/* The first of the keys, NULL behind the last, that holds a text. */
const char *talk_first_text(const json_t *object, const char *const *keys);
/* Text or whole number under a key; a number is written to `room`. */
const char *talk_id(const json_t *object, const char *key, char room[32]);
/* Seconds or milliseconds since 1970 as a number or digits, or RFC 3339; TALK_NO_TIME if it is none. */
int64_t talk_time(const json_t *value);
int64_t talk_time_of_text(const char *text);
/* The date and clock in UTC, in milliseconds since 1970; TALK_NO_TIME if there is no such date. */
int64_t talk_time_of(int year, int month, int day, int hour, int minute, int second);
/* Copies at most `size` - 1 bytes, cut between characters, and ends them with NUL. */
void talk_copy(char *to, size_t size, const char *text, size_t len);
/* HTML as the text it shows; the caller frees. */
char *talk_html(const char *html);

#endif
