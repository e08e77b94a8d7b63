/* The commonest words of languages that share a script with ours. Used by core/text alone. */
#ifndef RAPPORT_TEXT_LANGUAGE_WORDS_H
#define RAPPORT_TEXT_LANGUAGE_WORDS_H

#include <stddef.h>
#include <stdint.h>

/* Bits of word_languages. English and Persian are ours; the others are foreign. */
enum word_language {
    WORD_ENGLISH,
    WORD_PERSIAN,
    WORD_FRENCH,
    WORD_SPANISH,
    WORD_GERMAN,
    WORD_ITALIAN,
    WORD_PORTUGUESE,
    WORD_DUTCH,
    WORD_TURKISH,
    WORD_POLISH,
    WORD_ROMANIAN,
    WORD_SWEDISH,
    WORD_INDONESIAN,
    WORD_ARABIC,
    WORD_URDU,
    WORD_LANGUAGES
};

/* Longer words are in no list. */
#define WORD_BYTES 16

struct word_languages {
    uint16_t strong; /* one bit for each language whose common word it is */
    uint16_t weak;   /* likewise, but the word stands in names too */
};

/* Builds the table of words; fold_init calls it, after its own tables are made. */
void language_words_init(void);
/* The languages of a folded word, none if it is in no list. `room` bytes, no fewer than len, may be read. */
struct word_languages language_words_find(const char *word, size_t len, size_t room);

struct word_sample {
    unsigned english, persian, foreign; /* words */
};

/*
 * A quick look at the first words of folded text: each is counted if it is in a list of one side
 * alone, and a few that are in none are counted too. FOLD_PADDING bytes behind the text are read.
 */
struct word_sample language_words_sample(const char *text, size_t len);

#endif
