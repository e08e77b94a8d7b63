#include "core/text/marks.h"

#include "core/text/fold.h"
#include "core/text/marks_find.h"

const char *mark_name(enum mark_kind kind)
{
    static const char *const names[MARK_COUNT] = {"mark/shout", "mark/emoji", "mark/quote"};
    return (unsigned)kind < MARK_COUNT ? names[kind] : "";
}

struct source {
    bool (*next)(struct finder *finder, struct mark *ret_mark);
    struct finder finder;
    struct mark mark;
    bool pending;
};

static void source_open(struct source *source, bool (*next)(struct finder *, struct mark *), const char *text,
                        size_t len, bool wanted)
{
    *source = (struct source){.next = next, .finder = {.text = text, .len = len}};
    source->pending = wanted && next(&source->finder, &source->mark);
}

static void source_advance(struct source *source)
{
    source->pending = source->next(&source->finder, &source->mark);
}

/* What stands between quotation marks is not the writer's own voice. */
static bool is_quoted(struct source *quotes, uint32_t place)
{
    while (quotes->pending && quotes->mark.end <= place)
        source_advance(quotes);
    return quotes->pending && quotes->mark.begin <= place;
}

size_t marks_find(const char *text, size_t len, uint32_t hints, struct mark *out, size_t cap)
{
    struct source sources[MARK_COUNT], quotes;
    bool quoted = (hints & FOLD_HAS_QUOTES) != 0;
    source_open(&sources[MARK_SHOUT], shout_next, text, len, hints & (FOLD_HAS_SHOUT | FOLD_HAS_CAPITALS));
    source_open(&sources[MARK_EMOJI], emoji_next, text, len, hints & FOLD_HAS_EMOJI);
    source_open(&sources[MARK_QUOTE], quote_next, text, len, quoted);
    source_open(&quotes, quote_next, text, len, quoted && sources[MARK_SHOUT].pending);
    size_t count = 0;
    while (count < cap) {
        struct source *first = NULL;
        for (int i = 0; i < MARK_COUNT; i++)
            if (sources[i].pending && (!first || sources[i].mark.begin < first->mark.begin))
                first = &sources[i];
        if (!first)
            break;
        if (first->mark.kind != MARK_SHOUT || !is_quoted(&quotes, first->mark.begin))
            out[count++] = first->mark;
        source_advance(first);
    }
    return count;
}
