#include "core/text/fold_table.h"

#include <stdbool.h>
#include <string.h>

#include <utf8proc.h>

#include "core/text/utf8.h"

/* Pages of 256 code points beyond the low ones that running text of our languages uses. */
static const uint8_t stored_pages[] = {0x1e, 0x20, 0x21, 0x22, 0x25, 0x26, 0x27, 0xfb, 0xfc, 0xfd, 0xfe, 0xff};
#define PAGE_COUNT (sizeof stored_pages)

fold_entry fold_low[0x800];
uint16_t fold_pair[0x800];
static fold_entry pages[PAGE_COUNT][256];
static const fold_entry *page_of[256];

struct special {
    uint32_t codepoint;
    fold_entry entry;
};

#define ENTRY(class, codepoint) ((uint32_t)(class) << 24 | (codepoint))
#define APOSTROPHE ENTRY(CLASS_APOSTROPHE, '\'')
#define QUOTE (ENTRY(CLASS_QUOTE, '"') | ENTRY_QUOTE)
#define GUILLEMET (ENTRY(CLASS_CLAUSE, ' ') | ENTRY_QUOTE)
#define DASH ENTRY(CLASS_DASH, '-')
#define POINT ENTRY(CLASS_POINT, '.')
#define YEH ENTRY(CLASS_ARABIC, 0x6cc)
#define ALEF ENTRY(CLASS_ARABIC, 0x627)
#define HEH ENTRY(CLASS_ARABIC, 0x647)
#define KEHEH ENTRY(CLASS_ARABIC, 0x6a9)

/* What neither NFKC nor the general category gives us; in order of code point. */
static const struct special specials[] = {
    {'\t', ENTRY(CLASS_SPACE, ' ')},
    {'\n', ENTRY(CLASS_LINE, ' ')},
    {0x0b, ENTRY(CLASS_LINE, ' ')},
    {0x0c, ENTRY(CLASS_LINE, ' ')},
    {'\r', ENTRY(CLASS_LINE, ' ')},
    {'!', ENTRY(CLASS_EXCLAMATION, '!')},
    {'"', QUOTE},
    {'#', ENTRY(CLASS_SYMBOL, '#')},
    {'%', ENTRY(CLASS_SYMBOL, '%')},
    {'&', ENTRY(CLASS_SYMBOL, '&')},
    {'\'', APOSTROPHE},
    {'*', ENTRY(CLASS_LOOSE, '*')},
    {',', ENTRY(CLASS_COMMA, ',')},
    {'-', DASH},
    {'.', POINT},
    {'/', ENTRY(CLASS_SLASH, '/')},
    {':', ENTRY(CLASS_COLON, ':')},
    {'?', ENTRY(CLASS_QUESTION, '?')},
    {'@', ENTRY(CLASS_SYMBOL, '@')},
    {'\\', ENTRY(CLASS_SLASH, '/')},
    {'_', ENTRY(CLASS_LOOSE, '_')},
    {'`', APOSTROPHE},
    {'|', ENTRY(CLASS_LOOSE, '|')},
    {'~', ENTRY(CLASS_LOOSE, '~')},
    {0x85, ENTRY(CLASS_LINE, ' ')},
    {0xa9, ENTRY(CLASS_SYMBOL, 0xa9)},   /* ©, ® and ° are no emoji */
    {0xab, GUILLEMET},
    {0xae, ENTRY(CLASS_SYMBOL, 0xae)},
    {0xb0, ENTRY(CLASS_SYMBOL, 0xb0)},
    {0xb4, APOSTROPHE},
    {0xbb, GUILLEMET},
    {0x2b9, APOSTROPHE},
    {0x2ba, QUOTE},
    {0x2bb, APOSTROPHE},
    {0x2bc, APOSTROPHE},
    {0x2bd, APOSTROPHE},
    {0x2c8, APOSTROPHE},
    {0x2ca, APOSTROPHE},
    {0x2cb, APOSTROPHE},
    {0x2ee, QUOTE},
    {0x5be, DASH}, /* maqaf */
    {0x5c0, ENTRY(CLASS_LOOSE, '|')},
    {0x5c3, POINT},                          /* sof pasuq */
    {0x5da, ENTRY(CLASS_HEBREW, 0x5db)},     /* final letters */
    {0x5dd, ENTRY(CLASS_HEBREW, 0x5de)},
    {0x5df, ENTRY(CLASS_HEBREW, 0x5e0)},
    {0x5e3, ENTRY(CLASS_HEBREW, 0x5e4)},
    {0x5e5, ENTRY(CLASS_HEBREW, 0x5e6)},
    {0x5f3, APOSTROPHE},                     /* geresh */
    {0x5f4, QUOTE},                          /* gershayim */
    {0x60c, ENTRY(CLASS_COMMA, ',')},
    {0x60d, ENTRY(CLASS_SLASH, '/')},
    {0x61f, ENTRY(CLASS_QUESTION, '?')},
    {0x620, YEH},
    {0x621, ENTRY(CLASS_MARK, 0)},           /* hamza alone */
    {0x629, HEH},                            /* teh marbuta */
    {0x640, ENTRY(CLASS_MARK, 0)},           /* tatweel */
    {0x643, KEHEH},
    {0x649, YEH},
    {0x64a, YEH},
    {0x66a, ENTRY(CLASS_SYMBOL, '%')},
    {0x66b, POINT},                          /* decimal and thousands separator */
    {0x66c, ENTRY(CLASS_COMMA, ',')},
    {0x66d, ENTRY(CLASS_LOOSE, '*')},
    {0x671, ALEF},                           /* alef wasla, and with wavy hamza */
    {0x672, ALEF},
    {0x673, ALEF},
    {0x674, ENTRY(CLASS_MARK, 0)},           /* high hamza */
    {0x6aa, KEHEH},
    {0x6be, HEH},
    {0x6c0, HEH},                            /* decomposes to ae, not to heh */
    {0x6d4, POINT},
    {0x6d5, HEH},
    {0x2010, DASH},
    {0x2014, ENTRY(CLASS_LONG_DASH, '-')},
    {0x2015, ENTRY(CLASS_LONG_DASH, '-')},
    {0x2018, APOSTROPHE | ENTRY_QUOTE},
    {0x2019, APOSTROPHE},
    {0x201a, APOSTROPHE | ENTRY_QUOTE},
    {0x201b, APOSTROPHE | ENTRY_QUOTE},
    {0x201c, QUOTE},
    {0x201d, QUOTE},
    {0x201e, QUOTE},
    {0x201f, QUOTE},
    {0x2032, APOSTROPHE},
    {0x2033, QUOTE},
    {0x2035, APOSTROPHE},
    {0x2036, QUOTE},
    {0x2039, GUILLEMET},
    {0x203a, GUILLEMET},
    {0x2043, DASH},
    {0x2044, ENTRY(CLASS_SLASH, '/')},
    {0x2212, DASH},
    {0x2215, ENTRY(CLASS_SLASH, '/')},
    {0x3001, ENTRY(CLASS_COMMA, ',')},
    {0x3002, POINT},
    {0x300c, GUILLEMET},
    {0x300d, GUILLEMET},
    {0x301d, QUOTE},
    {0x301e, QUOTE},
    {0xfffc, ENTRY(CLASS_DROP, 0)},          /* the place of an attachment */
};
#define SPECIAL_COUNT (sizeof specials / sizeof specials[0])

