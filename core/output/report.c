#include "core/output/report.h"

#include <errno.h>
#include <string.h>

#include "core/output/formats.h"
#include "core/text/visible.h"

enum { FINDINGS_MEMORY = 16 << 20 };

static const struct report_format *const formats[] = {&report_sarif,  &report_junit,      &report_github,
                                                      &report_gitlab, &report_checkstyle, NULL};

const struct report_format *const *report_all(void)
{
    return formats;
}

const struct report_format *report_by_name(const char *name)
{
    for (size_t i = 0; formats[i]; i++)
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    return NULL;
}

void report_init(struct report *report)
{
    *report = (struct report){.fail_on = -1, .version = "", .findings = sorter_new(FINDINGS_MEMORY)};
}

void report_release(struct report *report)
{
    sorter_free(report->findings);
    report->findings = NULL;
}

const char *report_text(json_t *finding, const char *key)
{
    const char *text = json_string_value(json_object_get(finding, key));
    return text ? text : "";
}

int32_t report_severity(json_t *finding)
{
    int32_t severity = severity_by_name(report_text(finding, "severity"));
    return severity < 0 ? 0 : severity;
}

bool report_counts(json_t *finding)
{
    return !json_object_get(finding, "suppressed") && !json_is_true(json_object_get(finding, "known"));
}

void report_place(json_t *finding, struct bytes *ret_path, json_int_t *ret_line)
{
    const char *file = report_text(finding, "file"), *source = report_text(finding, "source");
    bytes_clear(ret_path);
    if (*file) {
        bytes_add_text(ret_path, file);
        *ret_line = json_integer_value(json_object_get(finding, "line"));
        return;
    }
    const char *colon = strrchr(source, ':');
    bytes_add(ret_path, source, colon ? (size_t)(colon - source) : strlen(source));
    *ret_line = 0;
    for (const char *at = colon ? colon + 1 : ""; *at >= '0' && *at <= '9'; at++)
        *ret_line = *ret_line * 10 + (*at - '0');
}

static void key_add_number(struct bytes *key, json_int_t number)
{
    for (int shift = 56; shift >= 0; shift -= 8)
        bytes_add_char(key, (char)((uint64_t)number >> shift));
}

static void key_of(json_t *finding, struct bytes *key)
{
    static const char *const numbers[] = {"column", "message", "start"};
    json_int_t line;
    report_place(finding, key, &line);
    bytes_add_char(key, '\0');
    key_add_number(key, line);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        key_add_number(key, json_integer_value(json_object_get(finding, numbers[i])));
    bytes_add_text(key, report_text(finding, "rule"));
}

int report_add(struct report *report, const char *json, size_t len)
{
    struct bytes key = {0};
    json_t *finding = json_loadb(json, len, 0, NULL);
    if (!finding) {
        errno = EINVAL;
        return -1;
    }
    key_of(finding, &key);
    report->total++;
    report->total_at[report_severity(finding)]++;
    if (report_counts(finding)) {
        report->count++;
        report->at_severity[report_severity(finding)]++;
    }
    int status = sorter_add(report->findings, key.ptr, (uint32_t)key.len, json, (uint32_t)len);
    bytes_release(&key);
    json_decref(finding);
    return status;
}

int report_finish(struct report *report)
{
    return sorter_finish(report->findings);
}

const char *report_next_text(struct report *report, size_t *ret_len)
{
    struct sorter_record record;
    int more = sorter_next(report->findings, &record);
    report->failed |= more < 0;
    *ret_len = more > 0 ? record.payload_len : 0;
    return more > 0 ? record.payload : NULL;
}

json_t *report_next(struct report *report)
{
    size_t len;
    const char *text = report_next_text(report, &len);
    json_t *finding = text ? json_loadb(text, len, 0, NULL) : NULL;
    report->failed |= text && !finding;
    return finding;
}

const struct report_rule *report_rule(const struct report *report, const char *id)
{
    for (size_t i = 0; i < report->rule_count; i++)
        if (strcmp(report->rules[i].id, id) == 0)
            return &report->rules[i];
    return NULL;
}

static void add_part(struct bytes *out, const char *label, const char *text)
{
    if (*text == '\0')
        return;
    bytes_addf(out, "%s%s", out->len ? " " : "", label);
    visible_add_isolated(out, text, strlen(text), false);
}

void report_message(const struct report *report, json_t *finding, struct bytes *out)
{
    const struct report_rule *rule = report_rule(report, report_text(finding, "rule"));
    const char *words = report_text(finding, "text"), *agent = report_text(finding, "agent");
    bytes_clear(out);
    add_part(out, "", rule ? rule->texts->title : "");
    if (*words) {
        bytes_add_text(out, ": \u00ab");
        visible_add_isolated(out, words, strlen(words), false);
        bytes_add_text(out, "\u00bb");
    }
    bytes_add_text(out, out->len && out->ptr[out->len - 1] != '.' ? "." : "");
    if (json_object_get(finding, "message") && *report_text(finding, "conversation")) {
        add_part(out, "Conversation ", report_text(finding, "conversation"));
        bytes_addf(out, ", message %lld", (long long)json_integer_value(json_object_get(finding, "message")));
        if (*agent) {
            bytes_add_text(out, ", agent ");
            visible_add_isolated(out, agent, strlen(agent), false);
        }
        bytes_add_char(out, '.');
    }
    add_part(out, "", report_text(finding, "why"));
    add_part(out, "", report_text(finding, "suggestion"));
}
