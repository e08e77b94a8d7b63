#include "core/command/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/command/options.h"
#include "core/input/format.h"
#include "core/model/arena.h"

int source_format(struct source_options *source, const char *name)
{
    source->format = format_by_name(name);
    if (source->format)
        return 0;
    complain("--input-format %s is not known; there are:", name);
    for (const struct format *const *format = format_all(); *format; format++)
        fprintf(stderr, "  %-14s %s\n", (*format)->name, (*format)->title);
    return -1;
}

void source_agent(struct source_options *source, const char *name)
{
    source->agents = must_realloc(source->agents, (source->agent_count + 2) * sizeof *source->agents);
    source->agents[source->agent_count++] = name;
    source->agents[source->agent_count] = NULL;
}

int source_columns(struct source_options *source, const char *columns)
{
    static const char *const known[] = {"conversation", "time",    "date",  "role",     "name",   "id",
                                        "text",         "channel", "queue", "customer", "inbound"};
    source->columns = columns;
    for (const char *at = columns; *at; at += strcspn(at, ",") + (at[strcspn(at, ",")] == ',')) {
        size_t len = strcspn(at, "=,"), found = 0;
        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
            found += strlen(known[i]) == len && strncmp(known[i], at, len) == 0;
        if (found && at[len] == '=')
            continue;
        complain(
            "--columns takes conversation, time, date, role, name, id, text, channel, queue, customer and inbound, each with = and "
            "the name or number of a column, not \"%s\"",
            at);
        return -1;
    }
    return 0;
}

int source_take(struct source_options *source, int id, const char *value)
{
    switch (id) {
    case OPT_INPUT_FORMAT: return source_format(source, value);
    case OPT_AGENT: source_agent(source, value); return 0;
    case OPT_COLUMNS: return source_columns(source, value);
    default: return -1;
    }
}

void source_input(struct source_options *source, const struct config *config, struct input_options *input)
{
    for (size_t i = 0; config && i < config->agent_count; i++)
        source_agent(source, config->agents[i]);
    input->format = source->format;
    input->agents = source->agents;
    input->columns = source->columns;
}

void source_release(struct source_options *source)
{
    free(source->agents);
    *source = (struct source_options){0};
}
