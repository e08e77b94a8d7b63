/* What folding makes of one character, apart from its neighbours. Used by core/text alone. */
#ifndef RAPPORT_TEXT_FOLD_TABLE_H
#define RAPPORT_TEXT_FOLD_TABLE_H

#include <stddef.h>
#include <stdint.h>

/* From CLASS_EMOJI on, a character stands in the folded text; from CLASS_LATIN on it is a letter. */
enum fold_class {
    CLASS_DROP,
    CLASS_MARK, /* dropped, and belongs to the character before it */
    CLASS_SPACE,
    CLASS_LINE,
    CLASS_APOSTROPHE,
    CLASS_QUOTE,
    CLASS_COMMA,
    CLASS_COLON,
    CLASS_CLAUSE, /* all other punctuation: semicolon, brackets, bullets */
    CLASS_SLASH,
    CLASS_DASH,
    CLASS_LONG_DASH,
    CLASS_POINT,
    CLASS_EXCLAMATION,
    CLASS_QUESTION,
    CLASS_LOOSE, /* * _ ~ | : kept inside words, where they are not emphasis */
    CLASS_EMOJI,
    CLASS_SYMBOL,
    CLASS_DIGIT,
    CLASS_LATIN,
    CLASS_HEBREW,
    CLASS_ARABIC,
    CLASS_OTHER,
    CLASS_EXPAND /* becomes several characters: see fold_expand */
};

/* A table entry: the folded code point, flags, and the class in the highest byte. */
typedef uint32_t fold_entry;
#define ENTRY_CODEPOINT 0x1fffffu
#define ENTRY_UPPER 0x200000u /* a capital Latin letter */
#define ENTRY_QUOTE 0x400000u /* may open or close a quotation */

static inline enum fold_class entry_class(fold_entry entry)
{
    return (enum fold_class)(entry >> 24);
}

/* U+FDFA, the longest, becomes 18 characters. */
#define FOLD_EXPANSION_MAX 32

void fold_table_init(void);

/* The entries that a code point of CLASS_EXPAND becomes; returns how many. */
unsigned fold_expand(uint32_t codepoint, fold_entry out[FOLD_EXPANSION_MAX]);

/* Code points below 0x800, the hottest part of fold_lookup. */
extern fold_entry fold_low[0x800];
/*
 * The two bytes, in the order of memory, that a Hebrew or Arabic letter of two bytes becomes; 0 for
 * all others. The index is made of the low five bits of the first byte and the low six of the second.
 */
extern uint16_t fold_pair[0x800];

/* The entry of a code point from 0x800 on. */
fold_entry fold_lookup_high(uint32_t codepoint);

/* The entry of any code point. */
static inline fold_entry fold_lookup(uint32_t codepoint)
{
    return codepoint < 0x800 ? fold_low[codepoint] : fold_lookup_high(codepoint);
}

#endif
