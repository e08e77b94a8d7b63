/* UTF-8: decoding one character, checking, and finding borders. */
#ifndef RAPPORT_TEXT_UTF8_H
#define RAPPORT_TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes the character at p of valid UTF-8; returns its length, 1 to 4. */
unsigned utf8_decode(const char *p, uint32_t *ret_codepoint);
/* Writes 1 to 4 bytes; returns how many. */
unsigned utf8_encode(uint32_t codepoint, char *out);
/* The length of the longest valid beginning: `len` if all of it is valid. */
size_t utf8_valid(const char *text, size_t len);
/* True if `at` is 0, len, or the first byte of a character. */
bool utf8_is_border(const char *text, size_t len, size_t at);

#endif
