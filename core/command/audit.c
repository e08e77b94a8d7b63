/* rapport audit: archives in, findings out. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/command/command.h"
#include "core/command/document.h"
#include "core/command/source.h"
#include "core/command/options.h"
#include "core/command/reading.h"
#include "core/command/scoring.h"
#include "core/command/setup.h"
#include "core/command/target.h"
#include "core/output/summary.h"
#include "core/run/pipeline.h"

enum {
    OPT_FORMAT, OPT_OUTPUT, OPT_JOBS, OPT_CONFIG, OPT_RULES, OPT_PLUGIN_PATH, OPT_VERDICTS, OPT_LANG, OPT_UI,
    OPT_FAIL_ON, OPT_MAX_EXPAND, OPT_MIN_CONFIDENCE, OPT_QUIET, OPT_STORE
};

static const struct option_spec specs[] = {
    {"format", 'f', true, OPT_FORMAT},       {"output", 'o', true, OPT_OUTPUT},
    {"jobs", 'j', true, OPT_JOBS},           {"config", 0, true, OPT_CONFIG},
    {"rules", 0, true, OPT_RULES},           {"plugin-path", 0, true, OPT_PLUGIN_PATH},
    {"verdicts", 0, true, OPT_VERDICTS},     {"lang", 0, true, OPT_LANG},
    {"ui", 0, true, OPT_UI},                 {"fail-on", 0, true, OPT_FAIL_ON},
    {"max-expand", 0, true, OPT_MAX_EXPAND}, {"min-confidence", 0, true, OPT_MIN_CONFIDENCE},
    {"store", 0, true, OPT_STORE},           {"quiet", 'q', false, OPT_QUIET},
    SOURCE_SPECS,
};

struct audit {
    struct setup_options setup;
    const struct output_format *format;   /* of findings, written as they are put in order */
    const struct report_format *document; /* or one that is made of all of them at the end */
    const char *output, *verdicts;
    const char *store_path;
    struct store store; /* open while the run is, if there is a path */
    bool told_format;   /* --format was given: with a store, only then a report is written */
    unsigned jobs;
    int32_t fail_on; /* severity, or -1: never */
    uint32_t min_confidence;
    struct source_options source;
    struct input_options input;
    bool quiet;
};

static int take_format(struct audit *audit, const char *value)
{
    audit->told_format = true;
    audit->document = report_by_name(value);
    audit->format = output_by_name(audit->document ? "jsonl" : value);
    if (audit->format)
        return 0;
    complain("--format %s is not known; there are:", value);
    for (const struct output_format *const *format = output_all(); *format; format++)
        fprintf(stderr, "  %-10s %s\n", (*format)->name, (*format)->about);
    for (const struct report_format *const *format = report_all(); *format; format++)
        fprintf(stderr, "  %-10s %s\n", (*format)->name, (*format)->about);
    return -1;
}

static int take_fail_on(struct audit *audit, const char *value)
{
    audit->fail_on = strcmp(value, "never") == 0 ? -1 : severity_by_name(value);
    if (audit->fail_on >= 0 || strcmp(value, "never") == 0)
        return 0;
    complain("--fail-on takes info, minor, major, critical or never, not \"%s\"", value);
    return -1;
}

/* "1000": times its size; "64G", "500M": bytes. */
static int take_max_expand(struct audit *audit, const char *value)
{
    size_t len = strlen(value);
    char digits[24];
    int shift = len > 0 && value[len - 1] == 'G' ? 30 : len > 0 && value[len - 1] == 'M' ? 20 : 0;
    if (len == 0 || len >= sizeof digits) {
        complain("--max-expand takes a ratio (1000) or a size (64G, 500M), not \"%s\"", value);
        return -1;
    }
    memcpy(digits, value, len + 1);
    if (shift)
        digits[len - 1] = '\0';
    long long number = option_number("--max-expand", digits, 1, 1000000000);
    if (number < 0)
        return -1;
    if (shift)
        audit->input.max_expand_bytes = (uint64_t)number << shift;
    else
        audit->input.max_expand_ratio = (uint64_t)number;
    return 0;
}

static int take_lang(struct audit *audit, const char *value)
{
    char code[8];
    while (*value) {
        size_t len = strcspn(value, ",");
        snprintf(code, sizeof code, "%.*s", (int)(len < 7 ? len : 7), value);
        int language = setup_language("--lang", code);
        if (language == LANGUAGE_NONE)
            return -1;
        audit->setup.languages |= 1u << language;
        value += len + (value[len] == ',');
    }
    return 0;
}

