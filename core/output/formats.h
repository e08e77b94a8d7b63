/* The formats there are; output.c lists them. */
#ifndef RAPPORT_OUTPUT_FORMATS_H
#define RAPPORT_OUTPUT_FORMATS_H

#include "core/output/output.h"

extern const struct output_format output_text, output_jsonl;

#endif
