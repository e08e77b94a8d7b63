#include "core/store/store.h"

#include "core/store/inner.h"
#include "core/store/schema.h"
#include "tests/scratch.h"
#include "tests/unit.h"

static struct store store;
static struct bytes why;

static void begin(void)
{
    scratch_make();
}

static void end(void)
{
    store_close(&store);
    bytes_release(&why);
    why = (struct bytes){0};
    scratch_remove();
}

static void run_sql(const char *path, const char *sql)
{
    sqlite3 *db;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

/* A store as version 1 left it: two days, one conversation without a day. */
static const char *old_store(void)
{
    const char *path = path_make("%s/old.db", scratch);
    run_sql(path, schema_steps[0]);
    run_sql(path, "PRAGMA user_version=1;"
                  "INSERT INTO word VALUES(1,'a-1'),(2,'phrasing/blame'),(3,'major'),(4,'gratitude/closing'),(5,'billing');"
                  "INSERT INTO run VALUES(1,'1','in',3,9);"
                  "INSERT INTO conversation(id, name, run, queue, day) VALUES(1,'c1',1,5,100),(2,'c2',1,NULL,101),(3,'c3',1,NULL,NULL);"
                  "INSERT INTO verdict VALUES(1,2,1,1,NULL),(1,4,0,1,NULL),(2,2,1,1,NULL),(3,4,2,NULL,NULL);"
                  "INSERT INTO finding VALUES(1,2,3,4,0,5,'fault',1,100,'00112233445566778899aabbccddeeff'),"
                  "(1,2,3,6,NULL,NULL,NULL,1,90,'ffeeddccbbaa99887766554433221100'),(2,2,3,1,2,3,'x',1,100,'0123456789abcdef0123456789abcdef');");
    return path;
}

START_TEST(an_older_store_becomes_one_of_today)
{
    ck_assert_msg(store_open(&store, old_store(), &why) == 0, "%s", bytes_text(&why));
    ck_assert_int_eq(store_number(&store, "PRAGMA user_version", 0), SCHEMA_VERSION);
    ck_assert_int_eq(store_number(&store, "SELECT count(*) FROM findings", 0), 3);
    ck_assert_int_eq(store_number(&store, "SELECT count(*) FROM findings WHERE id = '00112233445566778899aabbccddeeff' AND text = 'fault'"
                                          " AND message = 4 AND \"end\" = 5 AND agent = 'a-1' AND day = '1970-04-11'", 0), 1);
    ck_assert_int_eq(store_number(&store, "SELECT count(DISTINCT place) FROM finding WHERE conversation = 1", 0), 2);
    ck_assert_int_eq(store_number(&store, "SELECT sum(failed) FROM tally WHERE kind = 0 AND key = 1 AND rule = 2", 0), 2);
    ck_assert_int_eq(store_number(&store, "SELECT passed FROM tally WHERE kind = 1 AND key = 5 AND day = 100 AND rule = 4", 0), 1);
    ck_assert_int_eq(store_number(&store, "SELECT unchecked FROM tally WHERE kind = 0 AND key = 0 AND day = " TALLY_NO_DAY_SQL, 0), 1);
    ck_assert_int_eq(store_number(&store, "SELECT sum(conversations) FROM visit WHERE kind = 3", 0), 3);
}
END_TEST

START_TEST(what_is_today_is_left_alone)
{
    const char *path = old_store();
    ck_assert_int_eq(store_open(&store, path, &why), 0);
    int64_t version = store_number(&store, "PRAGMA schema_version", -1);
    store_close(&store);
    ck_assert_int_eq(store_open(&store, path, &why), 0);
    ck_assert_int_eq(store_number(&store, "PRAGMA schema_version", -2), version);
}
END_TEST

START_TEST(a_newer_one_and_a_foreign_one_are_refused)
{
    const char *newer = path_make("%s/newer.db", scratch), *foreign = path_make("%s/foreign.db", scratch);
    run_sql(newer, "CREATE TABLE t(x); PRAGMA user_version=99;");
    run_sql(foreign, "CREATE TABLE t(x);");
    ck_assert_int_eq(store_open(&store, newer, &why), -1);
    ck_assert_ptr_nonnull(strstr(bytes_text(&why), "version 99"));
    store_close(&store);
    bytes_clear(&why);
    ck_assert_int_eq(store_open(&store, foreign, &why), -1);
    ck_assert_ptr_nonnull(strstr(bytes_text(&why), "no store of rapport"));
}
END_TEST

/* A step that fails leaves the store as it was. */
START_TEST(half_a_step_is_none)
{
    const char *path = old_store();
    run_sql(path, "CREATE TABLE shown(x);");
    ck_assert_int_eq(store_open(&store, path, &why), -1);
    ck_assert_int_eq(store_number(&store, "PRAGMA user_version", 0), 1);
    ck_assert_int_eq(store_number(&store, "SELECT count(*) FROM finding", 0), 3);
    ck_assert_int_eq(store_number(&store, "SELECT count(*) FROM sqlite_schema WHERE name = 'tally'", 9), 0);
}
END_TEST

static Suite *store_suite(void)
{
    Suite *suite = suite_create("store");
    TCase *tests = tcase_create("migration");
    tcase_add_checked_fixture(tests, begin, end);
    tcase_add_test(tests, an_older_store_becomes_one_of_today);
    tcase_add_test(tests, what_is_today_is_left_alone);
    tcase_add_test(tests, a_newer_one_and_a_foreign_one_are_refused);
    tcase_add_test(tests, half_a_step_is_none);
    suite_add_tcase(suite, tests);
    return suite;
}

UNIT_MAIN(store_suite)
