#include "core/match/vocabulary.h"

#include <stdlib.h>
#include <string.h>

#include "core/text/utf8.h"

struct entry {
    const char *word;
    uint32_t len;
    uint32_t symbols[WORD_KINDS]; /* 0: none of that kind (symbol 0 is no word) */
};

enum { SEEN_BITS = 1 << 17, START_BITS = 1 << 14, START_BYTES = 4 };

struct vocabulary {
    struct entry *entries;
    size_t count, cap;
    uint32_t *slots; /* entry + 1, or 0 */
    uint32_t slot_mask;
    uint32_t next_symbol;
    uint64_t stem_lengths; /* bit n: some stem has n bytes */
    uint64_t seen[SEEN_BITS / 64]; /* by hash: says no to most words at once */
    uint64_t stem_starts[START_BITS / 64]; /* by hash of the first bytes: says no to most stems */
    struct arena arena;
};

enum { STEM_BYTES_MAX = 63 };

struct vocabulary *vocabulary_new(void)
{
    struct vocabulary *vocabulary = must_calloc(1, sizeof *vocabulary);
    vocabulary->next_symbol = SYMBOL_FIRST_WORD;
    vocabulary->slot_mask = 1023;
    vocabulary->slots = must_calloc(vocabulary->slot_mask + 1, sizeof *vocabulary->slots);
    arena_init(&vocabulary->arena);
    return vocabulary;
}

void vocabulary_free(struct vocabulary *vocabulary)
{
    if (!vocabulary)
        return;
    free(vocabulary->entries);
    free(vocabulary->slots);
    arena_release(&vocabulary->arena);
    free(vocabulary);
}

uint32_t vocabulary_symbol_count(const struct vocabulary *vocabulary)
{
    return vocabulary->next_symbol;
}

static uint32_t word_hash(const char *word, size_t len)
{
    uint64_t hash = UINT64_C(0x9E3779B97F4A7C15) ^ len;
    while (len >= 8) {
        uint64_t chunk;
        memcpy(&chunk, word, 8);
        hash = (hash ^ chunk) * UINT64_C(0xD6E8FEB86659FD93);
        hash ^= hash >> 32;
        word += 8;
        len -= 8;
    }
    uint64_t rest = 0;
    memcpy(&rest, word, len);
    hash = (hash ^ rest) * UINT64_C(0xD6E8FEB86659FD93);
    return (uint32_t)(hash ^ hash >> 32);
}

/* The slot of the word, or the free one where it belongs. */
static uint32_t find_slot(const struct vocabulary *vocabulary, const char *word, size_t len, uint32_t hash)
{
    uint32_t slot = hash & vocabulary->slot_mask;
    while (vocabulary->slots[slot]) {
        const struct entry *entry = &vocabulary->entries[vocabulary->slots[slot] - 1];
        if (entry->len == len && memcmp(entry->word, word, len) == 0)
            break;
        slot = (slot + 1) & vocabulary->slot_mask;
    }
    return slot;
}

static const struct entry *find(const struct vocabulary *vocabulary, const char *word, size_t len)
{
    uint32_t hash = word_hash(word, len), bit = hash >> 15;
    if (!(vocabulary->seen[bit >> 6] >> (bit & 63) & 1))
        return NULL;
    uint32_t index = vocabulary->slots[find_slot(vocabulary, word, len, hash)];
    return index ? &vocabulary->entries[index - 1] : NULL;
}

static void grow(struct vocabulary *vocabulary)
{
    vocabulary->cap = vocabulary->cap ? vocabulary->cap * 2 : 512;
    vocabulary->entries = must_realloc(vocabulary->entries, vocabulary->cap * sizeof *vocabulary->entries);
    free(vocabulary->slots);
    while (vocabulary->slot_mask + 1 < vocabulary->cap * 2)
        vocabulary->slot_mask = vocabulary->slot_mask * 2 + 1;
    vocabulary->slots = must_calloc(vocabulary->slot_mask + 1, sizeof *vocabulary->slots);
    for (size_t i = 0; i < vocabulary->count; i++)
        vocabulary->slots[find_slot(vocabulary, vocabulary->entries[i].word, vocabulary->entries[i].len,
                                    word_hash(vocabulary->entries[i].word, vocabulary->entries[i].len))] =
            (uint32_t)i + 1;
}

