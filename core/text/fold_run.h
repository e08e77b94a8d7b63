/*
 * One message on its way through folding; shared by the files fold*.c alone.
 *
 * The text is words and gaps. A gap is collected while it lasts and settled when the next word
 * begins, because what becomes of it depends on both neighbours. Hot loops (fold_fast.c) take runs
 * of letters and single spaces and leave everything else to fold_step.
 */
#ifndef RAPPORT_TEXT_FOLD_RUN_H
#define RAPPORT_TEXT_FOLD_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/model/bytes.h"
#include "core/text/fold.h"
#include "core/text/fold_table.h"

/* Free bytes behind what the rest of the input needs if nothing grows: a vector store and one step. */
#define FOLD_SLACK 64

struct fold_gap {
    bool open;
    bool spaced;      /* holds white space */
    bool plain;       /* holds nothing but white space of one line */
    bool slash, quote;
    bool shout;       /* the last character was ! or ? */
    bool dash_long;
    uint8_t first, last; /* classes */
    char keep;        /* what a lone character becomes inside a word */
    char mark;        /* the sentence mark that stays, or 0 */
    int kind;         /* of the break, or -1 */
    uint32_t count, dashes;
    uint32_t first_at, kind_at, mark_at, dash_at, last_at; /* original */
};

struct fold_run {
    struct folder *folder; /* NULL for a phrase, which needs no way back */
    struct bytes *text;
    struct folded *folded;
    const unsigned char *begin, *p, *end;
    unsigned char *base, *out, *limit; /* in text; base is where the message begins */
    uint32_t shift;            /* original place minus folded place, since the last jump */
    fold_entry last;           /* the letter at the end of out, 0 if the last character is none */
    uint32_t same;             /* how often it came in a row */
    uint32_t word;             /* folded place where the word begins */
    uint8_t prev;              /* class of the last character of out, CLASS_DROP for none */
    bool word_plain;           /* a plain space after an Arabic letter stands before the word */
    bool counted;              /* the word is in the counts */
    bool odd_case;             /* a capital inside a word */
    bool single_open;          /* an apostrophe opened a quotation */
    struct fold_gap gap;
};

void fold_jump_add(struct fold_run *run, uint32_t at);
/* Settles the gap before a character of the entry `next`. */
void fold_gap_settle(struct fold_run *run, fold_entry next);
/* Settles the gap or the word at the end of the text. */
void fold_gap_finish(struct fold_run *run);
void fold_gap_put(struct fold_run *run, fold_entry entry, uint32_t at);
void fold_persian_init(void);
/* At the end of an Arabic word: joins it to the word before if it is a Persian ending. */
void fold_join_ending(struct fold_run *run);
/* The word of letters at p may be joined to the word before or behind it. */
bool fold_may_join(const unsigned char *p, const unsigned char *end);
/* The word is می or نمی. */
bool fold_is_verb_prefix(const unsigned char *word, size_t len);
/*
 * Take letters and single spaces as far as that is simple; p is left as it is if it is not. The word
 * at p is counted; `begins_word` tells that p is its first letter.
 */
void fold_ascii(struct fold_run *run, bool begins_word);
void fold_letters(struct fold_run *run);
/*
 * Take what they can of blocks of letters and single spaces. The word before p has been counted and,
 * where p is at a space, settled: it is neither a Persian ending nor a verb prefix. Within a word the
 * Arabic one may begin only if the word cannot become one of these.
 */
void fold_ascii_blocks(struct fold_run *run, bool begins_word);
void fold_hebrew_blocks(struct fold_run *run);
void fold_arabic_blocks(struct fold_run *run);
/* The hints that words of more than one capital give; looked for only where there is such a word. */
uint32_t fold_case_hints(const char *text, size_t len);

/* The two bytes of a code point below 0x800 as they lie in memory; 0 for others. */
static inline uint16_t fold_pair_of(uint32_t codepoint)
{
    if (codepoint < 0x80 || codepoint >= 0x800)
        return 0;
    unsigned char bytes[2] = {(unsigned char)(0xc0 | codepoint >> 6), (unsigned char)(0x80 | (codepoint & 0x3f))};
    uint16_t pair;
    memcpy(&pair, bytes, sizeof pair);
    return pair;
}

/* The pair that the character at p becomes, 0 if it is no Hebrew or Arabic letter of two bytes. */
static inline uint16_t fold_pair_at(const unsigned char *p, const unsigned char *end)
{
    if (end - p < 2 || (p[0] & 0xe0) != 0xc0)
        return 0;
    return fold_pair[(p[0] & 0x1fu) << 6 | (p[1] & 0x3fu)];
}

static inline uint32_t run_folded_at(const struct fold_run *run)
{
    return (uint32_t)(run->out - run->base);
}

/* What is emitted next comes from the original place `at`. */
static inline void run_sync(struct fold_run *run, uint32_t at)
{
    if (at - run_folded_at(run) != run->shift)
        fold_jump_add(run, at);
}

static inline void run_emit(struct fold_run *run, char c, uint32_t at)
{
    run_sync(run, at);
    *run->out++ = (unsigned char)c;
}

/* Counts a word by its first letter or digit. */
static inline void run_count_word(struct fold_run *run, enum fold_class class)
{
    run->counted = true;
    run->folded->words++;
    if (class == CLASS_LATIN)
        run->folded->latin_words++;
    else if (class == CLASS_HEBREW)
        run->folded->hebrew_words++;
    else if (class == CLASS_ARABIC)
        run->folded->arabic_words++;
    else if (class == CLASS_OTHER)
        run->folded->other_words++;
}

#endif
