#include "core/lint/patch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/text/visible.h"

enum { CONTEXT = 3 };

static int compare_fixes(const void *left, const void *right)
{
    const struct lint_fix *const *a = left, *const *b = right;
    if ((*a)->begin != (*b)->begin)
        return (*a)->begin < (*b)->begin ? -1 : 1;
    return ((*a)->end > (*b)->end) - ((*a)->end < (*b)->end);
}

static const struct lint_fix **fixes_of(const struct lint *lint, const struct sheet *sheet, bool all, size_t *ret_count)
{
    const struct lint_fix **fixes = must_alloc((lint->finding_count + 1) * sizeof(const struct lint_fix *));
    size_t count = 0;
    for (size_t i = 0; i < lint->finding_count; i++) {
        const struct lint_finding *finding = &lint->findings[i];
        if (finding->has_fix && lint->replies[finding->reply].sheet == sheet && (finding->fix.sure || all))
            fixes[count++] = &finding->fix;
    }
    qsort(fixes, count, sizeof(const struct lint_fix *), compare_fixes);
    *ret_count = count;
    return fixes;
}

size_t patch_apply(const struct lint *lint, const struct sheet *sheet, bool all, struct bytes *out)
{
    size_t count, made = 0;
    const struct lint_fix **fixes = fixes_of(lint, sheet, all, &count);
    uint32_t at = 0;
    bytes_clear(out);
    for (size_t i = 0; i < count; i++) {
        const struct lint_fix *fix = fixes[i];
        if (fix->begin < at || (i > 0 && made > 0 && fix->begin == fixes[i - 1]->begin && fix->end == fixes[i - 1]->end))
            continue;
        bytes_add(out, sheet->bytes + at, fix->begin - at);
        bytes_add_text(out, fix->text);
        at = fix->end;
        made++;
    }
    if (made > 0)
        bytes_add(out, sheet->bytes + at, sheet->len - at);
    free(fixes);
    return made;
}

static int write_all(int file, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t written = write(file, bytes, len);
        if (written < 0 && errno != EINTR)
            return -1;
        bytes += written > 0 ? written : 0;
        len -= written > 0 ? (size_t)written : 0;
    }
    return 0;
}

int patch_write(const struct sheet *sheet, const struct bytes *fixed)
{
    struct bytes name = {0};
    struct stat info;
    char *real = realpath(sheet->path, NULL); /* a link stays one */
    bytes_addf(&name, "%s.%ld.part", real ? real : sheet->path, (long)getpid());
    const char *part = bytes_text(&name);
    int status = real ? stat(real, &info) : -1;
    int file = status == 0 ? open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600) : -1;
    if (file < 0)
        status = -1;
    else {
        status = write_all(file, fixed->ptr, fixed->len) == 0 && fchmod(file, info.st_mode & 07777) == 0 && fsync(file) == 0 ? 0 : -1;
        if (close(file) != 0 || status != 0 || rename(part, real) != 0) {
            int saved = errno;
            unlink(part);
            errno = saved;
            status = -1;
        }
    }
    bytes_release(&name);
    free(real);
    return status;
}

/* The lines of a text, with their ends. */
struct lines {
    const char **begin;
    size_t count;
};

static struct lines lines_of(const char *text, size_t len)
{
    struct lines lines = {must_alloc((len + 2) * sizeof(char *)), 0};
    for (const char *at = text, *end = text + len; at < end;) {
        lines.begin[lines.count++] = at;
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        at = stop ? stop + 1 : end;
    }
    lines.begin[lines.count] = text + len;
    return lines;
}

static size_t line_len(const struct lines *lines, size_t at)
{
    return (size_t)(lines->begin[at + 1] - lines->begin[at]);
}

static bool same_line(const struct lines *old, const struct lines *new, size_t at)
{
    return line_len(old, at) == line_len(new, at) && memcmp(old->begin[at], new->begin[at], line_len(old, at)) == 0;
}

static void put_line(FILE *out, char sign, const struct lines *lines, size_t at)
{
    size_t len = line_len(lines, at);
    fputc(sign, out);
    fwrite(lines->begin[at], 1, len, out);
    if (len == 0 || lines->begin[at][len - 1] != '\n')
        fputs("\n\\ No newline at end of file\n", out);
}

static void put_hunk(FILE *out, const struct lines *old, const struct lines *new, size_t first, size_t end)
{
    fprintf(out, "@@ -%zu,%zu +%zu,%zu @@\n", first + 1, end - first, first + 1, end - first);
    for (size_t at = first; at < end;) {
        size_t changed = at;
        while (changed < end && !same_line(old, new, changed))
            changed++;
        for (size_t i = at; i < changed; i++)
            put_line(out, '-', old, i);
        for (size_t i = at; i < changed; i++)
            put_line(out, '+', new, i);
        if (changed == at)
            put_line(out, ' ', old, at++);
        else
            at = changed;
    }
}

void patch_show(const struct sheet *sheet, const struct bytes *fixed, FILE *out)
{
    struct lines old = lines_of(sheet->bytes, sheet->len), new = lines_of(fixed->ptr, fixed->len);
    size_t count = old.count < new.count ? old.count : new.count;
    fprintf(out, "--- a/%s\n+++ b/%s\n", sheet->path, sheet->path);
    for (size_t at = 0; at < count; at++) {
        if (same_line(&old, &new, at))
            continue;
        size_t first = at < CONTEXT ? 0 : at - CONTEXT, last = at;
        for (size_t i = at; i < count && i <= last + 2 * CONTEXT; i++)
            if (!same_line(&old, &new, i))
                last = i;
        size_t end = last + 1 + CONTEXT < count ? last + 1 + CONTEXT : count;
        put_hunk(out, &old, &new, first, end);
        at = end - 1;
    }
    free(old.begin);
    free(new.begin);
}
