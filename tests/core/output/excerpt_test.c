#include "core/output/excerpt.h"

#include <string.h>

#include "core/model/bytes.h"
#include "core/text/utf8.h"
#include "core/text/visible.h"
#include "tests/unit.h"

static struct bytes shown;

static void setup(void)
{
    bytes_init(&shown);
}

static void teardown(void)
{
    bytes_release(&shown);
}

/* The excerpt as text, with its cuts as ... and its span in brackets. */
static const char *show(const char *text, size_t begin, size_t end, bool partial, unsigned columns)
{
    struct excerpt excerpt =
        excerpt_around((struct rapport_text){text, strlen(text)}, begin, end, partial, columns);
    bytes_clear(&shown);
    bytes_add_text(&shown, excerpt.cut_before ? "..." : "");
    bytes_add(&shown, text + excerpt.from, excerpt.begin - excerpt.from);
    bytes_add_char(&shown, '[');
    bytes_add(&shown, text + excerpt.begin, excerpt.end - excerpt.begin);
    bytes_add_text(&shown, excerpt.cut_inside ? "...]" : "]");
    bytes_add(&shown, text + excerpt.end, excerpt.to - excerpt.end);
    bytes_add_text(&shown, excerpt.cut_after ? "..." : "");
    return bytes_text(&shown);
}

START_TEST(what_fits_is_shown_whole)
{
    ck_assert_str_eq(show("one two three", 4, 7, false, 13), "one [two] three");
    ck_assert_str_eq(show("one", 0, 3, false, 3), "[one]");
    ck_assert_str_eq(show("", 0, 0, false, 10), "[]");
}
END_TEST

START_TEST(both_sides_are_cut_between_words)
{
    ck_assert_str_eq(show("one two three four five six seven", 14, 18, false, 16), "...three [four] five...");
    ck_assert_str_eq(show("one two three four five six seven", 14, 18, false, 18), "...three [four] five...");
    ck_assert_str_eq(show("one two three four five six seven", 14, 18, false, 15), "...[four] five...");
    ck_assert_str_eq(show("one two three four five six seven", 14, 18, false, 4), "...[four]...");
}
END_TEST

START_TEST(room_that_one_side_leaves_goes_to_the_other)
{
    ck_assert_str_eq(show("one two three four five six seven", 0, 3, false, 20), "[one] two three four...");
    ck_assert_str_eq(show("one two three four five six seven", 28, 33, false, 20), "...four five six [seven]");
    ck_assert_str_eq(show("a [two] three four five six", 2, 7, false, 20), "a [[two]] three four...");
}
END_TEST

START_TEST(words_that_are_too_long_are_cut_inside)
{
    ck_assert_str_eq(show("aaaaaaaaaaaaaaaaXbbbbbbbbbbbbbbbb", 16, 17, false, 9), "...aaaa[X]bbbb...");
    ck_assert_str_eq(show("中文中文中文中文", 9, 12, false, 6), "...中[文]中...");
}
END_TEST

START_TEST(a_span_that_is_too_long_is_cut_between_words)
{
    ck_assert_str_eq(show("one two three four five six seven", 4, 33, false, 12), "...[two three...]");
    ck_assert_str_eq(show("one twotwotwotwotwo", 4, 19, false, 6), "...[twotwo...]");
    ck_assert_str_eq(show("one ttttt", 3, 9, false, 4), "...[ ttt...]");
}
END_TEST

START_TEST(a_part_of_a_message_begins_with_a_cut)
{
    ck_assert_str_eq(show("ree four five", 4, 8, true, 40), "...[four] five");
    ck_assert_str_eq(show("four five", 0, 4, true, 40), "...[four] five");
}
END_TEST

START_TEST(the_beginning_alone)
{
    struct excerpt excerpt = excerpt_of((struct rapport_text){"one two three", 13}, 9);
    ck_assert_uint_eq(excerpt.to, 7);
    ck_assert(excerpt.cut_after && !excerpt.cut_before && !excerpt.cut_inside);
    excerpt = excerpt_of((struct rapport_text){"one two three", 13}, 13);
    ck_assert_uint_eq(excerpt.to, 13);
    ck_assert(!excerpt.cut_after);
}
END_TEST

