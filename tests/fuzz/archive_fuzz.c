/*
 * A file of any kind, read from a file and from a pipe: archives, compressed files, plain text.
 * Whatever is in it, what comes out are whole lines in order, with places that can be shown.
 */
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/input/format.h"
#include "core/input/input.h"
#include "core/text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define PIPE_BYTES 60000 /* what a pipe takes without a reader */

#define EXPECT(condition)                                                   \
    do {                                                                    \
        if (!(condition)) {                                                 \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
            abort();                                                        \
        }                                                                   \
    } while (0)

static void place_check(const char *place)
{
    size_t len = strlen(place);
    EXPECT(len > 0 && utf8_valid(place, len) == len);
    for (const char *p = place; *p; p++)
        EXPECT((unsigned char)*p >= 0x20 && *p != 0x7f);
}

static bool is_blank(const char *p, size_t len)
{
    while (len && (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n'))
        p++, len--;
    return !len;
}

static void line_check(const struct batch *batch, size_t i)
{
    const struct batch_line *line = &batch->lines[i], *before = i ? line - 1 : NULL;
    EXPECT(line->begin <= batch->data.len && line->len <= batch->data.len - line->begin);
    EXPECT(line->member < batch->member_count);
    EXPECT(line->number > 0);
    EXPECT(!memchr(batch->data.ptr + line->begin, '\n', line->len));
    EXPECT(!is_blank(batch->data.ptr + line->begin, line->len));
    if (before) {
        EXPECT(line->begin >= before->begin + before->len);
        EXPECT(line->member >= before->member);
        EXPECT(line->member != before->member || line->number > before->number);
    }
}

static void batch_check(const struct batch *batch)
{
    for (size_t i = 0; i < batch->line_count; i++)
        line_check(batch, i);
    for (size_t i = 0; i < batch->member_count; i++)
        place_check(batch->members[i]);
    for (size_t i = 0; i < batch->problems.count; i++) {
        place_check(batch->problems.list[i].place);
        EXPECT(*batch->problems.list[i].reason);
    }
    for (size_t i = 0; i < BATCH_PADDING; i++)
        EXPECT(batch->data.ptr[batch->data.len + i] == 0);
}

/* Plain text has a second opinion: cut by hand, it gives the same lines. */
static const char *plain_line(const char *at, const char *end, const struct batch *batch, size_t i)
{
    const struct batch_line *line = &batch->lines[i];
    for (;;) {
        EXPECT(at < end);
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        size_t len = (size_t)((stop ? stop : end) - at);
        if (len && at[len - 1] == '\r')
            len--;
        const char *begin = at;
        at = stop ? stop + 1 : end;
        if (is_blank(begin, len))
            continue;
        EXPECT(len == line->len && memcmp(begin, batch->data.ptr + line->begin, len) == 0);
        return at;
    }
}

static void path_read(const char *path, const uint8_t *data, size_t size)
{
    const struct input_options options = {
        .max_expand_ratio = 20, .max_expand_bytes = (uint64_t)1 << 20, .format = format_by_name("jsonl")};
    const char *at = (const char *)data, *end = at + size;
    bool is_plain = size && *at == '{';
    struct input *input = input_new(&path, 1, &options);
    struct batch batch;
    uint64_t number = 0;
    batch_init(&batch);
    while (input_next(input, &batch)) {
        EXPECT(batch.number == number++);
        EXPECT(batch.line_count || batch.problems.count);
        batch_check(&batch);
        EXPECT(!is_plain || batch.problems.count == 0);
        for (size_t i = 0; is_plain && i < batch.line_count; i++)
            at = plain_line(at, end, &batch, i);
    }
    EXPECT(!is_plain || is_blank(at, (size_t)(end - at)));
    EXPECT(!is_plain || input_bytes(input) == size);
    batch_release(&batch);
    input_free(input);
}

static void file_read_all(const uint8_t *data, size_t size)
{
    char path[64];
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    EXPECT(fd >= 0 && write(fd, data, size) == (ssize_t)size);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    path_read(path, data, size);
    close(fd);
}

static void pipe_read_all(const uint8_t *data, size_t size)
{
    int ends[2], before = dup(STDIN_FILENO);
    EXPECT(pipe2(ends, O_CLOEXEC) == 0 && write(ends[1], data, size) == (ssize_t)size);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    path_read("-", data, size);
    if (before >= 0) {
        dup2(before, STDIN_FILENO);
        close(before);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    file_read_all(data, size);
    if (size <= PIPE_BYTES)
        pipe_read_all(data, size);
    return 0;
}
