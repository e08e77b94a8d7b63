#include "core/text/names.h"

#include <string.h>

#include "core/text/language_words.h"
#include "core/text/utf8.h"

/* What is said back is said soon; longer texts are compared by their beginnings. */
enum { NAME_WORDS = 8, COMPARED_BYTES = 4096 };

struct word {
    const char *ptr;
    size_t len;
};

static bool is_edge(char byte)
{
    static const bool edges[256] = {[' '] = true, ['.'] = true, ['?'] = true, ['!'] = true, ['\n'] = true, [','] = true, ['/'] = true};
    return edges[(unsigned char)byte];
}

/* The next word of folded text from *at on; false at the end. */
static bool next_word(const char *text, size_t len, size_t *at, struct word *ret_word)
{
    while (*at < len && is_edge(text[*at]))
        ++*at;
    size_t begin = *at;
    while (*at < len && !is_edge(text[*at]))
        ++*at;
    *ret_word = (struct word){text + begin, *at - begin};
    return *at > begin;
}

static bool is_word(struct word word, const char *other)
{
    return word.len == strlen(other) && memcmp(word.ptr, other, word.len) == 0;
}

static bool is_in(struct word word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (is_word(word, list[i]))
            return true;
    return false;
}

/* In the folded spelling. */
static const char *const no_names[] = {
    "dr",   "prof", "mr",    "mrs",   "ms",   "miss", "sir",  "van",  "von",   "der",  "den",  "bin",  "ibn",  "and",
    "the",  "ד\"ר", "פרופ'", "פרופ",  "מר",   "גב'",  "גברת", "בנ",   "בר",    "של",   "דוקטור", "دکتر", "مهندس",
    "خانم", "اقای", "اقا",   "جناب", "سرکار", "پروفسور", "استاد", "سید",  "سیده",
};
static const char *const addresses[] = {"جان", "جون", "خان", "خانم", "عزیز", "اقا"};

static bool counts_as_name(struct word word)
{
    return word.len >= 3 && !is_in(word, no_names, sizeof no_names / sizeof *no_names);
}

/* Hebrew letters have two bytes, the first 0xD7; the particles are ו ה ב ל כ ש מ. */
static bool is_particle(const char *letter)
{
    /* bit n: the letter whose second byte is 0x90 + n */
    static const uint32_t seconds = 1u << 5 | 1u << 4 | 1u << 1 | 1u << 12 | 1u << 11 | 1u << 25 | 1u << 14;
    uint32_t second = (uint32_t)(unsigned char)letter[1] - 0x90;
    return letter[0] == '\xd7' && second < 32 && seconds >> second & 1;
}

static bool ends_in_name(struct word word, struct word name)
{
    size_t before = word.len - name.len;
    if (before > 4 || before % 2 || memcmp(word.ptr + before, name.ptr, name.len) != 0 || name.ptr[0] != '\xd7')
        return false;
    for (size_t i = 0; i < before; i += 2)
        if (!is_particle(word.ptr + i))
            return false;
    return true;
}

static bool begins_with_name(struct word word, struct word name)
{
    if (memcmp(word.ptr, name.ptr, name.len) != 0)
        return false;
    struct word rest = {word.ptr + name.len, word.len - name.len};
    return rest.ptr[0] == '\'' || rest.ptr[0] == '-' || is_in(rest, addresses, sizeof addresses / sizeof *addresses);
}

static bool says_name(struct word word, struct word name)
{
    if (word.len < name.len)
        return false;
    if (word.len == name.len)
        return memcmp(word.ptr, name.ptr, name.len) == 0;
    return ends_in_name(word, name) || begins_with_name(word, name);
}

/* Folds both, then takes the place of their text, which folding may have moved. */
static void fold_both(struct folder *folder, const char *left, size_t left_len, const char *right, size_t right_len,
                      struct folded *ret_left, struct folded *ret_right)
{
    folder_clear(folder);
    fold_message(folder, left, left_len, ret_left);
    fold_message(folder, right, right_len, ret_right);
}

