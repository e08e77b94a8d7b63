#include "core/host/config.h"

#include <stdlib.h>
#include <string.h>

#include "core/host/config_parts.h"
#include "core/model/arena.h"
#include "core/text/language.h"

void config_init(struct config *config)
{
    *config = (struct config){.languages = (1u << LANGUAGE_COUNT) - 1};
}

void config_release(struct config *config)
{
    for (size_t i = 0; i < config->item_count; i++)
        config_item_release(&config->items[i]);
    for (size_t i = 0; i < config->rule_count; i++)
        config_rule_release(&config->rules[i]);
    for (size_t i = 0; i < config->placeholder_count; i++)
        free(config->placeholders[i]);
    for (size_t i = 0; i < config->agent_count; i++)
        free(config->agents[i]);
    free(config->items);
    free(config->rules);
    free(config->placeholders);
    free(config->agents);
    free(config->timezone);
    config_templates_release(&config->templates);
    free(config->path);
    config_init(config);
}

static void read_language(struct config *config, struct document *document, json_t *value)
{
    const char *code = document_text(document, value);
    if (!code)
        return;
    int language = language_by_code(code, strlen(code));
    if (language == LANGUAGE_NONE)
        document_fault(document, "unknown language \"%s\"; rapport knows he, fa and en", code);
    else if (config->languages >> language & 1)
        document_fault(document, "\"%s\" stands there twice", code);
    else
        config->languages |= 1u << language;
}

static void read_languages(struct config *config, struct document *document, json_t *list)
{
    size_t index;
    json_t *value;
    if (!document_is_list(document, list))
        return;
    config->languages = 0;
    config->languages_set = true;
    json_array_foreach(list, index, value) {
        size_t mark = document_enter_index(document, index);
        read_language(config, document, value);
        document_leave(document, mark);
    }
    if (json_array_size(list) == 0)
        document_fault(document, "must name at least one language");
}

/* A list of names, none of them twice. */
static void read_names(struct document *document, json_t *list, char ***names, size_t *count)
{
    size_t index;
    json_t *value, *seen = json_object();
    if (document_is_list(document, list))
        *names = must_calloc(json_array_size(list) + 1, sizeof **names);
    json_array_foreach(list, index, value) {
        size_t mark = document_enter_index(document, index);
        const char *name = document_text(document, value);
        if (name && json_object_get(seen, name))
            document_fault(document, "\"%s\" stands there twice", name);
        else if (name) {
            json_object_set_new(seen, name, json_true());
            (*names)[(*count)++] = must_copy(name, strlen(name));
        }
        document_leave(document, mark);
    }
    json_decref(seen);
}

static void read_placeholders(struct config *config, struct document *document, json_t *list)
{
    read_names(document, list, &config->placeholders, &config->placeholder_count);
}

static void read_agents(struct config *config, struct document *document, json_t *list)
{
    read_names(document, list, &config->agents, &config->agent_count);
}

typedef void part_reader(struct config *config, struct document *document, json_t *value);

static void read_parts(struct config *config, struct document *document)
{
    static const char *const keys[] = {"languages", "price_list", "hours", "agents", "placeholders", "templates", "rules"};
    static part_reader *const readers[] = {read_languages,    config_read_prices,    config_read_hours, read_agents,
                                           read_placeholders, config_read_templates, config_read_rules};
    enum { KEY_COUNT = sizeof keys / sizeof *keys };
    document_check_keys(document, document->root, keys, KEY_COUNT);
    for (size_t i = 0; i < KEY_COUNT; i++) {
        json_t *value = json_object_get(document->root, keys[i]);
        if (!value)
            continue;
        size_t mark = document_enter(document, keys[i]);
        readers[i](config, document, value);
        document_leave(document, mark);
    }
}

int config_read(struct config *config, const char *path, struct bytes *faults)
{
    struct document document;
    document_open(&document, path, faults);
    config->path = must_copy(path, strlen(path));
    if (document.root)
        read_parts(config, &document);
    int status = document_close(&document);
    if (status < 0)
        config_release(config);
    return status;
}
