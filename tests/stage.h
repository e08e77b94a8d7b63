/*
 * Conversations played before the real plugins: tests write them in a few words, the worker and
 * the collector judge them, and what came of it is asked rule by rule.
 */
#ifndef RAPPORT_TESTS_STAGE_H
#define RAPPORT_TESTS_STAGE_H

#include <check.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/host/places.h"
#include "core/host/rule_pack.h"
#include "core/match/pack.h"
#include "core/text/json_write.h"
#include "core/run/analyse.h"
#include "core/run/collect.h"
#include "core/run/worker.h"
#include "core/text/fold.h"
#include "core/text/language.h"

struct stage {
    struct config config;
    struct ruleset *ruleset;
    struct loaded_plugins plugins;
    struct rule_pack rule_pack;
    struct host host;
    struct texts texts;
    struct run_setup run;
    struct batch batch;
    struct collector collector;
    struct bytes place; /* of the last question, for messages */
    char *report, *verdicts;
    size_t report_len, verdicts_len;
};

static struct stage stage;

/* "id rule message severity text <related-id related-message> ~confidence", one a line. */
static inline void stage_finding(const struct output_style *style, const struct finding_view *view, struct bytes *out)
{
    (void)style;
    bytes_addf(out, "%.*s %s %u %s ", (int)view->conversation->id.len, view->conversation->id.ptr, view->rule,
               view->message, severity_name(view->severity));
    if (view->has_span)
        bytes_add(out, view->text.ptr + view->begin, view->end - view->begin);
    if (view->has_related)
        bytes_addf(out, " <%.*s %u>", (int)view->related_conversation.len, view->related_conversation.ptr,
                   view->related_message);
    if (view->confidence < 100)
        bytes_addf(out, " ~%u", view->confidence);
    bytes_add_char(out, '\n');
}

static const struct output_format stage_format = {.name = "stage", .about = "", .finding = stage_finding};

static inline const char *stage_path(const char *name)
{
    const char *path = getenv(name);
    ck_assert_msg(path != NULL, "%s is to name a directory; meson test sets it", name);
    return path;
}

/* A price list of one item in the ruleset, as audit makes it of the configuration. */
static inline void stage_add_items(void)
{
    for (size_t i = 0; i < stage.config.item_count; i++) {
        const struct config_item *item = &stage.config.items[i];
        struct bytes name = {0};
        bytes_addf(&name, "item/%s", item->item);
        uint32_t cue = ruleset_add_cue(stage.ruleset, bytes_text(&name), SAID_BY_AGENT | SAID_BY_CUSTOMER, "");
        bytes_release(&name);
        for (size_t j = 0; j < item->name_count; j++)
            for (int language = 0; language < LANGUAGE_COUNT; language++)
                ruleset_add_phrase(stage.ruleset, cue, language, false, item->names[j].text, "price list",
                                   phrase_of_name(item->names[j].text, strlen(item->names[j].text),
                                                  &stage.ruleset->arena));
    }
}

/* With the packs, a configuration (JSON or NULL) and plugins from `places`. */
static inline void stage_open_places(const char *config, const struct plugin_place *places, size_t count)
{
    struct bytes faults = {0};
    fold_init();
    config_init(&stage.config);
    if (config) {
        char path[] = "/tmp/rapport-stage-XXXXXX";
        int file = mkstemp(path);
        ck_assert_int_ge(file, 0);
        FILE *stream = fdopen(file, "w");
        fputs(config, stream);
        fclose(stream);
        int result = config_read(&stage.config, path, &faults);
        remove(path);
        ck_assert_msg(result == 0, "%s", bytes_text(&faults));
    }
    stage.ruleset = ruleset_new(false);
    ck_assert_msg(packs_read(stage.ruleset, stage_path("RAPPORT_RULES"), &faults) == 0, "%s", bytes_text(&faults));
    ck_assert_int_eq(texts_read(&stage.texts, stage_path("RAPPORT_RULES"), LANGUAGE_EN, &faults), 0);
    analyse_add_cues(stage.ruleset);
    stage_add_items();
    ruleset_build(stage.ruleset);
    ck_assert_msg(plugins_load_places(&stage.plugins, places, count, &faults) == 0, "%s", bytes_text(&faults));
    const char *rules = getenv("STAGE_RULE_PACK");
    ck_assert_msg(rule_pack_read(&stage.rule_pack, rules ? rules : stage_path("RAPPORT_RULES"), stage.ruleset, &faults) == 0,
                  "%s", bytes_text(&faults));
    ck_assert_msg(rule_pack_give(&stage.rule_pack, &stage.plugins, &faults) == 0, "%s", bytes_text(&faults));
    ck_assert_msg(host_init(&stage.host, &stage.plugins, &stage.config, stage.ruleset, &faults) == 0, "%s",
                  bytes_text(&faults));
    ck_assert_msg(host_load(&stage.host, &faults) == 0, "%s", bytes_text(&faults));
    bytes_release(&faults);
    stage.run = (struct run_setup){.ruleset = stage.ruleset, .host = &stage.host, .texts = &stage.texts,
                                   .format = &stage_format, .verdicts = true, .min_confidence = 1};
    batch_init(&stage.batch);
}

