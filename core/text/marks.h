/*
 * What the writing itself says, apart from the words: shouting, emoji, words in quotation marks.
 * These are handed to plugins as cues that belong to no pack.
 *
 *   mark/shout   three or more words running in capitals (not acronyms standing alone, order
 *                numbers, product names with digits); !! or ?! or !? (also with the Arabic ؟)
 *   mark/emoji   an emoji or emoticon
 *   mark/quote   words between quotation marks, the marks included ("…" “…” «…» „…“ ‘…’)
 */
#ifndef RAPPORT_TEXT_MARKS_H
#define RAPPORT_TEXT_MARKS_H

#include <stddef.h>
#include <stdint.h>

enum mark_kind { MARK_SHOUT = 0, MARK_EMOJI = 1, MARK_QUOTE = 2, MARK_COUNT = 3 };

struct mark {
    uint32_t kind;
    uint32_t begin, end; /* original bytes */
};

/* "mark/shout" … */
const char *mark_name(enum mark_kind kind);

/*
 * Looks at the original text; `hints` are those of folding and may be trusted to skip the work.
 * Writes up to `cap` marks in order of begin and returns how many it wrote. What stands in quotation
 * marks is not the writer's own voice: no shouting is found there.
 */
size_t marks_find(const char *text, size_t len, uint32_t hints, struct mark *out, size_t cap);

#endif
