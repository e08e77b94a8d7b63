/* Words between quotation marks. */
#include "core/text/marks_find.h"

static bool is_word(fold_entry entry)
{
    return entry_class(entry) >= CLASS_DIGIT;
}

static bool is_space(fold_entry entry)
{
    return entry_class(entry) == CLASS_SPACE || entry_class(entry) == CLASS_LINE;
}

/* The next character that is not dropped; white space at the end. */
static fold_entry entry_behind(const struct finder *finder, size_t at)
{
    while (at < finder->len) {
        uint32_t codepoint;
        fold_entry entry = finder_entry(finder, at, &codepoint, &at);
        if (entry_class(entry) > CLASS_MARK)
            return entry;
    }
    return (fold_entry)CLASS_LINE << 24;
}

/* The kind that a mark may open; -1 for other characters. */
static int kind_opened(uint32_t codepoint)
{
    switch (codepoint) {
    case '"':
    case 0x5f4: /* gershayim, which telephones write for a quotation mark */
    case 0xff02:
        return QUOTE_STRAIGHT;
    case 0x201c:
    case 0x201d: /* opens in some languages, among them Hebrew */
    case 0x201e:
    case 0x201f:
        return QUOTE_CURLED;
    case 0xab:
        return QUOTE_GUILLEMET;
    case 0x2018:
    case 0x201a:
        return QUOTE_SINGLE;
    default:
        return -1;
    }
}

static bool closes(uint32_t codepoint, int kind)
{
    if (kind == QUOTE_GUILLEMET)
        return codepoint == 0xbb;
    if (kind == QUOTE_SINGLE)
        return codepoint == 0x2019 || codepoint == 0x2018;
    return kind_opened(codepoint) == QUOTE_STRAIGHT || codepoint == 0x201c || codepoint == 0x201d;
}

/* What stands before a mark, as far as it tells an opening one. */
struct before {
    fold_entry entry;
    unsigned letters; /* of the word so far, if all are Hebrew prefixes */
    bool prefixes;
};

static bool is_hebrew_prefix(uint32_t codepoint)
{
    return codepoint == 0x5d4 || codepoint == 0x5d5 || codepoint == 0x5d1 || codepoint == 0x5db ||
           codepoint == 0x5dc || codepoint == 0x5de || codepoint == 0x5e9;
}

static void before_move(struct before *before, fold_entry entry)
{
    if (entry_class(entry) <= CLASS_MARK)
        return;
    bool prefix = entry_class(entry) == CLASS_HEBREW && is_hebrew_prefix(entry & ENTRY_CODEPOINT);
    if (!is_word(entry)) {
        before->letters = 0;
        before->prefixes = true;
    } else {
        before->letters++;
        before->prefixes &= prefix;
    }
    before->entry = entry;
}

/* The mark in ב"כתר" opens, that in ש"ח, which stands before the last letter, does not. */
static bool opens_behind_prefix(const struct finder *finder, const struct before *before, size_t next)
{
    if (!before->prefixes || before->letters == 0 || before->letters > 3)
        return false;
    for (unsigned letters = 0; letters < 2; letters++) {
        uint32_t codepoint;
        do {
            if (next >= finder->len)
                return false;
        } while (entry_class(finder_entry(finder, next, &codepoint, &next)) <= CLASS_MARK);
        if (entry_class(fold_lookup(codepoint)) != CLASS_HEBREW)
            return false;
    }
    return true;
}

static bool opens(const struct finder *finder, const struct before *before, int kind, size_t next)
{
    fold_entry behind = entry_behind(finder, next);
    if (kind == QUOTE_GUILLEMET)
        return true;
    if (is_space(behind))
        return false;
    if (kind != QUOTE_SINGLE && is_word(before->entry) && opens_behind_prefix(finder, before, next))
        return true;
    return !is_word(before->entry);
}

/* The end of the closing mark, 0 if there is none in the line; *ret_line_end is set in that case. */
static size_t close_find(const struct finder *finder, int kind, size_t at, size_t *ret_line_end)
{
    bool words = false, spaced = true;
    while (at < finder->len) {
        uint32_t codepoint;
        size_t next;
        fold_entry entry = finder_entry(finder, at, &codepoint, &next);
        if (entry_class(entry) == CLASS_LINE)
            break;
        bool here = closes(codepoint, kind) && words && (kind == QUOTE_GUILLEMET || !spaced);
        if (here && (kind == QUOTE_GUILLEMET || !is_word(entry_behind(finder, next))))
            return next;
        words |= is_word(entry);
        if (entry_class(entry) > CLASS_MARK)
            spaced = is_space(entry);
        at = next;
    }
    *ret_line_end = at;
    return 0;
}

bool quote_next(struct finder *finder, struct mark *ret_mark)
{
    struct before before = {.entry = (fold_entry)CLASS_SPACE << 24, .prefixes = true};
    size_t at = finder->at;
    while (at < finder->len) {
        uint32_t codepoint;
        size_t next, end = 0;
        fold_entry entry = finder_entry(finder, at, &codepoint, &next);
        int kind = kind_opened(codepoint);
        if (kind >= 0 && at >= finder->unclosed_until[kind] && opens(finder, &before, kind, next))
            end = close_find(finder, kind, next, &finder->unclosed_until[kind]);
        if (end) {
            *ret_mark = (struct mark){MARK_QUOTE, (uint32_t)at, (uint32_t)end};
            finder->at = end;
            return true;
        }
        before_move(&before, entry);
        at = next;
    }
    finder->at = at;
    return false;
}
