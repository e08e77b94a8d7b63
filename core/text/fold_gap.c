/* What becomes of the characters between two words. */
#include "core/text/fold_run.h"

#include "core/model/arena.h"

static bool is_letter(unsigned class)
{
    return class >= CLASS_LATIN;
}

static bool is_solid(unsigned class)
{
    return class > CLASS_EMOJI;
}

void fold_jump_add(struct fold_run *run, uint32_t at)
{
    uint32_t place = run_folded_at(run);
    run->shift = at - place;
    struct folder *folder = run->folder;
    if (!folder)
        return;
    size_t count = folder->jump_count;
    if (count > run->folded->first_jump && folder->jumps[count - 1].folded == place) {
        folder->jumps[count - 1].original = at;
        return;
    }
    if (count == folder->jump_cap) {
        folder->jump_cap = count ? count * 2 : 256;
        folder->jumps = must_realloc(folder->jumps, folder->jump_cap * sizeof *folder->jumps);
    }
    folder->jumps[folder->jump_count++] = (struct fold_jump){place, at};
}

static void break_add(struct fold_run *run)
{
    struct folder *folder = run->folder;
    if (!folder)
        return;
    if (folder->break_count == folder->break_cap) {
        folder->break_cap = folder->break_cap ? folder->break_cap * 2 : 256;
        folder->breaks = must_realloc(folder->breaks, folder->break_cap * sizeof *folder->breaks);
    }
    folder->breaks[folder->break_count++] = (struct fold_break){
        run_folded_at(run), run->gap.kind_at, (uint32_t)run->gap.kind, run->folded->words};
}

/* Of several marks in a gap the strongest makes the break. */
static void gap_kind(struct fold_gap *gap, int kind, uint32_t at)
{
    if (kind > gap->kind) {
        gap->kind = kind;
        gap->kind_at = at;
    }
}

static void gap_mark(struct fold_run *run, char mark, int kind, uint32_t at)
{
    struct fold_gap *gap = &run->gap;
    gap_kind(gap, kind, at);
    bool stronger = !gap->mark || (mark == '?' && gap->mark != '?') || (mark == '!' && gap->mark == '.');
    if (stronger) {
        gap->mark = mark;
        gap->mark_at = at;
    }
    if (mark != '.' && gap->shout)
        run->folded->hints |= FOLD_HAS_SHOUT;
    gap->shout = mark != '.';
}

static void gap_dash(struct fold_gap *gap, bool is_long, uint32_t at)
{
    if (gap->dashes++ == 0)
        gap->dash_at = at;
    gap->dash_long |= is_long;
}

static void gap_apostrophe(struct fold_run *run)
{
    if (run->gap.count > 1 || run->prev == CLASS_DROP)
        run->single_open = true;
}

/* A colon or semicolon that begins a smiley. */
static bool is_smiley(const struct fold_run *run, uint32_t at)
{
    const unsigned char *p = run->begin + at;
    return run->end - p >= 2 && (*p == ':' || *p == ';') && p[1] && strchr(")(-DdPpOo|*]}'", p[1]);
}

static void gap_open(struct fold_gap *gap, fold_entry entry, uint32_t at)
{
    gap->open = gap->plain = true;
    gap->spaced = gap->slash = gap->quote = gap->shout = gap->dash_long = false;
    gap->first = (uint8_t)entry_class(entry);
    gap->keep = (char)(entry & 0x7f);
    gap->mark = 0;
    gap->kind = -1;
    gap->count = gap->dashes = 0;
    gap->first_at = at;
}

void fold_gap_put(struct fold_run *run, fold_entry entry, uint32_t at)
{
    struct fold_gap *gap = &run->gap;
    enum fold_class class = entry_class(entry);
    if (!gap->open)
        gap_open(gap, entry, at);
    bool shout = gap->shout;
    gap->shout = false;
    gap->count++;
    gap->last = (uint8_t)class;
    gap->last_at = at;
    gap->quote |= (entry & ENTRY_QUOTE) != 0;
    gap->plain &= class == CLASS_SPACE;
    switch (class) {
    case CLASS_SPACE:
        gap->spaced = true;
        break;
    case CLASS_LINE:
        gap->spaced = true;
        gap_kind(gap, FOLD_BREAK_LINE, at);
        break;
    case CLASS_POINT:
        gap_mark(run, '.', FOLD_BREAK_SENTENCE, at);
        break;
    case CLASS_EXCLAMATION:
    case CLASS_QUESTION:
        gap->shout = shout;
        gap_mark(run, class == CLASS_QUESTION ? '?' : '!',
                 class == CLASS_QUESTION ? FOLD_BREAK_QUESTION : FOLD_BREAK_SENTENCE, at);
        break;
    case CLASS_SLASH:
        gap->slash = true;
        break;
    case CLASS_DASH:
    case CLASS_LONG_DASH:
        gap_dash(gap, class == CLASS_LONG_DASH, at);
        break;
    case CLASS_LOOSE:
        break;
    case CLASS_APOSTROPHE:
        gap_apostrophe(run);
        gap_kind(gap, FOLD_BREAK_CLAUSE, at);
        break;
    default:
        gap_kind(gap, FOLD_BREAK_CLAUSE, at);
        if (is_smiley(run, at))
            run->folded->hints |= FOLD_HAS_EMOJI;
        break;
    }
}

