/* Which column of a table is what, by its usual names or by what the user says. */
#ifndef RAPPORT_INPUT_CSV_COLUMNS_H
#define RAPPORT_INPUT_CSV_COLUMNS_H

#include "core/input/csv.h"
#include "core/input/talk.h"

enum csv_field {
    CSV_CONVERSATION,
    CSV_TIME,
    CSV_DATE,
    CSV_ROLE,
    CSV_NAME,
    CSV_ID,
    CSV_TEXT,
    CSV_CHANNEL,
    CSV_QUEUE,
    CSV_CUSTOMER,
    CSV_INBOUND,
    CSV_FIELD_COUNT
};

struct csv_columns {
    int of[CSV_FIELD_COUNT]; /* number of the column from 0; -1: there is none */
};

/* The first line is a head of such a table: a text, and a conversation, time or speaker. */
bool csv_columns_recognise(const char *head, size_t len);

/* By `said` ("text=Body,time=3", may be NULL), else by the heads. False after a fault: no column is the text. */
bool csv_columns_read(struct csv_columns *columns, const struct csv_cell *heads, size_t count, const char *said,
                      struct talks *talks);

#endif
