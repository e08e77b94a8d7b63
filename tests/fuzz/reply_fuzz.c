/*
 * A file of canned responses, of the kind that the first byte chooses. Every place that is told must be one of
 * the file, and fixes must come to an end and make no new replies (one of control characters alone is none without them).
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/lint/lint.h"
#include "core/lint/patch.h"
#include "core/text/fold.h"
#include "core/text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define EXPECT(condition)                                                   \
    do {                                                                    \
        if (!(condition)) {                                                 \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
            abort();                                                        \
        }                                                                   \
    } while (0)

static const char *const names[] = {"a.json", "fa/a.yml", "a.po",  "a.xlf", "he.csv", "a.tsv", "fa.md", "he/a.txt",
                                    "a.html", "en.json",  "a.jsonl"};
static const char *const text_keys[] = {"text", "content", NULL}, *const lang_keys[] = {"lang", NULL},
                                     *const kind_keys[] = {"kind", NULL}, *const id_keys[] = {"id", NULL};
static const struct sheet_keys keys = {text_keys, lang_keys, kind_keys, id_keys};

static void reply_check(const struct sheet *sheet, const struct reply *reply)
{
    EXPECT(utf8_valid(reply->text, reply->len) == reply->len);
    for (uint32_t at = 0; at < reply->len; at++) {
        uint32_t begin, end, line, column;
        reply_place(reply, at, at + 1, &begin, &end);
        EXPECT(begin < end && end <= sheet->len);
        sheet_place(sheet, begin, &line, &column);
        EXPECT(line >= 1 && line <= sheet->line_count && column >= 1);
    }
}

static void findings_check(const struct lint *lint)
{
    for (size_t i = 0; i < lint->finding_count; i++) {
        const struct lint_finding *finding = &lint->findings[i];
        EXPECT(finding->begin <= finding->end && finding->end <= lint->replies[finding->reply].reply->len);
        EXPECT(!finding->has_fix || (finding->fix.begin <= finding->fix.end && finding->fix.end <= lint->sheets[0].len));
    }
}

/* Checks a file; `fixed` is what its fixes make of it, empty if there are none. Returns how many replies it has. */
static size_t check(const char *name, const char *bytes, size_t len, struct bytes *fixed)
{
    static const struct config config;
    struct problems problems;
    struct lint lint = {.config = &config, .problems = &problems};
    problems_init(&problems);
    lint.sheets = must_calloc(1, sizeof *lint.sheets);
    lint.sheet_count = 1;
    bytes_clear(fixed);
    if (sheet_take(&lint.sheets[0], name, bytes, len, &keys, &problems) == 0) {
        sheet_read(&lint.sheets[0]);
        lint_gather(&lint);
        for (size_t i = 0; i < lint.reply_count; i++)
            reply_check(&lint.sheets[0], lint.replies[i].reply);
        lint_placeholders(&lint);
        lint_letters(&lint);
        lint_bidi(&lint);
        lint_duplicates(&lint);
        lint_variants(&lint);
        findings_check(&lint);
        patch_apply(&lint, &lint.sheets[0], true, fixed);
    }
    size_t count = lint.reply_count;
    lint_release(&lint);
    problems_release(&problems);
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { ROUNDS = 16 };
    struct bytes file = {0}, fixed = {0};
    if (size == 0)
        return 0;
    fold_init();
    const char *name = names[data[0] % (sizeof names / sizeof *names)];
    bytes_add(&file, (const char *)data + 1, size - 1);
    size_t count = check(name, bytes_text(&file), file.len, &fixed);
    for (int round = 0; fixed.len > 0; round++) {
        EXPECT(round < ROUNDS);
        bytes_clear(&file);
        bytes_add(&file, fixed.ptr, fixed.len);
        EXPECT(check(name, bytes_text(&file), file.len, &fixed) <= count);
    }
    bytes_release(&file);
    bytes_release(&fixed);
    return 0;
}
