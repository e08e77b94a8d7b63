/* HTML mail: what it shows is one reply. Parsed by gumbo, which tells where each text stood. */
#include <gumbo.h>
#include <string.h>
#include <strings.h>

#include "core/lint/source.h"

struct html_reader {
    struct sheet *sheet;
    struct reply_draft draft;
    const char *lang;
};

static bool is_block(GumboTag tag)
{
    static const GumboTag blocks[] = {GUMBO_TAG_P,  GUMBO_TAG_DIV, GUMBO_TAG_BR, GUMBO_TAG_LI, GUMBO_TAG_TR, GUMBO_TAG_TD,
                                      GUMBO_TAG_H1, GUMBO_TAG_H2,  GUMBO_TAG_H3, GUMBO_TAG_UL, GUMBO_TAG_OL, GUMBO_TAG_TABLE};
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        if (blocks[i] == tag)
            return true;
    return false;
}

/* The source and its meaning differ where an entity stands. */
static void add_text(struct html_reader *reader, const GumboText *text)
{
    const char *value = text->text, *source = text->original_text.data, *end = source + text->original_text.length;
    while (*value && source < end) {
        /* what the parser dropped or read into other nodes */
        while (source < end && *source != *value && *source != '&')
            source++;
        if (source == end)
            return;
        size_t file = (size_t)(source - reader->sheet->bytes), unit = 1;
        unsigned char c = (unsigned char)*value;
        size_t len = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
        if (*source == '&' && *value != '&') {
            const char *semicolon = memchr(source, ';', (size_t)(end - source));
            unit = semicolon ? (size_t)(semicolon - source) + 1 : 1;
        } else if (*source == '&' && strncmp(source, "&amp;", 5) == 0)
            unit = 5;
        else {
            reply_draft_plain(&reader->draft, value, len, file);
            value += len;
            source += len;
            continue;
        }
        reply_draft_unit(&reader->draft, value, len, file, unit);
        value += len;
        source += unit;
    }
}

static void add_break(struct html_reader *reader, size_t file)
{
    if (reader->draft.text.len > 0 && reader->draft.text.ptr[reader->draft.text.len - 1] != '\n')
        reply_draft_unit(&reader->draft, "\n", 1, file < reader->sheet->len ? file : reader->sheet->len - 1, 1);
}

static void add_node(struct html_reader *reader, const GumboNode *node, unsigned depth)
{
    if (node->type == GUMBO_NODE_COMMENT) {
        sheet_comment(reader->sheet, (size_t)(node->v.text.original_text.data - reader->sheet->bytes),
                      node->v.text.original_text.length);
        return;
    }
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE) {
        add_text(reader, &node->v.text);
        return;
    }
    if (node->type != GUMBO_NODE_ELEMENT || depth > 400 || node->v.element.tag == GUMBO_TAG_SCRIPT ||
        node->v.element.tag == GUMBO_TAG_STYLE || node->v.element.tag == GUMBO_TAG_TITLE)
        return;
    const GumboAttribute *lang = gumbo_get_attribute(&node->v.element.attributes, "lang");
    if (lang && !*reader->lang)
        reader->lang = lang->value;
    bool block = is_block(node->v.element.tag);
    if (block)
        add_break(reader, node->v.element.start_pos.offset);
    for (unsigned i = 0; i < node->v.element.children.length; i++)
        add_node(reader, node->v.element.children.data[i], depth + 1);
    if (block)
        add_break(reader, node->v.element.end_pos.offset);
}

void source_html(struct sheet *sheet)
{
    struct html_reader reader = {.sheet = sheet, .lang = ""};
    GumboOutput *output = gumbo_parse_with_options(&kGumboDefaultOptions, sheet->bytes, sheet->len);
    add_node(&reader, output->root, 0);
    for (unsigned i = 0; i < output->document->v.document.children.length; i++) {
        const GumboNode *node = output->document->v.document.children.data[i];
        if (node->type == GUMBO_NODE_COMMENT)
            add_node(&reader, node, 0);
    }
    const char lang[3] = {reader.lang[0], reader.lang[0] ? reader.lang[1] : '\0', '\0'};
    struct reply *reply = sheet_add(sheet, &reader.draft, "", lang, "");
    if (reply)
        reply->html = true;
    gumbo_destroy_output(&kGumboDefaultOptions, output);
    reply_draft_release(&reader.draft);
}
