/* Names of files and members as people see them: valid UTF-8, no control characters, not endless. */
#ifndef RAPPORT_INPUT_PLACE_H
#define RAPPORT_INPUT_PLACE_H

#include <stdbool.h>

#include "core/model/bytes.h"

#define PLACE_NAME_BYTES 4096 /* of one name; an archive may hold names of megabytes */

/* Adds the name; invalid UTF-8 becomes U+FFFD, a control character \xNN. */
void place_add(struct bytes *place, const char *name);

/* True if the name, without a suffix of compression, ends in .jsonl or .ndjson. */
bool place_is_transcript(const char *name);
/* True for what macOS puts beside files in archives: __MACOSX/…, ._name. */
bool place_is_fork(const char *name);

#endif
