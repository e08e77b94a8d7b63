/* The contract's header compiles alone and twice, in pedantic C11 and C17. There is nothing to run. */
#include "rapport/plugin.h"
#include "rapport/plugin.h"

/* What a plugin author writes with it. */
int32_t header_c_event(const struct rapport_message *message);

int32_t header_c_event(const struct rapport_message *message)
{
    return RAPPORT_HAS(message, event_queue) ? message->event : RAPPORT_EVENT_NONE;
}

static const struct rapport_plugin plugin = {.magic = RAPPORT_MAGIC, .major = RAPPORT_MAJOR, .minor = RAPPORT_MINOR,
                                             .size = sizeof plugin};

const struct rapport_plugin *rapport_plugin_entry(void)
{
    return &plugin;
}
