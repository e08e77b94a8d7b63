/* The commands of the program: one file each, listed in main.c. */
#ifndef RAPPORT_COMMAND_COMMAND_H
#define RAPPORT_COMMAND_COMMAND_H

/* Exit statuses of every command; the data contract fixes them. */
enum {
    STATUS_DONE = 0,    /* nothing at or above --fail-on */
    STATUS_FOUND = 1,   /* something at or above --fail-on; of `rules try`: no match */
    STATUS_WRONG = 2,   /* wrong use, bad configuration, pack or plugin */
    STATUS_PARTLY = 3   /* part of the input could not be read */
};

struct command {
    const char *name;
    const char *summary; /* one line, for --help of the program */
    const char *help;    /* all of --help of the command */
    /* argv[0] is the command's name. Returns the exit status. */
    int (*run)(int argc, char **argv);
};

/* Of the program, as --version prints it. */
extern const char *const program_version;

extern const struct command command_audit, command_explain, command_lint, command_rules, command_plugins, command_formats,
    command_convert, command_scorecard, command_runs, command_prune;

#endif
