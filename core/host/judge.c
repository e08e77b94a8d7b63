#include "core/host/judge.h"

#include <stdlib.h>
#include <string.h>

void *judge_grown(void *list, size_t count, size_t *cap, size_t size)
{
    if (count < *cap)
        return list;
    *cap = *cap ? *cap * 2 : 32;
    return must_realloc(list, *cap * size);
}

static void seat_close(struct seat *seat, const struct rapport_plugin *table)
{
    if (seat->open && table->close && seat->worker)
        table->close(seat->worker);
    seat->worker = NULL;
    seat->open = false;
}

static bool seat_open(struct judge *judge, struct seat *seat)
{
    const struct host_plugin *plugin = &judge->host->plugins[seat->plugin];
    bytes_clear(&seat->error);
    int32_t result = plugin->table->open ? plugin->table->open(&seat->table, plugin->shared, &seat->worker) : RAPPORT_OK;
    seat->open = result == RAPPORT_OK;
    return seat->open;
}

static void seat_init(struct judge *judge, uint32_t plugin)
{
    struct seat *seat = &judge->seats[plugin];
    services_init(&seat->table);
    seat->table.ctx = seat;
    seat->table.cues = judge->host->plugins[plugin].cues;
    seat->table.options = judge->host->plugins[plugin].options;
    seat->table.enabled = judge->host->plugins[plugin].enabled;
    seat->judge = judge;
    seat->plugin = plugin;
}

static struct judge *judge_make(const struct host *host)
{
    struct judge *judge = must_calloc(1, sizeof *judge);
    judge->host = host;
    arena_init(&judge->arena);
    folder_init(&judge->folder);
    judge->seats = must_calloc(host->plugin_count + 1, sizeof *judge->seats);
    judge->states = must_calloc(host->rule_count + 1, sizeof *judge->states);
    judge->verdicts = must_calloc(host->rule_count + 1, sizeof *judge->verdicts);
    for (uint32_t i = 0; i < host->plugin_count; i++)
        seat_init(judge, i);
    return judge;
}

int host_load(struct host *host, struct bytes *faults)
{
    struct judge *judge = judge_make(host); /* only to have services to offer */
    int result = 0;
    for (uint32_t i = 0; i < host->plugin_count; i++) {
        struct host_plugin *plugin = &host->plugins[i];
        void *shared = NULL;
        int32_t status = plugin->table->load ? plugin->table->load(&judge->seats[i].table, &shared) : RAPPORT_OK;
        if (status == RAPPORT_OK) {
            plugin->shared = shared;
            continue;
        }
        bytes_addf(faults, "%s: load failed (%d)%s%s\n", plugin->path, (int)status,
                   judge->seats[i].error.len ? ": " : "", bytes_text(&judge->seats[i].error));
        result = -1;
    }
    judge_free(judge);
    return result;
}

struct judge *judge_new(const struct host *host, struct bytes *faults)
{
    struct judge *judge = judge_make(host);
    for (uint32_t i = 0; i < host->plugin_count; i++) {
        if (seat_open(judge, &judge->seats[i]))
            continue;
        bytes_addf(faults, "%s: open failed%s%s\n", host->plugins[i].path, judge->seats[i].error.len ? ": " : "",
                   bytes_text(&judge->seats[i].error));
        judge_free(judge);
        return NULL;
    }
    return judge;
}

void judge_free(struct judge *judge)
{
    if (!judge)
        return;
    for (size_t i = 0; i < judge->host->plugin_count; i++) {
        seat_close(&judge->seats[i], judge->host->plugins[i].table);
        bytes_release(&judge->seats[i].error);
    }
    arena_release(&judge->arena);
    folder_release(&judge->folder);
    free(judge->seats);
    free(judge->findings);
    free(judge->states);
    free(judge->verdicts);
    free(judge->facts);
    free(judge->results);
    free(judge);
}

static void report(struct judge *judge, const struct seat *seat, int32_t status, struct problems *problems,
                   const char *place, uint64_t line)
{
    const struct host_plugin *plugin = &judge->host->plugins[seat->plugin];
    const char *what = seat->misused                                         ? "broke the contract"
                       : status == RAPPORT_FAILED || status == RAPPORT_FATAL ? "could not judge this"
                                                                             : "returned an unknown status";
    problems_add(problems, place, line, "plugin %s %s%s%.*s", plugin->table->id, what, seat->error.len ? ": " : "",
                 (int)seat->error.len, seat->error.ptr ? seat->error.ptr : "");
}

/* What a plugin pushed before it failed is taken back: half a judgement is none. */
static void take_back(struct judge *judge, uint32_t plugin, size_t findings, size_t facts)
{
    const struct host_plugin *own = &judge->host->plugins[plugin];
    judge->finding_count = findings;
    judge->fact_count = facts;
    for (uint32_t i = 0; i < own->table->rule_count; i++)
        judge->states[own->first_rule + i] = (struct rule_state){
            .unchecked = own->enabled[i],
            .unchecked_speaker = RAPPORT_NONE,
            .why = "the plugin failed",
        };
}

static int32_t call_conversation(struct judge *judge, struct seat *seat,
                                 const struct rapport_conversation *conversation)
{
    const struct host_plugin *plugin = &judge->host->plugins[seat->plugin];
    seat->misused = false;
    seat->scratch_used = 0;
    bytes_clear(&seat->error);
    if (!seat->open && !seat_open(judge, seat))
        return RAPPORT_FATAL;
    seat->active = true;
    int32_t status = plugin->table->conversation(&seat->table, plugin->shared, seat->worker, conversation);
    seat->active = false;
    return status;
}

