/* Freshdesk: tickets with their conversations; Freshchat's messages are another format. */
#include <string.h>

#include "core/input/format.h"
#include "core/input/talk_groups.h"

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    return format_is_json(head, len) &&
           ((format_has_key(head, len, "incoming") && format_has_key(head, len, "private")) ||
            (format_has_key(head, len, "description_text") && format_has_key(head, len, "requester_id")));
}

static void say(struct talk *talk, struct value entry, const char *role, const char *from, const char *plain,
                const char *html)
{
    int64_t at = talk_time(value_get(entry, "created_at"));
    if (*value_text(entry, plain))
        talk_say(talk, role, at, from, NULL, value_text(entry, plain));
    else
        talk_say_html(talk, role, at, from, NULL, value_text(entry, html));
}

/* Private notes are said among agents. */
static void take_entry(struct talk *talk, struct value entry)
{
    const char *from = talks_id(talk->talks, value_get(entry, "user_id"));
    if (!value_is_true(value_get(entry, "private")))
        say(talk, entry, value_is_true(value_get(entry, "incoming")) ? "customer" : "agent", from, "body_text", "body");
}

static void read_one(struct value root, struct talks *talks)
{
    struct value_walk walk;
    struct talk talk;
    if (value_is_object(value_get(root, "helpdesk_ticket")))
        root = value_get(root, "helpdesk_ticket");
    if (value_is(value_get(root, "incoming"))) {
        take_entry(talk_groups_of(talks->store, talks, talks_id(talks, value_get(root, "ticket_id")), "email"), root);
        return;
    }
    const char *requester = talks_id(talks, value_get(root, "requester_id"));
    talk_begin(&talk, talks, talks_id(talks, value_get(root, "id")), "email");
    talk_customer(&talk, requester, value_text(value_get(root, "requester"), "name"));
    say(&talk, root, "customer", requester, "description_text", "description");
    VALUE_EACH(walk, value_get(root, "conversations"))
        take_entry(&talk, walk.item);
    talk_end(&talk);
}

static void read_freshdesk(const char *text, size_t len, struct talks *talks)
{
    struct talk_groups groups = {0};
    talks->store = &groups;
    format_each_json(text, len, talks, read_one);
    talk_groups_end(&groups, talks);
    talks->store = NULL;
}

const struct format format_freshdesk = {.name = "freshdesk",
                                        .title = "Freshdesk: tickets with conversations",
                                        .recognise = recognise,
                                        .read = read_freshdesk};
