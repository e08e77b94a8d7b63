#include "core/lint/baseline.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int baseline_read(struct baseline *baseline, const char *path, struct bytes *fault)
{
    json_error_t error;
    json_t *root = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
    json_t *findings = json_object_get(root, "findings");
    baseline->seen = json_object();
    if (!root)
        bytes_addf(fault, "%s:%d:%d: %s", path, error.line, error.column, error.text);
    else if (!json_is_object(findings) || json_integer_value(json_object_get(root, "version")) != 1)
        bytes_addf(fault, "%s: is no baseline of version 1", path);
    else
        baseline->known = json_incref(findings);
    json_decref(root);
    return baseline->known ? 0 : -1;
}

void baseline_release(struct baseline *baseline)
{
    json_decref(baseline->known);
    json_decref(baseline->seen);
    *baseline = (struct baseline){NULL, NULL};
}

bool baseline_knows(struct baseline *baseline, const char *id)
{
    if (!baseline->known || !json_object_get(baseline->known, id))
        return false;
    json_object_set_new(baseline->seen, id, json_true());
    return true;
}

static int compare_ids(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

void baseline_stale(const struct baseline *baseline, void (*tell)(void *ctx, const char *id, json_t *entry), void *ctx)
{
    size_t count = 0, cap = json_object_size(baseline->known);
    const char **ids = malloc((cap + 1) * sizeof *ids);
    const char *id;
    json_t *entry;
    if (!ids)
        return;
    json_object_foreach(baseline->known, id, entry)
        if (!json_object_get(baseline->seen, id))
            ids[count++] = id;
    qsort(ids, count, sizeof *ids, compare_ids);
    for (size_t i = 0; i < count; i++)
        tell(ctx, ids[i], json_object_get(baseline->known, ids[i]));
    free(ids);
}

static json_t *entries_of(json_t *findings)
{
    static const char *const keys[] = {"rule", "file", "key", "text"};
    json_t *entries = json_object(), *finding;
    size_t index;
    json_array_foreach(findings, index, finding) {
        json_t *entry = json_object();
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
            if (json_object_get(finding, keys[i]))
                json_object_set(entry, keys[i], json_object_get(finding, keys[i]));
        json_object_set_new(entries, json_string_value(json_object_get(finding, "id")), entry);
    }
    return entries;
}

int baseline_write(const char *path, json_t *findings, struct bytes *fault)
{
    struct bytes part = {0};
    json_t *root = json_pack("{si so}", "version", 1, "findings", entries_of(findings));
    bytes_addf(&part, "%s.%ld.part", path, (long)getpid());
    int status = json_dump_file(root, bytes_text(&part), JSON_INDENT(1) | JSON_SORT_KEYS);
    if (status == 0)
        status = rename(bytes_text(&part), path);
    if (status != 0) {
        bytes_addf(fault, "%s: %s", path, strerror(errno));
        unlink(bytes_text(&part));
    }
    bytes_release(&part);
    json_decref(root);
    return status;
}
