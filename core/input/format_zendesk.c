/*
 * Zendesk: tickets with their comments, one a line or in a list; comments alone, of any tickets; chats with their
 * history, and messages that were left while nobody was there.
 */
#include <stdlib.h>
#include <string.h>

#include "core/input/format.h"
#include "core/input/talk_groups.h"

#define USERS_LOOKED 5000

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    if (!format_is_json(head, len))
        return false;
    if (format_has_key(head, len, "author_id") && format_has_key(head, len, "public") &&
        (format_has_key(head, len, "plain_body") || format_has_key(head, len, "html_body") ||
         format_has_key(head, len, "body")))
        return true;
    if (format_has_key(head, len, "requester_id") &&
        (format_has_key(head, len, "comments") || format_has_key(head, len, "submitter_id")))
        return true;
    return format_has_key(head, len, "visitor") &&
           (format_has_key(head, len, "zendesk_ticket_id") || format_has_key(head, len, "history") ||
            format_has_key(head, len, "webpath"));
}

/* What is kept while a member is read. */
struct desk {
    struct talk_groups comments; /* that come without their ticket */
    struct value users;          /* of the value that is read */
};

static struct value user_of(const struct desk *desk, struct talks *talks, const char *id)
{
    struct value_walk walk;
    size_t looked = 0;
    VALUE_EACH(walk, desk->users) {
        if (looked++ >= USERS_LOOKED)
            break;
        if (strcmp(talks_id(talks, value_get(walk.item, "id")), id) == 0)
            return walk.item;
    }
    return (struct value){0};
}

/* Private comments are said among agents. */
static void say_comment(const struct desk *desk, struct talk *talk, struct value comment, const char *requester)
{
    struct talks *talks = talk->talks;
    const char *author = talks_id(talks, value_get(comment, "author_id"));
    struct value user = user_of(desk, talks, author), public = value_get(comment, "public");
    const char *role = talk_role(value_text(user, "role")), *plain = value_text(comment, "plain_body");
    int64_t at = talk_time(value_get(comment, "created_at"));
    if (value_is(public) && !value_is_true(public))
        return;
    if (!role && *requester)
        role = strcmp(author, requester) == 0 ? "customer" : "agent";
    if (strcmp(author, "-1") == 0)
        role = "bot";
    if (!*plain)
        plain = value_text(comment, *value_text(comment, "html_body") ? "html_body" : "body");
    talk_say_html(talk, role, at, author, value_text(user, "name"), plain);
}

static const char *channel_of(struct value ticket)
{
    const char *channel = value_text(value_get(ticket, "via"), "channel");
    if (strstr(channel, "chat") || strstr(channel, "messag"))
        return "chat";
    return strcmp(channel, "voice") == 0 ? "phone" : *channel ? channel : "email";
}

static void read_ticket(const struct desk *desk, struct value ticket, struct talks *talks)
{
    struct talk talk;
    struct value_walk walk;
    const char *requester = talks_id(talks, value_get(ticket, "requester_id"));
    const char *status = value_text(ticket, "status");
    talk_begin(&talk, talks, talks_id(talks, value_get(ticket, "id")), channel_of(ticket));
    talk_customer(&talk, requester, value_text(user_of(desk, talks, requester), "name"));
    if (value_is_list(value_get(ticket, "comments"))) {
        VALUE_EACH(walk, value_get(ticket, "comments"))
            say_comment(desk, &talk, walk.item, requester);
    } else {
        talk_say_html(&talk, "customer", talk_time(value_get(ticket, "created_at")), requester, NULL,
                      value_text(ticket, "description"));
    }
    if (strcmp(status, "solved") == 0 || strcmp(status, "closed") == 0)
        talk_event(&talk, "closed", TALK_NO_TIME, NULL, NULL);
    talk_end(&talk);
}

static const char *role_of_chat(struct value event)
{
    const char *type = value_text(event, "sender_type"), *nick = value_text(event, "nick");
    if (strcmp(type, "Trigger") == 0 || strncmp(nick, "agent:trigger", 13) == 0 || strcmp(nick, "system") == 0)
        return "bot";
    if (strncmp(nick, "visitor", 7) == 0)
        return "customer";
    return strncmp(nick, "agent", 5) == 0 ? "agent" : talk_role(type);
}

