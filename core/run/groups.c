#include "core/run/groups.h"

#include <stdlib.h>
#include <string.h>

#include "core/run/fact.h"

enum { STREAM_MEMORY = 4 << 20 };

struct group_run {
    struct collector *collector;
    struct worker *worker;
    struct arena arena; /* the facts of the current group */
    struct stored_fact *facts;
    struct rapport_known_fact *known;
    const struct rapport_known_fact **pointers;
    size_t count, cap;
    uint64_t total; /* with those beyond the limit */
    struct bytes group; /* the beginning of the key that the facts share */
    struct sorter *findings, *verdicts;
    struct bytes key, text;
};

static void group_grow(struct group_run *run)
{
    run->cap = run->cap ? run->cap * 2 : 256;
    run->facts = must_realloc(run->facts, run->cap * sizeof *run->facts);
    run->known = must_realloc(run->known, run->cap * sizeof *run->known);
    run->pointers = must_realloc(run->pointers, run->cap * sizeof *run->pointers);
}

static void group_add(struct group_run *run, const struct sorter_record *record)
{
    if (run->total++ >= GROUP_FACTS_MAX)
        return;
    if (run->count == run->cap)
        group_grow(run);
    const char *key = arena_copy(&run->arena, record->key, record->key_len);
    const char *payload = arena_copy(&run->arena, record->payload, record->payload_len);
    fact_read(&run->facts[run->count++], key, record->key_len, payload, record->payload_len);
}

static bool same_place(const struct stored_fact *a, const struct stored_fact *b)
{
    return a->line == b->line && a->source.len == b->source.len &&
           memcmp(a->source.ptr, b->source.ptr, a->source.len) == 0;
}

static struct rapport_group group_of(struct group_run *run)
{
    uint64_t ordinal = 0;
    for (size_t i = 0; i < run->count; i++) {
        const struct stored_fact *fact = &run->facts[i];
        if (i > 0 && !same_place(&run->facts[i - 1], fact))
            ordinal++;
        run->known[i] = (struct rapport_known_fact){
            .size = sizeof run->known[i],
            .message = fact->message,
            .value = fact->value,
            .conversation = fact->conversation,
            .customer_id = fact->customer_id,
            .customer_group = fact->customer_group,
            .ordinal = ordinal,
            .at_ms = fact->at_ms,
        };
        run->pointers[i] = &run->known[i];
    }
    return (struct rapport_group){
        .size = sizeof(struct rapport_group),
        .fact_count = (uint32_t)run->count,
        .facts = run->pointers,
        .key = run->facts[0].key,
        .latest_ms = run->collector->tally.latest_ms,
    };
}

static void set_key(struct group_run *run, const struct stored_fact *fact, uint32_t rank)
{
    bytes_clear(&run->key);
    key_of_place(&run->key, fact->source.ptr, fact->line);
    key_add_u32(&run->key, fact->message);
    key_add_u32(&run->key, fact->begin);
    key_add_u32(&run->key, rank);
}

static struct rapport_text span_text(const struct stored_fact *fact)
{
    if (fact->begin == RAPPORT_NONE)
        return fact->text;
    return (struct rapport_text){fact->text.ptr + (fact->begin - fact->text_offset), fact->end - fact->begin};
}

static struct finding_view view_of(const struct group_run *run, const struct group_result *result,
                                   const struct conversation_view *place)
{
    const struct run_setup *setup = run->collector->setup;
    const struct stored_fact *fact = &run->facts[result->fact];
    const char *rule = setup->host->rules[result->finding.rule].id;
    struct finding_view view = {
        .conversation = place,
        .rule = rule,
        .severity = result->finding.severity,
        .message = fact->message,
        .confidence = result->finding.confidence,
        .has_span = fact->begin != RAPPORT_NONE,
        .text_offset = fact->text_offset,
        .text = fact->text,
        .agent = fact->agent,
        .name = fact->name,
        .role = fact->role,
        .lang = fact->lang,
        .texts = texts_of(setup->texts, rule),
    };
    if (view.has_span) {
        view.begin = fact->begin - fact->text_offset;
        view.end = fact->end - fact->text_offset;
    }
    if (result->related_fact != RAPPORT_NONE) {
        const struct stored_fact *related = &run->facts[result->related_fact];
        view.has_related = true;
        view.related_conversation = related->conversation;
        view.related_message = related->message;
        view.related_text = span_text(related);
    }
    return view;
}

