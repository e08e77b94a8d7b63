#include "core/text/amount_tokens.h"

#include <string.h>

#include "core/text/currency.h"

/* Longer words than this are looked up by nothing: they are no number and no word we list. */
#define WORD_MAX 48

static const struct word nothing = { 0, 0, 0, 0 };
/* A Persian present tense, known by its form. */
static const struct word persian_verb = { ROLE_BORDER, 0, 0, 0 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Folded text has no capitals; the few marks from '{' on are taken for letters, as by the filter. */
static bool is_letter(char c)
{
    return (unsigned char)c >= 'a';
}

static bool is_sentence_end(char c)
{
    return c == '.' || c == '!' || c == '?';
}

static enum token_script script_of(const char *text)
{
    unsigned char c = (unsigned char)*text;
    if (c < 0x80)
        return SCRIPT_LATIN;
    if (c == 0xD6 || c == 0xD7)
        return SCRIPT_HEBREW;
    if (c >= 0xD8 && c <= 0xDB)
        return SCRIPT_ARABIC;
    return SCRIPT_OTHER;
}

void tokens_init(struct tokens *tokens, const char *text, size_t len)
{
    tokens->text = text;
    tokens->len = len;
    tokens->next = 0;
    tokens->count = 0;
}

static size_t number_end(const struct tokens *tokens, size_t at)
{
    const char *text = tokens->text;
    while (at < tokens->len) {
        bool separator = text[at] == ',' || text[at] == '.' || text[at] == '/' || text[at] == ':';
        if (separator && at + 1 < tokens->len && is_digit(text[at + 1]))
            at += 2;
        else if (is_digit(text[at]))
            at++;
        else
            break;
    }
    return at;
}

static bool is_sign(const struct tokens *tokens, size_t at)
{
    size_t len;
    bool minor;
    unsigned char first = (unsigned char)tokens->text[at];
    return (first == 0xC2 || first == 0xE2) &&
           currency_sign(tokens->text + at, tokens->len - at, &len, &minor) != CURRENCY_NONE;
}

/*
 * Quotes stay inside words (it's, ש"ח) and behind Hebrew letters (גב'); points between single
 * letters (p.a).
 */
static size_t word_end(const struct tokens *tokens, size_t begin)
{
    const char *text = tokens->text;
    size_t at = begin;
    while (at < tokens->len) {
        bool more = at + 1 < tokens->len && is_letter(text[at + 1]);
        if (is_letter(text[at])) {
            if (is_sign(tokens, at))
                break;
            at++;
        } else if (text[at] == '\'' || text[at] == '"') {
            if (!more && script_of(text + begin) != SCRIPT_HEBREW)
                break;
            at++;
        } else if (text[at] == '.' && more && at == begin + 1 && script_of(text + begin) == SCRIPT_LATIN &&
                   (at + 2 >= tokens->len || !is_letter(text[at + 2]))) {
            at++;
        } else {
            break;
        }
    }
    return at;
}

static void find_english(struct token *token, const char *text, size_t len)
{
    static const char *const tails[] = { "'s", "'ll", "'d", "'re", "'ve" };
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        size_t tail = strlen(tails[i]);
        if (len > tail && memcmp(text + len - tail, tails[i], tail) == 0) {
            token->contracted = true;
            const struct word *word = word_find(text, len - tail);
            if (word)
                token->word = word;
            return;
        }
    }
}

static bool begins_with(const char *text, size_t len, const char *start)
{
    size_t n = strlen(start);
    return len >= n && memcmp(text, start, n) == 0;
}

/*
 * Takes off the letters that are joined to Hebrew words. Behind ו and ש any word may follow; behind
 * the others only what belongs to amounts, lest nouns that begin with these letters get lost.
 */
static void find_hebrew(struct token *token, const char *text, size_t len)
{
    const uint64_t behind_any = ROLES_NUMBER | ROLE_HALF | ROLE_CURRENCY | ROLE_PRICE | ROLE_VAT | ROLE_PERIOD |
                                ROLE_GENERIC | ROLE_ORDINAL | ROLE_DIFFERENCE;
    const uint64_t never = ROLE_PERIOD_UNIT | ROLE_ARTICLE | ROLE_TITLE;
    for (const char *const *prefix = words_hebrew_prefixes; *prefix; prefix++) {
        size_t taken = strlen(*prefix);
        if (taken + 4 > len || (*prefix)[1] != text[1] || memcmp(*prefix, text, taken) != 0)
            continue;
        bool vav = begins_with(*prefix, taken, "ו"), shin = begins_with(*prefix, taken, "ש");
        bool other = taken > 2 || (!vav && !shin);
        const struct word *word = word_find(text + taken, len - taken);
        if (!word || (word->roles & never) || (other && !(word->roles & behind_any)))
            continue;
        if (len - taken < 6 && !(word->roles & (ROLES_NUMBER | ROLE_CURRENCY)))
            continue; /* too short to be sure: מסכ is no מ and סכ */
        token->word = word;
        token->prefixes = (uint8_t)((vav ? PREFIX_VAV : 0) | (shin ? PREFIX_SHIN : 0) | (other ? PREFIX_OTHER : 0));
        token->prefix_len = (uint8_t)taken;
        return;
    }
}

static bool is_persian_verb(const char *text, size_t len)
{
    static const char *const nouns[] = { "میز", "میوه", "میدان", "میهمان", "میکر", "مینی", "میلگرد",
                                         "میخ", "میان", "میگو", "میراث", "میکس", "میلاد" };
    if (len < 8)
        return false;
    if (begins_with(text, len, "نمی"))
        return len >= 10;
    if (!begins_with(text, len, "می"))
        return false;
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        if (begins_with(text, len, nouns[i]))
            return false;
    return true;
}

