/* The tables and views of the store, and how an older store becomes one of today. */
#ifndef RAPPORT_STORE_SCHEMA_H
#define RAPPORT_STORE_SCHEMA_H

struct sqlite3;

#define SCHEMA_VERSION 1

/* Statements that lead from version i to i + 1, in place i. */
extern const char *const schema_steps[SCHEMA_VERSION];

#endif
