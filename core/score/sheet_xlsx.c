/*
 * A workbook by libxlsxwriter: numbers as numbers, frozen heads, colours by score, right to left for Hebrew and
 * Persian, and a native chart: a line over days and weeks, bars otherwise. The library writes a file of its own, whose
 * bytes are then copied; its date is fixed, so that the same scores are the same bytes.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "core/score/sheet.h"
#include "core/text/visible.h"

enum { COLUMN_KEY, COLUMN_SCORE, COLUMN_LOW, COLUMN_HIGH, COLUMN_PASSED, COLUMN_FAILED, COLUMN_UNCHECKED, COLUMN_CONVERSATIONS, COLUMN_CHANGE };
enum { ROWS_MAX = 1000000, CHART_ROWS = 40 };

static void write_text(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text, lxw_format *format)
{
    struct bytes shown = {0};
    visible_add_z(&shown, text);
    worksheet_write_string(sheet, row, column, bytes_text(&shown), format);
    bytes_release(&shown);
}

static void write_row(lxw_worksheet *sheet, const struct score_sheet *scores, lxw_row_t at, const struct score_row *row,
                      lxw_format *percent, lxw_format *points)
{
    const double shares[] = {row->score, row->low, row->high};
    const uint64_t numbers[] = {row->passed, row->failed, row->unchecked, row->conversations};
    double change;
    write_text(sheet, at, COLUMN_KEY, score_name(scores, row), NULL);
    for (lxw_col_t i = 0; i < 3 && row->weight > 0; i++)
        worksheet_write_number(sheet, at, (lxw_col_t)(COLUMN_SCORE + i), shares[i], percent);
    for (lxw_col_t i = 0; i < 4; i++)
        worksheet_write_number(sheet, at, (lxw_col_t)(COLUMN_PASSED + i), (double)numbers[i], NULL);
    if (scores->before && score_has_change(scores, row, &change))
        worksheet_write_number(sheet, at, COLUMN_CHANGE, change, points);
}

static void write_heads(lxw_worksheet *sheet, const struct score_sheet *scores, lxw_format *bold)
{
    write_text(sheet, 0, COLUMN_KEY, score_by_word(scores->ui, scores->board->by), bold);
    for (enum score_word word = WORD_SCORE; word <= (scores->before ? WORD_CHANGE : WORD_CONVERSATIONS); word++)
        write_text(sheet, 0, (lxw_col_t)(COLUMN_SCORE + (word - WORD_SCORE)), score_word(scores->ui, word), bold);
    worksheet_freeze_panes(sheet, 1, 1);
    worksheet_set_column(sheet, COLUMN_KEY, COLUMN_KEY, 28, NULL);
    worksheet_set_column(sheet, COLUMN_SCORE, COLUMN_CHANGE, 13, NULL);
    if (score_is_rtl(scores->ui))
        worksheet_right_to_left(sheet);
}

static void colour(lxw_worksheet *sheet, lxw_row_t rows)
{
    lxw_conditional_format scale = {.type = LXW_CONDITIONAL_3_COLOR_SCALE, .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER, .min_value = 0.5,
                                    .mid_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER, .mid_value = 0.8, .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                                    .max_value = 1, .min_color = 0xF4B6B0, .mid_color = 0xFBE6A2, .max_color = 0xB5DDB5};
    worksheet_conditional_format_range(sheet, 1, COLUMN_SCORE, rows, COLUMN_SCORE, &scale);
}

static void draw(lxw_workbook *book, lxw_worksheet *sheet, const struct score_sheet *scores, const char *name, lxw_row_t rows)
{
    bool over_time = scores->board->by >= BY_DAY;
    lxw_chart *chart = workbook_add_chart(book, over_time ? LXW_CHART_LINE : LXW_CHART_BAR);
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    lxw_row_t last = rows < CHART_ROWS || over_time ? rows : CHART_ROWS;
    chart_series_set_categories(series, name, 1, COLUMN_KEY, last, COLUMN_KEY);
    chart_series_set_values(series, name, 1, COLUMN_SCORE, last, COLUMN_SCORE);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    chart_title_set_name(chart, score_word(scores->ui, WORD_SCORE));
    lxw_chart_axis *values = over_time ? chart->y_axis : chart->x_axis;
    chart_axis_set_min(values, 0);
    chart_axis_set_max(values, 1);
    worksheet_insert_chart(sheet, 1, COLUMN_CHANGE + 2, chart);
}

static int make_book(const struct score_sheet *scores, const char *path)
{
    lxw_doc_properties properties = {.title = (char *)(uintptr_t)score_word(scores->ui, WORD_TITLE), .created = 946684800}; /* 2000-01-01 */
    const char *name = score_by_names[scores->board->by];
    lxw_workbook *book = workbook_new(path);
    lxw_worksheet *sheet = workbook_add_worksheet(book, name);
    lxw_format *bold = workbook_add_format(book), *percent = workbook_add_format(book), *points = workbook_add_format(book);
    size_t rows = scores->board->count < ROWS_MAX ? scores->board->count : ROWS_MAX;
    workbook_set_properties(book, &properties);
    format_set_bold(bold);
    format_set_num_format(percent, "0.0%");
    format_set_num_format(points, "+0.0;-0.0;0.0");
    write_heads(sheet, scores, bold);
    for (size_t i = 0; i < rows; i++)
        write_row(sheet, scores, (lxw_row_t)i + 1, &scores->board->rows[i], percent, points);
    if (rows > 0) {
        colour(sheet, (lxw_row_t)rows);
        draw(book, sheet, scores, name, (lxw_row_t)rows);
    }
    if (workbook_close(book) == LXW_NO_ERROR)
        return 0;
    errno = errno ? errno : EIO;
    return -1;
}

static int copy_file(const char *path, FILE *out)
{
    char block[1 << 16];
    size_t len;
    FILE *in = fopen(path, "rb");
    if (!in)
        return -1;
    while ((len = fread(block, 1, sizeof block, in)) > 0)
        fwrite(block, 1, len, out);
    int status = ferror(in) || ferror(out) ? -1 : 0;
    fclose(in);
    return status;
}

static int write_xlsx(const struct score_sheet *scores, FILE *out)
{
    char path[] = "/tmp/rapport-XXXXXX";
    int file = mkstemp(path);
    if (file < 0)
        return -1;
    close(file);
    int status = make_book(scores, path) == 0 ? copy_file(path, out) : -1;
    unlink(path);
    return status;
}

const struct score_format score_xlsx = {.name = "xlsx", .about = "a workbook with a chart", .write = write_xlsx};