static void find_word(struct token *token, const char *text)
{
    size_t len = token_len(token);
    token->script = (uint8_t)script_of(text);
    if (len > WORD_MAX)
        return;
    const struct word *word = word_find(text, len);
    if (word)
        token->word = word;
    else if (token->script == SCRIPT_LATIN)
        find_english(token, text, len);
    else if (token->script == SCRIPT_HEBREW)
        find_hebrew(token, text, len);
    else if (token->script == SCRIPT_ARABIC && is_persian_verb(text, len))
        token->word = &persian_verb;
}

static void token_cut(struct tokens *tokens, struct token *token, size_t len)
{
    token->end = token->begin + (uint32_t)len;
    find_word(token, tokens->text + token->begin);
    tokens->next = token->end;
}

/*
 * Persian numbers written without spaces: صدوبیست, بیستو, هزارتومان. Cuts the first number word
 * off where the rest is و or و with a number, a scale or a currency; the rest is the next token.
 */
static void split_persian(struct tokens *tokens, struct token *token)
{
    const char *text = tokens->text + token->begin;
    size_t len = token_len(token);
    if (token->word != &nothing || token->script != SCRIPT_ARABIC || len > WORD_MAX)
        return;
    for (size_t head = 4; head <= 14 && head + 2 <= len; head += 2) {
        const struct word *number = word_find(text, head);
        if (!number || !(number->roles & ROLES_NUMBER))
            continue;
        const char *rest = text + head;
        size_t rest_len = len - head;
        bool joined = begins_with(rest, rest_len, "و");
        const struct word *behind = word_find(rest, rest_len);
        const struct word *behind_joint = joined ? word_find(rest + 2, rest_len - 2) : NULL;
        if ((joined && rest_len == 2) || (behind_joint && (behind_joint->roles & ROLES_NUMBER)) ||
            (behind && ((behind->roles & ROLE_SCALE) || behind->currency == CURRENCY_IRT ||
                        behind->currency == CURRENCY_IRR))) {
            token_cut(tokens, token, head);
            return;
        }
    }
}

/* The و that split_persian left in front of a number. */
static void split_persian_and(struct tokens *tokens, struct token *token)
{
    const char *text = tokens->text + token->begin;
    size_t len = token_len(token);
    if (token->word != &nothing || !token->glued || len <= 2 || !begins_with(text, len, "و"))
        return;
    const struct word *number = word_find(text + 2, len - 2);
    if (token_is(tokens, tokens->count - 1, ROLES_NUMBER) && number && (number->roles & ROLES_NUMBER))
        token_cut(tokens, token, 2);
}

static void read_word(struct tokens *tokens, struct token *token)
{
    token_cut(tokens, token, word_end(tokens, token->begin) - token->begin);
    split_persian_and(tokens, token);
    split_persian(tokens, token);
    if ((token->word->roles & ROLE_VAT) && token_is(tokens, tokens->count - 1, ROLE_OTHER_TAX))
        token->word = &nothing;
    const char *text = tokens->text;
    size_t at = tokens->next;
    /* "rs. 500", "incl. VAT": the point ends no sentence */
    if ((token->word->roles & ROLE_ABBREVIATION) && at < tokens->len && text[at] == '.')
        tokens->next++;
}

static void read_mark(struct tokens *tokens, struct token *token)
{
    const char *text = tokens->text + token->begin;
    size_t len = 1;
    token->currency = currency_sign(text, tokens->len - token->begin, &len, &token->minor);
    token->end = token->begin + (uint32_t)len;
    tokens->next = token->end;
    if (token->currency != CURRENCY_NONE) {
        token->kind = TOKEN_SIGN;
        return;
    }
    token->mark = *text;
    const struct word *word = word_find(text, 1);
    if (word)
        token->word = word;
    if (!is_sentence_end(*text))
        return;
    token->kind = TOKEN_END;
    while (tokens->next < tokens->len && is_sentence_end(tokens->text[tokens->next]))
        tokens->next++;
    token->end = (uint32_t)tokens->next;
}

static void read_token(struct tokens *tokens)
{
    struct token *token = &tokens->at[tokens->count];
    *token = (struct token){ .begin = (uint32_t)tokens->next, .word = &nothing, .kind = TOKEN_MARK };
    token->glued = tokens->next > 0 && tokens->text[tokens->next - 1] != ' ';
    char c = tokens->text[tokens->next];
    if (is_digit(c)) {
        token->kind = TOKEN_NUMBER;
        tokens->next = number_end(tokens, tokens->next);
        token->end = (uint32_t)tokens->next;
    } else if (is_letter(c) && !is_sign(tokens, tokens->next)) {
        token->kind = TOKEN_WORD;
        read_word(tokens, token);
    } else {
        read_mark(tokens, token);
    }
    tokens->count++;
}

void tokens_fill(struct tokens *tokens)
{
    for (;;) {
        while (tokens->next < tokens->len &&
               (tokens->text[tokens->next] == ' ' || tokens->text[tokens->next] == '\n'))
            tokens->next++;
        if (tokens->next >= tokens->len || tokens->count == TOKENS_MAX)
            return;
        read_token(tokens);
    }
}

void tokens_shift(struct tokens *tokens, size_t count)
{
    memmove(tokens->at, tokens->at + count, (tokens->count - count) * sizeof *tokens->at);
    tokens->count -= count;
}
