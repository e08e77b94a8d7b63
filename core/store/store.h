/*
 * What was found, kept in SQLite for scorecards and history. One file, or in memory for a single scorecard.
 *
 * A conversation has one set of results: audited again, it replaces those it had. All of a run appears at once or,
 * where the run is killed, not at all. Any SQLite client can read the file; the views `findings`, `verdicts` and
 * `agent_scores` are for that, and what they promise stays when the tables below them change.
 */
#ifndef RAPPORT_STORE_STORE_H
#define RAPPORT_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "core/model/bytes.h"
#include "core/model/problem.h"

struct sqlite3;

struct store {
    struct sqlite3 *db;
    const char *path; /* for messages */
};

/* Opens or makes the file; NULL: in memory. 0, or -1 with the reason in `why`: no store, or one of a newer version. */
int store_open(struct store *store, const char *path, struct bytes *why);
/* Safe on a zeroed store. */
void store_close(struct store *store);

/* What a run read: told to `rapport runs`. */
struct store_run {
    const char *version, *input;
    uint64_t conversations, messages;
    const struct problems *problems;
};

/*
 * Keeps a run: the lines of short accounts (account.h) and findings in `report`, of verdicts in `verdicts`, both read
 * from their beginnings. 0, or -1 with the reason in `why`; then nothing of it is kept.
 */
int store_keep(struct store *store, const struct store_run *run, FILE *report, FILE *verdicts, struct bytes *why);

/* A run that was kept; `input` is valid during the call. */
struct store_told {
    int64_t id, conversations, messages, problems;
    const char *input;
};

/* Tells of all runs in their order. 0, or -1 with the reason in `why`. */
int store_runs(struct store *store, void (*each)(void *ctx, const struct store_told *run), void *ctx, struct bytes *why);

/* What an agent is called, for the caller to free; NULL if only the id is known. */
char *store_agent_name(struct store *store, const char *agent);

/* Removes conversations of days before `day` (day.h). Returns how many, or -1 with the reason in `why`. */
int64_t store_prune(struct store *store, int64_t day, struct bytes *why);
/* The last day of any conversation, INT64_MIN if none has one. */
int64_t store_last_day(struct store *store);

/* A verdict as scores see it; the texts are valid until the last was handed over, the same ones at the same place. */
struct store_verdict {
    int64_t conversation;
    const char *rule, *agent, *queue, *channel, *lang; /* "" where there is none */
    int64_t day;                                       /* INT64_MIN: not known */
    int verdict;                                       /* 0 pass, 1 fail, 2 unchecked */
};

typedef void store_each(void *ctx, const struct store_verdict *verdict);

/* Hands over all verdicts of days from `from` to `to`, both included, those of one conversation together. 0 or -1. */
int store_verdicts(struct store *store, int64_t from, int64_t to, store_each *each, void *ctx, struct bytes *why);

/* Of what sums are kept. */
enum store_kind { KIND_AGENT, KIND_QUEUE, KIND_CHANNEL, KIND_LANGUAGE, KIND_COUNT };

/* Verdicts of one day, key (an agent, a queue, …) and rule, counted; the texts as those of store_verdict. */
struct store_sum {
    const char *key, *rule; /* "" where there is none */
    int64_t day;            /* INT64_MIN: not known */
    uint64_t passed, failed, unchecked;
    uint64_t conversations; /* without a rule: in how many there was a verdict */
};

typedef void store_each_sum(void *ctx, const struct store_sum *sum);

/* As store_verdicts, already counted, in no order that matters: far fewer where there are many conversations a day. */
int store_sums(struct store *store, enum store_kind kind, int64_t from, int64_t to, store_each_sum *each, void *ctx, struct bytes *why);

#endif