static inline void stage_open_with(const char *config)
{
    const struct plugin_place place = {stage_path("RAPPORT_PLUGINS"), PLACE_BUILT};
    stage_open_places(config, &place, 1);
}

static inline void stage_open(void)
{
    stage_open_with(NULL);
}

static inline void stage_close(void)
{
    batch_release(&stage.batch);
    host_release(&stage.host);
    loaded_plugins_release(&stage.plugins);
    rule_pack_release(&stage.rule_pack);
    ruleset_free(stage.ruleset);
    texts_release(&stage.texts);
    config_release(&stage.config);
    bytes_release(&stage.place);
    free(stage.report);
    free(stage.verdicts);
    memset(&stage, 0, sizeof stage);
}

/* Adds a transcript line to what is judged next. */
static inline void stage_line(const char *line, size_t len)
{
    struct batch *batch = &stage.batch;
    if (batch->line_count == batch->line_cap) {
        batch->line_cap = batch->line_cap ? batch->line_cap * 2 : 64;
        batch->lines = must_realloc(batch->lines, batch->line_cap * sizeof *batch->lines);
    }
    if (batch->member_count == 0) {
        if (batch->member_cap == 0)
            batch->members = must_alloc((batch->member_cap = 1) * sizeof *batch->members);
        batch->member_count = 1;
        batch->members[0] = must_copy("log", 3);
    }
    batch->lines[batch->line_count] =
        (struct batch_line){.begin = batch->data.len, .len = len, .number = batch->line_count + 1};
    batch->line_count++;
    bytes_add(&batch->data, line, len);
    bytes_add_char(&batch->data, '\n');
    memset(bytes_reserve(&batch->data, BATCH_PADDING), 0, BATCH_PADDING);
}

/* Seconds after ten o'clock on the first of March. */
static inline void stage_time(struct bytes *out, const char *key, long seconds)
{
    long day = seconds / 86400, rest = 36000 + seconds % 86400;
    ck_assert_int_lt(rest, 86400);
    bytes_addf(out, "\"%s\":\"2026-%02ld-%02ldT%02ld:%02ld:%02ldZ\",", key, 3 + day / 31, 1 + day % 31, rest / 3600,
               rest / 60 % 60, rest % 60);
}

static inline void stage_add_word(struct bytes *out, const char *key, const char *word, size_t len)
{
    bytes_addf(out, "\"%s\":", key);
    json_text(out, (struct rapport_text){word, len});
}

/* "> from to queue": a transfer; "! event who": another event. */
static inline void stage_event(struct bytes *out, const char *line)
{
    static const char *const transfer[] = {"from", "to", "queue"}, *const other[] = {"event", "who"};
    const char *const *keys = *line == '>' ? transfer : other;
    bytes_add_text(out, "\"role\":\"system\"");
    if (*line == '>')
        bytes_add_text(out, ",\"event\":\"transfer\"");
    for (line++; *line == ' '; keys++) {
        size_t len = strcspn(++line, " ");
        bytes_add_char(out, ',');
        stage_add_word(out, *keys, line, len);
        line += len;
    }
}

/* "[SECONDS] WHO words": u is the customer, b a bot, anybody else an agent of that id. */
static inline void stage_message(struct bytes *out, const char *line)
{
    bytes_add_char(out, '{');
    if (*line >= '0' && *line <= '9') {
        char *end;
        stage_time(out, "at", strtol(line, &end, 10));
        line = end + 1;
    }
    if (*line == '>' || *line == '!') {
        stage_event(out, line);
    } else {
        size_t len = strcspn(line, " ");
        ck_assert_msg(line[len] == ' ', "a message without words: %s", line);
        bytes_addf(out, "\"role\":\"%s\",", *line == 'u' ? "customer" : *line == 'b' ? "bot" : "agent");
        stage_add_word(out, "from", line, len);
        bytes_add_char(out, ',');
        stage_add_word(out, "text", line + len + 1, strlen(line + len + 1));
    }
    bytes_add_char(out, '}');
}

/* A conversation of the messages up to NULL. `more` is JSON of other fields, with a comma behind each. */
static inline void stage_talk(const char *id, const char *more, ...)
{
    struct bytes line = {0};
    va_list args;
    bytes_addf(&line, "{%s\"id\":\"%s\",\"messages\":[", more, id);
    va_start(args, more);
    for (const char *message, *comma = ""; (message = va_arg(args, const char *)); comma = ",") {
        bytes_add_text(&line, comma);
        stage_message(&line, message);
    }
    va_end(args);
    bytes_add_text(&line, "]}");
    stage_line(line.ptr, line.len);
    bytes_release(&line);
}

