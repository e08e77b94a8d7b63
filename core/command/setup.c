#include "core/command/setup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/command/options.h"
#include "core/lint/lint.h"
#include "core/host/places.h"
#include "core/match/pack.h"
#include "core/run/analyse.h"
#include "core/text/fold.h"
#include "core/text/visible.h"

#ifndef RAPPORT_RULES_DIR
#define RAPPORT_RULES_DIR "/usr/local/share/rapport/rules"
#endif

void setup_add_plugin_path(struct setup_options *options, const char *path)
{
    options->plugin_paths =
        must_realloc(options->plugin_paths, (options->plugin_path_count + 1) * sizeof *options->plugin_paths);
    options->plugin_paths[options->plugin_path_count++] = path;
}

int setup_language(const char *option, const char *value)
{
    int language = language_by_code(value, strlen(value));
    if (language == LANGUAGE_NONE)
        complain("%s takes he, fa or en, not \"%s\"", option, value);
    return language;
}

/*
 * The language of the report where --ui does not say: that of LC_MESSAGES, else LANG. LC_ALL is
 * left out on purpose: it is what scripts set to make programs agree, and it must not change a
 * report.
 */
static int user_language(void)
{
    const char *names[] = {"LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < 2; i++) {
        const char *value = getenv(names[i]);
        if (!value || !*value)
            continue;
        int language = strlen(value) >= 2 ? language_by_code(value, 2) : LANGUAGE_NONE;
        return language == LANGUAGE_NONE ? LANGUAGE_EN : language;
    }
    return LANGUAGE_EN;
}

static void print_faults(const struct bytes *faults)
{
    const char *at = faults->ptr, *end = at + faults->len;
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        size_t len = (size_t)((stop ? stop : end) - at);
        struct bytes shown = {0};
        visible_add(&shown, at, len);
        fprintf(stderr, "rapport: %s\n", bytes_text(&shown));
        bytes_release(&shown);
        at += len + 1;
    }
}

/* --rules, else `rules` beside the program, else the installed directory. */
static char *find_rules(const char *asked)
{
    if (asked)
        return must_copy(asked, strlen(asked));
    char *directory = program_directory();
    struct bytes path = {0};
    bytes_addf(&path, "%s/rules", directory ? directory : ".");
    bool there = directory && access(bytes_text(&path), R_OK) == 0;
    char *found = there ? must_copy(path.ptr, path.len) : must_copy(RAPPORT_RULES_DIR, strlen(RAPPORT_RULES_DIR));
    bytes_release(&path);
    free(directory);
    return found;
}

/* What was named, or rapport.json if it is here. */
static int config_of(struct config *config, const char *path, struct bytes *faults)
{
    if (!path && access("rapport.json", F_OK) == 0)
        path = "rapport.json";
    return path ? config_read(config, path, faults) : 0;
}

int setup_config(struct config *config, const char *path)
{
    struct bytes faults = {0};
    int status = config_of(config, path, &faults);
    if (status != 0)
        complain("%s", bytes_text(&faults));
    bytes_release(&faults);
    return status;
}

static int read_config(struct setup *setup, const struct setup_options *options, struct bytes *faults)
{
    config_init(&setup->config);
    if (config_of(&setup->config, options->config, faults) != 0)
        return -1;
    if (options->languages)
        setup->config.languages = options->languages;
    return 0;
}

/* The names of the price list are phrases too; in any language, for product names travel. */
static int add_items(struct setup *setup, struct bytes *faults)
{
    for (size_t i = 0; i < setup->config.item_count; i++) {
        const struct config_item *item = &setup->config.items[i];
        struct bytes name = {0};
        bytes_addf(&name, "item/%s", item->item);
        uint32_t cue = ruleset_add_cue(setup->ruleset, bytes_text(&name), SAID_BY_AGENT | SAID_BY_CUSTOMER,
                                       "named in the price list");
        bytes_release(&name);
        for (size_t j = 0; j < item->name_count; j++) {
            const char *text = item->names[j].text;
            const struct phrase_sequence *tree = phrase_of_name(text, strlen(text), &setup->ruleset->arena);
            if (!tree)
                bytes_addf(faults, "%s: price_list: item %s has a name without words\n", setup->config.path, item->item);
            for (int language = 0; tree && language < LANGUAGE_COUNT; language++)
                ruleset_add_phrase(setup->ruleset, cue, language, false, text, "price list", tree);
        }
    }
    return faults->len ? -1 : 0;
}

