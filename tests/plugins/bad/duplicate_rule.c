/* Refused: findings of its two rules could not be told apart. */
#include "bad.h"

static const struct rapport_rule rules[] = {
    {"bad/first", RAPPORT_INFO, 0},
    {"bad/second", RAPPORT_INFO, 0},
    {"bad/first", RAPPORT_CRITICAL, 0},
};

static const struct rapport_plugin plugin = {BAD_PROLOGUE(sizeof plugin), BAD_WORDS("duplicate-rule"), .rules = rules,
                                             .rule_count = 3, .conversation = bad_conversation};

BAD_ENTRY(&plugin)
