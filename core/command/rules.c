/* rapport rules: list, explain, test, try: for those who write and those who doubt rules. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/command/command.h"
#include "core/command/options.h"
#include "core/command/rules.h"

static const struct {
    const char *name;
    int (*run)(struct rules_call *call);
    const char *usage;
} verbs[] = {
    {"list", rules_list, "rapport rules list"},
    {"explain", rules_explain, "rapport rules explain RULE-OR-CUE"},
    {"test", rules_test, "rapport rules test"},
    {"coverage", rules_coverage, "rapport rules coverage INPUT..."},
    {"try", rules_try, "rapport rules try --lang LANG --phrase PHRASE --text TEXT"},
};

enum { VERB_COUNT = sizeof verbs / sizeof *verbs };
enum { OPT_CONFIG, OPT_RULES, OPT_PLUGIN_PATH, OPT_UI, OPT_LANG, OPT_PHRASE, OPT_TEXT, OPT_CUE, OPT_BRIEF };

static const struct option_spec specs[] = {
    {"config", 0, true, OPT_CONFIG}, {"rules", 0, true, OPT_RULES}, {"plugin-path", 0, true, OPT_PLUGIN_PATH},
    {"ui", 0, true, OPT_UI},         {"lang", 0, true, OPT_LANG},   {"phrase", 0, true, OPT_PHRASE},
    {"text", 0, true, OPT_TEXT},     {"cue", 0, true, OPT_CUE},     {"brief", 0, false, OPT_BRIEF},
    SOURCE_SPECS,
};

static int take(void *ctx, int id, const char *value)
{
    struct rules_call *call = ctx;
    switch (id) {
    case OPT_CONFIG: call->setup.config = value; return 0;
    case OPT_RULES: call->setup.rules = value; return 0;
    case OPT_PLUGIN_PATH: setup_add_plugin_path(&call->setup, value); return 0;
    case OPT_UI:
        call->setup.ui = setup_language("--ui", value);
        return call->setup.ui == LANGUAGE_NONE ? -1 : 0;
    case OPT_LANG:
        call->language = setup_language("--lang", value);
        return call->language == LANGUAGE_NONE ? -1 : 0;
    case OPT_PHRASE: call->phrase = value; return 0;
    case OPT_TEXT: call->text = value; return 0;
    case OPT_CUE: call->cue = value; return 0;
    case OPT_BRIEF: call->brief = true; return 0;
    default: return source_take(&call->source, id, value);
    }
}

static int run_verb(struct rules_call *call, const char *name)
{
    for (size_t i = 0; i < VERB_COUNT; i++)
        if (strcmp(verbs[i].name, name) == 0)
            return verbs[i].run(call);
    complain("rules has no verb \"%s\"; there are list, explain, test, try and coverage", name);
    return STATUS_WRONG;
}

static int run(int argc, char **argv)
{
    struct rules_call call = {.setup = {.ui = LANGUAGE_NONE}, .language = LANGUAGE_NONE};
    int count = 0, status = STATUS_WRONG;
    if (options_read(argc, argv, specs, sizeof specs / sizeof *specs, take, &call, &count) == 0) {
        call.words = (const char *const *)(argv + 2);
        call.word_count = count > 0 ? count - 1 : 0;
        if (count == 0)
            complain("rules needs a verb: list, explain, test, try or coverage; see rapport rules --help");
        else
            status = run_verb(&call, argv[1]);
    }
    source_release(&call.source);
    free(call.setup.plugin_paths);
    return status;
}

const struct command command_rules = {
    .name = "rules",
    .summary = "list and explain rules, test cue packs, try a phrase",
    .help = "usage: rapport rules VERB [OPTIONS]\n\n"
            "  list                     every rule with its severity and what it is about\n"
            "  explain RULE-OR-CUE      what a rule looks for and why, or the phrases of a cue\n"
            "  test                     checks the packs: examples that must and must not match, phrases that\n"
            "                           can never match; exit status 2 if anything is wrong\n"
            "  try --lang LANG --phrase PHRASE --text TEXT\n"
            "                           does the phrase match, where, and how was the text folded?\n"
            "                           exit status 0 if it matches, 1 if not\n"
            "  coverage INPUT...        how often each cue is seen in these logs, and which phrases never are\n\n"
            "      --lang he|fa|en      of try: language of the phrase; of test and coverage: only this one\n"
            "      --cue NAME           of coverage: only this cue\n"
            "      --brief              of coverage: numbers alone, without the phrases that were never seen\n"
            "      --rules DIR          cue packs and texts\n"
            "      --plugin-path PATH   more plugins: a directory or a .so; may be repeated\n"
            "      --config FILE        configuration\n"
            "      --ui he|fa|en        language of the texts\n"
            "of coverage:\n" SOURCE_HELP,
    .run = run,
};
