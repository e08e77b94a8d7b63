#include "core/command/explain_text.h"

#include <string.h>

#include "core/output/output.h"
#include "core/text/visible.h"

enum { PLACES_SHOWN = 4, NONE = -1 };

static const char *text_of(json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

static json_int_t number_of(json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

static void add_visible(struct bytes *out, const char *text)
{
    visible_add_isolated(out, text, strlen(text), false);
}

/* The words of a message that a cue or amount names. */
static void add_words(struct bytes *out, json_t *message, json_t *place)
{
    const char *text = text_of(message, "text");
    size_t start = (size_t)number_of(place, "start"), end = (size_t)number_of(place, "end"), len = strlen(text);
    bytes_add_text(out, "\u00ab");
    if (start < end && end <= len)
        visible_add_isolated(out, text + start, end - start, false);
    bytes_add_text(out, "\u00bb");
}

static void add_cues(struct bytes *out, json_t *message, const char *key, const char *heading)
{
    size_t index;
    json_t *cue;
    json_array_foreach(json_object_get(message, key), index, cue) {
        bytes_addf(out, "%s%s ", index ? ", " : heading, text_of(cue, "cue"));
        add_words(out, message, cue);
    }
    if (index > 0)
        bytes_add_char(out, '\n');
}

static void add_amounts(struct bytes *out, json_t *message)
{
    size_t index;
    json_t *amount;
    json_array_foreach(json_object_get(message, "amounts"), index, amount) {
        const char *currency = text_of(amount, "currency"), *period = text_of(amount, "period");
        const char *vat = text_of(amount, "vat");
        bytes_add_text(out, "       amount ");
        add_words(out, message, amount);
        bytes_addf(out, " = %s %s, period %s, VAT %s, item ", text_of(amount, "value"),
                   *currency ? currency : "of no stated currency", *period ? period : "not stated",
                   *vat ? vat : "not stated");
        add_visible(out, json_object_get(amount, "item") ? text_of(amount, "item") : "not told by the words");
        bytes_add_char(out, '\n');
    }
}

static bool has_time(json_t *message)
{
    return json_is_integer(json_object_get(message, "at_ms"));
}

/* "+40 s", from one message to another; nothing where a time is not known. */
static void add_distance(struct bytes *out, json_t *from, json_t *to)
{
    if (from && to && has_time(from) && has_time(to))
        bytes_addf(out, "%+lld s", (long long)(number_of(to, "at_ms") - number_of(from, "at_ms")) / 1000);
}

static void add_message(struct bytes *out, json_t *message, json_t *before)
{
    const char *name = text_of(message, "name"), *from = text_of(message, "from");
    bytes_addf(out, "%4lld  ", (long long)number_of(message, "index"));
    size_t start = out->len;
    add_distance(out, before, message);
    while (out->len - start < 8)
        bytes_add_char(out, ' ');
    bytes_add_text(out, *text_of(message, "event") ? text_of(message, "event") : text_of(message, "role"));
    if (*name || *from) {
        bytes_add_char(out, ' ');
        add_visible(out, *name ? name : from);
    }
    bytes_add_text(out, ": ");
    add_visible(out, text_of(message, "text"));
    bytes_add_char(out, '\n');
    add_cues(out, message, "cues", "       cues: ");
    add_amounts(out, message);
}

void explain_messages(const struct told *told, struct bytes *out)
{
    size_t index;
    json_t *message, *before = NULL;
    add_visible(out, text_of(told->account, "account"));
    bytes_addf(out, "  %s  ", text_of(told->account, "channel"));
    add_visible(out, text_of(told->account, "source"));
    bytes_add_char(out, '\n');
    json_array_foreach(json_object_get(told->account, "messages"), index, message) {
        add_message(out, message, before);
        before = message;
    }
}

/* How many customer messages stand between two. */
static unsigned customers_between(json_t *messages, json_int_t a, json_int_t b)
{
    unsigned count = 0;
    for (json_int_t i = (a < b ? a : b) + 1; i < (a < b ? b : a); i++)
        count += strcmp(text_of(json_array_get(messages, (size_t)i), "role"), "customer") == 0;
    return count;
}

/* Where a message stands, seen from the one that a finding names. */
static void add_relation(struct bytes *out, json_t *messages, json_int_t at, json_int_t anchor)
{
    if (anchor == NONE)
        return;
    if (at == anchor) {
        bytes_add_text(out, " (in the message itself)");
        return;
    }
    long long distance = (long long)(at < anchor ? anchor - at : at - anchor);
    bytes_addf(out, " (%lld message%s %s", distance, distance == 1 ? "" : "s", at < anchor ? "before" : "later");
    json_t *here = json_array_get(messages, (size_t)at), *there = json_array_get(messages, (size_t)anchor);
    if (has_time(here) && has_time(there))
        bytes_add_text(out, ", ");
    add_distance(out, there, here);
    if (customers_between(messages, at, anchor) > 0)
        bytes_add_text(out, at < anchor ? ", the customer spoke since" : ", after the customer had spoken");
    bytes_add_char(out, ')');
}

/* Where a cue was seen, under `key`; returns how often. */
static size_t add_places(struct bytes *out, json_t *messages, const char *key, const char *cue, json_int_t anchor,
                         const char *heading)
{
    size_t found = 0, i, j;
    json_t *message, *place;
    json_array_foreach(messages, i, message) {
        json_array_foreach(json_object_get(message, key), j, place) {
            if (strcmp(text_of(place, "cue"), cue) != 0 || found++ >= PLACES_SHOWN)
                continue;
            bytes_addf(out, "%smessage %zu ", found == 1 ? heading : "; ", i);
            add_words(out, message, place);
            add_relation(out, messages, (json_int_t)i, anchor);
        }
    }
    if (found > PLACES_SHOWN)
        bytes_addf(out, "; and %zu more", found - PLACES_SHOWN);
    if (found > 0)
        bytes_add_char(out, '\n');
    return found;
}

static const char *const uses[] = {"", "applies where", "wrong if", "right if"};

static void explain_cue(const struct told *told, const char *cue, int32_t use, json_int_t anchor, struct bytes *out)
{
    json_t *messages = json_object_get(told->account, "messages");
    bytes_addf(out, "       %-13s %s: ", uses[use], cue);
    if (add_places(out, messages, "cues", cue, anchor, "") == 0)
        bytes_add_text(out, "not said\n");
    add_places(out, messages, "otherwise", cue, anchor, "                     nearly, but said by the other side: ");
}

static void explain_cues(const struct told *told, const struct setup *setup, const struct host_rule *rule,
                         json_int_t anchor, struct bytes *out)
{
    const struct rapport_plugin *table = setup->host.plugins[rule->plugin].table;
    for (uint32_t i = 0; i < table->rule_cue_count; i++)
        if (table->rule_cues[i].rule == rule->index)
            explain_cue(told, table->cues[table->rule_cues[i].cue], table->rule_cues[i].use, anchor, out);
}

static json_t *verdict_of(const struct told *told, const char *rule)
{
    size_t index;
    json_t *verdict;
    json_array_foreach(told->verdicts, index, verdict)
        if (strcmp(text_of(verdict, "rule"), rule) == 0)
            return verdict;
    return NULL;
}

static void add_finding(struct bytes *out, const struct told *told, json_t *finding)
{
    json_t *messages = json_object_get(told->account, "messages");
    bytes_addf(out, "       at message %lld", (long long)number_of(finding, "message"));
    if (json_object_get(finding, "text")) {
        bytes_add_char(out, ' ');
        add_words(out, json_array_get(messages, (size_t)number_of(finding, "message")), finding);
    } else
        bytes_add_text(out, ", about something that was not said");
    if (json_object_get(finding, "confidence"))
        bytes_addf(out, ", confidence %lld", (long long)number_of(finding, "confidence"));
    json_t *related = json_array_get(json_object_get(finding, "related"), 0);
    if (related) {
        bytes_add_text(out, "; compare ");
        add_visible(out, text_of(related, "conversation"));
        bytes_addf(out, ", message %lld ", (long long)number_of(related, "message"));
        add_visible(out, text_of(related, "text"));
    }
    bytes_add_char(out, '\n');
}

/* The findings of a rule; returns the message of the first, NONE without one. */
static json_int_t add_findings(struct bytes *out, const struct told *told, const char *rule)
{
    json_int_t first = NONE;
    size_t index;
    json_t *finding;
    json_array_foreach(told->findings, index, finding) {
        if (strcmp(text_of(finding, "rule"), rule) != 0)
            continue;
        if (first == NONE)
            first = number_of(finding, "message");
        add_finding(out, told, finding);
    }
    return first;
}

/* By what the rule was kept, where the plugin tells. */
static void add_met(struct bytes *out, const struct told *told, json_t *verdict)
{
    if (!json_object_get(verdict, "message"))
        return;
    bytes_addf(out, "       kept by message %lld ", (long long)number_of(verdict, "message"));
    if (json_object_get(verdict, "start"))
        add_words(out, json_array_get(json_object_get(told->account, "messages"), (size_t)number_of(verdict, "message")), verdict);
    bytes_add_char(out, '\n');
}

static void explain_rule(const struct told *told, const struct setup *setup, const struct host_rule *rule,
                         json_t *verdict, struct bytes *out)
{
    const char *word = !rule->enabled ? "off" : verdict ? text_of(verdict, "verdict") : "not applicable";
    bytes_addf(out, "%s  %s (%s)", word, rule->id, severity_name(rule->severity));
    if (*text_of(verdict, "agent")) {
        bytes_add_text(out, "  agent ");
        add_visible(out, text_of(verdict, "agent"));
    }
    if (*text_of(verdict, "why")) {
        bytes_add_text(out, ": ");
        add_visible(out, text_of(verdict, "why"));
    }
    bytes_add_char(out, '\n');
    json_int_t anchor = add_findings(out, told, rule->id);
    add_met(out, told, verdict);
    bytes_add_text(out, "       looks for: ");
    add_visible(out, texts_of(&setup->texts, rule->id)->looks_for);
    bytes_add_char(out, '\n');
    explain_cues(told, setup, rule, anchor, out);
}

void explain_verdicts(const struct told *told, const struct setup *setup, const char *rule, struct bytes *out)
{
    struct bytes rest = {0};
    for (size_t rank = 0; rank < setup->host.rule_count; rank++) {
        const struct host_rule *each = &setup->host.rules[setup->host.by_rank[rank]];
        json_t *verdict = verdict_of(told, each->id);
        if (rule ? strcmp(rule, each->id) == 0 : verdict != NULL)
            explain_rule(told, setup, each, verdict, out);
        else if (!rule)
            bytes_addf(&rest, "%s%s%s", rest.len ? ", " : "not applicable: ", each->id, each->enabled ? "" : " (off)");
    }
    if (rest.len > 0)
        bytes_addf(out, "%s\n", bytes_text(&rest));
    bytes_release(&rest);
}
