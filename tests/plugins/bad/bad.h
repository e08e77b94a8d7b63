/*
 * What all plugins of this folder share, so that each file shows its fault alone. They are built
 * as the real ones are (hidden symbols, no prefix to the name), but without -z defs, which would
 * find undefined_symbol.c at the link already.
 */
#ifndef RAPPORT_TESTS_BAD_H
#define RAPPORT_TESTS_BAD_H

#include "rapport/plugin.h"

#define BAD_PROLOGUE(bytes) .magic = RAPPORT_MAGIC, .major = RAPPORT_MAJOR, .minor = 0, .size = (bytes)
#define BAD_WORDS(name) .id = (name), .version = "1.0"
/* With one rule, "bad/<id>". */
#define BAD_PLUGIN(name)                                                                           \
    BAD_WORDS(name),                                                                               \
    .rules = (const struct rapport_rule[]){{"bad/" name, RAPPORT_INFO, RAPPORT_RULE_ANY_LANGUAGE}}, \
    .rule_count = 1

/* Judges nothing, correctly. */
static inline int32_t bad_conversation(const struct rapport_host *host, const void *shared, void *worker,
                                       const struct rapport_conversation *conversation)
{
    (void)host, (void)shared, (void)worker, (void)conversation;
    return RAPPORT_OK;
}

#define BAD_TEXT(literal) ((struct rapport_text){(literal), sizeof(literal) - 1})

/* A finding that nothing is wrong with in a conversation with a message. */
static inline struct rapport_finding bad_finding(void)
{
    return (struct rapport_finding){.size = sizeof(struct rapport_finding),
                                    .begin = RAPPORT_NONE,
                                    .end = RAPPORT_NONE,
                                    .severity = RAPPORT_SEVERITY_DEFAULT,
                                    .speaker = RAPPORT_NONE,
                                    .related = RAPPORT_NONE,
                                    .related_fact = RAPPORT_NONE};
}

/* The last character of the id: numbered conversations then fail alike for any number of threads. */
static inline char bad_last_character(const struct rapport_conversation *conversation)
{
    return conversation->id.len ? conversation->id.ptr[conversation->id.len - 1] : '\0';
}

#define BAD_ENTRY(descriptor)                               \
    const struct rapport_plugin *rapport_plugin_entry(void) \
    {                                                       \
        return (descriptor);                                \
    }

#endif
