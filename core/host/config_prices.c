/*
 * [{"item":"fiber-500","names":{"en":["Fiber 500"]},
 *   "prices":[{"amount":"99.90","currency":"ILS","period":"month","vat":"with"}]}]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/host/config_parts.h"
#include "core/model/arena.h"
#include "core/text/amount.h"
#include "core/text/language.h"

/* What may stand in the list only once, as keys of JSON objects. */
struct price_reader {
    struct document *document;
    struct config_item *item; /* the one being read */
    json_t *ids, *names, *prices;
};

static const char *const periods[] = {"once", "night", "day", "week", "month", "year"};
static const char *const vats[] = {"with", "without"};
enum { PERIOD_COUNT = sizeof periods / sizeof *periods, VAT_COUNT = sizeof vats / sizeof *vats };

/* The place of the word in the list counted from 1, as RAPPORT_PERIOD_ and RAPPORT_VAT_ are; 0 if it is not there. */
static int32_t place_of(const char *word, const char *const *list, int32_t count)
{
    for (int32_t i = 0; i < count; i++)
        if (strcmp(list[i], word) == 0)
            return i + 1;
    return 0;
}

int32_t period_by_name(const char *name)
{
    int32_t period = place_of(name, periods, PERIOD_COUNT);
    return period ? period : -1;
}

void config_item_release(struct config_item *item)
{
    for (size_t i = 0; i < item->name_count; i++)
        free(item->names[i].text);
    free(item->names);
    free(item->prices);
    free(item->item);
}

/* False with a fault if the key was seen before. */
static bool is_first(struct price_reader *reader, json_t *seen, const char *key, const char *what)
{
    const char *before = json_string_value(json_object_get(seen, key));
    if (before) {
        document_fault(reader->document, "%s stands in %s already", what, before);
        return false;
    }
    json_object_set_new(seen, key, json_string(bytes_text(&reader->document->path)));
    return true;
}

