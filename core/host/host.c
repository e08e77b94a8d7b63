#include "core/host/host.h"

#include <stdlib.h>
#include <string.h>

#include "core/model/nearest.h"

static void add_fault(struct bytes *faults, const char *where, const char *what, const char *name, const char *hint)
{
    bytes_addf(faults, "%s: %s \"%s\"", where, what, name);
    if (hint)
        bytes_addf(faults, "; did you mean \"%s\"?", hint);
    bytes_add_char(faults, '\n');
}

const struct host_rule *host_rule_by_id(const struct host *host, const char *id)
{
    for (size_t i = 0; i < host->rule_count; i++)
        if (strcmp(host->rules[i].id, id) == 0)
            return &host->rules[i];
    return NULL;
}

static const struct config_rule *configured(const struct config *config, const char *id)
{
    for (size_t i = 0; i < config->rule_count; i++)
        if (strcmp(config->rules[i].id, id) == 0)
            return &config->rules[i];
    return NULL;
}

static int add_rules(struct host *host, uint32_t plugin, struct bytes *faults)
{
    const struct rapport_plugin *table = host->plugins[plugin].table;
    int result = 0;
    host->plugins[plugin].first_rule = (uint32_t)host->rule_count;
    host->plugins[plugin].enabled = must_alloc(table->rule_count + 1);
    for (uint32_t i = 0; i < table->rule_count; i++) {
        const struct host_rule *other = host_rule_by_id(host, table->rules[i].id);
        if (other) {
            bytes_addf(faults, "%s: rule %s is already one of %s\n", host->plugins[plugin].path, table->rules[i].id,
                       host->plugins[other->plugin].path);
            result = -1;
        }
        const struct config_rule *set = configured(host->config, table->rules[i].id);
        bool chosen = set && set->severity != RAPPORT_SEVERITY_DEFAULT;
        host->rules[host->rule_count++] = (struct host_rule){
            .id = table->rules[i].id,
            .plugin = plugin,
            .index = i,
            .severity = chosen ? set->severity : table->rules[i].severity,
            .flags = table->rules[i].flags,
            .enabled = !(set && set->off),
            .severity_set = chosen,
        };
        host->plugins[plugin].enabled[i] = !(set && set->off);
    }
    return result;
}

static void rank_rules(struct host *host)
{
    host->by_rank = must_calloc(host->rule_count + 1, sizeof *host->by_rank);
    for (uint32_t i = 0; i < host->rule_count; i++) {
        for (size_t j = 0; j < host->rule_count; j++)
            host->rules[i].rank += strcmp(host->rules[j].id, host->rules[i].id) < 0;
        host->by_rank[host->rules[i].rank] = i;
    }
}

static void resolve_cues(struct host *host, uint32_t plugin)
{
    const struct rapport_plugin *table = host->plugins[plugin].table;
    host->plugins[plugin].cues = must_alloc((table->cue_count + 1) * sizeof(uint32_t));
    for (uint32_t i = 0; i < table->cue_count; i++)
        host->plugins[plugin].cues[i] = ruleset_cue(host->ruleset, table->cues[i], strlen(table->cues[i]));
}

static int64_t option_value(const struct host *host, const struct rapport_option *option, struct bytes *faults)
{
    const struct config_rule *set = configured(host->config, option->rule);
    for (size_t i = 0; set && i < set->option_count; i++) {
        if (strcmp(set->options[i].name, option->name) != 0)
            continue;
        int64_t value = set->options[i].value;
        if (value >= option->min && value <= option->max)
            return value;
        bytes_addf(faults, "%s: rules.%s.%s is %lld, must be %lld to %lld\n", host->config->path, option->rule,
                   option->name, (long long)value, (long long)option->min, (long long)option->max);
    }
    return option->fallback;
}

static void resolve_options(struct host *host, uint32_t plugin, struct bytes *faults)
{
    const struct rapport_plugin *table = host->plugins[plugin].table;
    host->plugins[plugin].options = must_alloc((table->option_count + 1) * sizeof(int64_t));
    for (uint32_t i = 0; i < table->option_count; i++)
        host->plugins[plugin].options[i] = option_value(host, &table->options[i], faults);
}

