/* rapport convert: exports of other systems as transcripts of ours, or as vCon. */
#include <errno.h>
#include <string.h>

#include "core/command/command.h"
#include "core/command/input_choice.h"
#include "core/command/reading.h"
#include "core/command/setup.h"
#include "core/command/target.h"
#include "core/output/packed.h"
#include "core/output/vcon.h"

enum { OPT_OUTPUT, OPT_TO, OPT_CONFIG };

static const struct option_spec specs[] = {
    {"output", 'o', true, OPT_OUTPUT}, {"to", 0, true, OPT_TO}, {"config", 0, true, OPT_CONFIG}, INPUT_CHOICE_SPECS,
};

struct convert {
    struct input_choice input;
    const char *output, *config;
    bool vcon;
};

static int take(void *ctx, int id, const char *value)
{
    struct convert *convert = ctx;
    switch (id) {
    case OPT_OUTPUT: convert->output = value; return 0;
    case OPT_CONFIG: convert->config = value; return 0;
    case OPT_TO:
        convert->vcon = strcmp(value, "vcon") == 0;
        if (convert->vcon || strcmp(value, "jsonl") == 0)
            return 0;
        complain("--to takes jsonl or vcon, not \"%s\"", value);
        return -1;
    default: return input_choice_take(&convert->input, id, value);
    }
}

/* The line as it is to be written; what is no conversation is told. */
static void add_line(const struct convert *convert, const struct batch *batch, const struct batch_line *line,
                     struct problems *problems, struct bytes *out)
{
    const char *text = batch->data.ptr + line->begin;
    if (!convert->vcon) {
        bytes_add(out, text, line->len);
        bytes_add_char(out, '\n');
    } else if (vcon_add(out, text, line->len) != 0) {
        problems_add(problems, batch->members[line->member], line->number, "is no conversation");
    }
}

static int write_all(const struct convert *convert, struct input *input, struct packed *packed, struct problems *problems)
{
    struct batch batch;
    struct bytes out = {0};
    int status = 0;
    batch_init(&batch);
    while (status == 0 && input_next(input, &batch) > 0) {
        bytes_clear(&out);
        for (size_t i = 0; i < batch.line_count; i++)
            add_line(convert, &batch, &batch.lines[i], problems, &out);
        problems_move(problems, &batch.problems);
        status = out.len ? packed_write(packed, out.ptr, out.len) : 0;
    }
    bytes_release(&out);
    batch_release(&batch);
    return status;
}

static int convert_all(const struct convert *convert, const char *const *paths, size_t count)
{
    struct target target;
    struct problems problems;
    const char *why = NULL;
    int status = STATUS_WRONG;
    if (target_open(&target, convert->output) != 0)
        return status;
    struct packed *packed = packed_new(target.file, convert->output, &why);
    if (!packed) {
        complain("%s: %s", convert->output, why);
        target_release(&target);
        return status;
    }
    problems_init(&problems);
    struct input *input = input_new(paths, count, &convert->input.input);
    int written = write_all(convert, input, packed, &problems);
    if (packed_free(packed) != 0 || written != 0)
        complain("%s: %s", convert->output ? convert->output : "standard output", strerror(errno));
    else if (target_commit(&target) == 0)
        status = reading_status(&problems);
    input_free(input);
    problems_release(&problems);
    target_release(&target);
    return status;
}

static int run_with(struct convert *convert, const char *const *paths, size_t count)
{
    struct config config;
    int status = STATUS_WRONG;
    config_init(&config);
    if (setup_config(&config, convert->config) == 0) {
        input_choice_configure(&convert->input, &config);
        status = convert_all(convert, paths, count);
    }
    config_release(&config);
    return status;
}

static int run(int argc, char **argv)
{
    struct convert convert = {.vcon = false};
    int count, status = STATUS_WRONG;
    if (options_read(argc, argv, specs, sizeof specs / sizeof *specs, take, &convert, &count) == 0 && count == 0)
        complain("convert needs a file, a directory, or - for standard input; see rapport convert --help");
    else if (count > 0)
        status = run_with(&convert, (const char *const *)(argv + 1), (size_t)count);
    input_choice_release(&convert.input);
    return status;
}

const struct command command_convert = {
    .name = "convert",
    .summary = "turn exports into transcripts",
    .help = "usage: rapport convert [OPTIONS] INPUT...\n\n"
            "Reads INPUT as audit does and writes its conversations as transcripts, one a line.\n\n"
            "  -o, --output FILE        write there, compressed if it ends in .zst, .gz, .xz or .bz2\n"
            "      --to jsonl|vcon      transcripts of rapport (default), or vCon\n"
            "      --config FILE        configuration (default: rapport.json here, if there is one)\n" INPUT_CHOICE_HELP
            "\nExit status: 0 done, 2 wrong use, 3 part of the input was not read.\n",
    .run = run,
};
