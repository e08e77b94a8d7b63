#include <stdlib.h>

#include "tests/core/match/rules.h"
#include "tests/unit.h"

#define HE LANGUAGE_HE
#define FA LANGUAGE_FA
#define EN LANGUAGE_EN

START_TEST(english_edges)
{
    phrase_finds(EN, "thanks", "ok thanks a lot", "thanks");
    phrase_finds(EN, "thanks", "Thanks!", "thanks");
    phrase_finds(EN, "can", "can't", "");
    phrase_finds(EN, "can", "pecan candy", "");
    phrase_finds(EN, "dana", "dana's card", "dana's");
    phrase_finds(EN, "can", "you can.", "can");
    phrase_finds(EN, "thank you", "thank  you", "thank you");
    phrase_finds(EN, "thank you", "thank. you", "");
    phrase_finds(EN, "thank you", "thank, you", "thank you");
    phrase_finds(EN, "a1", "a1 a12 ba1", "a1");
}
END_TEST

START_TEST(apostrophes_may_be_missing_where_no_other_word_comes_of_it)
{
    phrase_finds(EN, "can't", "i cant go", "cant");
    phrase_finds(EN, "can't", "i can’t go", "can't");
    phrase_finds(EN, "we'll", "well then", "");
    phrase_finds(EN, "we'll", "we'll see", "we'll");
    phrase_finds(EN, "it's", "its colour", "");
    phrase_finds(EN, "i'd", "my id", "");
    phrase_finds(EN, "don't know", "i dont know", "dont know");
}
END_TEST

START_TEST(hebrew_prefixes_stand_at_the_first_word_and_behind_gaps)
{
    phrase_finds(HE, "תודה", "ותודה על הכל", "ותודה");
    phrase_finds(HE, "תודה", "כשהתודה", "כשהתודה");
    phrase_finds(HE, "תודה", "תודהלך", "");
    phrase_finds(HE, "תודה", "אתודה", "");
    phrase_finds(HE, "תודה רבה", "ותודה רבה", "ותודה רבה");
    phrase_finds(HE, "תודה רבה", "תודה הרבה", "");
    phrase_finds(HE, "אני ... מבין", "אני לא כל כך ומבין", "אני לא כל ככ ומבינ");
    phrase_finds(HE, "[אז] תודה", "אז ותודה", "אז ותודה");
    phrase_finds(HE, "=תודה", "ותודה", "");
    phrase_finds(HE, "=תודה", "תודה", "תודה");
    phrase_finds(HE, "תודה", "שָׁלוֹם תּוֹדָה", "תודה");
    phrase_finds(HE, "ש\"ח", "100 ש״ח בלבד", "ש\"ח");
}
END_TEST

START_TEST(persian_endings_stand_at_the_last_word_and_before_gaps)
{
    phrase_finds(FA, "کتاب", "کتاب\u200Cها رسید", "کتابها");
    phrase_finds(FA, "کتاب", "کتاب ها رسید", "کتابها");
    phrase_finds(FA, "کتاب", "کتابهایتان رسید", "کتابهایتان");
    phrase_finds(FA, "سلام", "سلامت باشید", "");
    phrase_finds(FA, "کتاب خوب", "کتابها خوب", "");
    phrase_finds(FA, "کتاب خوب", "کتاب خوبتر", "کتاب خوبتر");
    phrase_finds(FA, "کتاب ... رسید", "کتابها دیروز رسید", "کتابها دیروز رسید");
    phrase_finds(FA, "=کتاب", "کتابها", "");
    phrase_finds(FA, "نمی\u200Cتوانم", "نمی توانم", "نمیتوانم");
    phrase_finds(FA, "ببخشید", "ببخش\u064Aد لطفا", "ببخشید");
}
END_TEST

START_TEST(stems)
{
    phrase_finds(EN, "transferr*", "transferring you", "transferring");
    phrase_finds(EN, "transferr*", "transfer you", "");
    phrase_finds(EN, "thank*", "thank", "thank");
    phrase_finds(EN, "thank*", "thank5", "");
    phrase_finds(HE, "מעביר*", "ומעבירים אותך", "ומעבירימ");
    phrase_finds(FA, "انتقال*", "انتقالش می دهم", "انتقالش");
}
END_TEST

