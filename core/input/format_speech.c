/*
 * Speech to text: Whisper, Deepgram, AssemblyAI, Rev.ai, Google, AWS Transcribe, and lists of segments that name a
 * speaker. Speakers are numbers or letters mostly; who of them is the agent is told by --agent, or found by what
 * they say. Times count from the beginning of a recording whose own time nobody knows, so they are left out.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/input/format.h"

static bool recognise(const char *head, size_t len, const char *name)
{
    static const char *const alone[] = {"utterances", "monologues", "monologue", "speaker_labels", "speakerTag", "speaker_role", "human_transcript", "audio_segments"};
    (void)name;
    if (!format_is_json(head, len))
        return false;
    for (size_t i = 0; i < sizeof alone / sizeof *alone; i++)
        if (format_has_key(head, len, alone[i]))
            return true;
    return (format_has_key(head, len, "segments") && format_has_key(head, len, "text")) ||
           (format_has_key(head, len, "results") && (format_has_key(head, len, "channels") || format_has_key(head, len, "alternatives") || format_has_key(head, len, "transcripts"))) ||
           (format_has_key(head, len, "audio_duration") && format_has_key(head, len, "words")) ||
           (format_has_key(head, len, "speaker") && format_has_key(head, len, "start") && format_has_key(head, len, "text"));
}

/* Words that are put together while one speaker speaks. */
struct speech {
    struct talk *talk;
    char speaker[64];
    struct bytes words;
};

static const char *role_of(const char *speaker)
{
    static const char *const customers[] = {"caller", "customer", "client", "external"}, *const agents[] = {"agent", "operator", "internal", "representative"};
    for (size_t i = 0; i < 4; i++) {
        if (strcasecmp(speaker, customers[i]) == 0)
            return "customer";
        if (strcasecmp(speaker, agents[i]) == 0)
            return "agent";
    }
    return NULL;
}

static void flush(struct speech *speech)
{
    if (speech->words.len > 0)
        talk_say(speech->talk, role_of(speech->speaker), TALK_NO_TIME, speech->speaker, "", bytes_text(&speech->words));
    bytes_clear(&speech->words);
}

static void set_speaker(struct speech *speech, const char *speaker)
{
    if (strcmp(speech->speaker, speaker) == 0)
        return;
    flush(speech);
    talk_copy(speech->speaker, sizeof speech->speaker, speaker, strlen(speaker));
}

static bool is_mark(const char *word)
{
    return *word && strspn(word, ".,!?;:") == strlen(word);
}

static void add_word(struct speech *speech, const char *word)
{
    if (speech->words.len > 0 && !is_mark(word) && *word != ' ')
        bytes_add_char(&speech->words, ' ');
    bytes_add_text(&speech->words, word);
}

/* "0", "A", "spk_1", "caller"; false if the item names nobody. */
static bool speaker_in(const json_t *item, char out[64])
{
    static const char *const keys[] = {"speaker", "speaker_label", "speakerTag", "speaker_tag", "speakerLabel", "speaker_id", "speaker_role", "channel_tag", "channelTag", "channel", "channel_index"};
    char room[32];
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *id = talk_id(item, keys[i], room);
        if (*id) {
            talk_copy(out, 64, id, strlen(id));
            return true;
        }
    }
    return false;
}

/* Elements with a text or a word and, now and then, a speaker. */
static void add_words(struct speech *speech, const json_t *list)
{
    static const char *const keys[] = {"punctuated_word", "word", "text", "value", "content", NULL};
    size_t index;
    json_t *item;
    json_array_foreach(list, index, item) {
        char speaker[64];
        if (speaker_in(item, speaker))
            set_speaker(speech, speaker);
        json_t *first = json_array_get(json_object_get(item, "alternatives"), 0);
        const char *word = talk_first_text(first ? first : item, keys);
        if (!(strcmp(talk_text(item, "type"), "punct") == 0 && strcmp(word, " ") == 0) && *word)
            add_word(speech, word);
    }
    flush(speech);
}

/* Segments, utterances, turns: a whole text and who said it. */
static void add_segments(struct speech *speech, const json_t *list)
{
    static const char *const keys[] = {"text", "transcript", "human_transcript", "content", NULL};
    size_t index;
    json_t *item;
    json_array_foreach(list, index, item) {
        char speaker[64] = "";
        json_t *elements = json_object_get(item, "elements");
        if (speaker_in(item, speaker))
            set_speaker(speech, speaker);
        const char *text = talk_first_text(item, keys);
        if (json_is_array(elements))
            add_words(speech, elements);
        else if (*text && !(*text == '[' && text[strlen(text) - 1] == ']')) { /* [noise] */
            add_word(speech, text + strspn(text, " "));
            if (*speaker)
                flush(speech);
        }
    }
    flush(speech);
}

