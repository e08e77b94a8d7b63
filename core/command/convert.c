/* rapport convert: exports in, transcripts out. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/command/command.h"
#include "core/command/options.h"
#include "core/command/packed.h"
#include "core/command/reading.h"
#include "core/command/source.h"
#include "core/command/vcon.h"
#include "core/input/input.h"
#include "core/input/transcript.h"

enum { OPT_OUTPUT, OPT_TO, OPT_CONFIG, OPT_QUIET };

static const struct option_spec specs[] = {
    {"output", 'o', true, OPT_OUTPUT}, {"to", 0, true, OPT_TO}, {"config", 0, true, OPT_CONFIG},
    {"quiet", 'q', false, OPT_QUIET},  SOURCE_SPECS,
};

struct convert {
    struct source_options source;
    const char *output, *config;
    bool to_vcon, quiet;
};

static int take(void *ctx, int id, const char *value)
{
    struct convert *convert = ctx;
    switch (id) {
    case OPT_OUTPUT: convert->output = value; return 0;
    case OPT_CONFIG: convert->config = value; return 0;
    case OPT_TO:
        convert->to_vcon = strcmp(value, "vcon") == 0;
        if (convert->to_vcon || strcmp(value, "jsonl") == 0)
            return 0;
        complain("--to is jsonl or vcon, not \"%s\"", value);
        return -1;
    case OPT_QUIET: convert->quiet = true; return 0;
    default: return source_take(&convert->source, id, value);
    }
}

/* One run: where it stands, and what it has done. */
struct run {
    const struct convert *convert;
    struct packed packed;
    struct transcript_reader *reader;
    struct value_document *document;
    struct arena arena;
    struct bytes out;
    struct problems problems;
    const char *place; /* of the line that is read */
    uint64_t line, conversations, messages;
};

static void take_fault(void *ctx, const char *where, const char *reason)
{
    struct run *run = ctx;
    problems_add(&run->problems, run->place, run->line, "%s%s%s", where, *where ? " " : "", reason);
}

/* A line that is no conversation is named and left out, as audit does. */
static void take_line(struct run *run, const char *line, size_t len)
{
    arena_clear(&run->arena);
    struct rapport_conversation *conversation = transcript_read(run->reader, line, len, &run->arena, take_fault, run);
    if (!conversation)
        return;
    run->conversations++;
    run->messages += conversation->message_count;
    if (run->convert->to_vcon) {
        struct value value = value_parse(run->document, line, len);
        if (value_is(value))
            vcon_write(&run->out, value);
        else
            take_fault(run, "", "holds half a surrogate pair, or is too long for a vCon; it is left out");
        return;
    }
    bytes_add(&run->out, line, len);
    bytes_add_char(&run->out, '\n');
}

static int take_batch(struct run *run, struct batch *batch)
{
    for (size_t i = 0; i < batch->line_count; i++) {
        run->place = batch->members[batch->lines[i].member];
        run->line = batch->lines[i].number;
        take_line(run, batch->data.ptr + batch->lines[i].begin, batch->lines[i].len);
    }
    problems_move(&run->problems, &batch->problems);
    int status = packed_write(&run->packed, run->out.ptr, run->out.len);
    bytes_clear(&run->out);
    return status;
}

static int convert_all(struct run *run, struct input *input)
{
    struct batch batch;
    int status = 0;
    batch_init(&batch);
    while (status == 0 && input_next(input, &batch))
        status = take_batch(run, &batch);
    batch_release(&batch);
    return status == 0 ? packed_commit(&run->packed) : status;
}

static int run_over(struct convert *convert, const struct config *config, const char *const *paths, size_t path_count)
{
    struct run run = {.convert = convert, .reader = transcript_reader_new(), .document = value_document_new()};
    struct input_options options = {0};
    int status = STATUS_WRONG;
    problems_init(&run.problems);
    source_input(&convert->source, config, &options);
    struct input *input = input_new(paths, path_count, &options);
    if (packed_open(&run.packed, convert->output) == 0 && convert_all(&run, input) == 0) {
        status = reading_status(&run.problems);
        if (!convert->quiet)
            fprintf(stderr, "%llu conversations, %llu messages\n", (unsigned long long)run.conversations,
                    (unsigned long long)run.messages);
    }
    input_free(input);
    packed_release(&run.packed);
    transcript_reader_free(run.reader);
    value_document_free(run.document);
    arena_release(&run.arena);
    bytes_release(&run.out);
    problems_release(&run.problems);
    return status;
}

static int read_config(const char *path, struct config *config)
{
    struct bytes faults = {0};
    config_init(config);
    int status = path ? config_read(config, path, &faults) : 0;
    if (status != 0)
        complain("%s", bytes_text(&faults));
    bytes_release(&faults);
    return status;
}

static int run(int argc, char **argv)
{
    struct convert convert = {0};
    struct config config;
    int count, status = STATUS_WRONG;
    if (options_read(argc, argv, specs, sizeof specs / sizeof *specs, take, &convert, &count) == 0) {
        if (count == 0)
            complain("convert needs a file, a directory, or - for standard input; see rapport convert --help");
        else if (read_config(convert.config, &config) == 0) {
            status = run_over(&convert, &config, (const char *const *)(argv + 1), (size_t)count);
            config_release(&config);
        }
    }
    source_release(&convert.source);
    return status;
}

const struct command command_convert = {
    .name = "convert",
    .summary = "turn exports of other systems into transcripts, or into vCon",
    .help =
        "usage: rapport convert [OPTIONS] INPUT...\n\n"
        "INPUT is what audit reads. Writes the conversations, one a line, in rapport's own format or as vCon.\n\n"
        "  -o, --output FILE        write there, compressed if it ends in .gz, .zst, .xz or .bz2; it appears\n"
        "                           when it is whole (default: standard output)\n"
        "      --to jsonl|vcon      what to write (default: jsonl)\n"
        "      --config FILE        configuration: its agents count as --agent\n"
        SOURCE_HELP
        "  -q, --quiet              no summary\n\n"
        "Exit status: 0 done, 2 wrong use, 3 part of the input was not read.\n",
    .run = run,
};
