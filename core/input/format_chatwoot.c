/* Chatwoot: conversations with messages, as its interface answers or as exported. */
#include <string.h>
#include <strings.h>

#include "core/input/format.h"

enum { INCOMING, OUTGOING, ACTIVITY, TEMPLATE };

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    return format_is_json(head, len) && format_has_key(head, len, "message_type") &&
           (format_has_key(head, len, "content") || format_has_key(head, len, "sender_type") ||
            format_has_key(head, len, "private"));
}

static int64_t type_of(struct value message)
{
    static const char *const names[] = {"incoming", "outgoing", "activity", "template"};
    struct value type = value_get(message, "message_type");
    for (int64_t i = 0; i < 4; i++)
        if (strcmp(value_string(type), names[i]) == 0)
            return i;
    return value_integer(type, INCOMING);
}

static bool has_any(const char *text, const char *const *signs)
{
    for (; *signs; signs++)
        if (strstr(text, *signs))
            return true;
    return false;
}

/* What happened is told in the words of the agents' language. */
static void take_activity(struct talk *talk, const char *text, int64_t at)
{
    static const char *const resolved[] = {"marked resolved", "was resolved", "resolved by",   "סומנה כפתורה",
                                           "השיחה נפתרה",     "حل شد",        "حل\u200cشده", NULL};
    static const char *const assigned[] = {
        "Assigned to", "self-assigned", "assigned this conversation", "הוקצה ל", "הקצה לעצמו", "واگذار شد", "اختصاص",
        NULL};
    static const char *const none[] = {"Unassigned", "unassigned", "לא הוקצה", "ביטול הקצאה", NULL};
    if (has_any(text, resolved))
        talk_event(talk, "closed", at, NULL, NULL);
    else if (has_any(text, assigned) && !has_any(text, none) && talk->count > 0 && talk->assigned)
        talk_event(talk, "transfer", at, NULL, NULL);
    if (has_any(text, assigned) && !has_any(text, none))
        talk->assigned = true;
}

static const char *role_of(struct value message, int64_t type)
{
    const char *sender = value_text(message, "sender_type"), *kind = value_text(value_get(message, "sender"), "type");
    sender = *sender ? sender : kind;
    if (type == TEMPLATE || strcasecmp(sender, "AgentBot") == 0 || strcasecmp(sender, "agent_bot") == 0 ||
        strcasecmp(sender, "Captain::Assistant") == 0)
        return "bot";
    return type == OUTGOING ? "agent" : "customer";
}

static void take_message(struct talk *talk, struct value message)
{
    struct talks *talks = talk->talks;
    struct value sender = value_get(message, "sender"), id = value_get(sender, "id");
    int64_t type = type_of(message), at = talk_time(value_get(message, "created_at"));
    const char *text = value_text(message, "content");
    if (value_is_true(value_get(message, "private")))
        return;
    if (type == ACTIVITY)
        take_activity(talk, text, at);
    else
        talk_say_html(talk, role_of(message, type), at,
                      talks_id(talks, value_is(id) ? id : value_get(message, "sender_id")), value_text(sender, "name"),
                      text);
}

static const char *channel_of(struct value conversation)
{
    const char *channel = value_text(conversation, "channel");
    channel = *channel ? channel : value_text(value_get(conversation, "meta"), "channel");
    return strstr(channel, "Email")      ? "email"
           : strstr(channel, "Whatsapp") ? "whatsapp"
           : strstr(channel, "Telegram") ? "telegram"
                                         : "chat";
}

static void take_conversation(struct value root, struct value messages, struct talks *talks)
{
    struct talk talk;
    struct value_walk walk;
    struct value customer = value_get(value_get(root, "meta"), "sender"), id = value_get(root, "id");
    if (!value_is(customer))
        customer = value_get(value_get(root, "meta"), "contact");
    if (!value_is(id) && value_first(&walk, messages))
        id = value_get(walk.item, "conversation_id");
    talk_begin(&talk, talks, talks_id(talks, value_is(id) ? id : value_get(root, "display_id")), channel_of(root));
    talk_customer(&talk, talks_id(talks, value_get(customer, "id")), value_text(customer, "name"));
    VALUE_EACH(walk, messages)
        take_message(&talk, walk.item);
    talk_end(&talk);
}

static void read_one(struct value root, struct talks *talks)
{
    struct value payload = value_get(value_is_object(value_get(root, "data")) ? value_get(root, "data") : root,
                                     "payload");
    struct value_walk walk;
    if (value_is_list(value_get(root, "messages"))) {
        take_conversation(root, value_get(root, "messages"), talks);
    } else if (value_first(&walk, payload) && value_is(value_get(walk.item, "message_type"))) {
        take_conversation(root, payload, talks);
    } else {
        VALUE_EACH(walk, value_is_list(payload) ? payload : value_get(root, "conversations"))
            take_conversation(walk.item, value_get(walk.item, "messages"), talks);
    }
}

static void read_chatwoot(const char *text, size_t len, struct talks *talks)
{
    format_each_json(text, len, talks, read_one);
}

const struct format format_chatwoot = {
    .name = "chatwoot", .title = "Chatwoot: conversations", .recognise = recognise, .read = read_chatwoot};
