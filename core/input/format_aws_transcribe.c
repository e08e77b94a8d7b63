/* Amazon Transcribe: audio segments if there are any, else items, whose speakers stand beside or in a list of segments. */
#include <stdlib.h>
#include <string.h>

#include "core/input/format.h"
#include "core/input/speech.h"

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    return format_is_json(head, len) && format_has_key(head, len, "results") &&
           (format_has_key(head, len, "jobName") || format_has_key(head, len, "transcripts")) &&
           format_has_key(head, len, "transcript");
}

static const char *content_of(struct value item)
{
    struct value_walk first;
    return value_first(&first, value_get(item, "alternatives")) ? value_text(first.item, "content") : "";
}

/* Where we are in the list of segments; items and segments are both in order of time. */
struct speakers {
    struct value_walk segment;
    bool more;
};

/* The speaker of a time: the last segment that had begun. */
static const char *speaker_at(struct speakers *speakers, double begin)
{
    while (speakers->more && begin >= 0 && speech_seconds(value_get(speakers->segment.item, "end_time")) <= begin)
        speakers->more = value_next(&speakers->segment);
    return speakers->more ? value_text(speakers->segment.item, "speaker_label") : "";
}

static void say_items(struct speech *speech, struct value items, const char *channel, struct speakers *speakers)
{
    struct value_walk walk;
    VALUE_EACH(walk, items) {
        double begin = speech_seconds(value_get(walk.item, "start_time"));
        const char *speaker = *channel ? channel : value_text(walk.item, "speaker_label");
        if (!*speaker)
            speaker = speaker_at(speakers, begin);
        speech_word(speech, *speaker ? speaker : NULL, begin, speech_seconds(value_get(walk.item, "end_time")),
                    content_of(walk.item));
    }
}

static bool has_speakers(struct value segments)
{
    struct value_walk walk;
    VALUE_EACH(walk, segments)
        if (*value_text(walk.item, "speaker_label"))
            return true;
    return false;
}

static void read_one(struct value root, struct talks *talks)
{
    struct value results = value_get(root, "results"),
                 channels = value_get(value_get(results, "channel_labels"), "channels");
    struct value segments = value_get(results, "audio_segments");
    struct speakers speakers = {0};
    struct speech speech;
    struct value_walk walk;
    speakers.more = value_first(&speakers.segment, value_get(value_get(results, "speaker_labels"), "segments"));
    speech_begin(&speech, talks, value_text(root, "jobName"));
    if (has_speakers(segments)) {
        VALUE_EACH(walk, segments)
            speech_say(&speech, value_text(walk.item, "speaker_label"),
                       speech_seconds(value_get(walk.item, "start_time")), value_text(walk.item, "transcript"));
    } else if (value_is_list(channels)) {
        VALUE_EACH(walk, channels)
            say_items(&speech, value_get(walk.item, "items"), value_text(walk.item, "channel_label"), &speakers);
    } else {
        say_items(&speech, value_get(results, "items"), "", &speakers);
    }
    speech_end(&speech);
}

static void read_aws(const char *text, size_t len, struct talks *talks)
{
    format_each_json(text, len, talks, read_one);
}

const struct format format_aws_transcribe = {
    .name = "aws-transcribe", .title = "Amazon Transcribe: speech to text", .recognise = recognise, .read = read_aws};
