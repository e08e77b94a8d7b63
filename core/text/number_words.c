/*
 * A number is read as a sum of chunks below a thousand, each multiplied by its scale, scales
 * falling: [one million] [eight hundred and fifty thousand] [and twenty]. All three languages
 * share this order; they differ in how the parts are joined (and, ו in front of the word, و).
 */
#include "core/text/number_words.h"

#include "rapport/plugin.h"

struct reading {
    const struct tokens *tokens;
    size_t first;
    int64_t total;      /* of the scales that are done; RAPPORT_AMOUNT_SCALE parts like all here */
    int64_t chunk;      /* what no scale has multiplied yet */
    int64_t last_scale; /* the next one must be smaller */
    int room;           /* 1000: the chunk is empty; 100: has hundreds; 10: has tens; 1: is full */
    bool has_chunk;
    bool teen_open;     /* Hebrew: a unit that עשר may make a teen of */
    bool overflow;
    bool scaled, digits, whole;
};

static int64_t checked_multiply(struct reading *reading, int64_t a, int64_t b)
{
    int64_t product;
    if (__builtin_mul_overflow(a, b, &product) || product > NUMBER_MAX * RAPPORT_AMOUNT_SCALE) {
        reading->overflow = true;
        return 0;
    }
    return product;
}

static void chunk_add(struct reading *reading, int64_t number, int room)
{
    reading->chunk += number * RAPPORT_AMOUNT_SCALE;
    reading->room = room;
    reading->has_chunk = true;
}

static bool scale_fits(const struct reading *reading, int64_t scale)
{
    return scale < reading->last_scale;
}

static void scale_apply(struct reading *reading, int64_t scale)
{
    int64_t chunk = reading->has_chunk ? reading->chunk : RAPPORT_AMOUNT_SCALE;
    reading->total += checked_multiply(reading, chunk, scale);
    if (reading->total > NUMBER_MAX * RAPPORT_AMOUNT_SCALE)
        reading->overflow = true;
    reading->last_scale = scale;
    reading->chunk = 0;
    reading->room = 1000;
    reading->has_chunk = false;
    reading->teen_open = false;
    reading->scaled = true;
}

static bool take_hundred(struct reading *reading, const struct word *word)
{
    const int64_t one = RAPPORT_AMOUNT_SCALE;
    if (!reading->has_chunk) {
        if (word->number == 0) /* מאות needs a number before it */
            return false;
        chunk_add(reading, 100, 100);
        return true;
    }
    if (reading->chunk >= 100 * one || (word->number == 0 && reading->chunk >= 10 * one))
        return false;
    reading->chunk *= 100;
    reading->room = 100;
    reading->teen_open = false;
    return true;
}

/* "five hundred one hundred": the one belongs to what follows. */
static bool begins_new_hundred(const struct reading *reading, size_t i)
{
    return reading->room == 100 && token_is(reading->tokens, i + 1, ROLE_TIMES_100);
}

static bool take_small(struct reading *reading, size_t i, const struct token *token)
{
    uint64_t roles = token->word->roles;
    int64_t number = token->word->number;
    if ((roles & ROLE_TEEN_TAIL) && reading->teen_open && !(token->prefixes & PREFIX_VAV)) {
        reading->teen_open = false;
        chunk_add(reading, 10, 1);
        return true;
    }
    if (begins_new_hundred(reading, i))
        return false;
    if ((roles & ROLE_UNIT) && reading->room > 1) {
        reading->teen_open = token->script == SCRIPT_HEBREW && reading->room >= 100;
        chunk_add(reading, number, 1);
        return true;
    }
    if ((roles & (ROLE_TEEN | ROLE_TENS)) && reading->room >= 100) {
        chunk_add(reading, number, roles & ROLE_TENS ? 10 : 1);
        return true;
    }
    if ((roles & ROLE_HUNDREDS) && reading->room == 1000) {
        chunk_add(reading, number, 100);
        return true;
    }
    return false;
}

