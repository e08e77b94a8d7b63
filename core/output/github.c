/*
 * GitHub workflow commands, which become annotations of a pull request. A step shows ten of a kind; the
 * rest is told as plain lines of the log and summed up in one line.
 */
#include <string.h>

#include "core/output/formats.h"

enum { SHOWN_OF_A_KIND = 10 };

static const char *const kinds[] = {"notice", "warning", "error", "error"};

/* What would end the command, or in properties a property, is percent-encoded. */
static void put(FILE *out, const char *text, bool property)
{
    for (; *text; text++) {
        if (*text == '%' || *text == '\r' || *text == '\n' || (property && (*text == ':' || *text == ',')))
            fprintf(out, "%%%02X", (unsigned char)*text);
        else
            fputc(*text, out);
    }
}

static void put_number(FILE *out, const char *name, json_t *number)
{
    if (number)
        fprintf(out, ",%s=%lld", name, (long long)json_integer_value(number));
}

static void put_annotation(FILE *out, const struct report *report, json_t *finding)
{
    struct bytes path = {0}, message = {0};
    json_int_t line;
    report_place(finding, &path, &line);
    report_message(report, finding, &message);
    fprintf(out, "::%s file=", kinds[report_severity(finding)]);
    put(out, bytes_text(&path), true);
    fprintf(out, ",line=%lld", (long long)(line > 0 ? line : 1));
    put_number(out, "endLine", json_object_get(finding, "endLine"));
    put_number(out, "col", json_object_get(finding, "column"));
    put_number(out, "endColumn", json_object_get(finding, "endColumn"));
    fputs(",title=", out);
    put(out, report_text(finding, "rule"), true);
    fputs("::", out);
    put(out, bytes_text(&message), false);
    fprintf(out, " (%s)\n", report_text(finding, "id"));
    bytes_release(&path);
    bytes_release(&message);
}

/* A line of the log: it must not begin like a command. */
static void put_line(FILE *out, const struct report *report, json_t *finding)
{
    struct bytes path = {0}, message = {0};
    json_int_t line;
    report_place(finding, &path, &line);
    report_message(report, finding, &message);
    fprintf(out, "%s ", kinds[report_severity(finding)]);
    put(out, bytes_text(&path), false);
    fprintf(out, ":%lld: %s: ", (long long)line, report_text(finding, "rule"));
    put(out, bytes_text(&message), false);
    fprintf(out, " (%s)\n", report_text(finding, "id"));
    bytes_release(&path);
    bytes_release(&message);
}

static int write_github(struct report *report, FILE *out)
{
    static const char *const names[] = {"notice", "warning", "error"};
    uint64_t shown[3] = {0}, left[3] = {0};
    json_t *finding;
    while ((finding = report_next(report))) {
        int32_t kind = report_severity(finding) > 2 ? 2 : report_severity(finding);
        if (!report_counts(finding)) {
            json_decref(finding);
            continue;
        }
        if (shown[kind] < SHOWN_OF_A_KIND - (kind == 0)) { /* the summing up is a notice too */
            put_annotation(out, report, finding);
            shown[kind]++;
        } else {
            put_line(out, report, finding);
            left[kind]++;
        }
        json_decref(finding);
    }
    if (left[0] + left[1] + left[2] > 0) {
        fputs("::notice title=rapport::", out);
        for (int kind = 2; kind >= 0; kind--)
            if (left[kind] > 0)
                fprintf(out, "%llu more of kind %s. ", (unsigned long long)left[kind], names[kind]);
        fputs("They stand in the log of this step.\n", out);
    }
    return report->failed ? -1 : 0;
}

const struct report_format report_github = {
    .name = "github",
    .about = "annotations of a GitHub workflow",
    .write = write_github,
};
