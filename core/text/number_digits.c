#include "core/text/number_words.h"

#include "rapport/plugin.h"

#define GROUPS_MAX 12

/* "1.200,50" is three groups with the separators '.' and ','. */
struct groups {
    size_t count;
    const char *at[GROUPS_MAX];
    size_t len[GROUPS_MAX];
    char before[GROUPS_MAX]; /* the separator in front of a group; 0 of the first */
};

static bool groups_read(const char *text, size_t len, struct groups *groups)
{
    char separator = 0;
    groups->count = 0;
    for (size_t i = 0; i < len; i++) {
        if (groups->count == GROUPS_MAX)
            return false;
        size_t begin = i;
        while (i < len && text[i] >= '0' && text[i] <= '9')
            i++;
        groups->at[groups->count] = text + begin;
        groups->len[groups->count] = i - begin;
        groups->before[groups->count++] = separator;
        separator = i < len ? text[i] : 0;
        if (separator == ':')
            return false;
    }
    return groups->count > 0;
}

/* Groups 0 to end - 1 have one separator and are thousands, also in the Indian way (1,15,000). */
static bool groups_are_thousands(const struct groups *groups, size_t end)
{
    if (end == 1)
        return true;
    bool western = groups->len[0] <= 3;
    bool indian = groups->len[0] <= 2 && groups->before[1] == ',';
    for (size_t i = 1; i < end; i++) {
        if (groups->before[i] != groups->before[1])
            return false;
        western = western && groups->len[i] == 3;
        indian = indian && groups->len[i] == (i + 1 == end ? 3u : 2u);
    }
    return western || indian;
}

/* The single last group is decimals, for it cannot be thousands or custom has it so. */
static bool last_is_decimals(const struct groups *groups, unsigned flags)
{
    size_t last = groups->count - 1;
    if (last == 0)
        return false;
    char separator = groups->before[last];
    if (last > 1)
        return separator != groups->before[1] && separator != '/';
    bool three = groups->len[1] == 3 && groups->len[0] <= 3 && groups->at[0][0] != '0';
    if (separator == ',')
        return groups->len[1] <= 2;
    if (separator == '.')
        return !three || (flags & DIGITS_SCALE_FOLLOWS);
    return (flags & DIGITS_PERSIAN) && (flags & DIGITS_SCALE_FOLLOWS) && groups->len[1] <= 2;
}

static bool add_digits(const char *text, size_t len, int64_t *value)
{
    for (size_t i = 0; i < len; i++) {
        if (*value > NUMBER_MAX / 10)
            return false;
        *value = *value * 10 + (text[i] - '0');
    }
    return true;
}

static int64_t decimals(const char *text, size_t len)
{
    int64_t value = 0;
    for (size_t i = 0, unit = RAPPORT_AMOUNT_SCALE / 10; i < len && unit > 0; i++, unit /= 10)
        value += (int64_t)unit * (text[i] - '0');
    return value;
}

bool digits_read(const char *text, size_t len, unsigned flags, int64_t *ret_value, bool *ret_whole)
{
    struct groups groups;
    if (!groups_read(text, len, &groups))
        return false;
    bool fraction = last_is_decimals(&groups, flags);
    size_t end = groups.count - fraction;
    if (!groups_are_thousands(&groups, end))
        return false;
    /* 1/200 is a part of something unless Persian writing says that it is 1,200 */
    if (end == 2 && groups.before[1] == '/' && !(flags & DIGITS_PERSIAN))
        return false;
    if (groups.at[0][0] == '0' && (groups.len[0] > 1 || end > 1))
        return false;
    int64_t value = 0;
    for (size_t i = 0; i < end; i++)
        if (!add_digits(groups.at[i], groups.len[i], &value))
            return false;
    value *= RAPPORT_AMOUNT_SCALE;
    if (fraction)
        value += decimals(groups.at[end], groups.len[end]);
    *ret_value = value;
    *ret_whole = !fraction;
    return true;
}
