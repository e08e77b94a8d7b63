/* Google Cloud Speech-to-Text: results with alternatives; with diarisation the last result has all words and their speakers. */
#include <string.h>

#include "core/input/format.h"
#include "core/input/speech.h"

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    return format_is_json(head, len) && format_has_key(head, len, "results") &&
           format_has_key(head, len, "alternatives") && format_has_key(head, len, "transcript") &&
           !format_has_key(head, len, "channels");
}

static struct value either(struct value object, const char *first, const char *second)
{
    struct value found = value_get(object, first);
    return value_is(found) ? found : value_get(object, second);
}

static const char *tag_of(struct talks *talks, struct value word)
{
    const char *label = value_text(word, "speakerLabel");
    const char *tag = *label ? label : talks_id(talks, either(word, "speakerTag", "speaker_tag"));
    return *tag && strcmp(tag, "0") != 0 ? tag : NULL;
}

static struct value words_of(struct value result)
{
    struct value_walk first;
    return value_first(&first, value_get(result, "alternatives")) ? value_get(first.item, "words") : (struct value){0};
}

static bool has_tags(struct talks *talks, struct value words)
{
    struct value_walk walk;
    VALUE_EACH(walk, words)
        if (tag_of(talks, walk.item))
            return true;
    return false;
}

static void say_words(struct speech *speech, struct value words)
{
    struct value_walk walk;
    VALUE_EACH(walk, words)
        speech_word(speech, tag_of(speech->talk.talks, walk.item),
                    speech_seconds(either(walk.item, "startTime", "start_time")),
                    speech_seconds(either(walk.item, "endTime", "end_time")), value_text(walk.item, "word"));
}

/* A result by itself; where no word tells its begin, it is the end of the one before. */
static void say_result(struct speech *speech, struct value result, double *end)
{
    struct talks *talks = speech->talk.talks;
    struct value_walk first, word;
    const char *channel = talks_id(talks, either(result, "channelTag", "channel_tag"));
    if (!value_first(&first, value_get(result, "alternatives")))
        return;
    double begin = value_first(&word, value_get(first.item, "words"))
                       ? speech_seconds(either(word.item, "startTime", "start_time"))
                       : *end;
    speech_say(speech, *channel ? channel : NULL, begin < 0 ? *end : begin, value_text(first.item, "transcript"));
    double its = speech_seconds(either(result, "resultEndTime", "result_end_time"));
    *end = its < 0 ? *end : its;
}

static void read_one(struct value root, struct talks *talks)
{
    struct value results = value_get(value_is_object(value_get(root, "response")) ? value_get(root, "response") : root,
                                     "results");
    struct value tagged = {0};
    struct speech speech;
    struct value_walk walk;
    double end = 0;
    speech_begin(&speech, talks, talks_id(talks, either(root, "requestId", "name")));
    VALUE_EACH(walk, results)
        if (has_tags(talks, words_of(walk.item)))
            tagged = words_of(walk.item);
    if (value_is(tagged))
        say_words(&speech, tagged);
    else
        VALUE_EACH(walk, results)
            say_result(&speech, walk.item, &end);
    speech_end(&speech);
}

static void read_google(const char *text, size_t len, struct talks *talks)
{
    format_each_json(text, len, talks, read_one);
}

const struct format format_google_speech = {
    .name = "google-speech", .title = "Google Cloud: speech to text", .recognise = recognise, .read = read_google};
