/* Chatwoot: conversations with messages, as its API and webhooks give them. */
#include <stdlib.h>
#include <string.h>

#include "core/input/format.h"

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    return format_is_json(head, len) && format_has_key(head, len, "message_type") && format_has_key(head, len, "content");
}

enum { INCOMING, OUTGOING, ACTIVITY, TEMPLATE };

static json_int_t type_of(const json_t *message)
{
    static const char *const names[] = {"incoming", "outgoing", "activity", "template"};
    json_t *type = json_object_get(message, "message_type");
    for (json_int_t i = 0; i < 4; i++)
        if (json_is_string(type) && strcmp(json_string_value(type), names[i]) == 0)
            return i;
    return json_is_integer(type) ? json_integer_value(type) : -1;
}

static bool is_bot(const json_t *message)
{
    const char *type = talk_text(message, "sender_type");
    const char *of_sender = talk_text(json_object_get(message, "sender"), "type");
    return strcmp(type, "AgentBot") == 0 || strcmp(of_sender, "agent_bot") == 0;
}

/* "Assigned to Dana by Noam" and the like are told in the language of the account; only the sort of it matters. */
static void take_message(struct talk *talk, const json_t *message)
{
    char room[32];
    json_t *sender = json_object_get(message, "sender");
    json_int_t type = type_of(message);
    int64_t at = talk_time(json_object_get(message, "created_at"));
    const char *id = talk_id(json_is_object(sender) ? sender : message, json_is_object(sender) ? "id" : "sender_id", room);
    if (json_is_true(json_object_get(message, "private")) || type == ACTIVITY)
        return;
    const char *role = type == INCOMING ? "customer" : type == TEMPLATE || is_bot(message) ? "bot" : "agent";
    char *text = talk_html(talk_text(message, "content"));
    talk_say(talk, role, at, id, talk_text(sender, "name"), text);
    free(text);
}

static void read_one(json_t *root, struct talks *talks)
{
    char room[32], contact_room[32];
    json_t *messages = json_object_get(root, "messages"), *message;
    if (!messages)
        messages = json_object_get(root, "payload");
    json_t *meta = json_object_get(root, "meta"), *contact = json_object_get(meta, "sender");
    if (!contact)
        contact = json_object_get(meta, "contact");
    const char *channel = talk_text(root, "channel");
    const char *known = strstr(channel, "Whatsapp") ? "whatsapp" : strstr(channel, "Email") ? "email" : strstr(channel, "Telegram") ? "telegram"
                      : strstr(channel, "Sms") ? "sms" : "chat";
    const char *id = talk_id(root, "id", room);
    struct talk talk;
    if (!*id)
        id = talk_id(root, "display_id", room);
    talk_begin(&talk, talks, id, known);
    talk_customer(&talk, talk_id(contact, "id", contact_room), talk_text(contact, "name"));
    talk_queue(&talk, talk_text(json_object_get(meta, "team"), "name"));
    size_t index;
    json_array_foreach(messages, index, message)
        take_message(&talk, message);
    talk_end(&talk);
}

/* One conversation, a list of them, a list under "data", or a bare list of one conversation's messages. */
static void read_root(json_t *root, struct talks *talks)
{
    json_t *list = json_is_array(root) ? root : json_object_get(root, "data"), *item;
    if (json_is_object(list))
        list = json_object_get(list, "payload");
    if (json_is_array(list) && json_object_get(json_array_get(list, 0), "message_type")) {
        json_t *wrapped = json_object();
        json_object_set(wrapped, "messages", list);
        read_one(wrapped, talks);
        json_decref(wrapped);
        return;
    }
    size_t index;
    if (json_is_object(root) && !json_is_array(list))
        read_one(root, talks);
    json_array_foreach(list, index, item)
        read_one(item, talks);
}

static void read_chatwoot(const char *text, size_t len, struct talks *talks)
{
    format_whole_json(text, len, talks, read_root);
}

const struct format format_chatwoot = {.name = "chatwoot", .title = "Chatwoot", .recognise = recognise, .read = read_chatwoot};
