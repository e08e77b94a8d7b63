#include "core/run/worker.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/input/transcript.h"
#include "core/text/json_write.h"
#include "core/run/account.h"
#include "core/run/analyse.h"
#include "core/run/fact.h"
#include "core/run/moment.h"

struct worker {
    const struct run_setup *setup;
    struct transcript_reader *reader;
    struct analyser analyser;
    struct judge *judge;
    struct arena arena; /* of the current conversation */
    struct bytes key;
    uint64_t *phrase_counts, *cue_counts; /* if the run counts them */
    /* the line being worked on */
    struct result *result;
    const char *source;
    uint64_t line;
};

struct worker *worker_new(const struct run_setup *setup, struct bytes *faults)
{
    struct judge *judge = judge_new(setup->host, faults);
    if (!judge)
        return NULL;
    struct worker *worker = must_calloc(1, sizeof *worker);
    worker->setup = setup;
    worker->judge = judge;
    worker->reader = transcript_reader_new();
    analyser_init(&worker->analyser, setup->ruleset, setup->host->config->languages);
    arena_init(&worker->arena);
    if (setup->coverage) {
        worker->phrase_counts = must_calloc(setup->coverage->phrase_count + 1, sizeof *worker->phrase_counts);
        worker->cue_counts = must_calloc(setup->coverage->cue_count * LANGUAGE_COUNT + 1, sizeof *worker->cue_counts);
        analyser_count(&worker->analyser, worker->phrase_counts, worker->cue_counts);
    }
    return worker;
}

void worker_free(struct worker *worker)
{
    if (!worker)
        return;
    if (worker->setup->coverage)
        coverage_add(worker->setup->coverage, worker->phrase_counts, worker->cue_counts);
    free(worker->phrase_counts);
    free(worker->cue_counts);
    judge_free(worker->judge);
    transcript_reader_free(worker->reader);
    analyser_release(&worker->analyser);
    arena_release(&worker->arena);
    bytes_release(&worker->key);
    free(worker);
}

struct judge *worker_judge(struct worker *worker)
{
    return worker->judge;
}

static void take_fault(void *ctx, const char *where, const char *reason)
{
    struct worker *worker = ctx;
    problems_add(&worker->result->problems, worker->source, worker->line, "%s%s%s", where, *where ? ": " : "", reason);
}

static const char *const verdict_names[] = {"fail", "pass", "unchecked"};

void verdict_write(struct bytes *out, struct rapport_text conversation, const char *rule, enum verdict verdict,
                   struct rapport_text agent, const char *why, const struct met *met)
{
    bytes_add_text(out, "{\"conversation\":");
    json_text(out, conversation);
    bytes_add_text(out, ",\"rule\":");
    json_text_z(out, rule);
    bytes_add_text(out, ",\"verdict\":");
    json_text_z(out, verdict_names[verdict]);
    if (agent.len > 0) {
        bytes_add_text(out, ",\"agent\":");
        json_text(out, agent);
    }
    if (why && *why) {
        bytes_add_text(out, ",\"why\":");
        json_text_z(out, why);
    }
    if (met && met->message != RAPPORT_NONE)
        bytes_addf(out, ",\"message\":%" PRIu32, met->message);
    if (met && met->begin != RAPPORT_NONE)
        bytes_addf(out, ",\"start\":%" PRIu32 ",\"end\":%" PRIu32, met->begin, met->end);
    bytes_add(out, "}\n", 2);
}

static struct rapport_text speaker_id(const struct rapport_conversation *conversation, uint32_t speaker)
{
    return speaker == RAPPORT_NONE ? (struct rapport_text){"", 0} : conversation->speakers[speaker].id;
}

