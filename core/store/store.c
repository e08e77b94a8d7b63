#include "core/store/store.h"

#include <jansson.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/store/schema.h"
#include "core/text/day.h"

static int fail(struct store *store, struct bytes *why, const char *what)
{
    bytes_addf(why, "%s: %s: %s", store->path ? store->path : "store", what, sqlite3_errmsg(store->db));
    return -1;
}

static int run_sql(struct store *store, const char *sql, struct bytes *why)
{
    return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : fail(store, why, "not written");
}

/* A number that a statement gives in its first row; `otherwise` where it gives none. */
static int64_t number_of(struct store *store, const char *sql, int64_t otherwise)
{
    sqlite3_stmt *statement = NULL;
    int64_t number = otherwise;
    if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW &&
        sqlite3_column_type(statement, 0) != SQLITE_NULL)
        number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return number;
}

/* Brings the file to today's version, each step in a transaction of its own. */
static int migrate(struct store *store, struct bytes *why)
{
    int64_t version = number_of(store, "PRAGMA user_version", -1);
    if (version < 0)
        return fail(store, why, "cannot be read");
    if (version > SCHEMA_VERSION) {
        bytes_addf(why, "%s: is a store of version %lld, this program knows %d", store->path, (long long)version, SCHEMA_VERSION);
        return -1;
    }
    if (version == 0 && number_of(store, "SELECT count(*) FROM sqlite_schema", 0) > 0) {
        bytes_addf(why, "%s: is a database, but no store of rapport", store->path);
        return -1;
    }
    for (; version < SCHEMA_VERSION; version++) {
        struct bytes sql = {0};
        bytes_addf(&sql, "BEGIN IMMEDIATE; %s PRAGMA user_version=%lld; COMMIT;", schema_steps[version], (long long)version + 1);
        int status = run_sql(store, bytes_text(&sql), why);
        bytes_release(&sql);
        if (status != 0)
            return -1;
    }
    return 0;
}

int store_open(struct store *store, const char *path, struct bytes *why)
{
    enum { BUSY_MS = 60000 };
    *store = (struct store){.path = path};
    if (sqlite3_open(path ? path : ":memory:", &store->db) != SQLITE_OK)
        return fail(store, why, "cannot be opened");
    sqlite3_busy_timeout(store->db, BUSY_MS);
    sqlite3_extended_result_codes(store->db, 1);
    if (run_sql(store, path ? "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" : "PRAGMA journal_mode=OFF;", why) != 0)
        return -1;
    return migrate(store, why);
}

void store_close(struct store *store)
{
    sqlite3_close(store->db);
    *store = (struct store){0};
}

/* The statements of a run that is being kept. */
enum { ADD_WORD, FIND_WORD, FIND_CONVERSATION, ADD_CONVERSATION, DROP_VERDICTS, DROP_FINDINGS, ADD_VERDICT, ADD_FINDING, ADD_PROBLEM, ADD_RUN, STATEMENTS };

static const char *const statements[STATEMENTS] = {
    [ADD_WORD] = "INSERT INTO word(text) VALUES(?1)",
    [FIND_WORD] = "SELECT id FROM word WHERE text = ?1",
    [FIND_CONVERSATION] = "SELECT id FROM conversation WHERE name = ?1",
    [ADD_CONVERSATION] = "INSERT INTO conversation(name, run, place, line, channel, queue, lang, day) VALUES(?1,?2,?3,?4,?5,?6,?7,?8)"
                         " ON CONFLICT(name) DO UPDATE SET run=?2, place=?3, line=?4, channel=?5, queue=?6, lang=?7, day=?8",
    [DROP_VERDICTS] = "DELETE FROM verdict WHERE conversation = ?1",
    [DROP_FINDINGS] = "DELETE FROM finding WHERE conversation = ?1",
    [ADD_VERDICT] = "INSERT OR REPLACE INTO verdict(conversation, rule, verdict, agent, why) VALUES(?1,?2,?3,?4,?5)",
    [ADD_FINDING] = "INSERT INTO finding(conversation, rule, severity, message, begin, end, text, agent, confidence, identity)"
                    " VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)",
    [ADD_PROBLEM] = "INSERT INTO problem(run, place, line, reason, notice) VALUES(?1,?2,?3,?4,?5)",
    [ADD_RUN] = "INSERT INTO run(version, input, conversations, messages) VALUES(?1,?2,?3,?4)",
};

