#include "core/input/cast.h"

#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINEAR_MAX 16

/* Few speakers are searched one by one; of many, a balanced tree bounds the time. */
struct cast_entry {
    struct rapport_speaker speaker;
    uint32_t index;
    struct cast_entry *next; /* in order of appearance */
};

struct cast {
    struct arena *arena;
    struct cast_entry *first, *last;
    void *tree;
    uint32_t count;
};

static int text_compare(struct rapport_text a, struct rapport_text b)
{
    size_t len = (size_t)(a.len < b.len ? a.len : b.len);
    int order = len ? memcmp(a.ptr, b.ptr, len) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

static int text_is(struct rapport_text text, const char *word)
{
    return text.len == strlen(word) && memcmp(text.ptr, word, (size_t)text.len) == 0;
}

static int entry_compare(const void *a, const void *b)
{
    const struct cast_entry *left = a, *right = b;
    if (left->speaker.role != right->speaker.role)
        return left->speaker.role < right->speaker.role ? -1 : 1;
    return text_compare(left->speaker.id, right->speaker.id);
}

static void entry_keep(void *entry)
{
    (void)entry; /* the arena's */
}

static void cast_release(struct cast *cast)
{
    tdestroy(cast->tree, entry_keep);
    cast->tree = NULL;
}

static void tree_add(struct cast *cast, struct cast_entry *entry)
{
    if (!tsearch(entry, &cast->tree, entry_compare)) {
        fputs("rapport: out of memory\n", stderr);
        abort();
    }
}

static struct cast_entry *cast_find(const struct cast *cast, int32_t role, struct rapport_text id)
{
    const struct cast_entry wanted = {.speaker = {.role = role, .id = id}};
    if (cast->tree) {
        struct cast_entry *const *found = tfind(&wanted, &cast->tree, entry_compare);
        return found ? *found : NULL;
    }
    for (struct cast_entry *entry = cast->first; entry; entry = entry->next)
        if (entry_compare(entry, &wanted) == 0)
            return entry;
    return NULL;
}

static struct cast_entry *cast_add(struct cast *cast, int32_t role, struct rapport_text id)
{
    struct cast_entry *entry = arena_alloc(cast->arena, sizeof *entry);
    *entry = (struct cast_entry){.speaker = {.role = role, .id = id}, .index = cast->count++};
    if (cast->last)
        cast->last->next = entry;
    else
        cast->first = entry;
    cast->last = entry;
    if (cast->tree)
        tree_add(cast, entry);
    else if (cast->count > LINEAR_MAX)
        for (struct cast_entry *each = cast->first; each; each = each->next)
            tree_add(cast, each);
    return entry;
}

static struct cast_entry *cast_intern(struct cast *cast, int32_t role, struct rapport_text id)
{
    struct cast_entry *entry = cast_find(cast, role, id);
    return entry ? entry : cast_add(cast, role, id);
}

static int has_events(const struct cast_draft *drafts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (drafts[i].message->event != RAPPORT_EVENT_NONE)
            return 1;
    return 0;
}

/* An event may name a bot or customer who only speaks later, so their ids are gathered first. */
static void known_collect(struct cast *known, const struct cast_draft *drafts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int32_t role = drafts[i].message->role;
        if ((role == RAPPORT_BOT || role == RAPPORT_CUSTOMER) && drafts[i].from.len)
            cast_intern(known, role, drafts[i].from);
    }
}

static struct rapport_text customer_find(const struct rapport_conversation *conversation,
                                         const struct cast_draft *drafts, size_t count)
{
    if (conversation->customer_id.len)
        return conversation->customer_id;
    for (size_t i = 0; i < count; i++)
        if (drafts[i].message->role == RAPPORT_CUSTOMER)
            return drafts[i].from;
    return conversation->customer_id;
}

static uint32_t event_person(struct cast *cast, const struct cast *known, struct rapport_text id,
                             struct rapport_text customer)
{
    if (!id.len)
        return RAPPORT_NONE;
    if (text_is(id, "bot") || cast_find(known, RAPPORT_BOT, id))
        return cast_intern(cast, RAPPORT_BOT, id)->index;
    if (text_is(id, "customer"))
        return cast_intern(cast, RAPPORT_CUSTOMER, customer)->index;
    if (text_compare(id, customer) == 0 || cast_find(known, RAPPORT_CUSTOMER, id))
        return cast_intern(cast, RAPPORT_CUSTOMER, id)->index;
    return cast_intern(cast, RAPPORT_AGENT, id)->index;
}

static void message_speaker(struct cast *cast, const struct cast_draft *draft, struct rapport_text customer)
{
    struct rapport_text id = draft->from;
    if (!id.len && draft->message->role == RAPPORT_CUSTOMER)
        id = customer;
    struct cast_entry *entry = cast_intern(cast, draft->message->role, id);
    if (!entry->speaker.name.len)
        entry->speaker.name = draft->name;
    draft->message->speaker = entry->index;
}

static void speakers_list(struct rapport_conversation *conversation, const struct cast *cast)
{
    struct rapport_speaker *list = arena_alloc(cast->arena, cast->count * sizeof *list + 1);
    for (const struct cast_entry *entry = cast->first; entry; entry = entry->next)
        list[entry->index] = entry->speaker;
    conversation->speakers = list;
    conversation->speaker_count = cast->count;
}

void cast_assign(struct rapport_conversation *conversation, const struct cast_draft *drafts, size_t count,
                 struct arena *arena)
{
    struct cast cast = {.arena = arena}, known = {.arena = arena};
    struct rapport_text customer = customer_find(conversation, drafts, count);
    if (has_events(drafts, count))
        known_collect(&known, drafts, count);
    for (size_t i = 0; i < count; i++) {
        const struct cast_draft *draft = &drafts[i];
        struct rapport_message *message = draft->message;
        if (message->event == RAPPORT_EVENT_NONE) {
            message_speaker(&cast, draft, customer);
            continue;
        }
        message->event_from = event_person(&cast, &known, draft->from, customer);
        message->event_to = event_person(&cast, &known, draft->to, customer);
        message->event_who = event_person(&cast, &known, draft->who, customer);
    }
    speakers_list(conversation, &cast);
    cast_release(&cast);
    cast_release(&known);
}