static int take_number(const char *option, const char *value, long long max, uint32_t *ret_number)
{
    long long number = option_number(option, value, 1, max);
    if (number > 0)
        *ret_number = (uint32_t)number;
    return number > 0 ? 0 : -1;
}

static int take(void *ctx, int id, const char *value)
{
    struct audit *audit = ctx;
    switch (id) {
    case OPT_FORMAT: return take_format(audit, value);
    case OPT_OUTPUT: audit->output = value; return 0;
    case OPT_JOBS: return take_number("-j", value, PIPELINE_THREADS_MAX, &audit->jobs);
    case OPT_CONFIG: audit->setup.config = value; return 0;
    case OPT_RULES: audit->setup.rules = value; return 0;
    case OPT_PLUGIN_PATH: setup_add_plugin_path(&audit->setup, value); return 0;
    case OPT_VERDICTS: audit->verdicts = value; return 0;
    case OPT_LANG: return take_lang(audit, value);
    case OPT_UI:
        audit->setup.ui = setup_language("--ui", value);
        return audit->setup.ui == LANGUAGE_NONE ? -1 : 0;
    case OPT_FAIL_ON: return take_fail_on(audit, value);
    case OPT_MAX_EXPAND: return take_max_expand(audit, value);
    case OPT_MIN_CONFIDENCE: return take_number("--min-confidence", value, 100, &audit->min_confidence);
    case OPT_QUIET: audit->quiet = true; return 0;
    case OPT_STORE: audit->store_path = value; return 0;
    default: return source_take(&audit->source, id, value);
    }
}

static bool wants_color(const struct audit *audit)
{
    const char *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return !audit->output && isatty(STDOUT_FILENO) && !(no_color && *no_color) &&
           !(terminal && strcmp(terminal, "dumb") == 0);
}

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

struct progress {
    double begun, shown;
};

static void show_progress(void *ctx, const struct input *input, const struct tally *tally)
{
    struct progress *progress = ctx;
    double now = seconds_now();
    if (now - progress->shown < 0.2)
        return;
    progress->shown = now;
    double megabytes = (double)input_bytes(input) / 1e6;
    fprintf(stderr, "\r\033[K%llu conversations, %.0f MB, %.0f MB/s", (unsigned long long)tally->conversations,
            megabytes, megabytes / (now - progress->begun + 1e-9));
    fflush(stderr);
}

static void print_summary(const struct setup *setup, const struct collector *collector, uint64_t input_size,
                          double seconds)
{
    size_t rules = setup->host.rule_count, reasons = collector->tally.unchecked_count;
    struct summary_rule *rule_rows = must_calloc(rules + 1, sizeof *rule_rows);
    struct summary_unchecked *unchecked_rows = must_calloc(reasons + 1, sizeof *unchecked_rows);
    for (size_t i = 0; i < rules; i++)
        rule_rows[i] = (struct summary_rule){setup->host.rules[i].id, collector->tally.findings[i]};
    for (size_t i = 0; i < reasons; i++) {
        const struct unchecked_count *row = &collector->tally.unchecked[i];
        unchecked_rows[i] = (struct summary_unchecked){setup->host.rules[row->rule].id, row->why, row->count};
    }
    struct summary summary = {
        .conversations = collector->tally.conversations,
        .messages = collector->tally.messages,
        .bytes = input_size,
        .seconds = seconds,
        .rules = rule_rows,
        .rule_count = rules,
        .unchecked = unchecked_rows,
        .unchecked_count = reasons,
        .problems = &collector->problems,
    };
    struct bytes text = {0};
    summary_write(&text, &summary);
    fwrite(text.ptr ? text.ptr : "", 1, text.len, stderr);
    bytes_release(&text);
    free(rule_rows);
    free(unchecked_rows);
}

static int status_of(const struct audit *audit, const struct collector *collector)
{
    bool partly = reading_is_partial(&collector->problems), found = false;
    for (int32_t severity = audit->fail_on; severity >= 0 && severity <= RAPPORT_CRITICAL; severity++)
        found |= collector->tally.at_severity[severity] > 0;
    return partly ? STATUS_PARTLY : found ? STATUS_FOUND : STATUS_DONE;
}

struct targets {
    struct target report, verdicts;
};

