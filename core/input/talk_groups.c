#include "core/input/talk_groups.h"

#include <stdlib.h>
#include <string.h>

static uint64_t hash(const char *text)
{
    uint64_t h = 14695981039346656037u;
    for (; *text; text++)
        h = (h ^ (unsigned char)*text) * 1099511628211u;
    return h ^ h >> 32;
}

static void grow(struct talk_groups *groups)
{
    groups->slot_count = groups->slot_count ? groups->slot_count * 2 : 256;
    free(groups->slots);
    groups->slots = must_calloc(groups->slot_count, sizeof *groups->slots);
    for (struct talk_group *group = groups->first; group; group = group->next) {
        struct talk_group **slot = &groups->slots[hash(group->talk.id) & (groups->slot_count - 1)];
        group->next_in_slot = *slot;
        *slot = group;
    }
}

struct talk *talk_groups_of(struct talk_groups *groups, struct talks *talks, const char *id, const char *channel)
{
    id = *id ? id : "-";
    if (groups->count * 2 >= groups->slot_count)
        grow(groups);
    struct talk_group **slot = &groups->slots[hash(id) & (groups->slot_count - 1)];
    for (struct talk_group *group = *slot; group; group = group->next_in_slot)
        if (strcmp(group->talk.id, id) == 0)
            return &group->talk;
    struct talk_group *group = must_calloc(1, sizeof *group);
    talk_begin(&group->talk, talks, id, channel);
    if (!group->talk.id)
        group->talk.id = "-";
    group->place = must_copy(talks->place, strlen(talks->place));
    group->next_in_slot = *slot;
    *slot = group;
    *(groups->last ? groups->last : &groups->first) = group;
    groups->last = &group->next;
    groups->count++;
    return &group->talk;
}

void talk_groups_end(struct talk_groups *groups, struct talks *talks)
{
    const char *place = talks->place;
    for (struct talk_group *group = groups->first, *next; group; group = next) {
        next = group->next;
        if (strcmp(talks->place, group->place) != 0) {
            talks_end(talks);
            talks->written = 0;
        }
        talks->place = group->place;
        talk_end(&group->talk);
        if (!next || strcmp(next->place, group->place) != 0)
            talks_end(talks);
        talks->place = place;
        if (next && strcmp(next->place, group->place) != 0)
            talks->written = 0;
        free(group->place);
        free(group);
    }
    free(groups->slots);
    *groups = (struct talk_groups){0};
}
