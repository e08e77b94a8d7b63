/* XLIFF 1.2 and 2.x: each target is a reply, or the source where there is no target. Parsed by expat. */
#include <expat.h>
#include <stdlib.h>
#include <string.h>

#include "core/lint/source.h"

struct xliff_reader {
    struct sheet *sheet;
    XML_Parser parser;
    struct reply_draft source, target;
    struct reply_draft *open; /* what text is added to, or NULL */
    char id[128], source_lang[16], target_lang[16];
    bool has_target;
};

static const char *local_name(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

static const char *attribute(const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (strcmp(local_name(attributes[0]), name) == 0)
            return attributes[1];
    return NULL;
}

static void set(char *out, size_t cap, const char *value)
{
    if (!value)
        return;
    strncpy(out, value, cap - 1);
    out[cap - 1] = '\0';
}

static void start(void *ctx, const char *name, const char **attributes)
{
    struct xliff_reader *reader = ctx;
    name = local_name(name);
    if (strcmp(name, "xliff") == 0 || strcmp(name, "file") == 0) {
        set(reader->source_lang, sizeof reader->source_lang, attribute(attributes, "source-language"));
        set(reader->source_lang, sizeof reader->source_lang, attribute(attributes, "srcLang"));
        set(reader->target_lang, sizeof reader->target_lang, attribute(attributes, "target-language"));
        set(reader->target_lang, sizeof reader->target_lang, attribute(attributes, "trgLang"));
    } else if (strcmp(name, "trans-unit") == 0 || strcmp(name, "unit") == 0) {
        const char *id = attribute(attributes, "resname");
        set(reader->id, sizeof reader->id, id ? id : attribute(attributes, "id"));
        reply_draft_clear(&reader->source);
        reply_draft_clear(&reader->target);
        reader->has_target = false;
    } else if (strcmp(name, "source") == 0)
        reader->open = &reader->source;
    else if (strcmp(name, "target") == 0) {
        reader->open = &reader->target;
        reader->has_target = true;
    }
}

static void add_reply(struct xliff_reader *reader)
{
    const char *said = reader->has_target ? reader->target_lang : reader->source_lang;
    const char lang[3] = {said[0], said[0] ? said[1] : '\0', '\0'};
    struct reply *reply = sheet_add(reader->sheet, reader->has_target ? &reader->target : &reader->source, reader->id, lang, "");
    if (reply)
        reply->name = reply->key;
}

static void end(void *ctx, const char *name)
{
    struct xliff_reader *reader = ctx;
    name = local_name(name);
    if (strcmp(name, "source") == 0 || strcmp(name, "target") == 0)
        reader->open = NULL;
    else if (strcmp(name, "trans-unit") == 0 || strcmp(name, "unit") == 0)
        add_reply(reader);
}

static void text(void *ctx, const char *bytes, int len)
{
    struct xliff_reader *reader = ctx;
    if (!reader->open)
        return;
    size_t file = (size_t)XML_GetCurrentByteIndex(reader->parser);
    if (len > 0 && (size_t)len <= reader->sheet->len - file && memcmp(reader->sheet->bytes + file, bytes, (size_t)len) == 0)
        reply_draft_plain(reader->open, bytes, (size_t)len, file);
    else
        reply_draft_unit(reader->open, bytes, (size_t)len, file, (size_t)XML_GetCurrentByteCount(reader->parser));
}

static void comment(void *ctx, const char *bytes)
{
    struct xliff_reader *reader = ctx;
    (void)bytes;
    sheet_comment(reader->sheet, (size_t)XML_GetCurrentByteIndex(reader->parser),
                  (size_t)XML_GetCurrentByteCount(reader->parser));
}

void source_xliff(struct sheet *sheet)
{
    struct xliff_reader reader = {.sheet = sheet, .parser = XML_ParserCreate("UTF-8")};
    if (!reader.parser) {
        sheet_fault(sheet, 0, "out of memory");
        return;
    }
    XML_SetUserData(reader.parser, &reader);
    XML_SetElementHandler(reader.parser, start, end);
    XML_SetCharacterDataHandler(reader.parser, text);
    XML_SetCommentHandler(reader.parser, comment);
    if (XML_Parse(reader.parser, sheet->bytes, (int)sheet->len, 1) != XML_STATUS_OK)
        sheet_fault(sheet, (size_t)XML_GetCurrentByteIndex(reader.parser), "no XML: %s",
                    XML_ErrorString(XML_GetErrorCode(reader.parser)));
    XML_ParserFree(reader.parser);
    reply_draft_release(&reader.source);
    reply_draft_release(&reader.target);
}
