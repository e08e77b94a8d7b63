#define PCRE2_CODE_UNIT_WIDTH 8
#include "core/match/scanner.h"

#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "core/match/walker.h"

/*
 * Limits of one match. Phrases have bounded gaps, so only a reviewer's own expression can come
 * near: the match limit counts steps of backtracking.
 */
enum { MATCH_LIMIT = 100000, DEPTH_LIMIT = 1000, HEAP_LIMIT_KIB = 8192, JIT_STACK_BYTES = 512 * 1024,
       SPACE_NUMBERS = 1 << 20 };

struct scanner {
    struct ruleset *ruleset;
    struct walker *walkers[LANGUAGE_COUNT]; /* made when first needed */
    struct walker_hit *walked;
    struct scan_hit *hits;
    size_t hit_count;
    struct scan_hit *cancels; /* of "not" phrases */
    size_t cancel_count;
    pcre2_match_data *match_data;
    pcre2_match_context *context;
    pcre2_jit_stack *jit_stack;
    int *space; /* of the slow matcher */
    bool leave_out_rare;
    uint64_t *counts_of_phrases, *counts_of_cues; /* NULL: nobody counts */
    uint64_t limits_hit;
};

struct scanner *scanner_new(struct ruleset *ruleset)
{
    struct scanner *scanner = must_calloc(1, sizeof *scanner);
    scanner->ruleset = ruleset;
    scanner->walked = must_alloc(SCAN_HITS_MAX * sizeof *scanner->walked);
    scanner->hits = must_alloc(SCAN_HITS_MAX * sizeof *scanner->hits);
    scanner->cancels = must_alloc(SCAN_HITS_MAX * sizeof *scanner->cancels);
    scanner->match_data = pcre2_match_data_create(64, NULL);
    scanner->context = pcre2_match_context_create(NULL);
    scanner->jit_stack = pcre2_jit_stack_create(32 * 1024, JIT_STACK_BYTES, NULL);
    pcre2_set_match_limit(scanner->context, MATCH_LIMIT);
    pcre2_set_depth_limit(scanner->context, DEPTH_LIMIT);
    pcre2_set_heap_limit(scanner->context, HEAP_LIMIT_KIB);
    pcre2_jit_stack_assign(scanner->context, NULL, scanner->jit_stack);
    return scanner;
}

void scanner_free(struct scanner *scanner)
{
    if (!scanner)
        return;
    pcre2_jit_stack_free(scanner->jit_stack);
    pcre2_match_context_free(scanner->context);
    pcre2_match_data_free(scanner->match_data);
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        walker_free(scanner->walkers[language]);
    free(scanner->space);
    free(scanner->walked);
    free(scanner->cancels);
    free(scanner->hits);
    free(scanner);
}

const struct phrase *scanner_phrases(const struct scanner *scanner)
{
    return scanner->ruleset->phrases;
}

void scanner_leave_out_rare(struct scanner *scanner, bool leave_out)
{
    scanner->leave_out_rare = leave_out;
}

uint64_t scanner_limits_hit(const struct scanner *scanner)
{
    return scanner->limits_hit;
}

/* One hit from the match data, without the spaces that optional words leave at its ends. */
static bool take_hit(const struct scanner *scanner, uint32_t phrase, const char *text, struct scan_hit *ret_hit,
                     size_t *ret_end)
{
    const PCRE2_SIZE *span = pcre2_get_ovector_pointer(scanner->match_data);
    size_t begin = span[0], end = span[1];
    *ret_end = end > begin ? end : end + 1;
    while (begin < end && text[begin] == ' ')
        begin++;
    while (end > begin && text[end - 1] == ' ')
        end--;
    *ret_hit = (struct scan_hit){
        .cue = scanner->ruleset->phrases[phrase].cue,
        .begin = (uint32_t)begin,
        .end = (uint32_t)end,
        .phrase = phrase,
    };
    return end > begin;
}

static bool is_continuation(const char *text, size_t len, size_t at)
{
    return at < len && ((unsigned char)text[at] & 0xC0) == 0x80;
}

size_t scanner_try(struct scanner *scanner, uint32_t phrase, const char *text, size_t len, struct scan_hit *out,
                   size_t cap)
{
    pcre2_code *code = phrase_code(&scanner->ruleset->phrases[phrase], NULL);
    size_t count = 0, from = 0;
    if (!code)
        return 0;
    cap = cap < SCAN_HITS_OF_PHRASE_MAX ? cap : SCAN_HITS_OF_PHRASE_MAX;
    while (count < cap && from <= len) {
        int result = pcre2_match(code, (PCRE2_SPTR)text, len, from, PCRE2_NO_UTF_CHECK, scanner->match_data,
                                 scanner->context);
        if (result < 0) {
            scanner->limits_hit += result != PCRE2_ERROR_NOMATCH;
            break;
        }
        count += take_hit(scanner, phrase, text, &out[count], &from);
        while (is_continuation(text, len, from))
            from++;
    }
    return count;
}

