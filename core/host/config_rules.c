/* {"timing/first-reply":{"minutes":6},"phrasing/informal":"off","gratitude/closing":{"severity":"critical"}} */
#include <stdlib.h>
#include <string.h>

#include "core/host/config_parts.h"
#include "core/model/arena.h"

/* Beyond it one rule would be all of the score. */
enum { WEIGHT_MAX = 1000 };

static const char *const severities[] = {"info", "minor", "major", "critical"};
enum { SEVERITY_COUNT = sizeof severities / sizeof *severities };

void config_rule_release(struct config_rule *rule)
{
    for (size_t i = 0; i < rule->option_count; i++)
        free(rule->options[i].name);
    free(rule->options);
    free(rule->id);
}

int32_t document_severity(struct document *document, json_t *value)
{
    const char *name = document_text(document, value);
    if (!name)
        return RAPPORT_SEVERITY_DEFAULT;
    for (int32_t i = 0; i < SEVERITY_COUNT; i++)
        if (strcmp(severities[i], name) == 0)
            return i;
    document_unknown(document, "severity", name, severities, SEVERITY_COUNT);
    return RAPPORT_SEVERITY_DEFAULT;
}

/* 0, or -1 with a fault. */
static int read_integer(struct document *document, json_t *value, int64_t *ret_value)
{
    if (!json_is_integer(value)) {
        document_fault(document, json_is_real(value) ? "must be a whole number" : "must be a number");
        return -1;
    }
    *ret_value = json_integer_value(value);
    return 0;
}

static void read_weight(struct config_rule *rule, struct document *document, json_t *value)
{
    int64_t weight;
    if (read_integer(document, value, &weight) < 0)
        return;
    if (weight < 0 || weight > WEIGHT_MAX)
        document_fault(document, "must be 0 to %d", WEIGHT_MAX);
    else
        rule->weight = weight;
}

static void read_option(struct config_rule *rule, struct document *document, const char *name, json_t *value)
{
    int64_t number;
    if (read_integer(document, value, &number) == 0)
        rule->options[rule->option_count++] =
            (struct config_option){.name = must_copy(name, strlen(name)), .value = number};
}

static int option_compare(const void *left, const void *right)
{
    const struct config_option *a = left, *b = right;
    return strcmp(a->name, b->name);
}

static void read_settings(struct config_rule *rule, struct document *document, json_t *object)
{
    const char *key;
    json_t *value;
    rule->options = must_calloc(json_object_size(object) + 1, sizeof *rule->options);
    json_object_foreach(object, key, value) {
        size_t mark = document_enter(document, key);
        if (strcmp(key, "severity") == 0)
            rule->severity = document_severity(document, value);
        else if (strcmp(key, "weight") == 0)
            read_weight(rule, document, value);
        else
            read_option(rule, document, key, value);
        document_leave(document, mark);
    }
    qsort(rule->options, rule->option_count, sizeof *rule->options, option_compare);
}

static void read_rule(struct config_rule *rule, struct document *document, json_t *value)
{
    const char *word = json_string_value(value);
    if (json_is_object(value))
        read_settings(rule, document, value);
    else if (word && strcmp(word, "off") == 0)
        rule->off = true;
    else if (!word || strcmp(word, "on") != 0)
        document_fault(document, "must be \"off\", \"on\" or an object, {\"…\": …}");
}

static int rule_compare(const void *left, const void *right)
{
    const struct config_rule *a = left, *b = right;
    return strcmp(a->id, b->id);
}

void config_read_rules(struct config *config, struct document *document, json_t *object)
{
    const char *id;
    json_t *value;
    if (!document_is_object(document, object))
        return;
    config->rules = must_calloc(json_object_size(object) + 1, sizeof *config->rules);
    json_object_foreach(object, id, value) {
        struct config_rule *rule = &config->rules[config->rule_count++];
        *rule = (struct config_rule){
            .id = must_copy(id, strlen(id)), .severity = RAPPORT_SEVERITY_DEFAULT, .weight = 1};
        size_t mark = document_enter(document, id);
        read_rule(rule, document, value);
        document_leave(document, mark);
    }
    qsort(config->rules, config->rule_count, sizeof *config->rules, rule_compare);
}
