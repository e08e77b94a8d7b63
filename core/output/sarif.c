/*
 * SARIF 2.1.0 (OASIS, 2020), as code-scanning services read it. They take 25,000 results a run, and
 * of a larger report nothing; so the gravest are kept, and what was left out is said in a notification.
 */
#include <stdlib.h>
#include <string.h>

#include "core/output/formats.h"

enum { RESULTS_MAX = 25000, NOTIFICATIONS_MAX = 1000 };

static const char *const levels[] = {"note", "warning", "error", "error"};

/* A path as a URI reference: what is not plain is percent-encoded, an absolute one becomes file://. */
static void add_uri(struct bytes *out, const char *path)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/!";
    bytes_add_text(out, *path == '/' ? "file://" : "");
    for (const char *at = path; *at; at++) {
        if (strchr(plain, *at))
            bytes_add_char(out, *at);
        else
            bytes_addf(out, "%%%02X", (unsigned char)*at);
    }
}

static void write_json(FILE *out, json_t *value)
{
    json_dumpf(value, out, JSON_COMPACT);
    json_decref(value);
}

static json_t *texts_of_rule(const char *text)
{
    return json_pack("{ss}", "text", *text ? text : "-");
}

static json_t *rule_json(const struct report_rule *rule)
{
    struct bytes help = {0}, markdown = {0};
    bytes_addf(&help, "%s\n%s\n%s", rule->texts->looks_for, rule->texts->why, rule->texts->suggestion);
    bytes_addf(&markdown, "%s\n\n%s\n\n%s", rule->texts->looks_for, rule->texts->why, rule->texts->suggestion);
    json_t *json =
        json_pack("{ss ss so so s{ss ss} s{ss} s{ss s[ss]}}", "id", rule->id, "name", rule->id, "shortDescription",
                  texts_of_rule(rule->texts->title), "fullDescription", texts_of_rule(rule->texts->looks_for), "help",
                  "text", bytes_text(&help), "markdown", bytes_text(&markdown), "defaultConfiguration", "level",
                  levels[rule->severity], "properties", "problem.severity",
                  rule->severity >= RAPPORT_MAJOR_SEVERITY ? "error" : rule->severity ? "warning" : "recommendation",
                  "tags", "service-quality", severity_name(rule->severity));
    bytes_release(&help);
    bytes_release(&markdown);
    return json;
}

/* Of a finding or a fix; without a column the whole line. */
static json_t *region_json(json_t *place, json_int_t line)
{
    static const char *const keys[] = {"column", "endLine", "endColumn"};
    static const char *const names[] = {"startColumn", "endLine", "endColumn"};
    json_t *region = json_pack("{sI}", "startLine", line > 0 ? line : 1);
    for (size_t i = 0; i < 3; i++)
        if (json_object_get(place, keys[i]))
            json_object_set(region, names[i], json_object_get(place, keys[i]));
    return region;
}

static void add_snippet(json_t *region, json_t *finding)
{
    if (*report_text(finding, "text"))
        json_object_set_new(region, "snippet", json_pack("{ss}", "text", report_text(finding, "text")));
}

static json_t *location_json(json_t *finding)
{
    struct bytes path = {0}, uri = {0};
    json_int_t line;
    report_place(finding, &path, &line);
    add_uri(&uri, bytes_text(&path));
    json_t *region = region_json(finding, line);
    add_snippet(region, finding);
    json_t *location = json_pack("{s{s{ss} so}}", "physicalLocation", "artifactLocation", "uri", bytes_text(&uri),
                                 "region", region);
    if (json_object_get(finding, "message") && *report_text(finding, "conversation")) {
        bytes_clear(&uri);
        bytes_addf(&uri, "%s/messages/%lld", report_text(finding, "conversation"),
                   (long long)json_integer_value(json_object_get(finding, "message")));
        json_object_set_new(location, "logicalLocations",
                            json_pack("[{ss ss}]", "fullyQualifiedName", bytes_text(&uri), "kind", "message"));
    }
    bytes_release(&path);
    bytes_release(&uri);
    return location;
}

static void add_fix(json_t *result, json_t *finding)
{
    json_t *fix = json_object_get(finding, "fix");
    if (!fix)
        return;
    struct bytes uri = {0};
    add_uri(&uri, report_text(finding, "file"));
    json_object_set_new(
        result, "fixes",
        json_pack("[{s{ss} s[{s{ss} s[{so s{ss}}]}]}]", "description", "text", report_text(finding, "fix_title"),
                  "artifactChanges", "artifactLocation", "uri", bytes_text(&uri), "replacements", "deletedRegion",
                  region_json(fix, json_integer_value(json_object_get(fix, "line"))), "insertedContent", "text",
                  report_text(fix, "text")));
    bytes_release(&uri);
}

