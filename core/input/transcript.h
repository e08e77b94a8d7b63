/*
 * Reads one transcript line (JSON) into a conversation. The only file of the project that knows
 * the JSON parser; a C interface over simdjson On-Demand.
 */
#ifndef RAPPORT_INPUT_TRANSCRIPT_H
#define RAPPORT_INPUT_TRANSCRIPT_H

#include <stddef.h>

#include "core/model/arena.h"
#include "rapport/plugin.h"

#ifdef __cplusplus
extern "C" {
#endif

struct transcript_reader;

struct transcript_reader *transcript_reader_new(void);
void transcript_reader_free(struct transcript_reader *reader);

/* Called for each fault; `where` is "" or a path such as ".messages[3].role". Both die on return. */
typedef void transcript_fault(void *ctx, const char *where, const char *reason);

/*
 * Parses `line` (BATCH_PADDING readable bytes behind it). On success the conversation lives in
 * `arena`; hits, clauses and amounts of its messages are empty, lang of a message is empty, and
 * lang of the conversation is as written. Speakers are numbered in order of appearance: one for each
 * (role, id) that speaks or is named by an event.
 *
 * NULL, after at least one fault, if the line is not JSON, not an object, not valid UTF-8, nested
 * deeper than 64, has bytes behind its end, no `id` or no `messages`. Faults of one message (unknown role, text that
 * is no string, a time that is none) are told, the field is treated as absent (a message of unknown role
 * becomes a system message without event), and the conversation is returned. Unknown keys are skipped but must be valid JSON.
 */
struct rapport_conversation *transcript_read(struct transcript_reader *reader, const char *line, size_t len,
                                             struct arena *arena, transcript_fault *fault, void *ctx);

/* RFC 3339 ("2026-10-03T09:12:00+03:00", "…Z", fractions, a bare date) to ms; RAPPORT_TIME_UNKNOWN if it is none. */
int64_t transcript_time(const char *text, size_t len);
/* The same, with the minutes its clock was ahead of UTC; 0 for a bare date. */
int64_t transcript_time_offset(const char *text, size_t len, int32_t *ret_offset);

#ifdef __cplusplus
}
#endif

#endif
