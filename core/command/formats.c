/* rapport formats: what can be read. */
#include <stdio.h>

#include "core/command/command.h"
#include "core/command/options.h"
#include "core/input/format.h"

static int run(int argc, char **argv)
{
    int count;
    if (options_read(argc, argv, NULL, 0, NULL, NULL, &count) != 0)
        return STATUS_WRONG;
    if (count > 0) {
        complain("formats takes no argument, not \"%s\"", argv[1]);
        return STATUS_WRONG;
    }
    printf("%-14s %s\n", "transcript", "transcripts of rapport, one conversation a line (.jsonl)");
    for (const struct format *const *format = format_all(); *format; format++)
        printf("%-14s %s\n", (*format)->name, (*format)->title);
    return STATUS_DONE;
}

const struct command command_formats = {
    .name = "formats",
    .summary = "list the formats that are read",
    .help = "usage: rapport formats\n\n"
            "Lists the formats of exports. Each file or member of an archive is recognised by its content;\n"
            "--input-format NAME of audit, explain, rules coverage and convert reads all as one of them.\n",
    .run = run,
};
