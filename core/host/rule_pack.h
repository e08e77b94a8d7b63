/*
 * Rules that are data: rules/rules.json.
 *
 *   {"rules": [
 *     {"id": "phrasing/ignorance", "severity": "minor", "said": "ignorance", "own_words": true,
 *      "unless": [{"said": ["undertake", "transfer-announce"], "in": "turn"}]},
 *     {"id": "opening/name", "severity": "info", "must_say": "introduce", "first_messages": 3}]}
 *
 * id, severity   as those of plugins; the texts stand in texts.json
 * said           a cue or a list of them: saying one is wrong; every message with one is a finding
 * must_say       instead of `said`: saying none is wrong; at the first message of the role where a
 *                `first_…` limits it, else at its last
 * by             customer, agent (default) or bot
 * own_words      true: not what is quoted or reported
 * unless         a list of what makes it right: said, by, own_words, and where, `in`: sentence, message,
 *                turn (default), next-turn, before, after, conversation
 * first_messages, first_words, first_seconds, last_messages, last_words, last_seconds
 *                only so near to an end of the conversation; the configuration may change them
 * confidence     1 to 100 (default) of its findings
 * any_language   true: it reads only mark/… cues, which need no pack
 *
 * Every rule's opportunity is a conversation in which the role, and a human agent, said something.
 */
#ifndef RAPPORT_HOST_RULE_PACK_H
#define RAPPORT_HOST_RULE_PACK_H

#include "core/host/loader.h"
#include "core/match/ruleset.h"
#include "core/model/arena.h"
#include "core/model/bytes.h"

enum { RULE_PACK_RULES_MAX = 512, RULE_PACK_LIST_MAX = 64 };

struct rule_pack {
    struct arena arena; /* all below lives there, or is a list of its own */
    const char *file;
    struct rapport_rule *rules;
    struct rapport_said_rule *said; /* one a rule */
    size_t count;
    struct rapport_option *options;
    const char **cues;
    struct rapport_rule_cue *rule_cues;
    size_t option_count, option_cap, cue_count, cue_cap, rule_cue_count, rule_cue_cap;
    struct rapport_said_rules list;
};

/*
 * Reads `directory`/rules.json; its cues must be in the ruleset. 0, or -1 with every fault in `faults`,
 * one a line with its place. rule_pack_release in either case.
 */
int rule_pack_read(struct rule_pack *pack, const char *directory, const struct ruleset *ruleset, struct bytes *faults);

/*
 * Gives the rules to the plugin that takes them. 0, or -1 with the faults: a rule that another plugin
 * has, no plugin or two that take rules. The pack must outlive the plugins' use.
 */
int rule_pack_give(struct rule_pack *pack, struct loaded_plugins *plugins, struct bytes *faults);

/* Zeroed memory may be released too. */
void rule_pack_release(struct rule_pack *pack);

#endif
