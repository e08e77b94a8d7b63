/*
 * vCon (IETF draft-ietf-vcon-vcon-container): parties, legs of dialog, analyses. Texts come from dialogs of type
 * text and from analyses of type transcript: a plain text, a list of who said what, or segments of recognised speech.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/input/format.h"
#include "core/input/who.h"
#include "core/model/arena.h"

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    return format_is_json(head, len) && format_has_key(head, len, "parties") &&
           (format_has_key(head, len, "dialog") || format_has_key(head, len, "vcon") || format_has_key(head, len, "analysis"));
}

static const char *role_of_word(const char *word)
{
    if (strcasecmp(word, "customer") == 0 || strcasecmp(word, "caller") == 0 || strcasecmp(word, "client") == 0 || strcasecmp(word, "contact") == 0)
        return "customer";
    if (strcasecmp(word, "agent") == 0 || strcasecmp(word, "operator") == 0 || strcasecmp(word, "representative") == 0 || strcasecmp(word, "supervisor") == 0)
        return "agent";
    if (strcasecmp(word, "bot") == 0 || strcasecmp(word, "ivr") == 0 || strcasecmp(word, "assistant") == 0)
        return "bot";
    return NULL;
}

static json_t *party_at(json_t *vcon, json_int_t index)
{
    return index < 0 ? NULL : json_array_get(json_object_get(vcon, "parties"), (size_t)index);
}

static const char *role_of_party(const json_t *party)
{
    const char *role = role_of_word(talk_text(party, "role"));
    return role ? role : role_of_word(talk_text(json_object_get(party, "meta"), "role"));
}

static const char *id_of_party(const json_t *party)
{
    static const char *const keys[] = {"id", "uuid", "tel", "mailto", "sip", "did", "name"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (*talk_text(party, keys[i]))
            return talk_text(party, keys[i]);
    return "";
}

static void say_party(struct talk *talk, const json_t *party, int64_t at, const char *text)
{
    talk_say(talk, role_of_party(party), at, id_of_party(party), talk_text(party, "name"), text);
}

/* "Agent", "agent 1", a party's name or its number. */
static json_t *party_of_speaker(json_t *vcon, const json_t *speaker)
{
    size_t index;
    json_t *party;
    if (json_is_integer(speaker))
        return party_at(vcon, json_integer_value(speaker));
    const char *said = json_string_value(speaker);
    json_array_foreach(json_object_get(vcon, "parties"), index, party)
        if (said && (strcasecmp(said, talk_text(party, "name")) == 0 || strcmp(said, id_of_party(party)) == 0))
            return party;
    json_array_foreach(json_object_get(vcon, "parties"), index, party) {
        const char *role = role_of_party(party);
        if (said && role && strncasecmp(said, role, strlen(role)) == 0)
            return party;
    }
    return NULL;
}

static void say_speaker(struct talk *talk, json_t *vcon, const json_t *speaker, int64_t at, const char *text)
{
    json_t *party = party_of_speaker(vcon, speaker);
    char number[32] = "";
    if (party) {
        say_party(talk, party, at, text);
        return;
    }
    if (json_is_integer(speaker))
        snprintf(number, sizeof number, "%lld", (long long)json_integer_value(speaker));
    const char *name = json_is_string(speaker) ? json_string_value(speaker) : number;
    talk_say(talk, role_of_word(name), at, name, name, text);
}

/* Seconds from the beginning of the leg. */
static int64_t offset_time(int64_t start, const json_t *item)
{
    static const char *const keys[] = {"start", "start_time", "begin", "offset", "timestamp"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys && start != TALK_NO_TIME; i++)
        if (json_is_number(json_object_get(item, keys[i])))
            return start + (int64_t)(json_number_value(json_object_get(item, keys[i])) * 1000);
    return TALK_NO_TIME;
}

static void say_list(struct talk *talk, json_t *vcon, json_t *list, int64_t start)
{
    static const char *const texts[] = {"message", "text", "transcript", "content", "body", "sentence", NULL};
    static const char *const speakers[] = {"speaker", "party", "speaker_label", "channel", "role"};
    size_t index;
    json_t *item;
    json_array_foreach(list, index, item) {
        json_t *speaker = NULL;
        for (size_t i = 0; i < sizeof speakers / sizeof *speakers && !speaker; i++)
            speaker = json_object_get(item, speakers[i]);
        say_speaker(talk, vcon, speaker, offset_time(start, item), talk_first_text(item, texts));
    }
}

