#include "core/match/walker.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif
#include <stdlib.h>
#include <string.h>

#include "core/match/subsets.h"
#include "core/text/fold.h"

/*
 * Words are looked at in blocks, so that a message of any length needs the memory of one block. A
 * match begins where at least LOOK_AHEAD words are known, or all.
 */
enum { BLOCK_WORDS = 8192, LOOK_AHEAD = 1024 };

/*
 * Words already looked up. Places are found by hash and hold the last word that fell there. Short
 * words have small places of their own, so that the words of a language stay in the fast caches;
 * the places of a few words are asked for together, so that their misses overlap.
 */
enum { SHORT_WORDS = 16384, SHORT_BYTES = 12, LONG_WORDS = 8192, LONG_BYTES = 24, LOOKED_UP_TOGETHER = 16 };

struct short_word {
    uint64_t head; /* 8 bytes; words hold no NUL, so all zeros is a free place */
    uint32_t tail; /* 4 bytes */
    uint32_t symbols;
};

struct long_word {
    uint64_t text[LONG_BYTES / 8];
    uint64_t symbols;
};

struct token {
    struct walker_word word;
    uint32_t symbols;
};

struct walker {
    const struct automaton *automaton;
    struct subsets *subsets;
    struct short_word *short_words;
    struct long_word *long_words;
    struct token *tokens;
    size_t token_count;
};

struct walker *walker_new(const struct automaton *automaton, const uint32_t *classes)
{
    struct walker *walker = must_calloc(1, sizeof *walker);
    walker->automaton = automaton;
    walker->subsets = subsets_new(automaton, classes);
    walker->short_words = must_calloc(SHORT_WORDS, sizeof *walker->short_words);
    walker->long_words = must_calloc(LONG_WORDS, sizeof *walker->long_words);
    walker->tokens = must_alloc(BLOCK_WORDS * sizeof *walker->tokens);
    return walker;
}

void walker_free(struct walker *walker)
{
    if (!walker)
        return;
    subsets_free(walker->subsets);
    free(walker->short_words);
    free(walker->long_words);
    free(walker->tokens);
    free(walker);
}

/*
 * What belongs to a word: letters, digits, _ and quotes. Of UTF-8, the lead bytes of the letters
 * of our scripts; those from E2 on are punctuation, symbols and emoji here.
 */
static const unsigned char word_bytes[256] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1,
    0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
};

static inline bool is_word_byte(char c)
{
    return word_bytes[(unsigned char)c];
}

#ifdef __SSE2__
/* Signed comparison, with the range moved to the lowest values there are. */
static inline __m128i within(__m128i bytes, unsigned char first, unsigned char last)
{
    __m128i moved = _mm_add_epi8(bytes, _mm_set1_epi8((char)(0x80 - first)));
    return _mm_cmplt_epi8(moved, _mm_set1_epi8((char)(0x81 + last - first)));
}

/* The table word_bytes, by ranges. */
static inline __m128i word_mask(__m128i bytes)
{
    __m128i ascii = _mm_or_si128(within(bytes, 'a', 'z'), within(bytes, '0', '9'));
    __m128i signs = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('_')),
                                 _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\'')),
                                              _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'))));
    __m128i letters = _mm_or_si128(within(bytes, 0x80, 0xBF), within(bytes, 0xC3, 0xE1));
    return _mm_or_si128(_mm_or_si128(ascii, signs), letters);
}
#endif

/* Where the word bytes from `at` on end: sixteen are judged at once, for that many may be read. */
static inline size_t skip_word_bytes(const char *text, size_t len, size_t at)
{
#ifdef __SSE2__
    while (at < len) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(text + at));
        unsigned others = ~(unsigned)_mm_movemask_epi8(word_mask(bytes)) & 0xFFFF;
        if (others) {
            at += (unsigned)__builtin_ctz(others);
            return at < len ? at : len;
        }
        at += 16;
    }
    return len;
#else
    while (at < len && is_word_byte(text[at]))
        at++;
    return at;
#endif
}

static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool ends_sentence_here(const char *text, size_t len, size_t at)
{
    at += at < len && text[at] == ' ';
    return at >= len || text[at] == '.' || text[at] == '!' || text[at] == '?';
}

/* A point, comma, colon or slash between digits belongs to the number. */
static inline bool joins_digits(const char *text, size_t len, size_t at)
{
    char c = text[at];
    return (c == '.' || c == ',' || c == ':' || c == '/') && at > 0 && at + 1 < len && is_digit(text[at - 1]) &&
           is_digit(text[at + 1]);
}

