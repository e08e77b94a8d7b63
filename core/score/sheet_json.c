/* For programs: shares from 0 to 1, null where nothing could be judged. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>

#include "core/score/sheet.h"

/* Six decimals are more than any score is worth, and the same on every machine. */
static json_t *share(const struct score_row *row, double value)
{
    return row->weight > 0 ? json_real(round(value * 1e6) / 1e6) : json_null();
}

static json_t *row_json(const struct score_sheet *sheet, const struct score_row *row)
{
    double points;
    json_t *json = json_object();
    json_object_set_new(json, score_by_names[sheet->board->by], *row->key ? json_string(row->key) : json_null());
    json_object_set_new(json, "score", share(row, row->score));
    json_object_set_new(json, "low", share(row, row->low));
    json_object_set_new(json, "high", share(row, row->high));
    json_object_set_new(json, "passed", json_integer((json_int_t)row->passed));
    json_object_set_new(json, "failed", json_integer((json_int_t)row->failed));
    json_object_set_new(json, "unchecked", json_integer((json_int_t)row->unchecked));
    json_object_set_new(json, "conversations", json_integer((json_int_t)row->conversations));
    if (score_has_change(sheet, row, &points))
        json_object_set_new(json, "change", json_real(points));
    return json;
}

static int write_json(const struct score_sheet *sheet, FILE *out)
{
    json_t *root = json_object(), *rows = json_array();
    json_object_set_new(root, "by", json_string(score_by_names[sheet->board->by]));
    if (*sheet->card)
        json_object_set_new(root, "scorecard", json_string(sheet->card));
    if (*sheet->from) {
        json_object_set_new(root, "from", json_string(sheet->from));
        json_object_set_new(root, "to", json_string(sheet->to));
    }
    for (size_t i = 0; i < sheet->board->count; i++)
        json_array_append_new(rows, row_json(sheet, &sheet->board->rows[i]));
    json_object_set_new(root, "rows", rows);
    char *text = json_dumps(root, JSON_INDENT(1) | JSON_REAL_PRECISION(7));
    json_decref(root);
    errno = text ? 0 : EILSEQ;
    if (text)
        fprintf(out, "%s\n", text);
    free(text);
    return !text || ferror(out) ? -1 : 0;
}

const struct score_format score_json = {.name = "json", .about = "for programs", .write = write_json};
