#include "core/text/fold.h"

#include <stdlib.h>

#include "core/model/arena.h"
#include "core/text/fold_run.h"
#include "core/text/language_words.h"
#include "core/text/utf8.h"

void fold_init(void)
{
    fold_table_init();
    fold_persian_init();
    language_words_init();
}

void folder_init(struct folder *folder)
{
    *folder = (struct folder){0};
}

void folder_release(struct folder *folder)
{
    bytes_release(&folder->text);
    free(folder->jumps);
    free(folder->breaks);
    *folder = (struct folder){0};
}

void folder_clear(struct folder *folder)
{
    bytes_clear(&folder->text);
    folder->jump_count = 0;
    folder->break_count = 0;
}

static void run_grow(struct fold_run *run)
{
    size_t rest = (size_t)(run->end - run->p);
    size_t written = run_folded_at(run);
    size_t begin = (size_t)(run->base - (unsigned char *)run->text->ptr);
    bytes_reserve(run->text, written + rest + 2 * FOLD_SLACK);
    run->base = (unsigned char *)run->text->ptr + begin;
    run->out = run->base + written;
    run->limit = (unsigned char *)run->text->ptr + run->text->cap;
}

/* Room for the rest of the input, should none of it grow, and for a step that does. */
static inline void run_make_room(struct fold_run *run)
{
    if (run->limit - run->out < run->end - run->p + FOLD_SLACK)
        run_grow(run);
}

/* Takes the last letter back, with the jumps behind it. */
static void run_take_back(struct fold_run *run, uint32_t codepoint)
{
    char bytes[4];
    struct folder *folder = run->folder;
    run->out -= utf8_encode(codepoint, bytes);
    while (folder->jump_count > run->folded->first_jump &&
           folder->jumps[folder->jump_count - 1].folded > run_folded_at(run))
        folder->jump_count--;
    run->shift = 0;
    if (folder->jump_count > run->folded->first_jump) {
        const struct fold_jump *jump = &folder->jumps[folder->jump_count - 1];
        run->shift = jump->original - jump->folded;
    }
}

/*
 * The third of the same letters takes the second back, so that only the first is left; returns
 * false if the letter is not to be written.
 */
static bool run_lengthened(struct fold_run *run, uint32_t codepoint)
{
    if (run->last != codepoint) {
        run->last = codepoint;
        run->same = 1;
        return false;
    }
    run->same++;
    if (run->same < 3 || !run->folder)
        return false;
    if (run->same == 3)
        run_take_back(run, codepoint);
    return true;
}

/* Characters that stand in the folded text. */
static void run_put(struct fold_run *run, fold_entry entry, uint32_t at)
{
    enum fold_class class = entry_class(entry);
    uint32_t codepoint = entry & ENTRY_CODEPOINT;
    if (run->gap.open)
        fold_gap_settle(run, entry);
    if (class >= CLASS_LATIN) {
        run->odd_case |= (entry & ENTRY_UPPER) && run->counted;
        if (run_lengthened(run, codepoint))
            return;
    } else {
        run->last = 0;
    }
    if (!run->counted && class >= CLASS_DIGIT)
        run_count_word(run, class);
    if (class == CLASS_DIGIT)
        run->folded->hints |= FOLD_HAS_DIGIT;
    else if (class == CLASS_EMOJI)
        run->folded->hints |= FOLD_HAS_EMOJI;
    run_sync(run, at);
    run->out += utf8_encode(codepoint, (char *)run->out);
    run->prev = (uint8_t)class;
}

/* Smileys that begin with a symbol. */
static void run_look_for_smiley(struct fold_run *run, uint32_t codepoint, const unsigned char *next)
{
    if (next >= run->end)
        return;
    if ((codepoint == '=' && (*next == ')' || *next == 'D' || *next == '(')) || (codepoint == '<' && *next == '3') ||
        (codepoint == '^' && (*next == '_' || *next == '^')))
        run->folded->hints |= FOLD_HAS_EMOJI;
}

/* What a phrase parser has its own use for. */
static bool is_phrase_syntax(uint32_t codepoint)
{
    switch (codepoint) {
    case '(': case ')': case '|': case '[': case ']': case '*': case '=': case '^': case '$': case '#': case '.':
        return true;
    default:
        return false;
    }
}

static void run_entry(struct fold_run *run, fold_entry entry, uint32_t at)
{
    enum fold_class class = entry_class(entry);
    if (class <= CLASS_MARK)
        return;
    if (class >= CLASS_EMOJI) {
        run_put(run, entry, at);
        return;
    }
    /* a Hebrew abbreviation, which ends in its apostrophe */
    if (class == CLASS_APOSTROPHE && run->prev == CLASS_HEBREW && !run->gap.open && !run->single_open) {
        run_emit(run, '\'', at);
        run->prev = CLASS_APOSTROPHE;
        run->last = 0;
        return;
    }
    fold_gap_put(run, entry, at);
}

static void run_expansion(struct fold_run *run, uint32_t codepoint, uint32_t at)
{
    fold_entry parts[FOLD_EXPANSION_MAX];
    unsigned count = fold_expand(codepoint, parts);
    for (unsigned i = 0; i < count; i++) {
        run_make_room(run);
        run_entry(run, parts[i], at);
    }
}

