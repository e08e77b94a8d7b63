/* rapport runs and rapport prune: what a store holds, and no longer than it should. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/command/command.h"
#include "core/command/options.h"
#include "core/store/store.h"
#include "core/text/day.h"
#include "core/text/visible.h"

enum { OPT_STORE, OPT_KEEP };

static const struct option_spec specs[] = {{"store", 0, true, OPT_STORE}, {"keep", 0, true, OPT_KEEP}};

struct history {
    const char *store;
    long long keep; /* days; 0: not told */
};

/* "400d", "400". */
static int take_keep(struct history *history, const char *value)
{
    char digits[16];
    size_t len = strlen(value);
    if (len > 0 && value[len - 1] == 'd')
        len--;
    snprintf(digits, sizeof digits, "%.*s", (int)(len < 15 ? len : 15), value);
    history->keep = option_number("--keep", digits, 1, 1000000);
    return history->keep > 0 ? 0 : -1;
}

static int take(void *ctx, int id, const char *value)
{
    struct history *history = ctx;
    if (id == OPT_KEEP)
        return take_keep(history, value);
    history->store = value;
    return 0;
}

static int open_store(struct store *store, const char *path)
{
    struct bytes why = {0};
    int status = store_open(store, path, &why);
    if (status != 0)
        complain("%s", bytes_text(&why));
    bytes_release(&why);
    return status;
}

static void print_run(void *ctx, const struct store_told *run)
{
    struct bytes line = {0};
    (void)ctx;
    bytes_addf(&line, "%4lld  %8lld conversations  %9lld messages  %6lld not read  ", (long long)run->id, (long long)run->conversations,
               (long long)run->messages, (long long)run->problems);
    visible_add_isolated(&line, run->input, strlen(run->input), false);
    printf("%s\n", bytes_text(&line));
    bytes_release(&line);
}

static int list(const struct history *history)
{
    struct store store;
    struct bytes why = {0};
    int status = STATUS_WRONG;
    if (open_store(&store, history->store) == 0) {
        if (store_runs(&store, print_run, NULL, &why) == 0)
            status = STATUS_DONE;
        else
            complain("%s", bytes_text(&why));
    }
    store_close(&store);
    bytes_release(&why);
    return status;
}

/* Counted from the last day there is, for the clock has no say in results. */
static int prune(const struct history *history)
{
    struct store store;
    struct bytes why = {0};
    int status = STATUS_WRONG;
    if (open_store(&store, history->store) == 0) {
        int64_t last = store_last_day(&store), gone = last == INT64_MIN ? 0 : store_prune(&store, last - history->keep + 1, &why);
        if (gone >= 0) {
            printf("%" PRId64 " conversations removed\n", gone);
            status = STATUS_DONE;
        } else {
            complain("%s", bytes_text(&why));
        }
    }
    store_close(&store);
    bytes_release(&why);
    return status;
}

static int read_options(int argc, char **argv, struct history *history)
{
    int count;
    if (options_read(argc, argv, specs, sizeof specs / sizeof *specs, take, history, &count) != 0)
        return -1;
    if (history->store && count == 0)
        return 0;
    complain("%s needs --store FILE and nothing else; see rapport %s --help", argv[0], argv[0]);
    return -1;
}

static int run_runs(int argc, char **argv)
{
    struct history history = {0};
    return read_options(argc, argv, &history) == 0 ? list(&history) : STATUS_WRONG;
}

static int run_prune(int argc, char **argv)
{
    struct history history = {0};
    if (read_options(argc, argv, &history) != 0)
        return STATUS_WRONG;
    if (history.keep == 0) {
        complain("prune needs --keep DAYS, such as 400d");
        return STATUS_WRONG;
    }
    return prune(&history);
}

const struct command command_runs = {
    .name = "runs",
    .summary = "list the runs of a store",
    .help = "usage: rapport runs --store FILE\n\n"
            "Lists the runs that audit --store kept: their numbers, sizes, and what they read first.\n",
    .run = run_runs,
};

const struct command command_prune = {
    .name = "prune",
    .summary = "remove old conversations from a store",
    .help = "usage: rapport prune --store FILE --keep DAYS\n\n"
            "Removes conversations more than DAYS (such as 400d) older than the newest in the store. Those without a\n"
            "time stay.\n",
    .run = run_prune,
};
