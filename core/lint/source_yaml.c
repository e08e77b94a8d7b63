/*
 * YAML, parsed by libyaml, which tells where a scalar begins and ends; which of its bytes became which
 * byte of the file is found by reading the scalar's source once more beside its value.
 */
#include <string.h>
#include <yaml.h>

#include "core/lint/source.h"
#include "core/text/utf8.h"

enum { DEPTH_MAX = 64 };

struct yaml_reader {
    struct sheet *sheet;
    struct tree *tree;
    struct reply_draft draft;
    bool in_map[DEPTH_MAX], wants_key[DEPTH_MAX];
    unsigned depth;
};

/* libyaml counts characters; its byte offset in the text it was given. */
static size_t byte_of(const struct yaml_reader *reader, const yaml_mark_t *mark)
{
    const struct sheet *sheet = reader->sheet;
    if (mark->line >= sheet->line_count)
        return sheet->len;
    size_t at = sheet->lines[mark->line];
    if (at == 0 && sheet->len >= 3 && memcmp(sheet->bytes, "\xEF\xBB\xBF", 3) == 0)
        at = 3;
    for (size_t column = 0; column < mark->column && at < sheet->len; column++) {
        at++;
        while (at < sheet->len && ((unsigned char)sheet->bytes[at] & 0xC0) == 0x80)
            at++;
    }
    return at;
}

/* The length of the escape at `at` of a double-quoted scalar. */
static size_t escape_len(const char *at, size_t left)
{
    size_t wanted = 2;
    if (left > 1 && at[1] == 'x')
        wanted = 4;
    else if (left > 1 && at[1] == 'u')
        wanted = 6;
    else if (left > 1 && at[1] == 'U')
        wanted = 10;
    return wanted < left ? wanted : left;
}

