/* A run on its way into the store: lines of accounts, findings and verdicts become rows. */
#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#define ZLIB_CONST
#include <zlib.h>

#include "core/model/arena.h"
#include "core/store/inner.h"
#include "core/store/schema.h"
#include "core/text/day.h"

/* The statements of a run that is being kept. */
enum {
    ADD_WORD, FIND_WORD, FIND_CONVERSATION, ADD_CONVERSATION, DROP_VERDICTS, DROP_FINDINGS, ADD_VERDICT, ADD_FINDING,
    ADD_PROBLEM, ADD_RUN, ADD_AGENT, DROP_KEPT, ADD_KEPT, ADD_SHOWN, TOUCH_OLD, TOUCH, STATEMENTS
};

static const char *const statements[STATEMENTS] = {
    [ADD_WORD] = "INSERT INTO word(text) VALUES(?1)",
    [FIND_WORD] = "SELECT id FROM word WHERE text = ?1",
    [FIND_CONVERSATION] = "SELECT id FROM conversation WHERE name = ?1",
    [ADD_CONVERSATION] = "INSERT INTO conversation(name, run, place, line, channel, queue, lang, day) VALUES(?1,?2,?3,?4,?5,?6,?7,?8)"
                         " ON CONFLICT(name) DO UPDATE SET run=?2, place=?3, line=?4, channel=?5, queue=?6, lang=?7, day=?8",
    [DROP_VERDICTS] = "DELETE FROM verdict WHERE conversation = ?1",
    [DROP_FINDINGS] = "DELETE FROM finding WHERE conversation = ?1",
    [ADD_VERDICT] = "INSERT OR REPLACE INTO verdict(conversation, rule, verdict, agent, why) VALUES(?1,?2,?3,?4,?5)",
    [ADD_FINDING] = "INSERT INTO finding(conversation, place, rule, severity, message, begin, end, text, agent, confidence, identity)"
                    " VALUES(?1,(SELECT coalesce(max(place) + 1, 0) FROM finding WHERE conversation = ?1),?2,?3,?4,?5,?6,?7,?8,?9,?10)",
    [DROP_KEPT] = "DELETE FROM kept WHERE conversation = ?1",
    [ADD_KEPT] = "INSERT OR REPLACE INTO kept(conversation, rule, message, begin, end) VALUES(?1,?2,?3,?4,?5)",
    [ADD_SHOWN] = "INSERT OR REPLACE INTO shown(conversation, size, messages) VALUES(?1,?2,?3)",
    [TOUCH_OLD] = "INSERT OR IGNORE INTO touched SELECT coalesce(day, " TALLY_NO_DAY_SQL ") FROM conversation WHERE name = ?1",
    [TOUCH] = "INSERT OR IGNORE INTO touched VALUES(?1)",
    [ADD_PROBLEM] = "INSERT INTO problem(run, place, line, reason, notice) VALUES(?1,?2,?3,?4,?5)",
    [ADD_AGENT] = "INSERT OR REPLACE INTO agent(word, name) VALUES(?1,?2)",
    [ADD_RUN] = "INSERT INTO run(version, input, conversations, messages) VALUES(?1,?2,?3,?4)",
};

/* Of zlib: a window of 4 KiB and small tables, for texts no longer than that. */
enum { PACK_WINDOW_BITS = 12, PACK_MEMORY = 4 };

