/* The hot loops: letters and the single spaces between them. */
#include "core/text/fold_run.h"

static bool is_ascii_letter(unsigned char c)
{
    return (unsigned char)((c | 0x20) - 'a') < 26;
}

/* Begins a word behind a space that is known to be followed by a letter of the class. */
static void word_next(struct fold_run *run, enum fold_class class)
{
    run->p++;
    *run->out++ = ' ';
    run_sync(run, (uint32_t)(run->p - run->begin));
    run->word = run_folded_at(run);
    run->word_plain = run->prev == CLASS_ARABIC && class == CLASS_ARABIC;
    run->last = 0;
    run->same = 0;
    run_count_word(run, class);
}

/* Letters of one word. */
static void ascii_letters(struct fold_run *run, bool begins_word)
{
    const unsigned char *p = run->p, *end = run->end;
    unsigned char *out = run->out;
    uint32_t last = run->last, before = run->same >= 2 ? last : 0;
    bool odd = false;
    while (p < end && is_ascii_letter(*p)) {
        unsigned char lower = *p | 0x20;
        if (lower == last && last == before)
            break;
        odd |= lower != *p && !(begins_word && p == run->p);
        before = last;
        last = lower;
        *out++ = lower;
        p++;
    }
    if (p == run->p)
        return;
    run->odd_case |= odd;
    run->p = p;
    run->out = out;
    run->last = last;
    run->same = last == before ? 2 : 1;
    run->prev = CLASS_LATIN;
}

void fold_ascii(struct fold_run *run, bool begins_word)
{
    const unsigned char *begin = run->p;
    run_sync(run, (uint32_t)(begin - run->begin));
    fold_ascii_blocks(run, begins_word);
    begins_word &= run->p == begin;
    for (;;) {
        ascii_letters(run, begins_word);
        if (run->end - run->p < 2 || *run->p != ' ' || !is_ascii_letter(run->p[1]))
            return;
        word_next(run, CLASS_LATIN);
        begins_word = true;
    }
}

static enum fold_class lead_class(unsigned char lead)
{
    return lead < 0xd8 ? CLASS_HEBREW : CLASS_ARABIC;
}

/* Letters of one word. */
static void pair_letters(struct fold_run *run)
{
    const unsigned char *p = run->p, *end = run->end;
    unsigned char *out = run->out;
    uint16_t last = fold_pair_of(run->last), before = run->same >= 2 ? last : 0, pair;
    while ((pair = fold_pair_at(p, end)) != 0 && !(pair == last && last == before)) {
        memcpy(out, &pair, sizeof pair);
        out += 2;
        p += 2;
        before = last;
        last = pair;
    }
    if (p == run->p)
        return;
    run->p = p;
    run->out = out;
    run->last = (out[-2] & 0x1fu) << 6 | (out[-1] & 0x3fu);
    run->same = last == before ? 2 : 1;
    run->prev = (uint8_t)lead_class(out[-2]);
}

/* At the space between two words of letters; true if it falls away. */
static bool word_joins(struct fold_run *run, enum fold_class next)
{
    if (run->word_plain)
        fold_join_ending(run);
    if (run->prev != CLASS_ARABIC || next != CLASS_ARABIC ||
        !fold_is_verb_prefix(run->base + run->word, run_folded_at(run) - run->word))
        return false;
    run->p++;
    run_sync(run, (uint32_t)(run->p - run->begin));
    run->last = 0;
    return true;
}

/* The word that p is in cannot become a Persian ending or a verb prefix, whatever follows. */
static bool word_is_free(const struct fold_run *run)
{
    if (run->word_plain)
        return false;
    const unsigned char *word = run->base + run->word;
    if (word == run->out)
        word = run->p;
    return memcmp(word, "م", 2) != 0 && memcmp(word, "ن", 2) != 0;
}

void fold_letters(struct fold_run *run)
{
    const unsigned char *p = run->p, *end = run->end;
    run_sync(run, (uint32_t)(p - run->begin));
    /* two letters running: otherwise these are letters with marks, of which a block takes one */
    if (fold_pair_at(p, end) && fold_pair_at(p + 2, end)) {
        if (*p == 0xd7)
            fold_hebrew_blocks(run);
        else if (word_is_free(run))
            fold_arabic_blocks(run);
    }
    for (;;) {
        pair_letters(run);
        if (run->end - run->p < 3 || *run->p != ' ' || !fold_pair_at(run->p + 1, run->end))
            return;
        enum fold_class next = lead_class(run->p[1]);
        if (word_joins(run, next))
            continue;
        const unsigned char *space = run->p;
        if (next == CLASS_HEBREW)
            fold_hebrew_blocks(run);
        else if (run->prev == CLASS_ARABIC)
            fold_arabic_blocks(run);
        if (run->p == space)
            word_next(run, next);
    }
}
