// The contract's header compiles alone and twice, in pedantic C++11 and later. There is nothing to run.
#include "rapport/plugin.h"
#include "rapport/plugin.h"

// What a plugin author writes with it.
int32_t header_cc_event(const rapport_message *message);

int32_t header_cc_event(const rapport_message *message)
{
    return RAPPORT_HAS(message, event_queue) ? message->event : static_cast<int32_t>(RAPPORT_EVENT_NONE);
}

static rapport_plugin plugin_make()
{
    rapport_plugin plugin = rapport_plugin();
    plugin.magic = RAPPORT_MAGIC;
    plugin.major = RAPPORT_MAJOR;
    plugin.minor = RAPPORT_MINOR;
    plugin.size = sizeof plugin;
    return plugin;
}

const rapport_plugin *rapport_plugin_entry()
{
    static const rapport_plugin plugin = plugin_make();
    return &plugin;
}
