/*
 * vCon (IETF draft-ietf-vcon-vcon-container): parties, legs of dialog, analyses. What was said comes from dialogs of
 * type text, and of the others from an analysis of their speech: a list of who said what, segments, or a plain text.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/input/format.h"

#define HANDOVER_GAP_MS 120000 /* between two legs of one call */

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    return format_is_json(head, len) && format_has_key(head, len, "parties") &&
           (format_has_key(head, len, "dialog") || format_has_key(head, len, "vcon"));
}

static struct value item_at(struct value list, int64_t index)
{
    struct value_walk walk;
    if (index >= 0)
        VALUE_EACH(walk, list)
            if (index-- == 0)
                return walk.item;
    return (struct value){0};
}

static struct value party_at(struct value vcon, int64_t index)
{
    return item_at(value_get(vcon, "parties"), index);
}

static const char *role_of_party(struct value party)
{
    const char *role = talk_role(value_text(party, "role"));
    return role ? role : talk_role(value_text(value_get(party, "meta"), "role"));
}

static const char *id_of_party(struct talks *talks, struct value party)
{
    static const char *const keys[] = {"id", "uuid", "tel", "mailto", "sip", "did", "name"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *id = talks_id(talks, value_get(party, keys[i]));
        if (*id)
            return id;
    }
    return "";
}

static bool has_role(struct value party, const char *role)
{
    const char *its = role_of_party(party);
    return its && strcmp(its, role) == 0;
}

/* One leg while it is read: who takes part in it, and when it began. */
struct leg {
    struct talk *talk;
    struct value vcon, parties; /* numbers of the leg's parties */
    int64_t start;
};

/* The first party of the leg with the role, else of the whole. */
static struct value party_of_role(const struct leg *leg, const char *role)
{
    struct value_walk walk;
    VALUE_EACH(walk, leg->parties)
        if (has_role(party_at(leg->vcon, value_integer(walk.item, -1)), role))
            return party_at(leg->vcon, value_integer(walk.item, -1));
    VALUE_EACH(walk, value_get(leg->vcon, "parties"))
        if (has_role(walk.item, role))
            return walk.item;
    return (struct value){0};
}

static void say_party(const struct leg *leg, struct value party, int64_t at, const char *text)
{
    talk_say(leg->talk, role_of_party(party), at, id_of_party(leg->talk->talks, party), value_text(party, "name"),
             text);
}

/* "Agent", "agent 1", a party's name or id. */
static struct value party_of_label(const struct leg *leg, const char *label)
{
    struct value_walk walk;
    char word[32];
    VALUE_EACH(walk, value_get(leg->vcon, "parties"))
        if (strcasecmp(label, value_text(walk.item, "name")) == 0 ||
            strcmp(label, id_of_party(leg->talk->talks, walk.item)) == 0)
            return walk.item;
    snprintf(word, sizeof word, "%.*s", (int)strcspn(label, " _-:0123456789"), label);
    const char *role = talk_role(word);
    return role ? party_of_role(leg, role) : (struct value){0};
}

static void say_label(const struct leg *leg, const char *label, int64_t at, const char *text)
{
    struct value party = *label ? party_of_label(leg, label) : (struct value){0};
    if (value_is(party))
        say_party(leg, party, at, text);
    else
        talk_say(leg->talk, talk_role(label), at, label, label, text);
}

static const char *first_text(struct value object, const char *const *keys)
{
    for (; *keys; keys++)
        if (*value_text(object, *keys))
            return value_text(object, *keys);
    return "";
}

/* Seconds from the beginning of the leg, or a time; without either only the first item has one. */
static int64_t item_time(const struct leg *leg, struct value item, bool first)
{
    static const char *const keys[] = {"start", "start_time", "begin", "offset", "timestamp", "time", "at"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct value found = value_get(item, keys[i]);
        if (value_is_text(found) && talk_time(found) != TALK_NO_TIME)
            return talk_time(found);
        double seconds = value_number(found, -1);
        if (seconds >= 0 && seconds < 1e8 && leg->start != TALK_NO_TIME)
            return leg->start + (int64_t)(seconds * 1000 + 0.5);
        if (seconds >= 1e8)
            return talk_time(found);
    }
    return first ? leg->start : TALK_NO_TIME;
}