void scanner_count(struct scanner *scanner, uint64_t *phrases, uint64_t *cues)
{
    scanner->counts_of_phrases = phrases;
    scanner->counts_of_cues = cues;
}

/* Files a hit where it belongs; too many are counted, not silently lost. */
static void keep_hit(struct scanner *scanner, struct scan_hit hit)
{
    bool negative = scanner->ruleset->phrases[hit.phrase].negative;
    if (scanner->counts_of_phrases)
        scanner->counts_of_phrases[hit.phrase]++;
    size_t *count = negative ? &scanner->cancel_count : &scanner->hit_count;
    if (*count == SCAN_HITS_MAX)
        scanner->limits_hit++;
    else
        (negative ? scanner->cancels : scanner->hits)[(*count)++] = hit;
}

static void try_expression(struct scanner *scanner, uint32_t phrase, const char *text, size_t len)
{
    struct scan_hit found[SCAN_HITS_OF_PHRASE_MAX];
    size_t count = scanner_try(scanner, phrase, text, len, found, SCAN_HITS_OF_PHRASE_MAX);
    for (size_t i = 0; i < count; i++)
        keep_hit(scanner, found[i]);
}

static void try_expressions(struct scanner *scanner, int language, int role, const char *text, size_t len)
{
    const struct ruleset *ruleset = scanner->ruleset;
    for (size_t i = 0; i < ruleset->expression_count[language][role]; i++)
        if (!ruleset->cues[ruleset->phrases[ruleset->expressions[language][role][i]].cue].unwanted)
            try_expression(scanner, ruleset->expressions[language][role][i], text, len);
}

static void walk(struct scanner *scanner, int language, int role, const char *text, size_t len)
{
    struct ruleset *ruleset = scanner->ruleset;
    struct walker **walker = &scanner->walkers[language];
    bool full = false;
    if (!*walker)
        *walker = walker_new(ruleset_automaton(ruleset, language), ruleset->classes);
    int root = scanner->leave_out_rare ? role + AUTOMATON_ROLES : role;
    size_t count = walker_walk(*walker, root, text, len, scanner->walked, SCAN_HITS_MAX, &full);
    scanner->limits_hit += full;
    for (size_t i = 0; i < count; i++)
        keep_hit(scanner, (struct scan_hit){.cue = ruleset->phrases[scanner->walked[i].value].cue,
                                            .begin = scanner->walked[i].begin,
                                            .end = scanner->walked[i].end,
                                            .phrase = scanner->walked[i].value});
}

static int compare_hits(const void *left, const void *right)
{
    const struct scan_hit *a = left, *b = right;
    if (a->begin != b->begin)
        return a->begin < b->begin ? -1 : 1;
    if (a->cue != b->cue)
        return a->cue < b->cue ? -1 : 1;
    if (a->end != b->end)
        return a->end < b->end ? -1 : 1;
    return a->phrase < b->phrase ? -1 : a->phrase > b->phrase;
}

static int compare_by_cue(const void *left, const void *right)
{
    const struct scan_hit *a = left, *b = right;
    return a->cue != b->cue ? (a->cue < b->cue ? -1 : 1) : compare_hits(left, right);
}

/* Few hits, as nearly always, are put in order by insertion; qsort would ask for memory. */
static void sort_hits(struct scan_hit *hits, size_t count, int (*compare)(const void *, const void *))
{
    enum { FEW = 24 };
    if (count > FEW) {
        qsort(hits, count, sizeof *hits, compare);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        struct scan_hit hit = hits[i];
        size_t at = i;
        for (; at > 0 && compare(&hit, &hits[at - 1]) < 0; at--)
            hits[at] = hits[at - 1];
        hits[at] = hit;
    }
}

static uint8_t confidence(const struct scanner *scanner, const struct scan_hit *hit)
{
    return scanner->ruleset->phrases[hit->phrase].confidence;
}

/*
 * Merges overlapping hits of one cue (the whole is as sure as its surest part) and drops those that a "not" phrase overlaps. Both lists are
 * sorted by cue and place; the cancels of a cue are walked along with its hits.
 */
