/* rapport lint: canned responses in, findings out; for pipelines. */
#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "core/command/command.h"
#include "core/command/document.h"
#include "core/command/lint_report.h"
#include "core/command/lint_talk.h"
#include "core/command/lint_walk.h"
#include "core/command/options.h"
#include "core/command/reading.h"
#include "core/command/target.h"
#include "core/lint/baseline.h"
#include "core/lint/patch.h"
#include "core/text/visible.h"
#include "core/output/summary.h"

enum {
    OPT_FORMAT, OPT_OUTPUT, OPT_CONFIG, OPT_RULES, OPT_PLUGIN_PATH, OPT_UI, OPT_FAIL_ON, OPT_FIX, OPT_FIX_ALL, OPT_DIFF,
    OPT_BASELINE, OPT_UPDATE, OPT_CHANGED, OPT_MIN_CONFIDENCE, OPT_QUIET
};

static const struct option_spec specs[] = {
    {"format", 'f', true, OPT_FORMAT},       {"output", 'o', true, OPT_OUTPUT},   {"config", 0, true, OPT_CONFIG},
    {"rules", 0, true, OPT_RULES},           {"plugin-path", 0, true, OPT_PLUGIN_PATH}, {"ui", 0, true, OPT_UI},
    {"fail-on", 0, true, OPT_FAIL_ON},       {"fix", 0, false, OPT_FIX},          {"fix-all", 0, false, OPT_FIX_ALL},
    {"diff", 0, false, OPT_DIFF},            {"baseline", 0, true, OPT_BASELINE}, {"update-baseline", 0, false, OPT_UPDATE},
    {"changed-since", 0, true, OPT_CHANGED}, {"min-confidence", 0, true, OPT_MIN_CONFIDENCE}, {"quiet", 'q', false, OPT_QUIET},
};

struct options {
    struct setup_options setup;
    const struct report_format *format;
    const char *output, *baseline, *changed;
    int32_t fail_on;
    uint32_t min_confidence;
    bool fix, fix_all, diff, update, quiet;
};

static int take_format(struct options *options, const char *value)
{
    options->format = strcmp(value, "text") == 0 ? &lint_text : strcmp(value, "jsonl") == 0 ? &lint_jsonl : report_by_name(value);
    if (options->format)
        return 0;
    complain("--format %s is not known; there are text, jsonl, sarif, junit, github, gitlab and checkstyle", value);
    return -1;
}

static int take_fail_on(struct options *options, const char *value)
{
    options->fail_on = strcmp(value, "never") == 0 ? -1 : severity_by_name(value);
    if (options->fail_on >= 0 || strcmp(value, "never") == 0)
        return 0;
    complain("--fail-on takes info, minor, major, critical or never, not \"%s\"", value);
    return -1;
}

static int take(void *ctx, int id, const char *value)
{
    struct options *options = ctx;
    long long number;
    switch (id) {
    case OPT_FORMAT: return take_format(options, value);
    case OPT_OUTPUT: options->output = value; return 0;
    case OPT_CONFIG: options->setup.config = value; return 0;
    case OPT_RULES: options->setup.rules = value; return 0;
    case OPT_PLUGIN_PATH: setup_add_plugin_path(&options->setup, value); return 0;
    case OPT_UI:
        options->setup.ui = setup_language("--ui", value);
        return options->setup.ui == LANGUAGE_NONE ? -1 : 0;
    case OPT_FAIL_ON: return take_fail_on(options, value);
    case OPT_FIX_ALL: options->fix_all = true; options->fix = true; return 0;
    case OPT_FIX: options->fix = true; return 0;
    case OPT_DIFF: options->diff = true; return 0;
    case OPT_BASELINE: options->baseline = value; return 0;
    case OPT_UPDATE: options->update = true; return 0;
    case OPT_CHANGED: options->changed = value; return 0;
    case OPT_MIN_CONFIDENCE:
        number = option_number("--min-confidence", value, 1, 100);
        options->min_confidence = (uint32_t)number;
        return number > 0 ? 0 : -1;
    case OPT_QUIET: options->quiet = true; return 0;
    default: return -1;
    }
}

static const char *const default_text[] = {"text", "content", "message", "body", "value", "reply", "answer", "response",
                                           "template", "comment_value", "comment_value_html", "html", "body_html", NULL};
