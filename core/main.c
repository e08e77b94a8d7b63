/* rapport: audits conversation logs for service quality. */
#include <stdio.h>
#include <string.h>

#include "core/command/command.h"
#include "core/command/options.h"
#include "core/model/nearest.h"

#ifndef RAPPORT_VERSION
#define RAPPORT_VERSION "unknown"
#endif

const char *const program_version = RAPPORT_VERSION;

static const struct command *const commands[] = {&command_audit,   &command_explain, &command_lint,   &command_rules,
                                                &command_plugins, &command_formats, &command_convert, &command_scorecard,
                                                &command_runs,    &command_prune};

enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static void print_help(void)
{
    printf("usage: rapport COMMAND [OPTIONS]\n\n"
           "Audits conversation logs in Hebrew, Persian and English for service quality.\n\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        printf("  %-10s %s\n", commands[i]->name, commands[i]->summary);
    printf("\nrapport COMMAND --help tells more. rapport --version prints the version.\n"
           "Exit status: 0 done, 1 something at or above --fail-on, 2 wrong use, 3 part of the input was not read.\n");
}

static int unknown_command(const char *name)
{
    const char *names[COMMAND_COUNT];
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        names[i] = commands[i]->name;
    complain("unknown command \"%s\"; did you mean %s?", name, nearest_name(name, names, COMMAND_COUNT));
    return STATUS_WRONG;
}

static int wants_help(int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
            return 1;
    return 0;
}

static int run_command(const struct command *command, int argc, char **argv)
{
    if (!wants_help(argc, argv))
        return command->run(argc, argv);
    fputs(command->help, stdout);
    return STATUS_DONE;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        complain("a command is missing; see rapport --help");
        return STATUS_WRONG;
    }
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "version") == 0) {
        puts("rapport " RAPPORT_VERSION);
        return STATUS_DONE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
        print_help();
        return STATUS_DONE;
    }
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(argv[1], commands[i]->name) == 0)
            return run_command(commands[i], argc - 1, argv + 1);
    return unknown_command(argv[1]);
}
