/* Options of commands that read transcripts: what their input is, and who speaks in it. */
#ifndef RAPPORT_COMMAND_SOURCE_H
#define RAPPORT_COMMAND_SOURCE_H

#include <stddef.h>

#include "core/host/config.h"
#include "core/input/input.h"

/* Zeroed memory is an initialised one. */
struct source_options {
    const struct format *format; /* --input-format, or NULL */
    const char **agents;         /* --agent, each time; NULL at the end */
    size_t agent_count;
    const char *columns;         /* --columns, or NULL */
};

/* 0, or -1 after a complaint that lists the formats. */
int source_format(struct source_options *source, const char *name);
/* The pointer must live as long as the options. */
void source_agent(struct source_options *source, const char *name);
/* 0, or -1 after a complaint. The pointer must live as long as the options. */
int source_columns(struct source_options *source, const char *columns);

/* Fills in the input's options; agents are those of the options and of the configuration (NULL: there is none). */
void source_input(struct source_options *source, const struct config *config, struct input_options *input);
void source_release(struct source_options *source);

/* Ids of the options, above those of any command. */
enum { OPT_INPUT_FORMAT = 1000, OPT_AGENT, OPT_COLUMNS };

#define SOURCE_SPECS                                                                      \
    {"input-format", 0, true, OPT_INPUT_FORMAT}, {"agent", 0, true, OPT_AGENT}, {"columns", 0, true, OPT_COLUMNS}

/* Takes an option of SOURCE_SPECS: 0, or -1 after a complaint. */
int source_take(struct source_options *source, int id, const char *value);

#define SOURCE_HELP                                                                                  \
    "      --input-format NAME  the format of the input, whatever it seems to be; see rapport formats\n" \
    "      --agent NAME         who is an agent where the input does not say; may be repeated\n"     \
    "      --columns LIST       of a table: conversation=…,time=…,role=…,name=…,text=…\n"

#endif
