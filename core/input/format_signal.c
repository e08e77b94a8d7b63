/* Signal, as signal-export and its like write it: chat.txt, or data.json of a message a line. */
#include <string.h>

#include "core/input/chat_lines.h"
#include "core/input/format.h"

/* "[2019-12-24, 12:23] Name: text": WhatsApp has seconds in its brackets. */
static bool is_text(const char *head, size_t len)
{
    struct chat_head first;
    const char *end = memchr(head, '\n', len);
    return chat_head_read(head, end ? (size_t)(end - head) : len, &first) && first.is_bracketed &&
           first.separator == '-' && first.date[0] > 1000 && first.second < 0 && !first.is_half_day;
}

static bool is_json(const char *head, size_t len)
{
    return format_is_json(head, len) && format_has_key(head, len, "sender") && format_has_key(head, len, "body") &&
           format_has_key(head, len, "date") &&
           (format_has_key(head, len, "sticker") || format_has_key(head, len, "reactions"));
}

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    return is_text(head, len) || is_json(head, len);
}

static void take_message(struct value message, struct talks *talks)
{
    struct talk *talk = talks->store;
    const char *sender = value_text(message, "sender");
    talk_say(talk, strcmp(sender, "Me") == 0 ? "agent" : NULL, talk_time(value_get(message, "date")), sender, sender,
             value_text(message, "body"));
}

static void read_signal(const char *text, size_t len, struct talks *talks)
{
    struct talk talk;
    if (!format_is_json(text, len) || is_text(text, len)) {
        chat_lines_read(text, len, talks, "signal");
        return;
    }
    talk_begin(&talk, talks, NULL, "signal");
    talks->store = &talk;
    format_each_json(text, len, talks, take_message);
    talks->store = NULL;
    talk_end(&talk);
}

const struct format format_signal = {
    .name = "signal", .title = "Signal, exported chats", .recognise = recognise, .read = read_signal};
