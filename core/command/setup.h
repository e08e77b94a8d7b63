/* What most commands need before they start: packs, plugins, configuration, texts. */
#ifndef RAPPORT_COMMAND_SETUP_H
#define RAPPORT_COMMAND_SETUP_H

#include <stdbool.h>

#include "core/host/config.h"
#include "core/host/host.h"
#include "core/host/loader.h"
#include "core/host/rule_pack.h"
#include "core/host/texts.h"
#include "core/match/ruleset.h"

struct setup_options {
    const char *config;    /* --config, or NULL: rapport.json in the current directory if there is one */
    const char *rules;     /* --rules, or NULL */
    const char **plugin_paths;
    size_t plugin_path_count;
    unsigned languages;    /* --lang, or 0: as configured */
    int ui;                /* --ui, or LANGUAGE_NONE: the user's */
    bool keep_examples;
};

struct setup {
    struct config config;
    struct ruleset *ruleset;
    struct loaded_plugins plugins;
    struct rule_pack rule_pack;
    struct host host;
    struct texts texts;
    int ui;
    char *rules_directory;
    bool host_ready;
};

/*
 * Adds a --plugin-path. The pointer must live as long as the options.
 */
void setup_add_plugin_path(struct setup_options *options, const char *path);

/*
 * Makes everything. 0, or -1 after all that is wrong was printed. setup_release in either case.
 * Plugins that a pack leaves without a cue in a language that is on are told of on standard error.
 */
int setup_init(struct setup *setup, const struct setup_options *options);
/* For commands that need the configuration alone, which is initialised: 0, or -1 after complaints. `path` may be NULL. */
int setup_config(struct config *config, const char *path);
/* Leaves out of the search what no loaded plugin asks for; for audit, before threads start. */
void setup_want_cues(struct setup *setup);
void setup_release(struct setup *setup);

/* "he", "fa" or "en" for --ui and --lang; LANGUAGE_NONE after a complaint. */
int setup_language(const char *option, const char *value);

#endif
