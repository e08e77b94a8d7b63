/* rapport scorecard: verdicts in, scores out. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/command/command.h"
#include "core/command/options.h"
#include "core/command/scoring.h"
#include "core/command/target.h"
#include "core/model/nearest.h"
#include "core/score/sheet.h"
#include "core/text/day.h"

enum { OPT_BY, OPT_STORE, OPT_CARD, OPT_FORMAT, OPT_OUTPUT, OPT_FROM, OPT_TO, OPT_PERIOD, OPT_CONFIG, OPT_RULES, OPT_PLUGIN_PATH, OPT_UI };

static const struct option_spec specs[] = {
    {"by", 0, true, OPT_BY},           {"store", 0, true, OPT_STORE}, {"scorecard", 0, true, OPT_CARD},
    {"format", 'f', true, OPT_FORMAT}, {"output", 'o', true, OPT_OUTPUT}, {"from", 0, true, OPT_FROM},
    {"to", 0, true, OPT_TO},           {"period", 0, true, OPT_PERIOD}, {"config", 0, true, OPT_CONFIG},
    {"rules", 0, true, OPT_RULES},     {"plugin-path", 0, true, OPT_PLUGIN_PATH}, {"ui", 0, true, OPT_UI},
    SOURCE_SPECS,
};

struct scorecard {
    struct setup_options setup;
    struct source_options source;
    struct input_options input;
    enum score_by by;
    const char *store, *card, *output;
    const struct score_format *format;
    int64_t from, to;
    long long period; /* days, or 0: all */
};

static int take_by(struct scorecard *scorecard, const char *value)
{
    for (int by = 0; by < BY_COUNT; by++)
        if (strcmp(score_by_names[by], value) == 0) {
            scorecard->by = (enum score_by)by;
            return 0;
        }
    complain("--by %s is not known; did you mean %s?", value, nearest_name(value, score_by_names, BY_COUNT));
    return -1;
}

static int take_format(struct scorecard *scorecard, const char *value)
{
    scorecard->format = score_format_by_name(value);
    if (scorecard->format)
        return 0;
    complain("--format %s is not known; there are:", value);
    for (const struct score_format *const *format = score_formats(); *format; format++)
        fprintf(stderr, "  %-10s %s\n", (*format)->name, (*format)->about);
    return -1;
}

static int take_day(const char *option, const char *value, int64_t *ret_day)
{
    *ret_day = day_read(value);
    if (*ret_day != INT64_MIN)
        return 0;
    complain("%s takes a day, 2026-03-02, not \"%s\"", option, value);
    return -1;
}

static int take(void *ctx, int id, const char *value)
{
    struct scorecard *scorecard = ctx;
    switch (id) {
    case OPT_BY: return take_by(scorecard, value);
    case OPT_STORE: scorecard->store = value; return 0;
    case OPT_CARD: scorecard->card = value; return 0;
    case OPT_FORMAT: return take_format(scorecard, value);
    case OPT_OUTPUT: scorecard->output = value; return 0;
    case OPT_FROM: return take_day("--from", value, &scorecard->from);
    case OPT_TO: return take_day("--to", value, &scorecard->to);
    case OPT_PERIOD:
        scorecard->period = option_number("--period", value, 1, 36500);
        return scorecard->period > 0 ? 0 : -1;
    case OPT_CONFIG: scorecard->setup.config = value; return 0;
    case OPT_RULES: scorecard->setup.rules = value; return 0;
    case OPT_PLUGIN_PATH: setup_add_plugin_path(&scorecard->setup, value); return 0;
    case OPT_UI:
        scorecard->setup.ui = setup_language("--ui", value);
        return scorecard->setup.ui == LANGUAGE_NONE ? -1 : 0;
    default: return source_take(&scorecard->source, id, value);
    }
}

/* A rule that is not loaded any more weighs as one of information. */
static int32_t severity_of(void *ctx, const char *rule)
{
    const struct setup *setup = ctx;
    const struct host_rule *known = host_rule_by_id(&setup->host, rule);
    return known ? known->severity : RAPPORT_INFO;
}

static int fill_board(struct board *board, struct store *store, int64_t from, int64_t to)
{
    struct bytes why = {0};
    int status = board_by_sums(board) ? store_sums(store, board_kind(board), from, to, board_add, board, &why)
                                      : store_verdicts(store, from, to, board_take, board, &why);
    if (status != 0)
        complain("%s", bytes_text(&why));
    bytes_release(&why);
    board_finish(board);
    return status;
}

static int write_sheet(const struct scorecard *scorecard, const struct score_sheet *sheet)
{
    struct target target;
    if (target_open(&target, scorecard->output) != 0)
        return -1;
    int status = scorecard->format->write(sheet, target.file);
    if (status != 0)
        complain("the scorecard is not written: %s", strerror(errno));
    else
        status = target_commit(&target);
    target_release(&target);
    return status;
}

/* The period that is shown, and the one as long before it. */
struct period {
    int64_t from, to, before_from, before_to;
    bool compared;
};