static bool take_scale(struct reading *reading, const struct word *word)
{
    if (!scale_fits(reading, word->number))
        return false;
    if ((word->roles & ROLE_TWO_THOUSAND) && !reading->has_chunk)
        chunk_add(reading, 2, 1);
    scale_apply(reading, word->number);
    return true;
}

/* 10k and 1.2m; the m only beside a currency, for it may be metres or minutes. */
static bool take_glued_scale(struct reading *reading, size_t i, const struct token *token)
{
    const struct tokens *tokens = reading->tokens;
    bool sign_before = token_is_kind(tokens, reading->first - 1, TOKEN_SIGN);
    if (!token_is_kind(tokens, i - 1, TOKEN_NUMBER) || !scale_fits(reading, token->word->number) ||
        (!token->glued && (!sign_before || token->word->number == 1000)))
        return false;
    if (i + 1 < tokens->count && tokens->at[i + 1].glued && token_is_kind(tokens, i + 1, TOKEN_NUMBER))
        return false;
    bool money = sign_before ||
                 token_is(tokens, reading->first - 1, ROLE_CURRENCY_FRONT) ||
                 token_is_kind(tokens, i + 1, TOKEN_SIGN) || token_is(tokens, i + 1, ROLE_CURRENCY);
    if (!money && token->word->number != 1000)
        return false;
    scale_apply(reading, token->word->number);
    return true;
}

static bool is_digit_group(const struct tokens *tokens, size_t i)
{
    if (!token_is_kind(tokens, i, TOKEN_NUMBER) || tokens->at[i].glued)
        return false;
    const struct token *token = &tokens->at[i];
    const char *text = tokens->text + token->begin;
    size_t len = token_len(token);
    return len == 3 || (len > 4 && len <= 6 && text[3] == '.');
}

/*
 * "12 000" is twelve thousand, but "Fiber 500 149" is a name and a price: groups are put together
 * where the later ones are round, or where no unknown word stands before.
 */
static size_t grouped_end(const struct tokens *tokens, size_t first)
{
    const struct token *token = &tokens->at[first];
    size_t end = first + 1;
    if (token_len(token) > 3 || tokens->text[token->begin] == '0')
        return end;
    for (size_t i = 0; i < token_len(token); i++)
        if (tokens->text[token->begin + i] < '0' || tokens->text[token->begin + i] > '9')
            return end;
    bool named = token_is_unknown(tokens, first - 1) && !token->glued;
    while (end < first + 5 && is_digit_group(tokens, end) &&
           (!named || token_is_text(tokens, end, "000")))
        end++;
    return end;
}

static unsigned digit_flags(const struct tokens *tokens, size_t i, size_t end)
{
    unsigned flags = 0;
    if (token_is(tokens, end, ROLE_SCALE) || (token_is(tokens, end, ROLE_SCALE_GLUED) && tokens->at[end].glued))
        flags |= DIGITS_SCALE_FOLLOWS;
    if ((i > 0 && tokens->at[i - 1].script == SCRIPT_ARABIC) ||
        (end < tokens->count && tokens->at[end].script == SCRIPT_ARABIC))
        flags |= DIGITS_PERSIAN;
    return flags;
}

/* The digits of tokens first to end - 1 without the spaces between them. */
static bool groups_value(const struct tokens *tokens, size_t first, size_t end, int64_t *ret_value,
                         bool *ret_whole)
{
    char joined[24];
    size_t len = 0;
    if (end - first == 1)
        return digits_read(tokens->text + tokens->at[first].begin, token_len(&tokens->at[first]),
                           digit_flags(tokens, first, end), ret_value, ret_whole);
    for (size_t i = first; i < end; i++)
        for (uint32_t at = tokens->at[i].begin; at < tokens->at[i].end && len < sizeof joined; at++)
            joined[len++] = tokens->text[at];
    return digits_read(joined, len, 0, ret_value, ret_whole);
}

