/* rapport explain: one conversation with all that was read in it, and why each rule says what it says. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/command/command.h"
#include "core/command/explain_text.h"
#include "core/command/source.h"
#include "core/command/options.h"
#include "core/command/reading.h"
#include "core/model/nearest.h"

enum { OPT_CONFIG, OPT_RULES, OPT_PLUGIN_PATH, OPT_UI, OPT_RULE, OPT_FORMAT };

static const struct option_spec specs[] = {
    {"config", 0, true, OPT_CONFIG}, {"rules", 0, true, OPT_RULES}, {"plugin-path", 0, true, OPT_PLUGIN_PATH},
    {"ui", 0, true, OPT_UI},         {"rule", 0, true, OPT_RULE},   {"format", 'f', true, OPT_FORMAT},
    SOURCE_SPECS,
};

struct explain {
    struct setup_options setup;
    struct source_options source;
    struct input_options input;
    const char *rule; /* --rule, or NULL: all */
    bool json;
};

static int take(void *ctx, int id, const char *value)
{
    struct explain *explain = ctx;
    switch (id) {
    case OPT_CONFIG: explain->setup.config = value; return 0;
    case OPT_RULES: explain->setup.rules = value; return 0;
    case OPT_PLUGIN_PATH: setup_add_plugin_path(&explain->setup, value); return 0;
    case OPT_UI:
        explain->setup.ui = setup_language("--ui", value);
        return explain->setup.ui == LANGUAGE_NONE ? -1 : 0;
    case OPT_RULE: explain->rule = value; return 0;
    case OPT_FORMAT:
        explain->json = strcmp(value, "json") == 0;
        if (explain->json || strcmp(value, "text") == 0)
            return 0;
        complain("--format of explain is text or json, not \"%s\"", value);
        return -1;
    default: return source_take(&explain->source, id, value);
    }
}

/* One report in memory; what is told of a single conversation is small. */
struct memory_file {
    FILE *file;
    char *text;
    size_t len;
};

static bool memory_open(struct memory_file *memory)
{
    memory->file = open_memstream(&memory->text, &memory->len);
    if (!memory->file)
        complain("out of memory");
    return memory->file != NULL;
}

static void memory_close(struct memory_file *memory)
{
    if (memory->file)
        fclose(memory->file);
    free(memory->text);
}

/* Lines of JSON that the program itself wrote; what stands under `key` decides where one goes. */
static void sort_lines(const struct memory_file *memory, const char *key, json_t *with, json_t *without)
{
    for (const char *at = memory->text, *end = at + memory->len; at < end;) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        json_t *line = json_loadb(at, (size_t)(stop - at), 0, NULL);
        json_array_append_new(json_object_get(line, key) ? with : without, line);
        at = stop + 1;
    }
}

static void print_one(const struct explain *explain, const struct setup *setup, const struct told *told)
{
    struct bytes out = {0};
    if (explain->json) {
        json_t *all = json_pack("{sOsOsO}", "conversation", told->account, "findings", told->findings, "verdicts",
                                told->verdicts);
        char *text = json_dumps(all, JSON_INDENT(1));
        bytes_add_text(&out, text ? text : "");
        bytes_add_char(&out, '\n');
        free(text);
        json_decref(all);
    } else {
        explain_messages(told, &out);
        bytes_add_char(&out, '\n');
        explain_verdicts(told, setup, explain->rule, &out);
    }
    fwrite(out.ptr, 1, out.len, stdout);
    bytes_release(&out);
}

/* All that goes by the id; more than one conversation if it was used twice. */
static int print_all(const struct explain *explain, const struct setup *setup, const char *id,
                     const struct memory_file *report, const struct memory_file *verdicts)
{
    json_t *accounts = json_array(), *findings = json_array(), *judged = json_array();
    sort_lines(report, "account", accounts, findings);
    sort_lines(verdicts, "verdict", judged, judged);
    size_t index;
    json_t *account;
    json_array_foreach(accounts, index, account)
        print_one(explain, setup, &(struct told){account, findings, judged});
    int status = json_array_size(accounts) > 0 ? STATUS_DONE : STATUS_WRONG;
    if (status == STATUS_WRONG)
        complain("there is no conversation \"%s\" in what was read", id);
    json_decref(accounts);
    json_decref(findings);
    json_decref(judged);
    return status;
}

