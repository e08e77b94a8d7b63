/* Intercom conversations: a source and parts, one conversation a line or a list; also as connectors wrap them. */
#include <stdlib.h>
#include <string.h>

#include "core/input/format.h"

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    return format_is_json(head, len) &&
           (format_has_key(head, len, "conversation_parts") || format_has_key(head, len, "part_type") ||
            (format_has_key(head, len, "source") && format_has_key(head, len, "contacts") && format_has_key(head, len, "delivered_as")));
}

static const char *role_of(const json_t *author)
{
    const char *type = talk_text(author, "type");
    if (strcmp(type, "admin") == 0)
        return json_is_true(json_object_get(author, "from_ai_agent")) ? "bot" : "agent";
    if (strcmp(type, "bot") == 0 || strcmp(type, "team") == 0)
        return "bot";
    return "customer";
}

static void say(struct talk *talk, const json_t *author, int64_t at, const char *body)
{
    char room[32];
    char *text = talk_html(body);
    talk_say(talk, role_of(author), at, talk_id(author, "id", room), talk_text(author, "name"), text);
    free(text);
}

/* Notes are for colleagues; an assignment to another is a handover. */
static void take_part(struct talk *talk, const json_t *part, char assigned[32])
{
    char room[32];
    const char *type = talk_text(part, "part_type");
    int64_t at = talk_time(json_object_get(part, "created_at"));
    const char *to = talk_id(json_object_get(part, "assigned_to"), "id", room);
    if (*to && strcmp(to, assigned) != 0 && strcmp(talk_text(json_object_get(part, "assigned_to"), "type"), "admin") == 0) {
        if (*assigned)
            talk_event(talk, "transfer", at, assigned, to);
        talk_copy(assigned, 32, to, strlen(to));
    }
    if (strstr(type, "note"))
        return;
    say(talk, json_object_get(part, "author"), at, talk_text(part, "body"));
    if (strcmp(type, "close") == 0)
        talk_event(talk, "closed", at, NULL, NULL);
}

static void read_conversation(json_t *root, struct talks *talks)
{
    char room[32], contact_room[32], assigned[32] = "";
    json_t *source = json_object_get(root, "source"), *parts = json_object_get(root, "conversation_parts"), *part;
    json_t *contact = json_array_get(json_object_get(json_object_get(root, "contacts"), "contacts"), 0);
    const char *kind = talk_text(source, "type");
    struct talk talk;
    size_t index;
    if (json_is_object(parts))
        parts = json_object_get(parts, "conversation_parts");
    talk_begin(&talk, talks, talk_id(root, "id", room), strcmp(kind, "email") == 0 ? "email" : strcmp(kind, "whatsapp") == 0 ? "whatsapp" : "chat");
    talk_customer(&talk, talk_id(contact, "id", contact_room), talk_text(contact, "name"));
    say(&talk, json_object_get(source, "author"), talk_time(json_object_get(root, "created_at")), talk_text(source, "body"));
    json_array_foreach(parts, index, part)
        take_part(&talk, part, assigned);
    talk_end(&talk);
}

/* {"stream":"conversations","data":{…}} of a connector; a lone part is not a conversation. */
static void read_one(json_t *root, struct talks *talks)
{
    json_t *list = json_object_get(root, "conversations"), *item;
    const char *stream = talk_text(root, "stream");
    size_t index;
    if (*stream && strcmp(stream, "conversations") != 0)
        return;
    if (*stream || json_is_object(json_object_get(root, "data")))
        root = json_object_get(root, "data");
    json_array_foreach(list, index, item)
        read_conversation(item, talks);
    if (!json_is_array(list) && json_object_get(root, "source"))
        read_conversation(root, talks);
}

static void read_intercom(const char *text, size_t len, struct talks *talks)
{
    format_each_json(text, len, talks, read_one);
}

const struct format format_intercom = {.name = "intercom", .title = "Intercom conversations", .recognise = recognise, .read = read_intercom};
