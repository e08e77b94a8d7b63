/* Words running in capitals, and exclamation marks in a row. */
#include "core/text/marks_find.h"

#include <string.h>

#define SHOUT_WORDS 3
#define SHOUT_POINTS 2
/* So many words shout in any language, if they look like words. */
#define LONG_SHOUT_WORDS 6

struct run {
    size_t begin, end;
    unsigned words, points, ordinary;
};

struct word {
    size_t end;
    unsigned letters, lower, vowels, roman;
    char small[16]; /* the word in small ASCII letters, as far as it fits */
    unsigned len;
};

static bool is_letter(fold_entry entry)
{
    return entry_class(entry) == CLASS_LATIN;
}

/* Moves *at to the next letter of the word, over an apostrophe and what folding drops; false at its end. */
static bool word_goes_on(const struct finder *finder, size_t *at, bool *ret_apostrophe)
{
    size_t place = *at;
    *ret_apostrophe = false;
    while (place < finder->len) {
        uint32_t codepoint;
        size_t next;
        fold_entry entry = finder_entry(finder, place, &codepoint, &next);
        if (is_letter(entry)) {
            *at = place;
            return true;
        }
        bool apostrophe = entry_class(entry) == CLASS_APOSTROPHE && !*ret_apostrophe;
        if (entry_class(entry) > CLASS_MARK && !apostrophe)
            return false;
        *ret_apostrophe |= apostrophe;
        place = next;
    }
    return false;
}

static void word_put(struct word *word, char small)
{
    if (word->len < sizeof word->small)
        word->small[word->len] = small;
    word->len++;
}

static struct word word_read(const struct finder *finder, size_t at)
{
    struct word word = {.end = at};
    bool apostrophe;
    while (word_goes_on(finder, &at, &apostrophe)) {
        uint32_t codepoint;
        fold_entry entry = finder_entry(finder, at, &codepoint, &at);
        char small = (char)(entry & 0x7f);
        if (apostrophe)
            word_put(&word, '\'');
        word_put(&word, small);
        word.end = at;
        word.letters++;
        word.lower += !(entry & ENTRY_UPPER);
        word.vowels += memchr("aeiouy", small, 6) != NULL;
        word.roman += memchr("ivx", small, 3) != NULL;
    }
    return word;
}

/* Characters that make a word part of a number, a name of a thing or an address. */
static bool is_glue(uint32_t codepoint, fold_entry entry)
{
    return entry_class(entry) == CLASS_DIGIT || (codepoint < 0x80 && codepoint && strchr("-/&@#+=%_", (int)codepoint));
}

/* The word at `at` stands on its own: behind it comes nothing that a number or address goes on with. */
static bool word_is_whole(const struct finder *finder, size_t at)
{
    uint32_t codepoint;
    size_t next;
    if (at >= finder->len)
        return true;
    fold_entry entry = finder_entry(finder, at, &codepoint, &next);
    if (is_glue(codepoint, entry) || entry_class(entry) == CLASS_HEBREW || entry_class(entry) == CLASS_ARABIC)
        return false;
    if (codepoint != '.' || next >= finder->len)
        return true;
    return entry_class(finder_entry(finder, next, &codepoint, &next)) < CLASS_DIGIT;
}

static bool run_shouts(const struct run *run)
{
    if (run->words < SHOUT_WORDS)
        return false;
    return run->points >= SHOUT_POINTS || (run->words >= LONG_SHOUT_WORDS && run->ordinary * 3 >= run->words * 2);
}

/* Adds the word to the run, or returns false if it ends the run. I, A and OK neither count nor end it. */
static bool run_add(struct run *run, const struct word *word, size_t begin)
{
    bool is_ok = word->len == 2 && memcmp(word->small, "ok", 2) == 0;
    bool is_short = word->len == 1 && (word->small[0] == 'i' || word->small[0] == 'a');
    if (word->lower)
        return false;
    if (is_ok || is_short) {
        if (run->words)
            run->end = word->end;
        return true;
    }
    if (word->letters < 2 || word->roman == word->letters)
        return false;
    if (run->words++ == 0)
        run->begin = begin;
    run->end = word->end;
    run->ordinary += word->letters >= 3 && word->vowels > 0 && word->vowels < word->letters;
    if (word->len <= sizeof word->small)
        run->points += shout_word_points(word->small, word->len);
    return true;
}

static bool is_exclamation(fold_entry entry)
{
    return entry_class(entry) == CLASS_EXCLAMATION || entry_class(entry) == CLASS_QUESTION;
}

/* The end of the marks from `at` on, 0 if they are not two or are question marks alone. */
static size_t exclamations_end(const struct finder *finder, size_t at, size_t *ret_end)
{
    unsigned count = 0;
    bool exclaims = false;
    while (at < finder->len) {
        uint32_t codepoint;
        size_t next;
        fold_entry entry = finder_entry(finder, at, &codepoint, &next);
        bool doubled = codepoint == 0x203c || codepoint == 0x2048 || codepoint == 0x2049;
        if (!doubled && !is_exclamation(entry))
            break;
        count += doubled ? 2 : 1;
        exclaims |= doubled || entry_class(entry) == CLASS_EXCLAMATION;
        at = next;
    }
    *ret_end = at;
    return count >= 2 && exclaims;
}

static bool mark_set(struct finder *finder, size_t begin, size_t end, size_t go_on, struct mark *ret_mark)
{
    *ret_mark = (struct mark){MARK_SHOUT, (uint32_t)begin, (uint32_t)end};
    finder->at = go_on;
    return true;
}

bool shout_next(struct finder *finder, struct mark *ret_mark)
{
    struct run run = {0};
    size_t at = finder->at;
    bool glued = false;
    while (at < finder->len) {
        uint32_t codepoint;
        size_t next, end;
        fold_entry entry = finder_entry(finder, at, &codepoint, &next);
        bool goes_on = entry_class(entry) <= CLASS_SPACE;
        if (is_letter(entry)) {
            struct word word = word_read(finder, at);
            bool whole = !glued && word_is_whole(finder, word.end);
            goes_on = whole && run_add(&run, &word, at);
            next = word.end;
        }
        if (!goes_on) {
            if (run_shouts(&run))
                return mark_set(finder, run.begin, run.end, at, ret_mark);
            run = (struct run){0};
            if (exclamations_end(finder, at, &end))
                return mark_set(finder, at, end, end, ret_mark);
            if (end > at)
                next = end;
        }
        glued = is_glue(codepoint, entry) || entry_class(entry) == CLASS_HEBREW || entry_class(entry) == CLASS_ARABIC;
        at = next;
    }
    finder->at = at;
    return run_shouts(&run) && mark_set(finder, run.begin, run.end, at, ret_mark);
}