static bool special_find(uint32_t codepoint, fold_entry *ret_entry)
{
    size_t low = 0, high = SPECIAL_COUNT;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (specials[middle].codepoint < codepoint)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == SPECIAL_COUNT || specials[low].codepoint != codepoint)
        return false;
    *ret_entry = specials[low].entry;
    return true;
}

static bool in_range(uint32_t codepoint, uint32_t first, uint32_t last)
{
    return codepoint >= first && codepoint <= last;
}

static enum fold_class letter_class(uint32_t codepoint)
{
    if (codepoint < 0x2b0 || in_range(codepoint, 0x1d00, 0x1dbf) || in_range(codepoint, 0x1e00, 0x1eff) ||
        in_range(codepoint, 0x2c60, 0x2c7f) || in_range(codepoint, 0xa720, 0xa7ff) ||
        in_range(codepoint, 0xab30, 0xab6f))
        return CLASS_LATIN;
    if (in_range(codepoint, 0x590, 0x5ff) || in_range(codepoint, 0xfb1d, 0xfb4f))
        return CLASS_HEBREW;
    if (in_range(codepoint, 0x600, 0x6ff) || in_range(codepoint, 0x750, 0x77f) ||
        in_range(codepoint, 0x870, 0x8ff) || in_range(codepoint, 0xfb50, 0xfdff) || in_range(codepoint, 0xfe70, 0xfeff))
        return CLASS_ARABIC;
    return CLASS_OTHER;
}

/* All digits of a script stand in a run of ten from its zero on; some runs follow each other. */
static uint32_t digit_value(uint32_t codepoint)
{
    uint32_t zero = codepoint;
    while (zero > 0 && utf8proc_category((utf8proc_int32_t)zero - 1) == UTF8PROC_CATEGORY_ND)
        zero--;
    return (codepoint - zero) % 10;
}

static bool is_pictograph_block(uint32_t codepoint)
{
    return in_range(codepoint, 0x1f000, 0x1faff);
}

static fold_entry symbol_entry(uint32_t codepoint, utf8proc_category_t category)
{
    if (in_range(codepoint, 0x1f3fb, 0x1f3ff))
        return ENTRY(CLASS_MARK, 0); /* skin tones */
    bool emoji = is_pictograph_block(codepoint) || (category == UTF8PROC_CATEGORY_SO && codepoint >= 0x2300);
    return ENTRY(emoji ? CLASS_EMOJI : CLASS_SYMBOL, codepoint);
}

