#include <string.h>

#include "core/text/amount.h"
#include "rapport/plugin.h"

#define WHOLE_MAX INT64_C(900000000000000)

int amount_parse(const char *text, size_t len, int64_t *ret_value)
{
    size_t i = 0;
    int64_t value = 0;
    while (i < len && text[i] >= '0' && text[i] <= '9') {
        value = value * 10 + (text[i++] - '0');
        if (value > WHOLE_MAX)
            return -1;
    }
    if (i == 0)
        return -1;
    value *= RAPPORT_AMOUNT_SCALE;
    if (i < len) {
        if (text[i++] != '.' || i == len)
            return -1;
        for (int64_t unit = RAPPORT_AMOUNT_SCALE / 10; i < len; i++, unit /= 10) {
            if (text[i] < '0' || text[i] > '9' || unit == 0)
                return -1;
            value += unit * (text[i] - '0');
        }
    }
    *ret_value = value;
    return 0;
}

size_t amount_format(int64_t value, char out[32])
{
    char digits[32];
    size_t count = 0, len = 0;
    /* as unsigned, for the lowest value has no positive twin */
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    uint64_t whole = rest / RAPPORT_AMOUNT_SCALE, part = rest % RAPPORT_AMOUNT_SCALE;
    do {
        digits[count++] = (char)('0' + whole % 10);
        whole /= 10;
    } while (whole > 0);
    if (value < 0)
        out[len++] = '-';
    while (count > 0)
        out[len++] = digits[--count];
    out[len++] = '.';
    uint64_t unit = RAPPORT_AMOUNT_SCALE / 10;
    for (unsigned places = 0; places < 2 || part > 0; places++, unit /= 10) {
        out[len++] = (char)('0' + part / unit);
        part %= unit;
    }
    out[len] = 0;
    return len;
}