static struct finding_view view_of(const struct worker *worker, const struct rapport_conversation *conversation,
                                   const struct conversation_view *place, const struct finding *finding)
{
    const struct rapport_message *message = conversation->messages[finding->message];
    const char *rule = worker->setup->host->rules[finding->rule].id;
    struct finding_view view = {
        .conversation = place,
        .rule = rule,
        .severity = finding->severity,
        .message = finding->message,
        .confidence = finding->confidence,
        .has_span = finding->begin != RAPPORT_NONE,
        .begin = finding->begin,
        .end = finding->end,
        .text = message->text,
        .agent = speaker_id(conversation, finding->speaker),
        .role = message->role,
        .lang = message->lang.len > 0 ? message->lang : conversation->lang,
        .texts = texts_of(worker->setup->texts, rule),
    };
    if (message->speaker != RAPPORT_NONE)
        view.name = conversation->speakers[message->speaker].name;
    if (finding->related != RAPPORT_NONE) {
        view.has_related = true;
        view.related_conversation = conversation->id;
        view.related_message = finding->related;
        view.related_text = conversation->messages[finding->related]->text;
    }
    return view;
}

bool run_tells_of(const struct run_setup *setup, struct rapport_text id)
{
    return !setup->only || (setup->only->len == id.len && memcmp(setup->only->ptr, id.ptr, id.len) == 0);
}

static void render_account(struct worker *worker, const struct rapport_conversation *conversation, const struct judgement *judgement)
{
    struct bytes *stream = &worker->result->streams[STREAM_FINDINGS];
    size_t record = record_begin(stream, worker->key.ptr, worker->key.len);
    if (worker->setup->accounts == ACCOUNT_SHORT)
        account_write_short(stream, conversation, worker->source, worker->line);
    else if (worker->setup->accounts == ACCOUNT_KEPT) {
        uint32_t *from = arena_alloc(&worker->arena, conversation->message_count * sizeof *from);
        moments_choose(worker->setup->host, conversation, judgement, worker->setup->min_confidence, from);
        account_write_kept(stream, conversation, worker->source, worker->line, from);
    } else
        account_write(stream, &worker->analyser, worker->setup->ruleset, conversation, worker->source, worker->line);
    record_end(stream, record);
}

static bool is_wanted(const struct worker *worker, const struct finding *finding)
{
    return finding->confidence >= worker->setup->min_confidence;
}

static void render_findings(struct worker *worker, const struct rapport_conversation *conversation,
                            const struct judgement *judgement)
{
    struct conversation_view place = {
        .id = conversation->id, .channel = conversation->channel, .source = worker->source, .line = worker->line};
    const struct output_format *format = worker->setup->format;
    struct bytes *stream = &worker->result->streams[STREAM_FINDINGS];
    size_t before = stream->len, record = record_begin(stream, worker->key.ptr, worker->key.len), written = 0;
    for (size_t i = 0; i < judgement->finding_count; i++) {
        const struct finding *finding = &judgement->findings[i];
        if (!is_wanted(worker, finding))
            continue;
        if (written++ == 0 && format->conversation)
            format->conversation(&worker->setup->style, &place, stream);
        struct finding_view view = view_of(worker, conversation, &place, finding);
        format->finding(&worker->setup->style, &view, stream);
        worker->result->tally.findings[finding->rule]++;
        worker->result->tally.at_severity[finding->severity]++;
    }
    if (written > 0)
        record_end(stream, record);
    else
        stream->len = before;
}

/* A fail of which no finding is left is no pass: somebody should look, so it is unchecked. */
static struct verdict_record doubted(const struct worker *worker, const struct judgement *judgement,
                                     struct verdict_record verdict)
{
    if (verdict.verdict != VERDICT_FAIL || worker->setup->min_confidence <= 1)
        return verdict;
    for (size_t i = 0; i < judgement->finding_count; i++)
        if (judgement->findings[i].rule == verdict.rule && is_wanted(worker, &judgement->findings[i]))
            return verdict;
    verdict.verdict = VERDICT_UNCHECKED;
    verdict.why = VERDICT_DOUBTED;
    return verdict;
}

