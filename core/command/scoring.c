#include "core/command/scoring.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/command/command.h"
#include "core/command/options.h"
#include "core/command/reading.h"

int scoring_keep(struct store *store, const struct collector *collector, const char *input, FILE *report, FILE *verdicts)
{
    struct bytes why = {0};
    const struct store_run run = {.version = program_version, .input = input, .conversations = collector->tally.conversations,
                                  .messages = collector->tally.messages, .problems = &collector->problems};
    int status = store_keep(store, &run, report, verdicts, &why);
    if (status != 0)
        complain("%s", bytes_text(&why));
    bytes_release(&why);
    return status;
}

int scoring_copy(FILE *from, FILE *to)
{
    static const char account[] = "{\"account\":";
    char *line = NULL;
    size_t cap = 0;
    ssize_t len;
    rewind(from);
    while ((len = getline(&line, &cap, from)) > 0)
        if (strncmp(line, account, sizeof account - 1) != 0)
            fwrite(line, 1, (size_t)len, to);
    free(line);
    return ferror(from) || ferror(to) ? -1 : 0;
}

static int run_over(struct store *store, const struct setup *setup, const struct input_options *input, const char *const *paths, size_t count,
                    FILE *report, FILE *verdicts)
{
    struct run_setup run = {.ruleset = setup->ruleset, .host = &setup->host, .texts = &setup->texts, .format = output_by_name("jsonl"),
                            .style = {.ui = setup->ui}, .verdicts = true, .min_confidence = 1, .accounts = ACCOUNT_KEPT};
    struct collector collector;
    int status = STATUS_WRONG;
    collector_init(&collector, &run);
    struct worker *worker = reading_run(&run, &collector, input, paths, count);
    if (worker && collector_finish(&collector, worker, report, verdicts) != 0)
        complain("%s", bytes_text(&collector.failure));
    else if (worker && scoring_keep(store, &collector, paths[0], report, verdicts) == 0)
        status = reading_status(&collector.problems);
    worker_free(worker);
    collector_release(&collector);
    return status;
}

int scoring_fill(struct store *store, const struct setup *setup, const struct input_options *input, const char *const *paths, size_t count)
{
    FILE *report = tmpfile(), *verdicts = tmpfile();
    int status = STATUS_WRONG;
    if (report && verdicts)
        status = run_over(store, setup, input, paths, count, report, verdicts);
    else
        complain("temporary file: %s", strerror(errno));
    if (report)
        fclose(report);
    if (verdicts)
        fclose(verdicts);
    return status;
}
