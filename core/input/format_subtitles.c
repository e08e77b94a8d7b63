/*
 * WebVTT and SRT with speakers: <v Agent>text, [Agent] text, Agent: text. A cue without a speaker goes on with what was
 * said before; where no cue has one, each is a message.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/input/format.h"
#include "core/input/html_text.h"
#include "core/input/speech.h"

static double clock_read(const char **at)
{
    double seconds = 0;
    const char *text = *at + strspn(*at, " \t");
    for (int parts = 0; parts < 3; parts++) {
        char *end;
        if (*text < '0' || *text > '9')
            return -1;
        long value = strtol(text, &end, 10);
        if (end - text > 6)
            return -1;
        seconds = seconds * 60 + (double)value;
        text = end;
        if (*text != ':')
            break;
        text++;
    }
    if ((*text == '.' || *text == ',') && text[1] >= '0' && text[1] <= '9') {
        double unit = 0.1;
        for (text++; *text >= '0' && *text <= '9'; text++, unit /= 10)
            seconds += (*text - '0') * unit;
    }
    *at = text;
    return seconds;
}

/* "00:00:01.000 --> 00:00:04.000 align:start"; the begin, or -1. */
static double cue_begin(const char *line)
{
    double begin = clock_read(&line);
    line += strspn(line, " \t");
    return begin >= 0 && strncmp(line, "-->", 3) == 0 ? begin : -1;
}

static bool recognise(const char *head, size_t len, const char *name)
{
    char first[512];
    (void)name;
    if (len >= 6 && memcmp(head, "WEBVTT", 6) == 0)
        return true;
    snprintf(first, sizeof first, "%.*s", (int)(len < sizeof first - 1 ? len : sizeof first - 1), head);
    const char *line = first + strspn(first, " \r\n");
    size_t digits = strspn(line, "0123456789"), end = digits + strspn(line + digits, " \r");
    return digits > 0 && line[end] == '\n' && cue_begin(line + end + 1) >= 0;
}

struct cues {
    struct speech speech;
    bool has_speakers, in_cue, in_note;
    double begin;
    struct bytes text;
    char speaker[64];
    double said;
};

static void said_end(struct cues *cues)
{
    if (cues->text.len > 0)
        speech_say(&cues->speech, *cues->speaker ? cues->speaker : NULL, cues->said, bytes_text(&cues->text));
    bytes_clear(&cues->text);
}

/* The speaker at the beginning of a line into `speaker`; returns the bytes it takes, 0 without one. */
static size_t speaker_read(const char *line, size_t len, char speaker[64])
{
    size_t open = 0, close = 0;
    if (len > 3 && strncmp(line, "<v", 2) == 0 && (line[2] == ' ' || line[2] == '.')) {
        open = strcspn(line, " >") + 1;
        close = strcspn(line, ">");
    } else if (len > 2 && line[0] == '[') {
        open = 1;
        close = strcspn(line, "]\n");
    } else {
        close = strcspn(line, ":\n");
        if (close < len &&
            (line[close + 1] != ' ' || close > 40 || memchr(line, '.', close) || memchr(line, ',', close)))
            return 0;
    }
    if (close >= len || close <= open || close - open >= 64)
        return 0;
    memcpy(speaker, line + open, close - open);
    speaker[close - open] = '\0';
    size_t behind = close + 1 + (open == 1 && line[close + 1] == ':');
    return behind + strspn(line + behind, " ");
}

static void text_take(struct cues *cues, const char *line, size_t len)
{
    char speaker[64];
    size_t skip = speaker_read(line, len, speaker);
    struct bytes part = {0};
    if (skip > len)
        skip = len;
    if (skip) {
        said_end(cues);
        snprintf(cues->speaker, sizeof cues->speaker, "%s", speaker);
    }
    bytes_add(&part, line + skip, len - skip);
    if (cues->text.len == 0)
        cues->said = cues->begin;
    else
        bytes_add_char(&cues->text, ' ');
    html_text(&cues->text, bytes_text(&part), 1);
    bytes_release(&part);
}

static void line_take(struct cues *cues, const char *line, size_t len)
{
    double begin = len > 10 ? cue_begin(line) : -1;
    if (begin >= 0) {
        if (!cues->has_speakers)
            said_end(cues);
        cues->begin = begin;
        cues->in_cue = true;
    } else if (len == 0) {
        cues->in_cue = false;
    } else if (cues->in_cue) {
        text_take(cues, line, len);
    }
}

static bool has_speakers(const char *text, size_t len)
{
    char speaker[64];
    bool in_cue = false;
    for (size_t at = 0, line; at < len; at += line + 1) {
        line = strcspn(text + at, "\n");
        if (cue_begin(text + at) >= 0)
            in_cue = true;
        else if (line < 2)
            in_cue = false;
        else if (in_cue && speaker_read(text + at, line, speaker))
            return true;
    }
    return false;
}

static void read_subtitles(const char *text, size_t len, struct talks *talks)
{
    struct cues cues = {.has_speakers = has_speakers(text, len)};
    speech_begin(&cues.speech, talks, NULL);
    for (size_t at = 0, line; at < len; at += line + 1) {
        line = strcspn(text + at, "\n");
        line_take(&cues, text + at, line > 0 && text[at + line - 1] == '\r' ? line - 1 : line);
    }
    said_end(&cues);
    bytes_release(&cues.text);
    speech_end(&cues.speech);
}

const struct format format_subtitles = {
    .name = "subtitles", .title = "WebVTT and SRT with speakers", .recognise = recognise, .read = read_subtitles};
