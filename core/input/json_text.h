/* The small pieces of JSON that are read without the parser: strings and scalars, strictly by RFC 8259. */
#ifndef RAPPORT_INPUT_JSON_TEXT_H
#define RAPPORT_INPUT_JSON_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

static inline bool json_is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* True for a number, true, false or null, and nothing around it. */
bool json_is_scalar(const char *token, size_t len);

/*
 * Unescapes a string, without its quotes, into `out`, which needs len bytes.
 * 0; 1 if half surrogate pairs were replaced by U+FFFD; -1 if there is an escape that is none.
 */
int json_unescape(const char *text, size_t len, char *out, size_t *ret_len);

/* Bytes up to and with the closing quote; `text` stands behind the opening one and must have a closing one. */
size_t json_string_end(const char *text);

#ifdef __cplusplus
}
#endif

#endif
