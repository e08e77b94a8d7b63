/*
 * The host of the plugins: their rules and options as configured, and the services they call.
 *
 * A `host` is made once and constant while conversations are judged. Each thread has a `judge`,
 * which holds the plugins' worker objects and what they push.
 */
#ifndef RAPPORT_HOST_HOST_H
#define RAPPORT_HOST_HOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/host/config.h"
#include "core/host/loader.h"
#include "core/match/ruleset.h"
#include "core/model/arena.h"
#include "core/model/finding.h"
#include "core/model/problem.h"

struct host_rule {
    const char *id;
    uint32_t plugin;
    uint32_t index;  /* in the plugin's table */
    int32_t severity; /* as configured */
    uint32_t flags;
    uint32_t rank;   /* place in the order of ids, for sorting */
    bool enabled;
    bool severity_set; /* by the configuration, which then wins over what the plugin says */
};

struct host_plugin {
    const struct rapport_plugin *table;
    const char *path;
    uint32_t first_rule; /* of its rules in host.rules */
    uint32_t *cues;
    int64_t *options;
    uint8_t *enabled;
    void *shared;
};

struct host {
    const struct config *config;
    const struct ruleset *ruleset;
    struct host_plugin *plugins;
    size_t plugin_count;
    struct host_rule *rules;
    size_t rule_count;
    uint32_t *by_rank; /* indices of the rules in the order of their ids */
    struct rapport_price *prices;
    uint32_t price_count;
    uint32_t hours_cue; /* "service-hours", or UINT32_MAX */
    const struct rapport_said_rules *said; /* the rules that are data, or NULL */
};

/*
 * Puts the plugins' rules together with the configuration, resolves cues (so the ruleset must hold all
 * of them, price items included). 0, or -1 with the reasons in `faults`,
 * one a line: a rule id of two plugins, a configured rule or option that does not exist or is out of range
 * (the nearest is named). `plugins`, `config` and `ruleset` must outlive the host.
 */
int host_init(struct host *host, const struct loaded_plugins *plugins, const struct config *config,
              const struct ruleset *ruleset, struct bytes *faults);
/* Calls each plugin's `load`. 0, or -1 with the reasons in `faults`. Once, after host_init. [main] */
int host_load(struct host *host, struct bytes *faults);
void host_release(struct host *host);

/* The rule of an id, or NULL. */
const struct host_rule *host_rule_by_id(const struct host *host, const char *id);

struct judge;

/* NULL with the reason in `faults` if a plugin's `open` fails. */
struct judge *judge_new(const struct host *host, struct bytes *faults);
void judge_free(struct judge *judge);

struct judgement {
    const struct finding *findings; /* in order of message, begin, rule id */
    size_t finding_count;
    const struct verdict_record *verdicts; /* in order of rule id, one a rule */
    size_t verdict_count;
    const struct fact_record *facts;
    size_t fact_count;
};

/*
 * Has every plugin judge a conversation. What plugins did wrong or could not do becomes a problem
 * at `place`/`line`; what a plugin that failed had pushed is dropped, and its rules are unchecked. `foreign`: agents wrote in a language nobody has packs for; rules that read cues then cannot pass.
 * The judgement lives until the next call.
 */
struct judgement judge_conversation(struct judge *judge, const struct rapport_conversation *conversation, bool foreign,
                                    struct problems *problems, const char *place, uint64_t line);

/* A finding or verdict of a group: about the conversation of one of its facts. */
struct group_result {
    struct finding finding; /* rule, severity, confidence; the rest is the fact's */
    bool is_finding;
    enum verdict verdict;
    const char *why;
    uint32_t fact;
    uint32_t related_fact; /* or RAPPORT_NONE */
};

/* Hands a group to its plugin. [main] The results live until the next call; order is the plugin's. */
const struct group_result *judge_group(struct judge *judge, uint32_t plugin, const struct rapport_group *group,
                                       struct problems *problems, size_t *ret_count);

#endif
