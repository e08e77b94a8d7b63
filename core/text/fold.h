/*
 * Folding: one pass that turns what people write into the one spelling that phrases are compared
 * with, keeping the way back to the original bytes.
 *
 * What is folded
 *   - case, width and compatibility forms (NFKC + casefold), by a table for Latin, Hebrew and
 *     Arabic script and by utf8proc for the rest
 *   - niqqud, cantillation, harakat, tanwin, tatweel and other combining marks are dropped, also
 *     when precomposed (é -> e); bidi controls, zero width characters, BOM and soft hyphen dropped
 *   - Arabic yeh, alef maksura, kaf, heh with hamza, teh marbuta to Persian letters; hamza and
 *     madda carriers to bare letters (أ إ ٱ آ -> ا, ؤ -> و, ئ -> ی); hamza alone dropped
 *   - Hebrew final letters to base letters; geresh, gershayim and all typographic quotes to ' and "
 *   - decimal digits of every script to ASCII; Arabic decimal and thousands separators to . and ,
 *   - three or more of the same letter in a row to one (thaaanks, מרסיייי); not digits
 *   - runs of white space to one space, none at the ends
 *   - , ; : brackets, slashes, quotes and dashes between words to a space; kept: a comma or slash
 *     between two digits, a dash before a digit, ' and " between two letters (ש"ח), ' also behind a
 *     Hebrew letter (צ'ק, רח'), a point, colon, ? and * _ ~ | inside a word (a.example/x?y, 10:30),
 *     and . ! ? (؟ becomes ?, … becomes .) which end sentences;
 *     the point of Dr. Prof. Mr. Mrs. Ms. and a few more goes; of several in a row the strongest
 *   - Persian: ZWNJ dropped; the words می and نمی are joined to the next word; the endings
 *     ها های هایی هایم هایت هایش هایمان هایتان هایشان هام هات هاش هامون هاتون هاشون تر ترین
 *     مان تان شان مون تون شون ام ات اش اند ایم اید are joined to the word before; so that
 *     می + ZWNJ + کنم, می کنم and میکنم are one.
 *
 * Folded text is appended to one buffer for many messages, because the literal prefilter wants
 * long blocks. Each message ends with '\n', which no phrase matches.
 */
#ifndef RAPPORT_TEXT_FOLD_H
#define RAPPORT_TEXT_FOLD_H

#include <stddef.h>
#include <stdint.h>

#include "core/model/bytes.h"

/* From folded byte `folded` on (until the next jump), the original is `original + (f - folded)`. */
struct fold_jump {
    uint32_t folded, original;
};

enum fold_break_kind {
    FOLD_BREAK_CLAUSE = 0,   /* , ; : ، ؛ brackets, quotes, dashes with spaces around */
    FOLD_BREAK_LINE = 1,     /* a new line */
    FOLD_BREAK_SENTENCE = 2, /* . ! … */
    FOLD_BREAK_QUESTION = 3  /* ? ؟ */
};

/* A punctuation mark between words, in order of place; of several between the same two the strongest. */
struct fold_break {
    uint32_t folded;   /* where in the folded text of the message: the next word begins at or after */
    uint32_t original; /* where the mark begins in the original message */
    uint32_t kind;
    uint32_t words;    /* words of the message before it */
};

enum fold_script {
    FOLD_LATIN = 1,
    FOLD_HEBREW = 2,
    FOLD_ARABIC = 4,
    FOLD_OTHER_SCRIPT = 8
};

enum fold_hint { /* cheap signs that a closer look at the original is worth while */
    FOLD_HAS_EMOJI = 1,     /* a symbol that may be an emoji or emoticon (:) ;) :D <3) */
    FOLD_HAS_SHOUT = 2,     /* two of ! and ? (or ؟) in a row */
    FOLD_HAS_CAPITALS = 4,  /* a word of two or more capital Latin letters and no small one */
    FOLD_HAS_QUOTES = 8,    /* a quotation mark that is not inside a word */
    FOLD_HAS_DIGIT = 16
};

struct folded {
    uint32_t begin, len;   /* in folder.text, without the '\n' behind */
    uint32_t first_jump, jump_count;
    uint32_t first_break, break_count;
    uint32_t words;
    uint32_t latin_words, hebrew_words, arabic_words, other_words;
    uint32_t hints;
};

/* So many bytes behind the end of folder.text are zeros, for those who read words at once. */
#define FOLD_PADDING 24

struct folder {
    struct bytes text;
    struct fold_jump *jumps;
    struct fold_break *breaks;
    size_t jump_count, jump_cap, break_count, break_cap;
};

/* Builds the tables; call once before any other function here, before threads start. */
void fold_init(void);

void folder_init(struct folder *folder);
void folder_release(struct folder *folder);
void folder_clear(struct folder *folder);

/*
 * Folds one message of valid UTF-8 (the reader checked it) and appends it. `len` < 64 MiB.
 * Time is linear in len.
 */
void fold_message(struct folder *folder, const char *text, size_t len, struct folded *ret_folded);

/*
 * Folds text that stands in a phrase: the same letters, but the characters ( ) | [ ] * = ^ $ #
 * and points are left as they are, for the phrase parser has cut the text at them already, and
 * lengthened letters are kept. Appends to `out`.
 */
void fold_phrase(const char *text, size_t len, struct bytes *out);

/*
 * The original span of the folded span [begin, end) of a message, both relative to the message.
 * Combining marks behind the last character belong to it. *ret_end <= original length.
 */
void fold_original(const struct folder *folder, const struct folded *folded, const char *original,
                   size_t original_len, uint32_t begin, uint32_t end, uint32_t *ret_begin, uint32_t *ret_end);

#endif