/* A lone character that stays between the last character and one of class `next`. */
static bool gap_is_kept(const struct fold_run *run, unsigned next)
{
    const struct fold_gap *gap = &run->gap;
    if (gap->count != 1)
        return false;
    switch (gap->first) {
    case CLASS_APOSTROPHE:
    case CLASS_QUOTE:
        return is_letter(run->prev) && is_letter(next);
    case CLASS_COMMA:
    case CLASS_SLASH:
        return run->prev == CLASS_DIGIT && next == CLASS_DIGIT;
    case CLASS_DASH:
        return is_solid(run->prev) && next == CLASS_DIGIT;
    case CLASS_POINT:
    case CLASS_COLON:
    case CLASS_QUESTION:
    case CLASS_LOOSE:
        return is_solid(run->prev) && is_solid(next);
    default:
        return false;
    }
}

/* Two apostrophes typed for gershayim; the first already stands behind its Hebrew letter. */
static bool gap_is_gershayim(const struct fold_run *run, unsigned next)
{
    return run->gap.count == 1 && run->gap.first == CLASS_APOSTROPHE && run->prev == CLASS_APOSTROPHE &&
           next == CLASS_HEBREW && run->out[-1] == '\'';
}

/* Dashes are clause breaks when they are long, doubled or beside white space. */
static void gap_judge_dashes(struct fold_gap *gap, bool leave_last)
{
    uint32_t dashes = gap->dashes - leave_last;
    if (gap->dashes && dashes && (gap->dash_long || dashes > 1 || gap->spaced))
        gap_kind(gap, FOLD_BREAK_CLAUSE, gap->dash_at);
}

/* The word and the marks behind it, as far as they do not depend on what follows. */
static void gap_end_word(struct fold_run *run)
{
    struct fold_gap *gap = &run->gap;
    if (run->word_plain)
        fold_join_ending(run);
    if (gap->mark)
        run_emit(run, gap->mark, gap->mark_at);
    if (gap->quote)
        run->folded->hints |= FOLD_HAS_QUOTES;
    if (gap->first == CLASS_APOSTROPHE && run->prev != CLASS_DROP)
        run->single_open = false;
}

static void word_begin(struct fold_run *run, bool plain)
{
    run->word = run_folded_at(run);
    run->word_plain = plain;
    run->counted = false;
    run->last = 0;
    run->same = 0;
}

/* A slash inside an address, a colon in front of one: nothing that ends a clause. */
static void gap_judge_address(struct fold_gap *gap)
{
    if (gap->slash && !gap->spaced) {
        gap->kind = -1;
        gap->mark = 0;
    }
}

/* Titles and the like are written with a point that ends no sentence. */
static bool is_abbreviation(const unsigned char *word, size_t len)
{
    static const char *const known[] = {"dr", "prof", "mr", "mrs", "ms", "st", "eng", "ref", "approx", "incl", "tel"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strlen(known[i]) == len && memcmp(known[i], word, len) == 0)
            return true;
    return false;
}

/* The point behind an abbreviation, with a space behind it, says nothing. */
static void gap_judge_point(struct fold_run *run)
{
    struct fold_gap *gap = &run->gap;
    size_t len = run_folded_at(run) - run->word;
    if (gap->mark != '.' || gap->count != 2 || gap->first != CLASS_POINT || !gap->spaced || len > 6 ||
        gap->kind == FOLD_BREAK_LINE || !is_abbreviation(run->base + run->word, len))
        return;
    gap->mark = 0;
    gap->kind = -1;
}

void fold_gap_settle(struct fold_run *run, fold_entry next)
{
    struct fold_gap *gap = &run->gap;
    unsigned class = entry_class(next);
    gap->open = false;
    if (gap_is_kept(run, class)) {
        run_emit(run, gap->keep, gap->first_at);
        run->last = 0;
        return;
    }
    if (gap_is_gershayim(run, class)) {
        run->out[-1] = '"';
        return;
    }
    bool arabic = run->prev == CLASS_ARABIC && class == CLASS_ARABIC;
    if (gap->plain && arabic && fold_is_verb_prefix(run->base + run->word, run_folded_at(run) - run->word)) {
        run->last = 0;
        return;
    }
    bool dash_kept = gap->last == CLASS_DASH && class == CLASS_DIGIT;
    gap_judge_address(gap);
    gap_judge_point(run);
    gap_judge_dashes(gap, dash_kept);
    gap_end_word(run);
    if (run->out > run->base)
        *run->out++ = ' ';
    if (gap->kind >= 0 && (gap->kind != FOLD_BREAK_LINE || run->out > run->base))
        break_add(run);
    word_begin(run, gap->plain && arabic);
    if (dash_kept)
        run_emit(run, '-', gap->last_at);
}

void fold_gap_finish(struct fold_run *run)
{
    struct fold_gap *gap = &run->gap;
    if (!gap->open)
        gap_open(gap, 0, 0);
    gap->open = false;
    gap_judge_dashes(gap, false);
    gap_end_word(run);
    if (gap->kind >= 0 && gap->kind != FOLD_BREAK_LINE)
        break_add(run);
}
