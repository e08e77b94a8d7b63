#include "core/input/lines.h"

#include <stdlib.h>
#include <string.h>

#include "core/input/json_text.h"
#include "core/model/arena.h"

static const char byte_order_mark[] = "\xef\xbb\xbf";

void lines_release(struct lines *lines)
{
    free(lines->place);
    bytes_release(&lines->carry);
    *lines = (struct lines){0};
}

void lines_batch_begin(struct lines *lines, struct batch *batch)
{
    bytes_reserve(&batch->data, BATCH_BYTES + BATCH_PADDING);
    bytes_add(&batch->data, lines->carry.ptr, lines->carry.len);
    bytes_release(&lines->carry);
    lines->begin = 0;
    lines->member = UINT32_MAX;
    lines->name_bytes = 0;
}

void lines_batch_end(struct lines *lines, struct batch *batch)
{
    struct bytes *data = &batch->data;
    bytes_add(&lines->carry, data->ptr + lines->begin, data->len - lines->begin);
    data->len = lines->begin;
    memset(bytes_reserve(data, BATCH_PADDING), 0, BATCH_PADDING);
}

/* Without a line the batch is not full: then a long line grows, or what is there is blank. */
bool lines_batch_full(const struct lines *lines, const struct batch *batch)
{
    return batch->line_count && batch->data.len + lines->name_bytes >= BATCH_BYTES;
}

void lines_member_begin(struct lines *lines, const char *place, bool trusted)
{
    free(lines->place);
    lines->place = must_copy(place, strlen(place));
    lines->trusted = trusted;
    lines->stage = LINES_MARK;
    lines->mark = 0;
    lines->number = 1;
    lines->member = UINT32_MAX;
}

static uint32_t member_add(struct lines *lines, struct batch *batch)
{
    if (batch->member_count == batch->member_cap) {
        batch->member_cap = batch->member_cap ? batch->member_cap * 2 : 16;
        batch->members = must_realloc(batch->members, batch->member_cap * sizeof *batch->members);
    }
    size_t len = strlen(lines->place);
    batch->members[batch->member_count] = must_copy(lines->place, len);
    lines->name_bytes += len;
    return (uint32_t)batch->member_count++;
}

static void line_add(struct lines *lines, struct batch *batch, size_t begin, size_t end)
{
    if (batch->line_count == batch->line_cap) {
        batch->line_cap = batch->line_cap ? batch->line_cap * 2 : 1024;
        batch->lines = must_realloc(batch->lines, batch->line_cap * sizeof *batch->lines);
    }
    if (lines->member == UINT32_MAX)
        lines->member = member_add(lines, batch);
    batch->lines[batch->line_count++] =
        (struct batch_line){.begin = begin, .len = end - begin, .member = lines->member, .number = lines->number};
}

static bool is_blank(const char *p, const char *end)
{
    while (p < end && json_is_space(*p))
        p++;
    return p == end;
}

/* The line from `begin` to `end`, both in the batch's data, is complete. */
static void line_finish(struct lines *lines, struct batch *batch, size_t end)
{
    const char *data = batch->data.ptr;
    size_t begin = lines->begin;
    if (end > begin && data[end - 1] == '\r')
        end--;
    if (!is_blank(data + begin, data + end))
        line_add(lines, batch, begin, end);
    lines->number++;
}

static void line_refuse(struct lines *lines, struct batch *batch)
{
    problems_add(&batch->problems, lines->place, lines->number, "the line is longer than %zu MiB",
                 LINE_MAX_BYTES >> 20);
    batch->data.len = lines->begin;
    lines->stage = LINES_TOO_LONG;
}

/* Blank lines alone must not fill a batch: drops what stands before the unfinished line. */
static void blank_drop(struct lines *lines, struct batch *batch)
{
    if (batch->line_count || !lines->begin)
        return;
    struct bytes *data = &batch->data;
    data->len -= lines->begin;
    memmove(data->ptr, data->ptr + lines->begin, data->len);
    lines->begin = 0;
}

/* What began like a byte order mark was none; so the first byte is neither white space nor '{'. */
static void mark_give_up(struct lines *lines, struct batch *batch)
{
    bytes_add(&batch->data, byte_order_mark, lines->mark);
    lines->stage = lines->trusted ? LINES_BODY : LINES_REFUSED;
}

static size_t mark_skip(struct lines *lines, struct batch *batch, const char *data, size_t len)
{
    size_t used = 0;
    while (used < len && lines->mark < 3 && data[used] == byte_order_mark[lines->mark]) {
        used++;
        lines->mark++;
    }
    if (lines->mark == 0 || lines->mark == 3)
        lines->stage = LINES_SNIFF;
    else if (used < len)
        mark_give_up(lines, batch);
    return used;
}

static void sniff(struct lines *lines, const char *data, size_t len)
{
    size_t i = 0;
    while (i < len && json_is_space(data[i]))
        i++;
    if (i < len)
        lines->stage = data[i] == '{' || lines->trusted ? LINES_BODY : LINES_REFUSED;
}

static size_t too_long_skip(struct lines *lines, const char *data, size_t len)
{
    const char *end = memchr(data, '\n', len);
    if (!end)
        return len;
    lines->stage = LINES_BODY;
    lines->number++;
    return (size_t)(end + 1 - data);
}

static size_t body_add(struct lines *lines, struct batch *batch, const char *data, size_t len)
{
    struct bytes *to = &batch->data;
    size_t take = to->len < BATCH_BYTES ? BATCH_BYTES - to->len : BATCH_BYTES / 16;
    if (take > len)
        take = len;
    size_t at = to->len;
    bytes_add(to, data, take);
    while (at < to->len) {
        const char *end = memchr(to->ptr + at, '\n', to->len - at);
        if (!end)
            break;
        at = (size_t)(end - to->ptr);
        line_finish(lines, batch, at);
        lines->begin = ++at;
    }
    blank_drop(lines, batch);
    if (to->len - lines->begin > LINE_MAX_BYTES)
        line_refuse(lines, batch);
    return take;
}

size_t lines_add(struct lines *lines, struct batch *batch, const char *data, size_t len)
{
    size_t used = 0;
    if (lines->stage == LINES_MARK)
        used = mark_skip(lines, batch, data, len);
    if (lines->stage == LINES_SNIFF)
        sniff(lines, data + used, len - used);
    while (used < len && lines->stage != LINES_REFUSED && !lines_batch_full(lines, batch)) {
        if (lines->stage == LINES_TOO_LONG)
            used += too_long_skip(lines, data + used, len - used);
        else
            used += body_add(lines, batch, data + used, len - used);
    }
    if (lines->stage == LINES_REFUSED)
        batch->data.len = lines->begin;
    return lines->stage == LINES_REFUSED ? len : used;
}

void lines_member_end(struct lines *lines, struct batch *batch, bool damaged)
{
    if (lines->stage == LINES_MARK && lines->mark)
        mark_give_up(lines, batch);
    bool unfinished = batch->data.len > lines->begin;
    if (unfinished && !damaged && lines->stage == LINES_BODY)
        line_finish(lines, batch, batch->data.len);
    else
        batch->data.len = lines->begin;
    lines->begin = batch->data.len;
}
