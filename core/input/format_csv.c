/*
 * Tables of messages, one a row, with a line of heads: comma, semicolon, tab or bar between cells. Read by libcsv.
 * Rows of one conversation need not stand together; they are put in the order of their times, where all have one.
 */
#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "core/input/columns.h"
#include "core/input/format.h"
#include "core/model/arena.h"

enum { COLUMNS_MAX = 256, ROWS_MAX = 20000000 };

/* Offsets into the pool; 0 is the empty text. */
struct row {
    size_t conversation, number, cells[COLUMN_COUNT];
    int64_t at_ms;
};

struct table {
    struct talks *talks;
    enum column columns[COLUMNS_MAX];
    size_t column; /* of the next cell */
    bool has_heads;
    struct bytes pool;
    struct row row, *rows;
    size_t count, cap;
    json_t *conversations; /* id to number */
    bool month_first, day_first;
};

static char delimiter_of(const char *text, size_t len)
{
    static const char candidates[] = ",;\t|";
    size_t counts[4] = {0}, best = 0;
    bool quoted = false;
    for (size_t at = 0; at < len && (quoted || text[at] != '\n'); at++) {
        quoted ^= text[at] == '"';
        for (size_t i = 0; i < 4 && !quoted; i++)
            counts[i] += text[at] == candidates[i];
    }
    for (size_t i = 1; i < 4; i++)
        if (counts[i] > counts[best])
            best = i;
    return counts[best] ? candidates[best] : '\0';
}

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    char delimiter = delimiter_of(head, len), cell[128];
    size_t filled = 0;
    bool has[COLUMN_COUNT + 1] = {false};
    if (!delimiter || format_is_json(head, len))
        return false;
    for (size_t at = 0; at <= len; at++) {
        bool ends = at == len || head[at] == '\n' || head[at] == delimiter;
        if (!ends && head[at] != '"' && head[at] != '\r' && filled + 1 < sizeof cell)
            cell[filled++] = head[at];
        if (!ends)
            continue;
        cell[filled] = '\0';
        has[column_of_head(cell)] = true;
        filled = 0;
        if (at == len || head[at] == '\n')
            break;
    }
    return has[COLUMN_TEXT] && (has[COLUMN_CONVERSATION] || has[COLUMN_ROLE] || has[COLUMN_FROM] || has[COLUMN_TIME] || has[COLUMN_DATE]);
}

static void take_cell(void *cell, size_t len, void *context)
{
    struct table *table = context;
    size_t column = table->column++;
    if (column >= COLUMNS_MAX)
        return;
    if (!table->has_heads) {
        char *head = must_copy(cell ? cell : "", len);
        table->columns[column] = column_of_head(head);
        free(head);
        return;
    }
    enum column kind = table->columns[column];
    if (kind == COLUMN_COUNT || len == 0 || table->row.cells[kind])
        return;
    table->row.cells[kind] = table->pool.len;
    bytes_add(&table->pool, cell, len);
    bytes_add_char(&table->pool, '\0');
}

static const char *cell_of(const struct table *table, const struct row *row, enum column column)
{
    return table->pool.ptr + row->cells[column];
}

/* "03/10/2026 09:12": what the dates of all rows allow. */
static void learn_order(struct table *table, const char *date)
{
    int first, second;
    if (strlen(date) < 8 || date[4] == '-' || sscanf(date, "%2d%*1[./-]%2d%*1[./-]", &first, &second) != 2)
        return;
    table->day_first |= first > 12;
    table->month_first |= second > 12;
}

static void take_row(int end, void *context)
{
    struct table *table = context;
    (void)end;
    table->column = 0;
    if (!table->has_heads) {
        table->has_heads = true;
        return;
    }
    struct row *row = &table->row;
    if (row->cells[COLUMN_TEXT] && table->count < ROWS_MAX) {
        const char *id = cell_of(table, row, COLUMN_CONVERSATION);
        json_t *known = json_object_get(table->conversations, id);
        row->conversation = known ? (size_t)json_integer_value(known) : json_object_size(table->conversations);
        if (!known)
            json_object_set_new(table->conversations, id, json_integer((json_int_t)row->conversation));
        row->number = table->count;
        learn_order(table, cell_of(table, row, row->cells[COLUMN_DATE] ? COLUMN_DATE : COLUMN_TIME));
        if (table->count == table->cap) {
            table->cap = table->cap ? table->cap * 2 : 1024;
            table->rows = must_realloc(table->rows, table->cap * sizeof *table->rows);
        }
        table->rows[table->count++] = *row;
    }
    table->row = (struct row){0};
}

