#include "core/input/speech.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAUSE_SECONDS 10.0   /* ends a message though the same one goes on */
#define SECONDS_MAX 10000000 /* a third of a year */

void speech_begin(struct speech *speech, struct talks *talks, const char *id)
{
    *speech = (struct speech){0};
    talk_begin(&speech->talk, talks, id, "phone");
}

void speech_say(struct speech *speech, const char *speaker, double seconds, const char *text)
{
    int64_t at = seconds >= 0 && seconds < SECONDS_MAX ? TALK_START_UNKNOWN + (int64_t)(seconds * 1000 + 0.5)
                                                       : TALK_NO_TIME;
    text += strspn(text, " ");
    talk_say(&speech->talk, speaker ? talk_role_of_label(speaker) : NULL, at, speaker, speaker, text);
}

static void message_end(struct speech *speech)
{
    if (speech->is_open)
        speech_say(speech, *speech->speaker ? speech->speaker : NULL, speech->begin, bytes_text(&speech->text));
    bytes_clear(&speech->text);
    speech->is_open = false;
}

void speech_word(struct speech *speech, const char *speaker, double begin, double end, const char *word)
{
    bool is_sign = *word && strchr(",.?!;:%", *word) && !word[1];
    bool goes_on = speech->is_open &&
                   (is_sign || (strncmp(speech->speaker, speaker ? speaker : "", sizeof speech->speaker - 1) == 0 &&
                                (begin < 0 || speech->end < 0 || begin - speech->end < PAUSE_SECONDS)));
    if (!goes_on) {
        message_end(speech);
        speech->is_open = true;
        speech->begin = begin;
        snprintf(speech->speaker, sizeof speech->speaker, "%s", speaker ? speaker : "");
    }
    if (speech->text.len > 0 && !is_sign && speech->text.ptr[speech->text.len - 1] != ' ' && *word != ' ')
        bytes_add_char(&speech->text, ' ');
    bytes_add_text(&speech->text, word);
    speech->end = end;
}

void speech_end(struct speech *speech)
{
    message_end(speech);
    bytes_release(&speech->text);
    talk_end(&speech->talk);
}

double speech_seconds(struct value value)
{
    const char *text = value_string(value);
    char *end = NULL;
    if (value_is_number(value))
        return value_number(value, -1);
    if (value_is_object(value))
        return speech_seconds(value_get(value, "seconds")) < 0
                   ? value_number(value_get(value, "nanos"), 0) / 1e9
                   : speech_seconds(value_get(value, "seconds")) + value_number(value_get(value, "nanos"), 0) / 1e9;
    if (*text < '0' || *text > '9')
        return -1;
    double seconds = strtod(text, &end);
    return *end == '\0' || strcmp(end, "s") == 0 ? seconds : -1;
}
