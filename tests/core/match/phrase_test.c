#include "core/match/phrase.h"

#include <stdlib.h>
#include <string.h>

#include "core/text/fold.h"
#include "tests/unit.h"

static struct arena arena;
static struct bytes why, shown;

static void begin(void)
{
    fold_init();
    arena_init(&arena);
}

static void end(void)
{
    arena_release(&arena);
    bytes_release(&why);
    bytes_release(&shown);
}

/* The tree as text. f: fresh, l: last, of words. */
static void show(const struct phrase_sequence *sequence)
{
    for (const struct phrase_node *node = sequence->first; node; node = node->next) {
        if (node != sequence->first)
            bytes_add_char(&shown, ' ');
        switch (node->kind) {
        case PHRASE_WORD:
            bytes_addf(&shown, "%s%.*s%s%s%s%s", node->exact ? "=" : "", (int)node->len, node->text, node->stem ? "*" : "",
                       node->fresh || node->last ? "/" : "", node->fresh ? "f" : "", node->last ? "l" : "");
            break;
        case PHRASE_GROUP:
            bytes_add_char(&shown, node->optional ? '[' : '(');
            for (const struct phrase_sequence *way = node->alternatives; way; way = way->next) {
                show(way);
                if (way->next)
                    bytes_add_char(&shown, '|');
            }
            bytes_add_char(&shown, node->optional ? ']' : ')');
            break;
        case PHRASE_GAP: bytes_addf(&shown, "...%u", node->gap_words); break;
        case PHRASE_NUMBER: bytes_add_char(&shown, '#'); break;
        case PHRASE_START: bytes_add_char(&shown, '^'); break;
        case PHRASE_END: bytes_add_char(&shown, '$'); break;
        case PHRASE_REGEX: bytes_addf(&shown, "/%.*s/", (int)node->len, node->text); break;
        }
    }
}

static void reads(const char *phrase, const char *tree)
{
    const struct phrase_sequence *sequence = phrase_parse(phrase, strlen(phrase), &arena, &why);
    ck_assert_msg(sequence != NULL, "%s: %s", phrase, bytes_text(&why));
    bytes_clear(&shown);
    show(sequence);
    ck_assert_str_eq(bytes_text(&shown), tree);
    ck_assert_uint_eq(why.len, 0);
}

static void refuses(const char *phrase, const char *reason)
{
    ck_assert_msg(!phrase_parse(phrase, strlen(phrase), &arena, &why), "\"%s\" is taken", phrase);
    ck_assert_str_eq(bytes_text(&why), reason);
}

START_TEST(words_groups_gaps_and_signs)
{
    reads("thank you", "thank/f you/l");
    reads("how (can|may) i help [you]", "how/f (can|may) i help/l [you/l]");
    reads("i ... sorry", "i/fl ...4 sorry/fl");
    reads("i ...8 sorry", "i/fl ...8 sorry/fl");
    reads("i...sorry", "i/fl ...4 sorry/fl");
    reads("transferr*", "transferr*/fl");
    reads("=thanks", "=thanks/fl");
    reads("=thank*", "=thank*/fl");
    reads("^ok$", "^ ok/fl $");
    reads("for # years", "for/f # years/l");
    reads("(a|b c|[d] e)", "(a/fl|b/f c/l|[d/f] e/fl)");
    reads("  spaces   are  nothing ", "spaces/f are nothing/l");
    reads("a(b)c", "a/f (b) c/l");
}
END_TEST

START_TEST(what_may_be_left_out_leaves_the_border_open)
{
    reads("[so] thanks", "[so/f] thanks/fl");
    reads("thanks [so much]", "thanks/fl [so much/l]");
    reads("a [b] ... c", "a/fl [b/l] ...4 c/fl");
    reads("(a|b) [c] $", "(a/fl|b/fl) [c/l] $");
}
END_TEST

START_TEST(words_are_folded_like_text)
{
    reads("THANK You", "thank/f you/l");
    reads("can’t", "can't/fl");
    reads("שלום", "שלומ/fl");
    reads("ש״ח", "ש\"ח/fl");
    reads("نمی\u200Cتوانم", "نمیتوانم/fl");
    reads("نمي توانم", "نمیتوانم/fl");
    reads("café", "cafe/fl");
}
END_TEST

START_TEST(gaps_at_the_borders_say_nothing)
{
    reads("... sorry ...", "sorry/fl");
    refuses("...", "empty at byte 3 of the folded phrase");
    refuses("... ...3", "empty at byte 8 of the folded phrase");
}
END_TEST

START_TEST(expressions)
{
    reads("/ref(und|unded)/", "/ref(und|unded)/");
    reads("/\\bתודה\\b/", "/\\bתודה\\b/");
    refuses("//", "an empty expression");
    refuses("/", "empty at byte 0 of the folded phrase");
}
END_TEST

