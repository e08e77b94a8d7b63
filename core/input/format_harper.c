/* Gridspace-Stanford Harper Valley: a list of what caller and agent of a bank said. */
#include <string.h>

#include "core/input/format.h"

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    return format_is_json(head, len) && format_has_key(head, len, "human_transcript") &&
           format_has_key(head, len, "speaker_role");
}

/* "[noise]" and its like, and nothing else, is not said by anybody. */
static bool is_noise(const char *text)
{
    while (*text) {
        text += strspn(text, " ");
        size_t len = *text == '[' ? strcspn(text, "]") : *text == '<' ? strcspn(text, ">") : 0;
        if (len == 0 || !text[len])
            return *text == '\0';
        text += len + 1;
    }
    return true;
}

static void read_one(struct value root, struct talks *talks)
{
    struct talk talk;
    struct value_walk walk;
    talk_begin(&talk, talks, NULL, "phone");
    VALUE_EACH(walk, root) {
        const char *role = value_text(walk.item, "speaker_role"), *text = value_text(walk.item, "human_transcript");
        text = *text ? text : value_text(walk.item, "transcript");
        if (!is_noise(text))
            talk_say(&talk, talk_role(role), talk_time(value_get(walk.item, "start_timestamp_ms")), role, NULL, text);
    }
    talk_end(&talk);
}

static void read_harper(const char *text, size_t len, struct talks *talks)
{
    format_whole_json(text, len, talks, read_one);
}

const struct format format_harper = {
    .name = "harper-valley", .title = "Harper Valley: transcribed calls", .recognise = recognise, .read = read_harper};
