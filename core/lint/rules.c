#include "core/lint/lint.h"

static const struct rapport_rule rules[TEMPLATE_RULES] = {
    [TEMPLATE_PLACEHOLDER] = {"template/placeholder", RAPPORT_MAJOR_SEVERITY, RAPPORT_RULE_ANY_LANGUAGE},
    [TEMPLATE_VARIANT] = {"template/variant", RAPPORT_MINOR_SEVERITY, RAPPORT_RULE_ANY_LANGUAGE},
    [TEMPLATE_BIDI] = {"template/bidi", RAPPORT_MINOR_SEVERITY, RAPPORT_RULE_ANY_LANGUAGE},
    [TEMPLATE_LETTERS] = {"template/letters", RAPPORT_MINOR_SEVERITY, RAPPORT_RULE_ANY_LANGUAGE},
    [TEMPLATE_DUPLICATE] = {"template/duplicate", RAPPORT_INFO, RAPPORT_RULE_ANY_LANGUAGE},
};

/* Conversations give these rules no opportunity: files are judged by core/lint. */
static int32_t conversation(const struct rapport_host *host, const void *shared, void *worker,
                            const struct rapport_conversation *conversation)
{
    (void)host;
    (void)shared;
    (void)worker;
    (void)conversation;
    return RAPPORT_OK;
}

const struct rapport_plugin template_plugin = {
    .magic = RAPPORT_MAGIC,
    .major = RAPPORT_MAJOR,
    .minor = RAPPORT_MINOR,
    .size = sizeof template_plugin,
    .id = "template",
    .version = "1.0",
    .rules = rules,
    .rule_count = TEMPLATE_RULES,
    .conversation = conversation,
};
