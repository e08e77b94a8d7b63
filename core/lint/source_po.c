/*
 * gettext PO: each msgstr is a reply, named by its msgctxt and msgid. Read by hand for the places of bytes;
 * the file as a whole is left to msgfmt.
 */
#include <string.h>

#include "core/lint/source.h"

struct po_reader {
    struct sheet *sheet;
    size_t at;
    struct bytes id, context;
    struct reply_draft text;
    char lang[16];
    bool obsolete;
};

static void take_string(struct po_reader *reader, struct reply_draft *draft)
{
    static const char names[] = "ntr\"\\abfv", values[] = "\n\t\r\"\\\a\b\f\v";
    const char *text = reader->sheet->bytes;
    for (reader->at++; reader->at < reader->sheet->len && text[reader->at] != '"' && text[reader->at] != '\n';) {
        const char *found = text[reader->at] == '\\' && text[reader->at + 1] ? strchr(names, text[reader->at + 1]) : NULL;
        if (found) {
            reply_draft_unit(draft, &values[found - names], 1, reader->at, 2);
            reader->at += 2;
        } else {
            reply_draft_plain(draft, text + reader->at, 1, reader->at);
            reader->at++;
        }
    }
    if (text[reader->at] == '"')
        reader->at++;
    else
        sheet_fault(reader->sheet, reader->at, "a string is not closed");
}

static void skip_blank(struct po_reader *reader)
{
    while (reader->at < reader->sheet->len && strchr(" \t\r\n", reader->sheet->bytes[reader->at]))
        reader->at++;
}

/* All strings that stand here, one behind the other. */
static void take_strings(struct po_reader *reader, struct reply_draft *draft)
{
    reply_draft_clear(draft);
    for (skip_blank(reader); reader->at < reader->sheet->len && reader->sheet->bytes[reader->at] == '"'; skip_blank(reader))
        take_string(reader, draft);
}

static void read_header(struct po_reader *reader)
{
    const char *found = strstr(bytes_text(&reader->text.text), "Language:");
    if (!found)
        return;
    found += strlen("Language:");
    found += strspn(found, " ");
    size_t len = strcspn(found, "\n_-@ ");
    if (len < sizeof reader->lang) {
        memcpy(reader->lang, found, len);
        reader->lang[len] = '\0';
    }
}

static void add_reply(struct po_reader *reader)
{
    struct bytes key = {0};
    if (reader->id.len == 0) {
        read_header(reader);
        return;
    }
    if (reader->context.len > 0)
        bytes_addf(&key, "%s.", bytes_text(&reader->context));
    bytes_add_text(&key, bytes_text(&reader->id));
    struct reply *reply = sheet_add(reader->sheet, &reader->text, bytes_text(&key), reader->lang, "");
    if (reply)
        reply->name = reply->key;
    bytes_release(&key);
}

static bool begins(const struct po_reader *reader, const char *word)
{
    return strncmp(reader->sheet->bytes + reader->at, word, strlen(word)) == 0;
}

static void take_keyword(struct po_reader *reader)
{
    struct reply_draft draft = {0};
    bool is_text = begins(reader, "msgstr"), is_id = begins(reader, "msgid") && !begins(reader, "msgid_plural");
    bool is_context = begins(reader, "msgctxt");
    while (reader->at < reader->sheet->len && !strchr("\"\n", reader->sheet->bytes[reader->at]))
        reader->at++;
    take_strings(reader, is_text ? &reader->text : &draft);
    if (is_text)
        add_reply(reader);
    struct bytes *target = is_id ? &reader->id : is_context ? &reader->context : NULL;
    if (target) {
        bytes_clear(target);
        bytes_add(target, draft.text.ptr ? draft.text.ptr : "", draft.text.len);
    }
    if (is_text)
        bytes_clear(&reader->context);
    reply_draft_release(&draft);
}

void source_po(struct sheet *sheet)
{
    struct po_reader reader = {.sheet = sheet};
    if (sheet->len >= 3 && memcmp(sheet->bytes, "\xEF\xBB\xBF", 3) == 0)
        reader.at = 3;
    for (skip_blank(&reader); reader.at < sheet->len; skip_blank(&reader)) {
        size_t end = reader.at + strcspn(sheet->bytes + reader.at, "\n");
        if (sheet->bytes[reader.at] == '#') {
            sheet_comment(sheet, reader.at, end - reader.at);
            reader.at = end;
        } else if (begins(&reader, "msg"))
            take_keyword(&reader);
        else {
            sheet_fault(sheet, reader.at, "no PO: msgid or msgstr is missing");
            reader.at = end;
        }
    }
    bytes_release(&reader.id);
    bytes_release(&reader.context);
    reply_draft_release(&reader.text);
}
