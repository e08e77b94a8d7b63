/*
 * Phrases of any bytes: parsed or refused with a reason, never a crash; and what the automaton
 * finds in a text, PCRE2 finds too. The input: a byte for the language, phrases up to an empty
 * line, and the text.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "tests/core/match/agree.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { PHRASES_MAX = 8, PHRASE_BYTES = 400, TEXT_BYTES = 2000 };

static void phrase_add(struct ruleset *ruleset, int language, const char *phrase, size_t len, uint32_t number)
{
    struct bytes why = {0};
    const struct phrase_sequence *tree = phrase_parse(phrase, len, &ruleset->arena, &why);
    if (!tree && why.len == 0)
        abort();
    /* an expression is PCRE2's business alone: both would ask it */
    if (tree && tree->first->kind != PHRASE_REGEX) {
        char name[16];
        snprintf(name, sizeof name, "c%u", number / 2);
        uint32_t cue = ruleset_add_cue(ruleset, name, SAID_BY_AGENT, "");
        ruleset_add_phrase(ruleset, cue, language, false, "phrase", "fuzz", tree);
    }
    bytes_release(&why);
}

static void text_scan(struct ruleset *ruleset, const char *text, size_t len)
{
    struct folder folder;
    struct folded folded;
    folder_init(&folder);
    fold_message(&folder, text, len, &folded);
    struct scanner *scanner = scanner_new(ruleset);
    const char *difference = agree_check(ruleset, scanner, folder.text.ptr + folded.begin, folded.len, RAPPORT_AGENT, 7);
    if (difference) {
        fprintf(stderr, "%s\n", difference);
        abort();
    }
    scanner_free(scanner);
    folder_release(&folder);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool ready;
    if (!ready)
        fold_init();
    ready = true;
    if (size < 2 || size > TEXT_BYTES || utf8_valid((const char *)data + 1, size - 1) != size - 1)
        return 0;
    const char *at = (const char *)data + 1, *end = (const char *)data + size;
    struct ruleset *ruleset = ruleset_new(false);
    for (uint32_t i = 0; i < PHRASES_MAX && at < end && *at != '\n'; i++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop ? stop : end;
        if (stop - at < PHRASE_BYTES)
            phrase_add(ruleset, data[0] % LANGUAGE_COUNT, at, (size_t)(stop - at), i);
        at = stop < end ? stop + 1 : end;
    }
    if (at < end && ruleset->phrase_count > 0) {
        ruleset_build(ruleset);
        text_scan(ruleset, at, (size_t)(end - at));
    }
    ruleset_free(ruleset);
    return 0;
}
