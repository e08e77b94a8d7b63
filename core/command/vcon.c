#include "core/command/vcon.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/arena.h"
#include "core/text/json_write.h"

struct party {
    const char *role, *id, *name; /* of the conversation */
};

struct parties {
    struct party *list;
    size_t count, cap;
};

static uint64_t hash(const char *text, uint64_t seed)
{
    for (; *text; text++)
        seed = (seed ^ (unsigned char)*text) * 1099511628211u;
    return seed ^ seed >> 29;
}

/* A UUID of version 8: made of the id alone, so that the same conversation always has the same. */
static void uuid_write(struct bytes *out, const char *id)
{
    uint64_t a = hash(id, 14695981039346656037u), b = hash(id, a * 31 + 7);
    bytes_addf(out, "\"%08x-%04x-8%03x-%04x-%012llx\"", (unsigned)(a >> 32), (unsigned)(a >> 16 & 0xffff),
               (unsigned)(a & 0xfff), (unsigned)(0x8000 | (b >> 48 & 0x3fff)),
               (unsigned long long)(b & 0xffffffffffff));
}

#define PARTIES_LOOKED 1000 /* a conversation of more speakers repeats some of them */

static size_t party_of(struct parties *parties, const char *role, const char *id, const char *name)
{
    size_t from = parties->count > PARTIES_LOOKED ? parties->count - PARTIES_LOOKED : 0;
    for (size_t i = from; i < parties->count; i++)
        if (strcmp(parties->list[i].role, role) == 0 && strcmp(parties->list[i].id, id) == 0) {
            parties->list[i].name = *parties->list[i].name ? parties->list[i].name : name;
            return i;
        }
    if (parties->count == parties->cap) {
        parties->cap = parties->cap ? parties->cap * 2 : 8;
        parties->list = must_realloc(parties->list, parties->cap * sizeof *parties->list);
    }
    parties->list[parties->count] = (struct party){role, id, name};
    return parties->count++;
}

static void field(struct bytes *out, const char *key, const char *text)
{
    if (!*text)
        return;
    bytes_addf(out, ",\"%s\":", key);
    json_text_z(out, text);
}

static void start_write(struct bytes *out, struct value message, const char *last)
{
    field(out, "start", *value_text(message, "at") ? value_text(message, "at") : last);
}

static void dialog_write(struct bytes *out, struct parties *parties, struct value message, const char *last)
{
    const char *role = value_text(message, "role"), *from = value_text(message, "from");
    bool transfer = strcmp(value_text(message, "event"), "transfer") == 0;
    if (!*value_text(message, "text") && !transfer)
        return;
    if (out->ptr[out->len - 1] != '[')
        bytes_add_char(out, ',');
    if (transfer) {
        size_t to = party_of(parties, "agent", value_text(message, "to"), ""),
               who = party_of(parties, "agent", from, "");
        bytes_addf(out, "{\"type\":\"transfer\",\"transferor\":%zu,\"transfer_target\":%zu", who, to);
        start_write(out, message, last);
    } else {
        size_t who = party_of(parties, role, from, value_text(message, "name"));
        bytes_addf(out, "{\"type\":\"text\",\"parties\":[%zu],\"originator\":%zu", who, who);
        start_write(out, message, last);
        bytes_add_text(out, ",\"mediatype\":\"text/plain\",\"encoding\":\"none\"");
        field(out, "body", value_text(message, "text"));
    }
    bytes_add_char(out, '}');
}

static void parties_write(struct bytes *out, const struct parties *parties)
{
    bytes_add_text(out, ",\"parties\":[");
    for (size_t i = 0; i < parties->count; i++) {
        bytes_add_text(out, i ? ",{\"role\":" : "{\"role\":");
        json_text_z(out, parties->list[i].role);
        field(out, "uuid", parties->list[i].id);
        field(out, "name", parties->list[i].name);
        bytes_add_char(out, '}');
    }
    bytes_add_char(out, ']');
}

void vcon_write(struct bytes *out, struct value conversation)
{
    static const char unknown[] = "1970-01-01T00:00:00Z";
    struct value customer = value_get(conversation, "customer");
    struct parties parties = {0};
    struct value_walk walk;
    struct bytes dialog = {0};
    const char *last = value_text(conversation, "started"), *created = last;
    bytes_add_char(&dialog, '[');
    if (*value_text(customer, "id"))
        party_of(&parties, "customer", value_text(customer, "id"), value_text(customer, "name"));
    VALUE_EACH(walk, value_get(conversation, "messages")) {
        last = *value_text(walk.item, "at") ? value_text(walk.item, "at") : last;
        created = *created ? created : last;
        dialog_write(&dialog, &parties, walk.item, *last ? last : unknown);
    }
    bytes_add_text(out, "{\"vcon\":\"0.3.0\",\"uuid\":");
    uuid_write(out, value_text(conversation, "id"));
    field(out, "created_at", *created ? created : unknown);
    field(out, "subject", value_text(conversation, "id"));
    parties_write(out, &parties);
    bytes_add_text(out, ",\"dialog\":");
    bytes_add(out, dialog.ptr, dialog.len);
    bytes_add_text(out, "],\"analysis\":[],\"attachments\":[]}\n");
    bytes_release(&dialog);
    free(parties.list);
}
