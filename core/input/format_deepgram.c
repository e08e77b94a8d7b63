/* Deepgram: utterances if there are any, else paragraphs, else words; of several channels each is a speaker. */
#include <stdio.h>
#include <string.h>

#include "core/input/format.h"
#include "core/input/speech.h"

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    return format_is_json(head, len) && format_has_key(head, len, "results") && format_has_key(head, len, "channels") &&
           (format_has_key(head, len, "alternatives") || format_has_key(head, len, "model_info") ||
            format_has_key(head, len, "transaction_key"));
}

/* NULL: not told. */
static const char *speaker_of(struct talks *talks, struct value item, int channel)
{
    char made[16];
    const char *speaker = talks_id(talks, value_get(item, "speaker"));
    if (channel < 0)
        return *speaker ? speaker : NULL;
    int len = snprintf(made, sizeof made, "%d", channel);
    return arena_copy(&talks->arena, made, (size_t)len);
}

static void say_paragraph(struct speech *speech, struct value paragraph, int channel)
{
    struct value_walk walk;
    struct bytes text = {0};
    VALUE_EACH(walk, value_get(paragraph, "sentences")) {
        bytes_add_text(&text, text.len ? " " : "");
        bytes_add_text(&text, value_text(walk.item, "text"));
    }
    speech_say(speech, speaker_of(speech->talk.talks, paragraph, channel),
               speech_seconds(value_get(paragraph, "start")), bytes_text(&text));
    bytes_release(&text);
}

/* With one speaker the text of all is better than its words, which may be told apart wrongly. */
static bool has_speakers(struct talks *talks, struct value words)
{
    struct value_walk walk;
    const char *first = NULL;
    VALUE_EACH(walk, words) {
        const char *speaker = talks_id(talks, value_get(walk.item, "speaker"));
        if (first && strcmp(first, speaker) != 0)
            return true;
        first = first ? first : speaker;
    }
    return false;
}

static void say_channel(struct speech *speech, struct value channel, int number)
{
    struct value_walk walk, first;
    if (!value_first(&first, value_get(channel, "alternatives")))
        return;
    struct value paragraphs = value_get(value_get(first.item, "paragraphs"), "paragraphs"),
                 words = value_get(first.item, "words");
    if (value_is_list(paragraphs)) {
        VALUE_EACH(walk, paragraphs)
            say_paragraph(speech, walk.item, number);
    } else if (number >= 0 || has_speakers(speech->talk.talks, words) || !*value_text(first.item, "transcript")) {
        VALUE_EACH(walk, words) {
            const char *word = value_text(walk.item,
                                          *value_text(walk.item, "punctuated_word") ? "punctuated_word" : "word");
            speech_word(speech, speaker_of(speech->talk.talks, walk.item, number),
                        speech_seconds(value_get(walk.item, "start")), speech_seconds(value_get(walk.item, "end")),
                        word);
        }
    } else {
        double begin = value_first(&walk, words) ? speech_seconds(value_get(walk.item, "start")) : 0;
        speech_say(speech, speaker_of(speech->talk.talks, walk.item, number), begin,
                   value_text(first.item, "transcript"));
    }
}

static void read_one(struct value root, struct talks *talks)
{
    struct value results = value_get(root, "results"), channels = value_get(results, "channels");
    struct speech speech;
    struct value_walk walk;
    int count = 0, number = 0;
    speech_begin(&speech, talks, value_text(value_get(root, "metadata"), "request_id"));
    VALUE_EACH(walk, channels)
        count++;
    if (value_first(&walk, value_get(results, "utterances"))) {
        VALUE_EACH(walk, value_get(results, "utterances"))
            speech_say(&speech,
                       speaker_of(talks, walk.item,
                                  count > 1 ? (int)value_integer(value_get(walk.item, "channel"), 0) % 1000 : -1),
                       speech_seconds(value_get(walk.item, "start")), value_text(walk.item, "transcript"));
    } else {
        VALUE_EACH(walk, channels)
            say_channel(&speech, walk.item, count > 1 ? number++ : -1);
    }
    speech_end(&speech);
}

static void read_deepgram(const char *text, size_t len, struct talks *talks)
{
    format_each_json(text, len, talks, read_one);
}

const struct format format_deepgram = {
    .name = "deepgram", .title = "Deepgram: speech to text", .recognise = recognise, .read = read_deepgram};
