/* Telegram Desktop, result.json: one chat or all of them. */
#include <stdio.h>
#include <string.h>

#include "core/input/format.h"

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    return format_is_json(head, len) && ((format_has_key(head, len, "messages") && format_has_key(head, len, "date_unixtime")) ||
                                         (format_has_key(head, len, "messages") && format_has_key(head, len, "from_id")) ||
                                         (format_has_key(head, len, "chats") && format_has_key(head, len, "messages")));
}

/* A string, or a list of strings and of entities that have a text. */
static void add_text(const json_t *text, struct bytes *out)
{
    size_t index;
    json_t *part;
    if (json_is_string(text))
        bytes_add_text(out, json_string_value(text));
    json_array_foreach(text, index, part)
        bytes_add_text(out, json_is_string(part) ? json_string_value(part) : talk_text(part, "text"));
}

static void read_chat(json_t *chat, struct talks *talks)
{
    char id[32] = "";
    size_t index;
    json_t *message;
    struct bytes text = {0};
    if (json_is_integer(json_object_get(chat, "id")))
        snprintf(id, sizeof id, "%lld", (long long)json_integer_value(json_object_get(chat, "id")));
    struct talk talk;
    talk_begin(&talk, talks, id, "telegram");
    json_array_foreach(json_object_get(chat, "messages"), index, message) {
        int64_t at = talk_time(json_object_get(message, "date_unixtime"));
        if (at == TALK_NO_TIME)
            at = talk_time(json_object_get(message, "date"));
        if (strcmp(talk_text(message, "type"), "service") == 0)
            continue;
        bytes_clear(&text);
        add_text(json_object_get(message, "text"), &text);
        talk_say(&talk, NULL, at, *talk_text(message, "from_id") ? talk_text(message, "from_id") : talk_text(message, "from"),
                 talk_text(message, "from"), bytes_text(&text));
    }
    bytes_release(&text);
    talk_end(&talk);
}

static void read_one(json_t *root, struct talks *talks)
{
    json_t *list = json_object_get(json_object_get(root, "chats"), "list"), *chat;
    size_t index;
    if (!list)
        read_chat(root, talks);
    json_array_foreach(list, index, chat)
        read_chat(chat, talks);
}

static void read_telegram(const char *text, size_t len, struct talks *talks)
{
    format_each_json(text, len, talks, read_one);
}

const struct format format_telegram = {.name = "telegram", .title = "Telegram Desktop", .recognise = recognise, .read = read_telegram};