static int keep_finding(struct group_run *run, const struct group_result *result)
{
    const struct run_setup *setup = run->collector->setup;
    const struct stored_fact *fact = &run->facts[result->fact];
    struct conversation_view place = {.id = fact->conversation, .channel = fact->channel, .source = fact->source.ptr,
                                      .line = fact->line};
    struct finding_view view = view_of(run, result, &place);
    uint32_t head_len = 0;
    bytes_clear(&run->text);
    bytes_add(&run->text, &head_len, sizeof head_len);
    if (setup->format->conversation)
        setup->format->conversation(&setup->style, &place, &run->text);
    head_len = (uint32_t)(run->text.len - sizeof head_len);
    memcpy(run->text.ptr, &head_len, sizeof head_len);
    setup->format->finding(&setup->style, &view, &run->text);
    set_key(run, fact, setup->host->rules[result->finding.rule].rank);
    run->collector->tally.findings[result->finding.rule]++;
    run->collector->tally.at_severity[result->finding.severity]++;
    return sorter_add(run->findings, run->key.ptr, run->key.len, run->text.ptr, run->text.len);
}

/*
 * Several groups may judge one rule of one conversation. The key ends with the weight of the
 * verdict and its reason, so that the first of a conversation and rule is the one that counts.
 */
static int keep_verdict(struct group_run *run, const struct group_result *result)
{
    static const char weight[] = {[VERDICT_FAIL] = 0, [VERDICT_UNCHECKED] = 1, [VERDICT_PASS] = 2};
    const struct stored_fact *fact = &run->facts[result->fact];
    const struct host_rule *rule = &run->collector->setup->host->rules[result->finding.rule];
    bytes_clear(&run->key);
    key_of_place(&run->key, fact->source.ptr, fact->line);
    key_add_u32(&run->key, rule->rank);
    bytes_add_char(&run->key, weight[result->verdict]);
    bytes_add_text(&run->key, result->why ? result->why : "");
    bytes_clear(&run->text);
    verdict_write(&run->text, fact->conversation, rule->id, result->verdict, fact->agent, result->why, NULL);
    return sorter_add(run->verdicts, run->key.ptr, run->key.len, run->text.ptr, run->text.len);
}

static int group_judge(struct group_run *run)
{
    struct collector *collector = run->collector;
    int status = 0;
    if (run->count == 0)
        return 0;
    if (run->total > run->count)
        problems_add(&collector->problems, "facts", 0, "more than %d of one key (%.*s): the rest was not compared",
                     GROUP_FACTS_MAX, (int)run->facts[0].key.len, run->facts[0].key.ptr);
    struct rapport_group group = group_of(run);
    size_t count;
    const struct group_result *results =
        judge_group(worker_judge(run->worker), run->facts[0].plugin, &group, &collector->problems, &count);
    for (size_t i = 0; i < count && status == 0; i++) {
        struct group_result result = results[i];
        if (!run_tells_of(collector->setup, run->facts[result.fact].conversation))
            continue;
        if (result.is_finding && result.finding.confidence < collector->setup->min_confidence) {
            result.verdict = VERDICT_UNCHECKED;
            result.why = VERDICT_DOUBTED;
        } else if (result.is_finding)
            status = keep_finding(run, &result);
        if (status == 0)
            status = keep_verdict(run, &result);
    }
    arena_clear(&run->arena);
    run->count = 0;
    run->total = 0;
    return status;
}