/* One line, "Agent: hello" or "hello". */
static bool say_line(struct talk *talk, json_t *vcon, const char *text, size_t len)
{
    size_t colon = strcspn(text, ":\n");
    char name[64];
    if (colon == 0 || colon >= len || colon >= sizeof name)
        return false;
    memcpy(name, text, colon);
    name[colon] = '\0';
    json_t *speaker = json_string(name);
    bool known = speaker && (party_of_speaker(vcon, speaker) || role_of_word(name));
    size_t skip = colon + 1 + strspn(text + colon + 1, " \t");
    skip = skip < len ? skip : len;
    char *line = known ? must_copy(text + skip, len - skip) : NULL;
    if (known)
        say_speaker(talk, vcon, speaker, TALK_NO_TIME, line);
    free(line);
    json_decref(speaker);
    return known;
}

/* The party that the paragraphs 0, 2, 4 … of two people are of: whose name they say as their own, or who greets. */
static size_t party_of_even(json_t *vcon, const char *text)
{
    int score[2] = {0, 0};
    size_t agent = 0;
    for (size_t i = 0; i < 2; i++) {
        const char *role = role_of_party(party_at(vcon, (json_int_t)i));
        if (role && strcmp(role, "agent") == 0)
            agent = i;
    }
    for (size_t number = 0; *text && number < 8; number++) {
        const char *end = strstr(text, "\n\n");
        size_t len = end ? (size_t)(end - text) : strlen(text);
        char *paragraph = must_copy(text, len);
        score[number % 2] += who_scores(paragraph);
        free(paragraph);
        text += len + strspn(text + len, "\n");
    }
    return score[0] >= score[1] ? agent : 1 - agent;
}

/* Paragraphs without names, of two people: they speak in turn. */
static void say_paragraphs(struct talk *talk, json_t *vcon, const char *text)
{
    size_t first = party_of_even(vcon, text);
    for (size_t number = 0; *text; number++) {
        const char *end = strstr(text, "\n\n");
        size_t len = end ? (size_t)(end - text) : strlen(text);
        char *paragraph = must_copy(text, len);
        say_party(talk, party_at(vcon, (json_int_t)((first + number) % 2)), TALK_NO_TIME, paragraph);
        free(paragraph);
        text += len + strspn(text + len, "\n");
    }
}

/* Names before the lines; else paragraphs; else nobody knows who said it. */
static void say_string(struct talk *talk, json_t *vcon, const char *text)
{
    size_t begin = talk->count;
    for (const char *at = text; *at;) {
        size_t len = strcspn(at, "\n");
        say_line(talk, vcon, at, len);
        at += len + (at[len] == '\n');
    }
    if (talk->count > begin)
        return;
    if (strstr(text, "\n\n") && json_array_size(json_object_get(vcon, "parties")) == 2)
        say_paragraphs(talk, vcon, text);
    else
        talk_say(talk, NULL, TALK_NO_TIME, "", "", text);
}

static void say_transcript(struct talk *talk, json_t *vcon, json_t *body, int64_t start, unsigned depth)
{
    static const char *const lists[] = {"segments", "utterances", "diarized", "turns", "messages", "transcript", "paragraphs", "results"};
    if (json_is_array(body)) {
        say_list(talk, vcon, body, start);
        return;
    }
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (json_is_array(json_object_get(body, lists[i]))) {
            say_list(talk, vcon, json_object_get(body, lists[i]), start);
            return;
        }
    const char *text = json_is_string(body) ? json_string_value(body) : *talk_text(body, "transcript") ? talk_text(body, "transcript") : talk_text(body, "text");
    bool encoded = json_is_string(body) && (*text == '[' || *text == '{') && depth == 0;
    json_t *inner = encoded ? json_loads(text, 0, NULL) : NULL;
    if (inner)
        say_transcript(talk, vcon, inner, start, depth + 1);
    else
        say_string(talk, vcon, text);
    json_decref(inner);
}

