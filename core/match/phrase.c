#include "core/match/phrase.h"

#include <string.h>

#include "core/match/walker.h"
#include "core/text/fold.h"

struct parser {
    const char *at, *end, *begin;
    struct arena *arena;
    struct bytes *why;
    unsigned depth;
};

static struct phrase_sequence *parse_sequence(struct parser *parser);

static struct phrase_node *node_new(struct arena *arena, enum phrase_kind kind)
{
    struct phrase_node *node = arena_alloc(arena, sizeof *node);
    memset(node, 0, sizeof *node);
    node->kind = (uint8_t)kind;
    return node;
}

static struct phrase_sequence *sequence_new(struct arena *arena)
{
    struct phrase_sequence *sequence = arena_alloc(arena, sizeof *sequence);
    memset(sequence, 0, sizeof *sequence);
    return sequence;
}

static void *parse_error(struct parser *parser, const char *what)
{
    if (parser->why->len == 0)
        bytes_addf(parser->why, "%s at byte %zu of the folded phrase", what, (size_t)(parser->at - parser->begin));
    return NULL;
}

/* What ends a word, but for a gap. */
static bool ends_word(char c)
{
    static const bool ends[256] = {[' '] = true, ['('] = true, [')'] = true, ['['] = true, [']'] = true,
                                   ['|'] = true, ['^'] = true, ['$'] = true, ['#'] = true};
    return ends[(unsigned char)c];
}

static bool at_gap(const struct parser *parser)
{
    return *parser->at == '.' && strncmp(parser->at, "...", 3) == 0;
}

static void skip_spaces(struct parser *parser)
{
    while (parser->at < parser->end && *parser->at == ' ')
        parser->at++;
}

static struct phrase_node *parse_gap(struct parser *parser)
{
    struct phrase_node *node = node_new(parser->arena, PHRASE_GAP);
    parser->at += 3;
    unsigned words = 0;
    bool counted = false;
    while (parser->at < parser->end && *parser->at >= '0' && *parser->at <= '9' && words <= PHRASE_GAP_MAX) {
        words = words * 10 + (unsigned)(*parser->at++ - '0');
        counted = true;
    }
    if (counted && (words == 0 || words > PHRASE_GAP_MAX))
        return parse_error(parser, "a gap is 1 to 12 words");
    node->gap_words = (uint8_t)(counted ? words : PHRASE_GAP_WORDS);
    return node;
}

/* Letters, digits, _ ' and ", and . , : / between digits; anything else stands between words. */
static bool is_speakable(const char *begin, const char *end)
{
    for (const char *at = begin; at < end; at++) {
        char c = *at;
        bool inner = at > begin && at + 1 < end && at[-1] >= '0' && at[-1] <= '9' && at[1] >= '0' && at[1] <= '9';
        if (inner && (c == '.' || c == ',' || c == ':' || c == '/'))
            continue;
        bool ascii = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '\'' || c == '"';
        if (!ascii && ((unsigned char)c < 0x80 || (unsigned char)c >= 0xE2))
            return false;
    }
    return true;
}

static struct phrase_node *parse_word(struct parser *parser)
{
    struct phrase_node *node = node_new(parser->arena, PHRASE_WORD);
    if (*parser->at == '=') {
        node->exact = true;
        parser->at++;
    }
    const char *begin = parser->at;
    while (parser->at < parser->end && !ends_word(*parser->at) && !at_gap(parser))
        parser->at++;
    const char *end = parser->at;
    if (end > begin && end[-1] == '*') {
        node->stem = true;
        end--;
    }
    if (end == begin)
        return parse_error(parser, "a word is missing");
    if (memchr(begin, '*', (size_t)(end - begin)))
        return parse_error(parser, "a star may only end a word");
    while (end > begin && end[-1] == '%') /* texts have it behind the word, not in it */
        end--;
    if (!is_speakable(begin, end))
        return parse_error(parser, "a word with a character that no word of a text has");
    node->text = begin;
    node->len = (uint32_t)(end - begin);
    return node;
}

