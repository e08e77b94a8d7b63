/* What the tests of folding share: one folder, and a call that folds one message. */
#ifndef RAPPORT_TESTS_FOLD_UNIT_H
#define RAPPORT_TESTS_FOLD_UNIT_H

#include <stdio.h>
#include <string.h>

#include "core/text/fold.h"
#include "tests/unit.h"

#define RLM "\u200f"
#define LRM "\u200e"
#define COUNT(list) ((int)(sizeof(list) / sizeof(list)[0]))

static struct folder folder;
static struct folded folded;

static inline void setup(void)
{
    fold_init();
    folder_init(&folder);
}

static inline void teardown(void)
{
    folder_release(&folder);
}

/* The folded text, valid until the next call. */
static const char *fold_len(const char *text, size_t len)
{
    folder_clear(&folder);
    fold_message(&folder, text, len, &folded);
    ck_assert_uint_eq(folded.begin + folded.len + 1, folder.text.len);
    ck_assert_int_eq(folder.text.ptr[folder.text.len - 1], '\n');
    bytes_text(&folder.text);
    folder.text.ptr[folded.len] = '\0';
    return folder.text.ptr;
}

static inline const char *fold(const char *text)
{
    return fold_len(text, strlen(text));
}

static inline void check(const char *text, const char *expected)
{
    ck_assert_str_eq(fold(text), expected);
    ck_assert_uint_eq(folded.len, strlen(expected));
}

#endif
