/*
 * All cue packs of a run: cues, phrases, and the automata that find them.
 * Made once on the main thread, constant afterwards, shared by all scanners. What only some runs
 * need is made when first needed, by whichever thread comes first: the automaton of a language,
 * and the PCRE2 pattern of a phrase.
 *
 * On disk: rules/cues.json names the cues and who says them; rules/<lang>/<cue>.json are packs:
 *   {"cue":"refusal","phrases":["…"],"not":["…"],"hit":["…"],"miss":["…"],"note":"…"}
 * and may have "weak":["…"], phrases that often but not always mean the cue, with "confidence":60.
 */
#ifndef RAPPORT_MATCH_RULESET_H
#define RAPPORT_MATCH_RULESET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/match/phrase.h"
#include "core/match/automaton.h"
#include "core/model/arena.h"
#include "core/model/bytes.h"
#include "core/text/language.h"

enum { SAID_BY_CUSTOMER = 1, SAID_BY_AGENT = 2, SAID_BY_BOT = 4 };
#define RULESET_ROLES AUTOMATON_ROLES

struct cue {
    const char *name;
    const char *about;
    unsigned said_by;
    bool seen[LANGUAGE_COUNT]; /* a pack of that language has it */
    bool unwanted;             /* nobody asks for it: its phrases are not looked for */
    bool rare;                 /* asked for only in conversations with a handover */
};

struct phrase {
    const char *source; /* as the reviewer wrote it */
    const char *file;
    const struct phrase_sequence *tree;
    int language;
    uint32_t cue;
    bool negative;      /* of "not": cancels hits it overlaps */
    uint8_t confidence; /* 1 to 100: how sure it is that it means the cue; below 100 for those of "weak" */
    void *_Atomic code; /* pcre2_code *, once it was needed */
};

struct example {
    const char *file, *text;
    int language;
    uint32_t cue;
    bool hit;
};

struct ruleset {
    struct arena arena;
    struct arena *absorbed; /* of rulesets that became part of this one */
    size_t absorbed_count, absorbed_cap;
    struct cue *cues;
    size_t cue_count, cue_cap;
    struct phrase *phrases;
    size_t phrase_count, phrase_cap;
    struct example *examples; /* only if asked for */
    size_t example_count, example_cap;
    bool keep_examples;
    struct automaton *_Atomic automata[LANGUAGE_COUNT];
    uint32_t *classes; /* of each phrase: of one cue, sign and confidence all are interchangeable */
    uint32_t *expressions[LANGUAGE_COUNT][RULESET_ROLES]; /* phrases that are regular expressions */
    size_t expression_count[LANGUAGE_COUNT][RULESET_ROLES];
};

struct ruleset *ruleset_new(bool keep_examples);
void ruleset_free(struct ruleset *ruleset);

/* The id of a cue, UINT32_MAX if there is none. */
uint32_t ruleset_cue(const struct ruleset *ruleset, const char *name, size_t len);
/* Adds a cue, or returns the one of that name. */
uint32_t ruleset_add_cue(struct ruleset *ruleset, const char *name, unsigned said_by, const char *about);

/* Adds a phrase. `tree` must live in the ruleset's arena. `file` and `source` are copied. */
void ruleset_add_phrase(struct ruleset *ruleset, uint32_t cue, int language, bool negative, const char *source,
                        const char *file, const struct phrase_sequence *tree);
void ruleset_add_example(struct ruleset *ruleset, uint32_t cue, int language, bool hit, const char *text,
                         const char *file);

/* Moves phrases and examples of `from`, which is freed, behind those of `into`. Cues are those of `into`. */
void ruleset_absorb(struct ruleset *into, struct ruleset *from);

/* After the last phrase; scanners may be made then. */
void ruleset_build(struct ruleset *ruleset);

/*
 * What is wanted of a cue: before the first scanner is made, ruleset_want_none, then ruleset_want for
 * each cue that somebody asks for. `rare`: only in conversations with a handover; who wants it always
 * wins. Without these calls all are wanted always.
 */
void ruleset_want_none(struct ruleset *ruleset);
void ruleset_want(struct ruleset *ruleset, uint32_t cue, bool rare);

/*
 * From now on phrases of one cue are told apart, so that a scan finds all that match and not only one
 * of them. Slower; before the first scanner is made.
 */
void ruleset_tell_apart(struct ruleset *ruleset);

/* The automaton of a language, built now if need be. [any thread] */
const struct automaton *ruleset_automaton(struct ruleset *ruleset, int language);

/*
 * The compiled pattern of a phrase (pcre2_code *), compiled now if need be. [any thread]
 * NULL with the reason in `why` (may be NULL) only for a regular expression that PCRE2 refuses.
 */
void *phrase_code(struct phrase *phrase, struct bytes *why);

#endif
