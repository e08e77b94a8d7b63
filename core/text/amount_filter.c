/*
 * Sixteen bytes are looked at together. A word begins at a byte from 0x61 on behind one below it
 * (a space, a digit, a mark), so that the letters in "18eur" are found, too. Its first eight bytes,
 * cut at the next byte below 0x61, are looked up among the same beginnings of all number words and
 * all words of money: first in small tables where a few strange words hit as well, but which
 * take no jump that nobody can foresee; and where these say yes, once more in an exact table.
 */
#include "core/text/amount_filter.h"

#include <pthread.h>
#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "core/text/amount_words.h"

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))
#define STEP 56
#define SLOT_BITS 13
#define SLOT_COUNT (1u << SLOT_BITS)
#define HINT_BITS 17

enum { SAYS_NUMBER = 1, SAYS_MONEY = 2, SAYS_BOTH = 3 };

/* 14 bits of the hash and the two bits of what it says; 0 is free. */
static uint16_t slots[SLOT_COUNT];
/* A bit for each beginning of a hash that some key has. */
static uint64_t hints[(1u << HINT_BITS) / 64];
static pthread_once_t slots_once = PTHREAD_ONCE_INIT;

/* The first byte is the lowest of the word. */
static uint64_t load(const char *text)
{
    uint64_t word;
    memcpy(&word, text, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* The same with zeros for what is behind the end; there are eight bytes at least. Without a jump. */
static inline uint64_t load_at(const char *text, size_t len, size_t at)
{
    size_t from = at < len - 8 ? at : len - 8;
    return load(text + from) >> (8 * (at - from));
}

/*
 * What 64 bytes are made of: a bit for each letter, and whether there is a digit, a $ or the byte
 * that all other signs of currencies begin with (0xC2 or 0xE2; folded text has little else of it).
 */
struct classes {
    uint64_t letters;
    unsigned says;
};

#ifdef __SSE2__

static inline struct classes classify(const char *const chunks[4], const unsigned skips[4])
{
    __m128i any_digit = _mm_setzero_si128(), any_sign = any_digit;
    struct classes classes = { 0, 0 };
    for (unsigned i = 0; i < 4; i++) {
        __m128i chunk = _mm_loadu_si128((const __m128i *)(const void *)chunks[i]);
        __m128i is_letter = _mm_cmpeq_epi8(_mm_max_epu8(chunk, _mm_set1_epi8('a')), chunk);
        __m128i place = _mm_sub_epi8(chunk, _mm_set1_epi8('0'));
        any_digit = _mm_or_si128(any_digit, _mm_cmpeq_epi8(_mm_min_epu8(place, _mm_set1_epi8(9)), place));
        __m128i lead = _mm_cmpeq_epi8(_mm_or_si128(chunk, _mm_set1_epi8(0x20)), _mm_set1_epi8((char)0xE2));
        any_sign = _mm_or_si128(any_sign, _mm_or_si128(lead, _mm_cmpeq_epi8(chunk, _mm_set1_epi8('$'))));
        classes.letters |= (uint64_t)(unsigned)_mm_movemask_epi8(is_letter) >> skips[i] << 16 * i;
    }
    classes.says = (_mm_movemask_epi8(any_digit) ? SAYS_NUMBER : 0) | (_mm_movemask_epi8(any_sign) ? SAYS_MONEY : 0);
    return classes;
}

#else

/* 0x80 in each byte that is 'a' or more; and so on. */
static inline uint64_t letters(uint64_t word)
{
    return (((word & EACH(0x7F)) + EACH(0x80 - 'a')) | word) & EACH(0x80);
}

static inline uint64_t digits(uint64_t word)
{
    uint64_t row = (word & EACH(0xF0)) ^ EACH(0x30);
    uint64_t is_row = ~(row | ((row & EACH(0x7F)) + EACH(0x7F))) & EACH(0x80);
    uint64_t above_nine = ((word & EACH(0x0F)) + EACH(0x06)) << 3 & EACH(0x80);
    return is_row & ~above_nine;
}

static inline uint64_t equals(uint64_t word, uint64_t each)
{
    uint64_t other = word ^ each;
    return ~(other | ((other & EACH(0x7F)) + EACH(0x7F))) & EACH(0x80);
}

static inline uint64_t signs(uint64_t word)
{
    return equals(word, EACH('$')) | equals(word | EACH(0x20), EACH(0xE2));
}

/* One bit for each byte whose highest bit is set, the first the lowest. */
static inline uint64_t gather(uint64_t high)
{
    return ((high >> 7) * UINT64_C(0x0102040810204080)) >> 56;
}

static inline struct classes classify(const char *const chunks[4], const unsigned skips[4])
{
    uint64_t any_digit = 0, any_sign = 0;
    struct classes classes = { 0, 0 };
    for (unsigned i = 0; i < 4; i++) {
        uint64_t low = load(chunks[i]), high = load(chunks[i] + 8);
        any_digit |= digits(low) | digits(high);
        any_sign |= signs(low) | signs(high);
        classes.letters |= (gather(letters(low)) | gather(letters(high)) << 8) >> skips[i] << 16 * i;
    }
    classes.says = (any_digit ? SAYS_NUMBER : 0) | (any_sign ? SAYS_MONEY : 0);
    return classes;
}

#endif

/*
 * The 64 bytes from `begin` on, with nothing for what is behind the end: a chunk there is the last
 * of the text, shifted. What lies before it was looked at already.
 */
static inline struct classes classify_at(const char *text, size_t len, size_t begin)
{
    const char *chunks[4];
    unsigned skips[4];
    for (unsigned i = 0; i < 4; i++) {
        size_t at = begin + 16 * i, from = at < len - 16 ? at : len - 16;
        chunks[i] = text + from;
        skips[i] = (unsigned)(at - from);
    }
    return classify(chunks, skips);
}

static const uint64_t key_masks[9] = {
    0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF, UINT64_MAX,
};

/* The upper bits are the good ones. */
static inline uint64_t key_hash(uint64_t key)
{
    return key * UINT64_C(0x9E3779B97F4A7C15);
}

static uint16_t hash_tag(uint64_t hash)
{
    return (uint16_t)(hash >> 16 & 0xFFFC) | 4; /* never 0 */
}

static uint16_t *slot_find(uint64_t hash)
{
    for (uint64_t at = hash >> (64 - SLOT_BITS);; at = (at + 1) & (SLOT_COUNT - 1))
        if (slots[at] == 0 || (slots[at] & 0xFFFC) == hash_tag(hash))
            return &slots[at];
}

/* The text is cut where its first eight bytes cease to be letters, as in block_next. */
static void slot_add(const char *text, size_t len, unsigned says)
{
    char padded[8] = "";
    for (size_t i = 0; i < len && i < sizeof padded && (unsigned char)text[i] >= 'a'; i++)
        padded[i] = text[i];
    uint64_t hash = key_hash(load(padded));
    uint16_t *slot = slot_find(hash);
    *slot = (uint16_t)(*slot | hash_tag(hash) | says);
    hints[hash >> (64 - HINT_BITS + 6)] |= UINT64_C(1) << (hash >> (64 - HINT_BITS) & 63);
}

/* Hebrew numbers and price words with the letters that may be joined in front. */
static void slot_add_prefixed(const char *text, size_t len, uint16_t says)
{
    char joined[16];
    for (const char *const *prefix = words_hebrew_prefixes; *prefix; prefix++) {
        size_t prefix_len = strlen(*prefix);
        size_t take = len < sizeof joined - prefix_len ? len : sizeof joined - prefix_len;
        memcpy(joined, *prefix, prefix_len);
        memcpy(joined + prefix_len, text, take);
        slot_add(joined, prefix_len + take, says);
    }
}

/* Persian joins number and currency (صدتومن, 150هزارتومان) and two numbers (صدوبیست). */
static void slot_add_joined(const char *text, size_t len, uint64_t roles)
{
    static const char *const tails[] = { "تومن", "تمن", "ریال", "هزار", "میلیون", "ملیون",   "و",
                                         "وی",   "ود",  "وس",   "وچ",   "وپ",     "وش",
                                         "وه",   "ون",  "وب",   "وص",   "وم" };
    char joined[16];
    if (!(roles & ROLES_NUMBER))
        return;
    if (roles & ROLE_SCALE)
        slot_add(text, len, SAYS_BOTH);
    for (size_t i = 0; i < sizeof tails / sizeof *tails && len < 8; i++) {
        size_t take = strlen(tails[i]) < sizeof joined - len ? strlen(tails[i]) : sizeof joined - len;
        memcpy(joined, text, len);
        memcpy(joined + len, tails[i], take);
        slot_add(joined, len + take, SAYS_BOTH);
    }
}

static uint16_t says_of(uint64_t roles)
{
    const uint64_t money = ROLE_CURRENCY | ROLE_CURRENCY_GLUED | ROLE_PRICE | ROLE_PRICE_VERB | ROLE_RATE | ROLE_NOTE;
    uint16_t says = 0;
    if (roles & (ROLES_NUMBER | ROLE_HALF))
        says |= SAYS_NUMBER;
    if (roles & money)
        says |= SAYS_MONEY;
    return says;
}

static void slots_add_lists(const struct word_list *lists)
{
    for (; lists->words; lists++) {
        uint16_t says = says_of(lists->roles);
        const char *at = lists->words;
        while (says && *at) {
            size_t len = strcspn(at, " ");
            if (len > 0)
                slot_add(at, len, says);
            if (len > 0 && (unsigned char)*at == 0xD7)
                slot_add_prefixed(at, len, says);
            else if (len > 0 && (unsigned char)*at >= 0xD8)
                slot_add_joined(at, len, lists->roles);
            at += len + (at[len] == ' ');
        }
    }
}

static void slots_build(void)
{
    static const char *const verbs[] = { "comes", "come", "goes", "going", "sells", "works" };
    slots_add_lists(words_english);
    slots_add_lists(words_english_names);
    slots_add_lists(words_hebrew);
    slots_add_lists(words_persian);
    /* "comes to 45", "goes for 45" */
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        slot_add(verbs[i], strlen(verbs[i]), SAYS_MONEY);
}

/*
 * The words that begin in the first 56 bytes of a block of 64, or in all of the last block; so
 * there are eight bytes of each to look at.
 */
struct block {
    const char *text;
    size_t len, begin;
    uint64_t letters, starts;
};

static inline unsigned block_init(struct block *block, const char *text, size_t len, size_t begin)
{
    struct classes classes = classify_at(text, len, begin);
    bool within = begin > 0 && (unsigned char)text[begin - 1] >= 'a';
    *block = (struct block){ text, len, begin, classes.letters, classes.letters & ~(classes.letters << 1 | within) };
    if (len - begin > 64)
        block->starts &= (UINT64_C(1) << STEP) - 1;
    return classes.says;
}

/* The hash of the next word's key. */
static inline uint64_t block_next(struct block *block)
{
    unsigned at = (unsigned)__builtin_ctzll(block->starts);
    unsigned letters = (unsigned)__builtin_ctzll(~(block->letters >> at) | 0x100); /* at most 8 */
    block->starts &= block->starts - 1;
    return key_hash(load_at(block->text, block->len, block->begin + at) & key_masks[letters]);
}

static inline unsigned hash_says(uint64_t hash)
{
    uint64_t bit = hash >> (64 - HINT_BITS);
    return __builtin_expect(hints[bit >> 6] >> (bit & 63) & 1, 0) ? *slot_find(hash) & SAYS_BOTH : 0;
}

static bool says_both(const char *text, size_t len)
{
    unsigned says = 0;
    for (size_t at = 0; at < len && says != SAYS_BOTH; at += STEP) {
        struct block block;
        says |= block_init(&block, text, len, at);
        while (block.starts)
            says |= hash_says(block_next(&block));
    }
    return says == SAYS_BOTH;
}

bool amount_filter(const char *folded, size_t len)
{
    char padded[16] = "";
    pthread_once(&slots_once, slots_build);
    if (len < sizeof padded) {
        memcpy(padded, folded, len);
        folded = padded;
        len = sizeof padded;
    }
    return says_both(folded, len);
}
