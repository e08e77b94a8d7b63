#include "core/score/card.h"

#include <stdlib.h>
#include <string.h>

#include "core/host/document.h"
#include "core/model/arena.h"
#include "rapport/plugin.h"

enum { WEIGHT_MAX = 1000000 };

static char *copy(const char *text)
{
    return must_copy(text, strlen(text));
}

/* How much of the rule the pattern says; -1 if it does not fit. */
static int fits(const char *pattern, const char *rule)
{
    size_t len = strlen(pattern);
    bool star = len > 0 && pattern[len - 1] == '*';
    if (star ? strncmp(pattern, rule, len - 1) == 0 : strcmp(pattern, rule) == 0)
        return star ? (int)len - 1 : (int)len + 1;
    return -1;
}

static bool read_number(struct document *document, json_t *value, double *ret)
{
    double number = json_number_value(value);
    if (json_is_number(value) && number >= 0 && number <= WEIGHT_MAX) {
        *ret = number;
        return true;
    }
    document_fault(document, "must be a number from 0 to %d", WEIGHT_MAX);
    return false;
}

static void read_weights(struct card *card, struct document *document, json_t *object)
{
    const char *pattern;
    json_t *value;
    if (!document_is_object(document, object))
        return;
    card->weights = must_calloc(json_object_size(object) + 1, sizeof *card->weights);
    json_object_foreach(object, pattern, value) {
        size_t mark = document_enter(document, pattern);
        double weight;
        if (read_number(document, value, &weight))
            card->weights[card->weight_count++] = (struct card_weight){copy(pattern), weight};
        document_leave(document, mark);
    }
}

static void read_patterns(struct card_section *section, struct document *document, json_t *list)
{
    size_t index;
    json_t *value;
    if (!document_is_list(document, list))
        return;
    section->patterns = must_calloc(json_array_size(list) + 1, sizeof *section->patterns);
    json_array_foreach(list, index, value) {
        size_t mark = document_enter_index(document, index);
        const char *pattern = document_text(document, value);
        if (pattern)
            section->patterns[section->pattern_count++] = copy(pattern);
        document_leave(document, mark);
    }
}

static void read_section(struct card *card, struct document *document, json_t *object)
{
    static const char *const keys[] = {"name", "rules", "ceiling"};
    if (!document_is_object(document, object))
        return;
    document_check_keys(document, object, keys, 3);
    struct card_section *section = &card->sections[card->section_count++];
    const char *name = document_text_at(document, object, "name");
    section->name = copy(name ? name : "");
    section->ceiling = -1;
    size_t mark = document_enter(document, "rules");
    read_patterns(section, document, json_object_get(object, "rules"));
    document_leave(document, mark);
    mark = document_enter(document, "ceiling");
    if (json_object_get(object, "ceiling"))
        read_number(document, json_object_get(object, "ceiling"), &section->ceiling);
    document_leave(document, mark);
}

static void read_sections(struct card *card, struct document *document, json_t *list)
{
    size_t index;
    json_t *value;
    if (!document_is_list(document, list))
        return;
    card->sections = must_calloc(json_array_size(list) + 1, sizeof *card->sections);
    json_array_foreach(list, index, value) {
        size_t mark = document_enter_index(document, index);
        read_section(card, document, value);
        document_leave(document, mark);
    }
}

static void read_criticals(struct card *card, struct document *document, json_t *object)
{
    const char *pattern;
    json_t *value;
    if (!document_is_object(document, object))
        return;
    card->criticals = must_calloc(json_object_size(object) + 1, sizeof *card->criticals);
    json_object_foreach(object, pattern, value) {
        size_t mark = document_enter(document, pattern);
        const char *reach = document_text(document, value);
        if (reach && strcmp(reach, "section") != 0 && strcmp(reach, "all") != 0)
            document_fault(document, "must be \"section\" or \"all\", not \"%s\"", reach);
        else if (reach)
            card->criticals[card->critical_count++] = (struct card_critical){copy(pattern), strcmp(reach, "all") == 0};
        document_leave(document, mark);
    }
}

static void read_version(struct card *card, struct document *document, json_t *value)
{
    if (!json_is_integer(value) || json_integer_value(value) < 1)
        document_fault(document, "must be a whole number from 1 on");
    card->version = json_integer_value(value);
}

static void read_name(struct card *card, struct document *document, json_t *value)
{
    const char *name = document_text(document, value);
    card->name = name ? copy(name) : NULL;
}

typedef void part_reader(struct card *card, struct document *document, json_t *value);

int card_read(struct card *card, const char *path, struct bytes *faults)
{
    static const char *const keys[] = {"name", "version", "weights", "sections", "critical"};
    static part_reader *const readers[] = {read_name, read_version, read_weights, read_sections, read_criticals};
    struct document document;
    document_open(&document, path, faults);
    if (document.root)
        document_check_keys(&document, document.root, keys, 5);
    for (size_t i = 0; i < 5 && document.root; i++) {
        json_t *value = json_object_get(document.root, keys[i]);
        size_t mark = document_enter(&document, keys[i]);
        if (value)
            readers[i](card, &document, value);
        document_leave(&document, mark);
    }
    int status = document_close(&document);
    if (status != 0)
        card_release(card);
    return status;
}

void card_release(struct card *card)
{
    for (size_t i = 0; i < card->weight_count; i++)
        free(card->weights[i].pattern);
    for (size_t i = 0; i < card->critical_count; i++)
        free(card->criticals[i].pattern);
    for (size_t i = 0; i < card->section_count; i++) {
        for (size_t j = 0; j < card->sections[i].pattern_count; j++)
            free(card->sections[i].patterns[j]);
        free(card->sections[i].patterns);
        free(card->sections[i].name);
    }
    free(card->weights);
    free(card->criticals);
    free(card->sections);
    free(card->name);
    *card = (struct card){0};
}

double card_weight_of(const struct card *card, const char *rule, int32_t severity)
{
    static const double by_severity[] = {[RAPPORT_INFO] = 1, [RAPPORT_MINOR_SEVERITY] = 2, [RAPPORT_MAJOR_SEVERITY] = 4, [RAPPORT_CRITICAL] = 8};
    double weight = severity >= RAPPORT_INFO && severity <= RAPPORT_CRITICAL ? by_severity[severity] : 1;
    int best = -1;
    for (size_t i = 0; i < card->weight_count; i++) {
        int fit = fits(card->weights[i].pattern, rule);
        if (fit > best) {
            best = fit;
            weight = card->weights[i].weight;
        }
    }
    return weight;
}

size_t card_section_of(const struct card *card, const char *rule)
{
    size_t section = card->section_count;
    int best = -1;
    for (size_t i = 0; i < card->section_count; i++)
        for (size_t j = 0; j < card->sections[i].pattern_count; j++) {
            int fit = fits(card->sections[i].patterns[j], rule);
            if (fit > best) {
                best = fit;
                section = i;
            }
        }
    return section;
}

int card_critical_of(const struct card *card, const char *rule)
{
    int reach = 0, best = -1;
    for (size_t i = 0; i < card->critical_count; i++) {
        int fit = fits(card->criticals[i].pattern, rule);
        if (fit > best) {
            best = fit;
            reach = card->criticals[i].whole ? 2 : 1;
        }
    }
    return reach;
}
