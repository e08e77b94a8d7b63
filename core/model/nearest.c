#include "core/model/nearest.h"

#include <stdint.h>
#include <string.h>

enum { NAME_BYTES = 64 };

static unsigned smallest(unsigned a, unsigned b, unsigned c)
{
    unsigned ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* Levenshtein distance, one row at a time. */
static unsigned distance(const char *a, const char *b)
{
    size_t a_len = strnlen(a, NAME_BYTES), b_len = strnlen(b, NAME_BYTES);
    unsigned row[NAME_BYTES + 1];
    for (size_t j = 0; j <= b_len; j++)
        row[j] = (unsigned)j;
    for (size_t i = 1; i <= a_len; i++) {
        unsigned diagonal = row[0];
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= b_len; j++) {
            unsigned above = row[j];
            row[j] = smallest(above + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1]));
            diagonal = above;
        }
    }
    return row[b_len];
}

const char *nearest_name(const char *word, const char *const *names, size_t count)
{
    const char *best = NULL;
    unsigned best_distance = UINT32_MAX;
    for (size_t i = 0; i < count; i++) {
        unsigned now = distance(word, names[i]);
        if (now < best_distance) {
            best_distance = now;
            best = names[i];
        }
    }
    return best;
}
