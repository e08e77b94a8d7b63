#include "core/match/vocabulary.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit.h"

static struct vocabulary *vocabulary;

static void begin(void)
{
    vocabulary = vocabulary_new();
}

static void end(void)
{
    vocabulary_free(vocabulary);
}

static uint32_t symbol(const char *word, unsigned kind)
{
    return vocabulary_symbol(vocabulary, word, strlen(word), kind);
}

/* Does the word of a text stand for the symbol? */
static bool stands_for(const char *word, uint32_t wanted)
{
    uint32_t symbols[SYMBOLS_OF_WORD_MAX];
    size_t count = vocabulary_look_up(vocabulary, word, strlen(word), symbols);
    bool found = false;
    for (size_t i = 0; i < count; i++) {
        ck_assert(i == 0 || symbols[i - 1] < symbols[i]);
        found |= symbols[i] == wanted;
    }
    return found;
}

START_TEST(a_symbol_is_a_word_with_its_freedoms)
{
    uint32_t bare = symbol("תודה", 0), free_one = symbol("תודה", WORD_PREFIX);
    ck_assert_uint_ge(bare, SYMBOL_FIRST_WORD);
    ck_assert_uint_ne(bare, free_one);
    ck_assert_uint_eq(symbol("תודה", 0), bare);
    ck_assert(stands_for("תודה", bare) && stands_for("תודה", free_one));
    ck_assert(!stands_for("ותודה", bare) && stands_for("ותודה", free_one));
    ck_assert(stands_for("כשהתודה", free_one));
    ck_assert(!stands_for("אתודה", free_one));
}
END_TEST

START_TEST(stems_endings_and_numbers)
{
    uint32_t stem = symbol("transferr", WORD_STEM), book = symbol("کتاب", WORD_ENDING);
    ck_assert(stands_for("transferring", stem) && stands_for("transferr", stem));
    ck_assert(!stands_for("transfer", stem) && !stands_for("transferr5", stem));
    ck_assert(stands_for("کتاب", book) && stands_for("کتابها", book) && stands_for("کتابهایتان", book));
    ck_assert(!stands_for("کتابخانه", book));
    ck_assert(stands_for("1,200.50", SYMBOL_NUMBER) && stands_for("7", SYMBOL_NUMBER));
    ck_assert(!stands_for("seven", SYMBOL_NUMBER) && !stands_for("5th", SYMBOL_NUMBER));
}
END_TEST

START_TEST(many_words_are_each_found)
{
    char word[16];
    uint32_t first = vocabulary_symbol_count(vocabulary);
    for (int i = 0; i < 5000; i++) {
        snprintf(word, sizeof word, "word%dx", i);
        symbol(word, 0);
    }
    ck_assert_uint_eq(vocabulary_symbol_count(vocabulary), first + 5000);
    for (int i = 0; i < 5000; i += 7) {
        snprintf(word, sizeof word, "word%dx", i);
        ck_assert(stands_for(word, first + (uint32_t)i));
    }
    ck_assert(!stands_for("word5000x", first));
}
END_TEST

static Suite *vocabulary_suite(void)
{
    Suite *suite = suite_create("vocabulary");
    TCase *tcase = tcase_create("vocabulary");
    tcase_add_checked_fixture(tcase, begin, end);
    tcase_add_test(tcase, a_symbol_is_a_word_with_its_freedoms);
    tcase_add_test(tcase, stems_endings_and_numbers);
    tcase_add_test(tcase, many_words_are_each_found);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(vocabulary_suite)
