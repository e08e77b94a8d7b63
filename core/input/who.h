/*
 * Telling an agent from a customer where an export names neither: by what people say when they answer for a
 * business. Few words in each language, for the first messages of a conversation; the rules do not depend on it.
 */
#ifndef RAPPORT_INPUT_WHO_H
#define RAPPORT_INPUT_WHO_H

/* 0 if nothing in the text is an agent's; the more, the surer. */
int who_scores(const char *text);

#endif
