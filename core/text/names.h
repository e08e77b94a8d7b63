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

/*
 * How many different content words of `left` stand in `right`, told by their first letters, without the
 * commonest words of our languages. The folder is cleared. Of `left` 64 words count.
 */
uint32_t words_shared(struct folder *folder, const char *left, size_t left_len, const char *right, size_t right_len);

#endif
