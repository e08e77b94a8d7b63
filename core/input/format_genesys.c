/* Genesys Cloud: transcripts with phrases. */
#include <string.h>

#include "core/input/format.h"

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    return format_is_json(head, len) && (format_has_key(head, len, "participantPurpose") ||
                                         (format_has_key(head, len, "transcripts") && format_has_key(head, len, "phrases")));
}

static const char *role_of(const char *purpose)
{
    if (strcmp(purpose, "external") == 0 || strcmp(purpose, "customer") == 0)
        return "customer";
    if (strcmp(purpose, "internal") == 0 || strcmp(purpose, "agent") == 0 || strcmp(purpose, "user") == 0)
        return "agent";
    return strcmp(purpose, "acd") == 0 || strcmp(purpose, "ivr") == 0 || strcmp(purpose, "bot") == 0 || strcmp(purpose, "workflow") == 0 ? "bot" : NULL;
}

/* The agent of the time: the last who had joined by then. */
static const json_t *participant_at(const json_t *root, const char *purpose, int64_t at)
{
    size_t index;
    json_t *participant, *found = NULL;
    bool internal = strcmp(purpose, "internal") == 0;
    json_array_foreach(json_object_get(root, "participants"), index, participant) {
        const char *own = talk_text(participant, "participantPurpose");
        if (!*own)
            own = talk_text(participant, "purpose");
        bool same = strcmp(own, purpose) == 0 || (internal && (strcmp(own, "agent") == 0 || strcmp(own, "user") == 0)) ||
                    (strcmp(purpose, "external") == 0 && strcmp(own, "customer") == 0);
        int64_t joined = talk_time(json_object_get(participant, "startTimeMs"));
        if (same && (!found || joined == TALK_NO_TIME || at == TALK_NO_TIME || joined <= at))
            found = participant;
    }
    return found;
}

static const char *id_of(const json_t *participant)
{
    static const char *const keys[] = {"userId", "participantId", "id", "ani", NULL};
    return talk_first_text(participant, keys);
}

static void read_one(json_t *root, struct talks *talks)
{
    json_t *transcript, *phrase;
    size_t i, j;
    struct talk talk;
    const char *media = talk_text(root, "mediaType");
    talk_begin(&talk, talks, talk_text(root, "conversationId"), strcmp(media, "chat") == 0 || strcmp(media, "message") == 0 ? "chat" : "phone");
    json_array_foreach(json_object_get(root, "transcripts"), i, transcript)
        json_array_foreach(json_object_get(transcript, "phrases"), j, phrase) {
            const char *purpose = talk_text(phrase, "participantPurpose");
            int64_t at = talk_time(json_object_get(phrase, "startTimeMs"));
            const json_t *participant = participant_at(root, purpose, at);
            static const char *const texts[] = {"decoratedText", "text", NULL};
            const char *role = role_of(purpose);
            if (role && strcmp(role, "customer") == 0)
                talk_customer(&talk, id_of(participant), talk_text(participant, "name"));
            talk_say(&talk, role, at, *id_of(participant) ? id_of(participant) : purpose, talk_text(participant, "name"), talk_first_text(phrase, texts));
        }
    talk_end(&talk);
}

static void read_genesys(const char *text, size_t len, struct talks *talks)
{
    format_each_json(text, len, talks, read_one);
}

const struct format format_genesys = {.name = "genesys", .title = "Genesys Cloud transcripts", .recognise = recognise, .read = read_genesys};
