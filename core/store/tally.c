/*
 * Sums of verdicts by day and rule, for each agent, each queue, each channel and each language. Scores of a million
 * conversations are made of these, not of twenty million verdicts. A day is always summed up as a whole, so that sums
 * cannot drift away from what they are sums of.
 */
#include <stdlib.h>
#include <string.h>

#include "core/model/arena.h"
#include "core/store/inner.h"

/* `rule` 0: conversations, counted in `passed`. `key` and `rule` are ids of words, key 0 for none. */
struct sum {
    int64_t day, key, rule;
    enum store_kind kind;
    bool used;
    uint64_t passed, failed, unchecked;
};

/* A table with open addressing, at most half full. */
struct sums {
    struct sum *list;
    size_t cap, count;
};

static size_t hash_of(const struct sum *key)
{
    const uint64_t parts[] = {(uint64_t)key->day, (uint64_t)key->key, (uint64_t)key->rule, (uint64_t)key->kind};
    uint64_t hash = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        hash = (hash ^ parts[i]) * 0x9e3779b97f4a7c15u;
        hash ^= hash >> 29;
    }
    return (size_t)hash;
}

static bool is_same(const struct sum *a, const struct sum *b)
{
    return a->day == b->day && a->key == b->key && a->rule == b->rule && a->kind == b->kind;
}

static struct sum *slot_of(struct sums *sums, const struct sum *key)
{
    size_t at = hash_of(key) & (sums->cap - 1);
    while (sums->list[at].used && !is_same(&sums->list[at], key))
        at = (at + 1) & (sums->cap - 1);
    return &sums->list[at];
}

static void grow(struct sums *sums)
{
    struct sums old = *sums;
    sums->cap = old.cap ? old.cap * 2 : 1024;
    sums->list = must_calloc(sums->cap, sizeof *sums->list);
    for (size_t i = 0; i < old.cap; i++)
        if (old.list[i].used)
            *slot_of(sums, &old.list[i]) = old.list[i];
    free(old.list);
}

static struct sum *sum_of(struct sums *sums, const struct sum *key)
{
    if (sums->count * 2 >= sums->cap)
        grow(sums);
    struct sum *slot = slot_of(sums, key);
    if (!slot->used) {
        *slot = *key;
        slot->used = true;
        sums->count++;
    }
    return slot;
}

/* The agents that were met in the conversation at hand; each counts once. */
struct visit {
    int64_t conversation;
    int64_t *agents;
    size_t count, cap;
};

static bool is_new(struct visit *visit, int64_t agent)
{
    for (size_t i = 0; i < visit->count; i++)
        if (visit->agents[i] == agent)
            return false;
    if (visit->count == visit->cap) {
        visit->cap = visit->cap ? visit->cap * 2 : 8;
        visit->agents = must_realloc(visit->agents, visit->cap * sizeof *visit->agents);
    }
    visit->agents[visit->count++] = agent;
    return true;
}

static void add_row(struct sums *sums, struct visit *visit, sqlite3_stmt *row)
{
    struct sum key = {.day = sqlite3_column_type(row, 7) == SQLITE_NULL ? TALLY_NO_DAY : sqlite3_column_int64(row, 7)};
    int64_t conversation = sqlite3_column_int64(row, 0), agent = sqlite3_column_int64(row, 3);
    int verdict = sqlite3_column_int(row, 2);
    bool first = conversation != visit->conversation;
    visit->conversation = conversation;
    visit->count = first ? 0 : visit->count;
    bool met = is_new(visit, agent);
    for (int kind = KIND_AGENT; kind < KIND_COUNT; kind++) {
        key.kind = (enum store_kind)kind;
        key.key = sqlite3_column_int64(row, 3 + kind);
        key.rule = sqlite3_column_int64(row, 1);
        struct sum *sum = sum_of(sums, &key);
        sum->passed += verdict == 0;
        sum->failed += verdict == 1;
        sum->unchecked += verdict == 2;
        key.rule = 0;
        if (kind == KIND_AGENT ? met : first)
            sum_of(sums, &key)->passed++;
    }
}

/* The verdicts of one day; what was summed up before is forgotten. */
static int sum_up(struct store *store, sqlite3_stmt *verdicts, int64_t day, struct sums *sums, struct visit *visit, struct bytes *why)
{
    int result;
    if (sums->cap > 0)
        memset(sums->list, 0, sums->cap * sizeof *sums->list);
    sums->count = 0;
    visit->conversation = 0;
    if (day == TALLY_NO_DAY)
        sqlite3_bind_null(verdicts, 1);
    else
        sqlite3_bind_int64(verdicts, 1, day);
    while ((result = sqlite3_step(verdicts)) == SQLITE_ROW)
        add_row(sums, visit, verdicts);
    sqlite3_reset(verdicts);
    return result == SQLITE_DONE ? 0 : store_fail(store, why, "cannot be summed up");
}

