/*
 * Scores of agents, queues, channels, languages, rules, days or weeks: the weighted share of what passed among what
 * could be judged, with Wilson's interval. Not applicable is not there at all; not checked is counted beside, and is
 * neither a pass nor a fail. The interval takes weighted verdicts for as many as they are worth (Kish's effective
 * sample size: the square of the sum of weights over the sum of their squares).
 */
#ifndef RAPPORT_SCORE_BOARD_H
#define RAPPORT_SCORE_BOARD_H

#include <jansson.h>

#include "core/score/card.h"
#include "core/store/store.h"

enum score_by { BY_AGENT, BY_QUEUE, BY_CHANNEL, BY_LANGUAGE, BY_RULE, BY_DAY, BY_WEEK, BY_COUNT };
extern const char *const score_by_names[BY_COUNT];

struct score_row {
    char *key; /* "": not known */
    char *name; /* of an agent, where it is known; else NULL */
    uint64_t passed, failed, unchecked, conversations;
    double kept, weight, squares; /* of the verdicts: what was kept of their weights, and the sum of squares */
    double score, low, high;      /* 0 to 1; without anything judged, weight is 0 */
};

/* The severity of a rule, for its weight. */
typedef int32_t score_severity(void *ctx, const char *rule);

struct board {
    const struct card *card;
    enum score_by by;
    score_severity *severity;
    void *severity_ctx;
    struct score_row *rows;
    size_t count, cap;
    json_t *places;            /* key to place in rows */
    struct board_rule *rules;  /* what is known of those that were met */
    size_t rule_count;
    struct board_verdict *open; /* of the conversation that is being read */
    size_t open_count, open_cap;
    int64_t conversation;
};

void board_init(struct board *board, const struct card *card, enum score_by by, score_severity *severity, void *severity_ctx);
void board_release(struct board *board);
/* A store_each: verdicts in the order of conversations. */
void board_take(void *board, const struct store_verdict *verdict);
/*
 * A store_each_sum, instead of board_take, where board_by_sums: the same scores from far fewer rows, of the kind that
 * board_kind names.
 */
void board_add(void *board, const struct store_sum *sum);
/* Sums tell enough: a card without sections and critical rules, or one that has no say because rules are judged alone. */
bool board_by_sums(const struct board *board);
enum store_kind board_kind(const struct board *board);
/*
 * After the last: works out scores and sorts the rows: days and weeks by time, all others by the lower bound of the
 * interval, best first, then by key.
 */
void board_finish(struct board *board);
/* Puts the names of agents to the rows of a board by agent. */
void board_name(struct board *board, struct store *store);
/* The row of a key, or NULL. */
const struct score_row *board_find(const struct board *board, const char *key);

#endif
