/* The fixed words of reports for people, in the languages of the report. */
#ifndef RAPPORT_OUTPUT_LABELS_H
#define RAPPORT_OUTPUT_LABELS_H

#include <stdbool.h>

struct labels {
    bool rtl;
    const char *message;
    const char *roles[4]; /* by RAPPORT_CUSTOMER, … */
    const char *sure;     /* "70% sure" */
    const char *why, *instead, *related;
    const char *not_said;
    const char *comma;
};

/* English for a language that has none. */
const struct labels *labels_of(int language);

#endif
