/* Any bytes as folded text: what is read lies in the text, in order, and does not depend on the cap. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/bytes.h"
#include "core/text/amount.h"
#include "core/text/amount_filter.h"
#include "core/text/amount_tokens.h"
#include "core/text/utf8.h"
#include "rapport/plugin.h"

#define CAP 64

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int holds)
{
    if (!holds)
        abort();
}

static void check_amount(const char *text, size_t len, const struct amount *amount, uint32_t floor)
{
    require(amount->begin >= floor && amount->begin < amount->end && amount->end <= len);
    require(amount->item_begin <= amount->item_end && amount->item_end <= len);
    require(amount->value >= 0);
    require(amount->currency[3] == 0);
    require(amount->period >= RAPPORT_PERIOD_UNSTATED && amount->period <= RAPPORT_PERIOD_YEAR);
    require(amount->vat >= RAPPORT_VAT_UNSTATED && amount->vat <= RAPPORT_VAT_WITHOUT);
    if (utf8_valid(text, len) == len) {
        require(utf8_is_border(text, len, amount->begin) && utf8_is_border(text, len, amount->end));
        require(utf8_is_border(text, len, amount->item_begin) && utf8_is_border(text, len, amount->item_end));
    }
}

static void check_item(const char *text, size_t len, const struct amount *amount)
{
    struct bytes name = { 0 };
    size_t added = amount_item(text, len, 0, amount, &name);
    require(added == name.len && added <= 120);
    require(added == 0 || (name.ptr[0] != ' ' && name.ptr[added - 1] != ' '));
    if (utf8_valid(text, len) == len && added < 100)
        require(added == 0 || utf8_valid(name.ptr, added) == added);
    bytes_release(&name);
}

/* A value that is written is read back the same. */
static void check_decimal(const char *text, size_t len, int64_t value)
{
    char digits[32];
    int64_t again;
    size_t written = amount_format(value, digits);
    require(written < sizeof digits);
    if (value <= INT64_C(9000000000000000000))
        require(amount_parse(digits, written, &again) == 0 && again == value);
    if (amount_parse(text, len, &again) == 0)
        require(again >= 0 && len > 0);
}

/*
 * The filter may let anything through, but nothing with both a number and a mark of money be lost.
 * It does not see a word that is joined to a sign, as nobody writes it.
 */
static void check_filter(const char *text, size_t len)
{
    static struct tokens tokens;
    int number = 0, money = 0;
    tokens_init(&tokens, text, len);
    tokens_fill(&tokens);
    for (size_t i = 0; i < tokens.count; i++) {
        int word = token_is_kind(&tokens, i, TOKEN_WORD);
        if (word && tokens.at[i].glued && token_is_kind(&tokens, i - 1, TOKEN_SIGN))
            continue;
        if (word && token_is_kind(&tokens, i + 1, TOKEN_SIGN) && tokens.at[i + 1].glued)
            continue;
        number |= token_is_kind(&tokens, i, TOKEN_NUMBER) || token_is(&tokens, i, ROLES_NUMBER | ROLE_HALF);
        money |= token_is_kind(&tokens, i, TOKEN_SIGN) ||
                 token_is(&tokens, i, ROLE_CURRENCY | ROLE_PRICE | ROLE_PRICE_VERB | ROLE_RATE | ROLE_NOTE);
    }
    require(!(number && money) || amount_filter(text, len));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    struct amount amounts[CAP], one;
    uint32_t floor = 0;
    size_t count = amounts_find(text, size, 0, amounts, CAP);
    require(count <= CAP);
    for (size_t i = 0; i < count; i++) {
        check_amount(text, size, &amounts[i], floor);
        check_item(text, size, &amounts[i]);
        check_decimal(text, size, amounts[i].value);
        floor = amounts[i].end;
    }
    require(amounts_find(text, size, 0, &one, 1) == (count > 0));
    require(count == 0 || memcmp(&one, amounts, sizeof one) == 0);
    check_decimal(text, size, (int64_t)size);
    check_filter(text, size);
    return 0;
}