static size_t take_digits(struct reading *reading, size_t i)
{
    const struct tokens *tokens = reading->tokens;
    bool start = i == reading->first;
    size_t end = start ? grouped_end(tokens, i) : i + 1;
    int64_t value;
    bool whole;
    if (reading->has_chunk || !groups_value(tokens, i, end, &value, &whole))
        return 0;
    /* behind "1 million [and]" only what is certainly counted on: 850 thousand, 850 pounds */
    if (!start && (value / RAPPORT_AMOUNT_SCALE >= reading->last_scale ||
                   !(token_is(tokens, end, ROLE_SCALE | ROLE_CURRENCY) || token_is_kind(tokens, end, TOKEN_SIGN))))
        return 0;
    reading->digits = reading->digits || start;
    reading->whole = reading->whole && whole;
    reading->chunk = value;
    reading->has_chunk = true;
    reading->room = 1;
    return end - i;
}

/* Takes token i into the number; returns how many tokens were taken. */
static size_t take(struct reading *reading, size_t i)
{
    if (i >= reading->tokens->count)
        return 0;
    const struct token *token = &reading->tokens->at[i];
    uint64_t roles = token->word->roles;
    if (token->kind == TOKEN_NUMBER)
        return take_digits(reading, i);
    if (token->kind != TOKEN_WORD || (i != reading->first && (token->prefixes & (PREFIX_OTHER | PREFIX_SHIN))))
        return 0;
    if (roles & ROLE_SCALE_GLUED)
        return take_glued_scale(reading, i, token);
    if (roles & ROLE_SCALE)
        return take_scale(reading, token->word);
    if (roles & ROLE_TIMES_100)
        return take_hundred(reading, token->word);
    return take_small(reading, i, token);
}

static bool is_vav(const struct tokens *tokens, size_t i)
{
    return token_is_text(tokens, i, "ו");
}

/* How many tokens say "and" at i; English says it only behind hundred, thousand, million. */
static size_t and_len(const struct reading *reading, size_t i)
{
    const struct tokens *tokens = reading->tokens;
    if (is_vav(tokens, i))
        return i + 1 < tokens->count && tokens->at[i + 1].mark == '-' ? 2 : 1;
    if (!token_is(tokens, i, ROLE_AND))
        return 0;
    if (tokens->at[i].script == SCRIPT_LATIN && !token_is(tokens, i - 1, ROLE_TIMES_100 | ROLE_SCALE))
        return 0;
    return 1;
}

/* A scale behind "and" would multiply what stands before it: "a hundred and thousand". */
static size_t take_behind_and(struct reading *reading, size_t i)
{
    if (token_is(reading->tokens, i, ROLE_TIMES_100) ||
        (reading->has_chunk && token_is(reading->tokens, i, ROLE_SCALE)))
        return 0;
    return take(reading, i);
}

/* "point nine nine", "נקודה תשעימ" behind the units of token i. */
static size_t take_point(struct reading *reading, size_t i)
{
    const struct tokens *tokens = reading->tokens;
    if (!token_is(tokens, i, ROLE_POINT) || !reading->has_chunk || reading->digits)
        return 0;
    size_t at = i + 1;
    int64_t unit = RAPPORT_AMOUNT_SCALE / 10;
    if (token_is(tokens, at, ROLE_TENS)) {
        reading->chunk += tokens->at[at++].word->number * (unit / 10);
    } else {
        for (; token_is(tokens, at, ROLE_UNIT) && unit > 0; at++, unit /= 10)
            reading->chunk += tokens->at[at].word->number * unit;
    }
    if (at == i + 1)
        return 0;
    reading->room = 1;
    reading->whole = false;
    return at - i;
}

/*
 * Takes as many tokens as there are; returns the end. What was taken behind an "and" is given back
 * when a multiplier is left over behind it: "fifty thousand and [sixty thousand]".
 */
