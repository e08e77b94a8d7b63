/*
 * template/variant: a template lacks one of the languages, or its placeholders, amounts or links are others
 * than those of the variant it is compared with: the first in the order en, he, fa of those that are there.
 */
#include <stdlib.h>
#include <string.h>

#include "core/lint/lint.h"
#include "core/lint/placeholder.h"

static int compare_by_name(const void *left, const void *right)
{
    const struct lint_reply *const *a = left, *const *b = right;
    int order = strcmp((*a)->name, (*b)->name);
    if (order == 0)
        order = ((*a)->language > (*b)->language) - ((*a)->language < (*b)->language);
    return order ? order : (*a > *b) - (*a < *b);
}

static int compare_texts(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

/* Sorted words joined by commas, for comparing and for showing. */
struct words {
    char *list[PLACEHOLDERS_MAX];
    size_t count;
};

static void words_add(struct words *words, const char *text, size_t len)
{
    if (words->count < PLACEHOLDERS_MAX)
        words->list[words->count++] = must_copy(text, len);
}

static char *words_join(struct words *words)
{
    struct bytes out = {0};
    qsort(words->list, words->count, sizeof *words->list, compare_texts);
    for (size_t i = 0; i < words->count; i++) {
        bytes_addf(&out, "%s%s", i ? ", " : "", words->list[i]);
        free(words->list[i]);
    }
    char *text = must_copy(out.ptr ? out.ptr : "", out.len);
    bytes_release(&out);
    return text;
}

static char *placeholders_of(const struct lint_reply *reply)
{
    struct placeholder found[PLACEHOLDERS_MAX];
    struct words words = {.count = 0};
    size_t count = placeholders_find(reply->reply->text, reply->reply->len, reply->reply->html, found);
    for (size_t i = 0; i < count; i++) {
        bool named = found[i].name_end > found[i].name_begin;
        uint32_t begin = named ? found[i].name_begin : found[i].begin, end = named ? found[i].name_end : found[i].end;
        words_add(&words, reply->reply->text + begin, end - begin);
    }
    return words_join(&words);
}

static char *links_of(const struct lint_reply *reply)
{
    struct words words = {.count = 0};
    for (const char *at = reply->reply->text; (at = strstr(at, "://"));) {
        const char *begin = at, *end = at;
        while (begin > reply->reply->text && begin[-1] >= 'a' && begin[-1] <= 'z')
            begin--;
        while (*end > ' ' && *end < 0x7F && !strchr("<>\"')]", *end))
            end++;
        while (end > at && strchr(".,;:!?", end[-1]))
            end--;
        words_add(&words, begin, (size_t)(end - begin));
        at = end;
    }
    return words_join(&words);
}

/* "{he}" in links would be told apart for nothing. */
static char *without_language(char *links)
{
    static const char *const codes[] = {"/he", "/fa", "/en", "lang=he", "lang=fa", "lang=en"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        for (char *at = links; (at = strstr(at, codes[i])); at += strlen(codes[i]))
            memset(at + strlen(codes[i]) - 2, '*', 2);
    return links;
}

static void compare_one(struct lint *lint, const struct lint_reply *reply, const char *what, const char *here,
                        const char *there, const struct lint_reply *other)
{
    struct bytes note = {0};
    if (strcmp(here, there) == 0)
        return;
    bytes_addf(&note, "%s are %s here and %s in %s", what, *here ? here : "none", *there ? there : "none",
               language_code(other->language));
    struct lint_finding *finding = lint_add(lint, TEMPLATE_VARIANT, (uint32_t)(reply - lint->replies), 0, 0,
                                            lint_kept(lint, bytes_text(&note), note.len));
    finding->related = lint_kept(lint, other->sheet->path, strlen(other->sheet->path));
    bytes_release(&note);
}

static void compare_with(struct lint *lint, const struct lint_reply *reply, const struct lint_reply *other)
{
    char *here = placeholders_of(reply), *there = placeholders_of(other);
    compare_one(lint, reply, "placeholders", here, there, other);
    free(here);
    free(there);
    compare_one(lint, reply, "amounts", reply->amounts, other->amounts, other);
    here = without_language(links_of(reply));
    there = without_language(links_of(other));
    compare_one(lint, reply, "links", here, there, other);
    free(here);
    free(there);
}

static const struct lint_reply *reference_of(struct lint_reply *const *group, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (group[i]->language == LANGUAGE_EN)
            return group[i];
    return group[0];
}

static void report_missing(struct lint *lint, const struct lint_reply *reply, unsigned missing)
{
    struct bytes note = {0};
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        if (missing >> language & 1)
            bytes_addf(&note, "%s%s", note.len ? ", " : "has no variant in ", language_code(language));
    lint_add(lint, TEMPLATE_VARIANT, (uint32_t)(reply - lint->replies), 0, 0, lint_kept(lint, bytes_text(&note), note.len));
    bytes_release(&note);
}

static void judge_group(struct lint *lint, struct lint_reply *const *group, size_t count, unsigned languages)
{
    unsigned there = 0;
    const struct lint_reply *reference = reference_of(group, count);
    for (size_t i = 0; i < count; i++)
        there |= group[i]->language == LANGUAGE_NONE ? 0 : 1u << group[i]->language;
    if (languages & ~there)
        report_missing(lint, reference, languages & ~there);
    for (size_t i = 0; i < count; i++)
        if (group[i] != reference && group[i]->language != reference->language)
            compare_with(lint, group[i], reference);
}

/* Those that are configured, or else all that occur. */
static unsigned wanted_languages(const struct lint *lint)
{
    unsigned seen = 0;
    for (size_t i = 0; i < lint->reply_count; i++)
        seen |= lint->replies[i].language == LANGUAGE_NONE ? 0 : 1u << lint->replies[i].language;
    return lint->config->languages_set ? lint->config->languages : seen;
}

void lint_variants(struct lint *lint)
{
    unsigned languages = wanted_languages(lint);
    struct lint_reply **sorted = must_alloc((lint->reply_count + 1) * sizeof(struct lint_reply *));
    for (size_t i = 0; i < lint->reply_count; i++)
        sorted[i] = &lint->replies[i];
    qsort(sorted, lint->reply_count, sizeof(struct lint_reply *), compare_by_name);
    if (languages & (languages - 1)) /* more than one */
        for (size_t i = 0, end; i < lint->reply_count; i = end) {
            for (end = i + 1; end < lint->reply_count && strcmp(sorted[i]->name, sorted[end]->name) == 0; end++)
                continue;
            judge_group(lint, &sorted[i], end - i, languages);
        }
    free(sorted);
}