/* Every rule and number that the configuration names must exist. */
static void check_option(const struct host *host, const struct host_rule *rule, const char *name, struct bytes *faults)
{
    const struct rapport_plugin *table = host->plugins[rule->plugin].table;
    const char *known[64] = {"severity", "weight"};
    size_t count = 2;
    for (uint32_t i = 0; i < table->option_count; i++) {
        if (strcmp(table->options[i].rule, rule->id) != 0)
            continue;
        if (strcmp(table->options[i].name, name) == 0)
            return;
        if (count < sizeof known / sizeof *known)
            known[count++] = table->options[i].name;
    }
    struct bytes where = {0};
    bytes_addf(&where, "%s: rules.%s", host->config->path, rule->id);
    add_fault(faults, bytes_text(&where), "unknown key", name, nearest_name(name, known, count));
    bytes_release(&where);
}

static void check_configured(const struct host *host, struct bytes *faults)
{
    const char **ids = must_alloc((host->rule_count + 1) * sizeof *ids);
    for (size_t i = 0; i < host->rule_count; i++)
        ids[i] = host->rules[i].id;
    for (size_t i = 0; i < host->config->rule_count; i++) {
        const struct config_rule *set = &host->config->rules[i];
        const struct host_rule *rule = host_rule_by_id(host, set->id);
        if (!rule)
            add_fault(faults, host->config->path, "no loaded plugin has the rule", set->id,
                      nearest_name(set->id, ids, host->rule_count));
        for (size_t j = 0; rule && j < set->option_count; j++)
            check_option(host, rule, set->options[j].name, faults);
    }
    free(ids);
}

static void add_price(struct host *host, const struct config_item *item, const struct config_price *price)
{
    struct bytes cue = {0};
    bytes_addf(&cue, "item/%s", item->item);
    struct rapport_price *out = &host->prices[host->price_count++];
    *out = (struct rapport_price){
        .item = {item->item, strlen(item->item)},
        .cue = ruleset_cue(host->ruleset, bytes_text(&cue), cue.len),
        .period = price->period,
        .vat = price->vat,
        .value = price->value,
    };
    memcpy(out->currency, price->currency, sizeof out->currency);
    bytes_release(&cue);
}

static void add_prices(struct host *host)
{
    size_t count = 0;
    for (size_t i = 0; i < host->config->item_count; i++)
        count += host->config->items[i].price_count;
    host->prices = must_calloc(count + 1, sizeof *host->prices);
    for (size_t i = 0; i < host->config->item_count; i++)
        for (size_t j = 0; j < host->config->items[i].price_count; j++)
            add_price(host, &host->config->items[i], &host->config->items[i].prices[j]);
}

int host_init(struct host *host, const struct loaded_plugins *plugins, const struct config *config,
              const struct ruleset *ruleset, struct bytes *faults)
{
    size_t before = faults->len, rules = 0;
    memset(host, 0, sizeof *host);
    host->config = config;
    host->ruleset = ruleset;
    host->said = plugins->said;
    host->plugins = must_calloc(plugins->count + 1, sizeof *host->plugins);
    for (size_t i = 0; i < plugins->count; i++)
        rules += plugins->list[i].table.rule_count;
    host->rules = must_calloc(rules + 1, sizeof *host->rules);
    for (size_t i = 0; i < plugins->count; i++) {
        host->plugins[i].table = &plugins->list[i].table;
        host->plugins[i].path = plugins->list[i].path;
        host->plugin_count = i + 1;
        add_rules(host, (uint32_t)i, faults);
        resolve_cues(host, (uint32_t)i);
        resolve_options(host, (uint32_t)i, faults);
    }
    rank_rules(host);
    check_configured(host, faults);
    add_prices(host);
    host->hours_cue = ruleset_cue(ruleset, "service-hours", strlen("service-hours"));
    return faults->len == before ? 0 : -1;
}

void host_release(struct host *host)
{
    for (size_t i = 0; i < host->plugin_count; i++) {
        struct host_plugin *plugin = &host->plugins[i];
        if (plugin->table->unload && plugin->shared)
            plugin->table->unload(plugin->shared);
        free(plugin->cues);
        free(plugin->options);
        free(plugin->enabled);
    }
    free(host->plugins);
    free(host->rules);
    free(host->by_rank);
    free(host->prices);
    memset(host, 0, sizeof *host);
}
