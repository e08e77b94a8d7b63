/* Inside of the judge, shared by judge.c (what the run calls) and services.c (what plugins call). */
#ifndef RAPPORT_HOST_JUDGE_H
#define RAPPORT_HOST_JUDGE_H

#include "core/host/host.h"
#include "core/text/names.h"
#include "core/text/fold.h"

/* The hours of service, worked out when first asked for. */
struct open_hours {
    bool looked, known;
    bool by_zone;   /* of the configured zone; else the clocks are `offset` minutes ahead of UTC */
    int32_t offset;
    struct rapport_hours week;
};

/* A plugin at work in one judge. Its host table points back here. */
struct seat {
    struct rapport_host table;
    struct judge *judge;
    uint32_t plugin;
    void *worker;
    bool open;     /* `worker` is usable (or the plugin has none) */
    bool active;   /* a callback is running: services may be called */
    bool misused;  /* a service was called wrongly in this callback */
    struct bytes error; /* what the plugin said, or how it misused a service */
    size_t scratch_used;
};

struct rule_state {
    bool failed, passed, unchecked;
    uint32_t fail_speaker, pass_speaker, unchecked_speaker;
    struct met met; /* of the pass */
    const char *why;
};

struct judge {
    const struct host *host;
    struct seat *seats; /* one a plugin */
    struct arena arena; /* of the current conversation or group */
    struct folder folder; /* of the services about words */
    struct stems stems;   /* of message `stems_of`, RAPPORT_NONE: of none */
    uint32_t stems_of;
    struct open_hours open_hours; /* of this conversation */
    const struct rapport_conversation *conversation; /* or NULL */
    const struct rapport_group *group;               /* or NULL */
    struct finding *findings;
    size_t finding_count, finding_cap;
    struct rule_state *states; /* one a rule */
    struct verdict_record *verdicts;
    struct fact_record *facts;
    size_t fact_count, fact_cap;
    struct group_result *results;
    size_t result_count, result_cap;
};

/* Fills the services into a host table. */
void services_init(struct rapport_host *table);

/* Adds the services about the words of messages; those of services.c are there. */
void wording_init(struct rapport_host *table);
void times_init(struct rapport_host *table);

/* Notes that the plugin broke the contract; returns RAPPORT_REFUSED. */
int32_t seat_refuse(struct seat *seat, const char *reason);

/* Room for one more element of a list that doubles. */
void *judge_grown(void *list, size_t count, size_t *cap, size_t size);

#endif
