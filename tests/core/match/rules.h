/* A few phrases, and what is found of them; the automaton and PCRE2 must agree every time. */
#ifndef RAPPORT_TESTS_RULES_H
#define RAPPORT_TESTS_RULES_H

#include <check.h>
#include <string.h>

#include "core/match/scanner.h"
#include "core/text/fold.h"
#include "tests/core/match/agree.h"

static struct ruleset *ruleset;
static struct scanner *scanner;
static struct folder folder;
static struct bytes found;

static void rules_begin(void)
{
    fold_init();
    folder_init(&folder);
    ruleset = ruleset_new(false);
}

static void rules_end(void)
{
    scanner_free(scanner);
    ruleset_free(ruleset);
    folder_release(&folder);
    bytes_release(&found);
    scanner = NULL;
    ruleset = NULL;
}

static inline void rule_add(const char *cue, int language, const char *phrase, bool negative)
{
    struct bytes why = {0};
    const struct phrase_sequence *tree = phrase_parse(phrase, strlen(phrase), &ruleset->arena, &why);
    ck_assert_msg(tree != NULL, "%s: %s", phrase, bytes_text(&why));
    uint32_t id = ruleset_add_cue(ruleset, cue, SAID_BY_AGENT, "");
    ruleset_add_phrase(ruleset, id, language, negative, phrase, "test", tree);
    bytes_release(&why);
}

/* Folds the text and scans it both ways. */
static inline const struct scan_hit *rules_scan(const char *text, size_t len, int role, unsigned languages,
                                                size_t *ret_count, const char **ret_folded)
{
    struct folded folded;
    if (!scanner) {
        ruleset_build(ruleset);
        scanner = scanner_new(ruleset);
    }
    folder_clear(&folder);
    fold_message(&folder, text, len, &folded);
    *ret_folded = folder.text.ptr + folded.begin;
    const char *difference = agree_check(ruleset, scanner, *ret_folded, folded.len, role, languages);
    struct bytes phrases = {0};
    for (size_t i = 0; difference && i < ruleset->phrase_count; i++)
        bytes_addf(&phrases, "\n%s%s: %s", ruleset->phrases[i].negative ? "not " : "",
                   ruleset->cues[ruleset->phrases[i].cue].name, ruleset->phrases[i].source);
    ck_assert_msg(difference == NULL, "%s in: %.*s%s", difference, (int)folded.len, *ret_folded, bytes_text(&phrases));
    bytes_release(&phrases);
    return scanner_scan(scanner, *ret_folded, folded.len, role, languages, ret_count);
}

/* "cue:words|cue:words" of a text that an agent says. */
static inline const char *rules_find(const char *text)
{
    size_t count;
    const char *folded;
    const struct scan_hit *hits = rules_scan(text, strlen(text), RAPPORT_AGENT, 7, &count, &folded);
    bytes_clear(&found);
    for (size_t i = 0; i < count; i++)
        bytes_addf(&found, "%s%s:%.*s", i ? "|" : "", ruleset->cues[hits[i].cue].name,
                   (int)(hits[i].end - hits[i].begin), folded + hits[i].begin);
    return bytes_text(&found);
}

/* One phrase and a text: what of it matches, "" if nothing. */
static inline void phrase_finds(int language, const char *phrase, const char *text, const char *words)
{
    rules_end();
    rules_begin();
    rule_add("c", language, phrase, false);
    const char *hit = rules_find(text);
    ck_assert_msg(strcmp(*hit ? hit + 2 : hit, words) == 0, "%s in %s: \"%s\", not \"%s\"", phrase, text,
                  *hit ? hit + 2 : hit, words);
}

#endif
