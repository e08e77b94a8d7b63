/* A table of Markdown, as wikis and pull requests show it. */
#include <string.h>

#include "core/score/sheet.h"
#include "core/text/visible.h"

/* Nothing in it may end the cell or mark anything up. */
static void add_cell(struct bytes *out, const char *text)
{
    struct bytes shown = {0};
    visible_add_isolated(&shown, text, strlen(text), false);
    for (const char *at = bytes_text(&shown); *at; at++) {
        if (*at == '<' || *at == '>' || *at == '&')
            bytes_add_text(out, *at == '<' ? "&lt;" : *at == '>' ? "&gt;" : "&amp;");
        else {
            if (strchr("\\`*_{}[]()#+-.!|~", *at))
                bytes_add_char(out, '\\');
            bytes_add_char(out, *at);
        }
    }
    bytes_release(&shown);
}

static void add_row(struct bytes *out, const struct score_sheet *sheet, const struct score_row *row)
{
    const double shares[] = {row->score, row->low, row->high};
    const uint64_t numbers[] = {row->passed, row->failed, row->unchecked, row->conversations};
    bytes_add_text(out, "| ");
    add_cell(out, score_name(sheet, row));
    for (size_t i = 0; i < 3; i++) {
        bytes_add_text(out, " | ");
        if (row->weight > 0)
            score_percent(out, sheet->ui, shares[i]);
    }
    for (size_t i = 0; i < 4; i++) {
        bytes_add_text(out, " | ");
        score_number(out, sheet->ui, numbers[i]);
    }
    if (sheet->before) {
        bytes_add_text(out, " | ");
        score_change(out, sheet->ui, sheet, row);
    }
    bytes_add_text(out, " |\n");
}

static int write_markdown(const struct score_sheet *sheet, FILE *out)
{
    struct bytes text = {0};
    enum score_word last = sheet->before ? WORD_CHANGE : WORD_CONVERSATIONS;
    bytes_addf(&text, "| %s", score_by_word(sheet->ui, sheet->board->by));
    for (enum score_word word = WORD_SCORE; word <= last; word++)
        bytes_addf(&text, " | %s", score_word(sheet->ui, word));
    bytes_add_text(&text, " |\n| ---");
    for (enum score_word word = WORD_SCORE; word <= last; word++)
        bytes_add_text(&text, " | ---:");
    bytes_add_text(&text, " |\n");
    for (size_t i = 0; i < sheet->board->count; i++)
        add_row(&text, sheet, &sheet->board->rows[i]);
    fwrite(text.ptr, 1, text.len, out);
    bytes_release(&text);
    return ferror(out) ? -1 : 0;
}

const struct score_format score_markdown = {.name = "markdown", .about = "a table for wikis and pull requests", .write = write_markdown};