static const char *const default_lang[] = {"lang", "language", "locale", NULL};
static const char *const default_kind[] = {"kind", "type", "category", "folder", NULL};
static const char *const default_id[] = {"id", "short_code", "shortcut", "key", "name", "title", NULL};

static struct sheet_keys keys_of(const struct config_templates *templates)
{
    return (struct sheet_keys){
        .text = templates->text ? (const char *const *)templates->text : default_text,
        .lang = templates->language ? (const char *const *)templates->language : default_lang,
        .kind = templates->kind ? (const char *const *)templates->kind : default_kind,
        .id = templates->id ? (const char *const *)templates->id : default_id,
    };
}

/* What the configuration knows of a file holds for those of its replies that say nothing themselves. */
static void apply_file(const struct config_templates *templates, struct sheet *sheet)
{
    for (size_t i = 0; i < templates->file_count; i++) {
        const struct config_file *file = &templates->files[i];
        if (!file->match || fnmatch(file->match, sheet->path, 0) != 0)
            continue;
        for (size_t j = 0; j < sheet->reply_count; j++) {
            if (file->language && !*sheet->replies[j].lang)
                sheet->replies[j].lang = file->language;
            if (file->kind && !*sheet->replies[j].kind)
                sheet->replies[j].kind = file->kind;
        }
    }
}

static void read_sheets(struct lint *lint, const struct setup *setup, const struct lint_files *files, const struct sheet_keys *keys)
{
    lint->sheets = must_calloc(files->count + 1, sizeof *lint->sheets);
    for (size_t i = 0; i < files->count; i++) {
        struct sheet *sheet = &lint->sheets[lint->sheet_count];
        if (sheet_open(sheet, files->list[i], keys, lint->problems) != 0) {
            sheet_close(sheet);
            continue;
        }
        lint->sheet_count++;
        sheet_read(sheet);
        apply_file(&setup->config.templates, sheet);
    }
}

static int judge(struct lint *lint, const struct setup *setup)
{
    lint_gather(lint);
    lint_placeholders(lint);
    lint_letters(lint);
    lint_bidi(lint);
    lint_duplicates(lint);
    if (lint_talk(lint, setup) != 0)
        return -1;
    lint_variants(lint);
    return 0;
}

/* Leaves out what is switched off or not sure enough. */
static void keep_wanted(struct lint *lint, const struct setup *setup, uint32_t min_confidence)
{
    size_t kept = 0;
    for (size_t i = 0; i < lint->finding_count; i++) {
        const struct host_rule *rule = host_rule_by_id(&setup->host, lint->findings[i].rule);
        if (rule && rule->enabled && lint->findings[i].confidence >= min_confidence)
            lint->findings[kept++] = lint->findings[i];
    }
    lint->finding_count = kept;
}

static int compare_findings(const void *left, const void *right)
{
    const struct lint_finding *a = left, *b = right;
    if (a->reply != b->reply)
        return a->reply < b->reply ? -1 : 1;
    int order = strcmp(a->rule, b->rule);
    if (order == 0)
        order = (a->begin > b->begin) - (a->begin < b->begin);
    if (order == 0)
        order = (a->end > b->end) - (a->end < b->end);
    return order ? order : strcmp(a->note, b->note);
}

/* Findings of one reply and rule, of the same words, are told apart by their number. */
static unsigned ordinal_of(const struct lint *lint, size_t at)
{
    const struct lint_finding *finding = &lint->findings[at];
    const char *text = lint->replies[finding->reply].reply->text;
    unsigned ordinal = 0;
    for (size_t i = at; i > 0; i--) {
        const struct lint_finding *other = &lint->findings[i - 1];
        if (other->reply != finding->reply || strcmp(other->rule, finding->rule) != 0 || ordinal == 1000)
            break;
        ordinal += other->end - other->begin == finding->end - finding->begin && strcmp(other->note, finding->note) == 0 &&
                   memcmp(text + other->begin, text + finding->begin, finding->end - finding->begin) == 0;
    }
    return ordinal;
}

