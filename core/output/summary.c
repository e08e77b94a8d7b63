#include "core/output/summary.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/arena.h"
#include "core/text/visible.h"

/* Lists of rules are broken here, so that a reason with forty rules stays readable. */
enum { LINE_COLUMNS = 100 };

static void add_count(struct bytes *out, uint64_t count, const char *noun)
{
    bytes_addf(out, "%llu %s%s", (unsigned long long)count, noun, count == 1 ? "" : "s");
}

/* "512 bytes", "3.4 MB": powers of ten, one decimal, rounded down. */
static void add_size(struct bytes *out, uint64_t bytes)
{
    static const char *const units[] = {"kB", "MB", "GB", "TB", "PB", "EB"};
    if (bytes < 1000) {
        add_count(out, bytes, "byte");
        return;
    }
    size_t unit = 0;
    uint64_t tenths = bytes / 100;
    for (; tenths >= 10000; unit++)
        tenths /= 1000;
    bytes_addf(out, "%llu.%u %s", (unsigned long long)tenths / 10, (unsigned)(tenths % 10), units[unit]);
}

static uint64_t all_findings(const struct summary *summary)
{
    uint64_t all = 0;
    for (size_t i = 0; i < summary->rule_count; i++)
        all += summary->rules[i].findings;
    return all;
}

static void add_totals(struct bytes *out, const struct summary *summary)
{
    uint64_t findings = all_findings(summary);
    add_count(out, summary->conversations, "conversation");
    bytes_add(out, ", ", 2);
    add_count(out, summary->messages, "message");
    bytes_add(out, ", ", 2);
    add_size(out, summary->bytes);
    bytes_addf(out, " in %.1f s: ", summary->seconds);
    if (summary->conversations == 0)
        bytes_add_text(out, "nothing was audited");
    else if (findings > 0)
        add_count(out, findings, "finding");
    else
        bytes_add_text(out, "no findings");
    bytes_add_char(out, '\n');
}

static int rule_compare(const void *left, const void *right)
{
    const struct summary_rule *a = left, *b = right;
    if (a->findings != b->findings)
        return a->findings < b->findings ? 1 : -1;
    return strcmp(a->id, b->id);
}

static int digits_of(uint64_t number)
{
    int digits = 1;
    while (number /= 10)
        digits++;
    return digits;
}

/* memcpy that may be told of nothing at all. */
static void *sorted(const void *list, size_t count, size_t size, int (*compare)(const void *, const void *))
{
    void *copy = must_alloc(count * size + 1);
    if (count > 0) {
        memcpy(copy, list, count * size);
        qsort(copy, count, size, compare);
    }
    return copy;
}

static void add_rules(struct bytes *out, const struct summary *summary)
{
    struct summary_rule *rules =
        sorted(summary->rules, summary->rule_count, sizeof *summary->rules, rule_compare);
    for (size_t i = 0; i < summary->rule_count && rules[i].findings > 0; i++) {
        bytes_addf(out, "  %*llu  ", digits_of(rules[0].findings), (unsigned long long)rules[i].findings);
        visible_add_z(out, rules[i].id);
        bytes_add_char(out, '\n');
    }
    free(rules);
}

static int unchecked_compare(const void *left, const void *right)
{
    const struct summary_unchecked *a = left, *b = right;
    int order = strcmp(a->why, b->why);
    if (order == 0)
        order = strcmp(a->rule, b->rule);
    return order ? order : (a->count > b->count) - (a->count < b->count);
}

/* The rules of one reason, from `first`; returns where the next reason begins. */
static size_t add_reason(struct bytes *out, const struct summary_unchecked *list, size_t first, size_t count)
{
    size_t i = first, line = out->len;
    bytes_add(out, "  ", 2);
    visible_add_z(out, list[first].why);
    for (; i < count && strcmp(list[i].why, list[first].why) == 0; i++) {
        size_t wanted = strlen(list[i].rule) + (size_t)digits_of(list[i].count) + 3;
        bytes_add_char(out, i == first ? ':' : ',');
        if (i > first && out->len - line + wanted > LINE_COLUMNS) {
            bytes_add_text(out, "\n   ");
            line = out->len - 3;
        }
        bytes_add_char(out, ' ');
        visible_add_z(out, list[i].rule);
        bytes_addf(out, " %llu", (unsigned long long)list[i].count);
    }
    bytes_add_char(out, '\n');
    return i;
}

static void add_unchecked(struct bytes *out, const struct summary *summary)
{
    if (summary->unchecked_count == 0)
        return;
    struct summary_unchecked *list =
        sorted(summary->unchecked, summary->unchecked_count, sizeof *summary->unchecked, unchecked_compare);
    bytes_add_text(out, "not checked:\n");
    for (size_t i = 0; i < summary->unchecked_count;)
        i = add_reason(out, list, i, summary->unchecked_count);
    free(list);
}

static void add_problem(struct bytes *out, const struct problem *problem)
{
    bytes_add(out, "  ", 2);
    visible_add_isolated(out, problem->place, strlen(problem->place), false);
    if (problem->line > 0)
        bytes_addf(out, ":%llu", (unsigned long long)problem->line);
    bytes_add(out, ": ", 2);
    visible_add_isolated(out, problem->reason, strlen(problem->reason), false);
    bytes_add_char(out, '\n');
}

/* The notices or the rest; `more` are known by their number only. */
static void add_problems(struct bytes *out, const struct problems *problems, bool notices, uint64_t more,
                         const char *heading)
{
    uint64_t count = more, shown = 0;
    for (size_t i = 0; i < problems->count; i++)
        count += !problems->list[i].notice == !notices;
    if (count == 0)
        return;
    bytes_add_text(out, heading);
    for (size_t i = 0; i < problems->count && shown < SUMMARY_PROBLEMS_SHOWN; i++)
        if (!problems->list[i].notice == !notices) {
            add_problem(out, &problems->list[i]);
            shown++;
        }
    if (count > shown)
        bytes_addf(out, "  and %llu more\n", (unsigned long long)(count - shown));
}

void summary_write(struct bytes *out, const struct summary *summary)
{
    add_totals(out, summary);
    add_rules(out, summary);
    add_unchecked(out, summary);
    if (summary->problems)
        summary_problems(out, summary->problems);
}

void summary_problems(struct bytes *out, const struct problems *problems)
{
    /* what was left out is not known to be harmless, so it counts as not read */
    add_problems(out, problems, false, problems->left_out, "could not be read:\n");
    add_problems(out, problems, true, 0, "notices:\n");
}
