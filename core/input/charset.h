/* The character set of a text file that does not say it: UTF-8, UTF-16, or the code page of its language. */
#ifndef RAPPORT_INPUT_CHARSET_H
#define RAPPORT_INPUT_CHARSET_H

#include <stdbool.h>

#include "core/model/bytes.h"

/*
 * Appends the text as UTF-8 without a byte order mark. Not UTF-8 is UTF-16 if a mark or its zero bytes say so,
 * else Windows-1255, Windows-1256 or Windows-1252, whichever the letters look like. What cannot be converted
 * becomes U+FFFD. Returns the name of the character set.
 */
const char *charset_to_utf8(const char *text, size_t len, struct bytes *out);

#endif
