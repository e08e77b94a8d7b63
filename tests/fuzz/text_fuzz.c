/*
 * Folding, languages and marks on any text: what they say must hold together. The input is the
 * messages of one batch, cut at bytes that UTF-8 does not have.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/fold.h"
#include "core/text/fold_table.h"
#include "core/text/language.h"
#include "core/text/marks.h"
#include "core/text/utf8.h"

#define CHECK(condition)                                                 \
    do {                                                                 \
        if (!(condition)) {                                              \
            fprintf(stderr, "line %d: %s\n", __LINE__, #condition);      \
            abort();                                                     \
        }                                                                \
    } while (0)

#define MARKS 50

static uint32_t character(const char *text, uint32_t at, uint32_t *ret_next)
{
    uint32_t codepoint;
    *ret_next = at + utf8_decode(text + at, &codepoint);
    return codepoint;
}

/* Folded text is of one form: no spaces at the ends or in a row, no capitals, no line ends. */
static void check_form(const char *text, uint32_t len)
{
    CHECK(utf8_valid(text, len) == len);
    CHECK(len == 0 || (text[0] != ' ' && text[len - 1] != ' '));
    for (uint32_t i = 0; i < len; i++) {
        CHECK(text[i] != '\n' && !(text[i] >= 'A' && text[i] <= 'Z'));
        CHECK(text[i] != ' ' || text[i + 1] != ' ');
    }
    CHECK(text[len] == '\n');
}

struct counts {
    uint32_t words, latin, hebrew, arabic, other;
};

/* Counts words again, by their first letter or digit. */
static struct counts count_words(const char *text, uint32_t len)
{
    struct counts counts = {0};
    bool counted = false;
    for (uint32_t at = 0, next; at < len; at = next) {
        enum fold_class class = entry_class(fold_lookup(character(text, at, &next)));
        if (text[at] == ' ')
            counted = false;
        if (counted || class < CLASS_DIGIT || class == CLASS_EXPAND)
            continue;
        counted = true;
        counts.words++;
        counts.latin += class == CLASS_LATIN;
        counts.hebrew += class == CLASS_HEBREW;
        counts.arabic += class == CLASS_ARABIC;
        counts.other += class == CLASS_OTHER;
    }
    return counts;
}

static void check_counts(const char *text, const struct folded *folded)
{
    struct counts counts = count_words(text, folded->len);
    CHECK(counts.words == folded->words && counts.latin == folded->latin_words);
    CHECK(counts.hebrew == folded->hebrew_words && counts.arabic == folded->arabic_words);
    CHECK(counts.other == folded->other_words);
}

static void check_breaks(const struct folder *folder, const struct folded *folded, size_t original_len)
{
    struct fold_break last = {0};
    for (uint32_t i = 0; i < folded->break_count; i++) {
        struct fold_break mark = folder->breaks[folded->first_break + i];
        CHECK(mark.folded <= folded->len && mark.original < original_len && mark.words <= folded->words);
        CHECK(mark.kind <= FOLD_BREAK_QUESTION);
        CHECK(i == 0 || (mark.folded >= last.folded && mark.original >= last.original && mark.words >= last.words));
        last = mark;
    }
    CHECK(folded->first_break + folded->break_count == folder->break_count);
}

static void check_jumps(const struct folder *folder, const struct folded *folded, size_t original_len)
{
    const struct fold_jump *jumps = folded->jump_count ? folder->jumps + folded->first_jump : NULL;
    for (uint32_t i = 0; i < folded->jump_count; i++) {
        CHECK(jumps[i].folded < folded->len && jumps[i].original < original_len);
        CHECK(i == 0 || (jumps[i].folded > jumps[i - 1].folded && jumps[i].original >= jumps[i - 1].original));
    }
    CHECK(folded->first_jump + folded->jump_count == folder->jump_count);
}

