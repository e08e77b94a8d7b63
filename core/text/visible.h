/* Text that others wrote, made fit to be shown on a terminal. */
#ifndef RAPPORT_TEXT_VISIBLE_H
#define RAPPORT_TEXT_VISIBLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/model/bytes.h"

/*
 * Appends the text on one line and with nothing in it that a terminal would obey: a line end
 * becomes U+23CE, a tab a space, any other control character, U+2028/9 and U+FEFF their \uNNNN,
 * a byte that is no UTF-8 \xNN; bidi controls, which show nothing but reorder what stands
 * around, are left out.
 */
void visible_add(struct bytes *out, const char *text, size_t len);
void visible_add_z(struct bytes *out, const char *text);
/* The same with the bidi controls as \uNNNN, for where they are the matter. */
void visible_add_all(struct bytes *out, const char *text, size_t len);

/* How many columns of a terminal the character takes as visible_add writes it. */
unsigned visible_columns(uint32_t c);

/* True if the valid UTF-8 holds a letter that is written from right to left. */
bool visible_is_rtl(const char *text, size_t len);

/*
 * As visible_add, between U+2068 and U+2069 if the text holds right-to-left letters or `always`:
 * then it keeps its own direction in a line of the other, and the line keeps its order.
 */
void visible_add_isolated(struct bytes *out, const char *text, size_t len, bool always);

/* First strong isolate and its end, for callers that put together more than one text. */
#define VISIBLE_ISOLATE "\u2068"
#define VISIBLE_ISOLATE_END "\u2069"

#endif
