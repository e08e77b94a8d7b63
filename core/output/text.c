/*
 * Findings for people who read them in a terminal:
 *
 *   c-1042  chat  nightly.tar.zst!2026/10/03.jsonl:17
 *     major     phrasing/refusal  message 4, agent Dana (a-17)
 *       Hello Ruth, we cannot refund this.
 *                   ^~~~~~~~~~~~~~~~
 *       why: …
 *       instead: …
 *       related: c-0990, message 6: …
 *
 * With colors the span is bold and underlined and there is no line of carets. Carets stand under
 * the right columns only where every character has a sure width and place, so in text with
 * right-to-left letters, and in text with joined emoji, the span is set in white square
 * brackets, U+27E6 and U+27E7, instead. Whatever holds right-to-left letters stands between directional
 * isolates, so that a terminal with bidi shows the line in its order, and one without shows the
 * same characters.
 */
#include "core/output/excerpt.h"
#include "core/output/formats.h"
#include "core/output/labels.h"
#include "core/text/utf8.h"
#include "core/text/visible.h"

#include <string.h>

enum { SAID_COLUMNS = 160, RELATED_COLUMNS = 120, FIELD_COLUMNS = 80 };

#define INDENT "    "
#define ELLIPSIS "\u2026"
#define SPAN_OPEN "\u27E6"
#define SPAN_CLOSE "\u27E7"

#define SGR_OFF "\x1b[0m"
#define SGR_BOLD "\x1b[1m"
#define SGR_DIM "\x1b[2m"
#define SGR_SPAN "\x1b[1;4m"
#define SGR_PLACE "\x1b[35m"

static const char *const severity_colors[] = {"\x1b[36m", "\x1b[33m", "\x1b[31m", "\x1b[1;31m"};

static void add_colored(const struct output_style *style, struct bytes *out, const char *color, const char *text)
{
    if (style->color)
        bytes_add_text(out, color);
    visible_add_z(out, text);
    if (style->color)
        bytes_add_text(out, SGR_OFF);
}

/* An id or a name, not endless. */
static void add_field(struct bytes *out, struct rapport_text text, bool always)
{
    if (text.len == 0)
        return;
    struct excerpt excerpt = excerpt_of(text, FIELD_COLUMNS);
    visible_add_isolated(out, text.ptr, excerpt.to, always);
    if (excerpt.cut_after)
        bytes_add_text(out, ELLIPSIS);
}

static void text_conversation(const struct output_style *style, const struct conversation_view *view, struct bytes *out)
{
    bytes_add_text(out, style->color ? "\n" SGR_BOLD : "\n");
    add_field(out, view->id, false);
    bytes_add_text(out, style->color ? SGR_OFF "  " : "  ");
    if (view->channel.len > 0) {
        add_field(out, view->channel, false);
        bytes_add_text(out, "  ");
    }
    if (style->color)
        bytes_add_text(out, SGR_PLACE);
    visible_add_isolated(out, view->source, strlen(view->source), false);
    bytes_addf(out, ":%llu", (unsigned long long)view->line);
    bytes_add_text(out, style->color ? SGR_OFF "\n" : "\n");
}

