/* Verdicts and sums of verdicts, on their way to scores. */
#include <stdlib.h>
#include <string.h>

#include "core/model/arena.h"
#include "core/store/inner.h"

int words_init(struct words *words, struct store *store)
{
    words->cap = store_number(store, "SELECT max(id) FROM word", 0) + 1;
    words->list = must_calloc((size_t)words->cap, sizeof *words->list);
    return sqlite3_prepare_v2(store->db, "SELECT text FROM word WHERE id = ?1", -1, &words->find, NULL) == SQLITE_OK ? 0 : -1;
}

void words_release(struct words *words)
{
    for (int64_t i = 0; i < words->cap; i++)
        free(words->list[i]);
    free(words->list);
    sqlite3_finalize(words->find);
}

const char *words_get(struct words *words, int64_t id)
{
    if (id <= 0 || id >= words->cap)
        return "";
    if (!words->list[id]) {
        sqlite3_bind_int64(words->find, 1, id);
        bool found = sqlite3_step(words->find) == SQLITE_ROW;
        const char *text = found ? store_text(words->find, 0) : "";
        words->list[id] = must_copy(text, strlen(text));
        sqlite3_reset(words->find);
    }
    return words->list[id];
}

static void hand_over(struct words *words, sqlite3_stmt *statement, store_each *each, void *ctx)
{
    struct store_verdict verdict = {
        .conversation = sqlite3_column_int64(statement, 0),
        .rule = words_get(words, sqlite3_column_int64(statement, 1)),
        .verdict = sqlite3_column_int(statement, 2),
        .agent = words_get(words, sqlite3_column_int64(statement, 3)),
        .queue = words_get(words, sqlite3_column_int64(statement, 4)),
        .channel = words_get(words, sqlite3_column_int64(statement, 5)),
        .lang = words_get(words, sqlite3_column_int64(statement, 6)),
        .day = sqlite3_column_type(statement, 7) == SQLITE_NULL ? INT64_MIN : sqlite3_column_int64(statement, 7),
    };
    each(ctx, &verdict);
}

int store_verdicts(struct store *store, int64_t from, int64_t to, store_each *each, void *ctx, struct bytes *why)
{
    /* both tables lie in the order of conversations, so nothing has to be sorted */
    static const char sql[] = "SELECT v.conversation, v.rule, v.verdict, v.agent, c.queue, c.channel, c.lang, c.day FROM conversation c"
                              " CROSS JOIN verdict v ON v.conversation = c.id"
                              " WHERE (c.day >= ?1 AND c.day <= ?2) OR (c.day IS NULL AND ?3) ORDER BY c.id, v.rule";
    struct words words = {0};
    sqlite3_stmt *statement = NULL;
    int result = SQLITE_ERROR;
    if (words_init(&words, store) == 0 && sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) == SQLITE_OK) {
        sqlite3_bind_int64(statement, 1, from);
        sqlite3_bind_int64(statement, 2, to);
        sqlite3_bind_int(statement, 3, from == INT64_MIN);
        while ((result = sqlite3_step(statement)) == SQLITE_ROW)
            hand_over(&words, statement, each, ctx);
    }
    int status = result == SQLITE_DONE ? 0 : store_fail(store, why, "cannot be read");
    sqlite3_finalize(statement);
    words_release(&words);
    return status;
}

static void hand_over_sum(struct words *words, sqlite3_stmt *statement, store_each_sum *each, void *ctx)
{
    int64_t day = sqlite3_column_int64(statement, 0);
    struct store_sum sum = {
        .day = day == TALLY_NO_DAY ? INT64_MIN : day,
        .key = words_get(words, sqlite3_column_int64(statement, 1)),
        .rule = words_get(words, sqlite3_column_int64(statement, 2)),
        .passed = (uint64_t)sqlite3_column_int64(statement, 3),
        .failed = (uint64_t)sqlite3_column_int64(statement, 4),
        .unchecked = (uint64_t)sqlite3_column_int64(statement, 5),
        .conversations = (uint64_t)sqlite3_column_int64(statement, 6),
    };
    each(ctx, &sum);
}

int store_sums(struct store *store, enum store_kind kind, int64_t from, int64_t to, store_each_sum *each, void *ctx, struct bytes *why)
{
    static const char sql[] = "SELECT day, key, rule, passed, failed, unchecked, 0 FROM tally WHERE kind = ?3 AND day BETWEEN ?1 AND ?2"
                              " UNION ALL SELECT day, key, 0, 0, 0, 0, conversations FROM visit WHERE kind = ?3 AND day BETWEEN ?1 AND ?2";
    struct words words = {0};
    sqlite3_stmt *statement = NULL;
    int result = SQLITE_ERROR;
    if (words_init(&words, store) == 0 && sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) == SQLITE_OK) {
        /* whoever asks for days from one on does not ask for those without */
        sqlite3_bind_int64(statement, 1, from == INT64_MIN || from > TALLY_NO_DAY ? from : TALLY_NO_DAY + 1);
        sqlite3_bind_int64(statement, 2, to);
        sqlite3_bind_int(statement, 3, kind);
        while ((result = sqlite3_step(statement)) == SQLITE_ROW)
            hand_over_sum(&words, statement, each, ctx);
    }
    int status = result == SQLITE_DONE ? 0 : store_fail(store, why, "cannot be read");
    sqlite3_finalize(statement);
    words_release(&words);
    return status;
}