static size_t settle(struct scanner *scanner)
{
    size_t kept = 0, first_cancel = 0;
    struct scan_hit *hits = scanner->hits;
    for (size_t i = 0; i < scanner->hit_count; i++) {
        const struct scan_hit *cancels = scanner->cancels;
        while (first_cancel < scanner->cancel_count && cancels[first_cancel].cue < hits[i].cue)
            first_cancel++;
        bool cancelled = false;
        for (size_t j = first_cancel; j < scanner->cancel_count && cancels[j].cue == hits[i].cue &&
                                      cancels[j].begin < hits[i].end && !cancelled; j++)
            cancelled = cancels[j].end > hits[i].begin;
        if (cancelled)
            continue;
        if (kept > 0 && hits[kept - 1].cue == hits[i].cue && hits[kept - 1].end > hits[i].begin) {
            if (hits[i].end > hits[kept - 1].end)
                hits[kept - 1].end = hits[i].end;
            if (confidence(scanner, &hits[i]) > confidence(scanner, &hits[kept - 1]))
                hits[kept - 1].phrase = hits[i].phrase;
            continue;
        }
        hits[kept++] = hits[i];
    }
    return kept;
}

static const struct scan_hit *finish(struct scanner *scanner, size_t *ret_count)
{
    size_t count = scanner->hit_count;
    if (count > 1 || (count == 1 && scanner->cancel_count > 0)) {
        sort_hits(scanner->hits, count, compare_by_cue);
        sort_hits(scanner->cancels, scanner->cancel_count, compare_by_cue);
        count = settle(scanner);
        sort_hits(scanner->hits, count, compare_hits);
    }
    for (size_t i = 0; i < count && scanner->counts_of_cues; i++)
        scanner->counts_of_cues[scanner->hits[i].cue * LANGUAGE_COUNT +
                                (size_t)scanner->ruleset->phrases[scanner->hits[i].phrase].language]++;
    *ret_count = count;
    return scanner->hits;
}

const struct scan_hit *scanner_scan(struct scanner *scanner, const char *text, size_t len, int role,
                                    unsigned languages, size_t *ret_count)
{
    scanner->hit_count = scanner->cancel_count = 0;
    for (int language = 0; language < LANGUAGE_COUNT && role < RULESET_ROLES; language++) {
        if (!(languages >> language & 1))
            continue;
        walk(scanner, language, role, text, len);
        try_expressions(scanner, language, role, text, len);
    }
    return finish(scanner, ret_count);
}

/* All matches that begin with the word at `begin`; PCRE2's other matcher finds them, longest first. */
static void match_at(struct scanner *scanner, uint32_t phrase, const char *text, size_t len, uint32_t begin)
{
    pcre2_code *code = phrase_code(&scanner->ruleset->phrases[phrase], NULL);
    if (!scanner->space)
        scanner->space = must_alloc(SPACE_NUMBERS * sizeof *scanner->space);
    int result = pcre2_dfa_match(code, (PCRE2_SPTR)text, len, begin, PCRE2_ANCHORED | PCRE2_NO_UTF_CHECK,
                                 scanner->match_data, scanner->context, scanner->space, SPACE_NUMBERS);
    scanner->limits_hit += result <= 0 && result != PCRE2_ERROR_NOMATCH;
    const PCRE2_SIZE *spans = pcre2_get_ovector_pointer(scanner->match_data);
    for (int i = 0; i < result && spans[2 * i + 1] > begin; i++)
        keep_hit(scanner, (struct scan_hit){.cue = scanner->ruleset->phrases[phrase].cue,
                                            .begin = begin,
                                            .end = (uint32_t)spans[2 * i + 1],
                                            .phrase = phrase});
}

static void match_phrase(struct scanner *scanner, uint32_t phrase, const char *text, size_t len)
{
    size_t at = 0;
    struct walker_word word;
    if (scanner->ruleset->phrases[phrase].tree->first->kind == PHRASE_REGEX)
        try_expression(scanner, phrase, text, len);
    else
        while (walker_next_word(text, len, &at, &word))
            match_at(scanner, phrase, text, len, word.begin);
}

const struct scan_hit *scanner_scan_slowly(struct scanner *scanner, const char *text, size_t len, int role,
                                           unsigned languages, size_t *ret_count)
{
    const struct ruleset *ruleset = scanner->ruleset;
    scanner->hit_count = scanner->cancel_count = 0;
    for (uint32_t i = 0; i < ruleset->phrase_count && role < RULESET_ROLES; i++) {
        const struct phrase *phrase = &ruleset->phrases[i];
        if ((languages >> phrase->language & 1) && (ruleset->cues[phrase->cue].said_by >> role & 1))
            match_phrase(scanner, i, text, len);
    }
    return finish(scanner, ret_count);
}
