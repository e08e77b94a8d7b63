/*
 * Where a report goes: standard output, a file that appears whole or not at all, or what is there already and cannot be
 * replaced (a pipe, a device), which is written to as it is.
 */
#ifndef RAPPORT_COMMAND_TARGET_H
#define RAPPORT_COMMAND_TARGET_H

#include <stdio.h>

struct target {
    const char *path; /* NULL: standard output */
    char *temporary;  /* beside the file, with the process id in its name; NULL where nothing is to be renamed */
    char *final;      /* the file, links followed */
    FILE *file;
};

/* Opens the target; 0, or -1 after a complaint. */
int target_open(struct target *target, const char *path);
/* Makes the report appear: 0, or -1 after a complaint; the old report is then still in place. */
int target_commit(struct target *target);
/* Gives up what was not committed. Safe after commit and on a zeroed target. */
void target_release(struct target *target);

#endif
