/* Facts after the last conversation: groups of one key go back to their plugin. */
#ifndef RAPPORT_RUN_GROUPS_H
#define RAPPORT_RUN_GROUPS_H

#include "core/run/collect.h"

/* More facts of one key than this are not judged, and that is said. */
#define GROUP_FACTS_MAX 200000

/*
 * Hands every group to its plugin with the worker's judge and writes the findings and verdicts
 * that come of it, in the order of their places. Adds to the collector's tally and problems. 0, or
 * -1 with errno set.
 */
int groups_judge(struct collector *collector, struct worker *worker, FILE *report, FILE *verdicts);

#endif
