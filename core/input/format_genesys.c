/* Genesys Cloud: transcripts of phrases. */
#include <string.h>

#include "core/input/format.h"

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    return format_is_json(head, len) && format_has_key(head, len, "phrases") &&
           (format_has_key(head, len, "participantPurpose") || format_has_key(head, len, "transcripts"));
}

/* The first participant of a purpose. */
static const char *participant_of(struct talks *talks, struct value root, const char *purpose)
{
    struct value_walk walk;
    const char *role = talk_role(purpose);
    VALUE_EACH(walk, value_get(root, "participants")) {
        const char *its = value_text(walk.item,
                                     *value_text(walk.item, "participantPurpose") ? "participantPurpose" : "purpose");
        const char *id = talks_id(talks, value_get(walk.item, "userId"));
        if (role && talk_role(its) && strcmp(role, talk_role(its)) == 0)
            return *id ? id : talks_id(talks, value_get(walk.item, "participantId"));
    }
    return purpose;
}

/* Milliseconds since 1970, or since the beginning. */
static int64_t time_of(struct value phrase, int64_t start)
{
    int64_t ms = value_integer(value_get(phrase, "startTimeMs"), -1);
    return ms < 0 ? TALK_NO_TIME : ms < 100000000000 ? start + ms : talk_time(value_get(phrase, "startTimeMs"));
}

static int64_t start_of(struct value root, struct value transcript)
{
    int64_t start = talk_time(value_get(transcript, "startTime"));
    if (start == TALK_NO_TIME)
        start = talk_time(value_get(root, "startTime"));
    if (start == TALK_NO_TIME)
        start = talk_time(value_get(root, "conversationStart"));
    return start == TALK_NO_TIME ? TALK_START_UNKNOWN : start;
}

static void take_conversation(struct value root, struct talks *talks)
{
    struct value_walk walk, phrase;
    struct talk talk;
    const char *media = value_text(root, "mediaType");
    talk_begin(&talk, talks,
               *talks_id(talks, value_get(root, "conversationId")) ? talks_id(talks, value_get(root, "conversationId"))
                                                                   : talks_id(talks, value_get(root, "id")),
               *media && strcmp(media, "call") != 0 ? "chat" : "phone");
    VALUE_EACH(walk, value_get(root, "transcripts"))
        VALUE_EACH(phrase, value_get(walk.item, "phrases")) {
            const char *purpose = value_text(phrase.item, "participantPurpose");
            talk_say(&talk, talk_role(purpose), time_of(phrase.item, start_of(root, walk.item)),
                     participant_of(talks, root, purpose), NULL,
                     value_text(phrase.item, *value_text(phrase.item, "text") ? "text" : "decoratedText"));
        }
    talk_end(&talk);
}

static void read_one(struct value root, struct talks *talks)
{
    struct value_walk walk;
    if (value_is_list(value_get(root, "transcripts")))
        take_conversation(root, talks);
    VALUE_EACH(walk, value_get(root, "conversations"))
        take_conversation(walk.item, talks);
}

static void read_genesys(const char *text, size_t len, struct talks *talks)
{
    format_each_json(text, len, talks, read_one);
}

const struct format format_genesys = {
    .name = "genesys", .title = "Genesys Cloud: transcripts", .recognise = recognise, .read = read_genesys};