static bool is_same(struct rapport_text a, struct rapport_text b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* ", agent Dana (a-17)": who spoke, and the agent it is about. */
static void add_people(const struct labels *labels, const struct finding_view *view, struct bytes *out)
{
    bool by_agent = view->role == RAPPORT_AGENT;
    struct rapport_text speaker = view->name.len == 0 && by_agent ? view->agent : view->name;
    if (view->role >= RAPPORT_CUSTOMER && view->role <= RAPPORT_SYSTEM) {
        bytes_addf(out, "%s %s", labels->comma, labels->roles[view->role]);
        if (speaker.len > 0)
            bytes_add_char(out, ' ');
        add_field(out, speaker, labels->rtl);
    }
    if (view->agent.len == 0 || (by_agent && is_same(speaker, view->agent)))
        return;
    if (by_agent)
        bytes_add(out, " (", 2);
    else
        bytes_addf(out, "%s %s ", labels->comma, labels->roles[RAPPORT_AGENT]);
    add_field(out, view->agent, labels->rtl);
    if (by_agent)
        bytes_add_char(out, ')');
}

static void isolate_begin(const struct labels *labels, struct bytes *out)
{
    if (labels->rtl)
        bytes_add_text(out, VISIBLE_ISOLATE);
}

static void isolate_end(const struct labels *labels, struct bytes *out)
{
    if (labels->rtl)
        bytes_add_text(out, VISIBLE_ISOLATE_END);
}

static void add_head(const struct output_style *style, const struct labels *labels, const struct finding_view *view,
                     struct bytes *out)
{
    const char *severity = severity_name(view->severity);
    bytes_add_text(out, "  ");
    add_colored(style, out, severity_colors[view->severity], severity);
    bytes_addf(out, "%*s", (int)(sizeof "critical" + 1 - strlen(severity)), "");
    add_colored(style, out, SGR_BOLD, view->rule);
    bytes_add_text(out, "  ");
    isolate_begin(labels, out);
    bytes_addf(out, "%s %u", labels->message, (unsigned)view->message);
    add_people(labels, view, out);
    if (view->confidence < 100)
        bytes_addf(out, "%s %s %u%%", labels->comma, labels->sure, (unsigned)view->confidence);
    isolate_end(labels, out);
    bytes_add_char(out, '\n');
}

/* Terminals differ in what they make of soft hyphens, joined emoji, skin tones and flags. */
static bool is_of_unsure_width(uint32_t c)
{
    return c == 0x00AD || c == 0x200D || c == 0xFE0F || (c >= 0x1F3FB && c <= 0x1F3FF) || (c >= 0x1F1E6 && c <= 0x1F1FF);
}

static bool has_sure_columns(const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        uint32_t c;
        at += utf8_decode(text + at, &c);
        if (is_of_unsure_width(c))
            return false;
    }
    return !visible_is_rtl(text, len);
}

static size_t columns_of(const char *shown, size_t len)
{
    size_t columns = 0;
    for (size_t at = 0; at < len;) {
        uint32_t c;
        at += utf8_decode(shown + at, &c);
        columns += visible_columns(c);
    }
    return columns;
}

/* The words that are wrong. Where they show nothing at all, their characters are named. */
static void add_span(struct bytes *out, const char *text, size_t len)
{
    size_t before = out->len;
    visible_add(out, text, len);
    if (out->len == before)
        visible_add_all(out, text, len);
}

static void add_carets(struct bytes *out, size_t before, size_t inside)
{
    bytes_addf(out, INDENT "%*s^", (int)before, "");
    for (size_t i = 1; i < inside; i++)
        bytes_add_char(out, '~');
    bytes_add_char(out, '\n');
}

static void add_said(const struct output_style *style, const struct finding_view *view, struct bytes *out)
{
    const char *text = view->text.ptr;
    struct excerpt excerpt =
        excerpt_around(view->text, view->begin, view->end, view->text_offset > 0, SAID_COLUMNS);
    bool carets = !style->color && has_sure_columns(text + excerpt.from, excerpt.to - excerpt.from);
    bool rtl = visible_is_rtl(text + excerpt.from, excerpt.to - excerpt.from);
    const char *open = style->color ? SGR_SPAN : carets ? "" : SPAN_OPEN;
    const char *close = style->color ? SGR_OFF : carets ? "" : SPAN_CLOSE;
    bytes_add_text(out, rtl ? INDENT VISIBLE_ISOLATE : INDENT);
    size_t start = out->len;
    bytes_add_text(out, excerpt.cut_before ? ELLIPSIS : "");
    visible_add(out, text + excerpt.from, excerpt.begin - excerpt.from);
    size_t before = carets ? columns_of(out->ptr + start, out->len - start) : 0;
    bytes_add_text(out, open);
    start = out->len;
    add_span(out, text + excerpt.begin, excerpt.end - excerpt.begin);
    size_t inside = carets ? columns_of(out->ptr + start, out->len - start) : 0;
    bytes_add_text(out, excerpt.cut_inside ? ELLIPSIS : "");
    bytes_add_text(out, close);
    visible_add(out, text + excerpt.end, excerpt.to - excerpt.end);
    bytes_add_text(out, excerpt.cut_after ? ELLIPSIS : "");
    bytes_add_text(out, rtl ? VISIBLE_ISOLATE_END "\n" : "\n");
    if (carets)
        add_carets(out, before, inside);
}

