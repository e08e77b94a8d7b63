/*
 * The automaton against PCRE2 with all packs, over the messages of transcripts:
 *
 *   agree RULES EVERY FILE.jsonl...      every EVERYth message
 *
 * Ends with status 1 at the first difference.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/input/input.h"
#include "core/input/transcript.h"
#include "core/match/pack.h"
#include "core/text/fold.h"
#include "tests/core/match/agree.h"

struct run {
    struct ruleset *ruleset;
    struct scanner *scanner;
    struct transcript_reader *reader;
    struct folder folder;
    struct arena arena;
    unsigned long every, met, compared, hits;
};

static void fault_tell(void *ctx, const char *where, const char *reason)
{
    (void)ctx;
    fprintf(stderr, "%s: %s\n", where, reason);
}

static int message_compare(struct run *run, const struct rapport_message *message, const char *source, uint64_t line)
{
    struct folded folded;
    size_t count;
    if (message->role > RAPPORT_BOT || message->text.len == 0 || run->met++ % run->every != 0)
        return 0;
    folder_clear(&run->folder);
    fold_message(&run->folder, message->text.ptr, message->text.len, &folded);
    const char *text = run->folder.text.ptr + folded.begin;
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        const char *difference = agree_check(run->ruleset, run->scanner, text, folded.len, message->role, 1u << language);
        if (difference) {
            printf("%s:%llu message %u, %s: %s\n%.*s\n", source, (unsigned long long)line, message->index,
                   language_code(language), difference, (int)folded.len, text);
            return 1;
        }
        scanner_scan(run->scanner, text, folded.len, message->role, 1u << language, &count);
        run->hits += count;
    }
    run->compared++;
    return 0;
}

static int batch_compare(struct run *run, const struct batch *batch)
{
    for (size_t i = 0; i < batch->line_count; i++) {
        const struct batch_line *line = &batch->lines[i];
        arena_clear(&run->arena);
        const struct rapport_conversation *conversation =
            transcript_read(run->reader, batch->data.ptr + line->begin, line->len, &run->arena, fault_tell, NULL);
        for (uint32_t j = 0; conversation && j < conversation->message_count; j++)
            if (message_compare(run, conversation->messages[j], batch->members[line->member], line->number))
                return 1;
    }
    return 0;
}

static int files_compare(struct run *run, const char *const *paths, size_t count)
{
    const struct input_options options = {0};
    struct input *input = input_new(paths, count, &options);
    struct batch batch;
    int differs = 0;
    batch_init(&batch);
    while (!differs && input_next(input, &batch))
        differs = batch_compare(run, &batch);
    batch_release(&batch);
    input_free(input);
    return differs;
}

int main(int argc, char **argv)
{
    struct run run = {.every = 1};
    struct bytes faults = {0};
    if (argc < 4 || (run.every = strtoul(argv[2], NULL, 10)) == 0)
        return 2;
    fold_init();
    folder_init(&run.folder);
    arena_init(&run.arena);
    run.ruleset = ruleset_new(false);
    if (packs_read(run.ruleset, argv[1], &faults) != 0) {
        fputs(bytes_text(&faults), stderr);
        return 2;
    }
    ruleset_build(run.ruleset);
    run.scanner = scanner_new(run.ruleset);
    run.reader = transcript_reader_new();
    int differs = files_compare(&run, (const char *const *)(argv + 3), (size_t)argc - 3);
    printf("%lu messages, %lu hits, %s\n", run.compared, run.hits, differs ? "a difference" : "no difference");
    transcript_reader_free(run.reader);
    scanner_free(run.scanner);
    ruleset_free(run.ruleset);
    folder_release(&run.folder);
    arena_release(&run.arena);
    bytes_release(&faults);
    return differs || run.compared == 0 || run.hits == 0;
}
