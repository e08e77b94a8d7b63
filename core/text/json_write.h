/* Writing JSON strings on the hot path; the tests hold it against jansson. */
#ifndef RAPPORT_TEXT_JSON_WRITE_H
#define RAPPORT_TEXT_JSON_WRITE_H

#include "core/model/bytes.h"
#include "rapport/plugin.h"

/*
 * Appends the text as a JSON string with its quotes. Control characters (C0, DEL, C1), U+2028/9 and the
 * bidi controls are escaped, so that a line shown on a terminal cannot act on it or reorder what
 * stands around; everything else is UTF-8 as it is.
 */
void json_text(struct bytes *out, struct rapport_text text);
void json_text_z(struct bytes *out, const char *text);

#endif
