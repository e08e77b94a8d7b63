/* The options of the commands that read conversations: how their input is to be read. */
#ifndef RAPPORT_COMMAND_INPUT_CHOICE_H
#define RAPPORT_COMMAND_INPUT_CHOICE_H

#include "core/command/options.h"
#include "core/host/config.h"
#include "core/input/input.h"

/* Ids of the options, above those of any command. */
enum { OPT_INPUT_FORMAT = 1000, OPT_AGENT, OPT_COLUMNS };

#define INPUT_CHOICE_SPECS                                                                \
    {"input-format", 0, true, OPT_INPUT_FORMAT}, {"agent", 0, true, OPT_AGENT}, {"columns", 0, true, OPT_COLUMNS}

#define INPUT_CHOICE_HELP                                                                                      \
    "      --input-format NAME  read all input as this format (default: by content; see rapport formats)\n"   \
    "      --agent NAME         who is an agent where the input does not say; may be repeated\n"               \
    "      --columns LIST       of tables: conversation=Case,time=Sent,role=Who,text=Body\n"

struct input_choice {
    struct input_options input;
    const char **agents; /* NULL behind the last */
    size_t agent_count;
};

/* Takes an option of INPUT_CHOICE_SPECS: 0, -1 after a complaint, 1 if it is none of them. */
int input_choice_take(struct input_choice *choice, int id, const char *value);
/* Adds what the configuration says, which must outlive the choice; once, before input_new. */
void input_choice_configure(struct input_choice *choice, const struct config *config);
void input_choice_release(struct input_choice *choice);

#endif