/* One character, whatever it is. */
static void fold_step(struct fold_run *run)
{
    uint32_t codepoint = *run->p;
    uint32_t at = (uint32_t)(run->p - run->begin);
    run->p += codepoint < 0x80 ? 1 : utf8_decode((const char *)run->p, &codepoint);
    fold_entry entry = fold_lookup(codepoint);
    if (!run->folder && is_phrase_syntax(codepoint))
        entry = (fold_entry)CLASS_SYMBOL << 24 | codepoint;
    if (entry_class(entry) == CLASS_SYMBOL)
        run_look_for_smiley(run, codepoint, run->p);
    if (entry_class(entry) == CLASS_EXPAND)
        run_expansion(run, codepoint, at);
    else
        run_entry(run, entry, at);
    run_make_room(run);
}

/* More digits of a number. */
static void fold_digits(struct fold_run *run)
{
    run_sync(run, (uint32_t)(run->p - run->begin));
    while (run->p < run->end && (unsigned char)(*run->p - '0') < 10)
        *run->out++ = *run->p++;
}

/* A space behind a mark or another space, the commonest part of a gap. */
static void run_gap_space(struct fold_run *run)
{
    run->gap.count++;
    run->gap.last = CLASS_SPACE;
    run->gap.spaced = true;
    run->gap.shout = false;
    run->p++;
}

/* The class of a letter that a hot loop takes, 0 for other characters. */
static enum fold_class class_at(const unsigned char *p, const unsigned char *end)
{
    if (*p >= 0x80)
        return fold_pair_at(p, end) ? *p < 0xd8 ? CLASS_HEBREW : CLASS_ARABIC : CLASS_DROP;
    return (unsigned char)((*p | 0x20) - 'a') < 26 ? CLASS_LATIN : CLASS_DROP;
}

/* The hot loops begin at a letter, or inside a word at a single space before one. */
static bool run_fast(struct fold_run *run)
{
    const unsigned char *p = run->p;
    if (run->prev == CLASS_DIGIT && !run->gap.open && (unsigned char)(*p - '0') < 10) {
        fold_digits(run);
        return true;
    }
    bool at_space = *p == ' ' && run->end - p > 1;
    enum fold_class class = class_at(p + at_space, run->end);
    if (class == CLASS_DROP || (at_space && (run->gap.open || !run->counted)))
        return false;
    if (run->gap.open)
        fold_gap_settle(run, (fold_entry)class << 24);
    bool begins_word = !run->counted;
    if (begins_word)
        run_count_word(run, class);
    if (class != CLASS_LATIN)
        fold_letters(run);
    else if (!run->word_plain || !at_space)
        fold_ascii(run, begins_word);
    run_make_room(run);
    return run->p != p;
}

/* More letters of a word of a phrase, where nothing is counted and no letter is taken back. */
static bool phrase_letters(struct fold_run *run)
{
    const unsigned char *p = run->p;
    if (run->gap.open || !run->counted || run->prev < CLASS_LATIN)
        return false;
    for (enum fold_class class; run->p < run->end && (class = class_at(run->p, run->end)) != CLASS_DROP;) {
        uint16_t pair = class == CLASS_LATIN ? 0 : fold_pair_at(run->p, run->end);
        if (class == CLASS_LATIN)
            *run->out = *run->p | 0x20;
        else
            memcpy(run->out, &pair, sizeof pair);
        run->out += class == CLASS_LATIN ? 1 : 2;
        run->p += class == CLASS_LATIN ? 1 : 2;
        run->prev = (uint8_t)class;
    }
    return run->p != p;
}

static void fold_run_all(struct fold_run *run)
{
    while (run->p < run->end) {
        if (run->gap.open && *run->p == ' ')
            run_gap_space(run);
        else if (!(run->folder ? run_fast(run) : phrase_letters(run)))
            fold_step(run);
    }
    fold_gap_finish(run);
}

/* Field by field, for clearing the whole costs more than folding a word; the gap is set when it opens. */
static void run_begin(struct fold_run *run, struct bytes *out, const char *text, size_t len)
{
    bytes_reserve(out, len + 2 * FOLD_SLACK);
    run->text = out;
    run->begin = run->p = (const unsigned char *)text;
    run->end = run->begin + len;
    run->base = run->out = (unsigned char *)out->ptr + out->len;
    run->limit = (unsigned char *)out->ptr + out->cap;
    run->shift = run->word = run->last = run->same = 0;
    run->prev = CLASS_DROP;
    run->word_plain = run->counted = run->odd_case = run->single_open = false;
    run->gap.open = false;
}

void fold_message(struct folder *folder, const char *text, size_t len, struct folded *ret_folded)
{
    *ret_folded = (struct folded){.begin = (uint32_t)folder->text.len,
                                  .first_jump = (uint32_t)folder->jump_count,
                                  .first_break = (uint32_t)folder->break_count};
    struct fold_run run;
    run.folder = folder;
    run.folded = ret_folded;
    run_begin(&run, &folder->text, text, len);
    if (len)
        fold_run_all(&run);
    uint32_t folded_len = ret_folded->len = run_folded_at(&run);
    if (run.odd_case)
        ret_folded->hints |= fold_case_hints(text, len);
    /* the slack behind the text has room for it */
    *run.out = '\n';
    memset(run.out + 1, 0, FOLD_PADDING);
    folder->text.len += folded_len + 1;
    while (folder->jump_count > ret_folded->first_jump && folder->jumps[folder->jump_count - 1].folded >= folded_len)
        folder->jump_count--;
    ret_folded->jump_count = (uint32_t)folder->jump_count - ret_folded->first_jump;
    ret_folded->break_count = (uint32_t)folder->break_count - ret_folded->first_break;
}

void fold_phrase(const char *text, size_t len, struct bytes *out)
{
    if (!len)
        return;
    struct folded folded = {0};
    struct fold_run run;
    run.folder = NULL;
    run.folded = &folded;
    run_begin(&run, out, text, len);
    fold_run_all(&run);
    out->len += run_folded_at(&run);
}