START_TEST(starts_ends_and_numbers)
{
    phrase_finds(EN, "^ok$", "ok", "ok");
    phrase_finds(EN, "^ok$", "well. ok. bye", "ok");
    phrase_finds(EN, "^ok$", "ok then", "");
    phrase_finds(EN, "^ok", "is ok", "");
    phrase_finds(EN, "ok$", "is ok!", "ok");
    phrase_finds(EN, "for # years", "for 12 years", "for 12 years");
    phrase_finds(EN, "for # years", "for ۱۲ years", "for 12 years");
    phrase_finds(EN, "for # years", "for 1,200.50 years", "for 1,200.50 years");
    phrase_finds(EN, "for # years", "for ten years", "");
    phrase_finds(EN, "for # years", "for 5th years", "");
    /* Hebrew writes a particle before digits with a hyphen, at times with a space behind */
    phrase_finds(HE, "אצלכם מ #", "מנויים אצלכם מ-2011", "אצלכמ מ-2011");
    phrase_finds(HE, "אצלכם ...2 שנים", "אצלכם כ-12 שנים", "אצלכמ כ-12 שנימ");
    phrase_finds(HE, "אצלכם מ #", "אצלכם מ--2011", "");
    phrase_finds(HE, "אצלכם מ #", "אצלכם מ- 2011", "אצלכמ מ 2011");
    phrase_finds(EN, "since #", "since-2011", "");
}
END_TEST

START_TEST(gaps_hold_so_many_words_of_one_sentence)
{
    phrase_finds(EN, "i ... sorry", "i sorry", "i sorry");
    phrase_finds(EN, "i ... sorry", "i am so very very sorry", "i am so very very sorry");
    phrase_finds(EN, "i ... sorry", "i am so very very very sorry", "");
    phrase_finds(EN, "i ...1 sorry", "i am sorry", "i am sorry");
    phrase_finds(EN, "i ...1 sorry", "i am so sorry", "");
    phrase_finds(EN, "i ... sorry", "i left. sorry", "");
    phrase_finds(EN, "i ... sorry", "i left! sorry", "");
    phrase_finds(EN, "i ... sorry", "i left, sorry", "i left sorry");
}
END_TEST

START_TEST(groups_and_options)
{
    phrase_finds(EN, "how (can|may) i help [you]", "how may i help you today", "how may i help you");
    phrase_finds(EN, "how (can|may) i help [you]", "how can i help", "how can i help");
    phrase_finds(EN, "how (can|may) i help [you]", "how i help", "");
    phrase_finds(EN, "(a b|a) c", "a b c", "a b c");
    phrase_finds(EN, "[very] good", "very very good", "very good");
}
END_TEST

START_TEST(a_gap_may_be_one_way_of_a_group)
{
    phrase_finds(EN, "^ (he|my colleague|...1) (says|noted) that", "he noted that", "he noted that");
    phrase_finds(EN, "^ (he|my colleague|...1) (says|noted) that", "noted that", "noted that");
    phrase_finds(EN, "^ (he|my colleague|...1) (says|noted) that", "anjali noted that", "anjali noted that");
    phrase_finds(EN, "^ [so] (he|...1) noted that", "so anjali noted that", "so anjali noted that");
    phrase_finds(EN, "(he|...2) noted that", "well. dear anjali noted that", "noted that");
}
END_TEST

START_TEST(hits_of_one_cue_that_overlap_are_one)
{
    rule_add("c", EN, "thank you", false);
    rule_add("c", EN, "you so much", false);
    rule_add("d", EN, "so", false);
    ck_assert_str_eq(rules_find("thank you so much, thank you"), "c:thank you so much|d:so|c:thank you");
    ck_assert_str_eq(rules_find("thank you thank you"), "c:thank you|c:thank you");
}
END_TEST

START_TEST(a_not_phrase_cancels_what_it_overlaps)
{
    rule_add("c", EN, "problem", false);
    rule_add("c", EN, "no problem", true);
    rule_add("d", EN, "problem", false);
    ck_assert_str_eq(rules_find("a problem"), "c:problem|d:problem");
    ck_assert_str_eq(rules_find("no problem"), "d:problem");
    ck_assert_str_eq(rules_find("no problem. a problem"), "d:problem|c:problem|d:problem");
}
END_TEST

START_TEST(a_not_phrase_cancels_before_hits_are_merged)
{
    rule_add("c", EN, "we cannot", false);
    rule_add("c", EN, "cannot help", false);
    rule_add("c", EN, "help you", true);
    ck_assert_str_eq(rules_find("we cannot help you"), "c:we cannot");
}
END_TEST

START_TEST(a_longer_phrase_that_is_cancelled_leaves_the_shorter_one)
{
    rule_add("c", EN, "we cannot", false);
    rule_add("c", EN, "we cannot ...4 refund", false);
    rule_add("c", EN, "refund policy", true);
    ck_assert_str_eq(rules_find("we cannot change the refund policy"), "c:we cannot");
}
END_TEST

