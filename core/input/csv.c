#include "core/input/csv.h"

#include <string.h>

char csv_delimiter(const char *line, size_t len)
{
    static const char delimiters[] = ",;\t|";
    size_t counts[4] = {0}, best = 0;
    bool quoted = false;
    for (size_t i = 0; i < len && (quoted || line[i] != '\n'); i++) {
        const char *found = line[i] ? strchr(delimiters, line[i]) : NULL;
        quoted ^= line[i] == '"';
        if (found && !quoted)
            counts[found - delimiters]++;
    }
    for (size_t i = 1; i < 4; i++)
        best = counts[i] > counts[best] ? i : best;
    return counts[best] ? delimiters[best] : 0;
}

static bool is_end(char c)
{
    return c == '\n' || c == '\r';
}

static void quoted_take(struct csv *csv, struct csv_cell *cell, bool *ret_open)
{
    const char *begin = csv->text + csv->at + 1, *end = csv->text + csv->len, *at = begin;
    while ((at = memchr(at, '"', (size_t)(end - at))) && at + 1 < end && at[1] == '"') {
        cell->has_quotes = true;
        at += 2;
    }
    *ret_open = !at;
    at = at ? at : end;
    cell->ptr = begin;
    cell->len = (size_t)(at - begin);
    for (const char *line = begin; line < at && (line = memchr(line, '\n', (size_t)(at - line))); line++)
        csv->line++;
    csv->at = (size_t)(at - csv->text) + !*ret_open;
}

/* What stands between a closing quote and the delimiter is no text of the cell. */
static void cell_take(struct csv *csv, struct csv_cell *cell, bool *ret_open)
{
    *cell = (struct csv_cell){.ptr = csv->text + csv->at};
    bool quoted = csv->at < csv->len && csv->text[csv->at] == '"';
    if (quoted)
        quoted_take(csv, cell, ret_open);
    while (csv->at < csv->len && csv->text[csv->at] != csv->delimiter && !is_end(csv->text[csv->at]))
        csv->at++;
    if (!quoted)
        cell->len = (size_t)(csv->text + csv->at - cell->ptr);
}

static void blank_skip(struct csv *csv)
{
    for (; csv->at < csv->len && is_end(csv->text[csv->at]); csv->at++)
        csv->line += csv->text[csv->at] == '\n';
}

size_t csv_next(struct csv *csv, struct csv_cell *cells, size_t max, bool *ret_open)
{
    size_t count = 0;
    *ret_open = false;
    blank_skip(csv);
    if (csv->at >= csv->len)
        return 0;
    for (;;) {
        struct csv_cell cell;
        cell_take(csv, &cell, ret_open);
        if (count < max)
            cells[count] = cell;
        count++;
        if (csv->at >= csv->len || csv->text[csv->at] != csv->delimiter)
            break;
        csv->at++;
    }
    if (csv->at < csv->len && csv->text[csv->at] == '\r')
        csv->at++;
    if (csv->at < csv->len && csv->text[csv->at] == '\n') {
        csv->at++;
        csv->line++;
    }
    return count;
}

void csv_cell_add(struct bytes *out, const struct csv_cell *cell)
{
    const char *at = cell->ptr, *end = at + cell->len, *quote;
    while (cell->has_quotes && (quote = memchr(at, '"', (size_t)(end - at)))) {
        bytes_add(out, at, (size_t)(quote - at) + 1);
        at = quote + 2 < end ? quote + 2 : end;
    }
    bytes_add(out, at, (size_t)(end - at));
}
