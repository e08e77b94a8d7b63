/* Whisper: OpenAI's segments, WhisperX with its speakers, whisper.cpp's transcription. */
#include <string.h>

#include "core/input/format.h"
#include "core/input/speech.h"

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    if (!format_is_json(head, len))
        return false;
    if (format_has_key(head, len, "transcription") && format_has_key(head, len, "offsets"))
        return true;
    return format_has_key(head, len, "segments") && format_has_key(head, len, "start") &&
           (format_has_key(head, len, "no_speech_prob") || format_has_key(head, len, "avg_logprob") ||
            format_has_key(head, len, "word_segments") || format_has_key(head, len, "language"));
}

static void read_one(struct value root, struct talks *talks)
{
    struct speech speech;
    struct value_walk walk;
    speech_begin(&speech, talks, talks_id(talks, value_get(root, "id")));
    VALUE_EACH(walk, value_get(root, "segments")) {
        const char *speaker = talks_id(talks, value_get(walk.item, "speaker"));
        speech_say(&speech, *speaker ? speaker : NULL, speech_seconds(value_get(walk.item, "start")),
                   value_text(walk.item, "text"));
    }
    VALUE_EACH(walk, value_get(root, "transcription")) {
        double ms = value_number(value_get(value_get(walk.item, "offsets"), "from"), -1000);
        const char *speaker = talks_id(talks, value_get(walk.item, "speaker"));
        speech_say(&speech, *speaker ? speaker : NULL, ms / 1000, value_text(walk.item, "text"));
    }
    speech_end(&speech);
}

static void read_whisper(const char *text, size_t len, struct talks *talks)
{
    format_each_json(text, len, talks, read_one);
}

const struct format format_whisper = {.name = "whisper",
                                      .title = "Whisper, WhisperX and whisper.cpp: speech to text",
                                      .recognise = recognise,
                                      .read = read_whisper};
