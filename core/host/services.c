/* The services of plugin.h, as plugins call them. Each checks its arguments: plugins are strangers. */
#include <string.h>

#include "core/host/judge.h"
#include "core/host/loader.h"
#include "core/text/utf8.h"

enum { SCRATCH_MAX = 16 << 20, KEY_MAX = 1024, VALUE_MAX = 65536, FINDINGS_MAX = 100000, FACTS_MAX = 100000 };

static struct seat *seat_of(const struct rapport_host *host)
{
    return host->ctx;
}

int32_t seat_refuse(struct seat *seat, const char *reason)
{
    if (!seat->misused) {
        bytes_clear(&seat->error);
        bytes_add_text(&seat->error, reason);
    }
    seat->misused = true;
    return RAPPORT_REFUSED;
}

static bool is_span(const struct rapport_message *message, uint32_t begin, uint32_t end)
{
    if (begin == RAPPORT_NONE && end == RAPPORT_NONE)
        return true;
    return begin < end && end <= message->text.len &&
           utf8_is_border(message->text.ptr, message->text.len, begin) &&
           utf8_is_border(message->text.ptr, message->text.len, end);
}

/* The message's own agent, else the nearest agent before it. */
static uint32_t agent_at(const struct rapport_conversation *conversation, uint32_t message)
{
    for (uint32_t i = message + 1; i-- > 0;)
        if (conversation->messages[i]->role == RAPPORT_AGENT)
            return conversation->messages[i]->speaker;
    return RAPPORT_NONE;
}

static const struct host_rule *rule_of(const struct seat *seat, uint32_t rule)
{
    const struct host_plugin *plugin = &seat->judge->host->plugins[seat->plugin];
    return rule < plugin->table->rule_count ? &seat->judge->host->rules[plugin->first_rule + rule] : NULL;
}

static uint32_t rule_index(const struct seat *seat, const struct host_rule *rule)
{
    return (uint32_t)(rule - seat->judge->host->rules);
}

static struct finding finding_of(const struct seat *seat, const struct host_rule *rule,
                                 const struct rapport_finding *theirs)
{
    bool default_severity = theirs->severity == RAPPORT_SEVERITY_DEFAULT || rule->severity_set;
    return (struct finding){
        .rule = rule_index(seat, rule),
        .severity = default_severity ? rule->severity : theirs->severity,
        .message = theirs->message,
        .begin = theirs->begin,
        .end = theirs->end,
        .speaker = theirs->speaker,
        .confidence = theirs->confidence ? theirs->confidence : 100,
        .related = theirs->related,
    };
}

static int32_t emit_in_group(struct seat *seat, const struct host_rule *rule, const struct rapport_finding *theirs)
{
    struct judge *judge = seat->judge;
    uint32_t count = judge->group->fact_count;
    if (theirs->fact >= count || (theirs->related_fact != RAPPORT_NONE && theirs->related_fact >= count))
        return seat_refuse(seat, "emit names a fact that the group does not have");
    judge->results = judge_grown(judge->results, judge->result_count, &judge->result_cap, sizeof *judge->results);
    judge->results[judge->result_count++] = (struct group_result){
        .finding = finding_of(seat, rule, theirs),
        .is_finding = true,
        .verdict = VERDICT_FAIL,
        .fact = theirs->fact,
        .related_fact = theirs->related_fact,
    };
    return RAPPORT_OK;
}

static bool listens_for(const struct host_plugin *plugin, uint32_t rule, uint32_t cue, bool *ret_tells)
{
    for (uint32_t i = 0; i < plugin->table->rule_cue_count; i++) {
        const struct rapport_rule_cue *use = &plugin->table->rule_cues[i];
        *ret_tells |= use->rule == rule;
        if (use->rule == rule && plugin->cues[use->cue] == cue)
            return true;
    }
    return false;
}

/*
 * A finding is no surer than the words it points at: the surest hit with just its span, of the cues
 * that its rule listens for (of all, where the plugin does not tell). Without weak hits, nothing to do.
 */
static uint32_t confidence_of(const struct seat *seat, const struct rapport_message *message,
                              const struct rapport_finding *theirs, uint32_t confidence)
{
    const struct host_plugin *plugin = &seat->judge->host->plugins[seat->plugin];
    uint32_t sure = 0;
    for (uint32_t i = 0; message->hit_confidence && i < message->hit_count; i++) {
        const struct rapport_hit *hit = &message->hits[i];
        bool tells = false;
        if (hit->begin != theirs->begin || hit->end != theirs->end || message->hit_confidence[i] <= sure)
            continue;
        if (listens_for(plugin, theirs->rule, hit->cue, &tells) || !tells)
            sure = message->hit_confidence[i];
    }
    return sure > 0 && sure < confidence ? sure : confidence;
}

