/* Findings of lint as JSON, and the formats in which lint alone writes them. */
#ifndef RAPPORT_COMMAND_LINT_REPORT_H
#define RAPPORT_COMMAND_LINT_REPORT_H

#include "core/command/setup.h"
#include "core/lint/lint.h"
#include "core/output/report.h"

/* The finding with the fields of report.h. `ordinal` tells apart those of one reply that are alike. The caller owns it. */
json_t *lint_finding_json(const struct lint *lint, const struct setup *setup, const struct lint_finding *finding,
                          unsigned ordinal);

/* "text" and "jsonl" of lint. */
extern const struct report_format lint_text, lint_jsonl;

#endif
