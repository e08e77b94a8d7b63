/*
 * Recognised speech, which comes in words or in pieces with a speaker and seconds from its beginning. Words of one
 * speaker are one message until another one speaks or nobody does for a while.
 */
#ifndef RAPPORT_INPUT_SPEECH_H
#define RAPPORT_INPUT_SPEECH_H

#include "core/input/talk.h"

struct speech {
    struct talk talk;
    struct bytes text; /* of the message that words are added to */
    char speaker[64];
    double begin, end; /* seconds */
    bool is_open;
};

void speech_begin(struct speech *speech, struct talks *talks, const char *id);
/* A piece of its own. `speaker` may be NULL: nobody knows. `seconds` below 0: not known. */
void speech_say(struct speech *speech, const char *speaker, double seconds, const char *text);
/* A word; a sign of punctuation goes to the word before. */
void speech_word(struct speech *speech, const char *speaker, double begin, double end, const char *word);
void speech_end(struct speech *speech);

/* "1.5", "1.500s", 1.5, {"seconds":1,"nanos":500000000}; -1 if it is none. */
double speech_seconds(struct value value);

#endif