static struct period period_of(const struct scorecard *scorecard, struct store *store)
{
    struct period period = {.from = scorecard->from, .to = scorecard->to};
    int64_t last = store_last_day(store);
    if (scorecard->period > 0 && last != INT64_MIN) {
        period.to = period.to == INT64_MAX ? last : period.to;
        period.from = period.to - scorecard->period + 1;
    }
    if (period.from == INT64_MIN || period.to == INT64_MAX)
        return period;
    period.compared = true;
    period.before_to = period.from - 1;
    period.before_from = period.from - (period.to - period.from + 1);
    return period;
}

static int show(const struct scorecard *scorecard, struct setup *setup, const struct card *card, struct store *store)
{
    struct board board, before;
    char from[16] = "", to[16] = "", name[128] = "";
    struct period period = period_of(scorecard, store);
    board_init(&board, card, scorecard->by, severity_of, setup);
    board_init(&before, card, scorecard->by, severity_of, setup);
    int status = fill_board(&board, store, period.from, period.to);
    if (status == 0 && period.compared)
        status = fill_board(&before, store, period.before_from, period.before_to);
    board_name(&board, store);
    if (period.compared) {
        day_write(period.from, from);
        day_write(period.to, to);
    }
    if (card->name)
        snprintf(name, sizeof name, "%.100s %lld", card->name, (long long)card->version);
    const struct score_sheet sheet = {.board = &board, .before = period.compared ? &before : NULL, .ui = setup->ui, .card = name, .from = from, .to = to};
    if (status == 0)
        status = write_sheet(scorecard, &sheet);
    board_release(&board);
    board_release(&before);
    return status;
}

static int read_card(struct card *card, const char *path)
{
    struct bytes faults = {0};
    int status = path ? card_read(card, path, &faults) : 0;
    if (status != 0)
        complain("%s", bytes_text(&faults));
    bytes_release(&faults);
    return status;
}

static int run_with(struct scorecard *scorecard, struct setup *setup, const char *const *paths, size_t count)
{
    struct store store;
    struct card card = {0};
    struct bytes why = {0};
    int status = STATUS_WRONG;
    if (read_card(&card, scorecard->card) != 0)
        return status;
    source_input(&scorecard->source, &setup->config, &scorecard->input);
    if (store_open(&store, scorecard->store, &why) != 0)
        complain("%s", bytes_text(&why));
    else {
        status = count > 0 ? scoring_fill(&store, setup, &scorecard->input, paths, count) : STATUS_DONE;
        if (status != STATUS_WRONG && show(scorecard, setup, &card, &store) != 0)
            status = STATUS_WRONG;
    }
    store_close(&store);
    card_release(&card);
    bytes_release(&why);
    return status;
}

static int run(int argc, char **argv)
{
    struct scorecard scorecard = {.setup = {.ui = LANGUAGE_NONE}, .format = score_format_by_name("text"), .from = INT64_MIN, .to = INT64_MAX};
    struct setup setup;
    int count, status = STATUS_WRONG;
    bool good = options_read(argc, argv, specs, sizeof specs / sizeof *specs, take, &scorecard, &count) == 0;
    if (good && count == 0 && !scorecard.store)
        complain("scorecard needs conversations to audit, or --store FILE of earlier runs; see rapport scorecard --help");
    else if (good) {
        if (setup_init(&setup, &scorecard.setup) == 0)
            status = run_with(&scorecard, &setup, (const char *const *)(argv + 1), (size_t)count);
        setup_release(&setup);
    }
    source_release(&scorecard.source);
    free(scorecard.setup.plugin_paths);
    return status;
}

const struct command command_scorecard = {
    .name = "scorecard",
    .summary = "scores of agents, queues, rules, days",
    .help =
        "usage: rapport scorecard [OPTIONS] [INPUT...]\n\n"
        "Audits INPUT, or takes what --store holds (INPUT is added to it), and shows for each agent the weighted\n"
        "share of what passed among what could be judged, with Wilson's interval for 95 of 100 cases. What is not\n"
        "applicable does not count; what was not checked is counted beside.\n\n"
        "      --by WHAT            agent (default), queue, channel, language, rule, day or week\n"
        "      --store FILE         results of earlier runs (rapport audit --store)\n"
        "      --scorecard FILE     weights, sections and critical rules (default: weights by severity)\n"
        "      --from DAY, --to DAY only conversations of these days; 2026-03-02\n"
        "      --period N           only the last N days, with the change against the N before\n"
        "  -f, --format FORMAT      text (default), csv, xlsx, json, markdown or html\n"
        "  -o, --output FILE        write there; it appears when it is whole\n"
        "      --config FILE        configuration (default: rapport.json here, if there is one)\n"
        "      --rules DIR          cue packs and texts (default: those of the program)\n"
        "      --plugin-path PATH   more plugins: a directory or a .so; may be repeated\n"
        "      --ui he|fa|en        language of what is written\n" SOURCE_HELP
        "\nExit status: 0 done, 2 wrong use, 3 part of the input was not read.\n",
    .run = run,
};