/* A plugin that asks for a cue nobody wrote would pass everything: say so. */
static void tell_missing_cues(const struct setup *setup)
{
    for (size_t i = 0; i < setup->host.plugin_count; i++) {
        const struct host_plugin *plugin = &setup->host.plugins[i];
        for (uint32_t j = 0; j < plugin->table->cue_count; j++) {
            const char *name = plugin->table->cues[j];
            if (plugin->cues[j] == UINT32_MAX) {
                complain("plugin %s: no cue \"%s\" in cues.json: what rests on it is not checked", plugin->table->id,
                         name);
                continue;
            }
            for (int language = 0; language < LANGUAGE_COUNT; language++)
                if ((setup->config.languages >> language & 1) && strncmp(name, "mark/", 5) != 0 &&
                    !setup->ruleset->cues[plugin->cues[j]].seen[language])
                    complain("plugin %s: no pack for cue \"%s\" in %s: what rests on it is not checked",
                             plugin->table->id, name, language_code(language));
        }
    }
}

static int make_all(struct setup *setup, const struct setup_options *options, struct bytes *faults)
{
    if (read_config(setup, options, faults) != 0)
        return -1;
    setup->rules_directory = find_rules(options->rules);
    setup->ruleset = ruleset_new(options->keep_examples);
    if (packs_read(setup->ruleset, setup->rules_directory, faults) != 0)
        return -1;
    setup->ui = options->ui != LANGUAGE_NONE ? options->ui : user_language();
    if (texts_read(&setup->texts, setup->rules_directory, setup->ui, faults) != 0)
        return -1;
    analyse_add_cues(setup->ruleset);
    if (add_items(setup, faults) != 0)
        return -1;
    ruleset_build(setup->ruleset);
    plugins_add_built_in(&setup->plugins, &template_plugin);
    if (rule_pack_read(&setup->rule_pack, setup->rules_directory, setup->ruleset, faults) != 0)
        return -1;
    if (plugins_load(&setup->plugins, options->plugin_paths, options->plugin_path_count, faults) != 0)
        return -1;
    if (faults->len) /* refused plugins of the build's own directories: named, and done without */
        print_faults(faults);
    bytes_clear(faults);
    if (rule_pack_give(&setup->rule_pack, &setup->plugins, faults) != 0)
        return -1;
    setup->host_ready = true;
    if (host_init(&setup->host, &setup->plugins, &setup->config, setup->ruleset, faults) != 0)
        return -1;
    return host_load(&setup->host, faults);
}

int setup_init(struct setup *setup, const struct setup_options *options)
{
    struct bytes faults = {0};
    memset(setup, 0, sizeof *setup);
    fold_init();
    int result = make_all(setup, options, &faults);
    if (result != 0)
        print_faults(&faults);
    else
        tell_missing_cues(setup);
    bytes_release(&faults);
    return result;
}

void setup_want_cues(struct setup *setup)
{
    ruleset_want_none(setup->ruleset);
    for (size_t i = 0; i < setup->host.plugin_count; i++) {
        const struct host_plugin *plugin = &setup->host.plugins[i];
        const uint8_t *needs = plugin->table->cue_needs;
        for (uint32_t j = 0; j < plugin->table->cue_count; j++)
            ruleset_want(setup->ruleset, plugin->cues[j], needs && needs[j] == RAPPORT_CUE_HANDOVER);
    }
    for (uint32_t i = 0; i < setup->ruleset->cue_count; i++) {
        const char *name = setup->ruleset->cues[i].name;
        if (strncmp(name, "item/", 5) == 0 || strcmp(name, "money") == 0)
            ruleset_want(setup->ruleset, i, false); /* the core asks for these itself */
    }
}

void setup_release(struct setup *setup)
{
    if (setup->host_ready)
        host_release(&setup->host);
    loaded_plugins_release(&setup->plugins);
    rule_pack_release(&setup->rule_pack);
    ruleset_free(setup->ruleset);
    texts_release(&setup->texts);
    config_release(&setup->config);
    free(setup->rules_directory);
}
