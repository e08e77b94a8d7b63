/* Times as exports write them. */
#ifndef RAPPORT_INPUT_TALK_TIME_H
#define RAPPORT_INPUT_TALK_TIME_H

#include <stdint.h>

#include "core/input/value.h"

/*
 * Milliseconds since 1970 of: seconds, milliseconds or microseconds since then as a number or digits, RFC 3339, the
 * same without an offset (taken for UTC), with a space, without seconds. TALK_NO_TIME if it is none, or none of the
 * years 1 to 9999.
 */
int64_t talk_time(struct value value);
int64_t talk_time_of_text(const char *text);
/* Of parts, of which none need be in range; TALK_NO_TIME if one is not. */
int64_t talk_time_of_parts(int year, int month, int day, int hour, int minute, int second);

/* Minutes that the clock of a written time is ahead of UTC; 0 if that is not told. */
int32_t talk_offset(const char *text);

/* RFC 3339, of a clock so many minutes ahead of UTC. A time that talk_time tells. */
#define TALK_TIME_BYTES 48
void talk_time_write(int64_t ms, int32_t offset, char out[TALK_TIME_BYTES]);

#endif
