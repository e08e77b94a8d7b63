#include "core/command/lint_report.h"

#include <string.h>

#include "core/output/identity.h"
#include "core/output/output.h"
#include "core/text/visible.h"

static void add_identity(json_t *json, const struct lint *lint, const struct lint_finding *finding, unsigned ordinal)
{
    const struct lint_reply *reply = &lint->replies[finding->reply];
    struct identity identity;
    char digits[IDENTITY_DIGITS + 1];
    identity_init(&identity);
    identity_add(&identity, finding->rule, strlen(finding->rule));
    identity_add(&identity, reply->sheet->path, strlen(reply->sheet->path));
    identity_add(&identity, reply->reply->key, strlen(reply->reply->key));
    identity_add(&identity, finding->note, strlen(finding->note));
    identity_add(&identity, reply->reply->text + finding->begin, finding->end - finding->begin);
    identity_add_number(&identity, ordinal);
    identity_write(&identity, digits);
    json_object_set_new(json, "id", json_string(digits));
}

static void add_place(json_t *json, const struct sheet *sheet, uint32_t begin, uint32_t end)
{
    uint32_t line, column, end_line, end_column;
    sheet_place(sheet, begin, &line, &column);
    sheet_place(sheet, end, &end_line, &end_column);
    json_object_set_new(json, "line", json_integer(line));
    json_object_set_new(json, "column", json_integer(column));
    json_object_set_new(json, "endLine", json_integer(end_line));
    json_object_set_new(json, "endColumn", json_integer(end_column));
}

/* Where it is: the span, or for what was not said the first line of the reply. */
static void add_span(json_t *json, const struct lint *lint, const struct lint_finding *finding)
{
    const struct lint_reply *reply = &lint->replies[finding->reply];
    uint32_t begin, end, first = 0;
    if (finding->begin < finding->end) {
        reply_place(reply->reply, finding->begin, finding->end, &begin, &end);
        json_object_set_new(json, "text", json_stringn(reply->reply->text + finding->begin, finding->end - finding->begin));
    } else {
        while (first + 1 < reply->reply->len && strchr(" \n\r\t", reply->reply->text[first]))
            first++;
        size_t len = strcspn(reply->reply->text + first, "\n");
        while (len > 1 && strchr(" \r\t", reply->reply->text[first + len - 1]))
            len--;
        reply_place(reply->reply, first, first + (uint32_t)len, &begin, &end);
    }
    add_place(json, reply->sheet, begin, end);
}

static void add_fix(json_t *json, const struct lint *lint, const struct lint_finding *finding)
{
    if (!finding->has_fix)
        return;
    json_t *fix = json_pack("{ss}", "text", finding->fix.text);
    add_place(fix, lint->replies[finding->reply].sheet, finding->fix.begin, finding->fix.end);
    json_object_set_new(json, finding->fix.sure ? "fix" : "proposal", fix);
    json_object_set_new(json, "fix_title", json_string(finding->fix.title));
}

json_t *lint_finding_json(const struct lint *lint, const struct setup *setup, const struct lint_finding *finding,
                          unsigned ordinal)
{
    const struct lint_reply *reply = &lint->replies[finding->reply];
    const struct host_rule *rule = host_rule_by_id(&setup->host, finding->rule);
    const struct rule_texts *texts = texts_of(&setup->texts, finding->rule);
    bool own = finding->severity != RAPPORT_SEVERITY_DEFAULT && !(rule && rule->severity_set);
    int32_t severity = own ? finding->severity : rule ? rule->severity : RAPPORT_INFO;
    json_t *json = json_pack("{ss ss ss}", "rule", finding->rule, "severity", severity_name(severity), "file", reply->sheet->path);
    add_span(json, lint, finding);
    if (*reply->reply->key)
        json_object_set_new(json, "key", json_string(reply->reply->key));
    if (reply->language != LANGUAGE_NONE)
        json_object_set_new(json, "lang", json_string(language_code(reply->language)));
    if (finding->confidence < 100)
        json_object_set_new(json, "confidence", json_integer(finding->confidence));
    if (*finding->note)
        json_object_set_new(json, "note", json_string(finding->note));
    json_object_set_new(json, "why", json_string(texts->why));
    json_object_set_new(json, "suggestion", json_string(texts->suggestion));
    if (finding->related)
        json_object_set_new(json, "related", json_pack("[{ss}]", "text", finding->related));
    add_fix(json, lint, finding);
    add_identity(json, lint, finding, ordinal);
    return json;
}

static int write_jsonl(struct report *report, FILE *out)
{
    const char *finding;
    size_t len;
    while ((finding = report_next_text(report, &len)))
        fwrite(finding, 1, len, out);
    return report->failed ? -1 : 0;
}

static void add_label(struct bytes *out, const char *label, const char *text)
{
    if (*text == '\0')
        return;
    bytes_addf(out, "    %s: ", label);
    visible_add_isolated(out, text, strlen(text), false);
    bytes_add_char(out, '\n');
}

static void write_finding(const struct report *report, json_t *finding, FILE *out)
{
    struct bytes text = {0};
    const struct report_rule *rule = report_rule(report, report_text(finding, "rule"));
    const char *file = report_text(finding, "file"), *said = report_text(finding, "text"), *key = report_text(finding, "key");
    visible_add_isolated(&text, file, strlen(file), false);
    bytes_addf(&text, ":%lld:%lld: %s %s", (long long)json_integer_value(json_object_get(finding, "line")),
               (long long)json_integer_value(json_object_get(finding, "column")), report_text(finding, "severity"),
               report_text(finding, "rule"));
    if (json_is_true(json_object_get(finding, "known")))
        bytes_add_text(&text, " (known)");
    if (json_object_get(finding, "suppressed"))
        bytes_add_text(&text, " (suppressed)");
    if (*key) {
        bytes_add_text(&text, " in ");
        visible_add_isolated(&text, key, strlen(key), false);
    }
    bytes_add_char(&text, '\n');
    if (*said) {
        bytes_add_text(&text, "    \u00ab");
        visible_add_isolated(&text, said, strlen(said), false);
        bytes_add_text(&text, "\u00bb\n");
    }
    add_label(&text, "what", *report_text(finding, "note") ? report_text(finding, "note") : rule ? rule->texts->title : "");
    add_label(&text, "why", report_text(finding, "why"));
    add_label(&text, "instead", report_text(finding, "suggestion"));
    add_label(&text, "related", report_text(json_array_get(json_object_get(finding, "related"), 0), "text"));
    if (json_object_get(finding, "fix"))
        add_label(&text, "--fix", report_text(finding, "fix_title"));
    else if (json_object_get(finding, "proposal"))
        add_label(&text, "--fix=all", report_text(finding, "fix_title"));
    fwrite(text.ptr, 1, text.len, out);
    bytes_release(&text);
}

static int write_text(struct report *report, FILE *out)
{
    json_t *finding;
    while ((finding = report_next(report))) {
        if (report_counts(finding))
            write_finding(report, finding, out);
        json_decref(finding);
    }
    return report->failed ? -1 : 0;
}

const struct report_format lint_text = {.name = "text", .about = "for reading", .write = write_text};
const struct report_format lint_jsonl = {.name = "jsonl", .about = "one finding a line, as JSON", .write = write_jsonl};
