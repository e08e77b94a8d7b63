/* CSV and TSV with a head line that names the columns. RFC 4180, read by hand for the places of bytes. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/lint/source.h"

enum { COLUMNS_MAX = 64 };

struct csv_reader {
    struct sheet *sheet;
    size_t at;
    char delimiter;
    struct reply_draft cell;
    char heads[COLUMNS_MAX][40];
    size_t columns;
};

/* A cell into the draft; true if another one follows in the row. */
static bool take_cell(struct csv_reader *reader)
{
    const char *text = reader->sheet->bytes;
    size_t len = reader->sheet->len;
    reply_draft_clear(&reader->cell);
    if (reader->at < len && text[reader->at] == '"') {
        for (reader->at++; reader->at < len; reader->at++) {
            if (text[reader->at] != '"')
                reply_draft_plain(&reader->cell, text + reader->at, 1, reader->at);
            else if (text[reader->at + 1] != '"')
                break;
            else
                reply_draft_unit(&reader->cell, "\"", 1, reader->at++, 2);
        }
        if (reader->at >= len)
            sheet_fault(reader->sheet, reader->at, "a quoted cell is not closed");
        else
            reader->at++;
    }
    while (reader->at < len && text[reader->at] != reader->delimiter && text[reader->at] != '\n' && text[reader->at] != '\r') {
        reply_draft_plain(&reader->cell, text + reader->at, 1, reader->at);
        reader->at++;
    }
    bool more = reader->at < len && text[reader->at] == reader->delimiter;
    if (more)
        reader->at++;
    else {
        reader->at += reader->at < len && text[reader->at] == '\r';
        reader->at += reader->at < len && text[reader->at] == '\n';
    }
    return more;
}

static char delimiter_of(const struct sheet *sheet)
{
    size_t commas = 0, tabs = 0, semicolons = 0;
    for (size_t at = 0; at < sheet->len && sheet->bytes[at] != '\n'; at++) {
        commas += sheet->bytes[at] == ',';
        tabs += sheet->bytes[at] == '\t';
        semicolons += sheet->bytes[at] == ';';
    }
    return tabs > commas && tabs >= semicolons ? '\t' : semicolons > commas ? ';' : ',';
}

static void take_heads(struct csv_reader *reader)
{
    bool more = true;
    while (more && reader->at < reader->sheet->len) {
        more = take_cell(reader);
        if (reader->columns == COLUMNS_MAX)
            continue;
        char *head = reader->heads[reader->columns++];
        size_t len = reader->cell.text.len < 39 ? reader->cell.text.len : 39;
        memcpy(head, reader->cell.text.ptr ? reader->cell.text.ptr : "", len);
        head[len] = '\0';
    }
}

static bool is_one_of(const char *const *list, const char *key)
{
    for (; *list; list++)
        if (strcasecmp(*list, key) == 0)
            return true;
    return false;
}

static bool is_language(const char *head)
{
    return strcmp(head, "he") == 0 || strcmp(head, "fa") == 0 || strcmp(head, "en") == 0;
}

/* The head of a cell's column; "" behind the last. */
static const char *head_of(const struct csv_reader *reader, size_t column)
{
    return column < reader->columns ? reader->heads[column] : "";
}

/* A row is read twice: for what tells of its texts, then for the texts. */
static void take_row(struct csv_reader *reader, unsigned row)
{
    char lang[16] = "", kind[64] = "", id[128] = "", key[192];
    size_t begin = reader->at;
    bool more = true;
    for (size_t column = 0; more; column++) {
        more = take_cell(reader);
        const char *head = head_of(reader, column), *text = bytes_text(&reader->cell.text);
        if (is_one_of(reader->sheet->keys->lang, head))
            snprintf(lang, sizeof lang, "%s", text);
        else if (is_one_of(reader->sheet->keys->kind, head))
            snprintf(kind, sizeof kind, "%s", text);
        else if (is_one_of(reader->sheet->keys->id, head))
            snprintf(id, sizeof id, "%s", text);
    }
    reader->at = begin;
    more = true;
    for (size_t column = 0; more; column++) {
        more = take_cell(reader);
        const char *head = head_of(reader, column);
        if (!is_one_of(reader->sheet->keys->text, head) && !is_language(head))
            continue;
        snprintf(key, sizeof key, "[%u].%s", row, head);
        struct reply *reply = sheet_add(reader->sheet, &reader->cell, key, is_language(head) ? head : lang, kind);
        if (!reply)
            continue;
        snprintf(key, sizeof key, "[%u]", row);
        reply->name = arena_copy(&reader->sheet->arena, *id ? id : key, strlen(*id ? id : key));
    }
}

void source_csv(struct sheet *sheet)
{
    struct csv_reader reader = {.sheet = sheet, .delimiter = delimiter_of(sheet)};
    if (sheet->len >= 3 && memcmp(sheet->bytes, "\xEF\xBB\xBF", 3) == 0)
        reader.at = 3;
    take_heads(&reader);
    for (unsigned row = 0; reader.at < sheet->len; row++) {
        size_t begin = reader.at;
        if (sheet->bytes[begin] == '#') {
            size_t end = begin + strcspn(sheet->bytes + begin, "\n");
            sheet_comment(sheet, begin, end - begin);
            reader.at = end + (end < sheet->len);
            continue;
        }
        take_row(&reader, row);
    }
    reply_draft_release(&reader.cell);
}
