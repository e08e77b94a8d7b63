/* rapport rules list, rapport rules explain: what is looked for, and why. */
#include <stdio.h>
#include <string.h>

#include "core/command/command.h"
#include "core/command/options.h"
#include "core/command/rules.h"
#include "core/model/nearest.h"
#include "core/output/output.h"

enum { EXAMPLES_SHOWN = 5 };

int rules_list(struct rules_call *call)
{
    struct setup setup;
    int status = STATUS_WRONG;
    if (setup_init(&setup, &call->setup) == 0) {
        for (size_t rank = 0; rank < setup.host.rule_count; rank++) {
            const struct host_rule *rule = &setup.host.rules[setup.host.by_rank[rank]];
            printf("%-24s %-9s %s\n", rule->id, rule->enabled ? severity_name(rule->severity) : "off",
                   texts_of(&setup.texts, rule->id)->title);
        }
        status = STATUS_DONE;
    }
    setup_release(&setup);
    return status;
}

static void print_options(const struct setup *setup, const struct host_rule *rule)
{
    const struct host_plugin *plugin = &setup->host.plugins[rule->plugin];
    for (uint32_t i = 0; i < plugin->table->option_count; i++) {
        const struct rapport_option *option = &plugin->table->options[i];
        if (strcmp(option->rule, rule->id) == 0)
            printf("option:      %s = %lld (%lld to %lld): %s\n", option->name, (long long)plugin->options[i],
                   (long long)option->min, (long long)option->max, option->help);
    }
}

static void count_phrases(const struct ruleset *ruleset, uint32_t cue, size_t counts[LANGUAGE_COUNT])
{
    for (size_t i = 0; i < ruleset->phrase_count; i++)
        if (ruleset->phrases[i].cue == cue && !ruleset->phrases[i].negative)
            counts[ruleset->phrases[i].language]++;
}

static void print_cue_line(const struct ruleset *ruleset, uint32_t cue)
{
    size_t counts[LANGUAGE_COUNT] = {0};
    count_phrases(ruleset, cue, counts);
    printf("  %-18s", ruleset->cues[cue].name);
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        printf(" %s %-4zu", language_code(language), counts[language]);
    printf(" %s\n", ruleset->cues[cue].about);
}

static void explain_rule(const struct setup *setup, const struct host_rule *rule)
{
    const struct rule_texts *texts = texts_of(&setup->texts, rule->id);
    const struct host_plugin *plugin = &setup->host.plugins[rule->plugin];
    printf("%s: %s\n", rule->id, texts->title);
    printf("severity:    %s%s\n", severity_name(rule->severity), rule->enabled ? "" : " (switched off)");
    printf("looks for:   %s\nwhy:         %s\ninstead:     %s\n", texts->looks_for, texts->why, texts->suggestion);
    print_options(setup, rule);
    printf("plugin:      %s %s\ncues its plugin reads (phrases a language):\n", plugin->table->id,
           plugin->table->version);
    for (uint32_t i = 0; i < plugin->table->cue_count; i++)
        if (plugin->cues[i] != UINT32_MAX)
            print_cue_line(setup->ruleset, plugin->cues[i]);
}

static void explain_cue(const struct setup *setup, uint32_t cue)
{
    const struct ruleset *ruleset = setup->ruleset;
    printf("cue %s: %s\n", ruleset->cues[cue].name, ruleset->cues[cue].about);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        printf("%s:\n", language_code(language));
        for (size_t i = 0; i < ruleset->phrase_count; i++) {
            const struct phrase *phrase = &ruleset->phrases[i];
            if (phrase->cue == cue && phrase->language == language)
                printf("  %s %s\n", phrase->negative ? "not" : phrase->confidence < 100 ? "weak" : "   ", phrase->source);
        }
        int shown = 0;
        for (size_t i = 0; i < ruleset->example_count && shown < EXAMPLES_SHOWN; i++) {
            const struct example *example = &ruleset->examples[i];
            if (example->cue == cue && example->language == language && example->hit) {
                printf("  e.g. %s\n", example->text);
                shown++;
            }
        }
    }
}

static int unknown_name(const struct setup *setup, const char *name)
{
    const char *names[512];
    size_t count = 0;
    for (size_t i = 0; i < setup->host.rule_count && count < 512; i++)
        names[count++] = setup->host.rules[i].id;
    for (size_t i = 0; i < setup->ruleset->cue_count && count < 512; i++)
        names[count++] = setup->ruleset->cues[i].name;
    const char *nearest = nearest_name(name, names, count);
    complain("no rule or cue \"%s\"; did you mean %s?", name, nearest ? nearest : "nothing");
    return STATUS_WRONG;
}

static int explain_one(const struct setup *setup, const char *name)
{
    const struct host_rule *rule = host_rule_by_id(&setup->host, name);
    uint32_t cue = ruleset_cue(setup->ruleset, name, strlen(name));
    if (!rule && cue == UINT32_MAX)
        return unknown_name(setup, name);
    if (rule)
        explain_rule(setup, rule);
    else
        explain_cue(setup, cue);
    return STATUS_DONE;
}

int rules_explain(struct rules_call *call)
{
    struct setup setup;
    int status = STATUS_WRONG;
    call->setup.keep_examples = true;
    if (call->word_count == 0)
        complain("rules explain needs the name of a rule or cue; see rapport rules list");
    else if (setup_init(&setup, &call->setup) == 0) {
        status = STATUS_DONE;
        for (int i = 0; i < call->word_count && status == STATUS_DONE; i++)
            status = explain_one(&setup, call->words[i]);
        setup_release(&setup);
    } else
        setup_release(&setup);
    return status;
}
