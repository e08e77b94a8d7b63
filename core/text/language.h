/*
 * Which languages a message is written in, by script and common words.
 *
 * Hebrew script is "he"; Arabic script is "fa" unless its common words are those of Arabic, Urdu
 * or another language; Latin script is "en" unless its common words are those of another
 * language. Names and product words in a second script ("Wi-Fi" in Hebrew) do not count when
 * they are a minority of the words.
 */
#ifndef RAPPORT_TEXT_LANGUAGE_H
#define RAPPORT_TEXT_LANGUAGE_H

#include <stdbool.h>

#include "core/text/fold.h"

enum { LANGUAGE_NONE = -1, LANGUAGE_HE = 0, LANGUAGE_FA = 1, LANGUAGE_EN = 2, LANGUAGE_COUNT = 3 };

/* "he", "fa", "en"; "" for LANGUAGE_NONE. */
const char *language_code(int language);
/* LANGUAGE_NONE for a code nobody knows. */
int language_by_code(const char *code, size_t len);

struct language_guess {
    int main;          /* LANGUAGE_NONE: too few letters to tell, or none of ours */
    unsigned scanned;  /* bit 1 << language for each whose phrases are looked for in the message */
    bool foreign;      /* three words or more, and in none of our languages: cannot be checked */
};

/*
 * `hint` is the conversation's own language or LANGUAGE_NONE. It decides where the text does not
 * ("ok", "120"), never against the script.
 */
struct language_guess language_guess(const struct folder *folder, const struct folded *folded, int hint);

#endif