/* The suppression that holds for a finding: of its reply, or the last comment before it in the file. */
static struct suppression *suppression_of(struct lint *lint, const struct lint_finding *finding)
{
    struct sheet *sheet = lint->replies[finding->reply].sheet;
    uint32_t number = (uint32_t)(lint->replies[finding->reply].reply - sheet->replies);
    for (size_t i = 0; i < sheet->suppression_count; i++) {
        struct suppression *suppression = &sheet->suppressions[i];
        if (strcmp(suppression->rule, finding->rule) != 0 || !*suppression->reason)
            continue;
        uint32_t target = suppression->reply;
        if (target == UINT32_MAX) { /* a comment: the reply it stands in, or the next one */
            for (target = 0; target < sheet->reply_count; target++) {
                uint32_t begin, end;
                reply_place(&sheet->replies[target], 0, sheet->replies[target].len, &begin, &end);
                if (end > suppression->file || target + 1 == sheet->reply_count)
                    break;
            }
            suppression->reply = target;
        }
        if (target == number)
            return suppression;
    }
    return NULL;
}

struct outcome {
    const struct options *options;
    struct lint *lint;
    const struct setup *setup;
    struct baseline baseline;
    json_t *all;     /* every finding that is not suppressed, for --update-baseline */
    FILE *lines;     /* findings as JSON */
    uint64_t at_severity[4], known, suppressed;
    char *has_finding; /* one byte a sheet */
};

static void take_one(struct outcome *outcome, size_t at)
{
    const struct lint_finding *finding = &outcome->lint->findings[at];
    json_t *json = lint_finding_json(outcome->lint, outcome->setup, finding, ordinal_of(outcome->lint, at));
    struct suppression *suppression = suppression_of(outcome->lint, finding);
    if (suppression) {
        suppression->used = true;
        outcome->suppressed++;
        json_object_set_new(json, "suppressed", json_string(suppression->reason));
    } else {
        bool known = baseline_knows(&outcome->baseline, json_string_value(json_object_get(json, "id")));
        outcome->known += known;
        if (outcome->options->baseline)
            json_object_set_new(json, "known", json_boolean(known));
        if (!known)
            outcome->at_severity[report_severity(json)]++;
        json_array_append(outcome->all, json);
    }
    outcome->has_finding[outcome->lint->replies[finding->reply].sheet - outcome->lint->sheets] = 1;
    char *line = json_dumps(json, JSON_COMPACT);
    fprintf(outcome->lines, "%s\n", line ? line : "");
    free(line);
    json_decref(json);
}

static void tell(const char *path, uint32_t line, const char *what, const char *detail)
{
    struct bytes text = {0};
    visible_add_isolated(&text, path, strlen(path), false);
    if (line)
        bytes_addf(&text, ":%u", line);
    bytes_addf(&text, ": %s ", what);
    visible_add_isolated(&text, detail, strlen(detail), false);
    fprintf(stderr, "%s\n", bytes_text(&text));
    bytes_release(&text);
}

static void tell_suppressions(const struct lint *lint)
{
    for (size_t i = 0; i < lint->sheet_count; i++)
        for (size_t j = 0; j < lint->sheets[i].suppression_count; j++) {
            const struct suppression *suppression = &lint->sheets[i].suppressions[j];
            uint32_t line, column;
            sheet_place(&lint->sheets[i], suppression->file, &line, &column);
            if (!*suppression->rule || !*suppression->reason)
                tell(lint->sheets[i].path, line, "rapport-ignore needs a rule and a reason; it is not taken:", suppression->rule);
            else if (!suppression->used)
                tell(lint->sheets[i].path, line, "nothing to suppress for", suppression->rule);
        }
}

static void tell_stale(void *ctx, const char *id, json_t *entry)
{
    const char *file = json_string_value(json_object_get(entry, "file"));
    (void)ctx;
    (void)id;
    tell(file ? file : "?", 0, "the baseline has a finding that is gone:", json_string_value(json_object_get(entry, "rule")));
}

static void print_summary(const struct outcome *outcome)
{
    uint64_t counted = 0;
    for (int i = 0; i < 4; i++)
        counted += outcome->at_severity[i];
    fprintf(stderr, "%zu templates in %zu files: %llu findings", outcome->lint->reply_count, outcome->lint->sheet_count,
            (unsigned long long)counted);
    for (int severity = RAPPORT_CRITICAL; severity >= 0; severity--)
        if (outcome->at_severity[severity])
            fprintf(stderr, ", %llu %s", (unsigned long long)outcome->at_severity[severity], severity_name(severity));
    if (outcome->known)
        fprintf(stderr, "; %llu known", (unsigned long long)outcome->known);
    if (outcome->suppressed)
        fprintf(stderr, "; %llu suppressed", (unsigned long long)outcome->suppressed);
    fputc('\n', stderr);
}

