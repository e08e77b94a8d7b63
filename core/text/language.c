#include "core/text/language.h"

#include <string.h>

#include "core/text/language_words.h"

/* Words of a message that are looked up; what they say holds for the rest. */
#define SAMPLE_WORDS 48
/* So many points of our own, or so many words without a foreign one, leave no doubt. */
#define CLEAR_POINTS 6
#define CLEAR_WORDS 8
#define CLEAR_WORDS_WITHOUT_OURS 16
#define POINTS_STRONG 2
#define POINTS_WEAK 1

static const char *const codes[LANGUAGE_COUNT] = {"he", "fa", "en"};

const char *language_code(int language)
{
    return language >= 0 && language < LANGUAGE_COUNT ? codes[language] : "";
}

int language_by_code(const char *code, size_t len)
{
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        if (len == strlen(codes[i]) && memcmp(code, codes[i], len) == 0)
            return i;
    return LANGUAGE_NONE;
}

struct score {
    unsigned looked_up, own;
    unsigned points[WORD_LANGUAGES]; /* of the foreign languages */
    unsigned letters;                /* points of words with letters that Persian does not have */
    bool doubtful;                   /* any of these */
};

static const uint16_t our_bits = 1u << WORD_ENGLISH | 1u << WORD_PERSIAN;

static bool is_word_byte(unsigned char c)
{
    return c >= 0x80 || c == '\'' || (unsigned char)((c | 0x20) - 'a') < 26;
}

/* Letters from U+0600 on of Urdu, Kurdish, Pashto and Uyghur beyond those of Persian. */
static const bool foreign_letters[256] = {
    [0x79] = true, [0x7c] = true, [0x81] = true, [0x85] = true, [0x88] = true, [0x89] = true, [0x91] = true,
    [0x93] = true, [0x95] = true, [0x96] = true, [0x9a] = true, [0xa4] = true, [0xab] = true, [0xad] = true,
    [0xb5] = true, [0xba] = true, [0xbc] = true, [0xc1] = true, [0xc3] = true, [0xc6] = true, [0xc7] = true,
    [0xc8] = true, [0xcb] = true, [0xcd] = true, [0xce] = true, [0xd0] = true, [0xd2] = true,
};

static bool has_foreign_letter(const char *word, size_t len)
{
    bool found = false;
    for (size_t i = 0; i + 1 < len; i++) {
        unsigned char lead = (unsigned char)word[i], tail = (unsigned char)word[i + 1];
        if ((lead & 0xfc) == 0xd8)
            found |= foreign_letters[(lead & 3) << 6 | (tail & 0x3f)];
    }
    return found;
}

static void score_foreign(struct score *score, struct word_languages found)
{
    for (unsigned i = 0; i < WORD_LANGUAGES; i++) {
        if (found.strong >> i & 1)
            score->points[i] += POINTS_STRONG;
        else if (found.weak >> i & 1)
            score->points[i] += POINTS_WEAK;
    }
    score->doubtful = true;
}

/* Arabic words in no list: by their letters, or by the article, which few Persian loan words have. */
static void score_unknown(struct score *score, const char *word, size_t len)
{
    if (has_foreign_letter(word, len))
        score->letters += POINTS_STRONG;
    else if (len >= 10 && memcmp(word, "ال", 4) == 0)
        score->points[WORD_ARABIC] += POINTS_WEAK;
    else
        return;
    score->doubtful = true;
}

static void score_word(struct score *score, const char *word, size_t len, size_t room, uint16_t own_bit)
{
    struct word_languages found = language_words_find(word, len, room);
    uint16_t all = found.strong | found.weak;
    score->looked_up++;
    if (all == 0) {
        if ((unsigned char)word[0] >= 0xd8)
            score_unknown(score, word, len);
    } else if (!(all & our_bits)) {
        score_foreign(score, found);
    } else if (all == own_bit) {
        score->own += POINTS_STRONG;
    }
}

static unsigned best_foreign(const struct score *score)
{
    unsigned best = score->letters;
    for (unsigned i = 0; i < WORD_LANGUAGES; i++)
        if (score->points[i] > best)
            best = score->points[i];
    return best;
}

static bool score_is_clear(const struct score *score)
{
    unsigned words = score->own > 0 ? CLEAR_WORDS : CLEAR_WORDS_WITHOUT_OURS;
    return !score->doubtful && (score->own >= CLEAR_POINTS || score->looked_up >= words);
}

