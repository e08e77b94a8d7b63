/* Where a report goes: standard output, or a file that appears whole or not at all. */
#ifndef RAPPORT_COMMAND_TARGET_H
#define RAPPORT_COMMAND_TARGET_H

#include <stdio.h>

struct target {
    const char *path; /* NULL: standard output */
    char *temporary;  /* beside `path`, with the process id in its name */
    FILE *file;
};

/* Opens the target; 0, or -1 after a complaint. */
int target_open(struct target *target, const char *path);
/* Makes the report appear: 0, or -1 after a complaint; the old report is then still in place. */
int target_commit(struct target *target);
/* Gives up what was not committed. Safe after commit and on a zeroed target. */
void target_release(struct target *target);

#endif