static int compare(const void *left, const void *right)
{
    const struct sum *a = left, *b = right;
    const int64_t mine[] = {b->used, a->kind, a->day, a->key, a->rule}, other[] = {a->used, b->kind, b->day, b->key, b->rule};
    for (size_t i = 0; i < sizeof mine / sizeof *mine; i++)
        if (mine[i] != other[i])
            return mine[i] < other[i] ? -1 : 1;
    return 0;
}

static int write_sum(struct store *store, sqlite3_stmt *tally, sqlite3_stmt *visit, const struct sum *sum, struct bytes *why)
{
    sqlite3_stmt *statement = sum->rule ? tally : visit;
    const int64_t in_tally[] = {sum->kind, sum->day, sum->key, sum->rule, (int64_t)sum->passed, (int64_t)sum->failed, (int64_t)sum->unchecked};
    const int64_t in_visit[] = {sum->kind, sum->day, sum->key, (int64_t)sum->passed};
    const int64_t *values = sum->rule ? in_tally : in_visit;
    int count = sum->rule ? 7 : 4;
    for (int i = 0; i < count; i++)
        sqlite3_bind_int64(statement, i + 1, values[i]);
    int status = sqlite3_step(statement) == SQLITE_DONE ? 0 : store_fail(store, why, "not written");
    sqlite3_reset(statement);
    return status;
}

enum { DAYS, VERDICTS, ADD_TALLY, ADD_VISIT, STATEMENTS };

static const char *const statements[STATEMENTS] = {
    [DAYS] = "SELECT day FROM touched ORDER BY day",
    [VERDICTS] = "SELECT v.conversation, v.rule, v.verdict, v.agent, c.queue, c.channel, c.lang, c.day FROM conversation c"
                 " CROSS JOIN verdict v ON v.conversation = c.id WHERE c.day IS ?1 ORDER BY c.id",
    [ADD_TALLY] = "INSERT INTO tally VALUES(?1,?2,?3,?4,?5,?6,?7)",
    [ADD_VISIT] = "INSERT INTO visit VALUES(?1,?2,?3,?4)",
};

/* A day at a time, so that memory holds the sums of one; in the order of their keys, so that the file grows at its end. */
static int sum_up_days(struct store *store, sqlite3_stmt *const *made, struct bytes *why)
{
    struct sums sums = {0};
    struct visit visit = {0};
    int status = 0, result = SQLITE_DONE;
    while (status == 0 && (result = sqlite3_step(made[DAYS])) == SQLITE_ROW) {
        status = sum_up(store, made[VERDICTS], sqlite3_column_int64(made[DAYS], 0), &sums, &visit, why);
        if (sums.count > 0)
            qsort(sums.list, sums.cap, sizeof *sums.list, compare);
        for (size_t i = 0; i < sums.count && status == 0; i++)
            status = write_sum(store, made[ADD_TALLY], made[ADD_VISIT], &sums.list[i], why);
    }
    free(sums.list);
    free(visit.agents);
    return status == 0 && result != SQLITE_DONE ? store_fail(store, why, "cannot be summed up") : status;
}

int tally_refresh(struct store *store, struct bytes *why)
{
    sqlite3_stmt *made[STATEMENTS] = {0};
    int status = 0;
    for (int kind = KIND_AGENT; kind < KIND_COUNT && status == 0; kind++) {
        struct bytes sql = {0};
        bytes_addf(&sql, "DELETE FROM tally WHERE kind = %d AND day IN (SELECT day FROM touched);"
                         "DELETE FROM visit WHERE kind = %d AND day IN (SELECT day FROM touched);", kind, kind);
        status = store_sql(store, bytes_text(&sql), why);
        bytes_release(&sql);
    }
    for (int i = 0; i < STATEMENTS && status == 0; i++)
        if (sqlite3_prepare_v2(store->db, statements[i], -1, &made[i], NULL) != SQLITE_OK)
            status = store_fail(store, why, "is damaged");
    if (status == 0)
        status = sum_up_days(store, made, why);
    for (int i = 0; i < STATEMENTS; i++)
        sqlite3_finalize(made[i]);
    return status;
}
