/* The character set of text, recognised and turned into UTF-8. */
#ifndef RAPPORT_INPUT_CHARSET_H
#define RAPPORT_INPUT_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

#include "core/model/bytes.h"

/*
 * The name of the set: UTF-16 by its mark or its many zeros, UTF-8 if the text is valid, else Windows-1255 or
 * Windows-1256 by the letters it would hold, Windows-1252 if neither. A head that is cut inside of a character is
 * still UTF-8. Never NULL.
 */
const char *charset_of(const char *text, size_t len);
/* Turns the text into UTF-8 without its mark, in place; what is none becomes U+FFFD. False if it was UTF-8 already. */
bool charset_decode(struct bytes *text, const char *charset);

#endif
