/* Folded text cut into words, numbers, currency signs and marks. */
#ifndef RAPPORT_TEXT_AMOUNT_TOKENS_H
#define RAPPORT_TEXT_AMOUNT_TOKENS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/text/amount_words.h"

#define TOKENS_MAX 512

enum token_kind {
    TOKEN_WORD,
    TOKEN_NUMBER, /* digits, with , . / : between digits */
    TOKEN_SIGN,   /* of a currency */
    TOKEN_END,    /* . ! ? */
    TOKEN_MARK    /* any other single character */
};

enum token_script { SCRIPT_LATIN, SCRIPT_HEBREW, SCRIPT_ARABIC, SCRIPT_OTHER };

enum { /* Hebrew letters that were taken off a word to find it */
    PREFIX_VAV = 1,
    PREFIX_OTHER = 2,
    PREFIX_SHIN = 4
};

struct token {
    uint32_t begin, end;
    const struct word *word; /* never NULL: one without roles where nothing is known */
    uint8_t kind, script;
    bool glued;              /* no space before it */
    bool contracted;         /* an English word with 's 'll 'd 're behind */
    uint8_t prefixes, prefix_len;
    uint8_t currency;        /* of TOKEN_SIGN */
    bool minor;              /* of TOKEN_SIGN: ¢ */
    char mark;               /* of TOKEN_MARK: its first byte */
};

/* A window on the text: the tokens from some place on. */
struct tokens {
    const char *text;
    size_t len;
    size_t next; /* the byte where the token after the last one is looked for */
    size_t count;
    struct token at[TOKENS_MAX];
};

void tokens_init(struct tokens *tokens, const char *text, size_t len);
/* Cuts on until the window is full or the text is at its end. */
void tokens_fill(struct tokens *tokens);
/* Forgets the first `count` tokens. */
void tokens_shift(struct tokens *tokens, size_t count);

/* False for an index out of range, so that callers may look at i - 1 and i + 1 freely. */
static inline bool token_is(const struct tokens *tokens, size_t i, uint64_t roles)
{
    return i < tokens->count && (tokens->at[i].word->roles & roles) != 0;
}

static inline bool token_is_kind(const struct tokens *tokens, size_t i, enum token_kind kind)
{
    return i < tokens->count && tokens->at[i].kind == (uint8_t)kind;
}

static inline size_t token_len(const struct token *token)
{
    return token->end - token->begin;
}

/* A word that may be a part of the name of a thing. */
static inline bool token_is_unknown(const struct tokens *tokens, size_t i)
{
    const uint64_t names = ROLE_ONCE | ROLE_COMPOUND | ROLE_GENERIC | ROLE_VERB_MAYBE | ROLE_OTHER_TAX;
    return token_is_kind(tokens, i, TOKEN_WORD) && (tokens->at[i].word->roles & ~names) == 0;
}

/* True if token i is there and reads exactly so. */
static inline bool token_is_text(const struct tokens *tokens, size_t i, const char *text)
{
    if (i >= tokens->count)
        return false;
    size_t len = strlen(text);
    return token_len(&tokens->at[i]) == len && memcmp(tokens->text + tokens->at[i].begin, text, len) == 0;
}

#endif
