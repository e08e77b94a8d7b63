/* Reads lines in every surrounding a batch can give them, and compares their faults. */
#ifndef RAPPORT_TESTS_TRANSCRIPT_READ_H
#define RAPPORT_TESTS_TRANSCRIPT_READ_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/input/batch.h"
#include "core/input/transcript.h"
#include "core/model/arena.h"
#include "core/model/bytes.h"
#include "tests/unit.h"

static struct arena arena;
static struct transcript_reader *reader;
static struct bytes faults; /* "where reason;" each */
static unsigned fault_count;

static inline void setup(void)
{
    reader = transcript_reader_new();
}

static inline void teardown(void)
{
    transcript_reader_free(reader);
    arena_release(&arena);
    bytes_release(&faults);
}

static inline void note(void *ctx, const char *where, const char *reason)
{
    ck_assert_ptr_eq(ctx, &faults);
    bytes_addf(&faults, "%s %s;", where, reason);
    fault_count++;
}

/* The bytes behind the line are what follows in a batch: another line, or brackets that might fit. */
static inline const struct rapport_conversation *read_bytes(const char *line, size_t len)
{
    static const char *const behind[] = {"\n{\"id\":\"x\"}", "}]}]}", "]", "\"", ""};
    const struct rapport_conversation *c = NULL, *before = NULL;
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++, before = c) {
        char *padded = calloc(1, len + BATCH_PADDING);
        memcpy(padded, line, len);
        memcpy(padded + len, behind[i], strlen(behind[i]));
        bytes_clear(&faults);
        fault_count = 0;
        c = transcript_read(reader, padded, len, &arena, note, &faults);
        free(padded);
        bytes_text(&faults);
        if (i)
            ck_assert_int_eq(c != NULL, before != NULL);
    }
    if (!c)
        ck_assert_uint_gt(fault_count, 0);
    return c;
}

static inline const struct rapport_conversation *read_line(const char *line)
{
    return read_bytes(line, strlen(line));
}

static inline const struct rapport_conversation *good(const char *line)
{
    const struct rapport_conversation *c = read_line(line);
    ck_assert_msg(c, "refused: %s: %s", line, faults.ptr);
    ck_assert_msg(fault_count == 0, "%s: %s", line, faults.ptr);
    return c;
}

/* One fault and all, but a conversation. */
static inline const struct rapport_conversation *faulty(const char *line, const char *fault)
{
    const struct rapport_conversation *c = read_line(line);
    ck_assert_msg(c, "refused: %s: %s", line, faults.ptr);
    ck_assert_str_eq(faults.ptr, fault);
    return c;
}

static inline void bad(const char *line, const char *fault)
{
    ck_assert_msg(!read_line(line), "taken: %s", line);
    ck_assert_str_eq(faults.ptr, fault);
}

#define ck_text(text, wanted)                                                                         \
    do {                                                                                              \
        struct rapport_text its_ = (text);                                                            \
        ck_assert_msg(its_.len == strlen(wanted) && (!its_.len || !memcmp(its_.ptr, wanted, its_.len)), "'%.*s' is not '%s'", \
                      (int)its_.len, its_.ptr, wanted);                                               \
    } while (0)

#endif
