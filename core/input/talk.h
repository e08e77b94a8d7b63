/*
 * Conversations that a reader of some export puts together, message by message; they come out as lines of our
 * transcript format, so that everything behind the reader is the same for all formats.
 */
#ifndef RAPPORT_INPUT_TALK_H
#define RAPPORT_INPUT_TALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/input/value.h"
#include "core/model/arena.h"
#include "core/model/bytes.h"
#include "core/model/problem.h"

#define TALK_NO_TIME INT64_MIN
#define TALK_START_UNKNOWN 0 /* of a call that tells only how far into it something was said: it begins in 1970 */

/* What the user says about exports that do not say it themselves. All of it may be NULL. */
struct talk_hints {
    const char *const *agents; /* names or ids of agents, NULL at the end */
    const char *columns;       /* "conversation=…,time=…,role=…,text=…" */
};

/* Lines of one place: up to `end` of all lines. */
struct talk_run {
    char *place; /* owned */
    size_t end;
};

/* All conversations of one member; or, of a format that is spread over members, of one archive. */
struct talks {
    struct bytes lines; /* of the transcript format */
    struct talk_run *runs;
    size_t run_count, run_cap;
    uint64_t count;    /* of conversations */
    uint64_t line;     /* of the export, where what is read now begins; 0: not known */
    uint64_t written;  /* lines in `lines` of this place */
    const char *place; /* of the member */
    struct problems *problems;
    bool is_damaged; /* the member is cut and that was told: faults at its end are no news */
    const struct talk_hints *hints;
    struct value_document *document;
    struct arena arena; /* for what lives as long as the text that is read */
    void *store;        /* what a format keeps from member to member, in `kept` */
    struct arena kept;
};

void talks_release(struct talks *talks);
/* Before the text of a member, which has this place. */
void talks_begin(struct talks *talks, const char *place, struct problems *problems, bool is_damaged);
/* After it: what was said since has its place. */
void talks_end(struct talks *talks);

struct talk_message {
    const char *role, *from, *name, *text, *event, *to, *queue; /* NULL: absent */
    int64_t at;                                                 /* TALK_NO_TIME: not known */
    int32_t offset;                                             /* minutes that its clock is ahead of UTC */
    uint32_t number;                                            /* in order of saying, for equal times */
    bool is_timeless;
};

struct talk {
    struct talks *talks;
    struct arena arena;
    const char *id, *channel, *lang, *queue, *customer_id, *customer_name;
    uint64_t line;
    bool assigned;  /* to an agent, as a format may note */
    int32_t offset; /* minutes that the clock of what is said next is ahead of UTC */
    struct talk_message *messages;
    size_t count, cap;
};

/* `id` may be NULL or "": then the place and number of the conversation are its id. All strings are copied. */
void talk_begin(struct talk *talk, struct talks *talks, const char *id, const char *channel);
void talk_customer(struct talk *talk, const char *id, const char *name);
void talk_queue(struct talk *talk, const char *queue);
/*
 * `role` is "customer", "agent", "bot" or "system"; NULL: nobody said, and talk_end decides by the names of agents,
 * or else takes who speaks first for the customer, unless that one greets as an agent does. Texts that show nothing
 * are left out. The strings may be NULL. `role` is not copied.
 */
void talk_say(struct talk *talk, const char *role, int64_t at_ms, const char *from, const char *name, const char *text);
/* The same, with a text of HTML. */
void talk_say_html(struct talk *talk, const char *role, int64_t at_ms, const char *from, const char *name,
                   const char *html);
/* Something without words, such as a picture. */
void talk_show(struct talk *talk, const char *role, int64_t at_ms, const char *from, const char *name);
/* `who` of joined and left; `from` and `to` of a transfer. */
void talk_event(struct talk *talk, const char *event, int64_t at_ms, const char *from, const char *to);
/* Adds the line, with its messages in order of time; a conversation in which nobody speaks is none. */
void talk_end(struct talk *talk);

/* A fault with its line (0: not known). */
void talks_fault(struct talks *talks, uint64_t line, const char *reason, ...) __attribute__((format(printf, 3, 4)));

/* A string or a whole number as text, "" for all else; lives in the arena of talks. */
const char *talks_id(struct talks *talks, struct value value);

/* The role that a word of many systems and three languages means; NULL if it is none. */
const char *talk_role(const char *word);
/* Arabic letters for Persian ones, as old character sets have them, become those; the buffer's size counts its NUL. */
void talk_persian(const char *text, size_t len, char *out, size_t size);
/* The same for "Agent 1", "agent_2", "Customer:". */
const char *talk_role_of_label(const char *label);

#endif
