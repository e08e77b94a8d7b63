/* Amazon Connect Contact Lens: voice (offsets), chat (times), and real-time segments. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/input/format.h"

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    return format_is_json(head, len) &&
           (format_has_key(head, len, "ParticipantId") || format_has_key(head, len, "ParticipantRole") ||
            (format_has_key(head, len, "CustomerMetadata") && format_has_key(head, len, "JobStatus")));
}

static const char *role_of(const char *word)
{
    if (strcasecmp(word, "AGENT") == 0 || strcasecmp(word, "SUPERVISOR") == 0)
        return "agent";
    if (strcasecmp(word, "CUSTOMER") == 0)
        return "customer";
    return strcasecmp(word, "SYSTEM") == 0 || strcasecmp(word, "CUSTOM_BOT") == 0 ? "bot" : NULL;
}

static const char *participant_role(json_t *root, const json_t *item)
{
    size_t index;
    json_t *participant;
    if (*talk_text(item, "ParticipantRole"))
        return talk_text(item, "ParticipantRole");
    json_array_foreach(json_object_get(root, "Participants"), index, participant)
        if (strcmp(talk_text(participant, "ParticipantId"), talk_text(item, "ParticipantId")) == 0)
            return talk_text(participant, "ParticipantRole");
    return talk_text(item, "ParticipantId");
}

static void take_event(struct talk *talk, const json_t *item, const char *role, int64_t at)
{
    const char *type = talk_text(item, "ContentType");
    const char *who = role && strcmp(role, "customer") == 0 ? "customer" : talk_text(item, "ParticipantId");
    if (strstr(type, "participant.joined") || strstr(type, "connection.acknowledged"))
        talk_event(talk, "joined", at, who, NULL);
    else if (strstr(type, "participant.left"))
        talk_event(talk, "left", at, who, NULL);
    else if (strstr(type, "transfer"))
        talk_event(talk, "transfer", at, who, NULL);
    else if (strstr(type, "chat.ended"))
        talk_event(talk, "closed", at, NULL, NULL);
}

/* Voice is told in milliseconds from the beginning of the call, whose time is in the name of nothing here. */
static void take_item(struct talk *talk, json_t *root, json_t *item)
{
    if (json_object_get(item, "Transcript"))
        item = json_object_get(item, "Transcript"); /* a real-time segment */
    const char *role = role_of(participant_role(root, item));
    int64_t at = talk_time(json_object_get(item, "AbsoluteTime"));
    if (strcmp(talk_text(item, "Type"), "EVENT") == 0)
        take_event(talk, item, role, at);
    else
        talk_say_at(talk, role, talk_text(item, "AbsoluteTime"), talk_text(item, "ParticipantId"), talk_text(item, "DisplayName"),
                    talk_text(item, "Content"));
}

static void read_one(json_t *root, struct talks *talks)
{
    const char *channel = talk_text(root, "Channel");
    struct talk talk;
    talk_begin(&talk, talks, talk_text(json_object_get(root, "CustomerMetadata"), "ContactId"),
               strcasecmp(channel, "CHAT") == 0 ? "chat" : "phone");
    json_t *list = json_object_get(root, "Transcript"), *item;
    size_t index;
    if (!json_is_array(list))
        list = json_object_get(root, "Segments");
    json_array_foreach(json_object_get(root, "Participants"), index, item)
        if (strcasecmp(talk_text(item, "ParticipantRole"), "CUSTOMER") == 0)
            talk_customer(&talk, talk_text(item, "ParticipantId"), talk_text(item, "DisplayName"));
    json_array_foreach(list, index, item)
        take_item(&talk, root, item);
    talk_end(&talk);
}

static void read_contact_lens(const char *text, size_t len, struct talks *talks)
{
    format_each_json(text, len, talks, read_one);
}

const struct format format_contact_lens = {
    .name = "contact-lens", .title = "Amazon Connect Contact Lens", .recognise = recognise, .read = read_contact_lens};
