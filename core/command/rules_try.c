/* rapport rules try: one phrase against one text, with nothing hidden. */
#include <stdio.h>
#include <string.h>

#include "core/command/command.h"
#include "core/command/options.h"
#include "core/command/rules.h"
#include "core/match/scanner.h"
#include "core/text/utf8.h"
#include "core/text/visible.h"

/* Reviewers write phrases; one that has a backslash can only be meant as an expression. */
static void phrase_source(const struct rules_call *call, struct bytes *out)
{
    size_t len = strlen(call->phrase);
    bool marked = len > 1 && call->phrase[0] == '/' && call->phrase[len - 1] == '/';
    bool expression = !marked && strchr(call->phrase, '\\');
    if (expression)
        bytes_add_char(out, '/');
    bytes_add_text(out, call->phrase);
    if (expression)
        bytes_add_char(out, '/');
    bytes_text(out);
}

/* A ruleset of this one phrase; its pattern is compiled, so that a bad one is found here. */
static struct ruleset *ruleset_of_phrase(const struct rules_call *call, struct bytes *why)
{
    struct ruleset *ruleset = ruleset_new(false);
    struct bytes source = {0};
    phrase_source(call, &source);
    const struct phrase_sequence *tree = phrase_parse(source.ptr, source.len, &ruleset->arena, why);
    if (tree) {
        uint32_t cue = ruleset_add_cue(ruleset, "try", SAID_BY_AGENT, "");
        ruleset_add_phrase(ruleset, cue, call->language, false, source.ptr, "--phrase", tree);
        ruleset_build(ruleset);
        tree = phrase_code(&ruleset->phrases[0], why) ? tree : NULL;
    }
    bytes_release(&source);
    if (tree)
        return ruleset;
    ruleset_free(ruleset);
    return NULL;
}

static void print_line(const char *label, const char *text, size_t len)
{
    struct bytes line = {0};
    visible_add(&line, text, len);
    printf("%-8s %s\n", label, bytes_text(&line));
    bytes_release(&line);
}

static int print_hits(const struct rules_call *call, const struct folder *folder, const struct folded *folded,
                      const struct scan_hit *hits, size_t count)
{
    size_t len = strlen(call->text);
    for (size_t i = 0; i < count; i++) {
        uint32_t begin, end;
        fold_original(folder, folded, call->text, len, hits[i].begin, hits[i].end, &begin, &end);
        printf("match    %u-%u ", begin, end);
        struct bytes words = {0};
        visible_add(&words, call->text + begin, end - begin);
        printf("%s\n", bytes_text(&words));
        bytes_release(&words);
    }
    if (count == 0)
        puts("no match");
    return count > 0 ? STATUS_DONE : STATUS_FOUND;
}

static int try_phrase(const struct rules_call *call, struct ruleset *ruleset)
{
    struct folder folder;
    struct folded folded;
    size_t count;
    folder_init(&folder);
    fold_message(&folder, call->text, strlen(call->text), &folded);
    const char *text = folder.text.ptr + folded.begin;
    struct scanner *scanner = scanner_new(ruleset);
    const struct scan_hit *hits =
        scanner_scan(scanner, text, folded.len, RAPPORT_AGENT, 1u << call->language, &count);
    print_line("phrase", call->phrase, strlen(call->phrase));
    print_line("text", call->text, strlen(call->text));
    print_line("folded", text, folded.len);
    int status = print_hits(call, &folder, &folded, hits, count);
    scanner_free(scanner);
    folder_release(&folder);
    return status;
}

int rules_try(struct rules_call *call)
{
    if (!call->phrase || !call->text || call->language == LANGUAGE_NONE) {
        complain("rules try needs --lang, --phrase and --text");
        return STATUS_WRONG;
    }
    if (utf8_valid(call->text, strlen(call->text)) != strlen(call->text) ||
        utf8_valid(call->phrase, strlen(call->phrase)) != strlen(call->phrase)) {
        complain("the phrase or the text is not UTF-8");
        return STATUS_WRONG;
    }
    struct bytes why = {0};
    fold_init();
    struct ruleset *ruleset = ruleset_of_phrase(call, &why);
    int status = STATUS_WRONG;
    if (ruleset)
        status = try_phrase(call, ruleset);
    else
        complain("bad phrase: %s: %s", bytes_text(&why), call->phrase);
    ruleset_free(ruleset);
    bytes_release(&why);
    return status;
}
