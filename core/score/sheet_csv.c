/*
 * CSV for spreadsheets (RFC 4180): UTF-8 with a byte order mark, without which Excel shows Hebrew and Persian as
 * gibberish; numbers in ASCII, so that they are numbers; and no cell that a spreadsheet would run as a formula
 * (OWASP, CSV Injection).
 */
#include <string.h>

#include "core/score/sheet.h"
#include "core/text/visible.h"

static void add_cell(struct bytes *out, const char *text)
{
    struct bytes shown = {0};
    visible_add_z(&shown, text);
    const char *at = bytes_text(&shown);
    bytes_add_char(out, '"');
    if (*at && strchr("=+-@\t\r", *at))
        bytes_add_char(out, '\'');
    for (; *at; at++) {
        if (*at == '"')
            bytes_add_char(out, '"');
        bytes_add_char(out, *at);
    }
    bytes_add_char(out, '"');
    bytes_release(&shown);
}

static void add_heads(struct bytes *out, const struct score_sheet *sheet)
{
    add_cell(out, score_by_word(sheet->ui, sheet->board->by));
    for (enum score_word word = WORD_SCORE; word <= WORD_CONVERSATIONS; word++) {
        bytes_add_char(out, ',');
        add_cell(out, score_word(sheet->ui, word));
    }
    if (sheet->before) {
        bytes_add_char(out, ',');
        add_cell(out, score_word(sheet->ui, WORD_CHANGE));
    }
    bytes_add_text(out, "\r\n");
}

static void add_row(struct bytes *out, const struct score_sheet *sheet, const struct score_row *row)
{
    double points;
    add_cell(out, score_name(sheet, row));
    if (row->weight > 0)
        bytes_addf(out, ",%.1f,%.1f,%.1f", row->score * 100, row->low * 100, row->high * 100);
    else
        bytes_add_text(out, ",,,");
    bytes_addf(out, ",%llu,%llu,%llu,%llu", (unsigned long long)row->passed, (unsigned long long)row->failed,
               (unsigned long long)row->unchecked, (unsigned long long)row->conversations);
    if (sheet->before && score_has_change(sheet, row, &points))
        bytes_addf(out, ",%.1f", points);
    else if (sheet->before)
        bytes_add_char(out, ',');
    bytes_add_text(out, "\r\n");
}

static int write_csv(const struct score_sheet *sheet, FILE *out)
{
    struct bytes text = {0};
    bytes_add_text(&text, "\xEF\xBB\xBF");
    add_heads(&text, sheet);
    for (size_t i = 0; i < sheet->board->count; i++)
        add_row(&text, sheet, &sheet->board->rows[i]);
    fwrite(text.ptr, 1, text.len, out);
    bytes_release(&text);
    return ferror(out) ? -1 : 0;
}

const struct score_format score_csv = {.name = "csv", .about = "for spreadsheets", .write = write_csv};
