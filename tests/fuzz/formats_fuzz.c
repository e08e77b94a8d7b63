/* Any bytes, given to the format that they seem to be of and to one that the first byte chooses. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/input/batch.h"
#include "core/input/export.h"
#include "core/input/transcript.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fault_take(void *ctx, const char *where, const char *reason)
{
    (void)where;
    *(const char **)ctx = reason;
}

/* A line that a reader of exports made is one of ours. */
static void lines_check(const char *data, size_t len)
{
    struct transcript_reader *reader = transcript_reader_new();
    struct arena arena = {0};
    char *copy = must_calloc(len + BATCH_PADDING, 1);
    memcpy(copy, data, len);
    for (size_t at = 0, line; at < len; at += line + 1) {
        const char *reason = NULL;
        line = (size_t)((char *)memchr(copy + at, '\n', len - at) - (copy + at));
        if (line > 0 && (!transcript_read(reader, copy + at, line, &arena, fault_take, &reason) || reason)) {
            fprintf(stderr, "%s: %.*s\n", reason, (int)line, copy + at);
            abort();
        }
    }
    free(copy);
    arena_release(&arena);
    transcript_reader_free(reader);
}

static void read_as(const struct format *format, const uint8_t *data, size_t size)
{
    struct export export = {.forced = format};
    struct problems problems;
    const char *place, *left;
    size_t len;
    problems_init(&problems);
    export_member_begin(&export, "x", false);
    export_take(&export, (const char *)data, size, &problems, &left, &len);
    export_member_end(&export, false, &problems, &left, &len);
    export_file_end(&export, "x", &problems);
    while (export_run(&export, &place, &left, &len))
        lines_check(left, len);
    export_release(&export);
    problems_release(&problems);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t count = 0;
    if (size == 0)
        return 0;
    while (format_all()[count])
        count++;
    read_as(NULL, data, size);
    read_as(format_all()[data[0] % count], data + 1, size - 1);
    return 0;
}