static struct entry *add(struct vocabulary *vocabulary, const char *word, size_t len)
{
    if (vocabulary->count == vocabulary->cap)
        grow(vocabulary);
    struct entry *entry = &vocabulary->entries[vocabulary->count++];
    *entry = (struct entry){.word = arena_copy(&vocabulary->arena, word, len), .len = (uint32_t)len};
    uint32_t hash = word_hash(word, len), bit = hash >> 15;
    vocabulary->seen[bit >> 6] |= UINT64_C(1) << (bit & 63);
    vocabulary->slots[find_slot(vocabulary, word, len, hash)] = (uint32_t)vocabulary->count;
    return entry;
}

/* Stems are filed by their first 4 bytes, shorter ones by all they have. */
static uint32_t start_bit(const char *word, size_t bytes)
{
    uint32_t start = 0;
    memcpy(&start, word, bytes);
    return (start * 0x9E3779B1u + (uint32_t)bytes * 0x85EBCA6Bu) >> 18;
}

static bool may_start_stem(const struct vocabulary *vocabulary, const char *word, size_t len)
{
    for (size_t bytes = 1; bytes <= START_BYTES && bytes <= len; bytes++) {
        if (bytes < START_BYTES && !(vocabulary->stem_lengths >> bytes & 1))
            continue;
        uint32_t bit = start_bit(word, bytes);
        if (vocabulary->stem_starts[bit >> 6] >> (bit & 63) & 1)
            return true;
    }
    return false;
}

uint32_t vocabulary_symbol(struct vocabulary *vocabulary, const char *word, size_t len, unsigned kind)
{
    struct entry *entry = (struct entry *)find(vocabulary, word, len);
    if (!entry)
        entry = add(vocabulary, word, len);
    if (!entry->symbols[kind])
        entry->symbols[kind] = vocabulary->next_symbol++;
    if (kind & WORD_STEM) {
        uint32_t bit = start_bit(word, len < START_BYTES ? len : START_BYTES);
        vocabulary->stem_lengths |= UINT64_C(1) << (len > STEM_BYTES_MAX ? STEM_BYTES_MAX : len);
        vocabulary->stem_starts[bit >> 6] |= UINT64_C(1) << (bit & 63);
    }
    return entry->symbols[kind];
}

unsigned vocabulary_kind(const struct phrase_node *word)
{
    uint32_t letter;
    utf8_decode(word->text, &letter);
    bool hebrew = letter >= 0x5D0 && letter <= 0x5EA, arabic = letter >= 0x600 && letter <= 0x6FF;
    unsigned kind = word->stem ? WORD_STEM : 0;
    if (hebrew && word->fresh && !word->exact)
        kind |= WORD_PREFIX;
    if (arabic && word->last && !word->exact && !word->stem)
        kind |= WORD_ENDING;
    return kind;
}

/* The symbols found so far. */
struct findings {
    uint32_t *out;
    size_t count;
};

static void take(struct findings *found, uint32_t symbol)
{
    if (symbol && found->count < SYMBOLS_OF_WORD_MAX)
        found->out[found->count++] = symbol;
}

/* All kinds of the entry that have the freedoms `needed` and no other but `allowed`. */
static void take_kinds(struct findings *found, const struct entry *entry, unsigned needed, unsigned allowed)
{
    for (unsigned kind = 0; entry && kind < WORD_KINDS; kind++)
        if ((kind & needed) == needed && (kind & ~(needed | allowed)) == 0)
            take(found, entry->symbols[kind]);
}

static bool is_stem_tail(const char *at, const char *end)
{
    for (; at < end; at++)
        if ((*at >= '0' && *at <= '9') || *at == '_' || *at == '.' || *at == ',' || *at == ':' || *at == '/')
            return false;
    return true;
}

static void look_up_stems(const struct vocabulary *vocabulary, struct findings *found, const char *word, size_t len,
                          unsigned needed)
{
    if (!may_start_stem(vocabulary, word, len))
        return;
    for (size_t cut = 1; cut <= len && cut < STEM_BYTES_MAX; cut++)
        if ((vocabulary->stem_lengths >> cut & 1) && is_stem_tail(word + cut, word + len))
            take_kinds(found, find(vocabulary, word, cut), needed | WORD_STEM, WORD_PREFIX);
}

