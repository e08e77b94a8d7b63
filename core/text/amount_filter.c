/*
 * Sixteen bytes are looked at together. A word begins at a byte from 0x40 on behind one below it
 * (a space, a digit, a mark), so that the letters in "18eur" are found, too. Its first eight bytes,
 * cut at the next byte below 0x40, are looked up among the same beginnings of all number words and
 * all words of money: first in a set of bits, which sends nearly all words away without a jump
 * that nobody can foresee, then in the table.
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
#define SLOT_BITS 13
#define SLOT_COUNT (1u << SLOT_BITS)
#define BIT_BITS 17

enum { SAYS_NUMBER = 1, SAYS_MONEY = 2, SAYS_BOTH = 3 };

/* 14 bits of the hash and the two bits of what it says; 0 is free. */
static uint16_t slots[SLOT_COUNT];
static uint64_t bits[(1u << BIT_BITS) / 64];
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

/* 0x80 in each byte that is 0x40 or more. */
static inline uint64_t letters(uint64_t word)
{
    return (word | word << 1) & EACH(0x80);
}

#ifdef __SSE2__

/* One bit for each of 16 bytes that is a letter, the first the lowest; digits and $ go to *says. */
static inline uint64_t classify(const char *text, unsigned *says)
{
    __m128i chunk = _mm_loadu_si128((const __m128i *)(const void *)text);
    __m128i is_letter = _mm_cmpeq_epi8(_mm_max_epu8(chunk, _mm_set1_epi8(0x40)), chunk);
    __m128i place = _mm_sub_epi8(chunk, _mm_set1_epi8('0'));
    __m128i is_digit = _mm_cmpeq_epi8(_mm_min_epu8(place, _mm_set1_epi8(9)), place);
    __m128i is_dollar = _mm_cmpeq_epi8(chunk, _mm_set1_epi8('$'));
    *says |= _mm_movemask_epi8(is_digit) ? SAYS_NUMBER : 0;
    *says |= _mm_movemask_epi8(is_dollar) ? SAYS_MONEY : 0;
    return (uint64_t)(unsigned)_mm_movemask_epi8(is_letter);
}

#else

static inline uint64_t digits(uint64_t word)
{
    uint64_t row = (word & EACH(0xF0)) ^ EACH(0x30);
    uint64_t is_row = ~(row | ((row & EACH(0x7F)) + EACH(0x7F))) & EACH(0x80);
    uint64_t above_nine = ((word & EACH(0x0F)) + EACH(0x06)) << 3 & EACH(0x80);
    return is_row & ~above_nine;
}

static inline uint64_t dollars(uint64_t word)
{
    uint64_t other = word ^ EACH('$');
    return ~(other | ((other & EACH(0x7F)) + EACH(0x7F))) & EACH(0x80);
}

/* One bit for each byte whose highest bit is set, the first the lowest. */
static inline uint64_t gather(uint64_t high)
{
    return ((high >> 7) * UINT64_C(0x0102040810204080)) >> 56;
}

static inline uint64_t classify(const char *text, unsigned *says)
{
    uint64_t low = load(text), high = load(text + 8);
    *says |= digits(low) | digits(high) ? SAYS_NUMBER : 0;
    *says |= dollars(low) | dollars(high) ? SAYS_MONEY : 0;
    return gather(letters(low)) | gather(letters(high)) << 8;
}

#endif

/* The same, with nothing for what is behind the end; what lies before `at` was looked at already. */
static inline uint64_t classify_at(const char *text, size_t len, size_t at, unsigned *says)
{
    size_t from = at < len - 16 ? at : len - 16;
    return classify(text + from, says) >> (at - from);
}

static inline uint64_t key_cut(uint64_t word)
{
    uint64_t stop = ~letters(word) & EACH(0x80);
    uint64_t below = stop ? ((stop & (0 - stop)) >> 7) - 1 : UINT64_MAX;
    return word & below;
}

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

