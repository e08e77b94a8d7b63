/* Reports that are one document, made of findings as JSON lines. */
#ifndef RAPPORT_COMMAND_DOCUMENT_H
#define RAPPORT_COMMAND_DOCUMENT_H

#include "core/command/setup.h"
#include "core/output/report.h"

/* What a run tells beside its findings. */
struct document_run {
    const struct problems *problems;
    int32_t fail_on;
    uint64_t checked;
    const char *const *files;
    size_t file_count, clean_count;
};

/* Reads `findings` from its beginning and writes the document to `out`. 0, or -1 after a complaint. */
int document_write(const struct report_format *format, const struct setup *setup, const struct document_run *run,
                   FILE *findings, FILE *out);

#endif
