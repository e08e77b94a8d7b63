#include "core/host/rule_pack.h"

#include <stdlib.h>
#include <string.h>

#include "core/host/config_parts.h"
#include "core/host/document.h"

struct reader {
    struct rule_pack *pack;
    const struct ruleset *ruleset;
    struct document document;
};

static const char *const withins[RAPPORT_WITHIN_COUNT] = {
    [RAPPORT_FIRST_MESSAGES] = "first_messages", [RAPPORT_FIRST_WORDS] = "first_words",
    [RAPPORT_FIRST_SECONDS] = "first_seconds",   [RAPPORT_LAST_MESSAGES] = "last_messages",
    [RAPPORT_LAST_WORDS] = "last_words",         [RAPPORT_LAST_SECONDS] = "last_seconds",
};
static const char *const within_helps[RAPPORT_WITHIN_COUNT] = {
    [RAPPORT_FIRST_MESSAGES] = "looked for in so many first messages of the role",
    [RAPPORT_FIRST_WORDS] = "looked for in so many first words of the role",
    [RAPPORT_FIRST_SECONDS] = "looked for in so many first seconds of the conversation",
    [RAPPORT_LAST_MESSAGES] = "looked for in so many last messages of the role",
    [RAPPORT_LAST_WORDS] = "looked for in so many last words of the role",
    [RAPPORT_LAST_SECONDS] = "looked for in so many last seconds of the conversation",
};
enum { WITHIN_MAX = 1000000 };

static void *room(void *list, size_t count, size_t *cap, size_t size)
{
    if (count < *cap)
        return list;
    *cap = *cap ? *cap * 2 : 32;
    return must_realloc(list, *cap * size);
}

/* The place of a cue in the descriptor's list, where each stands once. */
static uint32_t listed_cue(struct rule_pack *pack, const char *name)
{
    for (size_t i = 0; i < pack->cue_count; i++)
        if (strcmp(pack->cues[i], name) == 0)
            return (uint32_t)i;
    pack->cues = room(pack->cues, pack->cue_count, &pack->cue_cap, sizeof *pack->cues);
    pack->cues[pack->cue_count] = name;
    return (uint32_t)pack->cue_count++;
}

/* The cue at which the document stands, or RAPPORT_NONE after a fault. */
static uint32_t read_cue(struct reader *reader, json_t *value)
{
    const char *name = document_text(&reader->document, value);
    if (!name)
        return RAPPORT_NONE;
    uint32_t cue = ruleset_cue(reader->ruleset, name, strlen(name));
    if (cue != UINT32_MAX)
        return listed_cue(reader->pack, reader->ruleset->cues[cue].name);
    const char **names = must_alloc((reader->ruleset->cue_count + 1) * sizeof *names);
    for (size_t i = 0; i < reader->ruleset->cue_count; i++)
        names[i] = reader->ruleset->cues[i].name;
    document_unknown(&reader->document, "cue", name, names, reader->ruleset->cue_count);
    free(names);
    return RAPPORT_NONE;
}

static void add_use(struct rule_pack *pack, uint32_t cue, int32_t use)
{
    for (size_t i = pack->rule_cue_count; i > 0 && pack->rule_cues[i - 1].rule == pack->count; i--)
        if (pack->rule_cues[i - 1].cue == cue && pack->rule_cues[i - 1].use == use)
            return;
    pack->rule_cues = room(pack->rule_cues, pack->rule_cue_count, &pack->rule_cue_cap, sizeof *pack->rule_cues);
    pack->rule_cues[pack->rule_cue_count++] =
        (struct rapport_rule_cue){.rule = (uint32_t)pack->count, .cue = cue, .use = use};
}

