/*
 * Tables as text, RFC 4180 and its like: cells between delimiters, quoted ones with line ends and doubled quotes in
 * them. Read by hand, for the lines of rows.
 */
#ifndef RAPPORT_INPUT_CSV_H
#define RAPPORT_INPUT_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/model/bytes.h"

struct csv {
    const char *text;
    size_t len, at; /* of the next row */
    uint64_t line;  /* of the next row */
    char delimiter;
};

struct csv_cell {
    const char *ptr; /* as it stands there, without its quotes */
    size_t len;
    bool has_quotes; /* doubled ones are in it */
};

/* The delimiter of a line, of comma, semicolon, tab and bar; 0 if it has none of them. */
char csv_delimiter(const char *line, size_t len);
/*
 * The next row that is not blank: how many cells it has, of which the first `max` are told; 0 at the end. *ret_open: its
 * last cell begins with a quote and never ends.
 */
size_t csv_next(struct csv *csv, struct csv_cell *cells, size_t max, bool *ret_open);
/* Appends the cell's text. */
void csv_cell_add(struct bytes *out, const struct csv_cell *cell);

#endif