static int run_over(const struct explain *explain, const struct setup *setup, const char *id, const char *const *paths,
                    size_t path_count)
{
    struct rapport_text only = {id, strlen(id)};
    struct run_setup run = {.ruleset = setup->ruleset, .host = &setup->host, .texts = &setup->texts,
                            .format = output_by_name("jsonl"), .style = {.ui = setup->ui}, .verdicts = true,
                            .min_confidence = 1, .only = &only, .accounts = ACCOUNT_WHOLE};
    struct collector collector;
    struct memory_file report = {0}, verdicts = {0};
    int status = STATUS_WRONG;
    collector_init(&collector, &run);
    struct worker *worker = memory_open(&report) && memory_open(&verdicts)
                                ? reading_run(&run, &collector, &explain->input, paths, path_count)
                                : NULL;
    if (worker && collector_finish(&collector, worker, report.file, verdicts.file) != 0)
        complain("%s", bytes_text(&collector.failure));
    else if (worker) {
        status = print_all(explain, setup, id, &report, &verdicts);
        int reading = reading_status(&collector.problems);
        status = status == STATUS_DONE ? reading : status;
    }
    worker_free(worker);
    memory_close(&report);
    memory_close(&verdicts);
    collector_release(&collector);
    return status;
}

static bool knows_rule(const struct setup *setup, const char *name)
{
    const char *names[512];
    size_t count = 0;
    if (!name || host_rule_by_id(&setup->host, name))
        return true;
    for (size_t i = 0; i < setup->host.rule_count && count < 512; i++)
        names[count++] = setup->host.rules[i].id;
    complain("no rule \"%s\"; did you mean %s?", name, nearest_name(name, names, count));
    return false;
}

static int run(int argc, char **argv)
{
    struct explain explain = {.setup = {.ui = LANGUAGE_NONE}};
    struct setup setup;
    int count, status = STATUS_WRONG;
    if (options_read(argc, argv, specs, sizeof specs / sizeof *specs, take, &explain, &count) == 0 && count < 2)
        complain("explain needs the id of a conversation, and where to look for it; see rapport explain --help");
    else if (count >= 2) {
        bool ready = setup_init(&setup, &explain.setup) == 0 && knows_rule(&setup, explain.rule);
        source_input(&explain.source, &setup.config, &explain.input);
        if (ready)
            status = run_over(&explain, &setup, argv[1], (const char *const *)(argv + 2), (size_t)count - 1);
        setup_release(&setup);
    }
    source_release(&explain.source);
    free(explain.setup.plugin_paths);
    return status;
}

const struct command command_explain = {
    .name = "explain",
    .summary = "show a conversation with all that was read in it, and why each rule says what it says",
    .help =
        "usage: rapport explain [OPTIONS] CONVERSATION-ID INPUT...\n\n"
        "Prints the conversation with every cue that was seen and every amount as it was read, then every\n"
        "verdict with what was looked for, what was found, and what was nearly found: the right words from\n"
        "the wrong side, or in the wrong place. All of INPUT is read, for some rules compare conversations.\n\n"
        "      --rule RULE          the verdict of this rule alone\n"
        "  -f, --format FORMAT      text (default) or json\n"
        "      --config FILE        configuration (default: rapport.json here, if there is one)\n"
        "      --rules DIR          cue packs and texts (default: those of the program)\n"
        "      --plugin-path PATH   more plugins: a directory or a .so; may be repeated\n"
        "      --ui he|fa|en        language of the texts of rules\n" SOURCE_HELP "\n"
        "Exit status: 0 done, 2 wrong use or no such conversation, 3 part of the input was not read.\n",
    .run = run,
};
