/* Intercom: conversations with their parts, or both on lines of their own. */
#include <string.h>

#include "core/input/format.h"
#include "core/input/talk_groups.h"

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    return format_is_json(head, len) &&
           (format_has_key(head, len, "conversation_parts") || format_has_key(head, len, "part_type") ||
            (format_has_key(head, len, "delivered_as") && format_has_key(head, len, "author")));
}

static const char *role_of(struct value author)
{
    const char *type = value_text(author, "type");
    return strcmp(type, "team") == 0 ? "agent" : talk_role(type);
}

static void say(struct talk *talk, struct value part, int64_t at, bool automated)
{
    struct value author = value_get(part, "author");
    const char *role = role_of(author);
    if (automated && role && strcmp(role, "agent") == 0)
        role = "bot";
    talk_say_html(talk, role, at, talks_id(talk->talks, value_get(author, "id")), value_text(author, "name"),
                  value_text(part, "body"));
}

/* Who had it before: to whom it was assigned last, or who of the agents spoke last. */
static const char *assignee_before(const struct talk *talk)
{
    for (size_t i = talk->count; i-- > 0;)
        if (talk->messages[i].event && (talk->messages[i].to || talk->messages[i].from))
            return talk->messages[i].to ? talk->messages[i].to : talk->messages[i].from;
    for (size_t i = talk->count; i-- > 0;)
        if (talk->messages[i].role && strcmp(talk->messages[i].role, "agent") == 0)
            return talk->messages[i].from;
    return NULL;
}

static void take_assignment(struct talk *talk, struct value part, int64_t at)
{
    const char *to = talks_id(talk->talks, value_get(value_get(part, "assigned_to"), "id")),
               *from = assignee_before(talk);
    if (*to && !from)
        talk_event(talk, "joined", at, to, NULL); /* the first one takes over from nobody */
    else if (*to && strcmp(from, to) != 0)
        talk_event(talk, "transfer", at, from, to);
}

/* Notes are said among agents. */
static void take_part(struct talk *talk, struct value part)
{
    const char *type = value_text(part, "part_type");
    int64_t at = talk_time(value_get(part, "created_at"));
    if (strstr(type, "assignment"))
        take_assignment(talk, part, at);
    else if (strcmp(type, "close") == 0) {
        say(talk, part, at, false);
        talk_event(talk, "closed", at, NULL, NULL);
    } else if (strncmp(type, "note", 4) != 0)
        say(talk, part, at, false);
}

static void take_conversation(struct talk_groups *groups, struct value root, struct talks *talks)
{
    struct value source = value_get(root, "source"), parts = value_get(root, "conversation_parts");
    struct value_walk walk;
    const char *channel = value_text(source, "type");
    struct talk *talk = talk_groups_of(groups, talks, talks_id(talks, value_get(root, "id")),
                                       strcmp(channel, "email") == 0 || strcmp(channel, "whatsapp") == 0 ? channel
                                                                                                         : "chat");
    if (value_first(&walk, value_get(value_get(root, "contacts"), "contacts")))
        talk_customer(talk, talks_id(talks, value_get(walk.item, "id")), value_text(walk.item, "name"));
    say(talk, source, talk_time(value_get(root, "created_at")),
        strcmp(value_text(source, "delivered_as"), "automated") == 0);
    VALUE_EACH(walk, value_is_list(parts) ? parts : value_get(parts, "conversation_parts"))
        take_part(talk, walk.item);
}

static void read_one(struct value root, struct talks *talks)
{
    struct value_walk walk;
    if (value_is(value_get(root, "stream")) && value_is_object(value_get(root, "data")))
        root = value_get(root, "data");
    VALUE_EACH(walk, value_get(root, "conversations"))
        take_conversation(talks->store, walk.item, talks);
    if (value_is(value_get(root, "part_type")))
        take_part(talk_groups_of(talks->store, talks, talks_id(talks, value_get(root, "conversation_id")), "chat"),
                  root);
    else if (value_is_object(value_get(root, "source")))
        take_conversation(talks->store, root, talks);
}

static void read_intercom(const char *text, size_t len, struct talks *talks)
{
    struct talk_groups groups = {0};
    talks->store = &groups;
    format_each_json(text, len, talks, read_one);
    talk_groups_end(&groups, talks);
    talks->store = NULL;
}

const struct format format_intercom = {.name = "intercom",
                                       .title = "Intercom: conversations and their parts",
                                       .recognise = recognise,
                                       .read = read_intercom};
