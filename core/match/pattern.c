#include "core/match/pattern.h"

#include <string.h>

#include "core/text/fold.h"
#include "core/text/language.h"
#include "core/text/utf8.h"

/*
 * Edges. A word is a run of letters, digits and _ with ' and " between or behind them. A phrase's
 * word may be followed by the English 's or a lone quote, but "can" is not in "can't".
 */
#define LEFT_EDGE "(?<![\\p{L}\\p{N}_])(?<![\\p{L}\\p{N}_]['\"])"
#define RIGHT_EDGE "(?:'s|['\"])?(?![\\p{L}\\p{N}_])(?!['\"][\\p{L}\\p{N}_])"
#define STEM_END "[\\p{L}'\"]*(?![\\p{L}\\p{N}_'\"])"
#define MONEY_SIGN "(?:[$\\x{A2}-\\x{A5}\\x{20A0}-\\x{20BF}])?"
#define NUMBER MONEY_SIGN "[0-9](?:[0-9]|[.,:/](?=[0-9]))*(?![\\p{L}\\p{N}_'\"])" MONEY_SIGN
/* Between two words: one space, or the hyphen with which Hebrew writes a particle before digits. */
#define JOINT "(?: |(?<=[\\x{5D0}-\\x{5EA}])-(?=[0-9]))"
#define ANY_WORD                                                                                           \
    "(?:" MONEY_SIGN "(?=[0-9]))?[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_'\"]|(?<=[0-9])[.,:/](?=[0-9]))*(?:(?<=[0-9])" MONEY_SIGN ")?"

/* ו ה ב ל כ ש מ : and, the, in, to, as, that, from; up to three run together (ושב…, שכשה…) */
#define HEBREW_PREFIX "[והבלכשמ]{0,3}?"

/* Plural, possessive and comparative endings, written joined, apart or with ZWNJ; folding joins them. */
#define PERSIAN_ENDING                                                                                     \
    "(?:ها(?:ی(?:ی|م|ت|ش|مان|تان|شان)?|[متش]|مون|تون|شون)?|تر(?:ین)?|[متش]ان|[متش]ون)?"
#define PERSIAN_ENDING_AFTER_HEH                                                                           \
    "(?:ها(?:ی(?:ی|م|ت|ش|مان|تان|شان)?|[متش]|مون|تون|شون)?|تر(?:ین)?|[متش]ان|[متش]ون|ی|ام|ات|اش|ای|اند|ایم|اید)?"

/* What stands before a place in the pattern. */
enum before { BEFORE_NOTHING, BEFORE_MAYBE, BEFORE_WORD };

struct writer {
    struct bytes *out;
    int language;
};

static enum before write_sequence(struct writer *writer, const struct phrase_sequence *sequence, enum before before);

static void write_escaped(struct bytes *out, const char *text, size_t len, bool soft_apostrophe)
{
    for (size_t i = 0; i < len; i++) {
        char c = text[i];
        if (strchr("\\^$.[]|()?*+{}#", c) && c)
            bytes_add_char(out, '\\');
        bytes_add_char(out, c);
        if (c == '\'' && soft_apostrophe)
            bytes_add_char(out, '?');
    }
}

bool pattern_apostrophe_optional(const char *word, size_t len)
{
    /* without it these would be other words: well, were, ill, hell, shell, id, wed, shed */
    static const char *const keep[] = {"we'll", "we're", "i'll", "he'll", "she'll", "i'd", "we'd", "she'd", "it's"};
    for (size_t i = 0; i < sizeof keep / sizeof *keep; i++)
        if (strlen(keep[i]) == len && memcmp(keep[i], word, len) == 0)
            return false;
    return memchr(word, '\'', len) != NULL && (unsigned char)word[0] < 0x80;
}

static bool is_hebrew(const struct phrase_node *node)
{
    uint32_t letter;
    utf8_decode(node->text, &letter);
    return letter >= 0x5D0 && letter <= 0x5EA;
}

static bool is_arabic(const struct phrase_node *node)
{
    uint32_t letter;
    utf8_decode(node->text, &letter);
    return letter >= 0x600 && letter <= 0x6FF;
}

static void write_space(struct writer *writer, enum before before)
{
    if (before == BEFORE_WORD)
        bytes_add_text(writer->out, JOINT);
    else if (before == BEFORE_MAYBE)
        bytes_add_text(writer->out, JOINT "?");
}

static void write_word(struct writer *writer, const struct phrase_node *node, enum before before)
{
    write_space(writer, before);
    if (before != BEFORE_WORD)
        bytes_add_text(writer->out, LEFT_EDGE);
    if (node->fresh && !node->exact && is_hebrew(node))
        bytes_add_text(writer->out, HEBREW_PREFIX);
    write_escaped(writer->out, node->text, node->len, pattern_apostrophe_optional(node->text, node->len));
    if (node->stem) {
        bytes_add_text(writer->out, STEM_END);
        return;
    }
    if (node->last && !node->exact && is_arabic(node)) {
        bool heh = node->len >= 2 && memcmp(node->text + node->len - 2, "ه", 2) == 0;
        bytes_add_text(writer->out, heh ? PERSIAN_ENDING_AFTER_HEH : PERSIAN_ENDING);
    }
    bytes_add_text(writer->out, RIGHT_EDGE);
}

