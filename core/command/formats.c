/* rapport formats: what it reads. */
#include <stdio.h>

#include "core/command/command.h"
#include "core/command/options.h"
#include "core/input/format.h"

static int take(void *ctx, int id, const char *value)
{
    (void)ctx, (void)id, (void)value;
    return -1;
}

static int run(int argc, char **argv)
{
    int count;
    if (options_read(argc, argv, NULL, 0, take, NULL, &count) != 0)
        return STATUS_WRONG;
    if (count > 0) {
        complain("formats takes no arguments");
        return STATUS_WRONG;
    }
    for (const struct format *const *format = format_all(); *format; format++)
        printf("%-14s %s\n", (*format)->name, (*format)->title);
    return STATUS_DONE;
}

const struct command command_formats = {
    .name = "formats",
    .summary = "list the formats that are read",
    .help = "usage: rapport formats\n\n"
            "Lists the formats of conversations that are read, by the name for --input-format. Each file, and each\n"
            "member of an archive, is recognised by its content.\n",
    .run = run,
};