static int64_t dialog_start(json_t *vcon, const json_t *analysis)
{
    json_t *which = json_object_get(analysis, "dialog");
    if (json_is_array(which))
        which = json_array_get(which, 0);
    json_t *dialog = json_array_get(json_object_get(vcon, "dialog"), json_is_integer(which) ? (size_t)json_integer_value(which) : 0);
    return talk_time(json_object_get(dialog, "start"));
}

static void say_analyses(struct talk *talk, json_t *vcon)
{
    size_t index;
    json_int_t last = -1;
    size_t index_of_leg = 0;
    json_t *analysis;
    json_array_foreach(json_object_get(vcon, "analysis"), index, analysis)
        if (strcmp(talk_text(analysis, "type"), "transcript") == 0) {
            json_t *which = json_object_get(analysis, "dialog");
            json_int_t leg = json_is_integer(which) ? json_integer_value(which) : 0;
            if (leg <= last) /* another transcript of the same leg */
                continue;
            last = leg;
            if (index_of_leg == 0)
                talk_started(talk, talk_text(json_array_get(json_object_get(vcon, "dialog"), (size_t)leg), "start"));
            index_of_leg++;
            say_transcript(talk, vcon, json_object_get(analysis, "body"), dialog_start(vcon, analysis), 0);
        }
}

static json_t *speaker_of_dialog(json_t *vcon, const json_t *dialog)
{
    json_t *parties = json_object_get(dialog, "parties"), *originator = json_object_get(dialog, "originator");
    if (json_is_integer(originator))
        return party_at(vcon, json_integer_value(originator));
    if (json_is_array(parties))
        parties = json_array_get(parties, 0);
    return json_is_integer(parties) ? party_at(vcon, json_integer_value(parties)) : NULL;
}

static void say_dialogs(struct talk *talk, json_t *vcon)
{
    size_t index;
    json_t *dialog;
    json_array_foreach(json_object_get(vcon, "dialog"), index, dialog) {
        int64_t start = talk_time(json_object_get(dialog, "start"));
        const char *type = talk_text(dialog, "type");
        if (strcmp(type, "transfer") == 0) {
            json_t *from = party_at(vcon, json_integer_value(json_object_get(dialog, "transferor")));
            json_t *to = party_at(vcon, json_integer_value(json_object_get(dialog, "transfer_target")));
            talk_event(talk, "transfer", start, id_of_party(from), id_of_party(to));
        } else if (strcmp(type, "text") == 0) {
            const char *body = talk_text(dialog, "body");
            char *text = strstr(talk_text(dialog, "mimetype"), "html") || strstr(talk_text(dialog, "mediatype"), "html") ? talk_html(body) : must_copy(body, strlen(body));
            json_t *party = speaker_of_dialog(vcon, dialog);
            talk_say_at(talk, role_of_party(party), talk_text(dialog, "start"), id_of_party(party), talk_text(party, "name"), text);
            free(text);
        }
    }
}

static bool has_text_dialog(json_t *vcon)
{
    size_t index;
    json_t *dialog;
    json_array_foreach(json_object_get(vcon, "dialog"), index, dialog)
        if (strcmp(talk_text(dialog, "type"), "text") == 0)
            return true;
    return false;
}

static void read_one(json_t *vcon, struct talks *talks)
{
    bool texts = has_text_dialog(vcon);
    struct talk talk;
    talk_begin(&talk, talks, talk_text(vcon, "uuid"), texts ? "chat" : "phone");
    size_t index;
    json_t *party;
    json_array_foreach(json_object_get(vcon, "parties"), index, party) {
        const char *role = role_of_party(party);
        if (role && strcmp(role, "customer") == 0)
            talk_customer(&talk, id_of_party(party), talk_text(party, "name"));
    }
    say_dialogs(&talk, vcon);
    if (!texts)
        say_analyses(&talk, vcon);
    talk_end(&talk);
}

static void read_vcon(const char *text, size_t len, struct talks *talks)
{
    format_each_json(text, len, talks, read_one);
}

const struct format format_vcon = {.name = "vcon", .title = "vCon (IETF)", .recognise = recognise, .read = read_vcon};