START_TEST(roles_and_languages)
{
    size_t count;
    const char *folded;
    rule_add("c", EN, "thanks", false);
    uint32_t customers = ruleset_add_cue(ruleset, "u", SAID_BY_CUSTOMER, "");
    struct bytes why = {0};
    ruleset_add_phrase(ruleset, customers, HE, false, "thanks", "test", phrase_parse("thanks", 6, &ruleset->arena, &why));
    rules_scan("thanks", 6, RAPPORT_AGENT, 7, &count, &folded);
    ck_assert_uint_eq(count, 1);
    rules_scan("thanks", 6, RAPPORT_AGENT, 1u << HE | 1u << FA, &count, &folded);
    ck_assert_uint_eq(count, 0);
    rules_scan("thanks", 6, RAPPORT_BOT, 7, &count, &folded);
    ck_assert_uint_eq(count, 0);
    rules_scan("thanks", 6, RAPPORT_SYSTEM, 7, &count, &folded);
    ck_assert_uint_eq(count, 0);
    const struct scan_hit *hits = rules_scan("thanks", 6, RAPPORT_CUSTOMER, 7, &count, &folded);
    ck_assert_uint_eq(count, 1);
    ck_assert_uint_eq(hits[0].cue, customers);
    bytes_release(&why);
}
END_TEST

START_TEST(expressions_are_taken_as_they_are)
{
    phrase_finds(EN, "/ref(und|unded)\\b/", "you are refunded today", "refunded");
    phrase_finds(HE, "/\\bתודה\\b/", "היי ותודה לך", "ותודה");
    phrase_finds(FA, "/\\bکتاب\\b/", "کتاب\u200Cها رسید", "کتابها");
    phrase_finds(EN, "/\\d+/", "قیمت ۲۵۰۰۰ تومان", "25000");
    phrase_finds(EN, "/THANKS/", "thanks", "thanks");
}
END_TEST

START_TEST(a_greedy_expression_stops_at_its_limits)
{
    size_t count;
    const char *folded;
    rule_add("c", EN, "/(a+)+b(a*)*c$/", false);
    rule_add("d", EN, "fine", false);
    struct bytes text = {0};
    for (int i = 0; i < 5000; i++)
        bytes_add_text(&text, "ab");
    bytes_add_text(&text, " fine");
    const struct scan_hit *hits = rules_scan(text.ptr, text.len, RAPPORT_AGENT, 7, &count, &folded);
    ck_assert_uint_eq(count, 1);
    ck_assert_str_eq(ruleset->cues[hits[0].cue].name, "d");
    bytes_release(&text);
}
END_TEST

START_TEST(more_hits_than_the_limit_are_counted)
{
    size_t count;
    const char *folded;
    rule_add("c", EN, "ok", false);
    struct bytes text = {0};
    for (int i = 0; i < SCAN_HITS_MAX + 10; i++)
        bytes_add_text(&text, "ok so ");
    rules_scan(text.ptr, 6 * SCAN_HITS_MAX, RAPPORT_AGENT, 7, &count, &folded);
    ck_assert_uint_eq(count, SCAN_HITS_MAX);
    ck_assert_uint_eq(scanner_limits_hit(scanner), 0);
    rules_scan(text.ptr, text.len, RAPPORT_AGENT, 7, &count, &folded);
    ck_assert_uint_eq(count, SCAN_HITS_MAX);
    ck_assert_uint_gt(scanner_limits_hit(scanner), 0);
    bytes_release(&text);
}
END_TEST

START_TEST(a_very_long_message_is_searched_to_its_end)
{
    size_t count;
    const char *folded;
    rule_add("c", EN, "i ... sorry", false);
    struct bytes text = {0};
    for (int i = 0; i < 30000; i++)
        bytes_add_text(&text, i % 1000 == 999 ? "i am so sorry " : "word ");
    rules_scan(text.ptr, text.len, RAPPORT_AGENT, 1u << EN, &count, &folded);
    ck_assert_uint_eq(count, 30);
    bytes_release(&text);
}
END_TEST

/* A small generator of its own, so that every machine tries the same. */
static uint32_t seed;

static uint32_t random_below(uint32_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % n;
}

static const char *const words[LANGUAGE_COUNT][8] = {
    {"תודה", "רבה", "לא", "אפשר", "ש", "שלומ", "ו", "ש\"ח"},
    {"ممنون", "کتاب", "ها", "خانه", "نه", "می", "تر", "کتابها"},
    {"can't", "can", "you", "we", "well", "we'll", "help", "s"},
};