static struct score score_text(const char *text, size_t len, enum word_language ours)
{
    struct score score = {0};
    uint16_t own_bit = (uint16_t)(1u << ours);
    size_t at = 0;
    while (at < len && score.looked_up < SAMPLE_WORDS && !score_is_clear(&score)) {
        size_t begin = at;
        while (at < len && is_word_byte((unsigned char)text[at]))
            at++;
        if (at > begin)
            score_word(&score, text + begin, at - begin, len - begin, own_bit);
        while (at < len && !is_word_byte((unsigned char)text[at]))
            at++;
    }
    return score;
}

/* Few words of ours, and of another language so many that they are no loan words or names. */
static bool score_is_foreign(const struct score *score, unsigned words)
{
    unsigned best = score->doubtful ? best_foreign(score) : 0;
    if (words < 3 || best < 2 * POINTS_STRONG || best * 3 < score->looked_up)
        return false;
    return words == 3 ? score->own == 0 : best > 2 * score->own;
}

static struct language_guess guess_foreign(unsigned scanned)
{
    return (struct language_guess){.main = LANGUAGE_NONE, .scanned = scanned, .foreign = true};
}

static unsigned bit_of(int language)
{
    return language < 0 ? 0 : 1u << language;
}

/* Scripts that are not ours; those without spaces count by their length. */
static bool is_other_script(const struct folded *folded)
{
    unsigned ours = folded->latin_words + folded->hebrew_words + folded->arabic_words;
    bool enough = folded->other_words >= 3 || (folded->other_words && ours == 0 && folded->len >= 24);
    return enough && folded->other_words > ours;
}

/* The language of most words; Latin ones count beside others only if they are English. */
static int main_language(const struct folded *folded, bool english, int hint)
{
    uint32_t words[LANGUAGE_COUNT] = {
        [LANGUAGE_HE] = folded->hebrew_words,
        [LANGUAGE_FA] = folded->arabic_words,
        [LANGUAGE_EN] = english ? folded->latin_words : 0,
    };
    int best = LANGUAGE_NONE;
    uint32_t most = 0;
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        if (words[i] > most || (words[i] && words[i] == most && i == hint)) {
            best = i;
            most = words[i];
        }
    }
    if (best != LANGUAGE_NONE || hint != LANGUAGE_NONE)
        return best != LANGUAGE_NONE ? best : hint;
    return folded->latin_words ? LANGUAGE_EN : LANGUAGE_NONE;
}

/* English words that a quick look must find to be believed. */
#define QUICK_WORDS 2

/* Tells also if there are English words, if that is asked for: it takes a closer look. */
static bool latin_is_foreign(const struct folded *folded, const char *text, bool ask_english, bool *ret_english)
{
    if (folded->latin_words < 3 && !ask_english)
        return false;
    struct word_sample sample = language_words_sample(text, folded->len);
    *ret_english = sample.english >= QUICK_WORDS;
    if (sample.foreign == 0 && (*ret_english || !ask_english))
        return false;
    struct score score = score_text(text, folded->len, WORD_ENGLISH);
    *ret_english = score.own > 0;
    return folded->latin_words > folded->hebrew_words + folded->arabic_words &&
           score_is_foreign(&score, folded->latin_words);
}

static bool arabic_is_foreign(const struct folded *folded, const char *text)
{
    if (folded->arabic_words < 3)
        return false;
    /* some languages are told by their letters, so that words of ours must be seen too */
    struct word_sample sample = language_words_sample(text, folded->len);
    if (sample.persian > 0 && sample.foreign == 0)
        return false;
    struct score score = score_text(text, folded->len, WORD_PERSIAN);
    return score_is_foreign(&score, folded->arabic_words);
}

struct language_guess language_guess(const struct folder *folder, const struct folded *folded, int hint)
{
    const char *text = folder->text.ptr + folded->begin;
    uint32_t latin = folded->latin_words, hebrew = folded->hebrew_words, arabic = folded->arabic_words;
    unsigned scanned = (hebrew ? bit_of(LANGUAGE_HE) : 0) | (arabic ? bit_of(LANGUAGE_FA) : 0);
    bool english = false;
    bool ask_english = hebrew || arabic || (hint != LANGUAGE_EN && hint != LANGUAGE_NONE);
    if (is_other_script(folded) || (latin && latin_is_foreign(folded, text, ask_english, &english)))
        return guess_foreign(scanned);
    if (arabic > hebrew && arabic >= latin && arabic_is_foreign(folded, text))
        return guess_foreign(scanned & ~bit_of(LANGUAGE_FA));
    int language = main_language(folded, english, hint);
    if (english || (latin && !hebrew && !arabic))
        scanned |= bit_of(LANGUAGE_EN);
    return (struct language_guess){.main = language, .scanned = scanned | bit_of(language)};
}
