#include "core/input/calendar.h"

static int is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* Days by the rule of 33 years, which is right from 1178 to 1633. */
static void of_persian(int *year, int *month, int *day)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int y = *year + 1595;
    int days = -355668 + 365 * y + y / 33 * 8 + (y % 33 + 3) / 4 + *day +
               (*month < 7 ? (*month - 1) * 31 : (*month - 7) * 30 + 186);
    int g = 400 * (days / 146097);
    days %= 146097;
    if (days > 36524) {
        g += 100 * (--days / 36524);
        days %= 36524;
        if (days >= 365)
            days++;
    }
    g += 4 * (days / 1461);
    days %= 1461;
    if (days > 365) {
        g += (days - 1) / 365;
        days = (days - 1) % 365;
    }
    int m = 0;
    for (days++; m < 12; m++) {
        int length = lengths[m] + (m == 1 && is_leap(g));
        if (days <= length)
            break;
        days -= length;
    }
    *year = g;
    *month = m + 1;
    *day = days;
}

void calendar_to_gregorian(int *year, int *month, int *day)
{
    if (*year >= 0 && *year < 100)
        *year += 2000;
    else if (*year >= 1300 && *year < 1500 && *month >= 1 && *month <= 12 && *day >= 1 && *day <= 31)
        of_persian(year, month, day);
    else if (*year >= 2400 && *year <= 2700)
        *year -= 543;
}