static struct phrase_node *parse_group(struct parser *parser)
{
    struct phrase_node *node = node_new(parser->arena, PHRASE_GROUP);
    char close = *parser->at == '(' ? ')' : ']';
    node->optional = close == ']';
    parser->at++;
    if (++parser->depth > PHRASE_MAX_DEPTH)
        return parse_error(parser, "groups are nested too deep");
    struct phrase_sequence **tail = &node->alternatives;
    for (;;) {
        *tail = parse_sequence(parser);
        if (!*tail)
            return NULL;
        if (!(*tail)->first)
            return parse_error(parser, "an alternative is empty");
        tail = &(*tail)->next;
        if (parser->at >= parser->end)
            return parse_error(parser, close == ')' ? "( is not closed" : "[ is not closed");
        if (*parser->at == '|') {
            parser->at++;
            continue;
        }
        if (*parser->at != close)
            return parse_error(parser, "the wrong bracket closes a group");
        parser->at++;
        parser->depth--;
        return node;
    }
}

static struct phrase_node *parse_node(struct parser *parser)
{
    switch (*parser->at) {
    case '(':
    case '[':
        return parse_group(parser);
    case '^':
        parser->at++;
        return node_new(parser->arena, PHRASE_START);
    case '$':
        parser->at++;
        return node_new(parser->arena, PHRASE_END);
    case '#':
        parser->at++;
        if (parser->at < parser->end && *parser->at == '%')
            parser->at++;
        return node_new(parser->arena, PHRASE_NUMBER);
    default:
        return at_gap(parser) ? parse_gap(parser) : parse_word(parser);
    }
}

/* Up to the end, a bracket that closes, or a bar. A sequence may be empty here. */
static struct phrase_sequence *parse_sequence(struct parser *parser)
{
    struct phrase_sequence *sequence = sequence_new(parser->arena);
    struct phrase_node **tail = &sequence->first;
    for (;;) {
        skip_spaces(parser);
        if (parser->at >= parser->end || *parser->at == ')' || *parser->at == ']' || *parser->at == '|')
            return sequence;
        *tail = parse_node(parser);
        if (!*tail)
            return NULL;
        tail = &(*tail)->next;
    }
}

/* Nothing of the phrase stands behind `node` for certain, not even the end of the sentence. */
static bool is_open_behind(const struct phrase_node *node, bool open)
{
    for (const struct phrase_node *next = node->next; next; next = next->next)
        if (next->kind != PHRASE_GAP && !(next->kind == PHRASE_GROUP && next->optional))
            return false;
    return open;
}

static void drop_border_gaps(struct phrase_sequence *sequence, bool open_before, bool open_behind);

/* The ways of a group; one that was only a gap is gone, and the group may be absent instead. */
static void drop_gaps_of_group(struct phrase_node *group, bool open_before, bool open_behind)
{
    for (struct phrase_sequence **way = &group->alternatives; *way;) {
        drop_border_gaps(*way, open_before, open_behind);
        if ((*way)->first) {
            way = &(*way)->next;
            continue;
        }
        group->optional = true;
        *way = (*way)->next;
    }
}

/*
 * A gap at the border of a phrase says nothing: whatever may stand there. It only means something
 * between words, behind ^ or before $.
 */
static void drop_border_gaps(struct phrase_sequence *sequence, bool open_before, bool open_behind)
{
    for (struct phrase_node **at = &sequence->first; *at;) {
        struct phrase_node *node = *at;
        bool behind = is_open_behind(node, open_behind);
        if (node->kind == PHRASE_GROUP)
            drop_gaps_of_group(node, open_before, behind);
        if ((node->kind == PHRASE_GAP && (open_before || behind)) ||
            (node->kind == PHRASE_GROUP && !node->alternatives)) {
            *at = node->next;
            continue;
        }
        open_before = open_before && (node->kind == PHRASE_END || (node->kind == PHRASE_GROUP && node->optional));
        at = &node->next;
    }
}

/* True if all behind `node` may be absent, so that its word may be the last before the end or a gap. */
static bool may_end(const struct phrase_node *node, bool last)
{
    for (const struct phrase_node *next = node->next; next; next = next->next) {
        if (next->kind == PHRASE_GAP)
            return true;
        if (next->kind != PHRASE_END && !(next->kind == PHRASE_GROUP && next->optional))
            return false;
    }
    return last;
}