/* Gaps stand between words only. */
static void random_phrase(struct bytes *out, int language, int depth)
{
    uint32_t parts = 1 + random_below(3);
    for (uint32_t i = 0; i < parts; i++) {
        if (i)
            bytes_add_char(out, ' ');
        uint32_t kind = random_below(depth > 2 ? 8 : 14);
        if (kind < 8) {
            const char *word = words[language][random_below(8)];
            if (kind == 0)
                bytes_add_char(out, '=');
            bytes_add_text(out, word);
            if (kind == 1)
                bytes_add_char(out, '*');
        } else if (kind < 12) {
            bytes_add_char(out, kind < 10 ? '(' : '[');
            for (uint32_t way = random_below(3) + 1; way-- > 0;) {
                random_phrase(out, language, depth + 1);
                if (way)
                    bytes_add_char(out, '|');
            }
            bytes_add_char(out, kind < 10 ? ')' : ']');
        } else if (kind == 12) {
            const char *before = words[language][random_below(8)], *behind = words[language][random_below(8)];
            bytes_addf(out, "%s ...%u %s", before, 1 + random_below(3), behind);
        } else {
            static const char *const signs[] = {"#", "^", "$"};
            bytes_add_text(out, signs[random_below(3)]);
        }
    }
}

static void random_text(struct bytes *out, int language)
{
    static const char *const between[] = {" ", " ", " ", " ", "", ". ", ", ", "! ", "' ", "-", "\n"};
    for (uint32_t i = 1 + random_below(14); i-- > 0;) {
        bytes_add_text(out, random_below(9) == 0 ? "12" : words[language][random_below(8)]);
        bytes_add_text(out, between[random_below(11)]);
    }
}

START_TEST(random_phrases_on_random_texts)
{
    struct bytes phrase = {0}, why = {0};
    struct bytes text = {0};
    unsigned hits = 0, phrases = 0;
    for (seed = (uint32_t)_i * 7919 + 1; phrases < 60;) {
        int language = (int)random_below(LANGUAGE_COUNT);
        rules_end();
        rules_begin();
        uint32_t cue = ruleset_add_cue(ruleset, "c", SAID_BY_AGENT, "");
        for (int i = 0; i < 4; i++) {
            bytes_clear(&phrase);
            random_phrase(&phrase, language, 0);
            const struct phrase_sequence *tree = phrase_parse(phrase.ptr, phrase.len, &ruleset->arena, &why);
            if (tree)
                ruleset_add_phrase(ruleset, i == 3 ? ruleset_add_cue(ruleset, "d", SAID_BY_AGENT, "") : cue, language,
                                   false, bytes_text(&phrase), "test", tree);
            phrases += tree != NULL;
        }
        for (int i = 0; i < 40; i++) {
            size_t count;
            const char *folded;
            bytes_clear(&text);
            random_text(&text, language);
            rules_scan(text.ptr, text.len, RAPPORT_AGENT, 7, &count, &folded);
            hits += count > 0;
        }
    }
    ck_assert_uint_gt(hits, 20);
    bytes_release(&phrase);
    bytes_release(&why);
    bytes_release(&text);
}
END_TEST

static Suite *scanner_suite(void)
{
    Suite *suite = suite_create("scanner");
    TCase *tcase = tcase_create("scanner");
    tcase_add_checked_fixture(tcase, rules_begin, rules_end);
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, english_edges);
    tcase_add_test(tcase, apostrophes_may_be_missing_where_no_other_word_comes_of_it);
    tcase_add_test(tcase, hebrew_prefixes_stand_at_the_first_word_and_behind_gaps);
    tcase_add_test(tcase, persian_endings_stand_at_the_last_word_and_before_gaps);
    tcase_add_test(tcase, stems);
    tcase_add_test(tcase, starts_ends_and_numbers);
    tcase_add_test(tcase, gaps_hold_so_many_words_of_one_sentence);
    tcase_add_test(tcase, groups_and_options);
    tcase_add_test(tcase, a_gap_may_be_one_way_of_a_group);
    tcase_add_test(tcase, hits_of_one_cue_that_overlap_are_one);
    tcase_add_test(tcase, a_not_phrase_cancels_what_it_overlaps);
    tcase_add_test(tcase, a_not_phrase_cancels_before_hits_are_merged);
    tcase_add_test(tcase, a_longer_phrase_that_is_cancelled_leaves_the_shorter_one);
    tcase_add_test(tcase, roles_and_languages);
    tcase_add_test(tcase, expressions_are_taken_as_they_are);
    tcase_add_test(tcase, a_greedy_expression_stops_at_its_limits);
    tcase_add_test(tcase, more_hits_than_the_limit_are_counted);
    tcase_add_test(tcase, a_very_long_message_is_searched_to_its_end);
    tcase_add_loop_test(tcase, random_phrases_on_random_texts, 0, 40);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(scanner_suite)
