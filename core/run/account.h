/*
 * The account of a conversation: everything that was read in it before any rule judged, as one line of
 * JSON, for people who doubt a verdict and for programs that show it.
 *
 *   {"account":"c-1042","channel":"chat","lang":"he","queue":"billing","source":"f.jsonl:17","messages":[
 *     {"index":1,"role":"agent","from":"a-17","name":"…","at_ms":…,"event":"transfer","lang":"he","text":"…",
 *      "cues":[{"cue":"refusal","start":0,"end":14}],
 *      "otherwise":[{"cue":"failure","start":20,"end":31}],
 *      "amounts":[{"start":3,"end":9,"value":"99.90","currency":"ILS","period":"month","vat":"with","item":"…"}]}]}
 *
 * "otherwise" holds cues that would have been seen if the other side had said the same words.
 *
 * The short account has the day, in the time of the first message, the names of agents, and of each message its index and
 * amounts alone:
 *   {"account":"c-1042","channel":"chat","lang":"he","queue":"billing","day":"2026-03-02",
 *    "agents":{"a-17":"Dana"},"source":"f.jsonl:17","messages":[…]}
 *
 * The account that a store keeps is as short, but its messages are those that are worth being shown again (moment.h), with
 * their words; of a long one a part, "cut" bytes from its beginning:
 *   {"index":3,"role":"agent","name":"Dana","text":"…","cut":180}
 */
#ifndef RAPPORT_RUN_ACCOUNT_H
#define RAPPORT_RUN_ACCOUNT_H

#include "core/run/analyse.h"

enum account_kind { ACCOUNT_NONE, ACCOUNT_SHORT, ACCOUNT_KEPT, ACCOUNT_WHOLE };

/* Appends the line of an analysed conversation. */
void account_write(struct bytes *out, struct analyser *analyser, const struct ruleset *ruleset,
                   const struct rapport_conversation *conversation, const char *source, uint64_t line);
void account_write_short(struct bytes *out, const struct rapport_conversation *conversation, const char *source, uint64_t line);
/* `from` as of moments_choose. */
void account_write_kept(struct bytes *out, const struct rapport_conversation *conversation, const char *source, uint64_t line,
                        const uint32_t *from);

#endif
