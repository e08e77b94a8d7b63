#define PCRE2_CODE_UNIT_WIDTH 8
#include "core/match/ruleset.h"

#include <pcre2.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "core/match/pattern.h"

struct ruleset *ruleset_new(bool keep_examples)
{
    struct ruleset *ruleset = must_calloc(1, sizeof *ruleset);
    arena_init(&ruleset->arena);
    ruleset->keep_examples = keep_examples;
    return ruleset;
}

void ruleset_free(struct ruleset *ruleset)
{
    if (!ruleset)
        return;
    for (size_t i = 0; i < ruleset->phrase_count; i++)
        pcre2_code_free(atomic_load(&ruleset->phrases[i].code));
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        automaton_free(atomic_load(&ruleset->automata[language]));
        for (int role = 0; role < RULESET_ROLES; role++)
            free(ruleset->expressions[language][role]);
    }
    for (size_t i = 0; i < ruleset->absorbed_count; i++)
        arena_release(&ruleset->absorbed[i]);
    free(ruleset->absorbed);
    free(ruleset->classes);
    free(ruleset->cues);
    free(ruleset->phrases);
    free(ruleset->examples);
    arena_release(&ruleset->arena);
    free(ruleset);
}

uint32_t ruleset_cue(const struct ruleset *ruleset, const char *name, size_t len)
{
    for (size_t i = 0; i < ruleset->cue_count; i++)
        if (strlen(ruleset->cues[i].name) == len && memcmp(ruleset->cues[i].name, name, len) == 0)
            return (uint32_t)i;
    return UINT32_MAX;
}

/* Room for one more element of a list that doubles. */
static void *grown(void *list, size_t count, size_t *cap, size_t size)
{
    if (count < *cap)
        return list;
    *cap = *cap ? *cap * 2 : 64;
    return must_realloc(list, *cap * size);
}

uint32_t ruleset_add_cue(struct ruleset *ruleset, const char *name, unsigned said_by, const char *about)
{
    uint32_t known = ruleset_cue(ruleset, name, strlen(name));
    if (known != UINT32_MAX)
        return known;
    ruleset->cues = grown(ruleset->cues, ruleset->cue_count, &ruleset->cue_cap, sizeof *ruleset->cues);
    struct cue *cue = &ruleset->cues[ruleset->cue_count];
    memset(cue, 0, sizeof *cue);
    cue->name = arena_copy(&ruleset->arena, name, strlen(name));
    cue->about = arena_copy(&ruleset->arena, about, strlen(about));
    cue->said_by = said_by;
    return (uint32_t)ruleset->cue_count++;
}

void ruleset_add_phrase(struct ruleset *ruleset, uint32_t cue, int language, bool negative, const char *source,
                        const char *file, const struct phrase_sequence *tree)
{
    ruleset->phrases = grown(ruleset->phrases, ruleset->phrase_count, &ruleset->phrase_cap, sizeof *ruleset->phrases);
    struct phrase *phrase = &ruleset->phrases[ruleset->phrase_count++];
    memset(phrase, 0, sizeof *phrase);
    phrase->source = arena_copy(&ruleset->arena, source, strlen(source));
    phrase->file = arena_copy(&ruleset->arena, file, strlen(file));
    phrase->tree = tree;
    phrase->language = language;
    phrase->cue = cue;
    phrase->negative = negative;
    phrase->confidence = 100;
}

void ruleset_add_example(struct ruleset *ruleset, uint32_t cue, int language, bool hit, const char *text,
                         const char *file)
{
    ruleset->examples =
        grown(ruleset->examples, ruleset->example_count, &ruleset->example_cap, sizeof *ruleset->examples);
    ruleset->examples[ruleset->example_count++] = (struct example){
        .file = arena_copy(&ruleset->arena, file, strlen(file)),
        .text = arena_copy(&ruleset->arena, text, strlen(text)),
        .language = language,
        .cue = cue,
        .hit = hit,
    };
}

static void add_expression(struct ruleset *ruleset, const struct phrase *phrase, int role, uint32_t index)
{
    uint32_t **list = &ruleset->expressions[phrase->language][role];
    size_t *count = &ruleset->expression_count[phrase->language][role];
    *list = must_realloc(*list, (*count + 1) * sizeof **list);
    (*list)[(*count)++] = index;
}

static bool is_said_by(const struct ruleset *ruleset, const struct phrase *phrase, int role)
{
    return ruleset->cues[phrase->cue].said_by >> role & 1;
}

