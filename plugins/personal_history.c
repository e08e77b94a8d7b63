/*
 * personal/history: the conversations of one customer in the order of time. One that follows another
 * within the window is to refer to what was before.
 */
#include <stdlib.h>

#include "personal.h"

#define DAY_MS INT64_C(86400000)

struct entry {
    struct contact contact;
    uint32_t fact;
};

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    if (a->contact.at_ms != b->contact.at_ms)
        return a->contact.at_ms < b->contact.at_ms ? -1 : 1;
    return a->fact < b->fact ? -1 : a->fact > b->fact;
}

static void fail(const struct rapport_host *host, uint32_t fact, uint32_t earlier)
{
    struct rapport_finding finding = {
        .size = sizeof finding,
        .rule = HISTORY,
        .message = RAPPORT_NONE,
        .begin = RAPPORT_NONE,
        .end = RAPPORT_NONE,
        .severity = RAPPORT_SEVERITY_DEFAULT,
        .speaker = RAPPORT_NONE,
        .related = RAPPORT_NONE,
        .fact = fact,
        .related_fact = earlier,
    };
    host->emit(host, &finding);
}

static void say(const struct rapport_host *host, uint32_t fact, int32_t verdict, const char *why)
{
    struct rapport_verdict said = {.size = sizeof said, .rule = HISTORY, .verdict = verdict,
                                   .speaker = RAPPORT_NONE, .fact = fact, .why = {why, strlen(why)}};
    host->verdict(host, &said);
}

static void judge(const struct rapport_host *host, const struct entry *entry, const struct entry *earlier)
{
    bool timed = entry->contact.at_ms != RAPPORT_TIME_UNKNOWN;
    if (entry->contact.state == CONTACT_NO_AGENT)
        return;
    if (timed && earlier && entry->contact.at_ms - earlier->contact.at_ms > host->options[OPTION_DAYS] * DAY_MS)
        return;
    if (!timed)
        say(host, entry->fact, RAPPORT_UNCHECKED, "no times");
    else if (!earlier)
        return;
    else if (entry->contact.state == CONTACT_REFERS)
        say(host, entry->fact, RAPPORT_PASS, "");
    else if (entry->contact.state == CONTACT_UNHEARD)
        say(host, entry->fact, RAPPORT_UNCHECKED, "no known language");
    else
        fail(host, entry->fact, earlier->fact);
}

/* Conversations that began at the same time are not before each other; those without a time are nowhere. */
static void judge_all(const struct rapport_host *host, const struct entry *entries, uint32_t count)
{
    const struct entry *earlier = NULL;
    for (uint32_t i = 0; i < count; i++) {
        const struct entry *last = i > 0 ? &entries[i - 1] : NULL;
        if (last && last->contact.at_ms != RAPPORT_TIME_UNKNOWN && last->contact.at_ms < entries[i].contact.at_ms)
            earlier = last;
        judge(host, &entries[i], earlier);
    }
}

int32_t personal_judge_group(const struct rapport_host *host, const void *shared, const struct rapport_group *group)
{
    (void)shared;
    if (group->fact_count < 2)
        return RAPPORT_OK;
    struct entry *entries = calloc(group->fact_count, sizeof *entries);
    if (!entries)
        return RAPPORT_FAILED;
    for (uint32_t i = 0; i < group->fact_count; i++) {
        memcpy(&entries[i].contact, group->facts[i]->value.ptr, sizeof entries[i].contact);
        entries[i].fact = i;
    }
    qsort(entries, group->fact_count, sizeof *entries, compare_entries);
    judge_all(host, entries, group->fact_count);
    free(entries);
    return RAPPORT_OK;
}
