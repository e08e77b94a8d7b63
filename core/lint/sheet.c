#include "core/lint/sheet.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/utf8.h"

enum { FILE_MAX = 64 << 20 };

static void *grown(void *list, size_t count, size_t *cap, size_t size)
{
    if (count < *cap)
        return list;
    *cap = *cap ? *cap * 2 : 16;
    return must_realloc(list, *cap * size);
}

static void add_step(struct reply_draft *draft, size_t file, size_t unit)
{
    draft->steps = grown(draft->steps, draft->step_count, &draft->step_cap, sizeof *draft->steps);
    draft->steps[draft->step_count++] =
        (struct sheet_step){(uint32_t)draft->text.len, (uint32_t)file, (uint32_t)unit};
}

void reply_draft_plain(struct reply_draft *draft, const char *bytes, size_t len, size_t file)
{
    const struct sheet_step *last = draft->step_count ? &draft->steps[draft->step_count - 1] : NULL;
    if (len == 0)
        return;
    if (!last || last->unit || last->file + (draft->text.len - last->text) != file)
        add_step(draft, file, 0);
    bytes_add(&draft->text, bytes, len);
}

void reply_draft_unit(struct reply_draft *draft, const char *bytes, size_t len, size_t file, size_t unit)
{
    if (len == 0)
        return;
    add_step(draft, file, unit);
    bytes_add(&draft->text, bytes, len);
}

void reply_draft_clear(struct reply_draft *draft)
{
    bytes_clear(&draft->text);
    draft->step_count = 0;
}

void reply_draft_release(struct reply_draft *draft)
{
    bytes_release(&draft->text);
    free(draft->steps);
    *draft = (struct reply_draft){0};
}

static int read_whole(struct sheet *sheet, FILE *file, struct bytes *out)
{
    size_t got = 1;
    while (got > 0 && out->len <= FILE_MAX) {
        got = fread(bytes_reserve(out, 1 << 16), 1, 1 << 16, file);
        out->len += got;
    }
    if (ferror(file)) {
        problems_add(sheet->problems, sheet->path, 0, "%s", strerror(errno));
        return -1;
    }
    if (out->len > FILE_MAX) {
        problems_add(sheet->problems, sheet->path, 0, "larger than 64 MiB");
        return -1;
    }
    return 0;
}

static void find_lines(struct sheet *sheet)
{
    size_t cap = 0;
    for (uint32_t at = 0, begins = 1; at <= sheet->len; at++) {
        if (begins) {
            sheet->lines = grown(sheet->lines, sheet->line_count, &cap, sizeof *sheet->lines);
            sheet->lines[sheet->line_count++] = at;
        }
        begins = sheet->bytes[at] == '\n' || (sheet->bytes[at] == '\r' && sheet->bytes[at + 1] != '\n');
    }
}