static int write_report(struct outcome *outcome)
{
    const struct lint *lint = outcome->lint;
    struct target target;
    const char **files = must_alloc((lint->sheet_count + 1) * sizeof(char *));
    struct document_run run = {.problems = lint->problems, .fail_on = outcome->options->fail_on, .checked = lint->reply_count,
                               .files = files, .file_count = lint->sheet_count};
    for (size_t i = 0; i < lint->sheet_count; i++) {
        files[i] = lint->sheets[i].path;
        run.clean_count += !outcome->has_finding[i];
    }
    int status = target_open(&target, outcome->options->output);
    if (status == 0)
        status = document_write(outcome->options->format, outcome->setup, &run, outcome->lines, target.file);
    if (status == 0)
        status = target_commit(&target);
    target_release(&target);
    free(files);
    return status;
}

static int write_fixes(const struct outcome *outcome)
{
    struct bytes fixed = {0};
    int status = 0;
    for (size_t i = 0; i < outcome->lint->sheet_count; i++) {
        const struct sheet *sheet = &outcome->lint->sheets[i];
        if (patch_apply(outcome->lint, sheet, outcome->options->fix_all, &fixed) == 0)
            continue;
        if (outcome->options->diff)
            patch_show(sheet, &fixed, stdout);
        else if (patch_write(sheet, &fixed) != 0) {
            complain("%s: %s", sheet->path, strerror(errno));
            status = -1;
        }
    }
    bytes_release(&fixed);
    return status;
}

static int status_of(const struct outcome *outcome)
{
    bool found = false;
    for (int32_t severity = outcome->options->fail_on; severity >= 0 && severity <= RAPPORT_CRITICAL; severity++)
        found |= outcome->at_severity[severity] > 0;
    return reading_is_partial(outcome->lint->problems) ? STATUS_PARTLY : found ? STATUS_FOUND : STATUS_DONE;
}

static int write_all(struct outcome *outcome)
{
    const struct options *options = outcome->options;
    struct bytes fault = {0};
    int status = 0;
    problems_sort(outcome->lint->problems);
    if (options->update) {
        status = baseline_write(options->baseline, outcome->all, &fault);
        if (status != 0)
            complain("%s", bytes_text(&fault));
    }
    if (status == 0 && (options->fix || options->diff))
        status = write_fixes(outcome);
    if (status == 0 && !options->diff)
        status = write_report(outcome);
    bytes_release(&fault);
    return status;
}

static int report(struct lint *lint, const struct setup *setup, const struct options *options)
{
    struct outcome outcome = {.options = options, .lint = lint, .setup = setup, .all = json_array(), .lines = tmpfile(),
                              .has_finding = must_calloc(lint->sheet_count + 1, 1)};
    struct bytes fault = {0};
    int status = STATUS_WRONG;
    if (!outcome.lines)
        complain("temporary file: %s", strerror(errno));
    else if (options->baseline && !options->update && baseline_read(&outcome.baseline, options->baseline, &fault) != 0)
        complain("%s", bytes_text(&fault));
    else {
        for (size_t i = 0; i < lint->finding_count; i++)
            take_one(&outcome, i);
        status = write_all(&outcome) == 0 ? status_of(&outcome) : STATUS_WRONG;
        if (!options->quiet) {
            tell_suppressions(lint);
            if (!options->changed)
                baseline_stale(&outcome.baseline, tell_stale, NULL);
            print_summary(&outcome);
        }
        if (options->update && status == STATUS_FOUND)
            status = STATUS_DONE;
    }
    if (outcome.lines)
        fclose(outcome.lines);
    baseline_release(&outcome.baseline);
    json_decref(outcome.all);
    free(outcome.has_finding);
    bytes_release(&fault);
    return status;
}