static int judge_all(struct group_run *run)
{
    struct sorter *facts = run->collector->streams[STREAM_FACTS];
    struct sorter_record record;
    int more;
    if (sorter_finish(facts) != 0)
        return -1;
    while ((more = sorter_next(facts, &record)) > 0) {
        size_t len = fact_group_len(record.key, record.key_len);
        if (run->group.len != len || memcmp(run->group.ptr, record.key, len) != 0) {
            if (group_judge(run) != 0)
                return -1;
            bytes_clear(&run->group);
            bytes_add(&run->group, record.key, len);
        }
        group_add(run, &record);
    }
    return more < 0 ? -1 : group_judge(run);
}

/* The part of a key that tells the conversation: source, NUL, line. */
static size_t place_len(const char *key)
{
    return strlen(key) + 1 + 8;
}

/* True if the record is of another conversation than the one before, which is kept in run->key. */
static bool is_new_place(struct group_run *run, const struct sorter_record *record)
{
    size_t len = place_len(record->key);
    if (run->key.len == len && memcmp(run->key.ptr, record->key, len) == 0)
        return false;
    bytes_clear(&run->key);
    bytes_add(&run->key, record->key, len);
    return true;
}

static int write_findings(struct group_run *run, FILE *report)
{
    struct sorter_record record;
    int more;
    bytes_clear(&run->key);
    if (sorter_finish(run->findings) != 0)
        return -1;
    while ((more = sorter_next(run->findings, &record)) > 0) {
        uint32_t head;
        memcpy(&head, record.payload, sizeof head);
        size_t skipped = sizeof head + (is_new_place(run, &record) ? 0 : head);
        size_t len = record.payload_len - skipped;
        if (fwrite(record.payload + skipped, 1, len, report) != len)
            return -1;
    }
    return more;
}

/* The part of a verdict's key that tells conversation and rule. */
static size_t verdict_head(const char *key)
{
    return place_len(key) + sizeof(uint32_t);
}

static void tally_verdict(struct group_run *run, const struct sorter_record *record, size_t head)
{
    uint32_t rank = 0;
    if (record->key[head] != 1)
        return;
    for (size_t i = head - 4; i < head; i++)
        rank = rank << 8 | (unsigned char)record->key[i];
    bytes_clear(&run->text);
    bytes_add(&run->text, record->key + head + 1, record->key_len - head - 1);
    tally_unchecked(&run->collector->tally, run->collector->setup->host->by_rank[rank], bytes_text(&run->text), 1);
}

static int write_verdicts(struct group_run *run, FILE *verdicts)
{
    struct sorter_record record;
    int more;
    bytes_clear(&run->key);
    if (sorter_finish(run->verdicts) != 0)
        return -1;
    while ((more = sorter_next(run->verdicts, &record)) > 0) {
        size_t head = verdict_head(record.key);
        if (run->key.len == head && memcmp(run->key.ptr, record.key, head) == 0)
            continue;
        bytes_clear(&run->key);
        bytes_add(&run->key, record.key, head);
        tally_verdict(run, &record, head);
        if (verdicts && fwrite(record.payload, 1, record.payload_len, verdicts) != record.payload_len)
            return -1;
    }
    return more;
}

int groups_judge(struct collector *collector, struct worker *worker, FILE *report, FILE *verdicts)
{
    struct group_run run = {.collector = collector, .worker = worker};
    arena_init(&run.arena);
    run.findings = sorter_new(STREAM_MEMORY);
    run.verdicts = sorter_new(STREAM_MEMORY);
    int status = judge_all(&run);
    if (status == 0)
        status = write_findings(&run, report);
    if (status == 0)
        status = write_verdicts(&run, verdicts);
    sorter_free(run.findings);
    sorter_free(run.verdicts);
    arena_release(&run.arena);
    free(run.facts);
    free(run.known);
    free(run.pointers);
    bytes_release(&run.group);
    bytes_release(&run.key);
    bytes_release(&run.text);
    return status;
}