/* Where a run writes: straight into the targets, or to files of which documents and stores are made. */
struct outlet {
    FILE *findings, *verdicts;
    bool own_findings, own_verdicts;
};

static FILE *temporary(void)
{
    FILE *file = tmpfile();
    if (!file)
        complain("temporary file: %s", strerror(errno));
    return file;
}

static int outlet_open(struct outlet *outlet, const struct audit *audit, struct targets *targets)
{
    outlet->own_findings = audit->document || audit->store_path;
    outlet->own_verdicts = audit->store_path != NULL;
    outlet->findings = outlet->own_findings ? temporary() : targets->report.file;
    outlet->verdicts = outlet->own_verdicts ? temporary() : targets->verdicts.file;
    return outlet->findings && (outlet->verdicts || !outlet->own_verdicts) ? 0 : -1;
}

static void outlet_close(struct outlet *outlet)
{
    if (outlet->own_findings && outlet->findings)
        fclose(outlet->findings);
    if (outlet->own_verdicts && outlet->verdicts)
        fclose(outlet->verdicts);
}

/* Into the store, and then the findings alone to where they are to go. */
static int keep(struct audit *audit, const struct collector *collector, const char *input, struct outlet *outlet, struct targets *targets)
{
    if (scoring_keep(&audit->store, collector, input, outlet->findings, outlet->verdicts) != 0)
        return -1;
    FILE *findings = audit->document ? temporary() : audit->told_format || audit->output ? targets->report.file : NULL;
    int status = audit->document && !findings ? -1 : 0;
    if (findings && scoring_copy(outlet->findings, findings) != 0)
        status = -1;
    if (targets->verdicts.file && scoring_copy(outlet->verdicts, targets->verdicts.file) != 0)
        status = -1;
    if (status != 0)
        complain("the report is not written: %s", strerror(errno));
    if (audit->document && findings) {
        fclose(outlet->findings);
        outlet->findings = findings;
    }
    return status;
}

static int write_all(struct collector *collector, struct worker *worker, struct audit *audit, const struct setup *setup,
                     const char *input, struct targets *targets)
{
    struct outlet outlet = {0};
    int status = outlet_open(&outlet, audit, targets);
    if (status == 0 && collector_finish(collector, worker, outlet.findings, outlet.verdicts) != 0) {
        complain("%s: the report is not written", bytes_text(&collector->failure));
        status = -1;
    }
    if (status == 0 && audit->store_path)
        status = keep(audit, collector, input, &outlet, targets);
    if (status == 0 && audit->document) {
        const struct document_run run = {.problems = &collector->problems, .fail_on = audit->fail_on,
                                         .checked = collector->tally.conversations};
        status = document_write(audit->document, setup, &run, outlet.findings, targets->report.file);
    }
    outlet_close(&outlet);
    if (status != 0)
        return -1;
    if (target_commit(&targets->report) != 0 || (audit->verdicts && target_commit(&targets->verdicts) != 0))
        return -1;
    return 0;
}

static int run_over(struct audit *audit, const struct setup *setup, const char *const *paths, size_t path_count,
                    struct targets *targets)
{
    struct run_setup run = {
        .ruleset = setup->ruleset,
        .host = &setup->host,
        .texts = &setup->texts,
        .format = audit->format,
        .style = {.color = wants_color(audit), .ui = setup->ui},
        .verdicts = audit->verdicts || audit->store_path,
        .accounts = audit->store_path ? ACCOUNT_KEPT : ACCOUNT_NONE,
        .min_confidence = audit->min_confidence,
    };
    struct collector collector;
    struct bytes faults = {0};
    struct progress progress = {.begun = seconds_now()};
    bool terminal = isatty(STDERR_FILENO) && !audit->quiet;
    collector_init(&collector, &run);
    struct input *input = input_new(paths, path_count, &audit->input);
    struct worker *worker =
        pipeline_run(input, &run, &collector, audit->jobs, terminal ? show_progress : NULL, &progress, &faults);
    if (terminal)
        fputs("\r\033[K", stderr);
    int status = STATUS_WRONG;
    if (!worker)
        complain("%s", bytes_text(&faults));
    else if (write_all(&collector, worker, audit, setup, paths[0], targets) == 0) {
        status = status_of(audit, &collector);
        if (!audit->quiet || status == STATUS_PARTLY)
            print_summary(setup, &collector, input_bytes(input), seconds_now() - progress.begun);
    }
    worker_free(worker);
    input_free(input);
    collector_release(&collector);
    bytes_release(&faults);
    return status;
}

