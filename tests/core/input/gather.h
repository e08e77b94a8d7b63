/* Reads paths to their end and writes down what came, for comparing: "place:number:line\n" each. */
#ifndef RAPPORT_TESTS_GATHER_H
#define RAPPORT_TESTS_GATHER_H

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/input/input.h"
#include "core/model/bytes.h"
#include "tests/unit.h"

struct gathered {
    struct bytes lines, problems; /* problems: "place:line: reason\n" */
    size_t line_count, problem_count, notice_count, batch_count, largest_batch;
    uint64_t bytes, bytes_read;
};

static inline void gathered_release(struct gathered *g)
{
    bytes_release(&g->lines);
    bytes_release(&g->problems);
}

static inline void gather_batch(struct gathered *g, const struct batch *batch, int keep)
{
    for (size_t i = 0; i < BATCH_PADDING; i++)
        ck_assert_int_eq(batch->data.ptr[batch->data.len + i], 0);
    for (size_t i = 0; keep && i < batch->line_count; i++) {
        const struct batch_line *line = &batch->lines[i];
        ck_assert_uint_le(line->begin + line->len, batch->data.len);
        bytes_addf(&g->lines, "%s:%llu:", batch->members[line->member], (unsigned long long)line->number);
        bytes_add(&g->lines, batch->data.ptr + line->begin, line->len);
        bytes_add_char(&g->lines, '\n');
    }
    for (size_t i = 0; i < batch->problems.count; i++) {
        const struct problem *problem = &batch->problems.list[i];
        bytes_addf(&g->problems, "%s:%llu: %s\n", problem->place, (unsigned long long)problem->line, problem->reason);
        g->notice_count += problem->notice != 0;
    }
    ck_assert_uint_eq(batch->number, g->batch_count);
    g->batch_count++;
    g->line_count += batch->line_count;
    g->problem_count += batch->problems.count + batch->problems.left_out;
    if (batch->data.len > g->largest_batch)
        g->largest_batch = batch->data.len;
}

static inline struct gathered gather_paths(const char *const *paths, size_t count, const struct input_options *options,
                                           int keep)
{
    struct gathered g = {0};
    struct batch batch;
    struct input *input = input_new(paths, count, options);
    batch_init(&batch);
    while (input_next(input, &batch)) {
        ck_assert(batch.line_count || batch.problems.count);
        gather_batch(&g, &batch, keep);
    }
    ck_assert_int_eq(input_next(input, &batch), 0);
    g.bytes = input_bytes(input);
    g.bytes_read = input_bytes_read(input);
    bytes_text(&g.lines);
    bytes_text(&g.problems);
    batch_release(&batch);
    input_free(input);
    return g;
}

static inline void gather_expect(const char *path, const char *lines, const char *problems)
{
    struct gathered g = gather_paths(&path, 1, NULL, 1);
    ck_assert_str_eq(g.lines.ptr, lines);
    ck_assert_str_eq(g.problems.ptr, problems);
    gathered_release(&g);
}

/* Tests run in a directory of their own, so that places are short names. */
static char gather_dir[64];

static inline void gather_enter(void)
{
    snprintf(gather_dir, sizeof gather_dir, "/tmp/rapport-input-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(gather_dir));
    ck_assert_int_eq(chdir(gather_dir), 0);
}

static inline int gather_remove(const char *path, const struct stat *info, int type, struct FTW *ftw)
{
    (void)info, (void)type, (void)ftw;
    return remove(path);
}

static inline void gather_leave(void)
{
    ck_assert_int_eq(chdir("/"), 0);
    ck_assert_int_eq(nftw(gather_dir, gather_remove, 16, FTW_DEPTH | FTW_PHYS), 0);
}

static inline void file_put(const char *path, const void *data, size_t len)
{
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(data, 1, len, file), len);
    ck_assert_int_eq(fclose(file), 0);
}

static inline void text_put(const char *path, const char *text)
{
    file_put(path, text, strlen(text));
}

static inline struct bytes file_get(const char *path)
{
    struct bytes data = {0};
    int fd = open(path, O_RDONLY);
    ck_assert_int_ge(fd, 0);
    ssize_t got;
    while ((got = read(fd, bytes_reserve(&data, 65536), 65536)) > 0)
        data.len += (size_t)got;
    close(fd);
    return data;
}

#endif
