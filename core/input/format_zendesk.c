/* Zendesk: tickets with comments, a line or a list of them; and chats with a history. Also Freshdesk's tickets. */
#include <stdlib.h>
#include <string.h>

#include "core/input/format.h"

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    if (!format_is_json(head, len))
        return false;
    bool tickets = format_has_key(head, len, "comments") && (format_has_key(head, len, "author_id") || format_has_key(head, len, "requester_id"));
    bool chats = format_has_key(head, len, "visitor") && (format_has_key(head, len, "history") || format_has_key(head, len, "message"));
    bool freshdesk = format_has_key(head, len, "conversations") && format_has_key(head, len, "body_text");
    return tickets || chats || freshdesk;
}

static bool same_id(const json_t *a, const json_t *b)
{
    return a && b && !json_is_null(a) && json_equal((json_t *)(uintptr_t)a, (json_t *)(uintptr_t)b);
}

static json_t *user_of(json_t *ticket, const json_t *id)
{
    size_t index;
    json_t *user;
    json_array_foreach(json_object_get(ticket, "users"), index, user)
        if (same_id(json_object_get(user, "id"), id))
            return user;
    return NULL;
}

static const char *body_of(const json_t *comment)
{
    static const char *const keys[] = {"plain_body", "body_text", "html_body", "body", "description_text", NULL};
    return talk_first_text(comment, keys);
}

static void take_comment(struct talk *talk, json_t *ticket, json_t *comment)
{
    char room[32];
    json_t *author = json_object_get(comment, "author_id"), *public = json_object_get(comment, "public");
    bool freshdesk = !author;
    if (freshdesk)
        author = json_object_get(comment, "user_id");
    if (json_is_false(public) || json_is_true(json_object_get(comment, "private")))
        return; /* said to colleagues, not to the customer */
    json_t *user = user_of(ticket, author), *inner = json_object_get(comment, "author");
    if (!user)
        user = inner;
    const char *kind = talk_text(user, "role");
    bool customer = freshdesk ? json_is_true(json_object_get(comment, "incoming"))
                              : same_id(author, json_object_get(ticket, "requester_id")) || strcmp(kind, "end-user") == 0;
    const char *role = customer ? "customer" : json_integer_value(author) == -1 ? "bot" : "agent";
    char *text = talk_html(body_of(comment));
    talk_say_at(talk, role, talk_text(comment, "created_at"), talk_id(comment, freshdesk ? "user_id" : "author_id", room), talk_text(user, "name"), text);
    free(text);
}

/* A ticket's description is its first comment, where the comments do not begin with it. */
static void take_description(struct talk *talk, json_t *ticket, json_t *comments)
{
    char room[32];
    static const char *const keys[] = {"description_text", "description", NULL};
    const char *description = talk_first_text(ticket, keys);
    if (!*description || strcmp(body_of(json_array_get(comments, 0)), description) == 0)
        return;
    char *text = talk_html(description);
    json_t *first = json_array_get(comments, 0);
    char *said = talk_html(body_of(first));
    if (strcmp(text, said) != 0)
        talk_say_at(talk, "customer", talk_text(ticket, "created_at"), talk_id(ticket, "requester_id", room), "", text);
    free(said);
    free(text);
}

static void read_ticket(json_t *ticket, json_t *comments, struct talks *talks)
{
    char room[32], requester_room[32];
    const char *via = talk_text(json_object_get(ticket, "via"), "channel");
    json_t *user = user_of(ticket, json_object_get(ticket, "requester_id")), *comment;
    const char *channel = strstr(via, "chat") || strstr(via, "messaging") ? "chat" : strstr(via, "whatsapp") ? "whatsapp" : strstr(via, "voice") ? "phone" : "email";
    struct talk talk;
    size_t index;
    talk_begin(&talk, talks, talk_id(ticket, "id", room), channel);
    talk_customer(&talk, talk_id(ticket, "requester_id", requester_room), *talk_text(user, "name") ? talk_text(user, "name") : talk_text(json_object_get(ticket, "requester"), "name"));
    take_description(&talk, ticket, comments);
    json_array_foreach(comments, index, comment)
        take_comment(&talk, ticket, comment);
    talk_end(&talk);
}

static void take_history(struct talk *talk, const json_t *item)
{
    const char *type = talk_text(item, "type"), *sender = talk_text(item, "sender_type"), *nick = talk_text(item, "nick");
    int64_t at = talk_time(json_object_get(item, "timestamp"));
    char room[32];
    const char *id = talk_id(item, "agent_id", room);
    bool agent = strcmp(sender, "Agent") == 0 || strncmp(nick, "agent", 5) == 0 || *id;
    bool bot = strcmp(sender, "Trigger") == 0 || strncmp(nick, "agent:trigger", 13) == 0;
    if (!*id)
        id = *nick ? nick : talk_text(item, "name");
    if (strcmp(type, "chat.msg") == 0)
        talk_say(talk, bot ? "bot" : agent ? "agent" : "customer", at, id, talk_text(item, "name"), talk_text(item, "msg"));
    else if (strcmp(type, "chat.memberjoin") == 0 && agent)
        talk_event(talk, "joined", at, id, NULL);
    else if (strcmp(type, "chat.memberleave") == 0)
        talk_event(talk, "left", at, agent ? id : "customer", NULL);
}

static void read_chat(json_t *chat, struct talks *talks)
{
    char room[32], visitor_room[32];
    json_t *visitor = json_object_get(chat, "visitor"), *item;
    const char *at = talk_text(chat, "timestamp");
    struct talk talk;
    size_t index;
    talk_begin(&talk, talks, talk_id(chat, "id", room), "chat");
    const char *id = talk_id(visitor, "id", visitor_room);
    talk_customer(&talk, id, talk_text(visitor, "name"));
    talk_queue(&talk, talk_text(chat, "department_name"));
    if (!json_array_size(json_object_get(chat, "history")))
        talk_say_at(&talk, "customer", at, id, talk_text(visitor, "name"), talk_text(chat, "message"));
    json_array_foreach(json_object_get(chat, "history"), index, item)
        take_history(&talk, item);
    talk_end(&talk);
}

static void read_record(json_t *root, struct talks *talks)
{
    json_t *comments = json_object_get(root, "comments");
    if (!comments)
        comments = json_object_get(root, "conversations");
    if (json_is_array(comments))
        read_ticket(root, comments, talks);
    else if (json_object_get(root, "visitor"))
        read_chat(root, talks);
}

/* A record, one that a connector wrapped, or a list under "tickets" or "chats". */
static void read_one(json_t *root, struct talks *talks)
{
    json_t *list = json_object_get(root, "tickets"), *item;
    size_t index;
    if (!list)
        list = json_object_get(root, "chats");
    if (json_is_object(json_object_get(root, "data")))
        root = json_object_get(root, "data");
    if (json_is_object(json_object_get(root, "ticket")))
        root = json_object_get(root, "ticket");
    json_array_foreach(list, index, item)
        read_record(item, talks);
    if (!json_is_array(list))
        read_record(root, talks);
}

static void read_zendesk(const char *text, size_t len, struct talks *talks)
{
    format_each_json(text, len, talks, read_one);
}

const struct format format_zendesk = {.name = "zendesk", .title = "Zendesk tickets and chats, Freshdesk tickets", .recognise = recognise, .read = read_zendesk};
