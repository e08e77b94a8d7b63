/*
 * One page without anything from elsewhere: a table with a bar beside each score, in the direction of the language,
 * for light and dark screens, small ones, and paper. Names are isolated, so that a Hebrew one in an English page, and
 * the other way round, leaves the line in order.
 */
#include <string.h>

#include "core/score/sheet.h"
#include "core/text/language.h"
#include "core/text/visible.h"

static const char style[] =
    ":root{color-scheme:light dark;--ink:#1d2433;--paper:#fff;--line:#d8dde6;--soft:#f4f6f9;--bar:#3b6ea5}"
    "@media(prefers-color-scheme:dark){:root{--ink:#e8ecf3;--paper:#141820;--line:#343c4a;--soft:#1c222d;--bar:#7fb2e5}}"
    "body{margin:0 auto;max-width:64rem;padding:1.5rem;font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}"
    "h1{font-size:1.4rem;margin:0}p{margin:.2rem 0 1rem}.scroll{overflow-x:auto}"
    "table{border-collapse:collapse;width:100%}th,td{padding:.4rem .6rem;border-bottom:1px solid var(--line);text-align:end;"
    "font-variant-numeric:tabular-nums;white-space:nowrap}th:first-child,td:first-child{text-align:start;white-space:normal}"
    "thead th{position:sticky;top:0;background:var(--soft)}tbody tr:nth-child(even){background:var(--soft)}"
    "svg{vertical-align:middle;width:7rem;height:.8rem}"
    "@media print{body{max-width:none;padding:0}thead th{position:static}.scroll{overflow:visible}}";

static void add_text(struct bytes *out, const char *text)
{
    struct bytes shown = {0};
    visible_add_z(&shown, text);
    for (const char *at = bytes_text(&shown); *at; at++)
        switch (*at) {
        case '<': bytes_add_text(out, "&lt;"); break;
        case '>': bytes_add_text(out, "&gt;"); break;
        case '&': bytes_add_text(out, "&amp;"); break;
        case '"': bytes_add_text(out, "&quot;"); break;
        case '\'': bytes_add_text(out, "&#39;"); break;
        default: bytes_add_char(out, *at);
        }
    bytes_release(&shown);
}

/* The score as a bar, and the interval as a line through it; from the side where the language begins. */
static void add_bar(struct bytes *out, const struct score_sheet *sheet, const struct score_row *row)
{
    bool rtl = score_is_rtl(sheet->ui);
    double score = row->score * 100, low = row->low * 100, high = row->high * 100;
    bytes_addf(out, "<svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                    "<rect width=\"100\" height=\"10\" fill=\"var(--line)\"/>"
                    "<rect x=\"%.1f\" width=\"%.1f\" height=\"10\" fill=\"var(--bar)\"/>"
                    "<rect x=\"%.1f\" y=\"4\" width=\"%.1f\" height=\"2\" fill=\"var(--ink)\"/></svg> ",
               rtl ? 100 - score : 0.0, score, rtl ? 100 - high : low, high - low);
}

static void add_cells(struct bytes *out, const struct score_sheet *sheet, const struct score_row *row)
{
    const double shares[] = {row->score, row->low, row->high};
    const uint64_t numbers[] = {row->passed, row->failed, row->unchecked, row->conversations};
    bytes_add_text(out, "<tr><th scope=\"row\"><bdi>");
    add_text(out, score_name(sheet, row));
    bytes_add_text(out, "</bdi></th>");
    for (size_t i = 0; i < 3; i++) {
        bytes_add_text(out, "<td>");
        if (row->weight > 0 && i == 0)
            add_bar(out, sheet, row);
        if (row->weight > 0)
            score_percent(out, sheet->ui, shares[i]);
        bytes_add_text(out, "</td>");
    }
    for (size_t i = 0; i < 4; i++) {
        bytes_add_text(out, "<td>");
        score_number(out, sheet->ui, numbers[i]);
        bytes_add_text(out, "</td>");
    }
    if (sheet->before) {
        bytes_add_text(out, "<td><span dir=\"ltr\">");
        score_change(out, sheet->ui, sheet, row);
        bytes_add_text(out, "</span></td>");
    }
    bytes_add_text(out, "</tr>\n");
}

static void add_head(struct bytes *out, const struct score_sheet *sheet)
{
    const char *title = score_word(sheet->ui, WORD_TITLE);
    bytes_addf(out,
               "<!DOCTYPE html>\n<html lang=\"%s\" dir=\"%s\"><head><meta charset=\"utf-8\">"
               "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
               "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
               "<title>%s</title><style>%s</style></head>\n<body><main><h1>%s</h1><p>",
               language_code(sheet->ui), score_is_rtl(sheet->ui) ? "rtl" : "ltr", title, style, title);
    if (*sheet->card) {
        bytes_add_text(out, "<bdi>");
        add_text(out, sheet->card);
        bytes_add_text(out, "</bdi> ");
    }
    if (*sheet->from)
        bytes_addf(out, "<bdi>%s</bdi> – <bdi>%s</bdi>", sheet->from, sheet->to);
    bytes_addf(out, "</p>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\"><table><thead><tr><th scope=\"col\">%s</th>", title,
               score_by_word(sheet->ui, sheet->board->by));
    for (enum score_word word = WORD_SCORE; word <= (sheet->before ? WORD_CHANGE : WORD_CONVERSATIONS); word++)
        bytes_addf(out, "<th scope=\"col\">%s</th>", score_word(sheet->ui, word));
    bytes_add_text(out, "</tr></thead><tbody>\n");
}

static int write_html(const struct score_sheet *sheet, FILE *out)
{
    struct bytes text = {0};
    add_head(&text, sheet);
    for (size_t i = 0; i < sheet->board->count; i++)
        add_cells(&text, sheet, &sheet->board->rows[i]);
    bytes_add_text(&text, "</tbody></table></div>");
    if (sheet->board->count == 0)
        bytes_addf(&text, "<p>%s</p>", score_word(sheet->ui, WORD_NONE));
    bytes_add_text(&text, "</main></body></html>\n");
    fwrite(text.ptr, 1, text.len, out);
    bytes_release(&text);
    return ferror(out) ? -1 : 0;
}

const struct score_format score_html = {.name = "html", .about = "a page to open and to print", .write = write_html};
