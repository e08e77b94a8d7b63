/* For the terminal: columns as wide as what stands in them. */
#include <string.h>

#include "core/score/sheet.h"
#include "core/text/utf8.h"
#include "core/text/visible.h"

enum { COLUMNS = 9 };

static unsigned width_of(const char *text)
{
    unsigned width = 0;
    while (*text) {
        uint32_t c;
        text += utf8_decode(text, &c);
        width += visible_columns(c);
    }
    return width;
}

/* The cells of a row, each ended by NUL, one behind the other; NULL: the heads. */
static void add_cells(struct bytes *out, const struct score_sheet *sheet, const struct score_row *row)
{
    static const enum score_word heads[] = {WORD_SCORE, WORD_LOW, WORD_HIGH, WORD_PASSED, WORD_FAILED, WORD_UNCHECKED, WORD_CONVERSATIONS, WORD_CHANGE};
    int ui = sheet->ui;
    if (!row) {
        bytes_add(out, score_by_word(ui, sheet->board->by), strlen(score_by_word(ui, sheet->board->by)) + 1);
        for (size_t i = 0; i < COLUMNS - 1; i++)
            bytes_add(out, score_word(ui, heads[i]), strlen(score_word(ui, heads[i])) + 1);
        return;
    }
    const double shares[] = {row->score, row->low, row->high};
    const uint64_t numbers[] = {row->passed, row->failed, row->unchecked, row->conversations};
    visible_add_z(out, score_name(sheet, row));
    bytes_add_char(out, '\0');
    for (size_t i = 0; i < 3; i++) {
        if (row->weight > 0)
            score_percent(out, ui, shares[i]);
        else
            bytes_add_text(out, "-");
        bytes_add_char(out, '\0');
    }
    for (size_t i = 0; i < 4; i++) {
        score_number(out, ui, numbers[i]);
        bytes_add_char(out, '\0');
    }
    score_change(out, ui, sheet, row);
    bytes_add_char(out, '\0');
}

static void measure(const struct bytes *cells, unsigned widths[COLUMNS])
{
    const char *at = cells->ptr;
    for (size_t i = 0; i < COLUMNS; at += strlen(at) + 1, i++)
        if (width_of(at) > widths[i])
            widths[i] = width_of(at);
}

static void print_row(const struct bytes *cells, const unsigned widths[COLUMNS], size_t columns, FILE *out)
{
    const char *at = cells->ptr;
    for (size_t i = 0; i < columns; at += strlen(at) + 1, i++) {
        bool rtl = visible_is_rtl(at, strlen(at));
        const char *open = rtl ? VISIBLE_ISOLATE : "", *close = rtl ? VISIBLE_ISOLATE_END : "";
        int pad = (int)(widths[i] - width_of(at));
        if (i == 0)
            fprintf(out, "%s%s%s%*s", open, at, close, pad, "");
        else
            fprintf(out, "  %*s%s%s%s", pad, "", open, at, close);
    }
    fputc('\n', out);
}

static int write_text(const struct score_sheet *sheet, FILE *out)
{
    unsigned widths[COLUMNS] = {0};
    size_t columns = sheet->before ? COLUMNS : COLUMNS - 1;
    struct bytes cells = {0};
    if (*sheet->card)
        fprintf(out, "%s\n", sheet->card);
    if (*sheet->from)
        fprintf(out, "%s .. %s\n", sheet->from, sheet->to);
    for (size_t i = 0; i <= sheet->board->count; i++) {
        bytes_clear(&cells);
        add_cells(&cells, sheet, i ? &sheet->board->rows[i - 1] : NULL);
        measure(&cells, widths);
    }
    for (size_t i = 0; i <= sheet->board->count; i++) {
        bytes_clear(&cells);
        add_cells(&cells, sheet, i ? &sheet->board->rows[i - 1] : NULL);
        print_row(&cells, widths, columns, out);
    }
    if (sheet->board->count == 0)
        fprintf(out, "%s\n", score_word(sheet->ui, WORD_NONE));
    bytes_release(&cells);
    return ferror(out) ? -1 : 0;
}

const struct score_format score_text = {.name = "text", .about = "columns for the terminal", .write = write_text};
