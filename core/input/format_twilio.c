/* Twilio: messages of Conversations, text messages, and sentences of Voice Intelligence. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/input/format.h"
#include "core/input/speech.h"
#include "core/input/talk_groups.h"

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    if (!format_is_json(head, len))
        return false;
    if (format_has_key(head, len, "conversation_sid") || format_has_key(head, len, "channel_sid"))
        return true;
    if (format_has_key(head, len, "sentence_index") || format_has_key(head, len, "media_channel"))
        return true;
    return format_has_key(head, len, "sid") && format_has_key(head, len, "body") &&
           format_has_key(head, len, "direction");
}

static struct value either(struct value object, const char *first, const char *second)
{
    struct value found = value_get(object, first);
    return value_is(found) ? found : value_get(object, second);
}

/* Authors are numbers, addresses of a channel, or identities of agents. */
static const char *role_of_author(struct value message)
{
    const char *author = value_text(message, "author");
    const char *said = talk_role(value_text(message, "author_type"));
    if (said)
        return said;
    if (author[0] == '+' || strncmp(author, "whatsapp:", 9) == 0 || strncmp(author, "messenger:", 10) == 0)
        return "customer";
    return strcasecmp(author, "system") == 0 || strcasecmp(author, "bot") == 0 || strncasecmp(author, "studio", 6) == 0
               ? "bot"
               : NULL;
}

static void take_text_message(struct talk_groups *groups, struct value message, struct talks *talks)
{
    const char *direction = value_text(message, "direction"), *from = value_text(message, "from"),
               *to = value_text(message, "to");
    bool in = strncmp(direction, "inbound", 7) == 0;
    struct talk *talk = talk_groups_of(groups, talks, in ? from : to,
                                       strncmp(from, "whatsapp:", 9) == 0 ? "whatsapp" : "sms");
    talk_customer(talk, in ? from : to, NULL);
    int64_t at = talk_time(either(message, "date_sent", "date_created"));
    talk_say(talk,
             in                                         ? "customer"
             : strcmp(direction, "outbound-reply") == 0 ? "bot"
                                                        : "agent",
             at, from, NULL, value_text(message, "body"));
}

static void take_message(struct talk_groups *groups, struct value message, struct talks *talks)
{
    const char *conversation = value_string(either(message, "conversation_sid", "channel_sid"));
    if (!*conversation) {
        take_text_message(groups, message, talks);
        return;
    }
    struct talk *talk = talk_groups_of(groups, talks, conversation, "chat");
    talk_say(talk, role_of_author(message), talk_time(value_get(message, "date_created")),
             value_text(message, "author"), value_text(message, "author"), value_text(message, "body"));
}

static void take_sentences(struct value list, struct talks *talks)
{
    struct value_walk walk;
    struct speech speech;
    const char *id = value_first(&walk, list) ? value_text(walk.item, "transcript_sid") : "";
    speech_begin(&speech, talks, id);
    VALUE_EACH(walk, list)
        speech_say(&speech, talks_id(talks, value_get(walk.item, "media_channel")),
                   speech_seconds(value_get(walk.item, "start_time")), value_text(walk.item, "transcript"));
    speech_end(&speech);
}

static void read_one(struct value root, struct talks *talks)
{
    struct value_walk walk;
    if (value_is_list(value_get(root, "sentences")))
        take_sentences(value_get(root, "sentences"), talks);
    VALUE_EACH(walk, value_get(root, "messages"))
        take_message(talks->store, walk.item, talks);
    if (value_is(value_get(root, "body")))
        take_message(talks->store, root, talks);
}

static void read_twilio(const char *text, size_t len, struct talks *talks)
{
    struct talk_groups groups = {0};
    talks->store = &groups;
    format_each_json(text, len, talks, read_one);
    talk_groups_end(&groups, talks);
    talks->store = NULL;
}

const struct format format_twilio = {.name = "twilio",
                                     .title = "Twilio: Conversations, text messages, sentences of calls",
                                     .recognise = recognise,
                                     .read = read_twilio};
