/*
 * The layout of the contract, as numbers. When this file does not compile, the contract was
 * changed: undo it, or append fields at the end of a struct that has a `size`, add their lines
 * here, give the struct its new size and raise HOST_MINOR. No other number here ever changes
 * within major 1. There is nothing to run.
 */
#include "rapport/plugin.h"

#define SAME(what, number) _Static_assert((what) == (number), #what " is not " #number)
#define STRUCT(name, bytes) SAME(sizeof(struct name), bytes)
#define FIELD(name, field, at, bytes)            \
    SAME(offsetof(struct name, field), at);      \
    SAME(sizeof(((struct name *)0)->field), bytes)

/* Values that cross as numbers, on every machine. */
SAME(RAPPORT_MAGIC, 0x50524152u);
SAME(RAPPORT_MAJOR, 1);
SAME(RAPPORT_MINOR, 0);
SAME(RAPPORT_NONE, 0xffffffffu);
SAME(RAPPORT_TIME_UNKNOWN, -9223372036854775807 - 1);
SAME(RAPPORT_AMOUNT_SCALE, 10000);
SAME(RAPPORT_RULE_ANY_LANGUAGE, 1u);

SAME(RAPPORT_OK, 0);
SAME(RAPPORT_FAILED, -1);
SAME(RAPPORT_FATAL, -2);
SAME(RAPPORT_REFUSED, -3);

SAME(RAPPORT_SEVERITY_DEFAULT, -1);
SAME(RAPPORT_INFO, 0);
SAME(RAPPORT_MINOR_SEVERITY, 1);
SAME(RAPPORT_MAJOR_SEVERITY, 2);
SAME(RAPPORT_CRITICAL, 3);

SAME(RAPPORT_CUSTOMER, 0);
SAME(RAPPORT_AGENT, 1);
SAME(RAPPORT_BOT, 2);
SAME(RAPPORT_SYSTEM, 3);

SAME(RAPPORT_EVENT_NONE, 0);
SAME(RAPPORT_EVENT_TRANSFER, 1);
SAME(RAPPORT_EVENT_JOINED, 2);
SAME(RAPPORT_EVENT_LEFT, 3);
SAME(RAPPORT_EVENT_HOLD, 4);
SAME(RAPPORT_EVENT_RESUME, 5);
SAME(RAPPORT_EVENT_CALLBACK, 6);
SAME(RAPPORT_EVENT_CLOSED, 7);
SAME(RAPPORT_EVENT_LANGUAGE, 8);
SAME(RAPPORT_EVENT_OTHER, 9);

SAME(RAPPORT_PERIOD_UNSTATED, 0);
SAME(RAPPORT_PERIOD_ONCE, 1);
SAME(RAPPORT_PERIOD_NIGHT, 2);
SAME(RAPPORT_PERIOD_DAY, 3);
SAME(RAPPORT_PERIOD_WEEK, 4);
SAME(RAPPORT_PERIOD_MONTH, 5);
SAME(RAPPORT_PERIOD_YEAR, 6);

SAME(RAPPORT_VAT_UNSTATED, 0);
SAME(RAPPORT_VAT_WITH, 1);
SAME(RAPPORT_VAT_WITHOUT, 2);

SAME(RAPPORT_PASS, 1);
SAME(RAPPORT_UNCHECKED, 2);

/* What is read before the version is known; on every machine. */
FIELD(rapport_plugin, magic, 0, 4);
FIELD(rapport_plugin, major, 4, 2);
FIELD(rapport_plugin, minor, 6, 2);
FIELD(rapport_plugin, size, 8, 4);
FIELD(rapport_plugin, reserved, 12, 4);
FIELD(rapport_plugin, id, 16, sizeof(void *));

#if UINTPTR_MAX == UINT64_MAX /* the rest with 64-bit pointers */

STRUCT(rapport_text, 16);
FIELD(rapport_text, ptr, 0, 8);
FIELD(rapport_text, len, 8, 8);