static void take_chat_event(struct talk *talk, struct value event)
{
    const char *type = value_text(event, "type"), *nick = value_text(event, "nick"), *role = role_of_chat(event);
    const char *agent = talks_id(talk->talks, value_get(event, "agent_id"));
    const char *who = role && strcmp(role, "customer") == 0 ? "customer" : *agent ? agent : nick;
    int64_t at = talk_time(value_get(event, "timestamp"));
    if (strcmp(type, "chat.msg") == 0)
        talk_say_html(talk, role, at, who, value_text(event, "name"), value_text(event, "msg"));
    else if (strcmp(type, "chat.memberjoin") == 0)
        talk_event(talk, "joined", at, who, NULL);
    else if (strcmp(type, "chat.memberleave") == 0)
        talk_event(talk, "left", at, who, NULL);
    else if (strcmp(type, "chat.transfer") == 0 || strcmp(type, "chat.request.transfer") == 0)
        talk_event(talk, "transfer", at, who, NULL);
}

static void read_chat(struct value chat, struct talks *talks)
{
    struct talk talk;
    struct value_walk walk;
    struct value visitor = value_get(chat, "visitor");
    const char *id = talks_id(talks, value_get(visitor, "id")), *name = value_text(visitor, "name");
    talk_begin(&talk, talks, talks_id(talks, value_get(chat, "id")), "chat");
    talk_customer(&talk, id, name);
    talk_queue(&talk, value_text(chat, "department_name"));
    if (value_is_list(value_get(chat, "history"))) {
        VALUE_EACH(walk, value_get(chat, "history"))
            take_chat_event(&talk, walk.item);
    } else {
        talk_say_html(&talk, "customer", talk_time(value_get(chat, "timestamp")), id, name,
                      value_text(chat, "message"));
    }
    talk_end(&talk);
}

static void read_one(struct value root, struct talks *talks);

static void read_list(struct desk *desk, struct value root, const char *key, struct talks *talks)
{
    struct value_walk walk;
    desk->users = value_get(root, "users");
    VALUE_EACH(walk, value_get(root, key))
        read_one(walk.item, talks);
    desk->users = (struct value){0};
}

/* The comments of one ticket, as the service answers, or one comment of any. */
static void read_comments(struct desk *desk, struct value root, struct talks *talks)
{
    struct value_walk walk;
    struct talk talk;
    if (!value_is(value_get(root, "comments"))) {
        say_comment(desk,
                    talk_groups_of(&desk->comments, talks, talks_id(talks, value_get(root, "ticket_id")), "email"),
                    root, "");
        return;
    }
    desk->users = value_get(root, "users");
    talk_begin(&talk, talks, NULL, "email");
    VALUE_EACH(walk, value_get(root, "comments"))
        say_comment(desk, &talk, walk.item, "");
    talk_end(&talk);
    desk->users = (struct value){0};
}

/* Lines of other kinds, of one export: departments, shortcuts, triggers, users. */
static void read_one(struct value root, struct talks *talks)
{
    struct desk *desk = talks->store;
    if (value_is(value_get(root, "stream")) && value_is_object(value_get(root, "data")))
        root = value_get(root, "data");
    if (value_is_object(value_get(root, "ticket")))
        root = value_get(root, "ticket");
    if (value_is_list(value_get(root, "tickets")))
        read_list(desk, root, "tickets", talks);
    else if (value_is_list(value_get(root, "chats")))
        read_list(desk, root, "chats", talks);
    else if (value_is_object(value_get(root, "visitor")))
        read_chat(root, talks);
    else if (value_is(value_get(root, "requester_id")))
        read_ticket(desk, root, talks);
    else if (value_is_list(value_get(root, "comments")) || value_is(value_get(root, "author_id")))
        read_comments(desk, root, talks);
}

static void read_zendesk(const char *text, size_t len, struct talks *talks)
{
    struct desk desk = {0};
    talks->store = &desk;
    format_each_json(text, len, talks, read_one);
    talk_groups_end(&desk.comments, talks);
    talks->store = NULL;
}

const struct format format_zendesk = {
    .name = "zendesk", .title = "Zendesk: tickets with comments, chats", .recognise = recognise, .read = read_zendesk};