/* "cue" or ["cue", "cue"]. */
static void read_cues(struct reader *reader, json_t *value, int32_t use, struct rapport_said *said)
{
    size_t count = json_is_array(value) ? json_array_size(value) : 1;
    if (count == 0 || count > RULE_PACK_LIST_MAX) {
        document_fault(&reader->document, "must name 1 to %d cues", RULE_PACK_LIST_MAX);
        return;
    }
    uint32_t *cues = arena_alloc(&reader->pack->arena, count * sizeof *cues);
    for (size_t i = 0; i < count; i++) {
        size_t mark = reader->document.path.len;
        if (json_is_array(value))
            document_enter_index(&reader->document, i);
        cues[i] = read_cue(reader, json_is_array(value) ? json_array_get(value, i) : value);
        document_leave(&reader->document, mark);
        if (cues[i] != RAPPORT_NONE)
            add_use(reader->pack, cues[i], use);
    }
    said->cues = cues;
    said->cue_count = (uint32_t)count;
}

/* The index of the word, or -1 after a fault. */
static int32_t read_word(struct document *document, json_t *value, const char *what, const char *const *words, size_t count)
{
    const char *word = document_text(document, value);
    if (!word)
        return -1;
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i], word) == 0)
            return (int32_t)i;
    document_unknown(document, what, word, words, count);
    return -1;
}

/* `fallback` where the key is missing. */
static int32_t read_word_at(struct document *document, json_t *object, const char *key, const char *const *words,
                            size_t count, int32_t fallback)
{
    json_t *value = json_object_get(object, key);
    if (!value)
        return fallback;
    size_t mark = document_enter(document, key);
    int32_t index = read_word(document, value, key, words, count);
    document_leave(document, mark);
    return index;
}

static bool read_flag_at(struct document *document, json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);
    if (!value || json_is_boolean(value))
        return json_is_true(value);
    size_t mark = document_enter(document, key);
    document_fault(document, "must be true or false");
    document_leave(document, mark);
    return false;
}

static int64_t read_number_at(struct document *document, json_t *object, const char *key, int64_t max, int64_t fallback)
{
    json_t *value = json_object_get(object, key);
    if (!value)
        return fallback;
    if (json_is_integer(value) && json_integer_value(value) >= 1 && json_integer_value(value) <= max)
        return json_integer_value(value);
    size_t mark = document_enter(document, key);
    document_fault(document, "must be a whole number, 1 to %lld", (long long)max);
    document_leave(document, mark);
    return fallback;
}

static void ask_own_words(struct rule_pack *pack)
{
    if (pack->list.quote != RAPPORT_NONE)
        return;
    pack->list.reported = listed_cue(pack, "reported");
    pack->list.quote = listed_cue(pack, "mark/quote");
}

/* What rules and exceptions have in common. `key` names the cues. */
static void read_said(struct reader *reader, json_t *object, const char *key, int32_t use, struct rapport_said *said)
{
    static const char *const roles[] = {"customer", "agent", "bot"};
    size_t mark = document_enter(&reader->document, key);
    read_cues(reader, json_object_get(object, key), use, said);
    document_leave(&reader->document, mark);
    said->by = read_word_at(&reader->document, object, "by", roles, 3, RAPPORT_AGENT);
    said->own_words = read_flag_at(&reader->document, object, "own_words");
    if (said->own_words)
        ask_own_words(reader->pack);
}

static void read_exception(struct reader *reader, json_t *object, struct rapport_said *said)
{
    static const char *const known[] = {"said", "by", "own_words", "in"};
    static const char *const places[] = {"sentence", "message", "turn", "next-turn", "before", "after", "conversation"};
    if (!document_is_object(&reader->document, object))
        return;
    document_check_keys(&reader->document, object, known, sizeof known / sizeof *known);
    read_said(reader, object, "said", RAPPORT_USE_EXCUSE, said);
    said->where = 1 + read_word_at(&reader->document, object, "in", places, sizeof places / sizeof *places,
                                   RAPPORT_IN_TURN - 1);
}

static void read_exceptions(struct reader *reader, json_t *list, struct rapport_said_rule *rule)
{
    if (!list)
        return;
    size_t mark = document_enter(&reader->document, "unless"), index;
    json_t *object;
    if (document_is_list(&reader->document, list) && json_array_size(list) > RULE_PACK_LIST_MAX)
        document_fault(&reader->document, "more than %d", RULE_PACK_LIST_MAX);
    else {
        struct rapport_said *unless =
            arena_alloc(&reader->pack->arena, (json_array_size(list) + 1) * sizeof *unless);
        json_array_foreach(list, index, object) {
            size_t inner = document_enter_index(&reader->document, index);
            memset(&unless[index], 0, sizeof *unless);
            read_exception(reader, object, &unless[index]);
            document_leave(&reader->document, inner);
        }
        rule->unless = unless;
        rule->unless_count = (uint32_t)json_array_size(list);
    }
    document_leave(&reader->document, mark);
}

