/* AssemblyAI: utterances if speakers were told apart, else words. */
#include <string.h>

#include "core/input/format.h"
#include "core/input/speech.h"

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    return format_is_json(head, len) && format_has_key(head, len, "text") &&
           (format_has_key(head, len, "words") || format_has_key(head, len, "utterances")) &&
           (format_has_key(head, len, "audio_duration") || format_has_key(head, len, "audio_url") ||
            format_has_key(head, len, "speaker_labels") || format_has_key(head, len, "acoustic_model") ||
            format_has_key(head, len, "utterances"));
}

/* Milliseconds, as the service tells them; copies that were edited by hand have seconds, as the duration has. */
static double unit_of(struct value root)
{
    struct value_walk walk;
    double last = 0, duration = value_number(value_get(root, "audio_duration"), -1);
    VALUE_EACH(walk, value_get(root, "words"))
        last = value_number(value_get(walk.item, "end"), last);
    return duration > 0 && last > 0 && last <= duration * 2 ? 1 : 1000;
}

static void read_one(struct value root, struct talks *talks)
{
    struct value utterances = value_get(root, "utterances");
    struct speech speech;
    struct value_walk walk;
    double unit = unit_of(root);
    bool pieces = value_first(&walk, utterances);
    speech_begin(&speech, talks, value_text(root, "id"));
    VALUE_EACH(walk, pieces ? utterances : value_get(root, "words")) {
        const char *speaker = talks_id(talks, value_get(walk.item, "speaker"));
        double begin = value_number(value_get(walk.item, "start"), -1) / unit,
               end = value_number(value_get(walk.item, "end"), -1) / unit;
        speaker = *speaker ? speaker : NULL;
        if (pieces)
            speech_say(&speech, speaker, begin, value_text(walk.item, "text"));
        else
            speech_word(&speech, speaker, begin, end, value_text(walk.item, "text"));
    }
    speech_end(&speech);
}

static void read_assemblyai(const char *text, size_t len, struct talks *talks)
{
    format_each_json(text, len, talks, read_one);
}

const struct format format_assemblyai = {
    .name = "assemblyai", .title = "AssemblyAI: speech to text", .recognise = recognise, .read = read_assemblyai};
