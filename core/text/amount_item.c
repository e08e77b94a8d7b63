/*
 * The name of what an amount is the price of: the words at its place, each brought to one form.
 *
 * The forms are cut down rather than made correct, for names are compared, not read: Hebrew words
 * lose every ה ב ל כ in front, so that ביקור, הביקור and לביקור come out alike.
 */
#include <string.h>

#include "core/model/bytes.h"
#include "core/text/amount.h"
#include "core/text/amount_place.h"
#include "core/text/amount_tokens.h"
#include "core/text/number_words.h"
#include "rapport/plugin.h"

#define NAME_MAX_BYTES 120

struct name {
    char text[NAME_MAX_BYTES];
    size_t len;
    bool full; /* a word did not fit; no later one may stand in its place */
};

static void name_add(struct name *name, const char *word, size_t len)
{
    if (len == 0 || name->full)
        return;
    size_t space = name->len > 0;
    if (name->len + space + len > sizeof name->text) {
        name->full = true;
        return;
    }
    if (space)
        name->text[name->len++] = ' ';
    memcpy(name->text + name->len, word, len);
    name->len += len;
}

static bool ends_with(const char *word, size_t len, const char *tail)
{
    size_t n = strlen(tail);
    return len >= n && memcmp(word + len - n, tail, n) == 0;
}

static bool begins_with(const char *word, size_t len, const char *head)
{
    size_t n = strlen(head);
    return len >= n && memcmp(word, head, n) == 0;
}

static void add_english(struct name *name, const char *word, size_t len)
{
    char single[NAME_MAX_BYTES];
    if (ends_with(word, len, "'s"))
        len -= 2;
    if (len > sizeof single)
        len = sizeof single;
    memcpy(single, word, len);
    if (len > 4 && ends_with(word, len, "ies")) {
        single[len - 3] = 'y';
        len -= 2;
    } else if (len > 4 && (ends_with(word, len, "sses") || ends_with(word, len, "xes") ||
                           ends_with(word, len, "ches") || ends_with(word, len, "shes"))) {
        len -= 2;
    } else if (len > 3 && ends_with(word, len, "s") && !ends_with(word, len, "ss") && !ends_with(word, len, "us") &&
               !ends_with(word, len, "is")) {
        len--;
    }
    name_add(name, single, len);
}

/* The construct state before another noun (התקנת הסיב) as the word by itself (התקנה). */
static bool is_construct(const char *word, size_t len)
{
    return len >= 6 && ends_with(word, len, "ת") && !ends_with(word, len, "ות") && !ends_with(word, len, "ית");
}

static void add_hebrew(struct name *name, const char *word, size_t len, bool first, bool last)
{
    char text[NAME_MAX_BYTES];
    if (first && len > 6 && begins_with(word, len, "ו")) {
        word += 2;
        len -= 2;
    }
    for (;;) {
        bool he = begins_with(word, len, "ה");
        bool other = begins_with(word, len, "ב") || begins_with(word, len, "ל") || begins_with(word, len, "כ");
        if (!(he && len >= 6) && !(other && len >= 8))
            break;
        word += 2;
        len -= 2;
    }
    if (len > sizeof text)
        len = sizeof text - 1;
    memcpy(text, word, len);
    if (!last && is_construct(word, len))
        memcpy(text + len - 2, "ה", 2);
    name_add(name, text, len);
}

/* Persian endings that speech adds: ezafe behind ه, the plural, "your" and "their". */
static void add_persian(struct name *name, const char *word, size_t len)
{
    static const char *const tails[] = { "هایتون", "هایتان", "هاتون", "های", "ها", "تون", "شون", "مون" };
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        size_t n = strlen(tails[i]);
        if (len >= n + 6 && ends_with(word, len, tails[i])) {
            len -= n;
            break;
        }
    }
    if ((len >= 8 && ends_with(word, len, "هی")) || (len >= 8 && ends_with(word, len, "ش")))
        len -= 2;
    name_add(name, word, len);
}

static void add_value(struct name *name, int64_t value)
{
    char digits[32];
    int64_t whole = value / RAPPORT_AMOUNT_SCALE;
    size_t len = amount_format(value, digits);
    if (whole * RAPPORT_AMOUNT_SCALE == value)
        len -= 3; /* ".00" */
    name_add(name, digits, len);
}

/* "pass ten" as "pass 10"; returns the tokens read, 0 if there is no number at i. */
static size_t add_number(struct name *name, const struct tokens *tokens, size_t i)
{
    struct number number;
    if (!number_read(tokens, i, &number))
        return 0;
    bool times = token_is_text(tokens, number.end, "x");
    bool one = number.value == RAPPORT_AMOUNT_SCALE && (token_is(tokens, i, ROLE_PER_WEAK) || times) &&
               !token_is_text(tokens, i + 1, "way");
    if (!one || name->len > 0)
        add_value(name, number.value);
    return number.end + times - i;
}

static void add_word(struct name *name, const struct tokens *tokens, size_t i)
{
    const struct token *token = &tokens->at[i];
    const char *word = tokens->text + token->begin;
    size_t len = token_len(token);
    if (token->script == SCRIPT_HEBREW)
        add_hebrew(name, word, len, name->len == 0, place_part(tokens, i + 1) != PART_NAME);
    else if (token->script == SCRIPT_ARABIC)
        add_persian(name, word, len);
    else if (token->script == SCRIPT_LATIN)
        add_english(name, word, len);
    else
        name_add(name, word, len);
}

/* "including breakfast" and "+ breakfast" as "with breakfast". */
static void add_keep(struct name *name, const struct tokens *tokens, size_t i)
{
    const struct token *token = &tokens->at[i];
    if (token_is_text(tokens, i, "including") || token_is_text(tokens, i, "incl") || token_is_text(tokens, i, "plus") ||
        token->kind == TOKEN_MARK)
        name_add(name, "with", 4);
    else
        name_add(name, tokens->text + token->begin, token_len(token));
}

static bool has_specific(const struct tokens *tokens)
{
    for (size_t i = 0; i < tokens->count; i++)
        if (place_part(tokens, i) == PART_NAME && !token_is(tokens, i, ROLE_GENERIC))
            return true;
    return false;
}

static void name_make(struct name *name, const struct tokens *tokens)
{
    bool specific = has_specific(tokens);
    for (size_t i = 0; i < tokens->count && !name->full; i++) {
        enum part part = place_part(tokens, i);
        const char *compound = place_compound(tokens, i);
        if (part == PART_SOFT) {
            size_t read = add_number(name, tokens, i);
            if (read > 0)
                i += read - 1;
            else
                add_word(name, tokens, i);
        } else if (compound) {
            name_add(name, compound, strlen(compound));
            i++;
        } else if (part == PART_NAME && !(specific && token_is(tokens, i, ROLE_GENERIC))) {
            add_word(name, tokens, i);
        } else if (part == PART_KEEP || (part == PART_AND && i > 0)) {
            add_keep(name, tokens, i);
        }
    }
}

size_t amount_item(const char *folded, size_t len, int language, const struct amount *amount, struct bytes *out)
{
    (void)language; /* the scripts of the three languages tell their words apart */
    if (amount->item_begin >= amount->item_end || amount->item_end > len)
        return 0;
    struct tokens tokens;
    tokens_init(&tokens, folded + amount->item_begin, amount->item_end - amount->item_begin);
    tokens_fill(&tokens);
    struct name name = { .len = 0 };
    name_make(&name, &tokens);
    bytes_add(out, name.text, name.len);
    return name.len;
}