/* What is kept are findings as JSON, whatever the report is. */
static int open_store(struct audit *audit)
{
    struct bytes why = {0};
    int status = store_open(&audit->store, audit->store_path, &why);
    if (status != 0)
        complain("%s", bytes_text(&why));
    bytes_release(&why);
    if (strcmp(audit->format->name, "jsonl") != 0 && audit->told_format && status == 0) {
        complain("with --store the report is jsonl or a document (sarif, junit …), not %s", audit->format->name);
        status = -1;
    }
    audit->format = output_by_name("jsonl");
    return status;
}

static int run_with(struct audit *audit, const char *const *paths, size_t path_count)
{
    struct setup setup;
    struct targets targets;
    int status = STATUS_WRONG;
    memset(&targets, 0, sizeof targets);
    bool ready = setup_init(&setup, &audit->setup) == 0;
    if (ready && setup.host.plugin_count <= 1) { /* that of templates is always there */
        complain("no plugin is loaded, so nothing would be checked; see rapport plugins");
        ready = false;
    }
    if (ready)
        setup_want_cues(&setup);
    source_input(&audit->source, &setup.config, &audit->input);
    if (ready && audit->store_path)
        ready = open_store(audit) == 0;
    if (ready && target_open(&targets.report, audit->output) == 0 &&
        (!audit->verdicts || target_open(&targets.verdicts, audit->verdicts) == 0))
        status = run_over(audit, &setup, paths, path_count, &targets);
    target_release(&targets.report);
    target_release(&targets.verdicts);
    store_close(&audit->store);
    setup_release(&setup);
    return status;
}

static int run(int argc, char **argv)
{
    struct audit audit = {
        .setup = {.ui = LANGUAGE_NONE}, .format = output_by_name("text"), .fail_on = -1, .min_confidence = 1};
    int count, status = STATUS_WRONG;
    if (options_read(argc, argv, specs, sizeof specs / sizeof *specs, take, &audit, &count) == 0) {
        if (audit.jobs == 0)
            audit.jobs = reading_processors();
        if (count == 0)
            complain("audit needs a file, a directory, or - for standard input; see rapport audit --help");
        else
            status = run_with(&audit, (const char *const *)(argv + 1), (size_t)count);
    }
    source_release(&audit.source);
    free(audit.setup.plugin_paths);
    return status;
}

const struct command command_audit = {
    .name = "audit",
    .summary = "audit conversation logs",
    .help =
        "usage: rapport audit [OPTIONS] INPUT...\n\n"
        "INPUT is a transcript (.jsonl) or an export of another system (see rapport formats), plain or\n"
        "compressed (.gz .zst .xz .bz2), an archive of them (.tar, also compressed, .zip, .7z), a\n"
        "directory, or - for standard input. Findings go to\n"
        "standard output, a summary and all that could not be read or checked to standard error.\n\n"
        "  -f, --format FORMAT      text (default), jsonl, sarif, junit, github, gitlab or checkstyle\n"
        "  -o, --output FILE        write the report there; it appears when it is whole\n"
        "      --verdicts FILE      write fail, pass and unchecked of every rule and conversation\n"
        "  -j, --jobs N             threads (default: one a processor); the output is the same\n"
        "      --config FILE        configuration (default: rapport.json here, if there is one)\n"
        "      --rules DIR          cue packs and texts (default: those of the program)\n"
        "      --plugin-path PATH   more plugins: a directory or a .so; may be repeated\n"
        "      --lang he,fa,en      only these languages\n"
        "      --ui he|fa|en        language of why and suggestion (default: by LC_MESSAGES or LANG)\n"
        "      --fail-on SEVERITY   exit status 1 from info, minor, major or critical on (default: never)\n"
        "      --min-confidence N   leave out findings below N of 100; their rules are unchecked\n"
        SOURCE_HELP
        "      --max-expand LIMIT   a member may be 1000 times its size (a number) and 64G (a size)\n"
        "      --store FILE         keep findings and verdicts in this SQLite file, for scorecards; a conversation\n"
        "                           that it has already is replaced. A report is written only if -f or -o asks\n"
        "  -q, --quiet              no progress, and a summary only if something could not be read\n\n"
        "Exit status: 0 done, 1 something at or above --fail-on, 2 wrong use, 3 part was not read.\n",
    .run = run,
};
