/* A directory for one test, and the files it puts there. Use scratch_make and scratch_remove as its fixture. */
#ifndef RAPPORT_TESTS_SCRATCH_H
#define RAPPORT_TESTS_SCRATCH_H

#include <check.h>
#include <errno.h>
#include <ftw.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/model/arena.h"

static char scratch[32];
static struct arena scratch_arena;

static inline void scratch_make(void)
{
    memcpy(scratch, "/tmp/rapport-test-XXXXXX", sizeof "/tmp/rapport-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(scratch));
}

static inline int scratch_remove_entry(const char *path, const struct stat *info, int flag, struct FTW *where)
{
    (void)info, (void)flag, (void)where;
    return remove(path);
}

static inline void scratch_remove(void)
{
    arena_release(&scratch_arena);
    ck_assert_int_eq(nftw(scratch, scratch_remove_entry, 16, FTW_DEPTH | FTW_PHYS), 0);
}

/* A text made of parts, until the test ends. */
static inline __attribute__((format(printf, 1, 2))) char *path_make(const char *format, ...)
{
    char text[4096];
    va_list args;
    va_start(args, format);
    int len = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    ck_assert_int_ge(len, 0);
    ck_assert_uint_lt((size_t)len, sizeof text);
    return arena_copy(&scratch_arena, text, (size_t)len);
}

/* Below the scratch directory. */
static inline char *directory_make(const char *name)
{
    char *path = path_make("%s/%s", scratch, name);
    ck_assert_int_eq(mkdir(path, 0700), 0);
    return path;
}

static inline void file_copy(const char *from, const char *to, mode_t mode)
{
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    ck_assert_msg(in && out, "%s to %s: %s", from, to, strerror(errno));
    char buffer[65536];
    size_t len;
    while ((len = fread(buffer, 1, sizeof buffer, in)) > 0)
        ck_assert_uint_eq(fwrite(buffer, 1, len, out), len);
    ck_assert_int_eq(ferror(in), 0);
    ck_assert_int_eq(fclose(in) | fclose(out), 0);
    ck_assert_int_eq(chmod(to, mode), 0);
}

static inline void file_write(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs(text, file), 0);
    ck_assert_int_eq(fclose(file), 0);
}

#endif