static void say_list(const struct leg *leg, struct value list)
{
    static const char *const texts[] = {"message", "text", "transcript", "content", "body", "sentence", NULL};
    static const char *const speakers[] = {"speaker", "speaker_label", "role", "name", "channel", "speaker_id"};
    struct value_walk walk;
    bool first = true;
    VALUE_EACH(walk, list) {
        struct value item = walk.item, speaker = {0};
        const char *text = value_is_text(item) ? value_string(item) : first_text(item, texts);
        int64_t at = item_time(leg, item, first), party = value_integer(value_get(item, "party"), -1);
        for (size_t i = 0; i < sizeof speakers / sizeof *speakers && !value_is(speaker); i++)
            speaker = value_get(item, speakers[i]);
        if (party < 0 && role_of_party(party_at(leg->vcon, value_integer(speaker, -1))))
            party = value_integer(speaker, -1); /* a number is that of a party, if there is one and its role is known */
        if (party >= 0)
            say_party(leg, party_at(leg->vcon, party), at, text);
        else
            say_label(leg, talks_id(leg->talk->talks, speaker), at, text);
        first = false;
    }
}

/* "Agent: hello", where what stands before the colon is known as somebody; the length with the colon, or 0. */
static size_t label_len(const struct leg *leg, const char *line, char label[64])
{
    size_t colon = strcspn(line, ":\n");
    if (line[colon] != ':' || colon == 0 || colon >= 64)
        return 0;
    memcpy(label, line, colon);
    label[colon] = '\0';
    bool speaker = strncasecmp(label, "speaker", 7) == 0;
    return speaker || talk_role(label) || value_is(party_of_label(leg, label)) ? colon + 1 : 0;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* Longer ones are no first names, and to look for them would take time without limit. */
enum { FIRST_NAME_MAX = 64 };

/* The first name of the party as a word of the text at or behind `from`; NULL if it is not there. */
static const char *first_name_in(const char *text, const char *from, struct value party)
{
    const char *name = value_text(party, "name");
    size_t len = strcspn(name, " ");
    if (len > FIRST_NAME_MAX)
        return NULL;
    for (; len > 1 && *from; from++)
        if (*from == *name && strncmp(from, name, len) == 0 && (from == text || !is_letter(from[-1])) && !is_letter(from[len]))
            return from;
    return NULL;
}

/* "My name is Ann" right before the name. */
static bool is_introduced(const char *text, const char *name)
{
    static const char *const openings[] = {"name is ", "this is ", "i am ", "i'm ", "name's ", "שמי ", "מדבר ", "מדברת ", "כאן ", "اسم من "};
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        size_t len = strlen(openings[i]);
        if ((size_t)(name - text) >= len && strncasecmp(name - len, openings[i], len) == 0)
            return true;
    }
    return false;
}

/* Who says a paragraph, by the names in it: who tells that name, or who calls the other one by it. Above 0: the agent. */
static int weigh(const char *text, struct value agent, struct value customer)
{
    int weight = 0;
    for (const char *at = text; (at = first_name_in(text, at, agent)); at++)
        weight += is_introduced(text, at) ? 2 : -1;
    for (const char *at = text; (at = first_name_in(text, at, customer)); at++)
        weight += is_introduced(text, at) ? -2 : 1;
    return weight;
}

/* Whether the agent says a paragraph of a text without speakers: by its names, else both speak in turn. */
static bool agent_says(const char *line, const char *next, struct value agent, struct value customer, const bool *before)
{
    int weight = weigh(line, agent, customer);
    if (weight != 0)
        return weight > 0;
    return before ? !*before : weigh(next, agent, customer) <= 0; /* who picks up is the agent, if nothing speaks against it */
}

static const char *line_copy(const struct leg *leg, const char *text)
{
    return arena_copy(&leg->talk->talks->arena, text, strcspn(text, "\r\n"));
}

static const char *line_next(const char *text)
{
    text += strcspn(text, "\r\n");
    return text + strspn(text, "\r\n");
}