static void judge_one(struct judge *judge, uint32_t plugin, const struct rapport_conversation *conversation,
                      struct problems *problems, const char *place, uint64_t line)
{
    struct seat *seat = &judge->seats[plugin];
    size_t findings = judge->finding_count, facts = judge->fact_count;
    int32_t status = call_conversation(judge, seat, conversation);
    if (status == RAPPORT_OK && !seat->misused)
        return;
    report(judge, seat, status, problems, place, line);
    if (status == RAPPORT_OK)
        return; /* only the wrong call was refused; the rest of the judgement stands */
    take_back(judge, plugin, findings, facts);
    if (status != RAPPORT_FAILED)
        seat_close(seat, judge->host->plugins[plugin].table);
}

static int compare_findings(const void *left, const void *right, void *ctx)
{
    const struct finding *a = left, *b = right;
    const struct host *host = ctx;
    if (a->message != b->message)
        return a->message < b->message ? -1 : 1;
    if (a->begin != b->begin)
        return a->begin < b->begin ? -1 : 1;
    uint32_t rank_a = host->rules[a->rule].rank, rank_b = host->rules[b->rule].rank;
    if (rank_a != rank_b)
        return rank_a < rank_b ? -1 : 1;
    return a->end < b->end ? -1 : a->end > b->end;
}

/* What nobody of us could have heard was not left unsaid. */
static bool is_hearsay(const struct judge *judge, const struct finding *finding)
{
    return finding->begin == RAPPORT_NONE && !(judge->host->rules[finding->rule].flags & RAPPORT_RULE_ANY_LANGUAGE);
}

/*
 * Findings in order, each once; marks their rules as failed. Where agents wrote in a language
 * without packs, findings about what was not said are dropped.
 */
static void settle_findings(struct judge *judge, bool foreign)
{
    size_t kept = 0;
    if (judge->finding_count == 0)
        return;
    qsort_r(judge->findings, judge->finding_count, sizeof *judge->findings, compare_findings, (void *)judge->host);
    for (size_t i = 0; i < judge->finding_count; i++) {
        struct finding *finding = &judge->findings[i];
        if (foreign && is_hearsay(judge, finding))
            continue;
        if (kept > 0 && compare_findings(finding, &judge->findings[kept - 1], (void *)judge->host) == 0)
            continue;
        struct rule_state *state = &judge->states[finding->rule];
        if (!state->failed)
            state->fail_speaker = finding->speaker;
        state->failed = true;
        judge->findings[kept++] = *finding;
    }
    judge->finding_count = kept;
}

/* A rule that reads cues cannot pass where agents wrote in a language without packs. */
static void doubt(struct rule_state *state)
{
    if (state->unchecked)
        return;
    state->unchecked = true;
    state->unchecked_speaker = state->passed ? state->pass_speaker : RAPPORT_NONE;
    state->why = "no known language";
}

static size_t settle_verdicts(struct judge *judge, bool foreign)
{
    static const struct met nowhere = {RAPPORT_NONE, RAPPORT_NONE, RAPPORT_NONE};
    size_t count = 0;
    for (size_t rank = 0; rank < judge->host->rule_count; rank++) {
        uint32_t i = judge->host->by_rank[rank];
        const struct host_rule *rule = &judge->host->rules[i];
        struct rule_state *state = &judge->states[i];
        if (foreign && rule->enabled && !(rule->flags & RAPPORT_RULE_ANY_LANGUAGE))
            doubt(state);
        if (state->failed)
            judge->verdicts[count++] = (struct verdict_record){i, VERDICT_FAIL, state->fail_speaker, NULL, nowhere};
        else if (state->unchecked)
            judge->verdicts[count++] =
                (struct verdict_record){i, VERDICT_UNCHECKED, state->unchecked_speaker, state->why, nowhere};
        else if (state->passed)
            judge->verdicts[count++] = (struct verdict_record){i, VERDICT_PASS, state->pass_speaker, NULL, state->met};
    }
    return count;
}

struct judgement judge_conversation(struct judge *judge, const struct rapport_conversation *conversation, bool foreign,
                                    struct problems *problems, const char *place, uint64_t line)
{
    arena_clear(&judge->arena);
    judge->finding_count = judge->fact_count = 0;
    memset(judge->states, 0, judge->host->rule_count * sizeof *judge->states);
    judge->conversation = conversation;
    judge->stems_of = RAPPORT_NONE;
    judge->open_hours.looked = false;
    for (uint32_t i = 0; i < judge->host->plugin_count; i++)
        judge_one(judge, i, conversation, problems, place, line);
    judge->conversation = NULL;
    settle_findings(judge, foreign);
    return (struct judgement){
        .findings = judge->findings,
        .finding_count = judge->finding_count,
        .verdict_count = settle_verdicts(judge, foreign),
        .verdicts = judge->verdicts,
        .facts = judge->facts,
        .fact_count = judge->fact_count,
    };
}

const struct group_result *judge_group(struct judge *judge, uint32_t plugin, const struct rapport_group *group,
                                       struct problems *problems, size_t *ret_count)
{
    struct seat *seat = &judge->seats[plugin];
    const struct host_plugin *own = &judge->host->plugins[plugin];
    arena_clear(&judge->arena);
    judge->result_count = 0;
    judge->group = group;
    seat->misused = false;
    seat->scratch_used = 0;
    bytes_clear(&seat->error);
    seat->active = true;
    int32_t status = own->table->group(&seat->table, own->shared, group);
    seat->active = false;
    judge->group = NULL;
    if (status != RAPPORT_OK || seat->misused) {
        struct bytes place = {0};
        bytes_addf(&place, "facts of %.*s", (int)group->key.len, group->key.ptr);
        report(judge, seat, status, problems, bytes_text(&place), 0);
        bytes_release(&place);
    }
    if (status != RAPPORT_OK)
        judge->result_count = 0;
    *ret_count = judge->result_count;
    return judge->results;
}