static json_t *result_json(const struct report *report, json_t *finding)
{
    struct bytes message = {0};
    report_message(report, finding, &message);
    const char *rule = report_text(finding, "rule");
    json_t *result = json_pack("{ss ss s{ss} s[o] s{ss} s{ss}}", "ruleId", rule, "level",
                               levels[report_severity(finding)], "message", "text", bytes_text(&message), "locations",
                               location_json(finding), "partialFingerprints", "rapport/v1",
                               report_text(finding, "id"), "properties", "severity", report_text(finding, "severity"));
    for (size_t i = 0; i < report->rule_count; i++)
        if (strcmp(report->rules[i].id, rule) == 0)
            json_object_set_new(result, "ruleIndex", json_integer((json_int_t)i));
    if (json_object_get(finding, "confidence"))
        json_object_set(result, "rank", json_object_get(finding, "confidence"));
    if (json_object_get(finding, "suppressed"))
        json_object_set_new(result, "suppressions",
                            json_pack("[{ss ss}]", "kind", "inSource", "justification",
                                      report_text(finding, "suppressed")));
    if (json_object_get(finding, "known"))
        json_object_set_new(result, "baselineState",
                            json_string(json_is_true(json_object_get(finding, "known")) ? "unchanged" : "new"));
    add_fix(result, finding);
    bytes_release(&message);
    return result;
}

/* How many of each severity are taken, the gravest first. */
static void take_gravest(const struct report *report, uint64_t allowed[4])
{
    uint64_t left = RESULTS_MAX;
    for (int severity = RAPPORT_CRITICAL; severity >= 0; severity--) {
        allowed[severity] = report->total_at[severity] < left ? report->total_at[severity] : left;
        left -= allowed[severity];
    }
}

static void write_results(struct report *report, FILE *out)
{
    uint64_t allowed[4];
    json_t *finding;
    const char *between = "\n";
    take_gravest(report, allowed);
    while ((finding = report_next(report))) {
        if (allowed[report_severity(finding)] > 0) {
            allowed[report_severity(finding)]--;
            fputs(between, out);
            write_json(out, result_json(report, finding));
            between = ",\n";
        }
        json_decref(finding);
    }
}

static json_t *notification(const char *level, const char *text)
{
    return json_pack("{ss s{ss}}", "level", level, "message", "text", text);
}

static json_t *notifications(const struct report *report)
{
    json_t *list = json_array();
    struct bytes text = {0};
    if (report->total > RESULTS_MAX) {
        bytes_addf(&text, "%llu findings, of which the gravest %d are here: code scanning takes no more.",
                   (unsigned long long)report->total, RESULTS_MAX);
        json_array_append_new(list, notification("warning", bytes_text(&text)));
    }
    for (size_t i = 0; report->problems && i < report->problems->count && i < NOTIFICATIONS_MAX; i++) {
        const struct problem *problem = &report->problems->list[i];
        bytes_clear(&text);
        bytes_addf(&text, "%s:%llu: %s", problem->place, (unsigned long long)problem->line, problem->reason);
        json_array_append_new(list, notification(problem->notice ? "note" : "error", bytes_text(&text)));
    }
    bytes_release(&text);
    return list;
}

static int write_sarif(struct report *report, FILE *out)
{
    fputs("{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\n"
          "\"tool\":{\"driver\":{\"name\":\"rapport\",\"version\":", out);
    json_t *version = json_string(report->version);
    json_dumpf(version, out, JSON_ENCODE_ANY);
    json_decref(version);
    fputs(",\"rules\":[", out);
    for (size_t i = 0; i < report->rule_count; i++) {
        fputs(i ? ",\n" : "\n", out);
        write_json(out, rule_json(&report->rules[i]));
    }
    fputs("]}},\n\"columnKind\":\"unicodeCodePoints\",\n\"results\":[", out);
    write_results(report, out);
    fputs("],\n\"invocations\":[", out);
    write_json(out, json_pack("{sb so}", "executionSuccessful", 1, "toolExecutionNotifications",
                              notifications(report)));
    fputs("]}]}\n", out);
    return report->failed ? -1 : 0;
}

const struct report_format report_sarif = {
    .name = "sarif",
    .about = "SARIF 2.1.0, for code scanning and editors",
    .write = write_sarif,
};