/*
 * Persian endings, joined by folding. Those after heh stand for the enclitics that are written
 * apart from it, behind U+200C (خانه and ای, رفته and ایم).
 */
static void look_up_endings(const struct vocabulary *vocabulary, struct findings *found, const char *word, size_t len)
{
    static const char *const endings[] = {"ها",    "های",  "هایی", "هایم", "هایت", "هایش", "هایمان", "هایتان", "هایشان",
                                          "هام",   "هات",  "هاش",  "هامون", "هاتون", "هاشون", "تر", "ترین", "مان",
                                          "تان",   "شان",  "مون",  "تون",  "شون"};
    static const char *const after_heh[] = {"ی", "ام", "ات", "اش", "ای", "اند", "ایم", "اید"};
    take_kinds(found, find(vocabulary, word, len), WORD_ENDING, 0);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t tail = strlen(endings[i]);
        if (len > tail && memcmp(word + len - tail, endings[i], tail) == 0)
            take_kinds(found, find(vocabulary, word, len - tail), WORD_ENDING, 0);
    }
    for (size_t i = 0; i < sizeof after_heh / sizeof *after_heh; i++) {
        size_t tail = strlen(after_heh[i]);
        if (len > tail + 2 && memcmp(word + len - tail, after_heh[i], tail) == 0 &&
            memcmp(word + len - tail - 2, "ه", 2) == 0)
            take_kinds(found, find(vocabulary, word, len - tail), WORD_ENDING, 0);
    }
}

/* ה ו ב ל כ ש מ as they stand in UTF-8 behind the byte 0xD7 */
static bool is_prefix_letter(const char *p)
{
    return (unsigned char)p[0] == 0xD7 && p[1] && strchr("\x91\x94\x95\x9B\x9C\x9E\xA9", p[1]);
}

/* The word without the English 's or a quote at its end; the same length if there is none. */
static size_t without_quote(const char *word, size_t len)
{
    if (len > 2 && memcmp(word + len - 2, "'s", 2) == 0)
        return len - 2;
    return len > 1 && (word[len - 1] == '\'' || word[len - 1] == '"') ? len - 1 : len;
}

static void look_up_whole(const struct vocabulary *vocabulary, struct findings *found, const char *word, size_t len,
                          unsigned needed)
{
    size_t bare = without_quote(word, len);
    take_kinds(found, find(vocabulary, word, len), needed, WORD_PREFIX);
    if (bare < len)
        take_kinds(found, find(vocabulary, word, bare), needed, WORD_PREFIX);
    look_up_stems(vocabulary, found, word, len, needed);
}

static bool is_number(const char *word, size_t len)
{
    return len > 0 && word[0] >= '0' && word[0] <= '9' && strspn(word, "0123456789.,:/") >= len;
}

static int compare_symbols(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

static size_t sort_once(uint32_t *symbols, size_t count)
{
    size_t kept = 0;
    qsort(symbols, count, sizeof *symbols, compare_symbols);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || symbols[kept - 1] != symbols[i])
            symbols[kept++] = symbols[i];
    return kept;
}

size_t vocabulary_look_up(const struct vocabulary *vocabulary, const char *word, size_t len,
                          uint32_t out[SYMBOLS_OF_WORD_MAX])
{
    struct findings found = {.out = out};
    unsigned char first = (unsigned char)word[0];
    bool number = is_number(word, len);
    if (number)
        take_kinds(&found, find(vocabulary, word, len), 0, WORD_PREFIX);
    else
        look_up_whole(vocabulary, &found, word, len, 0);
    if (first >= 0xD8 && first <= 0xDB)
        look_up_endings(vocabulary, &found, word, len);
    for (unsigned i = 0; i < 3 && len > 2 && is_prefix_letter(word); i++) {
        word += 2;
        len -= 2;
        look_up_whole(vocabulary, &found, word, len, WORD_PREFIX);
    }
    size_t count = sort_once(out, found.count);
    if (number && count < SYMBOLS_OF_WORD_MAX) { /* the smallest symbol comes first */
        memmove(out + 1, out, count * sizeof *out);
        out[0] = SYMBOL_NUMBER;
        count++;
    }
    return count;
}
