/*
 * {"text":["content"],"language":["lang"],"kind":["category"],"id":["short_code"],
 *  "files":[{"match":"macros-he.json","language":"he","kind":"closing"}]}
 */
#include <stdlib.h>
#include <string.h>

#include "core/host/config_parts.h"
#include "core/model/arena.h"
#include "core/text/language.h"

static const char *const keys[] = {"text", "language", "kind", "id", "files"};

static char **read_names(struct document *document, json_t *list)
{
    size_t index, count = 0;
    json_t *value;
    if (!document_is_list(document, list))
        return NULL;
    char **names = must_calloc(json_array_size(list) + 1, sizeof *names);
    json_array_foreach(list, index, value) {
        size_t mark = document_enter_index(document, index);
        const char *name = document_text(document, value);
        if (name)
            names[count++] = must_copy(name, strlen(name));
        document_leave(document, mark);
    }
    return names;
}

static char *copy_at(struct document *document, json_t *object, const char *key)
{
    const char *text = json_object_get(object, key) ? document_text_at(document, object, key) : NULL;
    return text ? must_copy(text, strlen(text)) : NULL;
}

static void read_file(struct config_templates *templates, struct document *document, json_t *value)
{
    static const char *const known[] = {"match", "language", "kind"};
    if (!document_is_object(document, value))
        return;
    document_check_keys(document, value, known, 3);
    const char *match = document_text_at(document, value, "match");
    struct config_file *file = &templates->files[templates->file_count++];
    *file = (struct config_file){.match = match ? must_copy(match, strlen(match)) : NULL,
                                 .language = copy_at(document, value, "language"), .kind = copy_at(document, value, "kind")};
    if (file->language && language_by_code(file->language, strlen(file->language)) == LANGUAGE_NONE)
        document_fault(document, "unknown language \"%s\"; rapport knows he, fa and en", file->language);
}

static void read_files(struct config_templates *templates, struct document *document, json_t *list)
{
    size_t index;
    json_t *value;
    if (!document_is_list(document, list))
        return;
    templates->files = must_calloc(json_array_size(list) + 1, sizeof *templates->files);
    json_array_foreach(list, index, value) {
        size_t mark = document_enter_index(document, index);
        read_file(templates, document, value);
        document_leave(document, mark);
    }
}

void config_read_templates(struct config *config, struct document *document, json_t *object)
{
    struct config_templates *templates = &config->templates;
    char ***const lists[] = {&templates->text, &templates->language, &templates->kind, &templates->id};
    if (!document_is_object(document, object))
        return;
    document_check_keys(document, object, keys, sizeof keys / sizeof *keys);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        size_t mark = document_enter(document, keys[i]);
        if (json_object_get(object, keys[i]))
            *lists[i] = read_names(document, json_object_get(object, keys[i]));
        document_leave(document, mark);
    }
    size_t mark = document_enter(document, "files");
    if (json_object_get(object, "files"))
        read_files(templates, document, json_object_get(object, "files"));
    document_leave(document, mark);
}

static void release_names(char **names)
{
    for (size_t i = 0; names && names[i]; i++)
        free(names[i]);
    free(names);
}

void config_templates_release(struct config_templates *templates)
{
    release_names(templates->text);
    release_names(templates->language);
    release_names(templates->kind);
    release_names(templates->id);
    for (size_t i = 0; i < templates->file_count; i++) {
        free(templates->files[i].match);
        free(templates->files[i].language);
        free(templates->files[i].kind);
    }
    free(templates->files);
}