static size_t take_all(struct reading *reading)
{
    const struct tokens *tokens = reading->tokens;
    struct reading before = *reading;
    size_t i = reading->first, before_end = 0;
    for (;;) {
        struct reading saved = *reading;
        size_t joint = i == reading->first ? 0 : and_len(reading, i);
        bool joined = joint > 0 || (i < tokens->count && (tokens->at[i].prefixes & PREFIX_VAV));
        size_t taken = joint > 0 ? take_behind_and(reading, i + joint) : take(reading, i);
        if (taken == 0 && i > reading->first)
            taken = take_point(reading, i);
        if (taken == 0)
            break;
        if (joined && i > reading->first) {
            before = saved;
            before_end = i;
        }
        i += joint + taken;
    }
    if (before_end > 0 && token_is(tokens, i, ROLE_SCALE | ROLE_TIMES_100)) {
        *reading = before;
        return before_end;
    }
    return i;
}

/* "and a half", "וחצי", "و نیم" at i: half of the last scale, or of one. */
static size_t take_half(struct reading *reading, size_t i)
{
    const struct tokens *tokens = reading->tokens;
    size_t at = i;
    bool joined = token_is(tokens, at, ROLE_AND);
    if (joined)
        at++;
    if (joined && token_is(tokens, at, ROLE_PER_WEAK) && token_is(tokens, at + 1, ROLE_HALF))
        at++;
    if (!token_is(tokens, at, ROLE_HALF) || (!joined && !(tokens->at[at].prefixes & PREFIX_VAV)))
        return 0;
    if (reading->has_chunk || !reading->scaled)
        reading->chunk += RAPPORT_AMOUNT_SCALE / 2;
    else
        reading->total += reading->last_scale * (RAPPORT_AMOUNT_SCALE / 2);
    at++;
    if (reading->has_chunk && token_is(tokens, at, ROLE_SCALE) && take_scale(reading, tokens->at[at].word))
        at++;
    else
        reading->whole = reading->scaled;
    return at - i;
}

/* "half a million", "חצי מיליונ", "نیم میلیون", "חצי שקל". */
static bool read_half(const struct tokens *tokens, size_t first, struct number *ret_number)
{
    size_t at = first + 1;
    if (token_is(tokens, at, ROLE_PER_WEAK) && token_is(tokens, at + 1, ROLE_SCALE))
        at++;
    int64_t of;
    if (token_is(tokens, at, ROLE_SCALE))
        of = tokens->at[at++].word->number;
    else if (token_is(tokens, at, ROLE_CURRENCY))
        of = 1;
    else
        return false;
    *ret_number = (struct number){ .value = of * (RAPPORT_AMOUNT_SCALE / 2), .end = at, .scaled = of > 1 };
    return true;
}

bool number_read_below_100(const struct tokens *tokens, size_t first, struct number *ret_number)
{
    struct reading reading = { .tokens = tokens, .first = first, .last_scale = INT64_MAX, .room = 100,
                               .whole = true };
    size_t i = first;
    while (i < tokens->count && token_is(tokens, i, ROLE_UNIT | ROLE_TEEN | ROLE_TENS)) {
        bool joined = (tokens->at[i].prefixes & PREFIX_VAV) != 0;
        if ((i > first && joined != (tokens->at[i].script == SCRIPT_HEBREW) &&
             !(tokens->at[i].word->roles & ROLE_TEEN_TAIL)) || !take_small(&reading, i, &tokens->at[i]))
            break;
        i++;
    }
    if (i == first)
        return false;
    *ret_number = (struct number){ .value = reading.chunk, .end = i, .whole = true };
    return true;
}

/*
 * Prices said in two parts: "ninety-nine ninety" is 99.90, תשע עשרה תשעימ is 19.90. English says
 * hundreds that way, too: "one fifty" is 150, but what ends like a price tag ("four ninety-nine")
 * is read as 4.99.
 */
