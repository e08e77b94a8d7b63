#include "core/command/lint_talk.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/command/options.h"
#include "core/command/reading.h"
#include "core/text/json_write.h"

/* The rules that mean something for a reply alone. */
static bool is_for_templates(const char *rule, const char *kind)
{
    if (strncmp(rule, "phrasing/", 9) == 0 || strcmp(rule, "quotes/across") == 0 || strcmp(rule, "quotes/list") == 0)
        return true;
    return strcmp(kind, "closing") == 0 && (strcmp(rule, "gratitude/closing") == 0 || strncmp(rule, "closing/", 8) == 0);
}

/* The customer's word behind it lets a closing be one; one time for all lets prices be compared. */
static void write_talk(struct bytes *out, const struct lint_reply *reply, size_t index)
{
    bytes_addf(out, "{\"id\":\"%zu\",\"channel\":\"template\",\"started\":\"2000-01-01T00:00:00Z\",", index);
    if (reply->language != LANGUAGE_NONE)
        bytes_addf(out, "\"lang\":\"%s\",", language_code(reply->language));
    bytes_add_text(out, "\"messages\":[{\"role\":\"agent\",\"text\":");
    json_text(out, (struct rapport_text){reply->masked, reply->reply->len});
    bytes_add_text(out, "},{\"role\":\"customer\",\"text\":\".\"},{\"role\":\"system\",\"event\":\"closed\"}]}\n");
}

/* A file in memory, for the run reads files. */
static int open_talks(const struct lint *lint)
{
    struct bytes text = {0};
    int file = memfd_create("templates", MFD_CLOEXEC);
    for (size_t i = 0; i < lint->reply_count && file >= 0; i++) {
        write_talk(&text, &lint->replies[i], i);
        if (text.len > 1 << 20 || i + 1 == lint->reply_count) {
            if (write(file, text.ptr, text.len) != (ssize_t)text.len) {
                close(file);
                file = -1;
            }
            bytes_clear(&text);
        }
    }
    bytes_release(&text);
    if (file < 0)
        complain("memory for templates: %s", strerror(errno));
    return file;
}