struct keeper {
    struct store *store;
    sqlite3_stmt *made[STATEMENTS];
    json_t *words; /* text to id, for those of this run */
    int64_t run;
    struct bytes *why;
    bool failed;
};

static void bind_text(sqlite3_stmt *statement, int place, const char *text)
{
    sqlite3_bind_text(statement, place, text, -1, SQLITE_TRANSIENT);
}

/* 0 binds NULL. */
static void bind_id(sqlite3_stmt *statement, int place, int64_t id)
{
    if (id)
        sqlite3_bind_int64(statement, place, id);
    else
        sqlite3_bind_null(statement, place);
}

static void bind_number(sqlite3_stmt *statement, int place, json_t *number)
{
    if (json_is_integer(number))
        sqlite3_bind_int64(statement, place, json_integer_value(number));
    else
        sqlite3_bind_null(statement, place);
}

/* Runs a statement whose values are bound, and makes it ready for the next time. */
static void done(struct keeper *keeper, int which)
{
    if (sqlite3_step(keeper->made[which]) != SQLITE_DONE && !keeper->failed) {
        fail(keeper->store, keeper->why, "not written");
        keeper->failed = true;
    }
    sqlite3_reset(keeper->made[which]);
    sqlite3_clear_bindings(keeper->made[which]);
}

static int64_t first_number(sqlite3_stmt *statement)
{
    int64_t id = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_reset(statement);
    return id;
}

/* 0 for no text or an empty one. */
static int64_t word_id(struct keeper *keeper, const char *text)
{
    enum { WORDS_KEPT = 1 << 20 };
    if (!text || !*text)
        return 0;
    json_t *known = json_object_get(keeper->words, text);
    if (known)
        return json_integer_value(known);
    bind_text(keeper->made[FIND_WORD], 1, text);
    int64_t id = first_number(keeper->made[FIND_WORD]);
    if (!id) {
        bind_text(keeper->made[ADD_WORD], 1, text);
        done(keeper, ADD_WORD);
        id = sqlite3_last_insert_rowid(keeper->store->db);
    }
    if (json_object_size(keeper->words) < WORDS_KEPT)
        json_object_set_new(keeper->words, text, json_integer(id));
    return id;
}

