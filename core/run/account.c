#include "core/run/account.h"

#include <inttypes.h>
#include <string.h>

#include "core/text/day.h"
#include "core/text/json_write.h"

static const char *const roles[] = {"customer", "agent", "bot", "system"};
static const char *const events[] = {NULL,     "transfer", "joined", "left",     "hold",
                                     "resume", "callback", "closed", "language", "other"};
static const char *const periods[] = {NULL, "once", "night", "day", "week", "month", "year"};
static const char *const vats[] = {NULL, "with", "without"};

static void add_text(struct bytes *out, const char *key, struct rapport_text text)
{
    if (text.len == 0)
        return;
    bytes_addf(out, ",\"%s\":", key);
    json_text(out, text);
}

static void add_word(struct bytes *out, const char *key, const char *word)
{
    if (word)
        bytes_addf(out, ",\"%s\":\"%s\"", key, word);
}

static bool is_seen(const struct rapport_message *message, const struct rapport_hit *hit)
{
    for (uint32_t i = 0; i < message->hit_count; i++)
        if (message->hits[i].cue == hit->cue && message->hits[i].begin < hit->end && hit->begin < message->hits[i].end)
            return true;
    return false;
}

/* The hits of `message` that `known` does not have. */
static void add_hits(struct bytes *out, const char *key, const struct ruleset *ruleset,
                     const struct rapport_message *message, const struct rapport_message *known)
{
    size_t before = out->len;
    bytes_addf(out, ",\"%s\":[", key);
    size_t first = out->len;
    for (uint32_t i = 0; i < message->hit_count; i++) {
        const struct rapport_hit *hit = &message->hits[i];
        if (known && is_seen(known, hit))
            continue;
        bytes_add_text(out, out->len > first ? ",{\"cue\":" : "{\"cue\":");
        json_text_z(out, ruleset->cues[hit->cue].name);
        bytes_addf(out, ",\"start\":%" PRIu32 ",\"end\":%" PRIu32 "}", hit->begin, hit->end);
    }
    if (out->len == first)
        out->len = before;
    else
        bytes_add_char(out, ']');
}

static void add_amount(struct bytes *out, const struct rapport_amount *amount)
{
    int64_t value = amount->value, scale = RAPPORT_AMOUNT_SCALE;
    bytes_addf(out, "{\"start\":%" PRIu32 ",\"end\":%" PRIu32 ",\"value\":\"%s%" PRId64 ".%04" PRId64 "\"", amount->begin,
               amount->end, value < 0 ? "-" : "", (value < 0 ? -value : value) / scale,
               (value < 0 ? -value : value) % scale);
    /* 99.9000 is 99.90, 120.0000 is 120 */
    size_t len = out->len - 1;
    while (out->ptr[len - 1] == '0' && out->ptr[len - 3] != '.')
        len--;
    if (memcmp(out->ptr + len - 3, ".00", 3) == 0)
        len -= 3;
    out->len = len;
    bytes_add_char(out, '"');
    if (amount->currency[0])
        bytes_addf(out, ",\"currency\":\"%.3s\"", amount->currency);
    add_word(out, "period", periods[amount->period]);
    add_word(out, "vat", vats[amount->vat]);
    add_text(out, "item", amount->item);
    bytes_add_char(out, '}');
}

static void add_amounts(struct bytes *out, const struct rapport_message *message)
{
    if (message->amount_count == 0)
        return;
    bytes_add_text(out, ",\"amounts\":[");
    for (uint32_t i = 0; i < message->amount_count; i++) {
        bytes_add_text(out, i ? "," : "");
        add_amount(out, &message->amounts[i]);
    }
    bytes_add_char(out, ']');
}

static void add_message(struct bytes *out, struct analyser *analyser, const struct ruleset *ruleset,
                        const struct rapport_conversation *conversation, const struct rapport_message *message)
{
    bytes_addf(out, "{\"index\":%" PRIu32, message->index);
    add_word(out, "role", roles[message->role]);
    if (message->speaker != RAPPORT_NONE) {
        add_text(out, "from", conversation->speakers[message->speaker].id);
        add_text(out, "name", conversation->speakers[message->speaker].name);
    }
    if (message->at_ms != RAPPORT_TIME_UNKNOWN)
        bytes_addf(out, ",\"at_ms\":%" PRId64, message->at_ms);
    add_word(out, "event", events[message->event]);
    add_text(out, "lang", message->lang);
    add_text(out, "text", message->text);
    add_hits(out, "cues", ruleset, message, NULL);
    if ((message->role == RAPPORT_CUSTOMER || message->role == RAPPORT_AGENT) && message->text.len > 0) {
        struct arena arena = {0};
        struct rapport_message other;
        int32_t role = message->role == RAPPORT_AGENT ? RAPPORT_CUSTOMER : RAPPORT_AGENT;
        analyse_as(analyser, conversation, message, role, &arena, &other);
        add_hits(out, "otherwise", ruleset, &other, message);
        arena_release(&arena);
    }
    add_amounts(out, message);
    bytes_add_char(out, '}');
}

static void add_source(struct bytes *out, const char *source, uint64_t line)
{
    bytes_add_text(out, ",\"source\":");
    json_text_z(out, source);
    out->len--; /* the line goes inside the string */
    bytes_addf(out, ":%" PRIu64 "\",\"messages\":[", line);
}