static void read_id(struct price_reader *reader, json_t *object)
{
    size_t mark = document_enter(reader->document, "item");
    const char *id = document_text(reader->document, json_object_get(object, "item"));
    if (id && id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-")] != '\0')
        document_fault(reader->document, "must be made of a-z, 0-9 and -, not \"%s\"", id);
    else if (id && is_first(reader, reader->ids, id, "the item"))
        reader->item->item = must_copy(id, strlen(id));
    document_leave(reader->document, mark);
}

static void add_name(struct price_reader *reader, int language, const char *text)
{
    struct config_item *item = reader->item;
    char *key = must_alloc(strlen(text) + 4);
    snprintf(key, strlen(text) + 4, "%s %s", language_code(language), text);
    if (is_first(reader, reader->names, key, "the name"))
        item->names[item->name_count++] =
            (struct config_name){.language = language, .text = must_copy(text, strlen(text))};
    free(key);
}

static void read_names_of(struct price_reader *reader, int language, json_t *list)
{
    struct config_item *item = reader->item;
    size_t index;
    json_t *value;
    if (!document_is_list(reader->document, list))
        return;
    item->names = must_realloc(item->names, (item->name_count + json_array_size(list) + 1) * sizeof *item->names);
    json_array_foreach(list, index, value) {
        size_t mark = document_enter_index(reader->document, index);
        const char *text = document_text(reader->document, value);
        if (text)
            add_name(reader, language, text);
        document_leave(reader->document, mark);
    }
}

static size_t count_names(json_t *names)
{
    size_t count = 0;
    const char *code;
    json_t *list;
    json_object_foreach(names, code, list)
        count += json_is_array(list) ? json_array_size(list) : 1; /* what is no list is a fault of its own */
    return count;
}

static void read_names(struct price_reader *reader, json_t *names)
{
    const char *code;
    json_t *list;
    size_t outer = document_enter(reader->document, "names");
    if (document_is_object(reader->document, names) && count_names(names) == 0)
        document_fault(reader->document, "must hold at least one name, {\"en\": [\"…\"]}");
    json_object_foreach(names, code, list) {
        int language = language_by_code(code, strlen(code));
        size_t inner = document_enter(reader->document, code);
        if (language == LANGUAGE_NONE)
            document_fault(reader->document, "unknown language; rapport knows he, fa and en");
        else
            read_names_of(reader, language, list);
        document_leave(reader->document, inner);
    }
    document_leave(reader->document, outer);
}

static int read_amount(struct document *document, json_t *object, int64_t *ret_value)
{
    json_t *value = json_object_get(object, "amount");
    size_t mark = document_enter(document, "amount");
    int status = -1;
    const char *text = NULL;
    if (json_is_number(value))
        document_fault(document, "must be a text such as \"99.90\", not a number");
    else if ((text = document_text(document, value))) {
        status = amount_parse(text, strlen(text), ret_value);
        if (status == 0 && *ret_value < 0)
            status = -1;
        if (status < 0)
            document_fault(document, "must be a decimal number such as \"99.90\", not \"%s\"", text);
    }
    document_leave(document, mark);
    return status;
}

static int read_currency(struct document *document, json_t *object, char *ret_currency)
{
    int status = -1;
    size_t mark = document_enter(document, "currency");
    const char *code = document_text(document, json_object_get(object, "currency"));
    if (code && strlen(code) == 3 && strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3) {
        memcpy(ret_currency, code, 4);
        status = 0;
    } else if (code) {
        document_fault(document, "must be an ISO 4217 code, three capital letters, not \"%s\"", code);
    }
    document_leave(document, mark);
    return status;
}

/* One of the words, counted from 1; 0 where the key is absent. */
static int32_t read_word(struct document *document, json_t *object, const char *key, const char *const *list,
                         int32_t count)
{
    if (!json_object_get(object, key))
        return 0;
    size_t mark = document_enter(document, key);
    const char *word = document_text(document, json_object_get(object, key));
    int32_t place = word ? place_of(word, list, count) : 0;
    if (word && !place)
        document_unknown(document, key, word, list, (size_t)count);
    document_leave(document, mark);
    return place;
}

static void rials_of_tomans(struct document *document, struct config_price *price)
{
    if (strcmp(price->currency, "IRT") != 0)
        return;
    memcpy(price->currency, "IRR", 4);
    if (__builtin_mul_overflow(price->value, 10, &price->value))
        document_fault(document, "the amount is too large");
}

static void read_price(struct price_reader *reader, json_t *object)
{
    static const char *const keys[] = {"amount", "currency", "period", "vat"};
    struct document *document = reader->document;
    struct config_price price = {0};
    if (!document_is_object(document, object))
        return;
    document_check_keys(document, object, keys, sizeof keys / sizeof *keys);
    int status = read_amount(document, object, &price.value);
    status |= read_currency(document, object, price.currency);
    price.period = read_word(document, object, "period", periods, PERIOD_COUNT);
    price.vat = read_word(document, object, "vat", vats, VAT_COUNT);
    if (status < 0)
        return;
    rials_of_tomans(document, &price);
    char key[32];
    snprintf(key, sizeof key, "%s %d %d", price.currency, price.period, price.vat);
    if (is_first(reader, reader->prices, key, "a price of the same currency, period and vat"))
        reader->item->prices[reader->item->price_count++] = price;
}

static void read_prices(struct price_reader *reader, json_t *list)
{
    size_t index, outer = document_enter(reader->document, "prices");
    json_t *object;
    if (document_is_list(reader->document, list) && json_array_size(list) == 0)
        document_fault(reader->document, "must hold at least one price");
    reader->item->prices = must_calloc(json_array_size(list) + 1, sizeof *reader->item->prices);
    reader->prices = json_object();
    json_array_foreach(list, index, object) {
        size_t inner = document_enter_index(reader->document, index);
        read_price(reader, object);
        document_leave(reader->document, inner);
    }
    json_decref(reader->prices);
    document_leave(reader->document, outer);
}

static void read_item(struct price_reader *reader, json_t *object)
{
    static const char *const keys[] = {"item", "names", "prices"};
    if (!document_is_object(reader->document, object))
        return;
    document_check_keys(reader->document, object, keys, sizeof keys / sizeof *keys);
    read_id(reader, object);
    read_names(reader, json_object_get(object, "names"));
    read_prices(reader, json_object_get(object, "prices"));
}

void config_read_prices(struct config *config, struct document *document, json_t *list)
{
    size_t index;
    json_t *object;
    if (!document_is_list(document, list))
        return;
    struct price_reader reader = {.document = document, .ids = json_object(), .names = json_object()};
    config->items = must_calloc(json_array_size(list) + 1, sizeof *config->items);
    json_array_foreach(list, index, object) {
        size_t mark = document_enter_index(document, index);
        reader.item = &config->items[config->item_count++];
        read_item(&reader, object);
        document_leave(document, mark);
    }
    json_decref(reader.ids);
    json_decref(reader.names);
}
