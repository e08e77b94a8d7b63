/*
 * Eight bytes are looked at together. A word begins at a byte from 0x40 on behind one below it
 * (a space, a digit, a mark), so that the letters in "18eur" are found, too. Its first eight bytes,
 * cut at the next byte below 0x40, are looked up among the same beginnings of all number words and
 * all words of money. In this order of bytes, the first is the lowest of the 64-bit word.
 */
#include "core/text/amount_filter.h"

#include <pthread.h>
#include <stdint.h>
#include <string.h>

#include "core/text/amount_words.h"

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))
#define SLOT_BITS 13
#define SLOT_COUNT (1u << SLOT_BITS)

enum { SAYS_NUMBER = 1, SAYS_MONEY = 2, SAYS_BOTH = 3 };

/* 14 bits of the hash and the two bits of what it says; 0 is free. */
static uint16_t slots[SLOT_COUNT];
static pthread_once_t slots_once = PTHREAD_ONCE_INIT;

static uint64_t load(const char *text)
{
    uint64_t word;
    memcpy(&word, text, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* 0x80 in each byte that is 0x40 or more. */
static uint64_t letters(uint64_t word)
{
    return (word | word << 1) & EACH(0x80);
}

static uint64_t digits(uint64_t word)
{
    uint64_t row = (word & EACH(0xF0)) ^ EACH(0x30);
    uint64_t is_row = ~((row | ((row & EACH(0x7F)) + EACH(0x7F)))) & EACH(0x80);
    uint64_t above_nine = ((word & EACH(0x0F)) + EACH(0x06)) << 3 & EACH(0x80);
    return is_row & ~above_nine;
}

static uint64_t dollars(uint64_t word)
{
    uint64_t other = word ^ EACH('$');
    return ~(other | ((other & EACH(0x7F)) + EACH(0x7F))) & EACH(0x80);
}

static uint64_t key_cut(uint64_t word)
{
    uint64_t stop = ~letters(word) & EACH(0x80);
    uint64_t below = stop ? ((stop & (0 - stop)) >> 7) - 1 : UINT64_MAX;
    return word & below;
}

static uint64_t key_hash(uint64_t key)
{
    key *= UINT64_C(0x9E3779B97F4A7C15);
    return key ^ key >> 29;
}

static uint16_t *slot_find(uint64_t key, uint16_t *ret_tag)
{
    uint64_t hash = key_hash(key);
    uint16_t tag = (uint16_t)(hash >> 40 & 0xFFFC) | 4; /* never 0 */
    *ret_tag = tag;
    for (uint64_t at = hash & (SLOT_COUNT - 1);; at = (at + 1) & (SLOT_COUNT - 1))
        if (slots[at] == 0 || (slots[at] & 0xFFFC) == tag)
            return &slots[at];
}

static void slot_add(const char *text, size_t len, uint16_t says)
{
    char padded[8] = "";
    uint16_t tag;
    memcpy(padded, text, len < sizeof padded ? len : sizeof padded);
    uint16_t *slot = slot_find(key_cut(load(padded)), &tag);
    *slot = (uint16_t)(*slot | tag | says);
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

/* What the words that begin in the eight bytes at `text` say; there are eight bytes behind them. */
static unsigned words_say(const char *text, uint64_t starts)
{
    unsigned says = 0;
    for (; starts; starts &= starts - 1) {
        uint16_t tag;
        says |= *slot_find(key_cut(load(text + (__builtin_ctzll(starts) >> 3))), &tag) & SAYS_BOTH;
    }
    return says;
}

static unsigned block_says(const char *text, uint64_t *carry)
{
    uint64_t word = load(text);
    uint64_t now = letters(word);
    unsigned says = words_say(text, now & ~(now << 8 | *carry));
    *carry = now >> 56;
    if (digits(word))
        says |= SAYS_NUMBER;
    if (dollars(word))
        says |= SAYS_MONEY;
    return says;
}

bool amount_filter(const char *folded, size_t len)
{
    pthread_once(&slots_once, slots_build);
    unsigned says = 0;
    uint64_t carry = 0;
    size_t at = 0;
    for (; at + 16 <= len && says != SAYS_BOTH; at += 8)
        says |= block_says(folded + at, &carry);
    if (says == SAYS_BOTH)
        return true;
    /* up to 15 bytes are left, and no byte behind the text may be read */
    char tail[32] = "";
    memcpy(tail, folded + at, len - at);
    for (size_t i = 0; i < len - at; i += 8)
        says |= block_says(tail + i, &carry);
    return says == SAYS_BOTH;
}