static int32_t service_emit(const struct rapport_host *host, const struct rapport_finding *theirs)
{
    struct seat *seat = seat_of(host);
    struct judge *judge = seat->judge;
    const struct host_rule *rule = seat->active ? rule_of(seat, theirs->rule) : NULL;
    if (!rule)
        return seat_refuse(seat, seat->active ? "emit names a rule that the plugin does not have"
                                         : "emit was called outside a callback");
    if (theirs->size < sizeof *theirs || theirs->severity < RAPPORT_SEVERITY_DEFAULT ||
        theirs->severity > RAPPORT_CRITICAL || theirs->confidence > 100)
        return seat_refuse(seat, "emit got a finding with a bad size, severity or confidence");
    if (judge->group)
        return rule->enabled ? emit_in_group(seat, rule, theirs) : RAPPORT_OK;
    const struct rapport_conversation *conversation = judge->conversation;
    if (theirs->message >= conversation->message_count ||
        (theirs->related != RAPPORT_NONE && theirs->related >= conversation->message_count))
        return seat_refuse(seat, "emit names a message that the conversation does not have");
    if (!is_span(conversation->messages[theirs->message], theirs->begin, theirs->end))
        return seat_refuse(seat, "emit got a span outside the message or inside a character");
    if (theirs->speaker != RAPPORT_NONE && theirs->speaker >= conversation->speaker_count)
        return seat_refuse(seat, "emit names a speaker that the conversation does not have");
    if (judge->finding_count >= FINDINGS_MAX)
        return seat_refuse(seat, "more than 100000 findings in one conversation");
    if (!rule->enabled)
        return RAPPORT_OK;
    judge->findings =
        judge_grown(judge->findings, judge->finding_count, &judge->finding_cap, sizeof *judge->findings);
    struct finding *mine = &judge->findings[judge->finding_count++];
    *mine = finding_of(seat, rule, theirs);
    mine->confidence = confidence_of(seat, conversation->messages[mine->message], theirs, mine->confidence);
    if (mine->speaker == RAPPORT_NONE)
        mine->speaker = agent_at(conversation, mine->message);
    return RAPPORT_OK;
}

static int32_t verdict_in_group(struct seat *seat, const struct host_rule *rule, const struct rapport_verdict *theirs,
                                const char *why)
{
    struct judge *judge = seat->judge;
    if (theirs->fact >= judge->group->fact_count)
        return seat_refuse(seat, "verdict names a fact that the group does not have");
    judge->results = judge_grown(judge->results, judge->result_count, &judge->result_cap, sizeof *judge->results);
    judge->results[judge->result_count++] = (struct group_result){
        .finding = {.rule = rule_index(seat, rule)},
        .verdict = theirs->verdict == RAPPORT_PASS ? VERDICT_PASS : VERDICT_UNCHECKED,
        .why = why,
        .fact = theirs->fact,
        .related_fact = RAPPORT_NONE,
    };
    return RAPPORT_OK;
}

/* What the plugin tells of the words of a pass; false if there are no such words. */
static bool met_of(const struct rapport_conversation *conversation, const struct rapport_verdict *theirs, struct met *ret_met)
{
    *ret_met = (struct met){RAPPORT_NONE, RAPPORT_NONE, RAPPORT_NONE};
    if (!RAPPORT_HAS(theirs, end) || theirs->verdict != RAPPORT_PASS || theirs->met == 0)
        return true;
    if (theirs->met > conversation->message_count)
        return false;
    ret_met->message = theirs->met - 1;
    if (theirs->begin == theirs->end)
        return true;
    ret_met->begin = theirs->begin;
    ret_met->end = theirs->end;
    return is_span(conversation->messages[ret_met->message], theirs->begin, theirs->end);
}

static void note_verdict(struct rule_state *state, const struct rapport_verdict *theirs, const char *why, struct met met)
{
    if (theirs->verdict == RAPPORT_PASS && !state->passed) {
        state->passed = true;
        state->pass_speaker = theirs->speaker;
        state->met = met;
    } else if (theirs->verdict == RAPPORT_UNCHECKED && !state->unchecked) {
        state->unchecked = true;
        state->unchecked_speaker = theirs->speaker;
        state->why = why;
    }
}