static void read_withins(struct reader *reader, json_t *object, const char *id, struct rapport_said_rule *rule)
{
    struct rule_pack *pack = reader->pack;
    for (int i = 0; i < RAPPORT_WITHIN_COUNT; i++) {
        int64_t value = read_number_at(&reader->document, object, withins[i], WITHIN_MAX, 0);
        rule->within[i] = RAPPORT_NONE;
        if (value == 0)
            continue;
        pack->options = room(pack->options, pack->option_count, &pack->option_cap, sizeof *pack->options);
        rule->within[i] = (uint32_t)pack->option_count;
        pack->options[pack->option_count++] = (struct rapport_option){
            .rule = id, .name = withins[i], .fallback = value, .min = 1, .max = WITHIN_MAX, .help = within_helps[i]};
    }
}

static const char *read_id(struct reader *reader, json_t *object)
{
    struct document *document = &reader->document;
    const char *id = document_text_at(document, object, "id");
    size_t mark = document_enter(document, "id");
    if (id && !rule_id_valid(id))
        document_fault(document, "\"%s\" is not \"family/name\" in [a-z0-9-]", id);
    for (size_t i = 0; id && i < reader->pack->count; i++)
        if (strcmp(reader->pack->rules[i].id, id) == 0)
            document_fault(document, "%s stands there twice", id);
    document_leave(document, mark);
    return arena_copy(&reader->pack->arena, id ? id : "", id ? strlen(id) : 0);
}

/* A rule that needs no language must not lean on words. */
static void check_any_language(struct reader *reader, const struct rapport_said_rule *rule)
{
    for (uint32_t i = 0; i < rule->said.cue_count; i++)
        if (rule->said.cues[i] != RAPPORT_NONE && strncmp(reader->pack->cues[rule->said.cues[i]], "mark/", 5) != 0)
            document_fault(&reader->document, "any_language, but the cue %s is in words",
                           reader->pack->cues[rule->said.cues[i]]);
}

static int32_t read_severity_at(struct document *document, json_t *object)
{
    size_t mark = document_enter(document, "severity");
    int32_t severity = document_severity(document, json_object_get(object, "severity"));
    document_leave(document, mark);
    return severity;
}

static void read_rule(struct reader *reader, json_t *object)
{
    static const char *const known[] = {
        "id", "severity", "said", "must_say", "by", "own_words", "unless", "confidence", "any_language",
        "first_messages", "first_words", "first_seconds", "last_messages", "last_words", "last_seconds", "note"};
    struct rule_pack *pack = reader->pack;
    if (!document_is_object(&reader->document, object))
        return;
    document_check_keys(&reader->document, object, known, sizeof known / sizeof *known);
    struct rapport_said_rule *rule = &pack->said[pack->count];
    const char *id = read_id(reader, object);
    bool any = read_flag_at(&reader->document, object, "any_language");
    rule->must = json_object_get(object, "must_say") != NULL;
    if (rule->must == (json_object_get(object, "said") != NULL))
        document_fault(&reader->document, "needs one of \"said\" and \"must_say\"");
    else
        read_said(reader, object, rule->must ? "must_say" : "said",
                  rule->must ? RAPPORT_USE_EXCUSE : RAPPORT_USE_FAULT, &rule->said);
    rule->said.where = RAPPORT_IN_CONVERSATION;
    read_exceptions(reader, json_object_get(object, "unless"), rule);
    read_withins(reader, object, id, rule);
    rule->confidence = (uint32_t)read_number_at(&reader->document, object, "confidence", 100, 100);
    if (any)
        check_any_language(reader, rule);
    pack->rules[pack->count++] = (struct rapport_rule){
        .id = id, .severity = read_severity_at(&reader->document, object), .flags = any ? RAPPORT_RULE_ANY_LANGUAGE : 0};
}