static const char *text_at(json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

/* Where the related conversation's template stands. */
static const char *related_of(struct lint *lint, json_t *line)
{
    json_t *related = json_array_get(json_object_get(line, "related"), 0);
    size_t index = strtoul(text_at(related, "conversation"), NULL, 10);
    if (!related || index >= lint->reply_count)
        return NULL;
    struct bytes text = {0};
    const struct lint_reply *reply = &lint->replies[index];
    bytes_addf(&text, "%s%s%s: %s", reply->sheet->path, *reply->reply->key ? "#" : "", reply->reply->key, text_at(related, "text"));
    const char *kept = lint_kept(lint, bytes_text(&text), text.len);
    bytes_release(&text);
    return kept;
}

static int32_t severity_of(json_t *line)
{
    return severity_by_name(text_at(line, "severity"));
}

/* Proposals, for --fix=all: what is said too loud, and the thanks that are missing. */
static void propose(struct lint *lint, struct lint_finding *finding)
{
    static const char *const thanks[LANGUAGE_COUNT] = {
        [LANGUAGE_HE] = " תודה שפניתם אלינו.", [LANGUAGE_FA] = " از تماس شما سپاسگزاریم.", [LANGUAGE_EN] = " Thank you for contacting us."};
    const struct lint_reply *reply = &lint->replies[finding->reply];
    const char *said = reply->reply->text + finding->begin;
    if (strcmp(finding->rule, "gratitude/closing") == 0 && reply->language != LANGUAGE_NONE && !reply->reply->html)
        lint_fix_text(lint, finding, reply->reply->len, reply->reply->len, thanks[reply->language], "add thanks", false);
    else if (strcmp(finding->rule, "phrasing/shouting") == 0 && finding->end - finding->begin == 2 && *said == '!')
        lint_fix_text(lint, finding, finding->begin, finding->end, "!", "one exclamation mark", false);
}

static void take_finding(struct lint *lint, json_t *line, uint32_t index)
{
    const char *rule = text_at(line, "rule");
    if (json_integer_value(json_object_get(line, "message")) != 0 || !is_for_templates(rule, lint->replies[index].kind))
        return;
    struct lint_finding *finding = lint_add(lint, TEMPLATE_PLACEHOLDER, index, 0, 0, "");
    finding->rule = lint_kept(lint, rule, strlen(rule));
    finding->severity = severity_of(line);
    finding->begin = (uint32_t)json_integer_value(json_object_get(line, "start"));
    finding->end = (uint32_t)json_integer_value(json_object_get(line, "end"));
    finding->related = related_of(lint, line);
    json_t *confidence = json_object_get(line, "confidence");
    finding->confidence = confidence ? (uint32_t)json_integer_value(confidence) : 100;
    propose(lint, finding);
}

static int compare_texts(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

/* "120 ILS, 99.90 EUR": the same amounts make the same text, in whatever order they were said. */
static void take_amounts(struct lint *lint, json_t *line, uint32_t index)
{
    json_t *amounts = json_object_get(json_array_get(json_object_get(line, "messages"), 0), "amounts"), *amount;
    char **list = must_calloc(json_array_size(amounts) + 1, sizeof *list);
    struct bytes text = {0};
    size_t i, count = 0;
    json_array_foreach(amounts, i, amount) {
        bytes_clear(&text);
        bytes_addf(&text, "%s %s", text_at(amount, "value"), text_at(amount, "currency"));
        if (*text_at(amount, "currency"))
            list[count++] = must_copy(bytes_text(&text), text.len);
    }
    qsort(list, count, sizeof *list, compare_texts);
    bytes_clear(&text);
    for (i = 0; i < count; i++) {
        bytes_addf(&text, "%s%s", i ? ", " : "", list[i]);
        free(list[i]);
    }
    free(list);
    lint->replies[index].amounts = lint_kept(lint, bytes_text(&text), text.len);
    bytes_release(&text);
}

static void take_line(struct lint *lint, const char *text, size_t len)
{
    static const char account[] = "{\"account\":";
    bool is_account = len > sizeof account && memcmp(text, account, sizeof account - 1) == 0;
    if (is_account && !memmem(text, len, "\"amounts\"", strlen("\"amounts\"")))
        return; /* as most are */
    json_t *line = json_loadb(text, len, 0, NULL);
    size_t index = strtoul(text_at(line, is_account ? "account" : "conversation"), NULL, 10);
    if (index < lint->reply_count && is_account)
        take_amounts(lint, line, (uint32_t)index);
    else if (index < lint->reply_count)
        take_finding(lint, line, (uint32_t)index);
    json_decref(line);
}

static void take_lines(struct lint *lint, const char *text, size_t len)
{
    for (const char *at = text, *end = text + len; at < end;) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        take_line(lint, at, (size_t)(stop - at));
        at = stop + 1;
    }
}

static int run_over(struct lint *lint, const struct setup *setup, const char *path)
{
    static const struct texts none = {0}; /* the report has them, so they need not be read back */
    struct run_setup run = {.ruleset = setup->ruleset, .host = &setup->host, .texts = &none,
                            .format = output_by_name("jsonl"), .style = {.ui = setup->ui}, .min_confidence = 1,
                            .accounts = ACCOUNT_SHORT};
    struct collector collector;
    char *text = NULL;
    size_t len = 0;
    int status = -1;
    FILE *report = open_memstream(&text, &len);
    collector_init(&collector, &run);
    struct worker *worker = report ? reading_run(&run, &collector, NULL, &path, 1) : NULL;
    if (worker && collector_finish(&collector, worker, report, NULL) == 0)
        status = 0;
    else if (worker)
        complain("%s", bytes_text(&collector.failure));
    if (report)
        fclose(report);
    if (status == 0)
        take_lines(lint, text, len);
    free(text);
    worker_free(worker);
    collector_release(&collector);
    return status;
}

void lint_talk_only_templates(struct host *host)
{
    for (size_t i = 0; i < host->rule_count; i++) {
        struct host_rule *rule = &host->rules[i];
        if (is_for_templates(rule->id, "closing") || strncmp(rule->id, "template/", 9) == 0)
            continue;
        rule->enabled = false;
        host->plugins[rule->plugin].enabled[rule->index] = 0;
    }
}

int lint_talk(struct lint *lint, const struct setup *setup)
{
    char path[64];
    if (lint->reply_count == 0)
        return 0;
    int file = open_talks(lint);
    if (file < 0)
        return -1;
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    lseek(file, 0, SEEK_SET);
    int status = run_over(lint, setup, path);
    close(file);
    return status;
}
