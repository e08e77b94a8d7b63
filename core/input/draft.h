/*
 * A conversation while its line is being read: takes the strings found in it, judges them, tells
 * faults with their places, and puts the conversation together. Knows nothing of the JSON parser.
 */
#ifndef RAPPORT_INPUT_DRAFT_H
#define RAPPORT_INPUT_DRAFT_H

#include <stddef.h>
#include <stdint.h>

#include "core/input/cast.h"
#include "core/input/transcript.h"
#include "core/model/arena.h"
#include "rapport/plugin.h"

#ifdef __cplusplus
extern "C" {
#endif

#define DRAFT_MESSAGES_MAX 1000000
#define DRAFT_FAULTS_MAX 20 /* told of one line; a broken export repeats the same one in every message */

struct draft {
    struct arena *arena;
    struct rapport_conversation *conversation; /* in the arena */
    struct cast_draft *messages; /* kept from line to line; owned */
    uint32_t message_count, message_cap;
    /* the place of faults: an object of the line, or the message */
    const char *section;
    uint32_t message; /* RAPPORT_NONE outside of messages */
    unsigned faults;
    transcript_fault *fault;
    void *ctx;
};

/* The strings of a message; absent ones have a NULL ptr. */
struct draft_message_texts {
    struct rapport_text role, at, text, event, queue, from, name, to, who;
};

struct draft_customer_texts {
    struct rapport_text id, name, group, since, title;
};

struct draft_survey_texts {
    struct rapport_text nps, csat; /* as written, digits and all */
};

struct draft_line_texts {
    struct rapport_text id, channel, lang, queue, started;
};

/* Zeroed memory is an initialised draft. */
void draft_release(struct draft *draft);
void draft_begin(struct draft *draft, struct arena *arena, transcript_fault *fault, void *ctx);

/* `field` is "" or ".name". */
void draft_fault(struct draft *draft, const char *field, const char *reason);

/* `is_object` 0: the fault was told, and an empty system message keeps the place. */
void draft_message(struct draft *draft, const struct draft_message_texts *texts, int is_object);
void draft_customer(struct draft *draft, const struct draft_customer_texts *texts);
void draft_survey(struct draft *draft, const struct draft_survey_texts *texts);
void draft_line(struct draft *draft, const struct draft_line_texts *texts);

/* After the whole line: the list of messages, the speakers, the start. */
struct rapport_conversation *draft_end(struct draft *draft);
/* Tells how many faults were not told. */
void draft_faults_end(struct draft *draft);

#ifdef __cplusplus
}
#endif

#endif
