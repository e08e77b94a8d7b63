/* Tables of messages and of what is to be read in them, for the tests of amounts. */
#ifndef RAPPORT_TESTS_AMOUNT_ROWS_H
#define RAPPORT_TESTS_AMOUNT_ROWS_H

#include <string.h>

#include "core/model/bytes.h"
#include "core/text/amount.h"
#include "core/text/fold.h"
#include "core/text/language.h"
#include "rapport/plugin.h"
#include "tests/unit.h"

#define ROWS_CAP 16

/* "45.00 GBP month with; 18.00 EUR"; "-" for no currency, nothing for what is not stated. */
struct amount_row {
    const char *text, *amounts;
};

static inline void row_describe(const struct amount *amounts, size_t count, struct bytes *out)
{
    static const char *const periods[] = { "", " once", " night", " day", " week", " month", " year" };
    static const char *const vats[] = { "", " with", " without" };
    for (size_t i = 0; i < count; i++) {
        char number[32];
        amount_format(amounts[i].value, number);
        bytes_addf(out, "%s%s %s%s%s", i > 0 ? "; " : "", number,
                   amounts[i].currency[0] ? amounts[i].currency : "-", periods[amounts[i].period],
                   vats[amounts[i].vat]);
    }
    bytes_text(out);
}

/* Reads folded text and compares; the spans must lie in it and in order. Adds a line to `wrong`. */
static inline void row_check(const char *shown, const char *folded, size_t len, int language, const char *expected,
                             struct bytes *wrong)
{
    struct amount amounts[ROWS_CAP];
    struct bytes found = { 0 };
    size_t count = amounts_find(folded, len, language, amounts, ROWS_CAP);
    row_describe(amounts, count, &found);
    if (strcmp(found.ptr, expected) != 0)
        bytes_addf(wrong, "\n%s: read \"%s\", not \"%s\"", shown, found.ptr, expected);
    for (size_t i = 0; i < count; i++) {
        ck_assert_uint_lt(amounts[i].begin, amounts[i].end);
        ck_assert_uint_le(amounts[i].end, len);
        ck_assert(i == 0 || amounts[i - 1].end <= amounts[i].begin);
    }
    bytes_release(&found);
}

static inline void rows_check(const struct amount_row *rows, size_t count, int language)
{
    struct bytes wrong = { 0 };
    for (size_t i = 0; i < count; i++)
        row_check(rows[i].text, rows[i].text, strlen(rows[i].text), language, rows[i].amounts, &wrong);
    ck_assert_msg(wrong.len == 0, "%s", bytes_text(&wrong));
    bytes_release(&wrong);
}

/* The same for natural text, which is folded first. */
static inline void rows_check_natural(const struct amount_row *rows, size_t count, int language)
{
    struct bytes wrong = { 0 };
    fold_init();
    for (size_t i = 0; i < count; i++) {
        struct folder folder;
        struct folded folded;
        folder_init(&folder);
        fold_message(&folder, rows[i].text, strlen(rows[i].text), &folded);
        row_check(rows[i].text, folder.text.ptr + folded.begin, folded.len, language, rows[i].amounts, &wrong);
        folder_release(&folder);
    }
    ck_assert_msg(wrong.len == 0, "%s", bytes_text(&wrong));
    bytes_release(&wrong);
}

#endif