/* The bytes of a sign of money at `at`: $, those of Latin-1 (£ ¢ ¥), and U+20A0 to U+20BF (€ ₪ ₹). */
static size_t money_sign(const char *text, size_t len, size_t at)
{
    if (at < len && text[at] == '$')
        return 1;
    if (at + 1 < len && (unsigned char)text[at] == 0xC2 && (unsigned char)text[at + 1] >= 0xA2 &&
        (unsigned char)text[at + 1] <= 0xA5)
        return 2;
    return at + 2 < len && (unsigned char)text[at] == 0xE2 && (unsigned char)text[at + 1] == 0x82 ? 3 : 0;
}

/* Hebrew writes a particle before digits with a hyphen: "from 2011" is מ-2011. */
static inline bool is_particle_hyphen(const char *text, size_t before, size_t begin)
{
    return text[before] == '-' && before + 1 == begin && is_digit(text[begin]) && before >= 2 &&
           (unsigned char)text[before - 2] == 0xD7 && (unsigned char)text[before - 1] >= 0x90 &&
           (unsigned char)text[before - 1] <= 0xAA;
}

/* One space between two words, and at most a sign of money beside the digits it belongs to. */
static bool is_joined(const char *text, size_t len, size_t before, size_t begin)
{
    if (before == 0 || before >= begin)
        return false;
    if (is_particle_hyphen(text, before, begin))
        return true;
    if (text[before] != ' ' && is_digit(text[before - 1]))
        before += money_sign(text, len, before);
    if (text[before] != ' ')
        return false;
    before++;
    return before == begin || (is_digit(text[begin]) && before + money_sign(text, len, before) == begin);
}

/* Where the next word begins. */
static size_t skip_to_word(const char *text, size_t len, size_t at)
{
    while (at < len && (!is_word_byte(text[at]) || text[at] == '\'' || text[at] == '"')) {
        /* a symbol of several bytes is passed whole, its later bytes look like those of letters */
        unsigned char c = (unsigned char)text[at++];
        while (c >= 0xC0 && at < len && ((unsigned char)text[at] & 0xC0) == 0x80)
            at++;
    }
    return at;
}

static inline bool starts_sentence_here(const char *text, size_t begin)
{
    return begin == 0 || (begin > 1 && text[begin - 1] == ' ' &&
                          (text[begin - 2] == '.' || text[begin - 2] == '!' || text[begin - 2] == '?'));
}

static inline bool next_word(const char *text, size_t len, size_t *at, struct walker_word *word)
{
    size_t before = *at, begin = before;
    bool joined = before > 0 && before + 1 < len && text[before] == ' ' && is_word_byte(text[before + 1]) &&
                  text[before + 1] != '\'' && text[before + 1] != '"';
    if (joined)
        begin++;
    else
        begin = skip_to_word(text, len, begin);
    if (begin >= len)
        return false;
    size_t end = begin;
    do {
        end = skip_word_bytes(text, len, end);
    } while (end < len && joins_digits(text, len, end) && ++end);
    *word = (struct walker_word){
        .begin = (uint32_t)begin,
        .end = (uint32_t)end,
        .starts_sentence = starts_sentence_here(text, begin),
        .ends_sentence = ends_sentence_here(text, len, end),
        .joined = joined || is_joined(text, len, before, begin),
    };
    *at = end;
    return true;
}

bool walker_next_word(const char *text, size_t len, size_t *at, struct walker_word *ret_word)
{
    return next_word(text, len, at, ret_word);
}

static uint32_t look_up(struct walker *walker, const char *word, size_t len)
{
    uint32_t symbols[SYMBOLS_OF_WORD_MAX];
    size_t count = vocabulary_look_up(walker->automaton->vocabulary, word, len, symbols);
    return subsets_symbols(walker->subsets, symbols, count);
}

/* A word as numbers, zeros behind its end, and its place among the short or the long ones. */
struct word_key {
    uint64_t text[LONG_BYTES / 8];
    uint32_t slot;
};

/*
 * LONG_BYTES may be read from the word on, for so much stands behind folded text. Words of more than
 * LONG_BYTES have no key.
 */
_Static_assert(LONG_BYTES <= FOLD_PADDING && FOLD_PADDING >= 16, "words are read beyond their end");

static inline void key_load(struct word_key *key, const char *word, size_t len)
{
    static const unsigned char keep[16] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
    key->text[0] = key->text[1] = key->text[2] = 0;
    if (len > LONG_BYTES)
        return;
    for (size_t i = 0; i * 8 < len; i++) {
        uint64_t mask;
        size_t left = len - i * 8 < 8 ? len - i * 8 : 8;
        memcpy(&key->text[i], word + i * 8, 8);
        memcpy(&mask, keep + 8 - left, 8);
        key->text[i] &= mask;
    }
    uint64_t hash = key->text[0] * UINT64_C(0x9E3779B97F4A7C15) ^ key->text[1] * UINT64_C(0xC2B2AE3D27D4EB4F) ^
                    key->text[2] * UINT64_C(0x165667B19E3779F9);
    key->slot = (uint32_t)(hash >> 40);
}