static bool begins_character(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

static void count_characters(struct sheet *sheet)
{
    uint32_t count = 0;
    sheet->characters = must_alloc((sheet->len / SHEET_STRIDE + 1) * sizeof *sheet->characters);
    for (uint32_t at = 0; at <= sheet->len; at++) {
        if (at % SHEET_STRIDE == 0)
            sheet->characters[at / SHEET_STRIDE] = count;
        count += begins_character(sheet->bytes[at]);
    }
}

/* Characters that begin before the byte. */
static uint32_t characters_before(const struct sheet *sheet, uint32_t at)
{
    uint32_t from = at / SHEET_STRIDE * SHEET_STRIDE, count = sheet->characters[at / SHEET_STRIDE];
    for (; from < at; from++)
        count += begins_character(sheet->bytes[from]);
    return count;
}

int sheet_take(struct sheet *sheet, const char *path, const char *bytes, size_t len, const struct sheet_keys *keys,
               struct problems *problems)
{
    *sheet = (struct sheet){.path = path, .keys = keys, .problems = problems, .len = (uint32_t)len};
    sheet->bytes = arena_copy(&sheet->arena, bytes, len);
    find_lines(sheet);
    count_characters(sheet);
    size_t valid = utf8_valid(sheet->bytes, sheet->len), zero = strlen(sheet->bytes);
    if (valid < sheet->len)
        sheet_fault(sheet, valid, "is no UTF-8");
    else if (zero < sheet->len)
        sheet_fault(sheet, zero, "holds a zero byte, which no text has");
    return valid == sheet->len && zero == sheet->len ? 0 : -1;
}

int sheet_open(struct sheet *sheet, const char *path, const struct sheet_keys *keys, struct problems *problems)
{
    struct bytes content = {0};
    FILE *file = fopen(path, "rb");
    *sheet = (struct sheet){.path = path, .problems = problems};
    if (!file)
        problems_add(problems, path, 0, "%s", strerror(errno));
    int status = file ? read_whole(sheet, file, &content) : -1;
    if (file)
        fclose(file);
    if (status == 0)
        status = sheet_take(sheet, path, content.ptr ? content.ptr : "", content.len, keys, problems);
    bytes_release(&content);
    return status;
}

void sheet_close(struct sheet *sheet)
{
    free(sheet->lines);
    free(sheet->characters);
    free(sheet->replies);
    free(sheet->suppressions);
    arena_release(&sheet->arena);
    *sheet = (struct sheet){0};
}

static bool is_blank(const struct bytes *text)
{
    for (size_t i = 0; i < text->len; i++)
        if (text->ptr[i] != ' ' && text->ptr[i] != '\n' && text->ptr[i] != '\t' && text->ptr[i] != '\r')
            return false;
    return true;
}

static const char *kept(struct sheet *sheet, const char *text)
{
    return arena_copy(&sheet->arena, text ? text : "", text ? strlen(text) : 0);
}

struct reply *sheet_add(struct sheet *sheet, const struct reply_draft *draft, const char *key, const char *lang,
                        const char *kind)
{
    if (is_blank(&draft->text))
        return NULL;
    sheet->replies = grown(sheet->replies, sheet->reply_count, &sheet->reply_cap, sizeof *sheet->replies);
    struct reply *reply = &sheet->replies[sheet->reply_count++];
    *reply = (struct reply){.key = kept(sheet, key), .name = "", .lang = kept(sheet, lang), .kind = kept(sheet, kind),
                            .text = arena_copy(&sheet->arena, draft->text.ptr, draft->text.len),
                            .len = (uint32_t)draft->text.len, .step_count = (uint32_t)draft->step_count};
    size_t bytes = draft->step_count * sizeof *draft->steps;
    reply->steps = arena_alloc(&sheet->arena, bytes);
    memcpy(reply->steps, draft->steps, bytes);
    return reply;
}

void sheet_suppress(struct sheet *sheet, const char *rule, size_t rule_len, const char *reason, size_t reason_len,
                    size_t file, uint32_t reply)
{
    while (reason_len > 0 && strchr(" \t:-", *reason))
        reason++, reason_len--;
    while (reason_len > 0 && strchr(" \t\r\n-", reason[reason_len - 1]))
        reason_len--;
    sheet->suppressions =
        grown(sheet->suppressions, sheet->suppression_count, &sheet->suppression_cap, sizeof *sheet->suppressions);
    sheet->suppressions[sheet->suppression_count++] =
        (struct suppression){arena_copy(&sheet->arena, rule, rule_len), arena_copy(&sheet->arena, reason, reason_len),
                             (uint32_t)file, reply, false};
}

void sheet_comment(struct sheet *sheet, size_t file, size_t len)
{
    static const char word[] = "rapport-ignore";
    const char *begin = sheet->bytes + file, *end = begin + len;
    const char *found = memmem(begin, len, word, strlen(word));
    if (!found)
        return;
    const char *rule = found + strlen(word);
    while (rule < end && (*rule == ' ' || *rule == ':'))
        rule++;
    const char *stop = rule;
    while (stop < end && ((*stop >= 'a' && *stop <= 'z') || *stop == '/' || *stop == '-'))
        stop++;
    const char *line_end = memchr(stop, '\n', (size_t)(end - stop));
    sheet_suppress(sheet, rule, (size_t)(stop - rule), stop, (size_t)((line_end ? line_end : end) - stop),
                   (size_t)(found - sheet->bytes), UINT32_MAX);
}

void sheet_fault(struct sheet *sheet, size_t file, const char *reason, ...)
{
    uint32_t line, column;
    char text[256];
    va_list arguments;
    va_start(arguments, reason);
    vsnprintf(text, sizeof text, reason, arguments);
    va_end(arguments);
    sheet_place(sheet, (uint32_t)file, &line, &column);
    problems_add(sheet->problems, sheet->path, line, "column %u: %s", column, text);
}

static const struct sheet_step *step_of(const struct reply *reply, uint32_t at)
{
    uint32_t low = 0, high = reply->step_count;
    while (low + 1 < high) {
        uint32_t middle = low + (high - low) / 2;
        if (reply->steps[middle].text <= at)
            low = middle;
        else
            high = middle;
    }
    return &reply->steps[low];
}

void reply_place(const struct reply *reply, uint32_t begin, uint32_t end, uint32_t *ret_begin, uint32_t *ret_end)
{
    const struct sheet_step *first = step_of(reply, begin);
    *ret_begin = first->unit ? first->file : first->file + (begin - first->text);
    *ret_end = *ret_begin;
    if (end <= begin)
        return;
    const struct sheet_step *last = step_of(reply, end - 1);
    *ret_end = last->unit ? last->file + last->unit : last->file + (end - last->text);
}

void sheet_place(const struct sheet *sheet, uint32_t file, uint32_t *ret_line, uint32_t *ret_column)
{
    uint32_t low = 0, high = sheet->line_count;
    while (low + 1 < high) {
        uint32_t middle = low + (high - low) / 2;
        if (sheet->lines[middle] <= file)
            low = middle;
        else
            high = middle;
    }
    *ret_line = low + 1;
    *ret_column = 1;
    if (sheet->line_count == 0)
        return;
    uint32_t begin = sheet->lines[low];
    if (begin == 0 && sheet->len >= 3 && memcmp(sheet->bytes, "\xEF\xBB\xBF", 3) == 0)
        begin = 3;
    uint32_t end = file < sheet->len ? file : sheet->len;
    if (end > begin)
        *ret_column += characters_before(sheet, end) - characters_before(sheet, begin);
}
