/* Rev.ai: monologues of elements. */
#include <string.h>

#include "core/input/format.h"
#include "core/input/speech.h"

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    return format_is_json(head, len) &&
           (format_has_key(head, len, "monologues") || format_has_key(head, len, "monologue")) &&
           format_has_key(head, len, "elements");
}

static void say_monologue(struct speech *speech, struct value monologue)
{
    struct talks *talks = speech->talk.talks;
    const char *speaker = talks_id(talks, value_get(monologue, "speaker"));
    struct value_walk walk;
    struct bytes text = {0};
    double begin = -1;
    VALUE_EACH(walk, value_get(monologue, "elements")) {
        const char *value = value_text(walk.item, "value");
        bool word = strcmp(value_text(walk.item, "type"), "punct") != 0;
        if (begin < 0)
            begin = speech_seconds(value_get(walk.item, "ts"));
        if (word && text.len > 0 && !strchr(" -'", text.ptr[text.len - 1]))
            bytes_add_char(&text, ' ');
        bytes_add_text(&text, value);
    }
    speech_say(speech, *speaker ? speaker : NULL, begin, bytes_text(&text));
    bytes_release(&text);
}

static void read_one(struct value root, struct talks *talks)
{
    struct speech speech;
    struct value_walk walk;
    speech_begin(&speech, talks, value_text(root, "id"));
    VALUE_EACH(walk, value_get(root, "monologues"))
        say_monologue(&speech, walk.item);
    if (value_is_object(value_get(root, "monologue")))
        say_monologue(&speech, value_get(root, "monologue"));
    speech_end(&speech);
}

static void read_revai(const char *text, size_t len, struct talks *talks)
{
    format_each_json(text, len, talks, read_one);
}

const struct format format_revai = {
    .name = "revai", .title = "Rev.ai: speech to text", .recognise = recognise, .read = read_revai};
