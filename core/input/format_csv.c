/*
 * Tables of one message a row, with a head of column names: CSV, TSV, and the same with semicolons. Rows of one
 * conversation need not stand together; the conversations are in the order of their first rows.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/input/chat_lines.h"
#include "core/input/csv.h"
#include "core/input/csv_columns.h"
#include "core/input/format.h"

#define CELLS_MAX 256

struct row {
    size_t at; /* in the text */
    uint64_t line;
    uint32_t conversation;
};

/* A hash table of the ids of conversations: numbers of rows plus one, 0 for an empty place. */
struct ids {
    uint32_t *slots;
    size_t size, count;
};

struct table {
    struct talks *talks;
    struct csv csv;
    struct csv_columns columns;
    struct row *rows; /* then in order of conversations */
    size_t count, cap;
    struct csv_cell *keys; /* of conversations, as they stand in the text */
    size_t key_count, key_cap;
    struct ids ids;
    struct chat_orders orders;
    enum chat_order order;
    struct bytes cells[CSV_FIELD_COUNT];
};

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    return !format_is_json(head, len) && csv_columns_recognise(head, len);
}

static uint64_t hash(const struct csv_cell *cell)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < cell->len; i++)
        h = (h ^ (unsigned char)cell->ptr[i]) * 1099511628211u;
    return h ^ h >> 32;
}

static bool same(const struct csv_cell *a, const struct csv_cell *b)
{
    return a->len == b->len && memcmp(a->ptr, b->ptr, a->len) == 0;
}

static uint32_t *slot_of(struct table *table, const struct csv_cell *key)
{
    size_t at = hash(key) & (table->ids.size - 1);
    while (table->ids.slots[at] && !same(&table->keys[table->ids.slots[at] - 1], key))
        at = (at + 1) & (table->ids.size - 1);
    return &table->ids.slots[at];
}

static void ids_grow(struct table *table)
{
    free(table->ids.slots);
    table->ids.size = table->ids.size ? table->ids.size * 2 : 1024;
    table->ids.slots = must_calloc(table->ids.size, sizeof *table->ids.slots);
    for (size_t i = 0; i < table->key_count; i++)
        *slot_of(table, &table->keys[i]) = (uint32_t)i + 1;
}

/* The number of the conversation; rows without an id belong to the one before. */
static uint32_t conversation_of(struct table *table, const struct csv_cell *key)
{
    if (table->count > 0 && (key->len == 0 || same(&table->keys[table->rows[table->count - 1].conversation], key)))
        return table->rows[table->count - 1].conversation;
    if (table->key_count * 2 >= table->ids.size)
        ids_grow(table);
    uint32_t *slot = slot_of(table, key);
    if (!*slot) {
        if (table->key_count == table->key_cap) {
            table->key_cap = table->key_cap ? table->key_cap * 2 : 256;
            table->keys = must_realloc(table->keys, table->key_cap * sizeof *table->keys);
        }
        table->keys[table->key_count++] = *key;
        *slot = (uint32_t)table->key_count;
    }
    return *slot - 1;
}

static const struct csv_cell *cell_of(const struct table *table, const struct csv_cell *cells, size_t count,
                                      enum csv_field field)
{
    static const struct csv_cell none = {.ptr = ""};
    int column = table->columns.of[field];
    return column >= 0 && (size_t)column < count && column < CELLS_MAX ? &cells[column] : &none;
}

/* The time of a row as one text: of one column, or of a date and a clock. */
static const char *stamp_of(struct table *table, const struct csv_cell *cells, size_t count)
{
    struct bytes *out = &table->cells[CSV_TIME];
    const struct csv_cell *date = cell_of(table, cells, count, CSV_DATE),
                          *time = cell_of(table, cells, count, CSV_TIME);
    bytes_clear(out);
    csv_cell_add(out, date);
    if (date->len > 0 && time->len > 0)
        bytes_add_char(out, ' ');
    csv_cell_add(out, time);
    return bytes_text(out);
}

static void row_add(struct table *table, size_t at, uint64_t line, const struct csv_cell *cells, size_t count)
{
    struct chat_head head;
    if (table->count == table->cap) {
        table->cap = table->cap ? table->cap * 2 : 1024;
        table->rows = must_realloc(table->rows, table->cap * sizeof *table->rows);
    }
    uint32_t conversation = conversation_of(table, cell_of(table, cells, count, CSV_CONVERSATION));
    table->rows[table->count++] = (struct row){at, line, conversation};
    const char *stamp = stamp_of(table, cells, count);
    size_t len = table->cells[CSV_TIME].len;
    if (len > 5 && stamp[4] != '-' && chat_stamp_read(stamp, len, &head))
        chat_orders_add(&table->orders, &head);
}

static void rows_read(struct table *table)
{
    struct csv_cell cells[CELLS_MAX];
    bool open;
    for (;;) {
        while (table->csv.at < table->csv.len && strchr("\r\n", table->csv.text[table->csv.at]) &&
               table->csv.text[table->csv.at])
            table->csv.line += table->csv.text[table->csv.at++] == '\n';
        size_t at = table->csv.at;
        uint64_t line = table->csv.line;
        size_t count = csv_next(&table->csv, cells, CELLS_MAX, &open);
        if (count == 0)
            return;
        if (open) {
            if (!table->talks->is_damaged)
                talks_fault(table->talks, line, "a quoted cell has no end; the row is not read");
            return;
        }
        if (count <= (size_t)table->columns.of[CSV_TEXT])
            talks_fault(table->talks, line, "the row has %zu cells, and column %d is the text", count,
                        table->columns.of[CSV_TEXT] + 1);
        else
            row_add(table, at, line, cells, count);
    }
}

