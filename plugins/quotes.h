/* Shared by the two files of the quotes plugin. */
#ifndef RAPPORT_PLUGINS_QUOTES_H
#define RAPPORT_PLUGINS_QUOTES_H

#include "talk.h"

enum { WITHIN, ACROSS, LIST, RULE_COUNT };
enum { OPTION_WINDOW_DAYS, OPTION_COUNT };

/* The value of a fact; the key is item, period, VAT basis and currency. */
struct quote_value {
    int64_t amount;
    int64_t explained;
};

/* Judges quotes/across over all quotes of one key. */
int32_t quotes_judge_group(const struct rapport_host *host, const void *shared, const struct rapport_group *group);

#endif
