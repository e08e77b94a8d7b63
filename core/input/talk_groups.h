/*
 * Conversations whose messages come one by one and mixed, by their ids. They are ended in the order in which they came
 * first.
 */
#ifndef RAPPORT_INPUT_TALK_GROUPS_H
#define RAPPORT_INPUT_TALK_GROUPS_H

#include "core/input/talk.h"

struct talk_group {
    struct talk talk;
    char *place; /* of the member where it began */
    struct talk_group *next, *next_in_slot;
};

struct talk_groups {
    struct talk_group *first, **last, **slots;
    size_t count, slot_count;
};

/* Zeroed memory is an initialised one. The talk of the id, which is begun if it is new; valid until the end. */
struct talk *talk_groups_of(struct talk_groups *groups, struct talks *talks, const char *id, const char *channel);
/* Ends all of them, each with its place. */
void talk_groups_end(struct talk_groups *groups, struct talks *talks);

#endif
