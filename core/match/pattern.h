/*
 * From a phrase to a PCRE2 pattern for folded text (see fold.h), with the word edges of its
 * language. Regular expressions of the packs are matched by it; for all other phrases it is the
 * second, independent way to say what they mean, against which the automaton is tested.
 */
#ifndef RAPPORT_MATCH_PATTERN_H
#define RAPPORT_MATCH_PATTERN_H

#include "core/match/phrase.h"
#include "core/model/bytes.h"

/* Appends the pattern. `language` is one of language.h and decides the edges. */
void pattern_write(const struct phrase_sequence *phrase, int language, struct bytes *out);

/* True if the apostrophe of this English word may be missing ("can't" but not "we'll"). */
bool pattern_apostrophe_optional(const char *word, size_t len);

#endif
