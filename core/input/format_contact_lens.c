/* Amazon Connect Contact Lens: voice (offsets from the beginning), chat (times), and segments in real time. */
#include <string.h>
#include <strings.h>

#include "core/input/format.h"

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    if (!format_is_json(head, len))
        return false;
    return format_has_key(head, len, "ParticipantId") || format_has_key(head, len, "ParticipantRole") ||
           (format_has_key(head, len, "JobStatus") && format_has_key(head, len, "ContentMetadata"));
}

/* Messages of the system are no speech of anybody: queue announcements, prompts. */
static const char *role_of(const char *word)
{
    return strcasecmp(word, "SYSTEM") == 0 ? "bot" : talk_role(word);
}

static const char *participant_role(struct value root, struct value item)
{
    struct value_walk walk;
    const char *id = value_text(item, "ParticipantId");
    if (*value_text(item, "ParticipantRole"))
        return value_text(item, "ParticipantRole");
    VALUE_EACH(walk, value_get(root, "Participants"))
        if (strcmp(value_text(walk.item, "ParticipantId"), id) == 0)
            return value_text(walk.item, "ParticipantRole");
    return id;
}

static void take_event(struct talk *talk, struct value item, const char *role, int64_t at)
{
    const char *type = value_text(item, "ContentType");
    bool customer = role && strcmp(role, "customer") == 0;
    const char *who = customer ? "customer" : value_text(item, "ParticipantId");
    if (strstr(type, "participant.joined"))
        talk_event(talk, "joined", at, who, NULL);
    else if (strstr(type, "participant.left"))
        talk_event(talk, "left", at, who, NULL);
    else if (strstr(type, "transfer.succeeded"))
        talk_event(talk, "transfer", at, customer ? NULL : who, NULL);
    else if (strstr(type, "chat.ended"))
        talk_event(talk, "closed", at, NULL, NULL);
}

/* Voice is counted from the beginning of the call. */
static int64_t item_time(struct value item, int64_t start)
{
    int64_t at = talk_time(value_get(item, "AbsoluteTime"));
    int64_t offset = value_integer(value_get(item, "BeginOffsetMillis"), -1);
    return at == TALK_NO_TIME && offset >= 0 && offset < 1000000000 ? start + offset : at;
}

static void take_item(struct talk *talk, struct value root, struct value item, int64_t start)
{
    if (value_is(value_get(item, "Transcript")))
        item = value_get(item, "Transcript"); /* a segment in real time */
    else if (value_is(value_get(item, "Utterance")))
        item = value_get(item, "Utterance");
    const char *role = role_of(participant_role(root, item));
    int64_t at = item_time(item, start);
    const char *text = value_text(item, *value_text(item, "Content") ? "Content" : "PartialContent");
    if (strcmp(value_text(item, "Type"), "EVENT") == 0)
        take_event(talk, item, role, at);
    else
        talk_say(talk, role, at, value_text(item, "ParticipantId"), value_text(item, "DisplayName"), text);
}

static int64_t call_start(struct value root)
{
    static const char *const keys[] = {"InitiationTimestamp", "ConnectedToSystemTimestamp", "StartTime"};
    int64_t at = TALK_NO_TIME;
    for (size_t i = 0; i < sizeof keys / sizeof *keys && at == TALK_NO_TIME; i++) {
        at = talk_time(value_get(root, keys[i]));
        if (at == TALK_NO_TIME)
            at = talk_time(value_get(value_get(root, "CustomerMetadata"), keys[i]));
    }
    return at == TALK_NO_TIME ? TALK_START_UNKNOWN : at;
}

static void read_one(struct value root, struct talks *talks)
{
    const char *channel = value_text(root, "Channel");
    const char *id = value_text(value_get(root, "CustomerMetadata"), "ContactId");
    struct value list = value_get(root, "Transcript");
    struct value_walk walk;
    struct talk talk;
    talk_begin(&talk, talks, *id ? id : value_text(root, "ContactId"),
               strcasecmp(channel, "CHAT") == 0 ? "chat" : "phone");
    int64_t start = call_start(root);
    VALUE_EACH(walk, value_get(root, "Participants"))
        if (strcasecmp(value_text(walk.item, "ParticipantRole"), "CUSTOMER") == 0)
            talk_customer(&talk, value_text(walk.item, "ParticipantId"), value_text(walk.item, "DisplayName"));
    VALUE_EACH(walk, value_is_list(list) ? list : value_get(root, "Segments"))
        take_item(&talk, root, walk.item, start);
    talk_end(&talk);
}

static void read_contact_lens(const char *text, size_t len, struct talks *talks)
{
    format_each_json(text, len, talks, read_one);
}

const struct format format_contact_lens = {
    .name = "contact-lens", .title = "Amazon Connect Contact Lens", .recognise = recognise, .read = read_contact_lens};