struct keeper {
    struct store *store;
    sqlite3_stmt *made[STATEMENTS];
    json_t *words; /* text to id, for those of this run */
    int64_t run;
    struct bytes last_name; /* of the conversation with last_id; 0: none yet */
    int64_t last_id;
    struct bytes *why;
    z_stream packer;
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
        store_fail(keeper->store, keeper->why, "not written");
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

/* Lines come in the order of conversations, so the last one asked for is mostly the one. */
static int64_t conversation_id(struct keeper *keeper, const char *name)
{
    if (keeper->last_id && strcmp(bytes_text(&keeper->last_name), name) == 0)
        return keeper->last_id;
    bind_text(keeper->made[FIND_CONVERSATION], 1, name);
    keeper->last_id = first_number(keeper->made[FIND_CONVERSATION]);
    bytes_clear(&keeper->last_name);
    bytes_add_text(&keeper->last_name, name);
    return keeper->last_id;
}

/* The name that was read last. */
static void keep_agents(struct keeper *keeper, json_t *agents)
{
    const char *id;
    json_t *name;
    json_object_foreach(agents, id, name) {
        int64_t word = word_id(keeper, id);
        if (!word)
            continue;
        sqlite3_bind_int64(keeper->made[ADD_AGENT], 1, word);
        bind_text(keeper->made[ADD_AGENT], 2, json_string_value(name) ? json_string_value(name) : "");
        done(keeper, ADD_AGENT);
    }
}

/* Runs a statement about one conversation. */
static void run_for(struct keeper *keeper, int which, int64_t conversation)
{
    sqlite3_bind_int64(keeper->made[which], 1, conversation);
    done(keeper, which);
}

/* Each message as [index, role, name, text, cut]. */
static json_t *rows_of(const json_t *messages)
{
    json_t *rows = json_array(), *message;
    size_t index;
    json_array_foreach(messages, index, message)
        json_array_append_new(rows, json_pack("[O,s,s,s,I]", json_object_get(message, "index"), text_at(message, "role"),
                                              text_at(message, "name"), text_at(message, "text"),
                                              json_integer_value(json_object_get(message, "cut"))));
    return rows;
}

static void fail_memory(struct keeper *keeper)
{
    if (!keeper->failed)
        bytes_add_text(keeper->why, "what was said cannot be kept: no memory");
    keeper->failed = true;
}

/* One state for the whole run: to make one costs more than to pack a few hundred bytes. */
static void pack(struct keeper *keeper, const char *text, size_t len, struct bytes *out)
{
    z_stream *packer = &keeper->packer;
    deflateReset(packer);
    packer->next_in = (const Bytef *)text;
    packer->avail_in = (uInt)len;
    packer->avail_out = (uInt)deflateBound(packer, len);
    packer->next_out = (Bytef *)bytes_reserve(out, packer->avail_out);
    deflate(packer, Z_FINISH); /* into as much room as it can need, so it ends */
    out->len += packer->total_out;
}

/* What is shown of it, packed: text of few hundred bytes in letters of two shrinks by half. */
static void keep_shown(struct keeper *keeper, int64_t conversation, const json_t *messages)
{
    if (!keeper->store->path)
        return; /* a store in memory goes before anybody looks */
    json_t *rows = rows_of(messages);
    char *text = json_dumps(rows, JSON_COMPACT);
    json_decref(rows);
    if (!text) {
        fail_memory(keeper);
        return;
    }
    size_t len = strlen(text);
    struct bytes packed = {0};
    pack(keeper, text, len, &packed);
    sqlite3_bind_int64(keeper->made[ADD_SHOWN], 2, (int64_t)len);
    sqlite3_bind_blob64(keeper->made[ADD_SHOWN], 3, packed.ptr, packed.len, SQLITE_TRANSIENT);
    run_for(keeper, ADD_SHOWN, conversation);
    bytes_release(&packed);
    free(text);
}

/* The days whose sums change: that on which it was, and that on which it is now. */
static void touch(struct keeper *keeper, const char *name, int64_t day)
{
    bind_text(keeper->made[TOUCH_OLD], 1, name);
    done(keeper, TOUCH_OLD);
    sqlite3_bind_int64(keeper->made[TOUCH], 1, day == INT64_MIN ? TALLY_NO_DAY : day);
    done(keeper, TOUCH);
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
    touch(keeper, name, day);
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
    run_for(keeper, DROP_VERDICTS, id);
    run_for(keeper, DROP_FINDINGS, id);
    run_for(keeper, DROP_KEPT, id);
    keep_shown(keeper, id, json_object_get(account, "messages"));
    keep_agents(keeper, json_object_get(account, "agents"));
    bytes_release(&place);
}

static int digit(char c)
{
    return c <= '9' ? c - '0' : c - 'a' + 10;
}

/* The 32 digits as 16 bytes. */
static void bind_identity(sqlite3_stmt *statement, int place, const char *hex)
{
    unsigned char identity[16];
    size_t len = 0;
    while (len < sizeof identity && hex[2 * len] && hex[2 * len + 1]) {
        identity[len] = (unsigned char)(digit(hex[2 * len]) << 4 | digit(hex[2 * len + 1]));
        len++;
    }
    sqlite3_bind_blob(statement, place, identity, (int)len, SQLITE_TRANSIENT);
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
    bind_identity(add, 10, text_at(finding, "id"));
    done(keeper, ADD_FINDING);
}

static void keep_met(struct keeper *keeper, int64_t rule, const json_t *verdict)
{
    sqlite3_stmt *add = keeper->made[ADD_KEPT];
    sqlite3_bind_int64(add, 1, conversation_id(keeper, text_at(verdict, "conversation")));
    sqlite3_bind_int64(add, 2, rule);
    bind_number(add, 3, json_object_get(verdict, "message"));
    bind_number(add, 4, json_object_get(verdict, "start"));
    bind_number(add, 5, json_object_get(verdict, "end"));
    done(keeper, ADD_KEPT);
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
    if (json_object_get(verdict, "message"))
        keep_met(keeper, rule, verdict);
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
            store_fail(keeper->store, keeper->why, "is damaged");
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
    if (store_sql(store, schema_touched, why) != 0 || store_sql(store, "BEGIN IMMEDIATE", why) != 0) {
        json_decref(keeper.words);
        return -1;
    }
    if (deflateInit2(&keeper.packer, Z_BEST_COMPRESSION, Z_DEFLATED, PACK_WINDOW_BITS, PACK_MEMORY, Z_DEFAULT_STRATEGY) == Z_OK)
        keep_all(&keeper, run, report, verdicts);
    else
        fail_memory(&keeper);
    deflateEnd(&keeper.packer);
    bytes_release(&keeper.last_name);
    if (!keeper.failed && tally_refresh(store, why) != 0)
        keeper.failed = true;
    for (int i = 0; i < STATEMENTS; i++)
        sqlite3_finalize(keeper.made[i]);
    json_decref(keeper.words);
    if (!keeper.failed)
        return store_sql(store, "COMMIT", why);
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return -1;
}
