/*
 * Plain text and Markdown: the whole file is one reply, or one a section where lines of === or headings
 * divide it not at all; front matter between lines of --- tells language and kind. What Markdown does not
 * say (code, the targets of links, comments) is left out.
 */
#include <string.h>
#include <strings.h>

#include "core/lint/source.h"

struct front {
    char lang[16], kind[64];
};

static bool is_key(const char *const *list, const char *key, size_t len)
{
    for (; *list; list++)
        if (strlen(*list) == len && strncasecmp(*list, key, len) == 0)
            return true;
    return false;
}

static void copy_value(char *out, size_t cap, const char *at, const char *end)
{
    while (at < end && strchr(" \t\"'", *at))
        at++;
    while (end > at && strchr(" \t\r\"'", end[-1]))
        end--;
    size_t len = (size_t)(end - at) < cap - 1 ? (size_t)(end - at) : cap - 1;
    memcpy(out, at, len);
    out[len] = '\0';
}

/* The byte behind the front matter; 0 if there is none. */
static size_t read_front(struct sheet *sheet, struct front *front)
{
    size_t at = sheet->len >= 3 && memcmp(sheet->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    if (strncmp(sheet->bytes + at, "---", 3) != 0 || sheet->bytes[at + 3 + strspn(sheet->bytes + at + 3, " \t\r")] != '\n')
        return at;
    for (uint32_t line = 1; line < sheet->line_count; line++) {
        const char *begin = sheet->bytes + sheet->lines[line];
        const char *end = line + 1 < sheet->line_count ? sheet->bytes + sheet->lines[line + 1] - 1 : sheet->bytes + sheet->len;
        if (strncmp(begin, "---", 3) == 0 || strncmp(begin, "...", 3) == 0)
            return line + 1 < sheet->line_count ? sheet->lines[line + 1] : sheet->len;
        const char *colon = memchr(begin, ':', (size_t)(end - begin));
        if (*begin == '#')
            sheet_comment(sheet, sheet->lines[line], (size_t)(end - begin));
        else if (colon && is_key(sheet->keys->lang, begin, (size_t)(colon - begin)))
            copy_value(front->lang, sizeof front->lang, colon + 1, end);
        else if (colon && is_key(sheet->keys->kind, begin, (size_t)(colon - begin)))
            copy_value(front->kind, sizeof front->kind, colon + 1, end);
    }
    return at; /* never closed: then it is text */
}

/* Where what begins at `at` and is not said ends; `at` if it is said. */
static size_t skip_unsaid(struct sheet *sheet, size_t at)
{
    const char *text = sheet->bytes + at, *end = NULL;
    if (strncmp(text, "<!--", 4) == 0) {
        end = strstr(text, "-->");
        size_t stop = end ? (size_t)(end - sheet->bytes) + 3 : sheet->len;
        sheet_comment(sheet, at, stop - at);
        return stop;
    }
    if (strncmp(text, "```", 3) == 0) {
        end = strstr(text + 3, "```");
        return end ? (size_t)(end - sheet->bytes) + 3 : sheet->len;
    }
    if (*text == '`' && (end = strpbrk(text + 1, "`\n")) && *end == '`')
        return (size_t)(end - sheet->bytes) + 1;
    if (strncmp(text, "](", 2) == 0 && (end = strpbrk(text + 2, ")\n")) && *end == ')')
        return (size_t)(end - sheet->bytes) + 1;
    return at;
}

static bool is_markdown(const char *path)
{
    size_t len = strlen(path);
    return (len > 3 && strcasecmp(path + len - 3, ".md") == 0) || (len > 9 && strcasecmp(path + len - 9, ".markdown") == 0);
}

void source_text(struct sheet *sheet)
{
    struct front front = {"", ""};
    struct reply_draft draft = {0};
    size_t at = read_front(sheet, &front);
    bool markdown = is_markdown(sheet->path);
    while (at < sheet->len) {
        size_t stop = markdown || strncmp(sheet->bytes + at, "<!--", 4) == 0 ? skip_unsaid(sheet, at) : at;
        if (stop > at) {
            reply_draft_unit(&draft, " ", 1, at, stop - at);
            at = stop;
            continue;
        }
        reply_draft_plain(&draft, sheet->bytes + at, 1, at);
        at++;
    }
    sheet_add(sheet, &draft, "", front.lang, front.kind);
    reply_draft_release(&draft);
}
