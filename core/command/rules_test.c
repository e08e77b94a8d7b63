/* rapport rules test: every pack against its own examples, every phrase against a text made of it. */
#include <stdio.h>
#include <string.h>

#include "core/command/command.h"
#include "core/command/options.h"
#include "core/command/rules.h"
#include "core/match/scanner.h"
#include "core/match/walker.h"
#include "core/text/visible.h"

struct tester {
    struct ruleset *ruleset;
    struct scanner *scanner;
    struct folder folder;
    unsigned long passed, failed, slow;
};

/* Folds a text; the folded one lives until the next call. */
static const char *fold(struct tester *tester, const char *text, size_t *ret_len)
{
    struct folded folded;
    folder_clear(&tester->folder);
    fold_message(&tester->folder, text, strlen(text), &folded);
    *ret_len = folded.len;
    return tester->folder.text.ptr + folded.begin;
}

/* Some role that says the cue. */
static int role_of(const struct cue *cue)
{
    return cue->said_by & SAID_BY_AGENT ? RAPPORT_AGENT : cue->said_by & SAID_BY_CUSTOMER ? RAPPORT_CUSTOMER : RAPPORT_BOT;
}

static void fail(struct tester *tester, const char *file, const char *what, const char *text, const char *detail)
{
    struct bytes line = {0};
    visible_add_z(&line, file);
    bytes_addf(&line, ": %s: ", what);
    visible_add_z(&line, text);
    if (detail) {
        bytes_add_text(&line, " (by: ");
        visible_add_z(&line, detail);
        bytes_add_char(&line, ')');
    }
    puts(bytes_text(&line));
    bytes_release(&line);
    tester->failed++;
}

/* The first hit of the cue in the text, or NULL. */
static const struct scan_hit *find_cue(struct tester *tester, uint32_t cue, int language, const char *text)
{
    size_t len, count;
    const char *folded = fold(tester, text, &len);
    int role = role_of(&tester->ruleset->cues[cue]);
    const struct scan_hit *hits = scanner_scan(tester->scanner, folded, len, role, 1u << language, &count);
    for (size_t i = 0; i < count; i++)
        if (hits[i].cue == cue)
            return &hits[i];
    return NULL;
}

static void test_example(struct tester *tester, const struct example *example)
{
    const struct scan_hit *hit = find_cue(tester, example->cue, example->language, example->text);
    if (example->hit && !hit)
        fail(tester, example->file, "must match", example->text, NULL);
    else if (!example->hit && hit)
        fail(tester, example->file, "must not match", example->text, tester->ruleset->phrases[hit->phrase].source);
    else
        tester->passed++;
}

/* Walks the text with an automaton of this phrase alone: nothing else can match or cancel. */
static bool matches_alone(const struct phrase *phrase, const char *text, size_t len)
{
    static const uint32_t class_of_one[1] = {0};
    struct automaton_builder *builder = automaton_builder_new();
    struct walker_hit hit;
    bool full = false;
    automaton_add(builder, phrase->tree, 0, 1u << RAPPORT_AGENT);
    struct automaton *automaton = automaton_build(builder);
    struct walker *walker = walker_new(automaton, class_of_one);
    size_t count = walker_walk(walker, RAPPORT_AGENT, text, len, &hit, 1, &full);
    walker_free(walker);
    automaton_free(automaton);
    return count > 0;
}

/* A text made of the phrase itself must match it, or nothing ever will. */
static void test_phrase(struct tester *tester, uint32_t index)
{
    const struct phrase *phrase = &tester->ruleset->phrases[index];
    struct bytes sample = {0};
    size_t len;
    if (phrase->tree->first->kind == PHRASE_REGEX) {
        tester->slow++; /* tried on every message; compiled when it was read; its examples are its proof */
        tester->passed++;
        return;
    }
    phrase_sample(phrase->tree, &sample);
    const char *folded = fold(tester, bytes_text(&sample), &len);
    if (matches_alone(phrase, folded, len))
        tester->passed++;
    else
        fail(tester, phrase->file, "can never match", phrase->source, NULL);
    bytes_release(&sample);
}

static void report_size(const struct ruleset *ruleset)
{
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        size_t phrases = 0, cues = 0;
        for (size_t i = 0; i < ruleset->phrase_count; i++)
            phrases += ruleset->phrases[i].language == language && strcmp(ruleset->phrases[i].file, "price list") != 0;
        for (size_t i = 0; i < ruleset->cue_count; i++)
            cues += ruleset->cues[i].seen[language];
        printf("%s: %zu phrases in %zu cues\n", language_code(language), phrases, cues);
    }
}

static int test_all(struct ruleset *ruleset, int language)
{
    struct tester tester = {.ruleset = ruleset, .scanner = scanner_new(ruleset)};
    folder_init(&tester.folder);
    for (uint32_t i = 0; i < ruleset->phrase_count; i++)
        if (language == LANGUAGE_NONE || ruleset->phrases[i].language == language)
            test_phrase(&tester, i);
    for (size_t i = 0; i < ruleset->example_count; i++)
        if (language == LANGUAGE_NONE || ruleset->examples[i].language == language)
            test_example(&tester, &ruleset->examples[i]);
    report_size(ruleset);
    if (tester.slow > 0)
        printf("%lu regular expressions are tried on every message\n", tester.slow);
    printf("%lu passed, %lu failed\n", tester.passed, tester.failed);
    scanner_free(tester.scanner);
    folder_release(&tester.folder);
    return tester.failed == 0 ? STATUS_DONE : STATUS_WRONG;
}

int rules_test(struct rules_call *call)
{
    struct setup setup;
    int status = STATUS_WRONG;
    call->setup.keep_examples = true;
    if (setup_init(&setup, &call->setup) == 0)
        status = test_all(setup.ruleset, call->language);
    setup_release(&setup);
    return status;
}
