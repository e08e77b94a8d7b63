/* rapport rules coverage: how often cues are seen in logs, and which phrases never are. */
#include <stdio.h>
#include <string.h>

#include "core/command/command.h"
#include "core/command/options.h"
#include "core/command/reading.h"
#include "core/command/rules.h"
#include "core/model/nearest.h"
#include "core/text/visible.h"

struct counts {
    size_t phrases, never; /* without those of "not" */
};

static struct counts count_phrases(const struct ruleset *ruleset, const struct coverage *coverage, uint32_t cue,
                                   int language)
{
    struct counts counts = {0};
    for (size_t i = 0; i < ruleset->phrase_count; i++) {
        const struct phrase *phrase = &ruleset->phrases[i];
        if (phrase->cue != cue || phrase->language != language || phrase->negative)
            continue;
        counts.phrases++;
        counts.never += coverage->phrases[i] == 0;
    }
    return counts;
}

static void print_never_seen(const struct ruleset *ruleset, const struct coverage *coverage, uint32_t cue, int language)
{
    struct bytes line = {0};
    for (size_t i = 0; i < ruleset->phrase_count; i++) {
        const struct phrase *phrase = &ruleset->phrases[i];
        if (phrase->cue != cue || phrase->language != language || coverage->phrases[i] > 0)
            continue;
        bytes_clear(&line);
        bytes_add_text(&line, phrase->negative ? "    never, not  " : "    never       ");
        visible_add_isolated(&line, phrase->source, strlen(phrase->source), false);
        puts(bytes_text(&line));
    }
    bytes_release(&line);
}

static void print_cue(const struct ruleset *ruleset, const struct coverage *coverage, uint32_t cue, int language,
                      bool brief)
{
    struct counts counts = count_phrases(ruleset, coverage, cue, language);
    printf("%s  %-18s seen %8llu  phrases %4zu  never seen %4zu\n", language_code(language), ruleset->cues[cue].name,
           (unsigned long long)coverage->cues[cue * LANGUAGE_COUNT + (size_t)language], counts.phrases, counts.never);
    if (!brief)
        print_never_seen(ruleset, coverage, cue, language);
}

static void print_all(const struct ruleset *ruleset, const struct coverage *coverage, const struct rules_call *call,
                      unsigned languages)
{
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        if (!(languages >> language & 1) || (call->language != LANGUAGE_NONE && call->language != language))
            continue;
        for (uint32_t cue = 0; cue < ruleset->cue_count; cue++)
            if (ruleset->cues[cue].seen[language] && (!call->cue || strcmp(call->cue, ruleset->cues[cue].name) == 0))
                print_cue(ruleset, coverage, cue, language, call->brief);
    }
}

static bool knows_cue(const struct ruleset *ruleset, const char *name)
{
    const char *names[512];
    size_t count = 0;
    if (ruleset_cue(ruleset, name, strlen(name)) != UINT32_MAX)
        return true;
    for (size_t i = 0; i < ruleset->cue_count && count < 512; i++)
        names[count++] = ruleset->cues[i].name;
    complain("no cue \"%s\"; did you mean %s?", name, nearest_name(name, names, count));
    return false;
}

static int cover(struct rules_call *call, struct setup *setup)
{
    struct coverage coverage;
    struct collector collector;
    int status = STATUS_WRONG;
    ruleset_tell_apart(setup->ruleset);
    coverage_init(&coverage, setup->ruleset);
    struct run_setup run = {.ruleset = setup->ruleset, .host = &setup->host, .texts = &setup->texts,
                            .format = output_by_name("jsonl"), .style = {.ui = setup->ui}, .min_confidence = 101,
                            .coverage = &coverage};
    source_input(&call->source, &setup->config, &call->input);
    collector_init(&collector, &run);
    struct worker *worker = reading_run(&run, &collector, &call->input, call->words, (size_t)call->word_count);
    if (worker) {
        worker_free(worker); /* adds what it counted */
        print_all(setup->ruleset, &coverage, call, setup->config.languages);
        status = reading_status(&collector.problems);
    }
    collector_release(&collector);
    coverage_release(&coverage);
    return status;
}

int rules_coverage(struct rules_call *call)
{
    struct setup setup;
    int status = STATUS_WRONG;
    if (call->word_count == 0) {
        complain("rules coverage needs a file, a directory, or - for standard input");
        return status;
    }
    if (setup_init(&setup, &call->setup) == 0 && (!call->cue || knows_cue(setup.ruleset, call->cue)))
        status = cover(call, &setup);
    setup_release(&setup);
    return status;
}