static enum before write_group(struct writer *writer, const struct phrase_node *node, enum before before)
{
    enum before after = BEFORE_WORD;
    bytes_add_text(writer->out, "(?:");
    for (const struct phrase_sequence *way = node->alternatives; way; way = way->next) {
        if (way != node->alternatives)
            bytes_add_char(writer->out, '|');
        if (write_sequence(writer, way, before) != BEFORE_WORD)
            after = BEFORE_MAYBE;
    }
    bytes_add_text(writer->out, node->optional ? ")?" : ")");
    if (node->optional && before != BEFORE_WORD)
        after = BEFORE_MAYBE;
    return before == BEFORE_WORD ? BEFORE_WORD : after;
}

/* Where nothing stands before for certain, the first word of the gap needs no space in front. */
static void write_gap(struct writer *writer, unsigned words, enum before before)
{
    if (before == BEFORE_WORD)
        bytes_addf(writer->out, "(?:" JOINT ANY_WORD "){0,%u}?", words);
    else
        bytes_addf(writer->out, "(?:" JOINT "?" LEFT_EDGE ANY_WORD "(?:" JOINT ANY_WORD "){0,%u}?)?", words - 1);
}

static enum before write_sequence(struct writer *writer, const struct phrase_sequence *sequence, enum before before)
{
    for (const struct phrase_node *node = sequence->first; node; node = node->next) {
        switch (node->kind) {
        case PHRASE_WORD:
            write_word(writer, node, before);
            before = BEFORE_WORD;
            break;
        case PHRASE_NUMBER:
            write_space(writer, before);
            bytes_add_text(writer->out, before == BEFORE_WORD ? NUMBER : LEFT_EDGE NUMBER);
            before = BEFORE_WORD;
            break;
        case PHRASE_GROUP:
            before = write_group(writer, node, before);
            break;
        case PHRASE_GAP:
            write_gap(writer, node->gap_words, before);
            before = before == BEFORE_WORD ? BEFORE_WORD : BEFORE_MAYBE;
            break;
        case PHRASE_START:
            bytes_add_text(writer->out, "(?:^|(?<=[.!?] ))");
            break;
        case PHRASE_END:
            bytes_add_text(writer->out, "(?= ?(?:[.!?]|$))");
            break;
        case PHRASE_REGEX:
            break;
        }
    }
    return before;
}

static bool starts_word(const char *at, const char *end)
{
    return at < end && ((unsigned char)*at >= 0x80 || *at == '(' || *at == '[' || (*at >= 'a' && *at <= 'z') ||
                        (*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9') || *at == '\\');
}

static void write_regex_edge(struct writer *writer, const char *behind, const char *end)
{
    if (starts_word(behind, end)) {
        bytes_add_text(writer->out, LEFT_EDGE);
        if (writer->language == LANGUAGE_HE)
            bytes_add_text(writer->out, "(?:" HEBREW_PREFIX ")");
        return;
    }
    if (writer->language == LANGUAGE_FA)
        bytes_add_text(writer->out, PERSIAN_ENDING);
    bytes_add_text(writer->out, RIGHT_EDGE);
}

/*
 * An expression is taken as it is, but \b becomes the word edge of the language, letters outside
 * ASCII are folded like text, and small letters stand for capital ones (text has none).
 */
static void write_regex(struct writer *writer, const char *at, const char *end)
{
    unsigned braces = 0;
    while (at < end) {
        if (*at == '\\' && at + 1 < end) {
            if (at[1] == 'b')
                write_regex_edge(writer, at + 2, end);
            else
                bytes_add(writer->out, at, 2);
            at += 2;
        } else if ((unsigned char)*at >= 0x80) {
            const char *run = at;
            while (at < end && (unsigned char)*at >= 0x80)
                at++;
            fold_phrase(run, (size_t)(at - run), writer->out);
        } else {
            braces = *at == '{' ? braces + 1 : *at == '}' && braces ? braces - 1 : braces;
            bool capital = *at >= 'A' && *at <= 'Z' && braces == 0;
            bytes_add_char(writer->out, capital ? (char)(*at - 'A' + 'a') : *at);
            at++;
        }
    }
}

void pattern_write(const struct phrase_sequence *phrase, int language, struct bytes *out)
{
    struct writer writer = {.out = out, .language = language};
    if (phrase->first->kind == PHRASE_REGEX)
        write_regex(&writer, phrase->first->text, phrase->first->text + phrase->first->len);
    else
        write_sequence(&writer, phrase, BEFORE_NOTHING);
}