STRUCT(rapport_speaker, 40);
FIELD(rapport_speaker, id, 0, 16);
FIELD(rapport_speaker, name, 16, 16);
FIELD(rapport_speaker, role, 32, 4);
FIELD(rapport_speaker, reserved, 36, 4);

STRUCT(rapport_clause, 20);
FIELD(rapport_clause, begin, 0, 4);
FIELD(rapport_clause, end, 4, 4);
FIELD(rapport_clause, sentence, 8, 4);
FIELD(rapport_clause, words, 12, 4);
FIELD(rapport_clause, question, 16, 4);

STRUCT(rapport_hit, 16);
FIELD(rapport_hit, cue, 0, 4);
FIELD(rapport_hit, begin, 4, 4);
FIELD(rapport_hit, end, 8, 4);
FIELD(rapport_hit, clause, 12, 4);

STRUCT(rapport_amount, 56);
FIELD(rapport_amount, value, 0, 8);
FIELD(rapport_amount, currency, 8, 4);
FIELD(rapport_amount, period, 12, 4);
FIELD(rapport_amount, vat, 16, 4);
FIELD(rapport_amount, begin, 20, 4);
FIELD(rapport_amount, end, 24, 4);
FIELD(rapport_amount, clause, 28, 4);
FIELD(rapport_amount, reserved, 32, 4);
/* 4 bytes of padding at 36: whatever stands there, it is never to be read */
FIELD(rapport_amount, item, 40, 16);

STRUCT(rapport_message, 144);
FIELD(rapport_message, size, 0, 4);
FIELD(rapport_message, index, 4, 4);
FIELD(rapport_message, role, 8, 4);
FIELD(rapport_message, event, 12, 4);
FIELD(rapport_message, at_ms, 16, 8);
FIELD(rapport_message, speaker, 24, 4);
FIELD(rapport_message, words, 28, 4);
FIELD(rapport_message, lang, 32, 16);
FIELD(rapport_message, text, 48, 16);
FIELD(rapport_message, hits, 64, 8);
FIELD(rapport_message, clauses, 72, 8);
FIELD(rapport_message, amounts, 80, 8);
FIELD(rapport_message, hit_count, 88, 4);
FIELD(rapport_message, clause_count, 92, 4);
FIELD(rapport_message, amount_count, 96, 4);
FIELD(rapport_message, event_from, 100, 4);
FIELD(rapport_message, event_to, 104, 4);
FIELD(rapport_message, event_who, 108, 4);
FIELD(rapport_message, event_queue, 112, 16);
FIELD(rapport_message, hit_confidence, 128, 8);
FIELD(rapport_message, at_offset, 136, 4);
FIELD(rapport_message, reserved, 140, 4);

STRUCT(rapport_conversation, 184);
FIELD(rapport_conversation, size, 0, 4);
FIELD(rapport_conversation, message_count, 4, 4);
FIELD(rapport_conversation, messages, 8, 8);
FIELD(rapport_conversation, speakers, 16, 8);
FIELD(rapport_conversation, speaker_count, 24, 4);
FIELD(rapport_conversation, reserved, 28, 4);
FIELD(rapport_conversation, id, 32, 16);
FIELD(rapport_conversation, channel, 48, 16);
FIELD(rapport_conversation, lang, 64, 16);
FIELD(rapport_conversation, queue, 80, 16);
FIELD(rapport_conversation, customer_id, 96, 16);
FIELD(rapport_conversation, customer_name, 112, 16);
FIELD(rapport_conversation, customer_group, 128, 16);
FIELD(rapport_conversation, customer_title, 144, 16);
FIELD(rapport_conversation, customer_since_ms, 160, 8);
FIELD(rapport_conversation, started_ms, 168, 8);
FIELD(rapport_conversation, nps, 176, 4);
FIELD(rapport_conversation, csat, 180, 4);

STRUCT(rapport_price, 40);
FIELD(rapport_price, item, 0, 16);
FIELD(rapport_price, cue, 16, 4);
FIELD(rapport_price, period, 20, 4);
FIELD(rapport_price, vat, 24, 4);
FIELD(rapport_price, currency, 28, 4);
FIELD(rapport_price, value, 32, 8);

