/* The formats there are; output.c lists them. */
#ifndef RAPPORT_OUTPUT_FORMATS_H
#define RAPPORT_OUTPUT_FORMATS_H

#include "core/output/output.h"
#include "core/output/report.h"

extern const struct output_format output_text, output_jsonl;
extern const struct report_format report_sarif, report_junit, report_github, report_gitlab, report_checkstyle;

#endif
