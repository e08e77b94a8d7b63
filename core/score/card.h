// A scorecard: what each rule weighs, which rules are judged together, and which of them decide alone.
//
//   {"name":"Port Almond","version":1,
//    "weights":{"phrasing/dismissive":8,"gratitude/*":2},
//    "sections":[{"name":"courtesy","rules":["gratitude/*","closing/*"],"ceiling":6}],
//    "critical":{"phrasing/dismissive":"section","quotes/list":"all"}}
//
// A rule that no weight names weighs by its severity: info 1, minor 2, major 4, critical 8. A pattern is a rule, a family
// with an asterisk, or an asterisk for all; the longest that fits counts. Rules of no section are one together. In one
// conversation a section loses no more weight than its ceiling. A critical rule that failed in a conversation fails all
// that is judged of it there, in its section or in all.
#ifndef RAPPORT_SCORE_CARD_H
#define RAPPORT_SCORE_CARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/model/bytes.h"

struct card_weight {
    char *pattern;
    double weight;
};

struct card_section {
    char *name;
    char **patterns;
    size_t pattern_count;
    double ceiling; /* of weight lost in one conversation; below 0: none */
};

struct card_critical {
    char *pattern;
    bool whole; /* all sections, not its own alone */
};

struct card {
    char *name;
    int64_t version;
    struct card_weight *weights;
    size_t weight_count;
    struct card_section *sections;
    size_t section_count;
    struct card_critical *criticals;
    size_t critical_count;
};

/* Reads a file into a zeroed card. 0, or -1 with every fault in `faults`; then the card is empty. */
int card_read(struct card *card, const char *path, struct bytes *faults);
/* Safe on a zeroed card, which weighs by severity alone. */
void card_release(struct card *card);

/* `severity` as in plugin.h. */
double card_weight_of(const struct card *card, const char *rule, int32_t severity);
/* The number of its section; section_count for those of none. */
size_t card_section_of(const struct card *card, const char *rule);
/* 0: it decides nothing alone, 1: its section, 2: all. */
int card_critical_of(const struct card *card, const char *rule);

#endif