STRUCT(rapport_finding, 44);
FIELD(rapport_finding, size, 0, 4);
FIELD(rapport_finding, rule, 4, 4);
FIELD(rapport_finding, message, 8, 4);
FIELD(rapport_finding, begin, 12, 4);
FIELD(rapport_finding, end, 16, 4);
FIELD(rapport_finding, severity, 20, 4);
FIELD(rapport_finding, speaker, 24, 4);
FIELD(rapport_finding, confidence, 28, 4);
FIELD(rapport_finding, related, 32, 4);
FIELD(rapport_finding, fact, 36, 4);
FIELD(rapport_finding, related_fact, 40, 4);

STRUCT(rapport_verdict, 56);
FIELD(rapport_verdict, size, 0, 4);
FIELD(rapport_verdict, rule, 4, 4);
FIELD(rapport_verdict, verdict, 8, 4);
FIELD(rapport_verdict, speaker, 12, 4);
FIELD(rapport_verdict, fact, 16, 4);
/* 4 bytes of padding at 20: whatever stands there, it is never to be read */
FIELD(rapport_verdict, why, 24, 16);
FIELD(rapport_verdict, met, 40, 4);
FIELD(rapport_verdict, begin, 44, 4);
FIELD(rapport_verdict, end, 48, 4);
FIELD(rapport_verdict, reserved, 52, 4);

STRUCT(rapport_fact, 48);
FIELD(rapport_fact, size, 0, 4);
FIELD(rapport_fact, message, 4, 4);
FIELD(rapport_fact, begin, 8, 4);
FIELD(rapport_fact, end, 12, 4);
FIELD(rapport_fact, key, 16, 16);
FIELD(rapport_fact, value, 32, 16);

STRUCT(rapport_known_fact, 88);
FIELD(rapport_known_fact, size, 0, 4);
FIELD(rapport_known_fact, message, 4, 4);
FIELD(rapport_known_fact, value, 8, 16);
FIELD(rapport_known_fact, conversation, 24, 16);
FIELD(rapport_known_fact, customer_id, 40, 16);
FIELD(rapport_known_fact, customer_group, 56, 16);
FIELD(rapport_known_fact, ordinal, 72, 8);
FIELD(rapport_known_fact, at_ms, 80, 8);

STRUCT(rapport_group, 40);
FIELD(rapport_group, size, 0, 4);
FIELD(rapport_group, fact_count, 4, 4);
FIELD(rapport_group, facts, 8, 8);
FIELD(rapport_group, key, 16, 16);
FIELD(rapport_group, latest_ms, 32, 8);

STRUCT(rapport_host, 152);
FIELD(rapport_host, size, 0, 4);
FIELD(rapport_host, major, 4, 2);
FIELD(rapport_host, minor, 6, 2);
FIELD(rapport_host, ctx, 8, 8);
FIELD(rapport_host, cues, 16, 8);
FIELD(rapport_host, options, 24, 8);
FIELD(rapport_host, enabled, 32, 8);
FIELD(rapport_host, emit, 40, 8);
FIELD(rapport_host, verdict, 48, 8);
FIELD(rapport_host, fact, 56, 8);
FIELD(rapport_host, error, 64, 8);
FIELD(rapport_host, scratch, 72, 8);
FIELD(rapport_host, prices, 80, 8);
FIELD(rapport_host, extension, 88, 8);
FIELD(rapport_host, details, 96, 8);
FIELD(rapport_host, find_name, 104, 8);
FIELD(rapport_host, shared_words, 112, 8);
FIELD(rapport_host, deadline, 120, 8);
FIELD(rapport_host, named_span, 128, 8);
FIELD(rapport_host, open_time, 136, 8);
FIELD(rapport_host, open_until, 144, 8);
STRUCT(rapport_hours, 56);
FIELD(rapport_hours, open, 0, 28);
FIELD(rapport_hours, close, 28, 28);

