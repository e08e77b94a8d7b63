/* Checkstyle XML: files, and in them errors; what many editors and review bots read. */
#include <string.h>

#include "core/output/formats.h"
#include "core/output/xml_text.h"

static const char *const levels[] = {"info", "warning", "error", "error"};

static void write_finding(const struct report *report, json_t *finding, json_int_t line, xmlTextWriterPtr writer)
{
    struct bytes message = {0};
    report_message(report, finding, &message);
    xml_begin(writer, "error");
    xml_attribute_number(writer, "line", (unsigned long long)(line > 0 ? line : 1));
    if (json_object_get(finding, "column"))
        xml_attribute_number(writer, "column",
                             (unsigned long long)json_integer_value(json_object_get(finding, "column")));
    xml_attribute(writer, "severity", levels[report_severity(finding)]);
    xml_attribute(writer, "message", bytes_text(&message));
    xml_attribute(writer, "source", report_text(finding, "rule"));
    xml_attribute(writer, "id", report_text(finding, "id"));
    xml_end(writer);
    bytes_release(&message);
}

static int write_checkstyle(struct report *report, FILE *out)
{
    xmlTextWriterPtr writer = xml_open(out);
    struct bytes path = {0}, current = {0};
    json_t *finding;
    json_int_t line;
    xml_begin(writer, "checkstyle");
    xml_attribute(writer, "version", "8.0");
    while ((finding = report_next(report))) {
        report_place(finding, &path, &line);
        if (report_counts(finding)) {
            if (strcmp(bytes_text(&path), bytes_text(&current)) != 0 || current.len == 0) {
                if (current.len > 0)
                    xml_end(writer);
                bytes_clear(&current);
                bytes_add(&current, path.ptr, path.len);
                xml_begin(writer, "file");
                xml_attribute(writer, "name", bytes_text(&current));
            }
            write_finding(report, finding, line, writer);
        }
        json_decref(finding);
    }
    xml_close(writer);
    bytes_release(&path);
    bytes_release(&current);
    return report->failed ? -1 : 0;
}

const struct report_format report_checkstyle = {
    .name = "checkstyle",
    .about = "Checkstyle XML, for editors and review bots",
    .write = write_checkstyle,
};
