/*
 * Reports that are one document: SARIF, JUnit, annotations, … They are made after everything was
 * judged, from the findings as JSON (the fields of the data contract), which are sorted on the way and
 * spilled to a temporary file when they are many. A format is one file and one line in report.c.
 *
 * Beside the fields of the contract a finding may have
 *   id                              its identity; every format shows it
 *   file, line, column, endLine, endColumn   where it stands in a file of templates; lines and columns
 *                                   count from 1, columns in characters, the end is behind the last
 *   fix {line,column,endLine,endColumn,text}   a certain remedy; fix_title names it
 *   suppressed                      the reason why it does not count
 *   known                           true if the baseline has it
 */
#ifndef RAPPORT_OUTPUT_REPORT_H
#define RAPPORT_OUTPUT_REPORT_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

#include "core/host/texts.h"
#include "core/model/bytes.h"
#include "core/model/problem.h"
#include "core/model/sorter.h"

struct report_rule {
    const char *id;
    int32_t severity;
    const struct rule_texts *texts;
};

struct report {
    const struct report_rule *rules; /* in the order of their ids; the caller's, as all pointers here */
    size_t rule_count;
    const struct problems *problems; /* sorted; what could not be read */
    const char *version;             /* of the program */
    int32_t fail_on;                 /* severity from which on a finding fails the run, or -1 */
    uint64_t checked;                /* conversations or templates */
    const char *const *files;        /* of templates: all that were checked, in order; or NULL */
    size_t file_count, clean_count;  /* clean: without a finding */
    struct sorter *findings;
    uint64_t count, at_severity[4];  /* of the findings that count: neither suppressed nor known */
    uint64_t total, total_at[4];     /* of all */
    bool failed;                     /* the temporary file */
};

struct report_format {
    const char *name;
    const char *about;
    /* Writes the whole document. 0, or -1 if the findings cannot be read; errors of `out` are the caller's. */
    int (*write)(struct report *report, FILE *out);
};

void report_init(struct report *report);
void report_release(struct report *report);

/* Adds a finding, one JSON object. 0, or -1 with errno if it cannot be kept. */
int report_add(struct report *report, const char *json, size_t len);
/* After the last. The findings then come in the order of file or source, line, column, message, rule. */
int report_finish(struct report *report);
/* The next finding, which the caller owns; NULL at the end or if it cannot be read (then report->failed). */
json_t *report_next(struct report *report);
/* The same as it was added, valid until the next call. */
const char *report_next_text(struct report *report, size_t *ret_len);

const struct report_rule *report_rule(const struct report *report, const char *id);

/* The format of that name, or NULL; and all, NULL behind the last. */
const struct report_format *report_by_name(const char *name);
const struct report_format *const *report_all(void);

/* What formats have in common. */
const char *report_text(json_t *finding, const char *key); /* "" if it is missing */
int32_t report_severity(json_t *finding);
/* It is neither suppressed nor known. */
bool report_counts(json_t *finding);
/* The file and line where it stands: those of a template, else of the transcript (`archive!member`). */
void report_place(json_t *finding, struct bytes *ret_path, json_int_t *ret_line);
/* Title, words, reason and advice in one line of plain text; right-to-left words isolated. */
void report_message(const struct report *report, json_t *finding, struct bytes *out);

#endif