static int32_t service_verdict(const struct rapport_host *host, const struct rapport_verdict *theirs)
{
    struct seat *seat = seat_of(host);
    const struct host_rule *rule = seat->active ? rule_of(seat, theirs->rule) : NULL;
    if (!rule)
        return seat_refuse(seat, seat->active ? "verdict names a rule that the plugin does not have"
                                         : "verdict was called outside a callback");
    if (theirs->size < offsetof(struct rapport_verdict, met) || (theirs->verdict != RAPPORT_PASS && theirs->verdict != RAPPORT_UNCHECKED))
        return seat_refuse(seat, "verdict got a bad size or verdict");
    if (theirs->why.len > KEY_MAX || utf8_valid(theirs->why.ptr, theirs->why.len) != theirs->why.len)
        return seat_refuse(seat, "verdict got a reason that is too long or no UTF-8");
    if (!rule->enabled)
        return RAPPORT_OK;
    const char *why = arena_copy(&seat->judge->arena, theirs->why.ptr ? theirs->why.ptr : "", theirs->why.len);
    if (seat->judge->group)
        return verdict_in_group(seat, rule, theirs, why);
    if (theirs->speaker != RAPPORT_NONE && theirs->speaker >= seat->judge->conversation->speaker_count)
        return seat_refuse(seat, "verdict names a speaker that the conversation does not have");
    struct met met;
    if (!met_of(seat->judge->conversation, theirs, &met))
        return seat_refuse(seat, "verdict names a message that the conversation does not have, or a span outside of it");
    note_verdict(&seat->judge->states[rule_index(seat, rule)], theirs, why, met);
    return RAPPORT_OK;
}

static struct rapport_text copy_text(struct arena *arena, struct rapport_text text)
{
    return (struct rapport_text){arena_copy(arena, text.ptr ? text.ptr : "", text.len), text.len};
}

static int32_t service_fact(const struct rapport_host *host, const struct rapport_fact *theirs)
{
    struct seat *seat = seat_of(host);
    struct judge *judge = seat->judge;
    if (!seat->active || !judge->conversation)
        return seat_refuse(seat, "fact was called outside a conversation");
    if (theirs->size < sizeof *theirs || theirs->key.len == 0 || theirs->key.len > KEY_MAX ||
        theirs->value.len > VALUE_MAX)
        return seat_refuse(seat, "fact got a bad size, key or value");
    if (theirs->message >= judge->conversation->message_count ||
        !is_span(judge->conversation->messages[theirs->message], theirs->begin, theirs->end))
        return seat_refuse(seat, "fact got a message or span that does not exist");
    if (!host->size || !judge->host->plugins[seat->plugin].table->group)
        return seat_refuse(seat, "a plugin without group puts a fact aside");
    if (judge->fact_count >= FACTS_MAX)
        return RAPPORT_FAILED;
    judge->facts = judge_grown(judge->facts, judge->fact_count, &judge->fact_cap, sizeof *judge->facts);
    judge->facts[judge->fact_count++] = (struct fact_record){
        .plugin = seat->plugin,
        .message = theirs->message,
        .begin = theirs->begin,
        .end = theirs->end,
        .key = copy_text(&judge->arena, theirs->key),
        .value = copy_text(&judge->arena, theirs->value),
    };
    return RAPPORT_OK;
}

static void service_error(const struct rapport_host *host, struct rapport_text why)
{
    struct seat *seat = seat_of(host);
    if (seat->misused)
        return; /* what the host found says more */
    bytes_clear(&seat->error);
    size_t len = why.len < KEY_MAX ? why.len : KEY_MAX;
    bytes_add(&seat->error, why.ptr, utf8_valid(why.ptr, len));
}

static void *service_scratch(const struct rapport_host *host, size_t bytes)
{
    struct seat *seat = seat_of(host);
    if (!seat->active || bytes > SCRATCH_MAX - seat->scratch_used)
        return NULL;
    seat->scratch_used += bytes;
    return arena_alloc(&seat->judge->arena, bytes);
}

static const struct rapport_price *service_prices(const struct rapport_host *host, uint32_t *ret_count)
{
    const struct host *own = seat_of(host)->judge->host;
    *ret_count = own->price_count;
    return own->prices;
}

static const void *service_extension(const struct rapport_host *host, const char *id)
{
    const struct host *own = seat_of(host)->judge->host;
    if (strcmp(id, RAPPORT_SAID_RULES) == 0 && own->plugins[seat_of(host)->plugin].table->takes_rules)
        return own->said;
    return NULL;
}

void services_init(struct rapport_host *table)
{
    table->size = sizeof *table;
    table->major = RAPPORT_MAJOR;
    table->minor = HOST_MINOR;
    table->emit = service_emit;
    table->verdict = service_verdict;
    table->fact = service_fact;
    table->error = service_error;
    table->scratch = service_scratch;
    table->prices = service_prices;
    table->extension = service_extension;
    wording_init(table);
    times_init(table);
}
