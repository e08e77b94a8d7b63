/* Emoji and emoticons. */
#include "core/text/marks_find.h"

#include <string.h>

#define VARIATION_EMOJI 0xfe0fu
#define JOINER 0x200du

struct range {
    uint32_t first, last;
};

/* Shown in colour without being asked to; below U+1F000 those of Emoji_Presentation, and faces and
 * hearts, which nobody writes for another purpose. */
static const struct range emoji[] = {
    {0x231a, 0x231b},   {0x23e9, 0x23ec},   {0x23f0, 0x23f0},   {0x23f3, 0x23f3},   {0x2614, 0x2615},
    {0x2639, 0x263b},   {0x2648, 0x2653},   {0x2665, 0x2665},   {0x267f, 0x267f},   {0x2693, 0x2693},
    {0x26a1, 0x26a1},   {0x26aa, 0x26ab},   {0x26bd, 0x26be},   {0x26c4, 0x26c5},   {0x26ce, 0x26ce},
    {0x26d4, 0x26d4},   {0x26ea, 0x26ea},   {0x26f2, 0x26f3},   {0x26f5, 0x26f5},   {0x26fa, 0x26fa},
    {0x26fd, 0x26fd},   {0x2705, 0x2705},   {0x270a, 0x270b},   {0x2728, 0x2728},   {0x274c, 0x274c},
    {0x274e, 0x274e},   {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2763, 0x2764},   {0x2795, 0x2797},
    {0x27b0, 0x27b0},   {0x27bf, 0x27bf},   {0x2b1b, 0x2b1c},   {0x2b50, 0x2b50},   {0x2b55, 0x2b55},
    {0x1f004, 0x1f004}, {0x1f0cf, 0x1f0cf}, {0x1f18e, 0x1f18e}, {0x1f191, 0x1f19a}, {0x1f1e6, 0x1f1ff},
    {0x1f201, 0x1f202}, {0x1f21a, 0x1f21a}, {0x1f22f, 0x1f23a}, {0x1f250, 0x1f251}, {0x1f300, 0x1f3fa},
    {0x1f400, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f7e0, 0x1f7eb}, {0x1f7f0, 0x1f7f0}, {0x1f900, 0x1faff},
};

static bool is_emoji(uint32_t codepoint)
{
    size_t low = 0, high = sizeof emoji / sizeof emoji[0];
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (codepoint < emoji[middle].first)
            high = middle;
        else if (codepoint > emoji[middle].last)
            low = middle + 1;
        else
            return true;
    }
    return false;
}

static bool next_is(const struct finder *finder, size_t at, uint32_t wanted)
{
    uint32_t codepoint;
    size_t next;
    if (at >= finder->len)
        return false;
    finder_entry(finder, at, &codepoint, &next);
    return codepoint == wanted;
}

/* Other symbols are emoji only with the selector behind them. */
static bool begins_emoji(const struct finder *finder, uint32_t codepoint, fold_entry entry, size_t next)
{
    return is_emoji(codepoint) || (entry_class(entry) == CLASS_EMOJI && next_is(finder, next, VARIATION_EMOJI));
}

static bool is_modifier(uint32_t codepoint)
{
    return codepoint == VARIATION_EMOJI || codepoint == 0xfe0e || (codepoint >= 0x1f3fb && codepoint <= 0x1f3ff) ||
           (codepoint >= 0xe0020 && codepoint <= 0xe007f);
}

static bool is_flag_letter(uint32_t codepoint)
{
    return codepoint >= 0x1f1e6 && codepoint <= 0x1f1ff;
}

/* The end of the emoji whose first character ends at `at`: modifiers, joined emoji, flags of two letters. */
static size_t emoji_end(const struct finder *finder, uint32_t first, size_t at)
{
    bool joined = false, flag = is_flag_letter(first);
    while (at < finder->len) {
        uint32_t codepoint;
        size_t next;
        finder_entry(finder, at, &codepoint, &next);
        if (flag && is_flag_letter(codepoint)) {
            flag = false;
        } else if (codepoint == JOINER) {
            /* only with something to join */
            uint32_t behind;
            size_t end;
            if (joined || next >= finder->len)
                break;
            finder_entry(finder, next, &behind, &end);
            if (!is_emoji(behind) && !(behind >= 0x2300 && behind < 0x2c00))
                break;
            joined = true;
        } else if (joined) {
            joined = false;
        } else if (!is_modifier(codepoint)) {
            break;
        }
        at = next;
    }
    return at;
}

/* The length of the smiley at the beginning of the text, 0 if there is none. */
static size_t smiley_length(const char *text, size_t len)
{
    static const char *const whole[] = {"xD", "XD", "<3", "^_^", "^^"};
    for (size_t i = 0; i < sizeof whole / sizeof whole[0]; i++)
        if (len >= strlen(whole[i]) && memcmp(text, whole[i], strlen(whole[i])) == 0)
            return strlen(whole[i]);
    if (len < 2 || (text[0] != ':' && text[0] != ';' && text[0] != '='))
        return 0;
    size_t at = 1;
    if (text[0] != '=' && (text[1] == '-' || text[1] == '\''))
        at++;
    if (at >= len || !text[at] || !strchr(text[0] == '=' ? ")(D" : ")(DdPpOo|*]", text[at]))
        return 0;
    char mouth = text[at++];
    while (at < len && text[at] == mouth && (mouth == ')' || mouth == '('))
        at++;
    return at;
}

/* Smileys stand alone: behind them come white space, the end, a mark that ends a sentence. */
static bool smiley_stands_alone(const struct finder *finder, size_t end)
{
    if (end >= finder->len)
        return true;
    uint32_t codepoint;
    size_t next;
    switch (entry_class(finder_entry(finder, end, &codepoint, &next))) {
    case CLASS_SPACE:
    case CLASS_LINE:
    case CLASS_COMMA:
    case CLASS_POINT:
    case CLASS_EXCLAMATION:
    case CLASS_QUESTION:
    case CLASS_EMOJI:
        return true;
    default:
        return codepoint == 0x200f || codepoint == 0x200e;
    }
}

static bool mark_set(struct finder *finder, size_t begin, size_t end, struct mark *ret_mark)
{
    *ret_mark = (struct mark){MARK_EMOJI, (uint32_t)begin, (uint32_t)end};
    finder->at = end;
    return true;
}

bool emoji_next(struct finder *finder, struct mark *ret_mark)
{
    size_t at = finder->at;
    bool apart = true; /* white space, the begin or an emoji stands before */
    while (at < finder->len) {
        uint32_t codepoint;
        size_t next;
        fold_entry entry = finder_entry(finder, at, &codepoint, &next);
        if (codepoint < 0x80) {
            size_t length = apart ? smiley_length(finder->text + at, finder->len - at) : 0;
            if (length && smiley_stands_alone(finder, at + length))
                return mark_set(finder, at, at + length, ret_mark);
        } else if (begins_emoji(finder, codepoint, entry, next)) {
            return mark_set(finder, at, emoji_end(finder, codepoint, next), ret_mark);
        }
        if (entry_class(entry) > CLASS_MARK)
            apart = entry_class(entry) == CLASS_SPACE || entry_class(entry) == CLASS_LINE;
        at = next;
    }
    finder->at = at;
    return false;
}