#define TALK(id, ...) stage_talk(id, "", __VA_ARGS__, NULL)
#define TALK_WITH(id, more, ...) stage_talk(id, more, __VA_ARGS__, NULL)

/* Judges all that was added. */
static inline void stage_judge(void)
{
    struct bytes faults = {0};
    struct result result;
    struct worker *worker = worker_new(&stage.run, &faults);
    ck_assert_msg(worker != NULL, "%s", bytes_text(&faults));
    result_init(&result, stage.host.rule_count);
    collector_init(&stage.collector, &stage.run);
    worker_process(worker, &stage.batch, &result);
    collector_take(&stage.collector, &result);
    free(stage.report);
    free(stage.verdicts);
    FILE *report = open_memstream(&stage.report, &stage.report_len);
    FILE *verdicts = open_memstream(&stage.verdicts, &stage.verdicts_len);
    ck_assert_int_eq(collector_finish(&stage.collector, worker, report, verdicts), 0);
    fclose(report);
    fclose(verdicts);
    result_release(&result);
    worker_free(worker);
    batch_clear(&stage.batch);
    bytes_release(&faults);
}

/* The problems of the last judging, one a line, then they are gone. Every test that judges calls it. */
static inline void stage_problems_are(const char *all)
{
    struct bytes text = {0};
    for (size_t i = 0; i < stage.collector.problems.count; i++)
        bytes_addf(&text, "%s:%llu: %s\n", stage.collector.problems.list[i].place,
                   (unsigned long long)stage.collector.problems.list[i].line,
                   stage.collector.problems.list[i].reason);
    ck_assert_str_eq(bytes_text(&text), all);
    bytes_release(&text);
    collector_release(&stage.collector);
}

static inline void stage_play(void)
{
    stage_judge();
    stage_problems_are("");
}

/* Does a line of the report begin so? */
static inline const char *stage_line_of(const char *text, const char *begin)
{
    size_t len = strlen(begin);
    for (const char *at = text; at && *at; at = strchr(at, '\n'), at = at ? at + 1 : NULL)
        if (strncmp(at, begin, len) == 0)
            return at;
    return NULL;
}

static inline unsigned stage_count(const char *id, const char *rule)
{
    char begin[160];
    unsigned count = 0;
    snprintf(begin, sizeof begin, "%s %s ", id, rule);
    for (const char *at = stage.report; (at = stage_line_of(at, begin)); at = strchr(at, '\n') + 1)
        count++;
    return count;
}

/* The conversation has one finding of the rule; `rest` is its "message severity text <related>". */
static inline void stage_fails(const char *id, const char *rule, const char *rest)
{
    char line[400];
    snprintf(line, sizeof line, "%s %s %s", id, rule, rest);
    ck_assert_msg(stage_line_of(stage.report, line) != NULL, "no finding \"%s\" in:\n%s", line, stage.report);
    ck_assert_msg(stage_count(id, rule) == 1, "%u findings of %s in:\n%s", stage_count(id, rule), rule, stage.report);
    snprintf(line, sizeof line, "{\"conversation\":\"%s\",\"rule\":\"%s\",\"verdict\":\"fail\"", id, rule);
    ck_assert_msg(stage_line_of(stage.verdicts, line) != NULL, "no verdict %s in:\n%s", line, stage.verdicts);
}

static inline void stage_verdict(const char *id, const char *rule, const char *verdict)
{
    char line[400];
    snprintf(line, sizeof line, "{\"conversation\":\"%s\",\"rule\":\"%s\",\"verdict\":\"%s\"", id, rule, verdict);
    ck_assert_msg(stage_count(id, rule) == 0, "findings of %s in:\n%s", rule, stage.report);
    ck_assert_msg(stage_line_of(stage.verdicts, line) != NULL, "no verdict %s in:\n%s", line, stage.verdicts);
}

static inline void stage_passes(const char *id, const char *rule)
{
    stage_verdict(id, rule, "pass");
}

/* The rule had no opportunity. */
static inline void stage_silent(const char *id, const char *rule)
{
    char line[200];
    snprintf(line, sizeof line, "{\"conversation\":\"%s\",\"rule\":\"%s\",", id, rule);
    ck_assert_msg(stage_count(id, rule) == 0, "findings of %s in:\n%s", rule, stage.report);
    const char *verdict = stage_line_of(stage.verdicts, line);
    ck_assert_msg(verdict == NULL, "a verdict: %.*s", verdict ? (int)strcspn(verdict, "\n") : 0, verdict);
}

#endif
