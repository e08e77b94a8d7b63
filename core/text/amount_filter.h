/* The cheap look that spares most messages the reading of amounts. */
#ifndef RAPPORT_TEXT_AMOUNT_FILTER_H
#define RAPPORT_TEXT_AMOUNT_FILTER_H

#include <stdbool.h>
#include <stddef.h>

/*
 * False only if the folded text holds no number or nothing that makes money of one (a currency, a
 * price word). One pass without branches on the words' letters.
 */
bool amount_filter(const char *folded, size_t len);

#endif
