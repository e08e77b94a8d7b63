#include "core/input/calendar.h"
#include "core/input/chat_lines.h"
#include "core/input/talk_time.h"

int64_t chat_time(const struct chat_head *head, enum chat_order order)
{
    static const int places[][3] = {{2, 1, 0}, {2, 0, 1}, {0, 1, 2}}; /* of year, month and day */
    int year = head->date[places[order][0]], month = head->date[places[order][1]], day = head->date[places[order][2]];
    int hour = head->hour;
    if (head->is_half_day)
        hour = hour % 12 + (head->is_late ? 12 : 0);
    calendar_to_gregorian(&year, &month, &day);
    return talk_time_of_parts(year, month, day, hour, head->minute, head->second < 0 ? 0 : head->second);
}

static void try(struct chat_trial *trial, const struct chat_head *head, enum chat_order order)
{
    int64_t at = chat_time(head, order);
    trial->bad += at == TALK_NO_TIME;
    trial->back += at != TALK_NO_TIME && trial->last != 0 && at < trial->last;
    trial->last = at == TALK_NO_TIME ? trial->last : at;
}

void chat_orders_add(struct chat_orders *orders, const struct chat_head *head)
{
    orders->is_year_first |= head->date[0] > 31;
    orders->is_american |= head->is_half_day && head->separator == '/';
    try(&orders->day, head, CHAT_DAY_FIRST);
    try(&orders->month, head, CHAT_MONTH_FIRST);
}

enum chat_order chat_orders_decide(const struct chat_orders *orders)
{
    if (orders->is_year_first)
        return CHAT_YEAR_FIRST;
    if (orders->day.bad != orders->month.bad)
        return orders->day.bad < orders->month.bad ? CHAT_DAY_FIRST : CHAT_MONTH_FIRST;
    if (orders->day.back != orders->month.back)
        return orders->day.back < orders->month.back ? CHAT_DAY_FIRST : CHAT_MONTH_FIRST;
    return orders->is_american ? CHAT_MONTH_FIRST : CHAT_DAY_FIRST;
}
