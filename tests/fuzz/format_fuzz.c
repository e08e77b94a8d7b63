/* An export in the format that the first byte chooses; whatever comes out of it must be a transcript of ours. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/input/batch.h"
#include "core/input/format.h"
#include "core/input/transcript.h"
#include "core/model/arena.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fault_note(void *ctx, const char *where, const char *reason)
{
    (void)ctx;
    fprintf(stderr, "%s %s\n", where, reason);
    abort();
}

static void lines_check(struct talks *talks)
{
    static struct transcript_reader *reader;
    struct arena arena = {0};
    uint64_t count = 0;
    if (!reader)
        reader = transcript_reader_new();
    bytes_reserve(&talks->lines, BATCH_PADDING);
    for (size_t at = 0; at < talks->lines.len; count++) {
        const char *line = talks->lines.ptr + at, *end = memchr(line, '\n', talks->lines.len - at);
        if (!end || !transcript_read(reader, line, (size_t)(end - line), &arena, fault_note, NULL))
            abort();
        arena_clear(&arena);
        at += (size_t)(end - line) + 1;
    }
    if (count != talks->count)
        abort();
    arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct format *const *formats = format_all();
    struct problems problems;
    size_t count = 0;
    if (size == 0)
        return 0;
    while (formats[count])
        count++;
    problems_init(&problems);
    struct talks talks = {.place = "x", .problems = &problems};
    format_of((const char *)data + 1, size - 1, "x");
    format_read(formats[data[0] % count], (const char *)data + 1, size - 1, &talks);
    lines_check(&talks);
    problems_release(&problems);
    bytes_release(&talks.lines);
    return 0;
}
