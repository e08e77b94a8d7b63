/* Placeholders of canned responses: {{name}} {name} %name% %{name} %(name)s %s [[name]] <name> $name$ ${name} {% … %}. */
#ifndef RAPPORT_LINT_PLACEHOLDER_H
#define RAPPORT_LINT_PLACEHOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum placeholder_fault { PLACEHOLDER_GOOD, PLACEHOLDER_UNCLOSED, PLACEHOLDER_EMPTY };

struct placeholder {
    uint32_t begin, end;           /* with its brackets */
    uint32_t name_begin, name_end; /* equal for one that has no name (%s) */
    enum placeholder_fault fault;
};

#define PLACEHOLDERS_MAX 256

/* Finds up to PLACEHOLDERS_MAX, in order. `html`: what stands in < > is a tag and no placeholder. */
size_t placeholders_find(const char *text, size_t len, bool html, struct placeholder *out);

#endif
