/*
 * The configuration, rapport.json: languages, price list, service hours, placeholders, agents, rules.
 *
 * {"languages":["he","fa","en"],
 *  "price_list":[{"item":"fiber-500","names":{"en":["Fiber 500"]},
 *                 "prices":[{"amount":"99.90","currency":"ILS","period":"month","vat":"with"}]}],
 *  "hours":{"timezone":"Asia/Jerusalem","sun-thu":"09:00-18:00"},
 *  "placeholders":["customer.name"],"agents":["Dana","a-17"],
 *  "rules":{"timing/first-reply":{"minutes":6},"phrasing/informal":"off",
 *           "gratitude/closing":{"severity":"critical","weight":3}}}
 *
 * Every key is optional; an unknown one is an error that names the nearest known one. Options of
 * rules are checked by the host, which knows the plugins' tables.
 */
#ifndef RAPPORT_HOST_CONFIG_H
#define RAPPORT_HOST_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/model/bytes.h"
#include "rapport/plugin.h"

struct config_name {
    int language;
    char *text;
};

struct config_price {
    int64_t value; /* RAPPORT_AMOUNT_SCALE parts; IRT turned into IRR */
    char currency[4];
    int32_t period, vat;
};

struct config_item {
    char *item;
    struct config_name *names;
    size_t name_count;
    struct config_price *prices;
    size_t price_count;
};

struct config_option {
    char *name;
    int64_t value;
};

struct config_rule {
    char *id;
    bool off;
    int32_t severity; /* RAPPORT_SEVERITY_DEFAULT if not set */
    int64_t weight;   /* 1 if not set */
    struct config_option *options; /* other numbers, in order of name */
    size_t option_count;
};

struct config_hours {
    int64_t open_minute, close_minute; /* of the local day; equal: closed */
};

/* A pattern of paths, and what is known of the templates in them; NULL where it tells nothing. */
struct config_file {
    char *match, *language, *kind;
};

/* Which keys of template files hold what; NULL for the defaults, else ended by NULL. */
struct config_templates {
    char **text, **language, **kind, **id;
    struct config_file *files;
    size_t file_count;
};

struct config {
    char *path; /* for messages; NULL for the empty configuration */
    unsigned languages; /* bit set; all by default */
    bool languages_set; /* they were configured */
    struct config_templates templates;
    struct config_item *items;
    size_t item_count;
    bool has_hours;
    char *timezone; /* IANA name; NULL: as the times of the transcript are written */
    struct config_hours week[7]; /* 0 is Sunday */
    char **agents; /* names or ids of agents, for exports that do not say who is one */
    size_t agent_count;
    char **placeholders;
    size_t placeholder_count;
    struct config_rule *rules; /* in order of id */
    size_t rule_count;
};

/* The configuration without a file: all languages, nothing else. */
void config_init(struct config *config);
void config_release(struct config *config);

/*
 * Reads a file over an initialised config. 0, or -1 with every fault in `faults`, one a line, with
 * file and, for JSON errors, line and column; unknown keys with their path and the nearest key.
 */
int config_read(struct config *config, const char *path, struct bytes *faults);

/* "month" and so on to RAPPORT_PERIOD_…; -1 if unknown. */
int32_t period_by_name(const char *name);

#endif