START_TEST(every_fault_has_its_reason_and_place)
{
    refuses("", "empty at byte 0 of the folded phrase");
    refuses("   ", "empty at byte 0 of the folded phrase");
    refuses("(a", "( is not closed at byte 2 of the folded phrase");
    refuses("a [b|c", "[ is not closed at byte 6 of the folded phrase");
    refuses("(a]", "the wrong bracket closes a group at byte 2 of the folded phrase");
    refuses("[a)", "the wrong bracket closes a group at byte 2 of the folded phrase");
    refuses("a)", "a bracket or bar that belongs to no group at byte 1 of the folded phrase");
    refuses("a|b", "a bracket or bar that belongs to no group at byte 1 of the folded phrase");
    refuses("()", "an alternative is empty at byte 1 of the folded phrase");
    refuses("(a|)", "an alternative is empty at byte 3 of the folded phrase");
    refuses("[]", "an alternative is empty at byte 1 of the folded phrase");
    refuses("a *", "a word is missing at byte 3 of the folded phrase");
    refuses("=", "a word is missing at byte 1 of the folded phrase");
    refuses("a*b", "a star may only end a word at byte 3 of the folded phrase");
    refuses("a**", "a star may only end a word at byte 3 of the folded phrase");
    refuses("a ...0 b", "a gap is 1 to 12 words at byte 6 of the folded phrase");
    refuses("a ...13 b", "a gap is 1 to 12 words at byte 7 of the folded phrase");
    refuses("a ...99999999999999999999 b", "a gap is 1 to 12 words at byte 7 of the folded phrase");
    reads("a ...12 b", "a/fl ...12 b/fl");
}
END_TEST

START_TEST(depth_and_length_have_limits)
{
    char phrase[PHRASE_MAX_BYTES + 2];
    memset(phrase, '(', PHRASE_MAX_DEPTH);
    phrase[PHRASE_MAX_DEPTH] = 'a';
    memset(phrase + PHRASE_MAX_DEPTH + 1, ')', PHRASE_MAX_DEPTH);
    phrase[2 * PHRASE_MAX_DEPTH + 1] = 0;
    ck_assert_ptr_nonnull(phrase_parse(phrase, strlen(phrase), &arena, &why));
    memset(phrase, '(', PHRASE_MAX_DEPTH + 1);
    phrase[PHRASE_MAX_DEPTH + 1] = 0;
    refuses(phrase, "groups are nested too deep at byte 17 of the folded phrase");
    memset(phrase, 'a', PHRASE_MAX_BYTES + 1);
    ck_assert_ptr_nonnull(phrase_parse(phrase, PHRASE_MAX_BYTES, &arena, &why));
    ck_assert_ptr_null(phrase_parse(phrase, PHRASE_MAX_BYTES + 1, &arena, &why));
    ck_assert_str_eq(bytes_text(&why), "longer than 16384 bytes");
}
END_TEST

START_TEST(a_group_after_another_is_not_deeper)
{
    struct bytes phrase = {0};
    for (int i = 0; i < 40; i++)
        bytes_add_text(&phrase, "(a|b) ");
    ck_assert_ptr_nonnull(phrase_parse(phrase.ptr, phrase.len, &arena, &why));
    bytes_release(&phrase);
}
END_TEST

START_TEST(names_may_hold_anything)
{
    static const struct {
        const char *name, *tree;
    } rows[] = {{"Fiber 500", "fiber/f 500/l"}, {"Plan (new) | *", "plan/f new * /l"}, {"סיב 500", "סיב/f 500/l"}};
    for (size_t i = 0; i < 3; i += 2) {
        const struct phrase_sequence *sequence = phrase_of_name(rows[i].name, strlen(rows[i].name), &arena);
        ck_assert_ptr_nonnull(sequence);
        bytes_clear(&shown);
        show(sequence);
        ck_assert_str_eq(bytes_text(&shown), rows[i].tree);
    }
    ck_assert_ptr_nonnull(phrase_of_name(rows[1].name, strlen(rows[1].name), &arena));
    ck_assert_ptr_null(phrase_of_name("", 0, &arena));
    ck_assert_ptr_null(phrase_of_name(" ,; ", 4, &arena));
}
END_TEST

START_TEST(a_sample_takes_the_first_ways)
{
    struct bytes sample = {0};
    const char *phrase = "^ (how|what) ... [so] (can|may) i help # $";
    phrase_sample(phrase_parse(phrase, strlen(phrase), &arena, &why), &sample);
    ck_assert_str_eq(bytes_text(&sample), "how can i help 5");
    bytes_release(&sample);
}
END_TEST

static Suite *phrase_suite(void)
{
    Suite *suite = suite_create("phrase");
    TCase *tcase = tcase_create("phrase");
    tcase_add_checked_fixture(tcase, begin, end);
    tcase_add_test(tcase, words_groups_gaps_and_signs);
    tcase_add_test(tcase, what_may_be_left_out_leaves_the_border_open);
    tcase_add_test(tcase, words_are_folded_like_text);
    tcase_add_test(tcase, gaps_at_the_borders_say_nothing);
    tcase_add_test(tcase, expressions);
    tcase_add_test(tcase, every_fault_has_its_reason_and_place);
    tcase_add_test(tcase, depth_and_length_have_limits);
    tcase_add_test(tcase, a_group_after_another_is_not_deeper);
    tcase_add_test(tcase, names_may_hold_anything);
    tcase_add_test(tcase, a_sample_takes_the_first_ways);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(phrase_suite)