/* Lines that begin with their speaker; or paragraphs of an agent and a customer. */
static void say_string(const struct leg *leg, const char *text)
{
    struct value agent = party_of_role(leg, "agent"), customer = party_of_role(leg, "customer");
    bool known = value_is(agent) && value_is(customer), turn = false, first = true;
    char label[64] = "";
    for (text += strspn(text, "\r\n"); *text; text = line_next(text)) {
        size_t skip = label_len(leg, text, label);
        const char *line = line_copy(leg, text) + skip;
        int64_t at = first ? leg->start : TALK_NO_TIME;
        line += strspn(line, " \t");
        if (skip || *label) {
            say_label(leg, label, at, line);
        } else if (!known) {
            say_party(leg, (struct value){0}, at, line);
        } else {
            turn = agent_says(line, line_copy(leg, line_next(text)), agent, customer, first ? NULL : &turn);
            say_party(leg, turn ? agent : customer, at, line);
        }
        first = false;
    }
}

static struct value list_of(struct value body)
{
    static const char *const keys[] = {"segments",   "utterances", "diarized", "turns",  "messages",
                                       "transcript", "paragraphs", "results",  "entries"};
    if (value_is_list(body))
        return body;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (value_is_list(value_get(body, keys[i])))
            return value_get(body, keys[i]);
    return (struct value){0};
}

static const char *text_of(struct value body)
{
    struct value inner = value_get(body, "transcript");
    if (value_is_text(body))
        return value_string(body);
    return value_is_text(inner)         ? value_string(inner)
           : *value_text(inner, "text") ? value_text(inner, "text")
                                        : value_text(body, "text");
}

/* A body may be JSON in a string. */
static void say_analysis(const struct leg *leg, struct value analysis)
{
    struct value body = value_get(analysis, "body");
    const char *text = text_of(body);
    struct value_document *document = NULL;
    if (value_is_text(body) && (*text == '[' || *text == '{')) {
        document = value_document_new();
        struct value inner = value_parse(document, text, strlen(text));
        body = value_is(inner) ? inner : body;
        text = text_of(body);
    }
    if (value_is(list_of(body)))
        say_list(leg, list_of(body));
    else
        say_string(leg, text);
    value_document_free(document);
}

static bool is_of_dialog(struct value analysis, int64_t number)
{
    struct value which = value_get(analysis, "dialog");
    struct value_walk walk;
    if (!value_is(which))
        return number == 0;
    VALUE_EACH(walk, which)
        if (value_integer(walk.item, -1) == number)
            return true;
    return value_integer(which, -1) == number;
}

/* 0: tells nothing of what was said; the more, the better it tells who said it. */
static int worth(struct value analysis)
{
    static const char *const types[] = {"transcript", "transcription", "diarized", "wtf_transcription", "wtf"};
    struct value body = value_get(analysis, "body");
    bool known = false;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        known |= strcasecmp(value_text(analysis, "type"), types[i]) == 0;
    if (!known)
        return 0;
    if (value_is(list_of(body)))
        return 4;
    const char *text = text_of(body);
    return !*text ? 0 : *text == '[' || *text == '{' ? 3 : 2;
}

static void say_best(const struct leg *leg, int64_t number)
{
    struct value_walk walk;
    struct value best = {0};
    int most = 0;
    VALUE_EACH(walk, value_get(leg->vcon, "analysis"))
        if (is_of_dialog(walk.item, number) && worth(walk.item) > most) {
            best = walk.item;
            most = worth(best);
        }
    if (most)
        say_analysis(leg, best);
}

static void say_text_dialog(const struct leg *leg, struct value dialog)
{
    struct value originator = value_get(dialog, "originator"), first = value_get(dialog, "parties");
    const char *type = *value_text(dialog, "mimetype") ? value_text(dialog, "mimetype")
                                                       : value_text(dialog, "mediatype");
    struct value party = party_at(
        leg->vcon, value_integer(originator, value_integer(value_is_list(first) ? item_at(first, 0) : first, -1)));
    const char *body = value_text(dialog, "body"), *name = value_text(party, "name");
    if (strstr(type, "html"))
        talk_say_html(leg->talk, role_of_party(party), leg->start, id_of_party(leg->talk->talks, party), name, body);
    else
        say_party(leg, party, leg->start, body);
}

