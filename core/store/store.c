#include "core/store/store.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/arena.h"
#include "core/store/inner.h"
#include "core/store/schema.h"

int store_fail(struct store *store, struct bytes *why, const char *what)
{
    bytes_addf(why, "%s: %s: %s", store->path ? store->path : "store", what, sqlite3_errmsg(store->db));
    return -1;
}

int store_sql(struct store *store, const char *sql, struct bytes *why)
{
    return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : store_fail(store, why, "not written");
}

int64_t store_number(struct store *store, const char *sql, int64_t otherwise)
{
    sqlite3_stmt *statement = NULL;
    int64_t number = otherwise;
    if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW &&
        sqlite3_column_type(statement, 0) != SQLITE_NULL)
        number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return number;
}

const char *store_text(sqlite3_stmt *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);
    return text ? text : "";
}

/* One step, whole or not at all; sums were not kept before version 2. */
static int migrate_from(struct store *store, int64_t version, struct bytes *why)
{
    static const char all_days[] = "INSERT INTO touched SELECT DISTINCT coalesce(day, " TALLY_NO_DAY_SQL ") FROM conversation";
    struct bytes sql = {0};
    bytes_addf(&sql, "BEGIN IMMEDIATE; %s PRAGMA user_version=%lld;", schema_steps[version], (long long)version + 1);
    int status = store_sql(store, bytes_text(&sql), why);
    if (status == 0 && version == 1 && (store_sql(store, all_days, why) != 0 || tally_refresh(store, why) != 0))
        status = -1;
    if (status == 0)
        status = store_sql(store, "COMMIT", why);
    else
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    bytes_release(&sql);
    return status;
}

/* Brings the file to today's version, each step in a transaction of its own. */
static int migrate(struct store *store, struct bytes *why)
{
    int64_t version = store_number(store, "PRAGMA user_version", -1);
    if (version < 0)
        return store_fail(store, why, "cannot be read");
    if (version > SCHEMA_VERSION) {
        bytes_addf(why, "%s: is a store of version %lld, this program knows %d", store->path, (long long)version, SCHEMA_VERSION);
        return -1;
    }
    if (version == 0 && store_number(store, "SELECT count(*) FROM sqlite_schema", 0) > 0) {
        bytes_addf(why, "%s: is a database, but no store of rapport", store->path);
        return -1;
    }
    int status = version < SCHEMA_VERSION ? store_sql(store, schema_touched, why) : 0;
    for (; version < SCHEMA_VERSION && status == 0; version++)
        status = migrate_from(store, version, why);
    return status;
}

int store_open(struct store *store, const char *path, struct bytes *why)
{
    enum { BUSY_MS = 60000 };
    *store = (struct store){.path = path};
    /* one thread uses a store, so SQLite need not lock at each call */
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(path ? path : ":memory:", &store->db, flags, NULL) != SQLITE_OK)
        return store_fail(store, why, "cannot be opened");
    sqlite3_busy_timeout(store->db, BUSY_MS);
    sqlite3_extended_result_codes(store->db, 1);
    if (store_sql(store, path ? "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" : "PRAGMA journal_mode=OFF;", why) != 0)
        return -1;
    return migrate(store, why);
}

void store_close(struct store *store)
{
    sqlite3_close(store->db);
    *store = (struct store){0};
}

int64_t store_last_day(struct store *store)
{
    return store_number(store, "SELECT max(day) FROM conversation", INT64_MIN);
}

int64_t store_prune(struct store *store, int64_t day, struct bytes *why)
{
    struct bytes sql = {0};
    bytes_addf(&sql, "CREATE TEMP TABLE gone AS SELECT id, day FROM conversation WHERE day < %lld; BEGIN IMMEDIATE;", (long long)day);
    bytes_add_text(&sql, "INSERT INTO touched SELECT DISTINCT day FROM gone;"
                         "DELETE FROM verdict WHERE conversation IN (SELECT id FROM gone);"
                         "DELETE FROM finding WHERE conversation IN (SELECT id FROM gone);"
                         "DELETE FROM kept WHERE conversation IN (SELECT id FROM gone);"
                         "DELETE FROM shown WHERE conversation IN (SELECT id FROM gone);"
                         "DELETE FROM conversation WHERE id IN (SELECT id FROM gone);");
    int64_t count = 0;
    int status = store_sql(store, schema_touched, why);
    if (status == 0)
        status = store_sql(store, bytes_text(&sql), why);
    if (status == 0) {
        count = store_number(store, "SELECT count(*) FROM gone", 0);
        status = tally_refresh(store, why);
    }
    if (status == 0)
        status = store_sql(store, "DROP TABLE gone; COMMIT", why);
    else
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    bytes_release(&sql);
    return status == 0 ? count : -1;
}

char *store_agent_name(struct store *store, const char *agent)
{
    sqlite3_stmt *statement = NULL;
    char *name = NULL;
    if (sqlite3_prepare_v2(store->db, "SELECT name FROM agent JOIN word ON word.id = agent.word WHERE word.text = ?1", -1, &statement, NULL) == SQLITE_OK) {
        sqlite3_bind_text(statement, 1, agent, -1, SQLITE_TRANSIENT);
        if (sqlite3_step(statement) == SQLITE_ROW)
            name = must_copy(store_text(statement, 0), strlen(store_text(statement, 0)));
    }
    sqlite3_finalize(statement);
    return name;
}

int store_runs(struct store *store, void (*each)(void *ctx, const struct store_told *run), void *ctx, struct bytes *why)
{
    static const char sql[] = "SELECT id, conversations, messages, (SELECT count(*) FROM problem p WHERE p.run = run.id AND NOT p.notice), input"
                              " FROM run ORDER BY id";
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) != SQLITE_OK)
        return store_fail(store, why, "cannot be read");
    int result;
    while ((result = sqlite3_step(statement)) == SQLITE_ROW)
        each(ctx, &(struct store_told){sqlite3_column_int64(statement, 0), sqlite3_column_int64(statement, 1), sqlite3_column_int64(statement, 2),
                                       sqlite3_column_int64(statement, 3), store_text(statement, 4)});
    sqlite3_finalize(statement);
    return result == SQLITE_DONE ? 0 : store_fail(store, why, "cannot be read");
}
