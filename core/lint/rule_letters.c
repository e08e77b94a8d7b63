/*
 * template/letters: Arabic yeh and kaf in Persian, a letter of another script inside a word, control and
 * replacement characters; and with certain fixes the ZWNJ behind می and نمی, and doubled spaces.
 */
#include <string.h>

#include "core/lint/lint.h"
#include "core/text/utf8.h"

#define ZWNJ 0x200C

enum script { SCRIPT_NONE, SCRIPT_LATIN, SCRIPT_HEBREW, SCRIPT_ARABIC, SCRIPT_LOOK_ALIKE };

static enum script script_of(uint32_t c)
{
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
        return SCRIPT_LATIN;
    if ((c >= 0xC0 && c <= 0x24F) && c != 0xD7 && c != 0xF7)
        return SCRIPT_LATIN;
    if (c >= 0x5D0 && c <= 0x5EA)
        return SCRIPT_HEBREW;
    if (c >= 0x620 && c <= 0x6D3 && !(c >= 0x64B && c <= 0x669))
        return SCRIPT_ARABIC;
    return (c >= 0x370 && c <= 0x52F) ? SCRIPT_LOOK_ALIKE : SCRIPT_NONE; /* Greek, Cyrillic */
}

/* A run of letters with its parts by script. */
struct word {
    uint32_t begin, end;
    enum script scripts[4];
    uint32_t part_begin[4], letters[4];
    unsigned parts; /* more than four are not told apart */
};

static void add_letter(struct word *word, enum script script, uint32_t at, uint32_t end)
{
    word->end = end;
    if (word->parts > 0 && word->scripts[word->parts - 1] == script) {
        word->letters[word->parts - 1]++;
        return;
    }
    if (word->parts == 4)
        return;
    word->scripts[word->parts] = script;
    word->part_begin[word->parts] = at;
    word->letters[word->parts++] = 1;
}

/*
 * Mixed scripts are usual where two whole words are glued: a Hebrew particle before a foreign name, a
 * Persian ending behind one. A single foreign letter, or one between two of ours, is a slip.
 */
static bool is_slip(const struct word *word, unsigned *ret_part)
{
    if (word->parts < 2)
        return false;
    for (unsigned i = 0; i < word->parts; i++) {
        bool foreign = word->scripts[i] == SCRIPT_LOOK_ALIKE ||
                       (word->scripts[i] == SCRIPT_LATIN && (word->letters[i] == 1 || (i > 0 && i + 1 < word->parts)));
        if (foreign) {
            *ret_part = i;
            return true;
        }
    }
    return false;
}

static void judge_word(struct lint *lint, uint32_t index, const struct word *word)
{
    unsigned part;
    if (!is_slip(word, &part))
        return;
    uint32_t end = part + 1 < word->parts ? word->part_begin[part + 1] : word->end;
    lint_add(lint, TEMPLATE_LETTERS, index, word->part_begin[part], end, "a letter of another script inside a word");
}

static const char *persian_letter(uint32_t c)
{
    return c == 0x64A ? "\u06CC" : c == 0x643 ? "\u06A9" : NULL;
}

static bool is_stray(uint32_t c)
{
    return (c < 0x20 && c != '\n' && c != '\t' && c != '\r') || (c >= 0x7F && c < 0xA0) || c == 0xFEFF || c == 0xFFFD ||
           (c >= 0xFFF9 && c <= 0xFFFB);
}

static void judge_character(struct lint *lint, uint32_t index, uint32_t c, uint32_t at, uint32_t end)
{
    const struct lint_reply *reply = &lint->replies[index];
    if (reply->language == LANGUAGE_FA && persian_letter(c)) {
        struct lint_finding *finding = lint_add(lint, TEMPLATE_LETTERS, index, at, end, "an Arabic letter in Persian");
        lint_fix_text(lint, finding, at, end, persian_letter(c), "the Persian letter", true);
    } else if (is_stray(c)) {
        struct lint_finding *finding = lint_add(lint, TEMPLATE_LETTERS, index, at, end,
                                                c == 0xFFFD ? "a replacement character: something was lost here"
                                                            : "a stray control character");
        if (c != 0xFFFD)
            lint_fix_text(lint, finding, at, end, "", "take it out", true);
    }
}

static void judge_letters(struct lint *lint, uint32_t index)
{
    const struct reply *reply = lint->replies[index].reply;
    const char *masked = lint->replies[index].masked;
    struct word word = {0};
    for (uint32_t at = 0; at < reply->len;) {
        uint32_t c;
        uint32_t end = at + (uint32_t)utf8_decode(masked + at, &c);
        enum script script = script_of(c);
        if (script != SCRIPT_NONE) {
            if (word.parts == 0)
                word.begin = at;
            add_letter(&word, script, at, end);
        } else {
            judge_word(lint, index, &word);
            word = (struct word){0};
        }
        judge_character(lint, index, c, at, end);
        at = end;
    }
    judge_word(lint, index, &word);
}

/* می and نمی stand apart from their verb by a space, where a ZWNJ belongs. */
static void judge_verbs(struct lint *lint, uint32_t index)
{
    static const char prefix[] = "\u0645\u06CC";
    const struct reply *reply = lint->replies[index].reply;
    const char *text = reply->text, *at = text;
    if (lint->replies[index].language != LANGUAGE_FA)
        return;
    for (; (at = strstr(at, prefix)); at += 4) {
        uint32_t begin = (uint32_t)(at - text), space = begin + 4, c = ' ';
        bool negative = begin >= 2 && memcmp(at - 2, "\u0646", 2) == 0;
        uint32_t word = begin - (negative ? 2 : 0);
        bool starts = word == 0 || strchr(" \n\t(\u00ab", text[word - 1]) != NULL;
        if (!starts || text[space] != ' ' || space + 1 >= reply->len)
            continue;
        utf8_decode(text + space + 1, &c);
        if (script_of(c) != SCRIPT_ARABIC)
            continue;
        struct lint_finding *finding = lint_add(lint, TEMPLATE_LETTERS, index, word, space + 1, "a space where a ZWNJ belongs");
        finding->severity = RAPPORT_INFO;
        lint_fix_text(lint, finding, space, space + 1, "\u200C", "a ZWNJ", true);
    }
}

static void judge_spaces(struct lint *lint, uint32_t index)
{
    const struct reply *reply = lint->replies[index].reply;
    for (uint32_t at = 1; at < reply->len; at++) {
        uint32_t begin = at;
        while (at < reply->len && reply->text[at] == ' ')
            at++;
        if (at - begin < 2 || at >= reply->len || strchr("\n\r\t|-*", reply->text[at]) || strchr("\n\r\t|", reply->text[begin - 1]))
            continue;
        uint32_t file_begin, file_end;
        reply_place(reply, begin, at, &file_begin, &file_end);
        if (file_end - file_begin != at - begin)
            continue; /* made of comments or line ends */
        struct lint_finding *finding = lint_add(lint, TEMPLATE_LETTERS, index, begin, at, "doubled spaces");
        finding->severity = RAPPORT_INFO;
        lint_fix_text(lint, finding, begin + 1, at, "", "one space", true);
    }
}

void lint_letters(struct lint *lint)
{
    for (uint32_t i = 0; i < lint->reply_count; i++) {
        judge_letters(lint, i);
        judge_verbs(lint, i);
        judge_spaces(lint, i);
    }
}
