/* WebVTT and SRT: <v Agent>text, [Agent] text, Agent: text; a line without a name goes on with the last. */
#include <stdlib.h>
#include <string.h>

#include "core/input/format.h"
#include "core/model/arena.h"

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    if (len >= 6 && memcmp(head, "WEBVTT", 6) == 0)
        return true;
    size_t at = strspn(head, " \r\n");
    size_t digits = strspn(head + at, "0123456789"), line = at + digits + strspn(head + at + digits, " \r");
    return digits > 0 && head[line] == '\n' && memmem(head + line, len - line < 40 ? len - line : 40, " --> ", 5);
}

struct cues {
    struct talk talk;
    char speaker[64];
    struct bytes text;
};

static void flush(struct cues *cues)
{
    static const struct {
        const char *word, *role;
    } roles[] = {{"agent", "agent"}, {"customer", "customer"}, {"caller", "customer"}, {"נציג", "agent"}, {"נציגה", "agent"}, {"לקוח", "customer"},
                 {"לקוחה", "customer"}, {"کارشناس", "agent"}, {"پشتیبان", "agent"}, {"مشتری", "customer"}, {"bot", "bot"}};
    const char *role = NULL;
    char lower[64];
    for (size_t i = 0; i < sizeof lower; i++)
        lower[i] = (char)(cues->speaker[i] >= 'A' && cues->speaker[i] <= 'Z' ? cues->speaker[i] | 0x20 : cues->speaker[i]);
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (strcmp(roles[i].word, lower) == 0)
            role = roles[i].role;
    talk_say(&cues->talk, role, TALK_NO_TIME, cues->speaker, "", bytes_text(&cues->text));
    bytes_clear(&cues->text);
}

static void set_speaker(struct cues *cues, const char *name, size_t len)
{
    char speaker[sizeof cues->speaker];
    talk_copy(speaker, sizeof speaker, name, len);
    if (strcmp(cues->speaker, speaker) == 0)
        return;
    flush(cues);
    memcpy(cues->speaker, speaker, sizeof speaker);
}

/* The name before the text; returns where the text begins. */
static size_t take_name(struct cues *cues, const char *line, size_t len)
{
    if (len > 3 && memcmp(line, "<v", 2) == 0 && (line[2] == ' ' || line[2] == '.')) {
        const char *end = memchr(line, '>', len);
        size_t name = line[2] == '.' ? strcspn(line, " ") + 1 : 3;
        if (end && (size_t)(end - line) > name)
            set_speaker(cues, line + name, (size_t)(end - line) - name);
        return end ? (size_t)(end - line) + 1 : 0;
    }
    if (line[0] == '[') {
        const char *end = memchr(line, ']', len);
        if (end && end > line + 1)
            set_speaker(cues, line + 1, (size_t)(end - line) - 1);
        return end ? (size_t)(end - line) + 1 : 0;
    }
    const char *colon = memchr(line, ':', len < 40 ? len : 40);
    if (!colon || colon == line || (size_t)(colon - line) + 1 >= len || colon[1] != ' ')
        return 0;
    for (const char *at = line; at < colon; at++)
        if (*at == '.' || *at == ',' || *at == '?' || *at == '!')
            return 0;
    set_speaker(cues, line, (size_t)(colon - line));
    return (size_t)(colon - line) + 1;
}

static void take_line(struct cues *cues, const char *line, size_t len)
{
    if (len >= 2 && line[0] == '-' && line[1] == ' ') {
        line += 2;
        len -= 2;
    }
    size_t at = take_name(cues, line, len);
    while (at < len && line[at] == ' ')
        at++;
    if (cues->text.len > 0)
        bytes_add_char(&cues->text, ' ');
    char *part = must_copy(line + at, len - at), *plain = talk_html(part);
    bytes_add_text(&cues->text, plain);
    free(plain);
    free(part);
}

static void read_subtitles(const char *text, size_t len, struct talks *talks)
{
    struct cues cues = {.speaker = ""};
    bool in_cue = false;
    (void)len;
    talk_begin(&cues.talk, talks, NULL, "phone");
    while (*text) {
        size_t line = strcspn(text, "\n"), bare = line;
        while (bare > 0 && (text[bare - 1] == '\r' || text[bare - 1] == ' '))
            bare--;
        if (bare == 0)
            in_cue = false;
        else if (!in_cue)
            in_cue = memmem(text, bare, "-->", 3) != NULL;
        else
            take_line(&cues, text, bare);
        text += line + (text[line] == '\n');
    }
    flush(&cues);
    talk_end(&cues.talk);
    bytes_release(&cues.text);
}

const struct format format_subtitles = {.name = "subtitles", .title = "WebVTT and SRT with speakers", .recognise = recognise, .read = read_subtitles};
