#include "core/output/excerpt.h"

#include "core/text/utf8.h"
#include "core/text/visible.h"

/* Characters without width must not make a line endless. */
enum { BYTES_A_COLUMN = 8 };

/* A walk over characters until columns or bytes run out. */
struct walk {
    size_t at;
    unsigned columns;
};

static bool take(struct walk *walk, const char *character, size_t *bytes, size_t max_bytes, unsigned max_columns,
                 size_t len)
{
    uint32_t c;
    utf8_decode(character, &c);
    unsigned columns = walk->columns + visible_columns(c);
    if (columns > max_columns || *bytes + len > max_bytes)
        return false;
    walk->columns = columns;
    *bytes += len;
    return true;
}

static struct walk walk_forward(const char *text, size_t at, size_t end, unsigned columns)
{
    struct walk walk = {.at = at};
    size_t bytes = 0, max_bytes = (size_t)columns * BYTES_A_COLUMN;
    while (walk.at < end) {
        uint32_t c;
        size_t len = utf8_decode(text + walk.at, &c);
        if (!take(&walk, text + walk.at, &bytes, max_bytes, columns, len))
            break;
        walk.at += len;
    }
    return walk;
}

static size_t character_before(const char *text, size_t at)
{
    do
        at--;
    while (((unsigned char)text[at] & 0xC0) == 0x80);
    return at;
}

static struct walk walk_back(const char *text, size_t at, unsigned columns)
{
    struct walk walk = {.at = at};
    size_t bytes = 0, max_bytes = (size_t)columns * BYTES_A_COLUMN;
    while (walk.at > 0) {
        size_t before = character_before(text, walk.at);
        if (!take(&walk, text + before, &bytes, max_bytes, columns, walk.at - before))
            break;
        walk.at = before;
    }
    return walk;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* The beginning of the first whole word of [from, begin); `from` where there is no border. */
static size_t word_after(const char *text, size_t from, size_t begin)
{
    bool inside = from == 0 || !is_space(text[from - 1]); /* 0 is cut only in a partial text */
    size_t at = from;
    while (inside && at < begin && !is_space(text[at]))
        at++;
    while (at < begin && is_space(text[at]))
        at++;
    return at < begin || (begin > 0 && is_space(text[begin - 1])) ? at : from;
}

/* The end of the last whole word of [end, to); `to` where there is no border. text[to] exists. */
static size_t word_before(const char *text, size_t end, size_t to)
{
    bool inside = !is_space(text[to]);
    size_t at = to;
    while (inside && at > end && !is_space(text[at - 1]))
        at--;
    while (at > end && is_space(text[at - 1]))
        at--;
    return at > end || is_space(text[end]) ? at : to;
}

static size_t span_cut(const char *text, size_t begin, size_t to)
{
    size_t at = word_before(text, begin, to);
    return at > begin ? at : to;
}

struct excerpt excerpt_around(struct rapport_text text, size_t begin, size_t end, bool partial, unsigned columns)
{
    struct walk span = walk_forward(text.ptr, begin, end, columns);
    bool cut_inside = span.at < end;
    unsigned rest = columns - span.columns;
    unsigned room_before = walk_back(text.ptr, begin, rest).columns;
    unsigned room_after = cut_inside ? 0 : walk_forward(text.ptr, end, text.len, rest).columns;
    unsigned after = room_after < rest / 2 ? room_after : rest - (room_before < rest / 2 ? room_before : rest / 2);
    struct excerpt excerpt = {.begin = begin, .end = end, .cut_inside = cut_inside};
    excerpt.from = walk_back(text.ptr, begin, rest - after).at;
    excerpt.to = walk_forward(text.ptr, end, text.len, after).at;
    excerpt.cut_before = partial || excerpt.from > 0;
    excerpt.cut_after = excerpt.to < text.len;
    if (excerpt.cut_before)
        excerpt.from = word_after(text.ptr, excerpt.from, begin);
    if (cut_inside)
        excerpt.to = excerpt.end = span_cut(text.ptr, begin, span.at);
    else if (excerpt.cut_after)
        excerpt.to = word_before(text.ptr, end, excerpt.to);
    excerpt.cut_after &= !cut_inside;
    return excerpt;
}

struct excerpt excerpt_of(struct rapport_text text, unsigned columns)
{
    return excerpt_around(text, 0, 0, false, columns);
}
