/* LiveChat: chats with users and threads of events. */
#include <string.h>

#include "core/input/format.h"

#define USERS_LOOKED 500

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    return format_is_json(head, len) && format_has_key(head, len, "events") &&
           (format_has_key(head, len, "author_id") || format_has_key(head, len, "system_message_type"));
}

static struct value user_of(struct value users, struct talks *talks, const char *id)
{
    struct value_walk walk;
    size_t looked = 0;
    VALUE_EACH(walk, users) {
        if (looked++ >= USERS_LOOKED)
            break;
        if (strcmp(talks_id(talks, value_get(walk.item, "id")), id) == 0)
            return walk.item;
    }
    return (struct value){0};
}

/* Who it is about stands in the variables of the text. */
static const char *about(struct talks *talks, struct value event)
{
    static const char *const keys[] = {"agent_added", "agent_removed", "agent", "customer"};
    struct value variables = value_get(event, "text_vars");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (*talks_id(talks, value_get(variables, keys[i])))
            return strcmp(keys[i], "customer") == 0 ? "customer" : talks_id(talks, value_get(variables, keys[i]));
    return NULL;
}

static void take_system(struct talk *talk, struct value event, int64_t at)
{
    const char *type = value_text(event, "system_message_type"), *who = about(talk->talks, event);
    if (strstr(type, "transfer"))
        talk_event(talk, "transfer", at, NULL, who);
    else if (strstr(type, "customer_left") || strstr(type, "customer_disconnected"))
        talk_event(talk, "left", at, "customer", NULL);
    else if (strstr(type, "agent_added") || strstr(type, "agent_joined") || strstr(type, "routing.assigned"))
        talk_event(talk, "joined", at, who, NULL);
    else if (strstr(type, "agent_left") || strstr(type, "agent_removed"))
        talk_event(talk, "left", at, who, NULL);
    else if (strstr(type, "archived") || strstr(type, "closed"))
        talk_event(talk, "closed", at, NULL, NULL);
}

/* What only agents see is not said to the customer. */
static bool is_private(struct value event)
{
    return strcmp(value_text(event, "visibility"), "agents") == 0 ||
           strcmp(value_text(event, "recipients"), "agents") == 0;
}

static void take_event(struct talk *talk, struct value users, struct value event)
{
    const char *author = talks_id(talk->talks, value_get(event, "author_id")), *type = value_text(event, "type");
    int64_t at = talk_time(value_get(event, "created_at"));
    struct value user = user_of(users, talk->talks, author);
    const char *role = talk_role(value_text(user, "type"));
    if (at == TALK_NO_TIME)
        at = talk_time(value_get(event, "timestamp"));
    if (is_private(event))
        return;
    if (strcmp(type, "system_message") == 0)
        take_system(talk, event, at);
    else
        talk_say(talk,
                 role                  ? role
                 : strchr(author, '@') ? "agent"
                                       : NULL,
                 at, author, value_text(user, "name"), value_text(event, "text"));
}

static void take_thread(struct talk *talk, struct value users, struct value thread)
{
    struct value_walk walk;
    VALUE_EACH(walk, value_get(thread, "events"))
        take_event(talk, users, walk.item);
}

static void take_chat(struct value chat, struct talks *talks)
{
    struct value users = value_get(chat, "users"), thread = value_get(chat, "thread");
    struct talk talk;
    struct value_walk walk;
    talk_begin(&talk, talks, talks_id(talks, value_get(chat, "id")), "chat");
    VALUE_EACH(walk, users)
        if (strcmp(value_text(walk.item, "type"), "customer") == 0)
            talk_customer(&talk, talks_id(talks, value_get(walk.item, "id")), value_text(walk.item, "name"));
    VALUE_EACH(walk, value_get(chat, "threads"))
        take_thread(&talk, users, walk.item);
    if (value_is_object(thread))
        take_thread(&talk, users, thread);
    take_thread(&talk, users, chat);
    talk_end(&talk);
}

static void read_one(struct value root, struct talks *talks)
{
    struct value list = value_get(root, "chats");
    struct value_walk walk;
    VALUE_EACH(walk, list)
        take_chat(walk.item, talks);
    if (value_is_object(value_get(root, "chat")))
        take_chat(value_get(root, "chat"), talks);
    else if (!value_is(list))
        take_chat(root, talks);
}

static void read_livechat(const char *text, size_t len, struct talks *talks)
{
    format_each_json(text, len, talks, read_one);
}

const struct format format_livechat = {
    .name = "livechat", .title = "LiveChat: chats", .recognise = recognise, .read = read_livechat};
