/* What the two files of the plugin personal share. */
#ifndef RAPPORT_PLUGINS_PERSONAL_H
#define RAPPORT_PLUGINS_PERSONAL_H

#define RAPPORT_MINOR 2
#include "talk.h"

enum { NAME, HISTORY, RULE_COUNT };
enum { OPTION_DAYS, OPTION_COUNT };

/* One conversation of a customer. */
struct contact {
    int64_t at_ms;
    int32_t state; /* CONTACT_… */
    uint32_t reserved;
};
enum { CONTACT_NO_AGENT, CONTACT_UNHEARD, CONTACT_REFERS, CONTACT_SILENT };

int32_t personal_judge_group(const struct rapport_host *host, const void *shared, const struct rapport_group *group);

#endif
