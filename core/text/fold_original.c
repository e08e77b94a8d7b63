/* From folded text back to the original, and what only the original tells. */
#include "core/text/fold_run.h"
#include "core/text/utf8.h"

/* The original place of a folded one, moved to the first byte of its character. */
static uint32_t original_at(const struct folder *folder, const struct folded *folded, const char *original,
                            uint32_t original_len, uint32_t place)
{
    const struct fold_jump *jumps = folded->jump_count ? folder->jumps + folded->first_jump : NULL;
    uint32_t low = 0, high = folded->jump_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (jumps[middle].folded <= place)
            low = middle + 1;
        else
            high = middle;
    }
    uint32_t at = low ? jumps[low - 1].original + (place - jumps[low - 1].folded) : place;
    if (at >= original_len)
        return original_len;
    while (!utf8_is_border(original, original_len, at))
        at--;
    return at;
}

static uint32_t codepoint_at(const char *text, uint32_t len, uint32_t at, uint32_t *ret_next)
{
    uint32_t codepoint;
    *ret_next = at + utf8_decode(text + at, &codepoint);
    if (*ret_next > len)
        *ret_next = len;
    return codepoint;
}

/* The end of the original character at `at`, with the marks and the repeated letters behind it. */
static uint32_t character_end(const char *original, uint32_t limit, uint32_t at, uint32_t letter)
{
    uint32_t end;
    codepoint_at(original, limit, at, &end);
    while (end < limit) {
        uint32_t next;
        fold_entry entry = fold_lookup(codepoint_at(original, limit, end, &next));
        bool repeated = entry_class(entry) >= CLASS_LATIN && (entry & ENTRY_CODEPOINT) == letter;
        if (entry_class(entry) != CLASS_MARK && !repeated)
            break;
        end = next;
    }
    return end;
}

void fold_original(const struct folder *folder, const struct folded *folded, const char *original,
                   size_t original_len, uint32_t begin, uint32_t end, uint32_t *ret_begin, uint32_t *ret_end)
{
    const char *text = folder->text.ptr + folded->begin;
    uint32_t len = (uint32_t)original_len;
    end = end < folded->len ? end : folded->len;
    begin = begin < end ? begin : end;
    while (!utf8_is_border(text, folded->len, begin))
        begin--;
    while (!utf8_is_border(text, folded->len, end))
        end++;
    uint32_t first = begin < folded->len ? original_at(folder, folded, original, len, begin) : len;
    *ret_begin = *ret_end = first;
    if (begin == end || first >= len)
        return;
    uint32_t last = end - 1, last_letter;
    while (!utf8_is_border(text, folded->len, last))
        last--;
    utf8_decode(text + last, &last_letter);
    uint32_t at = original_at(folder, folded, original, len, last);
    uint32_t limit = end < folded->len ? original_at(folder, folded, original, len, end) : len;
    if (at >= len)
        *ret_end = len;
    else
        *ret_end = character_end(original, limit > at ? limit : len, at, last_letter);
    if (*ret_end < *ret_begin)
        *ret_end = *ret_begin;
}

struct word_case {
    uint32_t upper, lower;
    char head[2];
};

static uint32_t word_hints(const struct word_case *word)
{
    bool capitals = word->upper >= 2 && !word->lower;
    bool smiley = word->upper + word->lower == 2 && (word->head[0] | 0x20) == 'x' && word->head[1] == 'D';
    return (capitals ? FOLD_HAS_CAPITALS : 0) | (smiley ? FOLD_HAS_EMOJI : 0);
}

uint32_t fold_case_hints(const char *text, size_t len)
{
    struct word_case word = {0};
    uint32_t hints = 0, at = 0;
    while (at < len) {
        uint32_t next;
        fold_entry entry = fold_lookup(codepoint_at(text, (uint32_t)len, at, &next));
        if (entry_class(entry) == CLASS_LATIN) {
            uint32_t count = word.upper + word.lower;
            if (count < 2)
                word.head[count] = text[at];
            if (entry & ENTRY_UPPER)
                word.upper++;
            else
                word.lower++;
        } else if (entry_class(entry) > CLASS_MARK && entry_class(entry) != CLASS_APOSTROPHE) {
            hints |= word_hints(&word);
            word = (struct word_case){0};
        }
        at = next;
    }
    return hints | word_hints(&word);
}
