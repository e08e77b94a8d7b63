/* The tables and views of the store, and how an older store becomes one of today. */
#ifndef RAPPORT_STORE_SCHEMA_H
#define RAPPORT_STORE_SCHEMA_H

#define SCHEMA_VERSION 2

/* Statements that lead from version i to i + 1, in place i. */
extern const char *const schema_steps[SCHEMA_VERSION];

/* A temporary table of days that are to be summed up anew, empty. */
extern const char schema_touched[];

#endif