static void read_rules(struct reader *reader, json_t *list)
{
    size_t mark = document_enter(&reader->document, "rules"), index, count = json_array_size(list);
    json_t *object;
    if (document_is_list(&reader->document, list) && count > RULE_PACK_RULES_MAX)
        document_fault(&reader->document, "more than %d", RULE_PACK_RULES_MAX);
    else {
        reader->pack->rules = must_calloc(count + 1, sizeof *reader->pack->rules);
        reader->pack->said = must_calloc(count + 1, sizeof *reader->pack->said);
        json_array_foreach(list, index, object) {
            size_t inner = document_enter_index(&reader->document, index);
            read_rule(reader, object);
            document_leave(&reader->document, inner);
        }
    }
    document_leave(&reader->document, mark);
}

int rule_pack_read(struct rule_pack *pack, const char *directory, const struct ruleset *ruleset, struct bytes *faults)
{
    static const char *const known[] = {"rules"};
    struct reader reader = {.pack = pack, .ruleset = ruleset};
    struct bytes path = {0};
    memset(pack, 0, sizeof *pack);
    bytes_addf(&path, "%s/rules.json", directory);
    pack->file = arena_copy(&pack->arena, path.ptr, path.len);
    bytes_release(&path);
    pack->list = (struct rapport_said_rules){.size = sizeof pack->list, .reported = RAPPORT_NONE, .quote = RAPPORT_NONE};
    document_open(&reader.document, pack->file, faults);
    if (reader.document.root) {
        document_check_keys(&reader.document, reader.document.root, known, 1);
        read_rules(&reader, json_object_get(reader.document.root, "rules"));
    }
    pack->list.count = (uint32_t)pack->count;
    pack->list.rules = pack->said;
    return document_close(&reader.document);
}

/* A rule of data with the id of a plugin's. */
static void check_clashes(const struct rule_pack *pack, const struct loaded_plugin *plugin, struct bytes *faults)
{
    for (uint32_t i = 0; i < plugin->table.rule_count; i++)
        for (size_t j = 0; j < pack->count; j++)
            if (strcmp(plugin->table.rules[i].id, pack->rules[j].id) == 0)
                bytes_addf(faults, "%s: rules[%zu].id: %s is already a rule of the plugin %s\n", pack->file, j,
                           pack->rules[j].id, plugin->table.id);
}

static void give(struct rule_pack *pack, struct rapport_plugin *table)
{
    table->rules = pack->rules;
    table->rule_count = (uint32_t)pack->count;
    table->options = pack->options;
    table->option_count = (uint32_t)pack->option_count;
    table->cues = pack->cues;
    table->cue_count = (uint32_t)pack->cue_count;
    table->rule_cues = pack->rule_cues;
    table->rule_cue_count = (uint32_t)pack->rule_cue_count;
}

int rule_pack_give(struct rule_pack *pack, struct loaded_plugins *plugins, struct bytes *faults)
{
    size_t before = faults->len;
    struct loaded_plugin *taker = NULL;
    for (size_t i = 0; i < plugins->count; i++) {
        struct loaded_plugin *plugin = &plugins->list[i];
        check_clashes(pack, plugin, faults);
        if (plugin->table.takes_rules && taker)
            bytes_addf(faults, "%s: the plugin %s takes the rules of %s already\n", plugin->path, taker->table.id, pack->file);
        else if (plugin->table.takes_rules)
            taker = plugin;
    }
    if (!taker && pack->count > 0 && plugins->count > 0)
        bytes_addf(faults, "%s: no loaded plugin takes its rules, so they would not be checked\n", pack->file);
    if (faults->len != before)
        return -1;
    if (taker) {
        give(pack, &taker->table);
        plugins->said = &pack->list;
    }
    return 0;
}

void rule_pack_release(struct rule_pack *pack)
{
    free(pack->rules);
    free(pack->said);
    free(pack->options);
    free(pack->cues);
    free(pack->rule_cues);
    arena_release(&pack->arena);
    memset(pack, 0, sizeof *pack);
}