static inline void key_prefetch(const struct walker *walker, const struct word_key *key, size_t len)
{
    if (len <= SHORT_BYTES)
        __builtin_prefetch(&walker->short_words[key->slot & (SHORT_WORDS - 1)]);
    else
        __builtin_prefetch(&walker->long_words[key->slot & (LONG_WORDS - 1)]);
}

static inline uint32_t short_symbols(struct walker *walker, const struct word_key *key, const char *word, size_t len)
{
    struct short_word *place = &walker->short_words[key->slot & (SHORT_WORDS - 1)];
    if (place->head != key->text[0] || place->tail != (uint32_t)key->text[1])
        *place = (struct short_word){key->text[0], (uint32_t)key->text[1], look_up(walker, word, len)};
    return place->symbols;
}

static inline uint32_t long_symbols(struct walker *walker, const struct word_key *key, const char *word, size_t len)
{
    struct long_word *place = &walker->long_words[key->slot & (LONG_WORDS - 1)];
    if (len > LONG_BYTES)
        return look_up(walker, word, len);
    if (place->text[0] != key->text[0] || place->text[1] != key->text[1] || place->text[2] != key->text[2]) {
        memcpy(place->text, key->text, sizeof place->text);
        place->symbols = look_up(walker, word, len);
    }
    return (uint32_t)place->symbols;
}

/* Takes a few words into the block; false at the end of the text. */
static bool take_words(struct walker *walker, const char *text, size_t len, size_t *at)
{
    struct word_key keys[LOOKED_UP_TOGETHER];
    struct token *tokens = walker->tokens + walker->token_count;
    size_t count = 0;
    while (count < LOOKED_UP_TOGETHER && next_word(text, len, at, &tokens[count].word)) {
        const struct walker_word *word = &tokens[count].word;
        key_load(&keys[count], text + word->begin, word->end - word->begin);
        key_prefetch(walker, &keys[count++], word->end - word->begin);
    }
    for (size_t i = 0; i < count; i++) {
        const char *word = text + tokens[i].word.begin;
        size_t word_len = tokens[i].word.end - tokens[i].word.begin;
        tokens[i].symbols = word_len <= SHORT_BYTES ? short_symbols(walker, &keys[i], word, word_len)
                                                    : long_symbols(walker, &keys[i], word, word_len);
    }
    walker->token_count += count;
    return count == LOOKED_UP_TOGETHER;
}

/* Fills the block; true if the text goes on behind it. */
static bool tokenize(struct walker *walker, const char *text, size_t len, size_t *at)
{
    while (walker->token_count + LOOKED_UP_TOGETHER <= BLOCK_WORDS)
        if (!take_words(walker, text, len, at))
            return false;
    return true;
}

struct hits {
    struct walker_hit *out;
    size_t count, cap;
    bool full;
};

static void take(struct hits *hits, uint32_t value, uint32_t begin, uint32_t end)
{
    if (hits->count < hits->cap)
        hits->out[hits->count++] = (struct walker_hit){value, begin, end};
    else
        hits->full = true;
}

static void walk_from(struct walker *walker, int root, size_t start, struct hits *hits)
{
    const struct token *tokens = walker->tokens;
    uint32_t begin = tokens[start].word.begin;
    uint32_t state = subsets_root(walker->subsets, root, tokens[start].symbols, tokens[start].word.starts_sentence);
    for (size_t at = start; state != SUBSET_DEAD;) {
        const struct subset *subset = subsets_get(walker->subsets, state);
        for (uint32_t i = 0; i < subset->accept_count; i++)
            if (!subset->accepts[i].at_end || tokens[at].word.ends_sentence)
                take(hits, subset->accepts[i].value, begin, tokens[at].word.end);
        if (++at >= walker->token_count || !tokens[at].word.joined || subset->state_count == 0)
            break;
        state = subsets_next(walker->subsets, state, tokens[at].symbols);
    }
}

size_t walker_walk(struct walker *walker, int root, const char *text, size_t len, struct walker_hit *out, size_t cap,
                   bool *ret_full)
{
    struct hits hits = {.out = out, .cap = cap};
    if (walker->automaton->roots[root].entry_count == 0)
        return 0;
    size_t at = 0;
    bool more = true;
    walker->token_count = 0;
    while (more) {
        more = tokenize(walker, text, len, &at);
        size_t starts = more ? walker->token_count - LOOK_AHEAD : walker->token_count;
        for (size_t i = 0; i < starts; i++) {
            if (walker->tokens[i].symbols == SYMBOLS_NONE && !walker->tokens[i].word.starts_sentence)
                continue;
            subsets_make_room(walker->subsets);
            walk_from(walker, root, i, &hits);
        }
        walker->token_count -= starts;
        memmove(walker->tokens, walker->tokens + starts, walker->token_count * sizeof *walker->tokens);
    }
    *ret_full |= hits.full;
    return hits.count;
}
