/* Telegram Desktop, result.json: one chat or all of them. */
#include <string.h>

#include "core/input/format.h"

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    if (!format_is_json(head, len) || !format_has_key(head, len, "messages"))
        return false;
    return format_has_key(head, len, "date_unixtime") || format_has_key(head, len, "from_id") ||
           format_has_key(head, len, "actor_id") || format_has_key(head, len, "chats");
}

/* A string, or a list of strings and of entities that have a text. */
static void add_text(struct value text, struct bytes *out)
{
    struct value_walk walk;
    bytes_add_text(out, value_string(text));
    VALUE_EACH(walk, text)
        bytes_add_text(out, value_is_text(walk.item) ? value_string(walk.item) : value_text(walk.item, "text"));
}

/* A name that Telegram gave to many bots ends so; a message sent "via" one was chosen by a person. */
static const char *role_of(const char *id, const char *name)
{
    size_t len = strlen(name);
    (void)id;
    return len > 3 && strcmp(name + len - 3, "bot") == 0   ? "bot"
           : len > 3 && strcmp(name + len - 3, "Bot") == 0 ? "bot"
                                                           : NULL;
}

static void take_message(struct talk *talk, struct value message, struct bytes *text)
{
    const char *name = value_text(message, "from"), *id = talks_id(talk->talks, value_get(message, "from_id"));
    int64_t at = talk_time(value_get(message, "date_unixtime"));
    if (at == TALK_NO_TIME)
        at = talk_time(value_get(message, "date"));
    if (strcmp(value_text(message, "type"), "service") == 0)
        return;
    bytes_clear(text);
    add_text(value_get(message, "text"), text);
    talk_say(talk, role_of(id, name), at, *id ? id : name, name, bytes_text(text));
}

static void read_chat(struct value chat, struct talks *talks)
{
    struct value_walk walk;
    struct talk talk;
    struct bytes text = {0};
    talk_begin(&talk, talks, talks_id(talks, value_get(chat, "id")), "telegram");
    VALUE_EACH(walk, value_get(chat, "messages"))
        take_message(&talk, walk.item, &text);
    bytes_release(&text);
    talk_end(&talk);
}

static void read_one(struct value root, struct talks *talks)
{
    static const char *const parts[] = {"chats", "left_chats"};
    struct value_walk walk;
    if (value_is(value_get(root, "messages")))
        read_chat(root, talks);
    for (size_t i = 0; i < 2; i++)
        VALUE_EACH(walk, value_get(value_get(root, parts[i]), "list"))
            read_chat(walk.item, talks);
}

static void read_telegram(const char *text, size_t len, struct talks *talks)
{
    format_each_json(text, len, talks, read_one);
}

const struct format format_telegram = {
    .name = "telegram", .title = "Telegram Desktop, result.json", .recognise = recognise, .read = read_telegram};
