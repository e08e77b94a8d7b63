#include "core/text/amount.h"

#include <string.h>

#include "core/text/amount_bare.h"
#include "core/text/amount_filter.h"
#include "core/text/amount_place.h"
#include "core/text/amount_terms.h"
#include "core/text/amount_tokens.h"
#include "core/text/currency.h"
#include "core/text/number_words.h"
#include "rapport/plugin.h"

/* A message longer than the window of tokens is read in steps that leave this much on each side. */
#define CONTEXT 96
#define SPANS_MAX 128

/* The amounts in the window, in order. */
struct spans {
    size_t count;
    struct money at[SPANS_MAX];
    struct terms terms[SPANS_MAX];
    struct place places[SPANS_MAX];
};

/* Reads a number and what makes money of it at token i; *ret_next is where to look on. */
static bool span_read(const struct tokens *tokens, size_t floor, size_t i, struct money *ret_money, size_t *ret_next)
{
    struct number number;
    *ret_next = i + 1;
    if (money_read_currency_first(tokens, i, ret_money)) {
        *ret_next = ret_money->last;
        return true;
    }
    if (!number_read(tokens, i, &number))
        return false;
    *ret_next = number.end;
    if (token_is(tokens, number.end - 1, ROLE_NOTE)) {
        *ret_money = (struct money){ number.value, CURRENCY_GBP, i, number.end };
        return true;
    }
    if (!money_read(tokens, floor, i, &number, ret_money)) {
        if (!bare_is_price(tokens, floor, i, &number))
            return false;
        *ret_money = (struct money){ number.value, CURRENCY_NONE, i, number.end };
    }
    *ret_next = ret_money->last;
    return !range_ends_at(tokens, floor, ret_money);
}

static void spans_find(const struct tokens *tokens, struct spans *spans)
{
    size_t floor = 0;
    bool after_range = false; /* the last span was the end of a range and is gone */
    spans->count = 0;
    for (size_t i = 0, next; i < tokens->count && spans->count < SPANS_MAX; i = next) {
        struct money *money = &spans->at[spans->count];
        if (!span_read(tokens, floor, i, money, &next))
            continue;
        floor = money->last;
        if (spans->count > 0 && !after_range && range_is(tokens, money - 1, money)) {
            spans->count--;
            after_range = true;
            continue;
        }
        after_range = false;
        spans->count++;
    }
}

static size_t span_limit(const struct tokens *tokens, const struct spans *spans, size_t i)
{
    return i + 1 < spans->count ? spans->at[i + 1].first : tokens->count;
}

static bool same_sentence(const struct tokens *tokens, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++)
        if (tokens->at[i].kind == TOKEN_END)
            return false;
    return true;
}

/* The sum of what was said before is no price of the last thing named. */
static bool is_sum(const struct spans *spans, size_t i)
{
    int64_t sum = 0;
    for (size_t k = i; k > 0 && i - k < 4; k--) {
        sum += spans->at[k - 1].value;
        if (i - k > 0 && sum == spans->at[i].value)
            return true;
    }
    return false;
}

/* An amount that names nothing itself goes on about what the one before was the price of. */
static void place_inherit(const struct tokens *tokens, struct spans *spans, size_t i)
{
    struct money *money = &spans->at[i];
    size_t floor = i > 0 ? spans->terms[i - 1].after : 0;
    if (place_is_nameless(tokens, floor, money->first) || is_sum(spans, i))
        return;
    if (i > 0 && same_sentence(tokens, spans->at[i - 1].last, money->first)) {
        spans->places[i] = spans->places[i - 1];
        return;
    }
    if (place_find_before(tokens, floor, money->first, &spans->places[i]) || i == 0)
        return;
    bool alone = i < 2 || !same_sentence(tokens, spans->at[i - 2].last, spans->at[i - 1].first);
    if (alone)
        spans->places[i] = spans->places[i - 1];
}

static void spans_explain(const struct tokens *tokens, struct spans *spans)
{
    for (size_t i = 0; i < spans->count; i++) {
        size_t floor = i > 0 ? spans->terms[i - 1].after : 0;
        size_t limit = span_limit(tokens, spans, i);
        terms_read(tokens, floor, limit, &spans->at[i], &spans->terms[i]);
        spans->places[i] = (struct place){ 0, 0 };
        if (!place_find(tokens, floor, limit, &spans->at[i], &spans->places[i])) {
            spans->places[i] = (struct place){ 0, 0 };
            place_inherit(tokens, spans, i);
        }
    }
}

static void amount_write(const struct tokens *tokens, const struct spans *spans, size_t i, struct amount *amount)
{
    const struct money *money = &spans->at[i];
    const struct place *place = &spans->places[i];
    bool toman = money->currency == CURRENCY_IRT;
    const struct token *first = &tokens->at[money->first];
    memset(amount, 0, sizeof *amount);
    amount->value = toman ? money->value * 10 : money->value;
    memcpy(amount->currency, currency_code(toman ? CURRENCY_IRR : money->currency), sizeof amount->currency);
    amount->period = spans->terms[i].period;
    amount->vat = spans->terms[i].vat;
    amount->begin = first->begin + first->prefix_len;
    amount->end = tokens->at[money->last - 1].end;
    if (place->first < place->last) {
        amount->item_begin = tokens->at[place->first].begin;
        amount->item_end = tokens->at[place->last - 1].end;
    }
}

size_t amounts_find(const char *folded, size_t len, int language, struct amount *out, size_t cap)
{
    struct tokens tokens;
    struct spans spans;
    size_t count = 0, done = 0; /* tokens before `done` were dealt with in the window before */
    (void)language; /* the scripts of the three languages tell their words apart */
    if (cap == 0 || !amount_filter(folded, len))
        return 0;
    tokens_init(&tokens, folded, len);
    for (;;) {
        tokens_fill(&tokens);
        bool last = tokens.next >= len;
        size_t limit = last ? tokens.count : tokens.count - CONTEXT;
        spans_find(&tokens, &spans);
        spans_explain(&tokens, &spans);
        if (spans.count == SPANS_MAX && spans.at[SPANS_MAX - 1].last < limit) {
            limit = spans.at[SPANS_MAX - 1].last;
            last = false;
        }
        for (size_t i = 0; i < spans.count && count < cap; i++)
            if (spans.at[i].first >= done && spans.at[i].first < limit)
                amount_write(&tokens, &spans, i, &out[count++]);
        if (last || count == cap)
            return count;
        size_t drop = limit > CONTEXT ? limit - CONTEXT : 0;
        done = limit - drop;
        tokens_shift(&tokens, drop);
    }
}
