/*
 * template/bidi: bidirectional controls that are unbalanced or hidden inside words; and what is written from
 * left to right in right-to-left text where the order on screen (UAX #9, computed by fribidi) is another than with
 * an isolate around it: placeholders, addresses, numbers with signs, ranges.
 */
#include <fribidi.h>
#include <stdlib.h>
#include <string.h>

#include "core/lint/lint.h"
#include "core/lint/placeholder.h"
#include "core/text/utf8.h"

#define LRI 0x2066u
#define FSI 0x2068u
#define PDI 0x2069u

enum { LINE_MAX_CHARACTERS = 4000, UNITS_MAX = 64 };

static bool is_control(uint32_t c)
{
    return c == 0x200E || c == 0x200F || c == 0x61C || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static bool is_letter(uint32_t c)
{
    return (c | 0x20) - 'a' < 26 || (c >= 0x5D0 && c <= 0x5EA) || (c >= 0x620 && c <= 0x6D3);
}

/* One line of a reply, which bidi takes for a paragraph. */
struct line {
    struct lint *lint;
    uint32_t reply, begin, end;
};

/* Controls that open and what closes them: an embedding is closed by PDF, an isolate by PDI. */
static void judge_balance(const struct line *line)
{
    const char *text = line->lint->replies[line->reply].reply->text;
    uint32_t open[64], depth = 0, c, end;
    for (uint32_t at = line->begin; at < line->end; at = end) {
        end = at + (uint32_t)utf8_decode(text + at, &c);
        bool opens = (c >= 0x202A && c <= 0x202E && c != 0x202C) || (c >= LRI && c <= FSI);
        if (opens && depth < 64)
            open[depth++] = at;
        if (c != 0x202C && c != PDI)
            continue;
        uint32_t opener = 0;
        if (depth > 0)
            utf8_decode(text + open[depth - 1], &opener);
        if (depth > 0 && (c == PDI) == (opener >= LRI && opener <= FSI)) {
            depth--;
            continue;
        }
        struct lint_finding *finding = lint_add(line->lint, TEMPLATE_BIDI, line->reply, at, end,
                                                "a bidi control that closes nothing");
        lint_fix_text(line->lint, finding, at, end, "", "take it out", true);
    }
    while (depth > 0) {
        uint32_t at = open[--depth];
        end = at + (uint32_t)utf8_decode(text + at, &c);
        struct lint_finding *finding = lint_add(line->lint, TEMPLATE_BIDI, line->reply, at, end, "a bidi control that is never closed");
        lint_fix_text(line->lint, finding, line->end, line->end, c >= LRI && c <= FSI ? "\u2069" : "\u202C", "close it", true);
    }
}

static void judge_hidden(const struct line *line)
{
    const char *text = line->lint->replies[line->reply].reply->text;
    uint32_t before = ' ', c, behind, end;
    for (uint32_t at = line->begin; at < line->end; at = end) {
        end = at + (uint32_t)utf8_decode(text + at, &c);
        if (is_control(c) && is_letter(before) && end < line->end) {
            utf8_decode(text + end, &behind);
            if (is_letter(behind)) {
                struct lint_finding *finding = lint_add(line->lint, TEMPLATE_BIDI, line->reply, at, end,
                                                        "a bidi control hidden inside a word");
                lint_fix_text(line->lint, finding, at, end, "", "take it out", true);
            }
        }
        before = c;
    }
}

/* What should be read from left to right as a whole. */
struct unit {
    uint32_t begin, end;
    bool placeholder;
    const char *note;
};

struct units {
    struct unit list[UNITS_MAX];
    size_t count;
};

static void add_unit(struct units *units, uint32_t begin, uint32_t end, bool placeholder, const char *note)
{
    if (units->count < UNITS_MAX)
        units->list[units->count++] = (struct unit){begin, end, placeholder, note};
}

static bool is_ascii_word(unsigned char c)
{
    return c > ' ' && c < 0x7F && !strchr("<>\"()|", (char)c);
}

static bool is_digit_sign(unsigned char c)
{
    return (c >= '0' && c <= '9') || strchr("+-*#/:.,", (char)c) != NULL;
}

/* Addresses (with :// or @ or www.), and numbers with a sign or parts, in runs of ASCII. */
static void find_ascii_unit(const char *text, uint32_t begin, uint32_t end, struct units *units)
{
    while (end > begin && strchr(".,:;!?", text[end - 1]))
        end--;
    size_t len = end - begin;
    const char *at = text + begin;
    bool digits = false, numeric = len > 0;
    for (size_t i = 0; i < len; i++) {
        digits |= at[i] >= '0' && at[i] <= '9';
        numeric = numeric && is_digit_sign((unsigned char)at[i]);
    }
    if (len > 3 && (memmem(at, len, "://", 3) || memchr(at, '@', len) || strncmp(at, "www.", 4) == 0))
        add_unit(units, begin, end, false, "an address");
    else if (len > 2 && numeric && digits && (strpbrk("+*#", (char[]){*at, 0}) || memchr(at, '-', len) || memchr(at, '/', len)))
        add_unit(units, begin, end, false, "a number");
}

/* 10–20: digits of any script on both sides of an en dash. */
static void find_range(const char *text, uint32_t at, uint32_t from, uint32_t to, struct units *units)
{
    uint32_t begin = at, end = at + 3;
    while (begin > from && text[begin - 1] >= '0' && text[begin - 1] <= '9')
        begin--;
    while (end < to && text[end] >= '0' && text[end] <= '9')
        end++;
    if (begin < at && end > at + 3)
        add_unit(units, begin, end, false, "a range of numbers");
}

static void find_units(const struct line *line, struct units *units)
{
    const struct reply *reply = line->lint->replies[line->reply].reply;
    struct placeholder found[PLACEHOLDERS_MAX];
    size_t count = placeholders_find(reply->text, reply->len, reply->html, found), next = 0;
    for (uint32_t at = line->begin; at < line->end;) {
        while (next < count && found[next].end <= at)
            next++;
        if (next < count && found[next].begin <= at && found[next].fault == PLACEHOLDER_GOOD) {
            add_unit(units, found[next].begin, found[next].end, true, "a placeholder");
            at = found[next].end;
        } else if (is_ascii_word((unsigned char)reply->text[at])) {
            uint32_t begin = at, stop = next < count && found[next].begin > at ? found[next].begin : line->end;
            while (at < line->end && at < stop && is_ascii_word((unsigned char)reply->text[at]))
                at++;
            find_ascii_unit(reply->text, begin, at, units);
        } else {
            if (at + 3 < line->end && memcmp(reply->text + at, "\u2013", 3) == 0)
                find_range(reply->text, at, line->begin, line->end, units);
            at++;
        }
    }
}

/* The line in characters, as it will be seen: a placeholder stands for letters from left to right. */
struct shown {
    FriBidiChar *characters;
    uint32_t *bytes; /* of the reply, where each came from; UINT32_MAX: an isolate that was put in */
    FriBidiStrIndex count;
};

static void shown_add(struct shown *shown, uint32_t c, uint32_t byte)
{
    shown->characters[shown->count] = c;
    shown->bytes[shown->count++] = byte;
}

static void show_line(const struct line *line, const struct units *units, const struct unit *isolated, struct shown *shown)
{
    const char *text = line->lint->replies[line->reply].reply->text;
    size_t next = 0;
    shown->count = 0;
    for (uint32_t at = line->begin; at < line->end && shown->count < LINE_MAX_CHARACTERS;) {
        uint32_t c;
        while (next < units->count && units->list[next].end <= at)
            next++;
        const struct unit *unit = next < units->count && units->list[next].begin <= at ? &units->list[next] : NULL;
        if (unit && unit == isolated && at == unit->begin)
            shown_add(shown, unit->placeholder ? FSI : LRI, UINT32_MAX);
        uint32_t end = at + (uint32_t)utf8_decode(text + at, &c);
        shown_add(shown, unit && unit->placeholder ? 'x' : c, at);
        at = end;
        if (unit && unit == isolated && at == unit->end)
            shown_add(shown, PDI, UINT32_MAX);
    }
}

/* The bytes of the line in the order they are seen, controls left out; returns how many. */
static size_t visual_order(const struct shown *shown, uint32_t *out)
{
    FriBidiStrIndex count = shown->count;
    FriBidiCharType *types = must_alloc((size_t)(count + 1) * sizeof *types);
    FriBidiBracketType *brackets = must_alloc((size_t)(count + 1) * sizeof *brackets);
    FriBidiLevel *levels = must_alloc((size_t)(count + 1) * sizeof *levels);
    FriBidiStrIndex *map = must_alloc((size_t)(count + 1) * sizeof *map);
    FriBidiParType direction = FRIBIDI_PAR_RTL;
    size_t kept = 0;
    fribidi_get_bidi_types(shown->characters, count, types);
    fribidi_get_bracket_types(shown->characters, count, types, brackets);
    for (FriBidiStrIndex i = 0; i < count; i++)
        map[i] = i;
    if (fribidi_get_par_embedding_levels_ex(types, brackets, count, &direction, levels) &&
        fribidi_reorder_line(FRIBIDI_FLAGS_DEFAULT, types, count, 0, direction, levels, NULL, map))
        for (FriBidiStrIndex i = 0; i < count; i++)
            if (shown->bytes[map[i]] != UINT32_MAX && !is_control(shown->characters[map[i]]))
                out[kept++] = shown->bytes[map[i]];
    free(types);
    free(brackets);
    free(levels);
    free(map);
    return kept;
}

static bool is_isolated_already(const struct line *line, const struct unit *unit)
{
    const char *text = line->lint->replies[line->reply].reply->text;
    uint32_t before = 0, behind = 0;
    if (unit->begin >= line->begin + 3)
        utf8_decode(text + unit->begin - 3, &before);
    if (unit->end + 3 <= line->end)
        utf8_decode(text + unit->end, &behind);
    return before >= LRI && before <= FSI && behind == PDI;
}

static void report_unit(const struct line *line, const struct unit *unit)
{
    struct bytes note = {0}, guarded = {0};
    const char *text = line->lint->replies[line->reply].reply->text;
    bytes_addf(&note, "%s that will be seen in another order", unit->note);
    struct lint_finding *finding = lint_add(line->lint, TEMPLATE_BIDI, line->reply, unit->begin, unit->end,
                                            lint_kept(line->lint, bytes_text(&note), note.len));
    bytes_add_text(&guarded, unit->placeholder ? "\u2068" : "\u2066");
    bytes_add(&guarded, text + unit->begin, unit->end - unit->begin);
    bytes_add_text(&guarded, "\u2069");
    lint_fix_text(line->lint, finding, unit->begin, unit->end, bytes_text(&guarded), "put an isolate around it", true);
    bytes_release(&note);
    bytes_release(&guarded);
}

static void judge_order(const struct line *line)
{
    struct units units = {.count = 0};
    find_units(line, &units);
    if (units.count == 0)
        return;
    size_t room = LINE_MAX_CHARACTERS + 3;
    struct shown shown = {must_alloc(room * sizeof(FriBidiChar)), must_alloc(room * sizeof(uint32_t)), 0};
    uint32_t *plain = must_alloc(room * sizeof *plain), *guarded = must_alloc(room * sizeof *guarded);
    show_line(line, &units, NULL, &shown);
    size_t plain_count = visual_order(&shown, plain);
    for (size_t i = 0; i < units.count; i++) {
        if (is_isolated_already(line, &units.list[i]))
            continue;
        show_line(line, &units, &units.list[i], &shown);
        size_t guarded_count = visual_order(&shown, guarded);
        if (plain_count == guarded_count && memcmp(plain, guarded, plain_count * sizeof *plain) != 0)
            report_unit(line, &units.list[i]);
    }
    free(shown.characters);
    free(shown.bytes);
    free(plain);
    free(guarded);
}

void lint_bidi(struct lint *lint)
{
    for (uint32_t i = 0; i < lint->reply_count; i++) {
        const struct reply *reply = lint->replies[i].reply;
        bool rtl = lint->replies[i].language == LANGUAGE_HE || lint->replies[i].language == LANGUAGE_FA;
        for (uint32_t begin = 0; begin < reply->len;) {
            const char *stop = memchr(reply->text + begin, '\n', reply->len - begin);
            struct line line = {lint, i, begin, stop ? (uint32_t)(stop - reply->text) : reply->len};
            judge_balance(&line);
            judge_hidden(&line);
            if (rtl)
                judge_order(&line);
            begin = line.end + 1;
        }
    }
}
