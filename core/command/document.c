#include "core/command/document.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/command/command.h"
#include "core/command/options.h"

static int add_lines(struct report *report, FILE *findings)
{
    char *line = NULL;
    size_t cap = 0;
    ssize_t len;
    int status = 0;
    rewind(findings);
    while (status == 0 && (len = getline(&line, &cap, findings)) > 0)
        status = report_add(report, line, (size_t)len);
    if (status == 0 && ferror(findings))
        status = -1;
    free(line);
    return status == 0 ? report_finish(report) : status;
}

int document_write(const struct report_format *format, const struct setup *setup, const struct document_run *run,
                   FILE *findings, FILE *out)
{
    size_t count = setup->host.rule_count;
    struct report_rule *rules = must_calloc(count + 1, sizeof *rules);
    for (size_t rank = 0; rank < count; rank++) {
        const struct host_rule *rule = &setup->host.rules[setup->host.by_rank[rank]];
        rules[rank] = (struct report_rule){rule->id, rule->severity, texts_of(&setup->texts, rule->id)};
    }
    struct report report;
    report_init(&report);
    report.rules = rules;
    report.rule_count = count;
    report.version = program_version;
    report.problems = run->problems;
    report.fail_on = run->fail_on;
    report.checked = run->checked;
    report.files = run->files;
    report.file_count = run->file_count;
    report.clean_count = run->clean_count;
    int status = add_lines(&report, findings) == 0 ? format->write(&report, out) : -1;
    if (status != 0 || fflush(out) != 0 || ferror(out)) {
        complain("the report is not written: %s", strerror(errno));
        status = -1;
    }
    report_release(&report);
    free(rules);
    return status;
}