static uint32_t next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

static size_t random_text(uint64_t *state, char *text, size_t characters)
{
    static const uint32_t pieces[] = {'a', 'b', ' ', ' ', '\n', 0x5D0, 0x301, 0x202E, 0x1F600, 0x4E2D, 0x1B, 0x200D};
    size_t len = 0;
    for (size_t i = 0; i < characters; i++)
        len += utf8_encode(pieces[next_random(state) % (sizeof pieces / sizeof *pieces)], text + len);
    return len;
}

static size_t random_border(uint64_t *state, const char *text, size_t len)
{
    size_t at = next_random(state) % (len + 1);
    while (!utf8_is_border(text, len, at))
        at--;
    return at;
}

static unsigned columns_of(const char *text, size_t from, size_t to)
{
    unsigned columns = 0;
    while (from < to) {
        uint32_t c;
        from += utf8_decode(text + from, &c);
        columns += visible_columns(c);
    }
    return columns;
}

START_TEST(random_excerpts_are_in_order_on_borders_and_not_too_wide)
{
    uint64_t state = (uint64_t)_i;
    char *text = malloc(400); /* its end is watched by the sanitizer */
    for (int round = 0; round < 2000; round++) {
        size_t len = random_text(&state, text, next_random(&state) % 100);
        struct rapport_text whole = {text, len};
        size_t a = random_border(&state, text, len), b = random_border(&state, text, len);
        size_t begin = a < b ? a : b, end = a < b ? b : a;
        unsigned columns = 2 + next_random(&state) % 40;
        struct excerpt excerpt = excerpt_around(whole, begin, end, false, columns);
        ck_assert_uint_eq(excerpt.begin, begin);
        ck_assert(excerpt.from <= begin && begin <= excerpt.end && excerpt.end <= end && excerpt.end <= excerpt.to &&
                  excerpt.to <= len);
        ck_assert(utf8_is_border(text, len, excerpt.from) && utf8_is_border(text, len, excerpt.end) &&
                  utf8_is_border(text, len, excerpt.to));
        ck_assert_uint_le(columns_of(text, excerpt.from, excerpt.to), columns);
        ck_assert_int_eq(excerpt.cut_before, excerpt.from > 0);
        ck_assert_int_eq(excerpt.cut_inside, excerpt.end < end);
        ck_assert_int_eq(excerpt.cut_after, !excerpt.cut_inside && excerpt.to < len);
    }
    free(text);
}
END_TEST

START_TEST(characters_without_width_do_not_make_it_endless)
{
    size_t len = 1 << 20;
    char *text = malloc(len);
    for (size_t i = 0; i < len; i += 2)
        memcpy(text + i, "\u0301", 2);
    struct excerpt excerpt = excerpt_around((struct rapport_text){text, len}, len / 2, len / 2 + 2, false, 160);
    ck_assert_uint_le(excerpt.to - excerpt.from, 2 * 160 * 8 + 2);
    excerpt = excerpt_around((struct rapport_text){text, len}, 0, len, false, 160);
    ck_assert_uint_le(excerpt.to, 160 * 8);
    ck_assert(excerpt.cut_inside);
    free(text);
}
END_TEST

static Suite *excerpt_suite(void)
{
    Suite *suite = suite_create("excerpt");
    TCase *tcase = tcase_create("excerpt");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, what_fits_is_shown_whole);
    tcase_add_test(tcase, both_sides_are_cut_between_words);
    tcase_add_test(tcase, room_that_one_side_leaves_goes_to_the_other);
    tcase_add_test(tcase, words_that_are_too_long_are_cut_inside);
    tcase_add_test(tcase, a_span_that_is_too_long_is_cut_between_words);
    tcase_add_test(tcase, a_part_of_a_message_begins_with_a_cut);
    tcase_add_test(tcase, the_beginning_alone);
    tcase_add_loop_test(tcase, random_excerpts_are_in_order_on_borders_and_not_too_wide, 0, 4);
    tcase_add_test(tcase, characters_without_width_do_not_make_it_endless);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(excerpt_suite)