static const char *text_at(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

static int64_t conversation_id(struct keeper *keeper, const char *name)
{
    bind_text(keeper->made[FIND_CONVERSATION], 1, name);
    return first_number(keeper->made[FIND_CONVERSATION]);
}

/* What it had before goes. */
static void keep_account(struct keeper *keeper, const json_t *account)
{
    const char *name = text_at(account, "account"), *source = text_at(account, "source"), *colon = strrchr(source, ':');
    struct bytes place = {0};
    int64_t day = day_read(text_at(account, "day"));
    sqlite3_stmt *add = keeper->made[ADD_CONVERSATION];
    bytes_add(&place, source, colon ? (size_t)(colon - source) : strlen(source));
    int64_t place_id = word_id(keeper, bytes_text(&place)), channel = word_id(keeper, text_at(account, "channel"));
    int64_t queue = word_id(keeper, text_at(account, "queue")), lang = word_id(keeper, text_at(account, "lang"));
    bind_text(add, 1, name);
    sqlite3_bind_int64(add, 2, keeper->run);
    bind_id(add, 3, place_id);
    sqlite3_bind_int64(add, 4, colon ? strtoll(colon + 1, NULL, 10) : 0);
    bind_id(add, 5, channel);
    bind_id(add, 6, queue);
    bind_id(add, 7, lang);
    if (day != INT64_MIN)
        sqlite3_bind_int64(add, 8, day);
    done(keeper, ADD_CONVERSATION);
    int64_t id = conversation_id(keeper, name);
    sqlite3_bind_int64(keeper->made[DROP_VERDICTS], 1, id);
    done(keeper, DROP_VERDICTS);
    sqlite3_bind_int64(keeper->made[DROP_FINDINGS], 1, id);
    done(keeper, DROP_FINDINGS);
    bytes_release(&place);
}

static void keep_finding(struct keeper *keeper, const json_t *finding)
{
    sqlite3_stmt *add = keeper->made[ADD_FINDING];
    json_t *confidence = json_object_get(finding, "confidence");
    int64_t rule = word_id(keeper, text_at(finding, "rule")), severity = word_id(keeper, text_at(finding, "severity"));
    int64_t agent = word_id(keeper, text_at(finding, "agent"));
    sqlite3_bind_int64(add, 1, conversation_id(keeper, text_at(finding, "conversation")));
    sqlite3_bind_int64(add, 2, rule);
    sqlite3_bind_int64(add, 3, severity);
    bind_number(add, 4, json_object_get(finding, "message"));
    bind_number(add, 5, json_object_get(finding, "start"));
    bind_number(add, 6, json_object_get(finding, "end"));
    if (*text_at(finding, "text"))
        bind_text(add, 7, text_at(finding, "text"));
    bind_id(add, 8, agent);
    sqlite3_bind_int64(add, 9, confidence ? json_integer_value(confidence) : 100);
    bind_text(add, 10, text_at(finding, "id"));
    done(keeper, ADD_FINDING);
}

static void keep_verdict(struct keeper *keeper, const json_t *verdict)
{
    sqlite3_stmt *add = keeper->made[ADD_VERDICT];
    const char *word = text_at(verdict, "verdict");
    int64_t rule = word_id(keeper, text_at(verdict, "rule")), agent = word_id(keeper, text_at(verdict, "agent"));
    int64_t why = word_id(keeper, text_at(verdict, "why"));
    sqlite3_bind_int64(add, 1, conversation_id(keeper, text_at(verdict, "conversation")));
    sqlite3_bind_int64(add, 2, rule);
    sqlite3_bind_int64(add, 3, strcmp(word, "pass") == 0 ? 0 : strcmp(word, "fail") == 0 ? 1 : 2);
    bind_id(add, 4, agent);
    bind_id(add, 5, why);
    done(keeper, ADD_VERDICT);
}

enum wanted { ACCOUNTS, FINDINGS, VERDICTS };

static void keep_line(struct keeper *keeper, enum wanted wanted, const char *line, size_t len)
{
    static const char account[] = "{\"account\":";
    bool is_account = len > sizeof account && memcmp(line, account, sizeof account - 1) == 0;
    if (wanted != VERDICTS && is_account != (wanted == ACCOUNTS))
        return;
    json_t *json = json_loadb(line, len, 0, NULL);
    if (wanted == ACCOUNTS)
        keep_account(keeper, json);
    else if (wanted == FINDINGS)
        keep_finding(keeper, json);
    else
        keep_verdict(keeper, json);
    json_decref(json);
}

static void keep_lines(struct keeper *keeper, enum wanted wanted, FILE *file)
{
    char *line = NULL;
    size_t cap = 0;
    ssize_t len;
    rewind(file);
    while (!keeper->failed && (len = getline(&line, &cap, file)) > 0)
        keep_line(keeper, wanted, line, (size_t)len);
    if (ferror(file) && !keeper->failed) {
        bytes_add_text(keeper->why, "the findings cannot be read back");
        keeper->failed = true;
    }
    free(line);
}

static void keep_run(struct keeper *keeper, const struct store_run *run)
{
    sqlite3_stmt *add = keeper->made[ADD_RUN];
    bind_text(add, 1, run->version);
    bind_text(add, 2, run->input);
    sqlite3_bind_int64(add, 3, (int64_t)run->conversations);
    sqlite3_bind_int64(add, 4, (int64_t)run->messages);
    done(keeper, ADD_RUN);
    keeper->run = sqlite3_last_insert_rowid(keeper->store->db);
    for (size_t i = 0; i < run->problems->count; i++) {
        const struct problem *problem = &run->problems->list[i];
        add = keeper->made[ADD_PROBLEM];
        sqlite3_bind_int64(add, 1, keeper->run);
        bind_text(add, 2, problem->place);
        sqlite3_bind_int64(add, 3, (int64_t)problem->line);
        bind_text(add, 4, problem->reason);
        sqlite3_bind_int64(add, 5, problem->notice);
        done(keeper, ADD_PROBLEM);
    }
}

static void keep_all(struct keeper *keeper, const struct store_run *run, FILE *report, FILE *verdicts)
{
    for (int i = 0; i < STATEMENTS && !keeper->failed; i++)
        if (sqlite3_prepare_v3(keeper->store->db, statements[i], -1, SQLITE_PREPARE_PERSISTENT, &keeper->made[i], NULL) != SQLITE_OK) {
            fail(keeper->store, keeper->why, "is damaged");
            keeper->failed = true;
        }
    if (keeper->failed)
        return;
    keep_run(keeper, run);
    keep_lines(keeper, ACCOUNTS, report);
    keep_lines(keeper, FINDINGS, report);
    keep_lines(keeper, VERDICTS, verdicts);
}

int store_keep(struct store *store, const struct store_run *run, FILE *report, FILE *verdicts, struct bytes *why)
{
    struct keeper keeper = {.store = store, .words = json_object(), .why = why};
    if (run_sql(store, "BEGIN IMMEDIATE", why) != 0) {
        json_decref(keeper.words);
        return -1;
    }
    keep_all(&keeper, run, report, verdicts);
    for (int i = 0; i < STATEMENTS; i++)
        sqlite3_finalize(keeper.made[i]);
    json_decref(keeper.words);
    if (!keeper.failed)
        return run_sql(store, "COMMIT", why);
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return -1;
}

int64_t store_last_day(struct store *store)
{
    return number_of(store, "SELECT max(day) FROM conversation", INT64_MIN);
}

int64_t store_prune(struct store *store, int64_t day, struct bytes *why)
{
    struct bytes sql = {0};
    bytes_addf(&sql,
               "BEGIN IMMEDIATE;"
               "DELETE FROM verdict WHERE conversation IN (SELECT id FROM conversation WHERE day < %lld);"
               "DELETE FROM finding WHERE conversation IN (SELECT id FROM conversation WHERE day < %lld);"
               "DELETE FROM conversation WHERE day < %lld;",
               (long long)day, (long long)day, (long long)day);
    int status = run_sql(store, bytes_text(&sql), why);
    int64_t count = sqlite3_changes64(store->db);
    bytes_release(&sql);
    if (status == 0)
        status = run_sql(store, "COMMIT", why);
    else
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return status == 0 ? count : -1;
}

static const char *column_text(sqlite3_stmt *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);
    return text ? text : "";
}