static int lint_over(const struct setup *setup, const struct options *options, const struct lint_files *files,
                     struct problems *problems)
{
    struct sheet_keys keys = keys_of(&setup->config.templates);
    struct lint lint = {.config = &setup->config, .problems = problems};
    int status = STATUS_WRONG;
    read_sheets(&lint, setup, files, &keys);
    if (judge(&lint, setup) == 0) {
        keep_wanted(&lint, setup, options->min_confidence);
        if (lint.finding_count > 0)
            qsort(lint.findings, lint.finding_count, sizeof *lint.findings, compare_findings);
        status = report(&lint, setup, options);
    }
    lint_release(&lint);
    return status;
}

static int run_with(const struct options *options, const char *const *paths, size_t count)
{
    struct setup setup;
    struct lint_files files = {0};
    struct problems problems;
    int status = STATUS_WRONG;
    problems_init(&problems);
    if (setup_init(&setup, &options->setup) == 0) {
        lint_talk_only_templates(&setup.host);
        for (size_t i = 0; i < count; i++)
            lint_files_add(&files, paths[i], &problems);
        lint_files_sort(&files);
        if (!options->changed || lint_files_changed(&files, options->changed) == 0) {
            status = lint_over(&setup, options, &files, &problems);
            if (status != STATUS_WRONG)
                reading_status(&problems);
        }
    }
    lint_files_release(&files);
    problems_release(&problems);
    setup_release(&setup);
    return status;
}

/* --fix=all is an option of its own for who reads options. */
static void rewrite_fix_all(int argc, char **argv)
{
    static char all[] = "--fix-all";
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--fix=all") == 0)
            argv[i] = all;
}

static int run(int argc, char **argv)
{
    struct options options = {.setup = {.ui = LANGUAGE_NONE}, .format = &lint_text, .fail_on = RAPPORT_MAJOR_SEVERITY,
                              .min_confidence = 1};
    int count, status = STATUS_WRONG;
    rewrite_fix_all(argc, argv);
    if (options_read(argc, argv, specs, sizeof specs / sizeof *specs, take, &options, &count) == 0) {
        if (count == 0)
            complain("lint needs a file, a directory or a pattern; see rapport lint --help");
        else if (options.update && !options.baseline)
            complain("--update-baseline needs --baseline FILE");
        else
            status = run_with(&options, (const char *const *)(argv + 1), (size_t)count);
    }
    free(options.setup.plugin_paths);
    return status;
}

const struct command command_lint = {
    .name = "lint",
    .summary = "check canned responses, in pipelines",
    .help =
        "usage: rapport lint [OPTIONS] PATH...\n\n"
        "PATH is a file of canned responses (JSON, YAML, PO, XLIFF, CSV, Markdown, text, HTML), a directory (what\n"
        "git ignores is left out), or a pattern (** crosses directories). Findings go to standard output.\n\n"
        "  -f, --format FORMAT      text (default), jsonl, sarif, junit, github, gitlab or checkstyle\n"
        "  -o, --output FILE        write the report there; it appears when it is whole\n"
        "      --fail-on SEVERITY   exit status 1 from info, minor, major (default) or critical on, or never\n"
        "      --fix                write the fixes that are certain; --fix=all: proposals too\n"
        "      --diff               show what --fix would write, and write nothing\n"
        "      --baseline FILE      what stands there is known and does not fail; what is gone is told\n"
        "      --update-baseline    write all findings into the baseline\n"
        "      --changed-since REV  only files that differ from this git revision\n"
        "      --min-confidence N   leave out findings below N of 100\n"
        "      --config FILE        configuration (default: rapport.json here, if there is one)\n"
        "      --rules DIR          cue packs and texts (default: those of the program)\n"
        "      --plugin-path PATH   more plugins: a directory or a .so; may be repeated\n"
        "      --ui he|fa|en        language of why and suggestion (default: by LC_MESSAGES or LANG)\n"
        "  -q, --quiet              nothing on standard error but what could not be read\n\n"
        "A comment \"rapport-ignore RULE: REASON\" before a reply, or a key \"rapport-ignore\" beside it, suppresses\n"
        "findings of that rule. The report then is of the files as they were before --fix.\n\n"
        "Exit status: 0 nothing at or above --fail-on, 1 something, 2 wrong use, 3 part was not read.\n",
    .run = run,
};