/* The entry of a code point that needs no more decomposing. */
static fold_entry entry_make(uint32_t codepoint)
{
    fold_entry entry;
    if (special_find(codepoint, &entry))
        return entry;
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)codepoint);
    switch (category) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return ENTRY(letter_class(codepoint), codepoint);
    case UTF8PROC_CATEGORY_ND:
        return ENTRY(CLASS_DIGIT, '0' + digit_value(codepoint));
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        return ENTRY(CLASS_MARK, 0);
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
        return ENTRY(CLASS_DROP, 0);
    case UTF8PROC_CATEGORY_ZS:
        return ENTRY(CLASS_SPACE, ' ');
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return ENTRY(CLASS_LINE, ' ');
    case UTF8PROC_CATEGORY_PD:
        return DASH;
    case UTF8PROC_CATEGORY_PC:
        return ENTRY(CLASS_LOOSE, '_');
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
        return ENTRY(CLASS_CLAUSE, ' ');
    default:
        return symbol_entry(codepoint, category);
    }
}

/* Hangul is not taken apart. */
static bool is_identity(uint32_t codepoint)
{
    return in_range(codepoint, 0x3400, 0x9fff) || in_range(codepoint, 0xac00, 0xd7a3);
}

static unsigned decompose(uint32_t codepoint, utf8proc_int32_t out[FOLD_EXPANSION_MAX])
{
    int last_boundclass = 0;
    utf8proc_option_t options = UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
    utf8proc_ssize_t count =
        utf8proc_decompose_char((utf8proc_int32_t)codepoint, out, FOLD_EXPANSION_MAX, options, &last_boundclass);
    return count < 0 || count > FOLD_EXPANSION_MAX ? 0 : (unsigned)count;
}

static bool is_dropped(fold_entry entry)
{
    return entry_class(entry) == CLASS_MARK || entry_class(entry) == CLASS_DROP;
}

unsigned fold_expand(uint32_t codepoint, fold_entry out[FOLD_EXPANSION_MAX])
{
    if (special_find(codepoint, &out[0]))
        return 1;
    utf8proc_int32_t parts[FOLD_EXPANSION_MAX];
    unsigned part_count = decompose(codepoint, parts), count = 0;
    for (unsigned i = 0; i < part_count && count < FOLD_EXPANSION_MAX - 1; i++) {
        uint32_t part = (uint32_t)parts[i];
        if (in_range(part, 0x5f0, 0x5f2)) { /* Yiddish ligatures, which Unicode does not take apart */
            out[count++] = ENTRY(CLASS_HEBREW, part == 0x5f2 ? 0x5d9 : 0x5d5);
            out[count++] = ENTRY(CLASS_HEBREW, part == 0x5f0 ? 0x5d5 : 0x5d9);
        } else if (!is_dropped(out[count] = entry_make(part))) {
            count++;
        }
    }
    if (count == 0) {
        out[0] = entry_make(codepoint);
        if (entry_class(out[0]) != CLASS_MARK)
            out[0] = ENTRY(CLASS_DROP, 0);
        count = 1;
    }
    return count;
}

static fold_entry entry_compute(uint32_t codepoint)
{
    if (is_identity(codepoint))
        return ENTRY(CLASS_OTHER, codepoint);
    fold_entry parts[FOLD_EXPANSION_MAX];
    if (fold_expand(codepoint, parts) > 1)
        return ENTRY(CLASS_EXPAND, codepoint);
    bool upper = entry_class(parts[0]) == CLASS_LATIN &&
                 utf8proc_category((utf8proc_int32_t)codepoint) == UTF8PROC_CATEGORY_LU;
    return parts[0] | (upper ? ENTRY_UPPER : 0);
}

fold_entry fold_lookup_high(uint32_t codepoint)
{
    if (codepoint < 0x10000) {
        const fold_entry *page = page_of[codepoint >> 8];
        if (page)
            return page[codepoint & 0xff];
    } else if (in_range(codepoint, 0x1f300, 0x1f3fa) || in_range(codepoint, 0x1f400, 0x1faff)) {
        return ENTRY(CLASS_EMOJI, codepoint); /* most of what is not in a table */
    }
    return entry_compute(codepoint);
}

static uint16_t pair_make(fold_entry entry)
{
    uint32_t codepoint = entry & ENTRY_CODEPOINT;
    enum fold_class class = entry_class(entry);
    if ((class != CLASS_HEBREW && class != CLASS_ARABIC) || codepoint < 0x80 || codepoint >= 0x800)
        return 0;
    char bytes[4];
    uint16_t pair;
    utf8_encode(codepoint, bytes);
    memcpy(&pair, bytes, sizeof pair);
    return pair;
}

void fold_table_init(void)
{
    for (uint32_t codepoint = 0; codepoint < 0x800; codepoint++) {
        fold_low[codepoint] = entry_compute(codepoint);
        fold_pair[codepoint] = codepoint < 0x80 ? 0 : pair_make(fold_low[codepoint]);
    }
    for (size_t i = 0; i < PAGE_COUNT; i++) {
        for (uint32_t low = 0; low < 256; low++)
            pages[i][low] = entry_compute((uint32_t)stored_pages[i] << 8 | low);
        page_of[stored_pages[i]] = pages[i];
    }
}