/* Rows in order of conversations, within one as they were. */
static void rows_sort(struct table *table)
{
    size_t *begin = must_calloc(table->key_count + 2, sizeof *begin);
    struct row *sorted = must_alloc((table->count + 1) * sizeof *sorted);
    for (size_t i = 0; i < table->count; i++)
        begin[table->rows[i].conversation + 1]++;
    for (size_t i = 0; i < table->key_count; i++)
        begin[i + 1] += begin[i];
    for (size_t i = 0; i < table->count; i++)
        sorted[begin[table->rows[i].conversation]++] = table->rows[i];
    free(begin);
    free(table->rows);
    table->rows = sorted;
}

static const char *text_of(struct table *table, const struct csv_cell *cells, size_t count, enum csv_field field)
{
    struct bytes *out = &table->cells[field];
    bytes_clear(out);
    csv_cell_add(out, cell_of(table, cells, count, field));
    return bytes_text(out);
}

static int64_t time_of(struct table *table, struct talk *talk, const struct csv_cell *cells, size_t count)
{
    struct chat_head head;
    const char *stamp = stamp_of(table, cells, count);
    int64_t at = talk_time_of_text(stamp);
    talk->offset = at == TALK_NO_TIME ? 0 : talk_offset(stamp);
    if (at == TALK_NO_TIME && chat_stamp_read(stamp, table->cells[CSV_TIME].len, &head))
        at = chat_time(&head, table->order);
    return at;
}

/* The role a row says, by its word or by the direction: what came in is the customer's. */
static const char *role_of(struct table *table, const struct csv_cell *cells, size_t count)
{
    const char *role = talk_role(text_of(table, cells, count, CSV_ROLE));
    const char *in = text_of(table, cells, count, CSV_INBOUND);
    if (role || !*in)
        return role;
    if (strcasecmp(in, "true") == 0 || strcmp(in, "1") == 0 || strcasecmp(in, "in") == 0 || strcasecmp(in, "yes") == 0)
        return "customer";
    if (strcasecmp(in, "false") == 0 || strcmp(in, "0") == 0 || strcasecmp(in, "out") == 0 || strcasecmp(in, "no") == 0)
        return "agent";
    return talk_role(in);
}

static void row_say(struct table *table, struct talk *talk, const struct row *row)
{
    struct csv_cell cells[CELLS_MAX];
    struct csv csv = table->csv;
    bool open;
    csv.at = row->at;
    size_t count = csv_next(&csv, cells, CELLS_MAX, &open);
    int64_t at = time_of(table, talk, cells, count);
    const char *role = role_of(table, cells, count), *name = text_of(table, cells, count, CSV_NAME),
               *id = text_of(table, cells, count, CSV_ID);
    if (!role && !*id && !*name)
        name = text_of(table, cells, count, CSV_ROLE);
    if (!talk->channel && *text_of(table, cells, count, CSV_CHANNEL))
        talk->channel = arena_copy(&talk->arena, table->cells[CSV_CHANNEL].ptr, table->cells[CSV_CHANNEL].len);
    if (!talk->queue && *text_of(table, cells, count, CSV_QUEUE))
        talk_queue(talk, table->cells[CSV_QUEUE].ptr);
    if (!talk->customer_name)
        talk_customer(talk, NULL, text_of(table, cells, count, CSV_CUSTOMER));
    talk_say(talk, role, at, *id ? id : name, name, text_of(table, cells, count, CSV_TEXT));
}

static void conversations_say(struct table *table)
{
    struct bytes id = {0};
    for (size_t i = 0; i < table->count;) {
        struct talk talk;
        uint32_t conversation = table->rows[i].conversation;
        bytes_clear(&id);
        csv_cell_add(&id, &table->keys[conversation]);
        table->talks->line = table->rows[i].line;
        talk_begin(&talk, table->talks, bytes_text(&id), NULL);
        for (; i < table->count && table->rows[i].conversation == conversation; i++)
            row_say(table, &talk, &table->rows[i]);
        talk_end(&talk);
    }
    bytes_release(&id);
}

static void read_csv(const char *text, size_t len, struct talks *talks)
{
    struct table table = {.talks = talks, .csv = {.text = text, .len = len, .line = 1}};
    struct csv_cell cells[CELLS_MAX];
    bool open;
    table.csv.delimiter = csv_delimiter(text, len);
    size_t count = csv_next(&table.csv, cells, CELLS_MAX, &open);
    if (csv_columns_read(&table.columns, cells, count < CELLS_MAX ? count : CELLS_MAX,
                         talks->hints ? talks->hints->columns : NULL, talks)) {
        rows_read(&table);
        table.order = chat_orders_decide(&table.orders);
        rows_sort(&table);
        conversations_say(&table);
    }
    for (size_t i = 0; i < CSV_FIELD_COUNT; i++)
        bytes_release(&table.cells[i]);
    free(table.rows);
    free(table.keys);
    free(table.ids.slots);
}

const struct format format_csv = {
    .name = "csv", .title = "CSV and TSV: a message a row", .recognise = recognise, .read = read_csv};
