/* Which column of a table of messages holds what: told by --columns, or by the usual names in three languages. */
#ifndef RAPPORT_INPUT_COLUMNS_H
#define RAPPORT_INPUT_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

enum column {
    COLUMN_CONVERSATION, COLUMN_TIME, COLUMN_DATE, COLUMN_ROLE, COLUMN_FROM, COLUMN_NAME, COLUMN_TEXT, COLUMN_CHANNEL,
    COLUMN_QUEUE, COLUMN_CUSTOMER, COLUMN_CUSTOMER_NAME, COLUMN_COUNT
};

/* "conversation", "time" …: the names for --columns. */
const char *column_name(enum column column);

/*
 * Reads "conversation=Case,text=Body" for all tables to come; before the input is read, for it is kept for all threads.
 * 0, or -1 with the reason in `why` (static) where a column has no such name.
 */
int columns_set(const char *columns, const char **why);

/* The column that a head names, COLUMN_COUNT if none. */
enum column column_of_head(const char *head);
/* "customer", "agent", "bot", "system", or NULL, of the words that tables have for them. */
const char *column_role(const char *word);

#endif
