/* GitLab Code Quality: a JSON array of issues, told apart by fingerprint. */
#include <string.h>

#include "core/output/formats.h"

static json_t *issue_json(const struct report *report, json_t *finding)
{
    struct bytes path = {0}, message = {0};
    json_int_t line;
    report_place(finding, &path, &line);
    report_message(report, finding, &message);
    json_t *issue = json_pack("{ss ss ss ss s{ss s{sI}}}", "description", bytes_text(&message), "check_name",
                              report_text(finding, "rule"), "fingerprint", report_text(finding, "id"), "severity",
                              report_text(finding, "severity"), "location", "path", bytes_text(&path), "lines",
                              "begin", line > 0 ? line : (json_int_t)1);
    bytes_release(&path);
    bytes_release(&message);
    return issue;
}

static int write_gitlab(struct report *report, FILE *out)
{
    json_t *finding;
    const char *between = "[\n";
    while ((finding = report_next(report))) {
        if (report_counts(finding)) {
            json_t *issue = issue_json(report, finding);
            fputs(between, out);
            json_dumpf(issue, out, JSON_COMPACT);
            json_decref(issue);
            between = ",\n";
        }
        json_decref(finding);
    }
    fputs(*between == '[' ? "[]\n" : "\n]\n", out);
    return report->failed ? -1 : 0;
}

const struct report_format report_gitlab = {
    .name = "gitlab",
    .about = "GitLab Code Quality",
    .write = write_gitlab,
};
