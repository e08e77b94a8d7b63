/* Findings as JSON lines, in the fields and their order of the data contract. */
#include <string.h>

#include "core/output/formats.h"
#include "core/output/identity.h"
#include "core/text/json_write.h"

static void add_key(struct bytes *out, const char *key)
{
    bytes_add(out, ",\"", 2);
    bytes_add_text(out, key);
    bytes_add(out, "\":", 2);
}

static void add_digits(struct bytes *out, uint64_t number)
{
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    bytes_add(out, digits + at, sizeof digits - at);
}

static void add_number(struct bytes *out, const char *key, uint64_t number)
{
    add_key(out, key);
    add_digits(out, number);
}

static void add_text(struct bytes *out, const char *key, struct rapport_text text)
{
    add_key(out, key);
    json_text(out, text);
}

static void add_source(struct bytes *out, const struct conversation_view *view)
{
    add_key(out, "source");
    json_text_z(out, view->source);
    out->len--; /* the line goes inside the string */
    bytes_add_char(out, ':');
    add_digits(out, view->line);
    bytes_add_char(out, '"');
}

static void add_related(struct bytes *out, const struct finding_view *view)
{
    bytes_add_text(out, ",\"related\":[{\"conversation\":");
    json_text(out, view->related_conversation);
    add_number(out, "message", view->related_message);
    add_text(out, "text", view->related_text);
    bytes_add(out, "}]", 2);
}

static void add_identity(struct bytes *out, const struct finding_view *view)
{
    struct identity identity;
    char digits[IDENTITY_DIGITS + 1];
    identity_init(&identity);
    identity_add(&identity, view->rule, strlen(view->rule));
    identity_add(&identity, view->conversation->id.ptr, view->conversation->id.len);
    identity_add_number(&identity, view->message);
    identity_add_number(&identity, view->has_span ? view->text_offset + view->begin + 1 : 0);
    identity_write(&identity, digits);
    add_key(out, "id");
    json_text_z(out, digits);
}

static void jsonl_finding(const struct output_style *style, const struct finding_view *view, struct bytes *out)
{
    (void)style;
    bytes_add_text(out, "{\"rule\":");
    json_text_z(out, view->rule);
    add_key(out, "severity");
    json_text_z(out, severity_name(view->severity));
    add_text(out, "conversation", view->conversation->id);
    add_number(out, "message", view->message);
    if (view->agent.len > 0)
        add_text(out, "agent", view->agent);
    if (view->lang.len > 0)
        add_text(out, "lang", view->lang);
    if (view->has_span) {
        add_number(out, "start", view->text_offset + view->begin);
        add_number(out, "end", view->text_offset + view->end);
        add_text(out, "text", (struct rapport_text){view->text.ptr + view->begin, view->end - view->begin});
    }
    if (view->confidence < 100)
        add_number(out, "confidence", view->confidence);
    add_key(out, "why");
    json_text_z(out, view->texts->why);
    add_key(out, "suggestion");
    json_text_z(out, view->texts->suggestion);
    add_source(out, view->conversation);
    add_identity(out, view);
    if (view->has_related)
        add_related(out, view);
    bytes_add(out, "}\n", 2);
}

const struct output_format output_jsonl = {
    .name = "jsonl",
    .about = "one finding a line, as JSON",
    .finding = jsonl_finding,
};
