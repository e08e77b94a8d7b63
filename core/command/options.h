/* Options of the command line: --name, --name=value, --name value, -n value. */
#ifndef RAPPORT_COMMAND_OPTIONS_H
#define RAPPORT_COMMAND_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

struct option_spec {
    const char *name; /* without dashes */
    char letter;      /* or 0 */
    bool takes_value;
    int id;           /* handed to `take` */
};

/* Called for each option; returns 0, or -1 after printing what is wrong with the value. */
typedef int option_take(void *ctx, int id, const char *value);

/*
 * Reads argv[1..]. What is no option is moved to the front of argv from argv[1] on, in order;
 * *ret_count is how many. `--` ends the options; `-` alone is none. 0, or -1 after an error was
 * printed, with the nearest known name for an unknown one.
 */
int options_read(int argc, char **argv, const struct option_spec *specs, size_t spec_count, option_take *take,
                 void *ctx, int *ret_count);

/* Prints "rapport: " and the text to standard error, with what could harm a terminal made visible. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A decimal number from `min` to `max`, else -1 after a complaint that names the option. */
long long option_number(const char *option, const char *value, long long min, long long max);

#endif
