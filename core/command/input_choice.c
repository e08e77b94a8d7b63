#include "core/command/input_choice.h"

#include <stdlib.h>
#include <string.h>

#include "core/input/columns.h"
#include "core/input/format.h"
#include "core/model/arena.h"
#include "core/model/nearest.h"

static int take_format(struct input_choice *choice, const char *value)
{
    const char *names[64];
    size_t count = 0;
    if (strcmp(value, "auto") == 0) {
        choice->input.format = NULL;
        return 0;
    }
    choice->input.format = format_by_name(value);
    if (choice->input.format)
        return 0;
    for (const struct format *const *format = format_all(); *format && count < 64; format++)
        names[count++] = (*format)->name;
    complain("--input-format %s is not known; did you mean %s? See rapport formats", value, nearest_name(value, names, count));
    return -1;
}

static void add_agent(struct input_choice *choice, const char *name)
{
    choice->agents = must_realloc(choice->agents, (choice->agent_count + 2) * sizeof *choice->agents);
    choice->agents[choice->agent_count++] = name;
    choice->agents[choice->agent_count] = NULL;
    choice->input.agents = choice->agents;
}

static int take_columns(const char *value)
{
    const char *why;
    if (columns_set(value, &why) == 0)
        return 0;
    complain("--columns \"%s\" %s", value, why);
    return -1;
}

int input_choice_take(struct input_choice *choice, int id, const char *value)
{
    switch (id) {
    case OPT_INPUT_FORMAT: return take_format(choice, value);
    case OPT_AGENT: add_agent(choice, value); return 0;
    case OPT_COLUMNS: return take_columns(value);
    default: return 1;
    }
}

void input_choice_configure(struct input_choice *choice, const struct config *config)
{
    for (size_t i = 0; i < config->agent_count; i++)
        add_agent(choice, config->agents[i]);
}

void input_choice_release(struct input_choice *choice)
{
    free(choice->agents);
}