void account_write(struct bytes *out, struct analyser *analyser, const struct ruleset *ruleset,
                   const struct rapport_conversation *conversation, const char *source, uint64_t line)
{
    bytes_add_text(out, "{\"account\":");
    json_text(out, conversation->id);
    add_text(out, "channel", conversation->channel);
    add_text(out, "lang", conversation->lang);
    add_text(out, "queue", conversation->queue);
    add_source(out, source, line);
    for (uint32_t i = 0; i < conversation->message_count; i++) {
        bytes_add_text(out, i ? "," : "");
        add_message(out, analyser, ruleset, conversation, conversation->messages[i]);
    }
    bytes_add_text(out, "]}\n");
}

/* The day of the first time there is, by the clock of where it was written. */
static void add_day(struct bytes *out, const struct rapport_conversation *conversation)
{
    int64_t at = conversation->started_ms;
    int32_t offset = 0;
    for (uint32_t i = 0; i < conversation->message_count; i++) {
        const struct rapport_message *message = conversation->messages[i];
        if (message->at_ms == RAPPORT_TIME_UNKNOWN)
            continue;
        at = at == RAPPORT_TIME_UNKNOWN ? message->at_ms : at;
        offset = message->at_offset;
        break;
    }
    if (at == RAPPORT_TIME_UNKNOWN)
        return;
    char day[16];
    day_write(day_of_ms(at + (int64_t)offset * 60000), day);
    bytes_addf(out, ",\"day\":\"%s\"", day);
}

/* As it was said to be, or else the language of the first message that has one. */
static struct rapport_text lang_of(const struct rapport_conversation *conversation)
{
    for (uint32_t i = 0; i < conversation->message_count && conversation->lang.len == 0; i++)
        if (conversation->messages[i]->lang.len > 0)
            return conversation->messages[i]->lang;
    return conversation->lang;
}

/* Of those whose id is not all that is known. */
static void add_agents(struct bytes *out, const struct rapport_conversation *conversation)
{
    bool any = false;
    for (uint32_t i = 0; i < conversation->speaker_count; i++) {
        const struct rapport_speaker *speaker = &conversation->speakers[i];
        if (speaker->role != RAPPORT_AGENT || speaker->id.len == 0 || speaker->name.len == 0)
            continue;
        bytes_add_text(out, any ? "," : ",\"agents\":{");
        json_text(out, speaker->id);
        bytes_add_char(out, ':');
        json_text(out, speaker->name);
        any = true;
    }
    bytes_add_text(out, any ? "}" : "");
}

static void write_head(struct bytes *out, const struct rapport_conversation *conversation, const char *source, uint64_t line)
{
    bytes_add_text(out, "{\"account\":");
    json_text(out, conversation->id);
    add_text(out, "channel", conversation->channel);
    add_text(out, "lang", lang_of(conversation));
    add_text(out, "queue", conversation->queue);
    add_day(out, conversation);
    add_agents(out, conversation);
    add_source(out, source, line);
}

void account_write_short(struct bytes *out, const struct rapport_conversation *conversation, const char *source, uint64_t line)
{
    write_head(out, conversation, source, line);
    for (uint32_t i = 0; i < conversation->message_count; i++) {
        bytes_addf(out, "%s{\"index\":%" PRIu32, i ? "," : "", i);
        add_amounts(out, conversation->messages[i]);
        bytes_add_char(out, '}');
    }
    bytes_add_text(out, "]}\n");
}

static bool continues(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

/* The part of a text that is shown: all of it, or so much around `from`. */
static struct rapport_text part_of(struct rapport_text text, uint32_t from, uint64_t *ret_cut)
{
    enum { WHOLE = 400, BEFORE = 120 };
    uint64_t begin = 0, end = text.len;
    if (text.len > WHOLE) {
        begin = from > BEFORE ? from - BEFORE : 0;
        end = text.len - begin > WHOLE ? begin + WHOLE : text.len;
        while (begin > 0 && continues(text.ptr[begin]))
            begin--;
        while (end < text.len && continues(text.ptr[end]))
            end++;
    }
    *ret_cut = begin;
    return (struct rapport_text){text.ptr + begin, end - begin};
}

static void add_shown(struct bytes *out, const struct rapport_conversation *conversation,
                      const struct rapport_message *message, uint32_t from)
{
    uint64_t cut;
    bytes_addf(out, "{\"index\":%" PRIu32, message->index);
    add_word(out, "role", roles[message->role]);
    if (message->speaker != RAPPORT_NONE)
        add_text(out, "name", conversation->speakers[message->speaker].name);
    add_text(out, "text", part_of(message->text, from, &cut));
    if (cut > 0)
        bytes_addf(out, ",\"cut\":%" PRIu64, cut);
    bytes_add_char(out, '}');
}

void account_write_kept(struct bytes *out, const struct rapport_conversation *conversation, const char *source, uint64_t line,
                        const uint32_t *from)
{
    bool any = false;
    write_head(out, conversation, source, line);
    for (uint32_t i = 0; i < conversation->message_count; i++) {
        if (from[i] == RAPPORT_NONE)
            continue;
        bytes_add_text(out, any ? "," : "");
        add_shown(out, conversation, conversation->messages[i], from[i]);
        any = true;
    }
    bytes_add_text(out, "]}\n");
}
