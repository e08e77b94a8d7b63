/* What a mail says itself: without the mails that it answers, and without its signature. */
#ifndef RAPPORT_INPUT_MAIL_TEXT_H
#define RAPPORT_INPUT_MAIL_TEXT_H

#include "core/model/bytes.h"

/* Appends what is said in a plain text. */
void mail_text(struct bytes *out, const char *text);

#endif
