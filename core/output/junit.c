/*
 * JUnit XML, as build servers show it. Each finding is a test case that failed if it is at or above
 * --fail-on (without one: any), else one that passed and has the finding in its name; so is each file without
 * findings, or the whole run. Both usual schemas hold: what only one of them knows is not used.
 */
#include <string.h>

#include "core/output/formats.h"
#include "core/output/xml_text.h"

static bool is_failure(const struct report *report, json_t *finding)
{
    return report_counts(finding) && report_severity(finding) >= report->fail_on;
}

static uint64_t failures(const struct report *report)
{
    uint64_t count = 0;
    for (int32_t severity = report->fail_on < 0 ? 0 : report->fail_on; severity <= RAPPORT_CRITICAL; severity++)
        count += report->at_severity[severity];
    return count;
}

static void begin_case(xmlTextWriterPtr writer, const char *suite, const char *name)
{
    xml_begin(writer, "testcase");
    xml_attribute(writer, "classname", suite);
    xml_attribute(writer, "name", name);
    xml_attribute(writer, "time", "0");
}

static void write_finding(const struct report *report, json_t *finding, xmlTextWriterPtr writer)
{
    struct bytes name = {0}, message = {0};
    json_int_t line;
    report_place(finding, &name, &line);
    bytes_addf(&name, ":%lld", (long long)line);
    if (json_object_get(finding, "column"))
        bytes_addf(&name, ":%lld", (long long)json_integer_value(json_object_get(finding, "column")));
    if (json_object_get(finding, "message"))
        bytes_addf(&name, " message %lld", (long long)json_integer_value(json_object_get(finding, "message")));
    report_message(report, finding, &message);
    if (!is_failure(report, finding))
        bytes_addf(&name, " (%s) %s", report_text(finding, "severity"), bytes_text(&message));
    begin_case(writer, report_text(finding, "rule"), bytes_text(&name));
    if (is_failure(report, finding)) {
        xml_begin(writer, "failure");
        xml_attribute(writer, "message", bytes_text(&message));
        xml_attribute(writer, "type", report_text(finding, "severity"));
        xml_words(writer, report_text(finding, "id"));
        xml_end(writer);
    }
    xml_end(writer);
    bytes_release(&name);
    bytes_release(&message);
}

/* Files come in order, and so do findings: those without any are found on the way. */
struct clean_files {
    const struct report *report;
    size_t next;
};

static void write_clean_before(struct clean_files *files, const char *path, xmlTextWriterPtr writer)
{
    const struct report *report = files->report;
    while (files->next < report->file_count && (!path || strcmp(report->files[files->next], path) < 0)) {
        begin_case(writer, "rapport", report->files[files->next++]);
        xml_end(writer);
    }
    if (path && files->next < report->file_count && strcmp(report->files[files->next], path) == 0)
        files->next++;
}

static void write_empty(xmlTextWriterPtr writer, const char *element)
{
    xml_begin(writer, element);
    xml_end(writer);
}

/* Some schemas want the time, which no output of ours has, and the host. */
static void begin_suite(const struct report *report, uint64_t cases, xmlTextWriterPtr writer)
{
    xml_begin(writer, "testsuites");
    xml_begin(writer, "testsuite");
    xml_attribute(writer, "name", "rapport");
    xml_attribute_number(writer, "tests", cases);
    xml_attribute_number(writer, "failures", failures(report));
    xml_attribute(writer, "errors", "0");
    xml_attribute(writer, "id", "0");
    xml_attribute(writer, "package", "rapport");
    xml_attribute(writer, "hostname", "localhost");
    xml_attribute(writer, "timestamp", "1970-01-01T00:00:00");
    xml_attribute(writer, "time", "0");
    xml_begin(writer, "properties");
    xml_begin(writer, "property");
    xml_attribute(writer, "name", "rapport");
    xml_attribute(writer, "value", report->version);
    xml_end(writer);
    xml_end(writer);
}

static int write_junit(struct report *report, FILE *out)
{
    xmlTextWriterPtr writer = xml_open(out);
    struct clean_files files = {.report = report};
    bool whole = report->total == 0 && report->file_count == 0;
    json_t *finding;
    struct bytes path = {0};
    json_int_t line;
    begin_suite(report, report->total + (whole ? 1 : report->clean_count), writer);
    if (whole) {
        begin_case(writer, "rapport", "no findings");
        xml_end(writer);
    }
    while ((finding = report_next(report))) {
        report_place(finding, &path, &line);
        write_clean_before(&files, bytes_text(&path), writer);
        write_finding(report, finding, writer);
        json_decref(finding);
    }
    write_clean_before(&files, NULL, writer);
    write_empty(writer, "system-out");
    write_empty(writer, "system-err");
    xml_close(writer);
    bytes_release(&path);
    return report->failed ? -1 : 0;
}

const struct report_format report_junit = {
    .name = "junit",
    .about = "JUnit XML, for build servers",
    .write = write_junit,
};
