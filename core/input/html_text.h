/* HTML as the text that it shows. */
#ifndef RAPPORT_INPUT_HTML_TEXT_H
#define RAPPORT_INPUT_HTML_TEXT_H

#include "core/model/bytes.h"

/* Appends the text of valid UTF-8; quotations of e-mail (blockquote, gmail_quote) only with `quotes`. */
void html_text(struct bytes *out, const char *html, int quotes);

#endif