/* Folds the original span of each letter and digit alone: it must be found again. */
static void check_places(const struct folder *folder, const struct folded *folded, const char *text, size_t len)
{
    const char *result = folder->text.ptr + folded->begin;
    uint32_t last_begin = 0;
    struct folder single;
    folder_init(&single);
    for (uint32_t at = 0, next; at < folded->len; at = next) {
        uint32_t begin, end;
        enum fold_class class = entry_class(fold_lookup(character(result, at, &next)));
        fold_original(folder, folded, text, len, at, next, &begin, &end);
        CHECK(begin <= end && end <= len && begin >= last_begin);
        CHECK(utf8_is_border(text, len, begin) && utf8_is_border(text, len, end));
        last_begin = begin;
        if (class < CLASS_DIGIT || class == CLASS_EXPAND)
            continue;
        struct folded part;
        folder_clear(&single);
        fold_message(&single, text + begin, end - begin, &part);
        CHECK(memmem(single.text.ptr, part.len, result + at, next - at) != NULL);
    }
    folder_release(&single);
}

static void check_language(const struct folder *folder, const struct folded *folded)
{
    for (int hint = LANGUAGE_NONE; hint < LANGUAGE_COUNT; hint++) {
        struct language_guess guess = language_guess(folder, folded, hint);
        CHECK(guess.main >= LANGUAGE_NONE && guess.main < LANGUAGE_COUNT && guess.scanned < 1u << LANGUAGE_COUNT);
        CHECK(guess.main == LANGUAGE_NONE || (guess.scanned >> guess.main & 1));
        CHECK(!guess.foreign || (guess.main == LANGUAGE_NONE && (folded->words >= 3 || folded->other_words)));
    }
}

static void check_marks(const char *text, size_t len, uint32_t hints)
{
    struct mark marks[MARKS], all[MARKS];
    size_t count = marks_find(text, len, hints, marks, MARKS);
    CHECK(count <= MARKS && marks_find(text, len, UINT32_MAX, all, MARKS) == count);
    for (size_t i = 0; i < count; i++) {
        CHECK(memcmp(&marks[i], &all[i], sizeof marks[i]) == 0);
        CHECK(marks[i].kind < MARK_COUNT && marks[i].begin < marks[i].end && marks[i].end <= len);
        CHECK(i == 0 || marks[i].begin >= marks[i - 1].begin);
        CHECK(utf8_is_border(text, len, marks[i].begin) && utf8_is_border(text, len, marks[i].end));
    }
}

/* What the hot loops and the slow path make of the same text, where a phrase is no different. */
static void check_phrase(const struct folder *folder, const struct folded *folded, const char *text, size_t len)
{
    struct bytes phrase = {0};
    fold_phrase(text, len, &phrase);
    bool special = false, lengthened = false;
    for (size_t i = 0; i < len; i++)
        special |= text[i] && strchr("()|[]*=^$#.", text[i]) != NULL;
    uint32_t before[2] = {0};
    for (uint32_t at = 0, next; at < phrase.len; at = next) {
        uint32_t codepoint = character(phrase.ptr, at, &next);
        lengthened |= codepoint == before[0] && codepoint == before[1];
        before[1] = before[0];
        before[0] = codepoint;
    }
    if (!special && !lengthened) {
        CHECK(phrase.len == folded->len);
        CHECK(phrase.len == 0 || memcmp(phrase.ptr, folder->text.ptr + folded->begin, phrase.len) == 0);
    }
    bytes_release(&phrase);
}

static void check_message(struct folder *folder, const char *text, size_t len)
{
    struct folded folded;
    size_t begin = folder->text.len;
    fold_message(folder, text, len, &folded);
    const char *result = folder->text.ptr + begin;
    CHECK(folded.begin == begin && folder->text.len == begin + folded.len + 1);
    check_form(result, folded.len);
    check_counts(result, &folded);
    check_breaks(folder, &folded, len);
    check_jumps(folder, &folded, len);
    check_places(folder, &folded, text, len);
    check_language(folder, &folded);
    check_marks(text, len, folded.hints);
    check_phrase(folder, &folded, text, len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool ready;
    if (!ready)
        fold_init();
    ready = true;
    const char *text = (const char *)data;
    struct folder folder;
    folder_init(&folder);
    while (size > 0) {
        size_t len = utf8_valid(text, size);
        /* a copy of its own size, so that a sanitizer sees the first byte too far */
        char *copy = malloc(len ? len : 1);
        memcpy(copy, text, len);
        check_message(&folder, copy, len);
        free(copy);
        len += len < size;
        text += len;
        size -= len;
    }
    folder_release(&folder);
    return 0;
}