static int64_t time_of_text(const struct table *table, const char *text)
{
    int64_t ms = talk_time_of_text(text);
    int a, b, year, hour = 0, minute = 0, second = 0;
    char half = 0;
    if (ms != TALK_NO_TIME)
        return ms;
    if (sscanf(text, "%2d%*1[./-]%2d%*1[./-]%4d%*[ ,T]%2d:%2d:%2d %c", &a, &b, &year, &hour, &minute, &second, &half) < 3)
        return TALK_NO_TIME;
    if (second == 0 && half == 0)
        sscanf(text, "%*[0-9./-]%*[ ,T]%*2d:%*2d %c", &half);
    bool month_first = table->month_first && !table->day_first;
    if ((half | 0x20) == 'p' && hour < 12)
        hour += 12;
    if ((half | 0x20) == 'a' && hour == 12)
        hour = 0;
    return talk_time_of(year < 100 ? year + 2000 : year, month_first ? a : b, month_first ? b : a, hour, minute, second);
}

static int64_t time_of(const struct table *table, const struct row *row)
{
    struct bytes both = {0};
    const char *date = cell_of(table, row, COLUMN_DATE), *time = cell_of(table, row, COLUMN_TIME);
    if (!*date || strlen(time) > 10) /* a whole time, or nothing but one */
        return time_of_text(table, *time ? time : date);
    bytes_addf(&both, "%s%s%s", date, *time ? " " : "", time);
    int64_t ms = time_of_text(table, bytes_text(&both));
    bytes_release(&both);
    return ms;
}

static int compare_conversations(const void *left, const void *right)
{
    const struct row *a = left, *b = right;
    if (a->conversation != b->conversation)
        return a->conversation < b->conversation ? -1 : 1;
    return a->number < b->number ? -1 : a->number > b->number;
}

static int compare_times(const void *left, const void *right)
{
    const struct row *a = left, *b = right;
    if (a->at_ms != b->at_ms)
        return a->at_ms < b->at_ms ? -1 : 1;
    return a->number < b->number ? -1 : a->number > b->number;
}

static void say_row(struct table *table, struct talk *talk, const struct row *row)
{
    const char *said = cell_of(table, row, COLUMN_ROLE), *from = cell_of(table, row, COLUMN_FROM);
    const char *role = *said ? column_role(said) : column_role(from);
    const char *name = cell_of(table, row, COLUMN_NAME);
    if (role && strcmp(role, "customer") == 0)
        talk_customer(talk, cell_of(table, row, COLUMN_CUSTOMER), *cell_of(table, row, COLUMN_CUSTOMER_NAME) ? cell_of(table, row, COLUMN_CUSTOMER_NAME) : name);
    talk_say(talk, role, row->at_ms, *from ? from : *name ? name : said, name, cell_of(table, row, COLUMN_TEXT));
}

static void read_rows(struct table *table, struct row *rows, size_t count)
{
    bool all_timed = true;
    for (size_t i = 0; i < count; i++) {
        rows[i].at_ms = time_of(table, &rows[i]);
        all_timed &= rows[i].at_ms != TALK_NO_TIME;
    }
    if (all_timed)
        qsort(rows, count, sizeof *rows, compare_times);
    struct talk talk;
    talk_begin(&talk, table->talks, cell_of(table, rows, COLUMN_CONVERSATION), cell_of(table, rows, COLUMN_CHANNEL));
    talk_customer(&talk, cell_of(table, rows, COLUMN_CUSTOMER), cell_of(table, rows, COLUMN_CUSTOMER_NAME));
    talk_queue(&talk, cell_of(table, rows, COLUMN_QUEUE));
    for (size_t i = 0; i < count; i++)
        say_row(table, &talk, &rows[i]);
    talk_end(&talk);
}

static void read_csv(const char *text, size_t len, struct talks *talks)
{
    struct csv_parser parser;
    struct table table = {.talks = talks};
    char delimiter = delimiter_of(text, len);
    if (csv_init(&parser, CSV_APPEND_NULL) != 0)
        return;
    if (delimiter)
        csv_set_delim(&parser, (unsigned char)delimiter);
    bytes_add_char(&table.pool, '\0');
    table.conversations = json_object();
    if (csv_parse(&parser, text, len, take_cell, take_row, &table) != len || csv_fini(&parser, take_cell, take_row, &table) != 0)
        talks_fault(talks, 0, "row %zu: %s", table.count + 2, csv_strerror(csv_error(&parser)));
    csv_free(&parser);
    if (table.count > 0)
        qsort(table.rows, table.count, sizeof *table.rows, compare_conversations);
    for (size_t at = 0, end; at < table.count; at = end) {
        for (end = at; end < table.count && table.rows[end].conversation == table.rows[at].conversation;)
            end++;
        read_rows(&table, table.rows + at, end - at);
    }
    json_decref(table.conversations);
    bytes_release(&table.pool);
    free(table.rows);
}

const struct format format_csv = {.name = "csv", .title = "tables of messages: CSV, TSV", .recognise = recognise, .read = read_csv};
