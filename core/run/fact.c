#include "core/run/fact.h"

#include <string.h>

#include "core/run/result.h"
#include "core/text/utf8.h"

enum { GROUP_HEAD = 4 }; /* plugin and length of the key, two bytes each */

void fact_key(struct bytes *out, const struct stored_fact *fact)
{
    uint32_t head = fact->plugin << 16 | (uint32_t)fact->key.len;
    key_add_u32(out, head);
    bytes_add(out, fact->key.ptr, fact->key.len);
    key_of_place(out, fact->source.ptr, fact->line);
    key_add_u32(out, fact->message);
    key_add_u32(out, fact->begin);
}

static uint64_t read_big(const char *at, unsigned bytes)
{
    uint64_t number = 0;
    for (unsigned i = 0; i < bytes; i++)
        number = number << 8 | (unsigned char)at[i];
    return number;
}

size_t fact_group_len(const char *key, size_t key_len)
{
    size_t len = GROUP_HEAD + (size_t)read_big(key + 2, 2);
    return len < key_len ? len : key_len;
}

static void add_number(struct bytes *out, uint64_t number)
{
    bytes_add(out, &number, sizeof number);
}

static void add_text(struct bytes *out, struct rapport_text text)
{
    add_number(out, text.len);
    bytes_add(out, text.ptr ? text.ptr : "", text.len);
}

void fact_write(struct bytes *out, const struct stored_fact *fact)
{
    add_number(out, fact->end);
    add_number(out, fact->text_offset);
    add_number(out, (uint64_t)fact->role);
    add_number(out, (uint64_t)fact->at_ms);
    const struct rapport_text texts[] = {fact->value, fact->conversation, fact->channel, fact->customer_id,
                                         fact->customer_group, fact->agent, fact->name, fact->lang, fact->text};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        add_text(out, texts[i]);
}

struct cursor {
    const char *at;
};

static uint64_t take_number(struct cursor *cursor)
{
    uint64_t number;
    memcpy(&number, cursor->at, sizeof number);
    cursor->at += sizeof number;
    return number;
}

static struct rapport_text take_text(struct cursor *cursor)
{
    struct rapport_text text;
    text.len = take_number(cursor);
    text.ptr = cursor->at;
    cursor->at += text.len;
    return text;
}

static void read_key(struct stored_fact *fact, const char *key, size_t key_len)
{
    size_t group = fact_group_len(key, key_len);
    fact->plugin = (uint32_t)read_big(key, 2);
    fact->key = (struct rapport_text){key + GROUP_HEAD, group - GROUP_HEAD};
    const char *tail = key + key_len - 16; /* line, message, begin */
    fact->source = (struct rapport_text){key + group, (uint64_t)(tail - (key + group) - 1)};
    fact->line = read_big(tail, 8);
    fact->message = (uint32_t)read_big(tail + 8, 4);
    fact->begin = (uint32_t)read_big(tail + 12, 4);
}

void fact_read(struct stored_fact *fact, const char *key, size_t key_len, const char *payload, size_t payload_len)
{
    struct cursor cursor = {payload};
    (void)payload_len;
    read_key(fact, key, key_len);
    fact->end = (uint32_t)take_number(&cursor);
    fact->text_offset = (uint32_t)take_number(&cursor);
    fact->role = (int32_t)take_number(&cursor);
    fact->at_ms = (int64_t)take_number(&cursor);
    struct rapport_text *const texts[] = {&fact->value, &fact->conversation, &fact->channel, &fact->customer_id,
                                          &fact->customer_group, &fact->agent, &fact->name, &fact->lang, &fact->text};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = take_text(&cursor);
}

/* The part of a long message around the span; a short one whole. */
static void set_text(struct stored_fact *fact, struct rapport_text text)
{
    uint64_t begin = 0, end = text.len;
    if (text.len > FACT_TEXT_BYTES) {
        uint64_t from = fact->begin == RAPPORT_NONE ? 0 : fact->begin, to = fact->end == RAPPORT_NONE ? 0 : fact->end;
        begin = from > FACT_TEXT_BYTES / 4 ? from - FACT_TEXT_BYTES / 4 : 0;
        end = to + FACT_TEXT_BYTES / 4 < text.len ? to + FACT_TEXT_BYTES / 4 : text.len;
        while (!utf8_is_border(text.ptr, text.len, begin))
            begin--;
        while (!utf8_is_border(text.ptr, text.len, end))
            end++;
    }
    fact->text_offset = (uint32_t)begin;
    fact->text = (struct rapport_text){text.ptr ? text.ptr + begin : "", end - begin};
}

struct stored_fact fact_of(const struct fact_record *record, const struct rapport_conversation *conversation,
                           const char *source, uint64_t line)
{
    const struct rapport_message *message = conversation->messages[record->message];
    struct stored_fact fact = {
        .plugin = record->plugin,
        .key = record->key,
        .value = record->value,
        .source = {source, strlen(source)},
        .line = line,
        .message = record->message,
        .begin = record->begin,
        .end = record->end,
        .role = message->role,
        .at_ms = message->at_ms != RAPPORT_TIME_UNKNOWN ? message->at_ms : conversation->started_ms,
        .conversation = conversation->id,
        .channel = conversation->channel,
        .customer_id = conversation->customer_id,
        .customer_group = conversation->customer_group,
        .lang = message->lang,
    };
    if (message->speaker != RAPPORT_NONE) {
        fact.agent = conversation->speakers[message->speaker].id;
        fact.name = conversation->speakers[message->speaker].name;
    }
    set_text(&fact, message->text);
    return fact;
}