/* Notes at every node what may stand before and behind it. */
static void note_borders(struct phrase_sequence *sequence, bool fresh, bool last)
{
    for (struct phrase_node *node = sequence->first; node; node = node->next) {
        node->fresh = fresh;
        node->last = may_end(node, last);
        for (struct phrase_sequence *way = node->kind == PHRASE_GROUP ? node->alternatives : NULL; way; way = way->next)
            note_borders(way, fresh, node->last);
        if (node->kind == PHRASE_WORD || node->kind == PHRASE_NUMBER)
            fresh = false;
        else if (node->kind == PHRASE_GROUP)
            fresh = fresh && node->optional;
        else if (node->kind == PHRASE_GAP)
            fresh = true;
    }
}

static struct phrase_sequence *parse_regex(const char *phrase, size_t len, struct arena *arena, struct bytes *why)
{
    if (len < 3) {
        bytes_add_text(why, "an empty expression");
        return NULL;
    }
    struct phrase_sequence *sequence = sequence_new(arena);
    sequence->first = node_new(arena, PHRASE_REGEX);
    sequence->first->text = arena_copy(arena, phrase + 1, len - 2);
    sequence->first->len = (uint32_t)(len - 2);
    return sequence;
}

struct phrase_sequence *phrase_parse(const char *phrase, size_t len, struct arena *arena, struct bytes *why)
{
    bytes_clear(why);
    if (len > PHRASE_MAX_BYTES) {
        bytes_add_text(why, "longer than 16384 bytes");
        return NULL;
    }
    if (len > 1 && phrase[0] == '/' && phrase[len - 1] == '/')
        return parse_regex(phrase, len, arena, why);
    struct bytes folded = {0};
    fold_phrase(phrase, len, &folded);
    /* the words point into it */
    const char *kept = arena_copy(arena, bytes_text(&folded), folded.len);
    struct parser parser = {.at = kept, .begin = kept, .end = kept + folded.len, .arena = arena, .why = why};
    bytes_release(&folded);
    struct phrase_sequence *sequence = parse_sequence(&parser);
    if (sequence && parser.at < parser.end)
        sequence = parse_error(&parser, "a bracket or bar that belongs to no group");
    if (sequence)
        drop_border_gaps(sequence, true, true);
    if (sequence && !sequence->first)
        sequence = parse_error(&parser, "empty");
    if (sequence)
        note_borders(sequence, true, true);
    return sequence;
}

struct phrase_sequence *phrase_of_name(const char *name, size_t len, struct arena *arena)
{
    struct folder folder;
    struct folded folded;
    folder_init(&folder);
    fold_message(&folder, name, len, &folded);
    const char *text = folder.text.ptr + folded.begin;
    struct phrase_sequence *sequence = sequence_new(arena);
    struct phrase_node **tail = &sequence->first;
    struct walker_word word;
    for (size_t at = 0; walker_next_word(text, folded.len, &at, &word); tail = &(*tail)->next) {
        *tail = node_new(arena, PHRASE_WORD);
        (*tail)->len = word.end - word.begin;
        (*tail)->text = arena_copy(arena, text + word.begin, (*tail)->len);
    }
    folder_release(&folder);
    note_borders(sequence, true, true);
    return sequence->first ? sequence : NULL;
}

static void sample_add(struct bytes *out, const char *text, size_t len)
{
    if (out->len > 0)
        bytes_add_char(out, ' ');
    bytes_add(out, text, len);
}

void phrase_sample(const struct phrase_sequence *phrase, struct bytes *out)
{
    for (const struct phrase_node *node = phrase->first; node; node = node->next) {
        if (node->kind == PHRASE_WORD)
            sample_add(out, node->text, node->len);
        else if (node->kind == PHRASE_NUMBER)
            sample_add(out, "5", 1);
        else if (node->kind == PHRASE_GROUP && !node->optional)
            phrase_sample(node->alternatives, out);
    }
}
