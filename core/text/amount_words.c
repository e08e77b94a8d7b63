#include "core/text/amount_words.h"

#include <pthread.h>
#include <stdbool.h>
#include <string.h>

/* Twice as many slots as words at least, so that a search for an unknown word ends soon. */
#define SLOT_BITS 13
#define SLOT_COUNT (1u << SLOT_BITS)

struct slot {
    const char *text;
    uint32_t len;
    uint32_t hash;
    struct word word;
};

static struct slot slots[SLOT_COUNT];
static pthread_once_t slots_once = PTHREAD_ONCE_INIT;

static uint32_t text_hash(const char *text, size_t len)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)text[i]) * 16777619u;
    return hash ^ hash >> 15;
}

static struct slot *slot_find(const char *text, size_t len, uint32_t hash)
{
    for (uint32_t at = hash & (SLOT_COUNT - 1);; at = (at + 1) & (SLOT_COUNT - 1)) {
        struct slot *slot = &slots[at];
        if (!slot->text ||
            (slot->hash == hash && slot->len == len && memcmp(slot->text, text, len) == 0))
            return slot;
    }
}

/* A word may stand in several lists; it then plays all their roles. */
static void slot_add(const struct word_list *list, const char *text, size_t len)
{
    uint32_t hash = text_hash(text, len);
    struct slot *slot = slot_find(text, len, hash);
    slot->text = text;
    slot->len = (uint32_t)len;
    slot->hash = hash;
    slot->word.roles |= list->roles;
    if (list->number)
        slot->word.number = list->number;
    if (list->currency)
        slot->word.currency = list->currency;
    if (list->period)
        slot->word.period = list->period;
}

static void slots_add_lists(const struct word_list *lists)
{
    for (; lists->words; lists++) {
        const char *at = lists->words;
        while (*at) {
            size_t len = strcspn(at, " ");
            if (len > 0)
                slot_add(lists, at, len);
            at += len + (at[len] == ' ');
        }
    }
}

static void slots_build(void)
{
    slots_add_lists(words_english);
    slots_add_lists(words_english_names);
    slots_add_lists(words_hebrew);
    slots_add_lists(words_persian);
}

const struct word *word_find(const char *text, size_t len)
{
    pthread_once(&slots_once, slots_build);
    const struct slot *slot = slot_find(text, len, text_hash(text, len));
    return slot->text ? &slot->word : NULL;
}
