#include "core/match/walker.h"

#include <stdlib.h>
#include <string.h>

#include "core/match/subsets.h"

/*
 * Words are looked at in blocks, so that a message of any length needs the memory of one block. A
 * match begins where at least LOOK_AHEAD words are known, or all.
 */
enum { WORD_CACHE = 8192, CACHED_BYTES = 24, BLOCK_WORDS = 8192, LOOK_AHEAD = 1024 };

struct cached_word {
    uint64_t text[CACHED_BYTES / 8]; /* words hold no NUL, so all zeros is a free place */
    uint64_t symbols; /* the symbol set */
};

struct token {
    struct walker_word word;
    uint32_t symbols;
};

struct walker {
    const struct automaton *automaton;
    const uint32_t *classes;
    struct subsets *subsets;
    struct cached_word *words;
    struct token *tokens;
    size_t token_count;
};

struct walker *walker_new(const struct automaton *automaton, const uint32_t *classes)
{
    struct walker *walker = must_calloc(1, sizeof *walker);
    walker->automaton = automaton;
    walker->classes = classes;
    walker->subsets = subsets_new(automaton, classes);
    walker->words = must_calloc(WORD_CACHE, sizeof *walker->words);
    walker->tokens = must_alloc(BLOCK_WORDS * sizeof *walker->tokens);
    return walker;
}

