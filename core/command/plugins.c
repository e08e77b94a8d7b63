/* rapport plugins: what is loaded, from where, with which rules. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/command/command.h"
#include "core/command/options.h"
#include "core/command/setup.h"
#include "core/output/output.h"
#include "core/text/visible.h"

enum { OPT_CONFIG, OPT_RULES, OPT_PLUGIN_PATH, OPT_UI };

static const struct option_spec specs[] = {
    {"config", 0, true, OPT_CONFIG},
    {"rules", 0, true, OPT_RULES},
    {"plugin-path", 0, true, OPT_PLUGIN_PATH},
    {"ui", 0, true, OPT_UI},
};

static int take(void *ctx, int id, const char *value)
{
    struct setup_options *options = ctx;
    switch (id) {
    case OPT_CONFIG: options->config = value; return 0;
    case OPT_RULES: options->rules = value; return 0;
    case OPT_PLUGIN_PATH: setup_add_plugin_path(options, value); return 0;
    case OPT_UI:
        options->ui = setup_language("--ui", value);
        return options->ui == LANGUAGE_NONE ? -1 : 0;
    default: return -1;
    }
}

static void print_plugin(const struct setup *setup, const struct host_plugin *plugin)
{
    struct bytes line = {0};
    visible_add_z(&line, plugin->table->id);
    bytes_add_char(&line, ' ');
    visible_add_z(&line, plugin->table->version);
    bytes_add_text(&line, "  (");
    visible_add_z(&line, plugin->path);
    bytes_add_text(&line, ")\n");
    for (uint32_t i = 0; i < plugin->table->rule_count; i++) {
        const struct host_rule *rule = &setup->host.rules[plugin->first_rule + i];
        bytes_addf(&line, "  %-24s %-9s", rule->id, rule->enabled ? severity_name(rule->severity) : "off");
        visible_add_z(&line, texts_of(&setup->texts, rule->id)->title);
        bytes_add_char(&line, '\n');
    }
    fwrite(line.ptr, 1, line.len, stdout);
    bytes_release(&line);
}

static int run(int argc, char **argv)
{
    struct setup_options options = {.ui = LANGUAGE_NONE};
    struct setup setup;
    int count = 0, status = STATUS_WRONG;
    if (options_read(argc, argv, specs, sizeof specs / sizeof *specs, take, &options, &count) != 0 || count > 0) {
        if (count > 0)
            complain("plugins takes no arguments");
        free(options.plugin_paths);
        return STATUS_WRONG;
    }
    if (setup_init(&setup, &options) == 0) {
        for (size_t i = 0; i < setup.host.plugin_count; i++)
            print_plugin(&setup, &setup.host.plugins[i]);
        if (setup.host.plugin_count == 0)
            complain("no plugins found");
        status = STATUS_DONE;
    }
    setup_release(&setup);
    free(options.plugin_paths);
    return status;
}

const struct command command_plugins = {
    .name = "plugins",
    .summary = "list the loaded plugins and their rules",
    .help = "usage: rapport plugins [OPTIONS]\n\n"
            "Lists each plugin with its version, file and rules, as `audit` would load them.\n\n"
            "      --plugin-path PATH   more plugins: a directory or a .so; may be repeated\n"
            "      --config FILE        configuration, which may switch rules off\n"
            "      --rules DIR          cue packs and texts\n"
            "      --ui he|fa|en        language of the titles\n",
    .run = run,
};