/* Words with speakers are surer than texts without. */
static bool has_speakers(const json_t *list)
{
    char speaker[64];
    return speaker_in(json_array_get(list, 0), speaker);
}

static void add_alternative(struct speech *speech, const json_t *alternative)
{
    json_t *words = json_object_get(alternative, "words");
    if (has_speakers(words))
        add_words(speech, words);
    else
        add_word(speech, talk_text(alternative, "transcript"));
}

/* Deepgram: channels with alternatives; a channel each is a speaker each. */
static void read_channels(struct speech *speech, const json_t *channels)
{
    size_t index;
    json_t *channel;
    json_array_foreach(channels, index, channel) {
        char number[24];
        snprintf(number, sizeof number, "%zu", index);
        set_speaker(speech, number);
        add_alternative(speech, json_array_get(json_object_get(channel, "alternatives"), 0));
        flush(speech);
    }
}

/* Google: results with alternatives. If the last holds the words of all with their speakers, it is read alone. */
static void read_results(struct speech *speech, const json_t *results)
{
    size_t count = json_array_size(results), index;
    json_t *result, *last = json_array_get(json_object_get(json_array_get(results, count ? count - 1 : 0), "alternatives"), 0);
    bool all_in_last = has_speakers(json_object_get(last, "words"));
    json_array_foreach(results, index, result) {
        char speaker[64];
        if (all_in_last && index + 1 < count)
            continue;
        if (speaker_in(result, speaker))
            set_speaker(speech, speaker);
        add_alternative(speech, json_array_get(json_object_get(result, "alternatives"), 0));
        if (!all_in_last)
            flush(speech);
    }
    flush(speech);
}

/* AWS Transcribe: speakers at the items, or in segments beside them. */
static void read_aws(struct speech *speech, const json_t *results)
{
    json_t *segments = json_object_get(results, "audio_segments"), *items = json_object_get(results, "items");
    if (json_is_array(segments) && has_speakers(segments))
        add_segments(speech, segments);
    else if (json_is_array(items))
        add_words(speech, items);
    else
        add_word(speech, talk_text(json_array_get(json_object_get(results, "transcripts"), 0), "transcript"));
    flush(speech);
}

static void read_lists(struct speech *speech, json_t *root)
{
    static const char *const lists[] = {"utterances", "segments", "monologues", "turns", "phrases"};
    json_t *results = json_object_get(root, "results");
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        json_t *list = json_object_get(root, lists[i]);
        if (!json_is_array(list) || json_array_size(list) == 0)
            list = json_object_get(results, lists[i]);
        if (json_is_array(list) && json_array_size(list) > 0) {
            add_segments(speech, list);
            return;
        }
    }
    if (json_is_object(json_object_get(root, "monologue")))
        add_words(speech, json_object_get(json_object_get(root, "monologue"), "elements"));
    else if (json_is_array(json_object_get(results, "channels")))
        read_channels(speech, json_object_get(results, "channels"));
    else if (json_is_array(results))
        read_results(speech, results);
    else if (json_is_object(results))
        read_aws(speech, results);
    else if (has_speakers(json_object_get(root, "words")))
        add_words(speech, json_object_get(root, "words"));
    else
        add_word(speech, talk_text(root, "text"));
    flush(speech);
}

static const char *id_of(const json_t *root)
{
    static const char *const keys[] = {"id", "jobName", "call_id", "request_id", NULL};
    const char *id = talk_first_text(root, keys);
    return *id ? id : talk_text(json_object_get(root, "metadata"), "request_id");
}

static void read_one(json_t *root, struct talks *talks)
{
    struct talk talk;
    struct speech speech = {.talk = &talk};
    talk_begin(&talk, talks, id_of(root), "phone");
    if (json_is_array(root))
        add_segments(&speech, root);
    else
        read_lists(&speech, root);
    talk_end(&talk);
    bytes_release(&speech.words);
}

static void read_speech(const char *text, size_t len, struct talks *talks)
{
    format_whole_json(text, len, talks, read_one);
}

const struct format format_speech = {.name = "speech", .title = "speech to text: Whisper, Deepgram, AssemblyAI, Rev.ai, Google, AWS Transcribe", .recognise = recognise, .read = read_speech};
