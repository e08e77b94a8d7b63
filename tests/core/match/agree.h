/* The automaton against PCRE2 on one folded message. */
#ifndef RAPPORT_TESTS_AGREE_H
#define RAPPORT_TESTS_AGREE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/match/scanner.h"
#include "rapport/plugin.h"

static inline void agree_show(char *out, size_t size, const char *by, const struct ruleset *ruleset,
                              const struct scan_hit *hit, const char *text)
{
    if (hit)
        snprintf(out, size, "%s: %s %u-%u \"%.*s\" by %.300s", by, ruleset->cues[hit->cue].name, hit->begin, hit->end,
                 (int)(hit->end - hit->begin), text + hit->begin, ruleset->phrases[hit->phrase].source);
    else
        snprintf(out, size, "%s: no more", by);
}

/* NULL if both find the same cues at the same places; else what differs. Texts beyond the limits say nothing. */
static inline const char *agree_check(const struct ruleset *ruleset, struct scanner *scanner, const char *text,
                                      size_t len, int role, unsigned languages)
{
    static char difference[2200], half[1000];
    static struct scan_hit fast[SCAN_HITS_MAX];
    uint64_t limits = scanner_limits_hit(scanner);
    size_t fast_count, slow_count;
    const struct scan_hit *hits = scanner_scan(scanner, text, len, role, languages, &fast_count);
    if (fast_count)
        memcpy(fast, hits, fast_count * sizeof *fast);
    const struct scan_hit *slow = scanner_scan_slowly(scanner, text, len, role, languages, &slow_count);
    if (scanner_limits_hit(scanner) != limits)
        return NULL;
    for (size_t i = 0; i < fast_count || i < slow_count; i++) {
        if (i < fast_count && i < slow_count && fast[i].cue == slow[i].cue && fast[i].begin == slow[i].begin &&
            fast[i].end == slow[i].end)
            continue;
        agree_show(half, sizeof half, "automaton", ruleset, i < fast_count ? &fast[i] : NULL, text);
        size_t used = (size_t)snprintf(difference, sizeof difference, "%s; ", half);
        agree_show(difference + used, sizeof difference - used, "PCRE2", ruleset, i < slow_count ? &slow[i] : NULL, text);
        return difference;
    }
    return NULL;
}

#endif
