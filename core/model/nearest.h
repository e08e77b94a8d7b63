/* The nearest known name to a misspelt one, for errors that help. */
#ifndef RAPPORT_MODEL_NEAREST_H
#define RAPPORT_MODEL_NEAREST_H

#include <stddef.h>

/* The name with the least edits to `word`; NULL if `count` is 0. Names are compared to 64 bytes. */
const char *nearest_name(const char *word, const char *const *names, size_t count);

#endif
