#include "core/lint/placeholder.h"

#include <string.h>
#include <strings.h>

enum { NAME_MAX_BYTES = 80 };

struct finder {
    const char *text;
    size_t len;
    bool html;
};

static bool is_name_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_name(char c)
{
    return is_name_start(c) || (c >= '0' && c <= '9') || c == '.' || c == '-';
}

static bool starts_with(const struct finder *finder, size_t at, const char *word)
{
    size_t len = strlen(word);
    return len <= finder->len - at && memcmp(finder->text + at, word, len) == 0;
}

/* Where a name from `at` on ends. */
static size_t name_end(const struct finder *finder, size_t at)
{
    size_t begin = at;
    if (at < finder->len && !is_name_start(finder->text[at]))
        return at;
    while (at < finder->len && at - begin < NAME_MAX_BYTES && is_name(finder->text[at]))
        at++;
    return at;
}

static size_t skip_spaces(const struct finder *finder, size_t at)
{
    while (at < finder->len && finder->text[at] == ' ')
        at++;
    return at;
}

/*
 * What opens at `at` with `open` and should close with `close`. Inside stands a name, and in the wide brackets
 * filters may follow it ("name | upcase"). `sure`: such brackets are never anything else.
 */
static bool bracketed(const struct finder *finder, size_t at, const char *open, const char *close, bool sure,
                      struct placeholder *ret)
{
    size_t inner = at + strlen(open), begin = skip_spaces(finder, inner), end = name_end(finder, begin);
    size_t line_end = at;
    while (line_end < finder->len && finder->text[line_end] != '\n')
        line_end++;
    const char *found = memmem(finder->text + inner, line_end - inner, close, strlen(close));
    size_t stop = found ? (size_t)(found - finder->text) : line_end;
    *ret = (struct placeholder){.begin = (uint32_t)at, .name_begin = (uint32_t)begin, .name_end = (uint32_t)end};
    if (found && skip_spaces(finder, inner) == stop) {
        ret->end = (uint32_t)(stop + strlen(close));
        ret->fault = PLACEHOLDER_EMPTY;
        return true;
    }
    if (end == begin)
        return false;
    size_t behind = skip_spaces(finder, end);
    if (found && (behind == stop || (sure && memchr(finder->text + behind, '|', stop - behind)))) {
        ret->end = (uint32_t)(stop + strlen(close));
        return true;
    }
    ret->end = (uint32_t)end;
    ret->fault = PLACEHOLDER_UNCLOSED;
    return sure || behind >= line_end || !is_name(finder->text[behind]);
}

static bool is_tag(const char *name, size_t len)
{
    static const char tags[] = " a b i u s p br hr em strong div span ul ol li h1 h2 h3 h4 table tr td th img small code pre "
                               "blockquote center font html body head style sub sup tbody thead ";
    for (const char *at = tags; (at = strchr(at, ' ')) && at[1]; at++)
        if (strncasecmp(at + 1, name, len) == 0 && at[1 + len] == ' ')
            return true;
    return false;
}

/* <name>, but no tag of HTML and no address. */
static bool angled(const struct finder *finder, size_t at, struct placeholder *ret)
{
    size_t end = name_end(finder, at + 1);
    if (finder->html || end == at + 1 || end >= finder->len || finder->text[end] != '>' ||
        is_tag(finder->text + at + 1, end - at - 1))
        return false;
    *ret = (struct placeholder){.begin = (uint32_t)at, .end = (uint32_t)end + 1, .name_begin = (uint32_t)at + 1,
                                .name_end = (uint32_t)end};
    return true;
}

/* %name%  $name$: an identifier in ASCII between two of the sign. */
static bool between(const struct finder *finder, size_t at, struct placeholder *ret)
{
    char sign = finder->text[at];
    size_t end = at + 1;
    while (end < finder->len && (unsigned char)finder->text[end] < 0x80 && is_name(finder->text[end]))
        end++;
    if (end == at + 1 || end >= finder->len || finder->text[end] != sign || !is_name_start(finder->text[at + 1]))
        return false;
    *ret = (struct placeholder){.begin = (uint32_t)at, .end = (uint32_t)end + 1, .name_begin = (uint32_t)at + 1,
                                .name_end = (uint32_t)end};
    return true;
}

/* %s %d %1$s %(name)s of printf and its kin. */
static bool formatted(const struct finder *finder, size_t at, struct placeholder *ret)
{
    size_t end = at + 1;
    *ret = (struct placeholder){.begin = (uint32_t)at};
    if (end < finder->len && finder->text[end] == '(') {
        ret->name_begin = (uint32_t)end + 1;
        ret->name_end = (uint32_t)name_end(finder, end + 1);
        end = ret->name_end + 1;
        if (ret->name_end == ret->name_begin || end > finder->len || finder->text[end - 1] != ')')
            return false;
    } else {
        size_t digits = end;
        while (digits < finder->len && finder->text[digits] >= '0' && finder->text[digits] <= '9')
            digits++;
        if (digits > end && digits < finder->len && finder->text[digits] == '$')
            end = digits + 1;
    }
    if (end >= finder->len || !strchr("sdif@", finder->text[end]))
        return false;
    if (end + 1 < finder->len && is_name_start(finder->text[end + 1])) /* 5 %discount */
        return false;
    ret->end = (uint32_t)end + 1;
    return true;
}

static bool find_at(const struct finder *finder, size_t at, struct placeholder *ret)
{
    switch (finder->text[at]) {
    case '{':
        if (starts_with(finder, at, "{{"))
            return bracketed(finder, at, "{{", "}}", true, ret);
        if (starts_with(finder, at, "{%"))
            return bracketed(finder, at, "{%", "%}", true, ret);
        return bracketed(finder, at, "{", "}", false, ret);
    case '[': return starts_with(finder, at, "[[") && bracketed(finder, at, "[[", "]]", true, ret);
    case '%':
        if (starts_with(finder, at, "%{"))
            return bracketed(finder, at, "%{", "}", true, ret);
        return between(finder, at, ret) || formatted(finder, at, ret);
    case '$':
        if (starts_with(finder, at, "${"))
            return bracketed(finder, at, "${", "}", true, ret);
        return between(finder, at, ret);
    case '<': return angled(finder, at, ret);
    default: return false;
    }
}

size_t placeholders_find(const char *text, size_t len, bool html, struct placeholder *out)
{
    struct finder finder = {text, len, html};
    size_t count = 0;
    for (size_t at = 0; at < len && count < PLACEHOLDERS_MAX;) {
        if (find_at(&finder, at, &out[count]))
            at = out[count++].end;
        else
            at++;
    }
    return count;
}