static size_t take_pair(struct reading *reading, size_t i)
{
    const struct tokens *tokens = reading->tokens;
    const int64_t one = RAPPORT_AMOUNT_SCALE;
    struct number second;
    if (reading->scaled || reading->digits || !reading->whole || reading->room == 1000 ||
        !token_is(tokens, i, ROLE_TEEN | ROLE_TENS) || tokens->at[i].prefixes != 0 ||
        !number_read_below_100(tokens, i, &second) ||
        token_is(tokens, second.end, ROLE_SCALE | ROLE_TIMES_100))
        return 0;
    if (tokens->at[i].script == SCRIPT_HEBREW) {
        reading->chunk += second.value / 100;
    } else if (tokens->at[i].script == SCRIPT_LATIN && reading->chunk < 100 * one) {
        bool tag = second.value == 99 * one || second.value == 95 * one || second.value == 49 * one;
        if (reading->chunk >= 10 * one || tag)
            reading->chunk += second.value / 100;
        else
            reading->chunk = reading->chunk * 100 + second.value;
    } else {
        return 0;
    }
    reading->whole = reading->chunk % one == 0;
    return second.end - i;
}

/* Digits that are a part of a word (a52, #5), and ordinals (2nd), begin no number. */
static bool digits_stand_alone(const struct tokens *tokens, size_t first)
{
    const struct token *token = &tokens->at[first];
    if (token_is_text(tokens, first + 1, "st") || token_is_text(tokens, first + 1, "nd") ||
        token_is_text(tokens, first + 1, "rd") || token_is_text(tokens, first + 1, "th")) {
        if (tokens->at[first + 1].glued)
            return false;
    }
    if (!token->glued || first == 0)
        return true;
    const struct token *before = token - 1;
    if (before->kind == TOKEN_MARK)
        return before->mark != '#' && before->mark != '@' && before->mark != '_';
    if (before->kind != TOKEN_WORD || before->end != token->begin || tokens->text[before->begin] == '~')
        return true;
    if (before->script == SCRIPT_HEBREW)
        return token_len(before) <= 4 || (before->word->roles & ROLE_CURRENCY_FRONT);
    return before->script == SCRIPT_ARABIC || (before->word->roles & ROLE_CURRENCY_FRONT);
}

/* "a few hundred", "چند هزار", and the middle of something that was no number. */
static bool may_begin(const struct tokens *tokens, size_t first)
{
    const struct token *token = &tokens->at[first];
    if (token->kind == TOKEN_NUMBER)
        return digits_stand_alone(tokens, first);
    if (token->kind != TOKEN_WORD || !(token->word->roles & ROLES_NUMBER))
        return false;
    if (token_is(tokens, first - 1, ROLE_VAGUE) ||
        (token_is_text(tokens, first - 1, "of") && token_is(tokens, first - 2, ROLE_VAGUE)))
        return false;
    return true;
}

bool number_read(const struct tokens *tokens, size_t first, struct number *ret_number)
{
    if (token_is(tokens, first, ROLE_HALF))
        return read_half(tokens, first, ret_number);
    bool article = token_is(tokens, first, ROLE_PER_WEAK) && !token_is(tokens, first, ROLE_UNIT) &&
                   token_is(tokens, first + 1, ROLE_TIMES_100 | ROLE_SCALE | ROLE_NOTE);
    size_t start = first + article;
    if (start >= tokens->count || !may_begin(tokens, start))
        return false;
    if (token_is(tokens, start, ROLE_NOTE)) {
        *ret_number = (struct number){ .value = tokens->at[start].word->number * RAPPORT_AMOUNT_SCALE,
                                       .end = start + 1, .whole = true };
        return true;
    }
    struct reading reading = { .tokens = tokens, .first = start, .last_scale = INT64_MAX, .room = 1000,
                               .whole = true };
    size_t end = take_all(&reading);
    if (end == start)
        return false;
    size_t half = take_half(&reading, end);
    end += half > 0 ? half : take_pair(&reading, end);
    if (reading.overflow || reading.total + reading.chunk > NUMBER_MAX * RAPPORT_AMOUNT_SCALE)
        return false;
    *ret_number = (struct number){ .value = reading.total + reading.chunk, .end = end,
                                   .digits = reading.digits, .whole = reading.whole,
                                   .scaled = reading.scaled };
    return true;
}
