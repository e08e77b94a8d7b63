/* LiveChat: chats with threads of events, and their users. */
#include <stdlib.h>
#include <string.h>

#include "core/input/format.h"

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    return format_is_json(head, len) && format_has_key(head, len, "events") && format_has_key(head, len, "author_id");
}

static json_t *user_of(json_t *chat, const char *id)
{
    size_t index;
    json_t *user;
    json_array_foreach(json_object_get(chat, "users"), index, user)
        if (strcmp(talk_text(user, "id"), id) == 0)
            return user;
    return NULL;
}

/* routing.assigned, routing.unassigned, agent_added, agent_left, customer_disconnected, chat_transferred … */
static void take_system(struct talk *talk, const json_t *event, int64_t at)
{
    const char *type = talk_text(event, "system_message_type");
    json_t *variables = json_object_get(event, "text_vars");
    const char *agent = talk_text(variables, "agent");
    if (strstr(type, "transfer"))
        talk_event(talk, "transfer", at, agent, talk_text(variables, "targets"));
    else if (strstr(type, "agent_left"))
        talk_event(talk, "left", at, agent, NULL);
    else if (strstr(type, "agent_added") || strstr(type, "agent_joined"))
        talk_event(talk, "joined", at, agent, NULL);
    else if (strstr(type, "customer_disconnected") || strstr(type, "visitor_left"))
        talk_event(talk, "left", at, "customer", NULL);
    else if (strstr(type, "archived") || strstr(type, "closed"))
        talk_event(talk, "closed", at, NULL, NULL);
}

static void take_event(struct talk *talk, json_t *chat, const json_t *event)
{
    const char *type = talk_text(event, "type"), *id = talk_text(event, "author_id"), *at = talk_text(event, "created_at");
    json_t *user = user_of(chat, id);
    const char *kind = talk_text(user, "type");
    if (strcmp(talk_text(event, "visibility"), "agents") == 0 || strcmp(talk_text(event, "recipients"), "agents") == 0)
        return; /* a whisper */
    if (strcmp(type, "system_message") == 0) {
        take_system(talk, event, talk_time(json_object_get(event, "created_at")));
        return;
    }
    const char *role = strcmp(kind, "customer") == 0 ? "customer" : strcmp(kind, "bot") == 0 ? "bot" : strcmp(kind, "agent") == 0 ? "agent" : NULL;
    if (role && strcmp(role, "customer") == 0)
        talk_customer(talk, id, talk_text(user, "name"));
    talk_say_at(talk, role, at, id, talk_text(user, "name"), talk_text(event, "text"));
}

static void read_chat(json_t *chat, struct talks *talks)
{
    json_t *threads = json_object_get(chat, "threads"), *thread, *event;
    size_t i, j;
    struct talk talk;
    talk_begin(&talk, talks, talk_text(chat, "id"), "chat");
    json_array_foreach(threads, i, thread)
        json_array_foreach(json_object_get(thread, "events"), j, event)
            take_event(&talk, chat, event);
    thread = json_object_get(chat, "thread");
    json_array_foreach(json_object_get(thread ? thread : chat, "events"), j, event)
        take_event(&talk, chat, event);
    talk_end(&talk);
}

static void read_one(json_t *root, struct talks *talks)
{
    static const char *const lists[] = {"chats", "chats_summary", "found_chats"};
    size_t index;
    json_t *list = NULL, *chat;
    for (size_t i = 0; i < 3 && !list; i++)
        list = json_object_get(root, lists[i]);
    json_array_foreach(list, index, chat)
        read_chat(chat, talks);
    if (!list)
        read_chat(root, talks);
}

static void read_livechat(const char *text, size_t len, struct talks *talks)
{
    format_each_json(text, len, talks, read_one);
}

const struct format format_livechat = {.name = "livechat", .title = "LiveChat chats", .recognise = recognise, .read = read_livechat};