void walker_free(struct walker *walker)
{
    if (!walker)
        return;
    subsets_free(walker->subsets);
    free(walker->words);
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

static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool ends_sentence_here(const char *text, size_t len, size_t at)
{
    at += at < len && text[at] == ' ';
    return at >= len || text[at] == '.' || text[at] == '!' || text[at] == '?';
}

static bool joins_digits(const char *text, size_t len, size_t at)
{
    char c = text[at];
    return (c == '.' || c == ',' || c == ':' || c == '/') && at > 0 && at + 1 < len && is_digit(text[at - 1]) &&
           is_digit(text[at + 1]);
}

bool walker_next_word(const char *text, size_t len, size_t *at, struct walker_word *word)
{
    size_t before = *at, begin = before;
    while (begin < len && (!is_word_byte(text[begin]) || text[begin] == '\'' || text[begin] == '"')) {
        /* a symbol of several bytes is passed whole, its later bytes look like those of letters */
        unsigned char c = (unsigned char)text[begin++];
        while (c >= 0xC0 && begin < len && ((unsigned char)text[begin] & 0xC0) == 0x80)
            begin++;
    }
    if (begin >= len)
        return false;
    size_t end = begin;
    while (end < len && (is_word_byte(text[end]) || joins_digits(text, len, end)))
        end++;
    *word = (struct walker_word){
        .begin = (uint32_t)begin,
        .end = (uint32_t)end,
        .starts_sentence = begin == 0 || (begin > 1 && text[begin - 1] == ' ' &&
                                          (text[begin - 2] == '.' || text[begin - 2] == '!' || text[begin - 2] == '?')),
        .ends_sentence = ends_sentence_here(text, len, end),
        .joined = before > 0 && begin == before + 1 && text[before] == ' ',
    };
    *at = end;
    return true;
}

static inline uint32_t cache_slot(const uint64_t text[3])
{
    uint64_t hash = text[0] * UINT64_C(0x9E3779B97F4A7C15) ^ text[1] * UINT64_C(0xC2B2AE3D27D4EB4F) ^
                    text[2] * UINT64_C(0x165667B19E3779F9);
    return (uint32_t)(hash >> 40) & (WORD_CACHE - 1);
}

static uint32_t look_up(struct walker *walker, const char *word, size_t len)
{
    uint32_t symbols[SYMBOLS_OF_WORD_MAX];
    size_t count = vocabulary_look_up(walker->automaton->vocabulary, word, len, symbols);
    return subsets_symbols(walker->subsets, symbols, count);
}

/* The word as three numbers, zeros behind its end; `room`: bytes that may be read from it on. */
static inline void load_word(const char *word, size_t len, size_t room, uint64_t out[3])
{
    static const unsigned char keep[16] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
    out[0] = out[1] = out[2] = 0;
    if (room < CACHED_BYTES) {
        memcpy(out, word, len);
        return;
    }
    for (size_t i = 0; i * 8 < len; i++) {
        uint64_t mask;
        size_t left = len - i * 8 < 8 ? len - i * 8 : 8;
        memcpy(&out[i], word + i * 8, 8);
        memcpy(&mask, keep + 8 - left, 8);
        out[i] &= mask;
    }
}

static uint32_t symbols_of(struct walker *walker, const char *word, size_t len, size_t room)
{
    uint64_t text[CACHED_BYTES / 8];
    if (len > CACHED_BYTES)
        return look_up(walker, word, len);
    load_word(word, len, room, text);
    struct cached_word *cached = &walker->words[cache_slot(text)];
    if (cached->text[0] == text[0] && cached->text[1] == text[1] && cached->text[2] == text[2])
        return (uint32_t)cached->symbols;
    memcpy(cached->text, text, sizeof text);
    cached->symbols = look_up(walker, word, len);
    return (uint32_t)cached->symbols;
}

/* Fills the block; true if the text goes on behind it. */
static bool tokenize(struct walker *walker, const char *text, size_t len, size_t *at)
{
    struct walker_word word;
    while (walker->token_count < BLOCK_WORDS) {
        if (!walker_next_word(text, len, at, &word))
            return false;
        walker->tokens[walker->token_count++] =
            (struct token){word, symbols_of(walker, text + word.begin, word.end - word.begin, len - word.begin)};
    }
    return true;
}

struct hits {
    struct walker_hit *out;
    size_t count, cap;
    bool full;
};

/* A longer match of the same class at the same place takes the place of the shorter one. */
static void take(const struct walker *walker, struct hits *hits, size_t first, uint32_t value, uint32_t begin,
                 uint32_t end)
{
    for (size_t i = first; i < hits->count; i++)
        if (walker->classes[hits->out[i].value] == walker->classes[value]) {
            if (end > hits->out[i].end || value < hits->out[i].value)
                hits->out[i].value = value;
            hits->out[i].end = end;
            return;
        }
    if (hits->count < hits->cap)
        hits->out[hits->count++] = (struct walker_hit){value, begin, end};
    else
        hits->full = true;
}

static void walk_from(struct walker *walker, int role, size_t start, struct hits *hits)
{
    const struct token *tokens = walker->tokens;
    uint32_t begin = tokens[start].word.begin;
    size_t first = hits->count;
    uint32_t state = subsets_root(walker->subsets, role, tokens[start].symbols, tokens[start].word.starts_sentence);
    for (size_t at = start; state != SUBSET_DEAD;) {
        const struct subset *subset = subsets_get(walker->subsets, state);
        for (uint32_t i = 0; i < subset->accept_count; i++)
            if (!subset->accepts[i].at_end || tokens[at].word.ends_sentence)
                take(walker, hits, first, subset->accepts[i].value, begin, tokens[at].word.end);
        if (++at >= walker->token_count || !tokens[at].word.joined || subset->state_count == 0)
            break;
        state = subsets_next(walker->subsets, state, tokens[at].symbols);
    }
}

size_t walker_walk(struct walker *walker, int role, const char *text, size_t len, struct walker_hit *out, size_t cap,
                   bool *ret_full)
{
    struct hits hits = {.out = out, .cap = cap};
    if (walker->automaton->roots[role].entry_count == 0)
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
            walk_from(walker, role, i, &hits);
        }
        walker->token_count -= starts;
        memmove(walker->tokens, walker->tokens + starts, walker->token_count * sizeof *walker->tokens);
    }
    *ret_full |= hits.full;
    return hits.count;
}