static void slot_add(const char *text, size_t len, uint16_t says)
{
    char padded[8] = "";
    memcpy(padded, text, len < sizeof padded ? len : sizeof padded);
    uint64_t hash = key_hash(key_cut(load(padded)));
    uint16_t *slot = slot_find(hash);
    *slot = (uint16_t)(*slot | hash_tag(hash) | says);
    bits[hash >> (64 - BIT_BITS + 6)] |= UINT64_C(1) << (hash >> (64 - BIT_BITS) & 63);
}

/* Hebrew numbers and price words with the letters that may be joined in front. */
static void slot_add_prefixed(const char *text, size_t len, uint16_t says)
{
    static const char *const prefixes[] = { "ו", "ב", "ל", "כ", "מ", "ה", "ש", "וב", "ול", "וה", "שב",
                                            "של", "שה", "וכ", "ומ", "מה", "בה", "לה", "כש", "ש", "וש" };
    char joined[16];
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t prefix_len = strlen(prefixes[i]);
        size_t take = len < sizeof joined - prefix_len ? len : sizeof joined - prefix_len;
        memcpy(joined, prefixes[i], prefix_len);
        memcpy(joined + prefix_len, text, take);
        slot_add(joined, prefix_len + take, says);
    }
}

/* Persian joins number and currency (صدتومن, 150هزارتومان) and two numbers (صدوبیست). */
static void slot_add_joined(const char *text, size_t len, uint64_t roles)
{
    static const char *const tails[] = { "تومن", "تومان", "ریال", "هزار", "میلیون", "و" };
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
    static const char *const signs[] = { "£", "€", "₪", "₹", "¢", "¥", "₽", "₺", "₩", "₫", "₴", "฿",
                                         "₦", "₱", "₡", "₲", "₸", "₼", "₾", "₭", "₮", "₵", "֏" };
    static const char *const verbs[] = { "comes", "come", "goes", "sells", "works" };
    slots_add_lists(words_english);
    slots_add_lists(words_english_names);
    slots_add_lists(words_hebrew);
    slots_add_lists(words_persian);
    /* "comes to 45", "goes for 45" */
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        slot_add(verbs[i], strlen(verbs[i]), SAYS_MONEY);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        slot_add(signs[i], strlen(signs[i]), SAYS_MONEY);
        slot_add_prefixed(signs[i], strlen(signs[i]), SAYS_MONEY);
    }
}

static inline unsigned key_says(uint64_t key)
{
    uint64_t hash = key_hash(key);
    if (__builtin_expect(!(bits[hash >> (64 - BIT_BITS + 6)] >> (hash >> (64 - BIT_BITS) & 63) & 1), 1))
        return 0;
    return *slot_find(hash) & SAYS_BOTH;
}

/* What the next 64 bytes say; *carry tells whether the byte before them is a letter. */
static inline unsigned block_says(const char *text, size_t len, size_t begin, uint64_t *carry)
{
    unsigned says = 0;
    uint64_t all = classify_at(text, len, begin, &says) | classify_at(text, len, begin + 16, &says) << 16 |
                   classify_at(text, len, begin + 32, &says) << 32 | classify_at(text, len, begin + 48, &says) << 48;
    uint64_t starts = all & ~(all << 1 | *carry);
    *carry = all >> 63;
    for (; starts; starts &= starts - 1)
        says |= key_says(key_cut(load_at(text, len, begin + (size_t)__builtin_ctzll(starts))));
    return says;
}

bool amount_filter(const char *folded, size_t len)
{
    char padded[16] = "";
    unsigned says = 0;
    uint64_t carry = 0;
    pthread_once(&slots_once, slots_build);
    if (len < sizeof padded) {
        memcpy(padded, folded, len);
        folded = padded;
        len = sizeof padded;
    }
    for (size_t at = 0; at < len && says != SAYS_BOTH; at += 64)
        says |= block_says(folded, len, at, &carry);
    return says == SAYS_BOTH;
}
