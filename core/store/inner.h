/* What the files of the store share. */
#ifndef RAPPORT_STORE_INNER_H
#define RAPPORT_STORE_INNER_H

#include <sqlite3.h>

#include "core/store/store.h"

/* The day of those without one, in the tables of sums, whose keys cannot be NULL. */
#define TALLY_NO_DAY (-2147483648LL)
#define TALLY_NO_DAY_SQL "-2147483648"

/* Appends "file: what: reason of SQLite" to `why`; returns -1. */
int store_fail(struct store *store, struct bytes *why, const char *what);
/* Runs statements without results: 0, or -1 with the reason in `why`. */
int store_sql(struct store *store, const char *sql, struct bytes *why);
/* A number that a statement gives in its first row; `otherwise` where it gives none. */
int64_t store_number(struct store *store, const char *sql, int64_t otherwise);

/* The text of a column, "" for NULL; valid until the statement moves on. */
const char *store_text(sqlite3_stmt *statement, int column);

/* Words by their ids, fetched when first asked for: a join would fetch five for every verdict. */
struct words {
    sqlite3_stmt *find;
    char **list;
    int64_t cap;
};

/* 0, or -1 if the store is damaged. */
int words_init(struct words *words, struct store *store);
/* Safe on zeroed words. */
void words_release(struct words *words);
/* "" for 0 and for an id that is none; the same text at the same place for the same id, until words_release. */
const char *words_get(struct words *words, int64_t id);

/*
 * Sums up anew, in `tally` and `visit`, the days that stand in the temporary table `touched`. Inside of the caller's
 * transaction. 0, or -1 with the reason in `why`.
 */
int tally_refresh(struct store *store, struct bytes *why);

#endif