static void render_verdicts(struct worker *worker, const struct rapport_conversation *conversation,
                            const struct judgement *judgement)
{
    struct bytes *stream = &worker->result->streams[STREAM_VERDICTS];
    for (size_t i = 0; i < judgement->verdict_count; i++) {
        struct verdict_record verdict = doubted(worker, judgement, judgement->verdicts[i]);
        if (verdict.verdict == VERDICT_UNCHECKED)
            tally_unchecked(&worker->result->tally, verdict.rule, verdict.why, 1);
    }
    if (!worker->setup->verdicts || judgement->verdict_count == 0)
        return;
    size_t record = record_begin(stream, worker->key.ptr, worker->key.len);
    for (size_t i = 0; i < judgement->verdict_count; i++) {
        struct verdict_record verdict = doubted(worker, judgement, judgement->verdicts[i]);
        verdict_write(stream, conversation->id, worker->setup->host->rules[verdict.rule].id, verdict.verdict,
                      speaker_id(conversation, verdict.speaker), verdict.why, verdict.verdict == VERDICT_PASS ? &verdict.met : NULL);
    }
    record_end(stream, record);
}

static void keep_facts(struct worker *worker, const struct rapport_conversation *conversation,
                       const struct judgement *judgement)
{
    struct bytes *stream = &worker->result->streams[STREAM_FACTS], key = {0};
    for (size_t i = 0; i < judgement->fact_count; i++) {
        struct stored_fact fact = fact_of(&judgement->facts[i], conversation, worker->source, worker->line);
        bytes_clear(&key);
        fact_key(&key, &fact);
        size_t record = record_begin(stream, key.ptr, key.len);
        fact_write(stream, &fact);
        record_end(stream, record);
    }
    bytes_release(&key);
}

/* Ids are sorted like facts, so that a repeated one is found however large the archive is. */
static void keep_id(struct worker *worker, const struct rapport_conversation *conversation)
{
    struct bytes *stream = &worker->result->streams[STREAM_IDS];
    size_t id_len = conversation->id.len < 1024 ? conversation->id.len : 1024;
    size_t record = record_begin(stream, conversation->id.ptr, id_len);
    bytes_add(stream, worker->key.ptr, worker->key.len);
    record_end(stream, record);
}

static void process_line(struct worker *worker, const char *line, size_t len)
{
    arena_clear(&worker->arena);
    bytes_clear(&worker->key);
    key_of_place(&worker->key, worker->source, worker->line);
    struct rapport_conversation *conversation =
        transcript_read(worker->reader, line, len, &worker->arena, take_fault, worker);
    if (!conversation)
        return;
    struct tally *tally = &worker->result->tally;
    tally->conversations++;
    tally->messages += conversation->message_count;
    for (uint32_t i = 0; i < conversation->message_count; i++)
        if (conversation->messages[i]->at_ms > tally->latest_ms)
            tally->latest_ms = conversation->messages[i]->at_ms;
    uint64_t limits = scanner_limits_hit(worker->analyser.scanner);
    bool foreign = analyse_conversation(&worker->analyser, conversation, &worker->arena);
    if (scanner_limits_hit(worker->analyser.scanner) != limits)
        problems_add(&worker->result->problems, worker->source, worker->line,
                     "an expression of a cue pack reached its limits and was not checked");
    struct judgement judgement = judge_conversation(worker->judge, conversation, foreign, &worker->result->problems,
                                                    worker->source, worker->line);
    if (run_tells_of(worker->setup, conversation->id)) {
        if (worker->setup->accounts != ACCOUNT_NONE)
            render_account(worker, conversation, &judgement);
        render_findings(worker, conversation, &judgement);
        render_verdicts(worker, conversation, &judgement);
    }
    keep_facts(worker, conversation, &judgement);
    keep_id(worker, conversation);
}

void worker_process(struct worker *worker, struct batch *batch, struct result *result)
{
    result_clear(result, worker->setup->host->rule_count);
    problems_move(&result->problems, &batch->problems);
    worker->result = result;
    for (size_t i = 0; i < batch->line_count; i++) {
        const struct batch_line *line = &batch->lines[i];
        worker->source = batch->members[line->member];
        worker->line = line->number;
        process_line(worker, batch->data.ptr + line->begin, line->len);
    }
}
