#include "core/host/document.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/arena.h"
#include "core/model/nearest.h"
#include "core/text/visible.h"

/* No file of this kind comes near it; something else was meant. */
enum { FILE_BYTES_MAX = 64 << 20 };

/* 0, or an error number. */
static int read_all(const char *path, struct bytes *out)
{
    FILE *file = fopen(path, "rbe");
    if (!file)
        return errno;
    size_t len;
    do {
        len = fread(bytes_reserve(out, 1 << 16), 1, 1 << 16, file);
        out->len += len;
    } while (len > 0 && out->len <= FILE_BYTES_MAX);
    int error = ferror(file) ? errno : out->len > FILE_BYTES_MAX ? EFBIG : 0;
    fclose(file);
    return error;
}

static json_t *parse(struct document *document, const struct bytes *text)
{
    static const char mark[] = "\xEF\xBB\xBF"; /* editors on Windows put it in front */
    size_t skip = text->len >= 3 && memcmp(text->ptr, mark, 3) == 0 ? 3 : 0;
    json_error_t error;
    json_t *root = json_loadb(text->ptr + skip, text->len - skip, JSON_REJECT_DUPLICATES, &error);
    if (!root) {
        visible_add_z(document->faults, document->file);
        bytes_addf(document->faults, ":%d:%d: ", error.line, error.column);
        visible_add_z(document->faults, error.text);
        bytes_add_char(document->faults, '\n');
    } else if (!json_is_object(root)) {
        document_fault(document, "must be an object, {\"…\": …}");
        json_decref(root);
        root = NULL;
    }
    return root;
}

void document_open(struct document *document, const char *file, struct bytes *faults)
{
    *document = (struct document){.file = file, .faults = faults, .faults_before = faults->len};
    struct bytes text = {0};
    int error = read_all(file, &text);
    if (error)
        document_fault(document, "cannot be read: %s", strerror(error));
    else
        document->root = parse(document, &text);
    bytes_release(&text);
}

int document_close(struct document *document)
{
    json_decref(document->root);
    bytes_release(&document->path);
    document->root = NULL;
    return document->faults->len == document->faults_before ? 0 : -1;
}

size_t document_enter(struct document *document, const char *key)
{
    size_t mark = document->path.len;
    if (mark > 0)
        bytes_add_char(&document->path, '.');
    bytes_add_text(&document->path, key);
    return mark;
}

size_t document_enter_index(struct document *document, size_t index)
{
    size_t mark = document->path.len;
    bytes_addf(&document->path, "[%zu]", index);
    return mark;
}

void document_leave(struct document *document, size_t mark)
{
    document->path.len = mark;
}

__attribute__((format(printf, 2, 0)))
static void add_reason(struct bytes *faults, const char *format, va_list args)
{
    char *reason;
    if (vasprintf(&reason, format, args) < 0)
        return;
    visible_add_z(faults, reason);
    free(reason);
}

void document_fault(struct document *document, const char *reason, ...)
{
    visible_add_z(document->faults, document->file);
    bytes_add(document->faults, ": ", 2);
    if (document->path.len > 0) {
        visible_add(document->faults, document->path.ptr, document->path.len);
        bytes_add(document->faults, ": ", 2);
    }
    va_list args;
    va_start(args, reason);
    add_reason(document->faults, reason, args);
    va_end(args);
    bytes_add_char(document->faults, '\n');
}

void document_unknown(struct document *document, const char *what, const char *word, const char *const *known,
                      size_t count)
{
    document_fault(document, "unknown %s \"%s\"; did you mean \"%s\"?", what, word, nearest_name(word, known, count));
}

void document_check_keys(struct document *document, json_t *object, const char *const *known, size_t count)
{
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value) {
        bool found = false;
        for (size_t i = 0; i < count; i++)
            found |= strcmp(known[i], key) == 0;
        if (!found)
            document_unknown(document, "key", key, known, count);
    }
}

static bool must_be(struct document *document, const json_t *value, bool good, const char *what)
{
    if (!good)
        document_fault(document, value ? "must be %s" : "missing; must be %s", what);
    return good;
}

bool document_is_object(struct document *document, json_t *value)
{
    return must_be(document, value, json_is_object(value), "an object, {\"…\": …}");
}

bool document_is_list(struct document *document, json_t *value)
{
    return must_be(document, value, json_is_array(value), "a list, […]");
}

const char *document_text(struct document *document, json_t *value)
{
    if (!must_be(document, value, json_is_string(value), "a text, \"…\""))
        return NULL;
    const char *text = json_string_value(value);
    if (text[strspn(text, " \t\r\n")] == '\0') {
        document_fault(document, "is empty");
        return NULL;
    }
    return text;
}

const char *document_text_at(struct document *document, json_t *object, const char *key)
{
    size_t mark = document_enter(document, key);
    const char *text = document_text(document, json_object_get(object, key));
    document_leave(document, mark);
    return text;
}