/* The beginning of a text that holds no span. */
static void add_words(struct bytes *out, struct rapport_text text, bool partial, unsigned columns, bool always)
{
    struct excerpt excerpt = excerpt_around(text, 0, 0, partial, columns);
    bool isolate = always || visible_is_rtl(text.ptr, excerpt.to);
    bytes_add_text(out, isolate ? VISIBLE_ISOLATE : "");
    bytes_add_text(out, excerpt.cut_before ? ELLIPSIS : "");
    visible_add(out, text.ptr, excerpt.to);
    bytes_add_text(out, excerpt.cut_after ? ELLIPSIS : "");
    bytes_add_text(out, isolate ? VISIBLE_ISOLATE_END : "");
}

static void add_not_said(const struct output_style *style, const struct labels *labels, const struct finding_view *view,
                         struct bytes *out)
{
    bytes_add_text(out, INDENT);
    isolate_begin(labels, out);
    bytes_add_char(out, '(');
    add_colored(style, out, SGR_DIM, labels->not_said);
    bytes_add_char(out, ')');
    isolate_end(labels, out);
    bytes_add_text(out, "\n" INDENT);
    add_words(out, view->text, view->text_offset > 0, SAID_COLUMNS, false);
    bytes_add_char(out, '\n');
}

static void begin_labelled(const struct output_style *style, const struct labels *labels, const char *label,
                           struct bytes *out)
{
    bytes_add_text(out, INDENT);
    isolate_begin(labels, out);
    add_colored(style, out, SGR_DIM, label);
    bytes_add(out, ": ", 2);
}

static void end_labelled(const struct labels *labels, struct bytes *out)
{
    isolate_end(labels, out);
    bytes_add_char(out, '\n');
}

static void add_advice(const struct output_style *style, const struct labels *labels, const char *label,
                       const char *advice, struct bytes *out)
{
    if (*advice == '\0')
        return;
    begin_labelled(style, labels, label, out);
    visible_add_isolated(out, advice, strlen(advice), false);
    end_labelled(labels, out);
}

static void add_related(const struct output_style *style, const struct labels *labels, const struct finding_view *view,
                        struct bytes *out)
{
    begin_labelled(style, labels, labels->related, out);
    if (!is_same(view->related_conversation, view->conversation->id)) {
        add_field(out, view->related_conversation, labels->rtl);
        bytes_addf(out, "%s ", labels->comma);
    }
    bytes_addf(out, "%s %u", labels->message, (unsigned)view->related_message);
    if (view->related_text.len > 0) {
        bytes_add(out, ": ", 2);
        add_words(out, view->related_text, false, RELATED_COLUMNS, labels->rtl);
    }
    end_labelled(labels, out);
}

static void text_finding(const struct output_style *style, const struct finding_view *view, struct bytes *out)
{
    const struct labels *labels = labels_of(style->ui);
    add_head(style, labels, view, out);
    if (view->has_span)
        add_said(style, view, out);
    else if (view->text.len > 0)
        add_not_said(style, labels, view, out);
    add_advice(style, labels, labels->why, view->texts->why, out);
    add_advice(style, labels, labels->instead, view->texts->suggestion, out);
    if (view->has_related)
        add_related(style, labels, view, out);
}

const struct output_format output_text = {
    .name = "text",
    .about = "for reading: each finding with what was said, grouped by conversation",
    .conversation = text_conversation,
    .finding = text_finding,
};