static size_t char_len(const char *at)
{
    unsigned char c = (unsigned char)*at;
    return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Where a scalar is read in its source. */
struct scan {
    const char *source;
    size_t at, end, indent; /* indent: of a block */
    yaml_scalar_style_t style;
};

static bool is_block(yaml_scalar_style_t style)
{
    return style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
}

/* A line end with the indentation of the line behind it. */
static void skip_line_end(struct scan *scan)
{
    scan->at += scan->source[scan->at] == '\r';
    scan->at += scan->at < scan->end && scan->source[scan->at] == '\n';
    for (size_t i = 0; i < scan->indent && scan->at < scan->end && scan->source[scan->at] == ' '; i++)
        scan->at++;
}

/* The source of one white space of the value: itself, an escape, or line ends and indentation that were folded. */
static void skip_space(struct scan *scan, char value, char next)
{
    const char *source = scan->source;
    if (scan->style == YAML_DOUBLE_QUOTED_SCALAR_STYLE && source[scan->at] == '\\' && scan->at + 1 < scan->end &&
        source[scan->at + 1] != '\n')
        scan->at += escape_len(source + scan->at, scan->end - scan->at);
    else if (scan->style == YAML_LITERAL_SCALAR_STYLE && value == '\n')
        skip_line_end(scan);
    else if (source[scan->at] == value && value != '\n')
        scan->at++;
    else if (is_block(scan->style) && is_space(next))
        skip_line_end(scan);
    else
        while (scan->at < scan->end && is_space(source[scan->at]))
            scan->at++;
}

/* The source of one character that is no space. */
static void take_char(struct yaml_reader *reader, struct scan *scan, const char *value, size_t unit)
{
    const char *source = scan->source;
    /* spaces that stand for nothing: indentation, an escaped line end */
    while (scan->at < scan->end && (is_space(source[scan->at]) || (source[scan->at] == '\\' && scan->at + 1 < scan->end &&
                                                                   source[scan->at + 1] == '\n')))
        scan->at++;
    if (scan->style == YAML_DOUBLE_QUOTED_SCALAR_STYLE && scan->at < scan->end && source[scan->at] == '\\') {
        size_t escape = escape_len(source + scan->at, scan->end - scan->at);
        reply_draft_unit(&reader->draft, value, unit, scan->at, escape);
        scan->at += escape;
    } else if (scan->style == YAML_SINGLE_QUOTED_SCALAR_STYLE && scan->at + 1 < scan->end && source[scan->at] == '\'' &&
               source[scan->at + 1] == '\'') {
        reply_draft_unit(&reader->draft, value, unit, scan->at, 2);
        scan->at += 2;
    } else {
        reply_draft_plain(&reader->draft, value, unit, scan->at);
        scan->at += unit;
    }
}

/* Walks value and source together. */
static void map_scalar(struct yaml_reader *reader, const char *value, size_t len, struct scan *scan)
{
    reply_draft_clear(&reader->draft);
    for (size_t i = 0; i < len;) {
        if (!is_space(value[i])) {
            size_t unit = char_len(value + i);
            take_char(reader, scan, value + i, unit);
            i += unit;
            continue;
        }
        size_t begin = scan->at;
        skip_space(scan, value[i], i + 1 < len ? value[i + 1] : 'x');
        reply_draft_unit(&reader->draft, value + i, 1, begin, scan->at > begin ? scan->at - begin : 1);
        i++;
    }
}

/* To the first character of a block; its indentation is that of its first line with words. */
static void begin_block(struct scan *scan)
{
    while (scan->at < scan->end && scan->source[scan->at] != '\n')
        scan->at++;
    size_t line = scan->at;
    while (scan->at < scan->end && is_space(scan->source[scan->at])) {
        if (scan->source[scan->at] == '\n')
            line = scan->at + 1;
        scan->at++;
    }
    scan->indent = scan->at - line;
}

static void take_scalar(struct yaml_reader *reader, const yaml_event_t *event)
{
    const char *value = (const char *)event->data.scalar.value;
    size_t len = event->data.scalar.length, begin = byte_of(reader, &event->start_mark);
    yaml_scalar_style_t style = event->data.scalar.style;
    struct scan scan = {.source = reader->sheet->bytes, .at = begin, .end = byte_of(reader, &event->end_mark), .style = style};
    if (is_block(style))
        begin_block(&scan);
    else if (style != YAML_PLAIN_SCALAR_STYLE)
        scan.at++;
    map_scalar(reader, value, len, &scan);
    while (is_block(style) && reader->draft.text.len > 0 && reader->draft.text.ptr[reader->draft.text.len - 1] == '\n')
        reader->draft.text.len--;
    bool is_text = style != YAML_PLAIN_SCALAR_STYLE || (len > 0 && strcmp(value, "null") != 0 && strcmp(value, "true") != 0 &&
                                                        strcmp(value, "false") != 0 && strcmp(value, "~") != 0);
    if (is_text)
        tree_string(reader->tree, &reader->draft, begin);
    else
        tree_other(reader->tree);
}

/* True if the scalar was a key. */
static bool take_key(struct yaml_reader *reader, const yaml_event_t *event)
{
    if (reader->depth == 0 || !reader->in_map[reader->depth - 1])
        return false;
    bool key = reader->wants_key[reader->depth - 1];
    reader->wants_key[reader->depth - 1] = !key;
    if (key && event->type == YAML_SCALAR_EVENT)
        tree_key(reader->tree, (const char *)event->data.scalar.value, event->data.scalar.length);
    return key;
}

static bool begin_node(struct yaml_reader *reader, const yaml_event_t *event, bool map)
{
    take_key(reader, event);
    if (reader->depth == DEPTH_MAX) {
        sheet_fault(reader->sheet, byte_of(reader, &event->start_mark), "no YAML: nested deeper than 64");
        return false;
    }
    if (map)
        tree_enter_map(reader->tree);
    else
        tree_enter_list(reader->tree);
    reader->in_map[reader->depth] = map;
    reader->wants_key[reader->depth++] = true;
    return true;
}

static bool take_event(struct yaml_reader *reader, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_MAPPING_START_EVENT: return begin_node(reader, event, true);
    case YAML_SEQUENCE_START_EVENT: return begin_node(reader, event, false);
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
        reader->depth--;
        tree_leave(reader->tree);
        return true;
    case YAML_SCALAR_EVENT:
        if (!take_key(reader, event))
            take_scalar(reader, event);
        return true;
    case YAML_ALIAS_EVENT:
        if (!take_key(reader, event))
            tree_other(reader->tree);
        return true;
    case YAML_STREAM_END_EVENT: return false;
    default: return true;
    }
}

/* Comments are none of libyaml's events. */
static void read_comments(struct sheet *sheet)
{
    for (uint32_t line = 0; line < sheet->line_count; line++) {
        uint32_t begin = sheet->lines[line], end = line + 1 < sheet->line_count ? sheet->lines[line + 1] : sheet->len;
        const char *hash = memchr(sheet->bytes + begin, '#', end - begin);
        if (hash)
            sheet_comment(sheet, (size_t)(hash - sheet->bytes), end - (size_t)(hash - sheet->bytes));
    }
}

static void parse_events(struct yaml_reader *reader, yaml_parser_t *parser)
{
    yaml_event_t event;
    for (bool more = true; more;) {
        if (!yaml_parser_parse(parser, &event)) {
            yaml_mark_t mark = parser->problem_mark;
            sheet_fault(reader->sheet, byte_of(reader, &mark), "no YAML: %s", parser->problem ? parser->problem : "?");
            return;
        }
        more = take_event(reader, &event);
        yaml_event_delete(&event);
    }
}

void source_yaml(struct sheet *sheet)
{
    struct yaml_reader reader = {.sheet = sheet, .tree = tree_new(sheet)};
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser)) {
        sheet_fault(sheet, 0, "out of memory");
    } else {
        yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(&parser, (const unsigned char *)sheet->bytes, sheet->len);
        parse_events(&reader, &parser);
        yaml_parser_delete(&parser);
    }
    tree_finish(reader.tree);
    reply_draft_release(&reader.draft);
    read_comments(sheet);
}
