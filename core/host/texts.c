#include "core/host/texts.h"

#include <stdlib.h>
#include <string.h>

#include "core/host/document.h"
#include "core/model/arena.h"
#include "core/text/language.h"

static const char *const keys[] = {"title", "looks_for", "why", "suggestion"};
enum { KEY_COUNT = sizeof keys / sizeof *keys };

static char *copy_at(struct document *document, json_t *object, const char *key)
{
    const char *text = document_text_at(document, object, key);
    return text ? must_copy(text, strlen(text)) : NULL;
}

static void read_rule(struct texts *texts, struct document *document, const char *rule, json_t *object)
{
    if (!document_is_object(document, object))
        return;
    document_check_keys(document, object, keys, KEY_COUNT);
    struct rule_texts *entry = &texts->list[texts->count++];
    entry->rule = must_copy(rule, strlen(rule));
    entry->title = copy_at(document, object, "title");
    entry->looks_for = copy_at(document, object, "looks_for");
    entry->why = copy_at(document, object, "why");
    entry->suggestion = copy_at(document, object, "suggestion");
}

static int read_file(struct texts *texts, const char *path, struct bytes *faults)
{
    struct document document;
    const char *rule;
    json_t *object;
    document_open(&document, path, faults);
    texts->list = must_calloc(json_object_size(document.root) + 1, sizeof *texts->list);
    json_object_foreach(document.root, rule, object) {
        size_t mark = document_enter(&document, rule);
        read_rule(texts, &document, rule, object);
        document_leave(&document, mark);
    }
    return document_close(&document);
}

int texts_read(struct texts *texts, const char *directory, int language, struct bytes *faults)
{
    struct bytes path = {0};
    *texts = (struct texts){0};
    bytes_addf(&path, "%s/%s/texts.json", directory, language_code(language));
    int status = read_file(texts, bytes_text(&path), faults);
    bytes_release(&path);
    if (status < 0)
        texts_release(texts);
    return status;
}

void texts_release(struct texts *texts)
{
    for (size_t i = 0; i < texts->count; i++) {
        free(texts->list[i].rule);
        free(texts->list[i].title);
        free(texts->list[i].looks_for);
        free(texts->list[i].why);
        free(texts->list[i].suggestion);
    }
    free(texts->list);
    *texts = (struct texts){0};
}

const struct rule_texts *texts_of(const struct texts *texts, const char *rule)
{
    static char empty[1];
    static const struct rule_texts none = {empty, empty, empty, empty, empty};
    for (size_t i = 0; i < texts->count; i++)
        if (strcmp(texts->list[i].rule, rule) == 0)
            return &texts->list[i];
    return &none;
}
