/* Words of one text that are said in another: a person's name, and what a matter is about. */
#ifndef RAPPORT_TEXT_NAMES_H
#define RAPPORT_TEXT_NAMES_H

#include <stdbool.h>

#include "core/text/fold.h"

/*
 * Where a word of `name` stands in `text`: compared folded, as a whole word, also behind Hebrew particles,
 * before 's, and joined to a Persian form of address. Titles and particles of names (Dr, van, خانم) do not
 * count. The folder is cleared. Linear in len; of the name eight words count.
 */
bool name_find(struct folder *folder, const char *text, size_t len, const char *name, size_t name_len,
               uint32_t *ret_begin, uint32_t *ret_end);

/* The content words of a text, by their first letters and without the commonest words of our languages. */
#define STEMS_MAX 64

struct stems {
    uint64_t keys[STEMS_MAX], bloom;
    uint32_t count;
};

/* Takes the first STEMS_MAX of the first 4 KiB. The folder is cleared. */
void stems_take(struct stems *stems, struct folder *folder, const char *text, size_t len);

/* How many of them are said in the first 4 KiB of `text`. The folder is cleared. */
uint32_t stems_shared(const struct stems *stems, struct folder *folder, const char *text, size_t len);

#endif
