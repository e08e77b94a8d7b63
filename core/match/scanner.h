/*
 * Finds the cues in folded messages. One scanner a thread; the ruleset is shared.
 */
#ifndef RAPPORT_MATCH_SCANNER_H
#define RAPPORT_MATCH_SCANNER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/match/ruleset.h"

/*
 * At most so many hits are kept of one message, and of one phrase in it. Rules compare the hits of a
 * message with each other, so the number bounds their work.
 */
#define SCAN_HITS_MAX 512
#define SCAN_HITS_OF_PHRASE_MAX 64

struct scan_hit {
    uint32_t cue;
    uint32_t begin, end; /* folded bytes, relative to the message */
    uint32_t phrase;     /* index into the ruleset's phrases */
};

struct scanner;

struct scanner *scanner_new(struct ruleset *ruleset);
void scanner_free(struct scanner *scanner);

/*
 * Scans one folded message said by `role` (RAPPORT_CUSTOMER, _AGENT or _BOT; others have no cues) in
 * the languages of the bit set. The hits stand in order of begin, cue, end; hits of one cue that
 * overlap are one. They live until the next call. `text` is
 * folded, with FOLD_PADDING readable bytes behind it.
 */
const struct scan_hit *scanner_scan(struct scanner *scanner, const char *text, size_t len, int role,
                                    unsigned languages, size_t *ret_count);

/* The phrases that hits name. */
const struct phrase *scanner_phrases(const struct scanner *scanner);

/* From now on, whether cues that only conversations with a handover need are left out. */
void scanner_leave_out_rare(struct scanner *scanner, bool leave_out);

/*
 * As scanner_scan, but tries the PCRE2 pattern of every phrase at every word, without the
 * automaton: slow, and the second opinion on what is right. For tests. Which of several phrases a
 * merged hit names may differ.
 */
const struct scan_hit *scanner_scan_slowly(struct scanner *scanner, const char *text, size_t len, int role,
                                           unsigned languages, size_t *ret_count);

/*
 * Tries one phrase alone, whatever it belongs to. Appends at most `cap` hits to `out`, overlapping
 * ones not merged; returns how many. A phrase whose pattern exceeds PCRE2's limits on this text counts as
 * not matching and is counted in scanner_limits_hit.
 */
size_t scanner_try(struct scanner *scanner, uint32_t phrase, const char *text, size_t len, struct scan_hit *out,
                   size_t cap);

/*
 * From now on every match adds one to phrases[phrase], and every hit that is returned to
 * cues[cue * LANGUAGE_COUNT + language of its phrase]. Both are the caller's and must outlive the scanner.
 */
void scanner_count(struct scanner *scanner, uint64_t *phrases, uint64_t *cues);

/* How often a match was given up at PCRE2's limits, or a hit for there were too many. */
uint64_t scanner_limits_hit(const struct scanner *scanner);

#endif