STRUCT(rapport_detail, 32);
FIELD(rapport_detail, kind, 0, 4);
FIELD(rapport_detail, begin, 4, 4);
FIELD(rapport_detail, end, 8, 4);
FIELD(rapport_detail, digits, 12, 4);
FIELD(rapport_detail, value, 16, 16);

STRUCT(rapport_rule, 16);
FIELD(rapport_rule, id, 0, 8);
FIELD(rapport_rule, severity, 8, 4);
FIELD(rapport_rule, flags, 12, 4);

STRUCT(rapport_option, 48);
FIELD(rapport_option, rule, 0, 8);
FIELD(rapport_option, name, 8, 8);
FIELD(rapport_option, fallback, 16, 8);
FIELD(rapport_option, min, 24, 8);
FIELD(rapport_option, max, 32, 8);
FIELD(rapport_option, help, 40, 8);

SAME(RAPPORT_USE_OPPORTUNITY, 1);
SAME(RAPPORT_USE_FAULT, 2);
SAME(RAPPORT_USE_EXCUSE, 3);
STRUCT(rapport_rule_cue, 16);
FIELD(rapport_rule_cue, rule, 0, 4);
FIELD(rapport_rule_cue, cue, 4, 4);
FIELD(rapport_rule_cue, use, 8, 4);
FIELD(rapport_rule_cue, reserved, 12, 4);

SAME(RAPPORT_IN_SENTENCE, 1);
SAME(RAPPORT_IN_CONVERSATION, 7);
SAME(RAPPORT_FIRST_MESSAGES, 0);
SAME(RAPPORT_WITHIN_COUNT, 6);
STRUCT(rapport_said, 24);
FIELD(rapport_said, cues, 0, 8);
FIELD(rapport_said, cue_count, 8, 4);
FIELD(rapport_said, by, 12, 4);
FIELD(rapport_said, where, 16, 4);
FIELD(rapport_said, own_words, 20, 4);
STRUCT(rapport_said_rule, 72);
FIELD(rapport_said_rule, said, 0, 24);
FIELD(rapport_said_rule, unless, 24, 8);
FIELD(rapport_said_rule, unless_count, 32, 4);
FIELD(rapport_said_rule, must, 36, 4);
FIELD(rapport_said_rule, confidence, 40, 4);
FIELD(rapport_said_rule, within, 44, 24);
FIELD(rapport_said_rule, reserved, 68, 4);
STRUCT(rapport_said_rules, 24);
FIELD(rapport_said_rules, size, 0, 4);
FIELD(rapport_said_rules, count, 4, 4);
FIELD(rapport_said_rules, rules, 8, 8);
FIELD(rapport_said_rules, reported, 16, 4);
FIELD(rapport_said_rules, quote, 20, 4);

STRUCT(rapport_plugin, 152);
FIELD(rapport_plugin, id, 16, 8);
FIELD(rapport_plugin, version, 24, 8);
FIELD(rapport_plugin, rules, 32, 8);
FIELD(rapport_plugin, options, 40, 8);
FIELD(rapport_plugin, cues, 48, 8);
FIELD(rapport_plugin, rule_count, 56, 4);
FIELD(rapport_plugin, option_count, 60, 4);
FIELD(rapport_plugin, cue_count, 64, 4);
FIELD(rapport_plugin, reserved2, 68, 4);
FIELD(rapport_plugin, load, 72, 8);
FIELD(rapport_plugin, unload, 80, 8);
FIELD(rapport_plugin, open, 88, 8);
FIELD(rapport_plugin, close, 96, 8);
FIELD(rapport_plugin, conversation, 104, 8);
FIELD(rapport_plugin, group, 112, 8);
FIELD(rapport_plugin, cue_needs, 120, 8);
FIELD(rapport_plugin, rule_cues, 128, 8);
FIELD(rapport_plugin, rule_cue_count, 136, 4);
FIELD(rapport_plugin, reserved3, 140, 4);
FIELD(rapport_plugin, takes_rules, 144, 4);
FIELD(rapport_plugin, reserved4, 148, 4);

#endif
