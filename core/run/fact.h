/* Facts on their way through the sorter: what the host knows beside what the plugin said. */
#ifndef RAPPORT_RUN_FACT_H
#define RAPPORT_RUN_FACT_H

#include <stddef.h>
#include <stdint.h>

#include "core/model/bytes.h"
#include "core/model/finding.h"
#include "rapport/plugin.h"

/* A message of more bytes is kept only around the fact's span. */
#define FACT_TEXT_BYTES 400

struct stored_fact {
    uint32_t plugin;
    struct rapport_text key, value;
    struct rapport_text source; /* NUL behind it */
    uint64_t line;
    uint32_t message, begin, end; /* span in the whole message */
    uint32_t text_offset;         /* of `text` in the message */
    int32_t role;
    int64_t at_ms;
    struct rapport_text conversation, channel, customer_id, customer_group, agent, name, lang, text;
};

/*
 * Appends the sort key: facts of one plugin and key stand together, in the order of their places.
 * The first fact_group_len bytes are the same for the facts of one group.
 */
void fact_key(struct bytes *out, const struct stored_fact *fact);
size_t fact_group_len(const char *key, size_t key_len);
/* The payload. */
void fact_write(struct bytes *out, const struct stored_fact *fact);
/* Reads both back; texts point into them. */
void fact_read(struct stored_fact *ret_fact, const char *key, size_t key_len, const char *payload, size_t payload_len);

/* What the host knows of a fact that was put aside in `conversation`. */
struct stored_fact fact_of(const struct fact_record *record, const struct rapport_conversation *conversation,
                           const char *source, uint64_t line);

#endif