bool name_find(struct folder *folder, const char *text, size_t len, const char *name, size_t name_len,
               uint32_t *ret_begin, uint32_t *ret_end)
{
    struct folded said, called;
    struct word names[NAME_WORDS], word;
    size_t count = 0, at = 0;
    fold_both(folder, text, len, name, name_len, &said, &called);
    const char *base = folder->text.ptr + said.begin;
    while (count < NAME_WORDS && next_word(folder->text.ptr + called.begin, called.len, &at, &names[count]))
        count += counts_as_name(names[count]);
    for (at = 0; count > 0 && next_word(base, said.len, &at, &word);)
        for (size_t i = 0; i < count; i++)
            if (says_name(word, names[i])) {
                uint32_t begin = (uint32_t)(word.ptr - base);
                fold_original(folder, &said, text, len, begin, begin + (uint32_t)word.len, ret_begin, ret_end);
                return true;
            }
    return false;
}

/* The first letters of a content word; empty for a word that says little. */
static struct word stem_of(struct word word, size_t room)
{
    bool wide = (word.ptr[0] & 0x80) != 0;
    struct word none = {word.ptr, 0};
    if (word.len < (wide ? 6 : 4))
        return none;
    struct word_languages common = language_words_find(word.ptr, word.len, room);
    unsigned ours = 1u << WORD_ENGLISH | 1u << WORD_PERSIAN;
    if ((common.strong | common.weak) & ours)
        return none;
    size_t most = wide ? 8 : 5;
    return (struct word){word.ptr, word.len < most ? word.len : most};
}

static struct word without_particle(struct word word)
{
    if (word.len >= 8 && is_particle(word.ptr))
        return (struct word){word.ptr + 2, word.len - 2};
    return word;
}

/* At most `most` bytes of it, cut between characters. */
static size_t cut(const char *text, size_t len, size_t most)
{
    if (len <= most)
        return len;
    while (most > 0 && !utf8_is_border(text, len, most))
        most--;
    return most;
}

/* The first `len` bytes, at most 8, as a number; words hold no NUL. */
static uint64_t key_of(const char *ptr, size_t len)
{
    uint64_t key = 0;
    memcpy(&key, ptr, len < sizeof key ? len : sizeof key);
    return key;
}

static uint64_t bloom_bit(uint64_t key)
{
    return UINT64_C(1) << (key * UINT64_C(0x9E3779B97F4A7C15) >> 58);
}

static const char *fold_start(struct folder *folder, const char *text, size_t len, struct folded *ret_folded)
{
    folder_clear(folder);
    fold_message(folder, text, cut(text, len, COMPARED_BYTES), ret_folded);
    return folder->text.ptr + ret_folded->begin;
}

void stems_take(struct stems *stems, struct folder *folder, const char *text, size_t len)
{
    struct folded folded;
    struct word word;
    const char *start = fold_start(folder, text, len, &folded);
    stems->count = 0;
    stems->bloom = 0;
    for (size_t at = 0; stems->count < STEMS_MAX && next_word(start, folded.len, &at, &word);) {
        struct word stem = stem_of(without_particle(word), FOLD_PADDING);
        uint64_t key = key_of(stem.ptr, stem.len);
        bool again = stem.len == 0;
        for (uint32_t i = 0; i < stems->count && !again; i++)
            again = stems->keys[i] == key;
        if (again)
            continue;
        stems->keys[stems->count] = key;
        stems->count++;
        stems->bloom |= bloom_bit(key);
    }
}

/* The stems that the word begins with: of every length a stem may have. */
static uint64_t stems_in(const struct stems *stems, struct word word)
{
    static const size_t wide[] = {6, 8}, narrow[] = {4, 5};
    const size_t *lengths = (word.ptr[0] & 0x80) != 0 ? wide : narrow;
    uint64_t found = 0;
    for (size_t i = 0; i < 2 && lengths[i] <= word.len; i++) {
        uint64_t key = key_of(word.ptr, lengths[i]);
        if (!(stems->bloom & bloom_bit(key)))
            continue;
        for (uint32_t j = 0; j < stems->count; j++)
            found |= (uint64_t)(stems->keys[j] == key) << j;
    }
    return found;
}

uint32_t stems_shared(const struct stems *stems, struct folder *folder, const char *text, size_t len)
{
    struct folded folded;
    struct word word;
    uint64_t found = 0;
    const char *start = fold_start(folder, text, len, &folded);
    for (size_t at = 0; next_word(start, folded.len, &at, &word);) {
        struct word bare = without_particle(word);
        found |= stems_in(stems, word);
        if (bare.ptr != word.ptr)
            found |= stems_in(stems, bare);
    }
    return (uint32_t)__builtin_popcountll(found);
}
