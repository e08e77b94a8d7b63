/* A growable run of bytes. Zeroed memory is an empty one. */
#ifndef RAPPORT_MODEL_BYTES_H
#define RAPPORT_MODEL_BYTES_H

#include <stddef.h>
#include <stdint.h>

struct bytes {
    char *ptr;
    size_t len, cap;
};

void bytes_init(struct bytes *bytes);
void bytes_release(struct bytes *bytes);
/* Empty, with its memory kept. */
void bytes_clear(struct bytes *bytes);
/* Makes room for `more` bytes behind len; returns the place where they go. */
char *bytes_reserve(struct bytes *bytes, size_t more);
void bytes_add(struct bytes *bytes, const void *data, size_t len);
void bytes_add_text(struct bytes *bytes, const char *text);
void bytes_add_char(struct bytes *bytes, char c);
/* As printf; the C locale rules in all of rapport, so numbers look the same everywhere. */
void bytes_addf(struct bytes *bytes, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A NUL behind the end, not counted in len; returns ptr. */
char *bytes_text(struct bytes *bytes);

#endif