void ruleset_absorb(struct ruleset *into, struct ruleset *from)
{
    for (size_t i = 0; i < from->phrase_count; i++) {
        into->phrases = grown(into->phrases, into->phrase_count, &into->phrase_cap, sizeof *into->phrases);
        into->phrases[into->phrase_count++] = from->phrases[i];
    }
    for (size_t i = 0; i < from->example_count; i++) {
        into->examples = grown(into->examples, into->example_count, &into->example_cap, sizeof *into->examples);
        into->examples[into->example_count++] = from->examples[i];
    }
    into->absorbed = grown(into->absorbed, into->absorbed_count, &into->absorbed_cap, sizeof *into->absorbed);
    into->absorbed[into->absorbed_count++] = from->arena;
    arena_init(&from->arena);
    from->phrase_count = 0; /* their patterns are the other's now */
    ruleset_free(from);
}

void ruleset_build(struct ruleset *ruleset)
{
    ruleset->classes = must_alloc((ruleset->phrase_count + 1) * sizeof *ruleset->classes);
    for (uint32_t i = 0; i < ruleset->phrase_count; i++) {
        const struct phrase *phrase = &ruleset->phrases[i];
        ruleset->classes[i] = phrase->cue << 8 | (uint32_t)phrase->confidence << 1 | phrase->negative;
        ruleset->cues[phrase->cue].seen[phrase->language] = true;
        for (int role = 0; role < RULESET_ROLES && phrase->tree->first->kind == PHRASE_REGEX; role++)
            if (is_said_by(ruleset, phrase, role))
                add_expression(ruleset, phrase, role, i);
    }
}

void ruleset_tell_apart(struct ruleset *ruleset)
{
    for (uint32_t i = 0; i < ruleset->phrase_count; i++)
        ruleset->classes[i] = i;
}

void ruleset_want_none(struct ruleset *ruleset)
{
    for (size_t i = 0; i < ruleset->cue_count; i++)
        ruleset->cues[i].unwanted = ruleset->cues[i].rare = true;
}

void ruleset_want(struct ruleset *ruleset, uint32_t cue, bool rare)
{
    if (cue >= ruleset->cue_count)
        return;
    ruleset->cues[cue].unwanted = false;
    ruleset->cues[cue].rare &= rare;
}

/* All phrases go under the full roots of their roles, those of frequent cues also under the others. */
static unsigned roots_of(const struct cue *cue)
{
    return cue->said_by | (cue->rare ? 0 : cue->said_by << AUTOMATON_ROLES);
}

static struct automaton *build(const struct ruleset *ruleset, int language)
{
    struct automaton_builder *builder = automaton_builder_new();
    for (uint32_t i = 0; i < ruleset->phrase_count; i++) {
        const struct phrase *phrase = &ruleset->phrases[i];
        if (phrase->language == language && phrase->tree->first->kind != PHRASE_REGEX &&
            !ruleset->cues[phrase->cue].unwanted)
            automaton_add(builder, phrase->tree, i, roots_of(&ruleset->cues[phrase->cue]));
    }
    return automaton_build(builder);
}

const struct automaton *ruleset_automaton(struct ruleset *ruleset, int language)
{
    struct automaton *_Atomic *place = &ruleset->automata[language];
    struct automaton *known = atomic_load_explicit(place, memory_order_acquire);
    if (known)
        return known;
    struct automaton *made = build(ruleset, language);
    if (atomic_compare_exchange_strong_explicit(place, &known, made, memory_order_acq_rel, memory_order_acquire))
        return made;
    automaton_free(made); /* another thread was first */
    return known;
}

static pcre2_code *compile(const struct phrase *phrase, struct bytes *why)
{
    struct bytes pattern = {0};
    pattern_write(phrase->tree, phrase->language, &pattern);
    int error;
    PCRE2_SIZE at;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern.ptr, pattern.len,
                                     PCRE2_UTF | PCRE2_UCP | PCRE2_NO_UTF_CHECK | PCRE2_NEVER_BACKSLASH_C, &error, &at,
                                     NULL);
    if (code)
        pcre2_jit_compile(code, PCRE2_JIT_COMPLETE); /* without JIT pcre2_match still works */
    else if (why) {
        PCRE2_UCHAR text[160];
        pcre2_get_error_message(error, text, sizeof text);
        bytes_addf(why, "%s at byte %zu", (const char *)text, (size_t)at);
    }
    bytes_release(&pattern);
    return code;
}

void *phrase_code(struct phrase *phrase, struct bytes *why)
{
    void *code = atomic_load_explicit(&phrase->code, memory_order_acquire);
    if (code)
        return code;
    void *made = compile(phrase, why);
    if (!made)
        return NULL;
    if (atomic_compare_exchange_strong_explicit(&phrase->code, &code, made, memory_order_acq_rel,
                                                memory_order_acquire))
        return made;
    pcre2_code_free(made); /* another thread was first */
    return code;
}