static void hand_over(sqlite3_stmt *statement, store_each *each, void *ctx)
{
    struct store_verdict verdict = {
        .conversation = sqlite3_column_int64(statement, 0),
        .rule = column_text(statement, 1),
        .verdict = sqlite3_column_int(statement, 2),
        .agent = column_text(statement, 3),
        .queue = column_text(statement, 4),
        .channel = column_text(statement, 5),
        .lang = column_text(statement, 6),
        .day = sqlite3_column_type(statement, 7) == SQLITE_NULL ? INT64_MIN : sqlite3_column_int64(statement, 7),
    };
    each(ctx, &verdict);
}

int store_verdicts(struct store *store, int64_t from, int64_t to, store_each *each, void *ctx, struct bytes *why)
{
    static const char sql[] =
        "SELECT v.conversation, r.text, v.verdict, a.text, q.text, ch.text, l.text, c.day FROM verdict v"
        " JOIN conversation c ON c.id = v.conversation JOIN word r ON r.id = v.rule LEFT JOIN word a ON a.id = v.agent"
        " LEFT JOIN word q ON q.id = c.queue LEFT JOIN word ch ON ch.id = c.channel LEFT JOIN word l ON l.id = c.lang"
        " WHERE (c.day >= ?1 AND c.day <= ?2) OR (c.day IS NULL AND ?3) ORDER BY v.conversation, v.rule";
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) != SQLITE_OK)
        return fail(store, why, "cannot be read");
    sqlite3_bind_int64(statement, 1, from);
    sqlite3_bind_int64(statement, 2, to);
    sqlite3_bind_int(statement, 3, from == INT64_MIN);
    int result;
    while ((result = sqlite3_step(statement)) == SQLITE_ROW)
        hand_over(statement, each, ctx);
    sqlite3_finalize(statement);
    return result == SQLITE_DONE ? 0 : fail(store, why, "cannot be read");
}

int store_runs(struct store *store, void (*each)(void *ctx, const struct store_told *run), void *ctx, struct bytes *why)
{
    static const char sql[] = "SELECT id, conversations, messages, (SELECT count(*) FROM problem p WHERE p.run = run.id AND NOT p.notice), input"
                              " FROM run ORDER BY id";
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) != SQLITE_OK)
        return fail(store, why, "cannot be read");
    int result;
    while ((result = sqlite3_step(statement)) == SQLITE_ROW)
        each(ctx, &(struct store_told){sqlite3_column_int64(statement, 0), sqlite3_column_int64(statement, 1), sqlite3_column_int64(statement, 2),
                                       sqlite3_column_int64(statement, 3), column_text(statement, 4)});
    sqlite3_finalize(statement);
    return result == SQLITE_DONE ? 0 : fail(store, why, "cannot be read");
}