static void say_transfer(const struct leg *leg, struct value dialog)
{
    struct talks *talks = leg->talk->talks;
    struct value from = party_at(leg->vcon, value_integer(value_get(dialog, "transferor"), -1));
    struct value to = value_get(dialog, "transfer_target");
    to = party_at(leg->vcon, value_integer(value_is(to) ? to : value_get(dialog, "transfer-target"), -1));
    talk_event(leg->talk, "transfer", leg->start, id_of_party(talks, from), id_of_party(talks, to));
}

/* What is kept from leg to leg. */
struct legs {
    const char *agent; /* of the last answered one */
    int64_t end;
    bool transfers; /* are told as such */
};

static bool is_answered(struct value dialog)
{
    const char *said = value_text(value_get(dialog, "meta"), "disposition");
    said = *said ? said : value_text(dialog, "disposition");
    return !*said || strcasecmp(said, "ANSWERED") == 0 || strcasecmp(said, "completed") == 0;
}

/* One agent's leg right behind another's is a handover, though nobody says so; who only let it ring took no part. */
static void follow_leg(const struct leg *leg, struct value dialog, struct legs *legs)
{
    const char *agent = id_of_party(leg->talk->talks, party_of_role(leg, "agent"));
    double duration = value_number(value_get(dialog, "duration"), 0);
    if (!is_answered(dialog) || !*agent || leg->start == TALK_NO_TIME)
        return;
    if (legs->agent && strcmp(legs->agent, agent) != 0 && !legs->transfers && leg->start - legs->end <= HANDOVER_GAP_MS)
        talk_event(leg->talk, "transfer", leg->start, legs->agent, agent);
    legs->agent = agent;
    legs->end = leg->start + (duration > 0 && duration < 1e7 ? (int64_t)(duration * 1000) : 0);
}

static void say_dialog(struct leg *leg, struct value dialog, int64_t number, struct legs *legs)
{
    const char *type = value_text(dialog, "type");
    leg->parties = value_get(dialog, "parties");
    leg->start = talk_time(value_get(dialog, "start"));
    leg->talk->offset = talk_offset(value_text(dialog, "start"));
    if (strcmp(type, "transfer") == 0) {
        say_transfer(leg, dialog);
    } else if (strcmp(type, "text") == 0) {
        say_text_dialog(leg, dialog);
    } else if (is_answered(dialog)) {
        follow_leg(leg, dialog, legs);
        say_best(leg, number);
    }
}

static bool has_type(struct value vcon, const char *type)
{
    struct value_walk walk;
    VALUE_EACH(walk, value_get(vcon, "dialog"))
        if (strcmp(value_text(walk.item, "type"), type) == 0)
            return true;
    return false;
}

static void read_one(struct value root, struct talks *talks)
{
    struct value vcon = value_is_object(value_get(root, "vcon")) ? value_get(root, "vcon") : root;
    struct value_walk walk;
    struct talk talk;
    struct leg leg = {.talk = &talk, .vcon = vcon, .start = talk_time(value_get(vcon, "created_at"))};
    struct legs legs = {.transfers = has_type(vcon, "transfer")};
    int64_t number = 0;
    talk_begin(&talk, talks, value_text(vcon, "uuid"), has_type(vcon, "text") ? "chat" : "phone");
    VALUE_EACH(walk, value_get(vcon, "parties"))
        if (!talk.customer_id && has_role(walk.item, "customer"))
            talk_customer(&talk, id_of_party(talks, walk.item), value_text(walk.item, "name"));
    VALUE_EACH(walk, value_get(vcon, "dialog"))
        say_dialog(&leg, walk.item, number++, &legs);
    if (number == 0)
        say_best(&leg, 0);
    talk_end(&talk);
}

static void read_vcon(const char *text, size_t len, struct talks *talks)
{
    format_each_json(text, len, talks, read_one);
}

const struct format format_vcon = {
    .name = "vcon", .title = "vCon (IETF): calls and chats", .recognise = recognise, .read = read_vcon};
