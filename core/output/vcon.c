#include "core/output/vcon.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/output/identity.h"

/* The clock is nobody's business: what has no time is of this one. */
#define NO_TIME "1970-01-01T00:00:00Z"

struct maker {
    json_t *parties, *dialogs;
    const char *first_time;
};

static const char *text_at(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

/* The party of (role, id), added if it is new. Conversations have few. */
static size_t party_of(struct maker *maker, const char *role, const char *id, const char *name)
{
    size_t index;
    json_t *party;
    json_array_foreach(maker->parties, index, party)
        if (strcmp(text_at(party, "role"), role) == 0 && strcmp(text_at(party, "id"), id) == 0)
            return index;
    party = json_pack("{ss}", "role", role);
    if (*id)
        json_object_set_new(party, "id", json_string(id));
    if (*name)
        json_object_set_new(party, "name", json_string(name));
    json_array_append_new(maker->parties, party);
    return json_array_size(maker->parties) - 1;
}

static void add_transfer(struct maker *maker, const json_t *message, const char *start)
{
    size_t from = party_of(maker, "agent", text_at(message, "from"), ""), to = party_of(maker, "agent", text_at(message, "to"), "");
    size_t customer = party_of(maker, "customer", "", "");
    json_array_append_new(maker->dialogs, json_pack("{ss ss sI sI sI}", "type", "transfer", "start", start, "transferee", (json_int_t)customer,
                                                    "transferor", (json_int_t)from, "transfer_target", (json_int_t)to));
}

static void add_message(struct maker *maker, const json_t *message)
{
    const char *role = text_at(message, "role"), *at = text_at(message, "at"), *text = text_at(message, "text");
    const char *start = *at ? at : NO_TIME;
    if (*at && !maker->first_time)
        maker->first_time = at;
    if (strcmp(text_at(message, "event"), "transfer") == 0)
        add_transfer(maker, message, start);
    if (strcmp(role, "system") == 0 || !*text)
        return;
    json_int_t party = (json_int_t)party_of(maker, role, text_at(message, "from"), text_at(message, "name"));
    json_array_append_new(maker->dialogs,
                          json_pack("{ss ss s[I] sI ss ss ss}", "type", "text", "start", start, "parties", party, "originator", party,
                                    "mediatype", "text/plain", "encoding", "none", "body", text));
}

/* A UUID of version 8 made of the id, so that it is the same in every run. */
static void uuid_of(const char *id, char out[37])
{
    struct identity identity;
    char digits[IDENTITY_DIGITS + 1];
    identity_init(&identity);
    identity_add(&identity, id, strlen(id));
    identity_write(&identity, digits);
    snprintf(out, 37, "%.8s-%.4s-8%.3s-a%.3s-%.12s", digits, digits + 8, digits + 13, digits + 17, digits + 20);
}

int vcon_add(struct bytes *out, const char *line, size_t len)
{
    json_t *conversation = json_loadb(line, len, 0, NULL), *message;
    struct maker maker = {.parties = json_array(), .dialogs = json_array()};
    const char *id = text_at(conversation, "id");
    json_t *messages = json_object_get(conversation, "messages"), *customer = json_object_get(conversation, "customer");
    bool good = *id && json_is_array(messages);
    size_t index;
    char uuid[37];
    if (good && customer)
        party_of(&maker, "customer", "", text_at(customer, "name"));
    json_array_foreach(messages, index, message)
        add_message(&maker, message);
    uuid_of(id, uuid);
    json_t *vcon = json_pack("{ss ss ss ss sO sO s[] s[]}", "vcon", "0.3.0", "uuid", uuid, "created_at", maker.first_time ? maker.first_time : NO_TIME,
                             "subject", id, "parties", maker.parties, "dialog", maker.dialogs, "analysis", "attachments");
    char *text = good && vcon ? json_dumps(vcon, JSON_COMPACT) : NULL;
    if (text) {
        bytes_add_text(out, text);
        bytes_add_char(out, '\n');
    }
    free(text);
    json_decref(vcon);
    json_decref(maker.parties);
    json_decref(maker.dialogs);
    json_decref(conversation);
    return text ? 0 : -1;
}
