#include "core/text/visible.h"

#include <string.h>

#include "core/text/utf8.h"
#include "tests/unit.h"

static struct bytes out;

static void setup(void)
{
    bytes_init(&out);
}

static void teardown(void)
{
    bytes_release(&out);
}

static const char *shown(const char *text)
{
    bytes_clear(&out);
    visible_add_z(&out, text);
    return bytes_text(&out);
}

START_TEST(ordinary_text_stays_as_it_is)
{
    static const char *const texts[] = {"", "plain", "שָׁלוֹם", "می\u200cخواهم",
                                         "👍🏽 👨\u200d👩\u200d👧", "\\u001b", "é\u0301", "a\u00A0b"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        ck_assert_str_eq(shown(texts[i]), texts[i]);
}
END_TEST

START_TEST(line_ends_and_tabs_are_seen)
{
    ck_assert_str_eq(shown("a\nb\r\nc\rd\te\n\r"), "a\u23CEb\u23CEc\u23CEd e\u23CE\u23CE");
}
END_TEST

START_TEST(what_a_terminal_obeys_is_escaped)
{
    ck_assert_str_eq(shown("\x1b[31m\x07\x7f\xC2\x9B\xC2\x80\u2028\u2029\uFEFF"),
                     "\\u001b[31m\\u0007\\u007f\\u009b\\u0080\\u2028\\u2029\\ufeff");
    bytes_clear(&out);
    visible_add(&out, "a\0b", 3);
    ck_assert_str_eq(bytes_text(&out), "a\\u0000b");
}
END_TEST

START_TEST(bidi_controls_are_left_out_or_named)
{
    static const char text[] = "a\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069z";
    ck_assert_str_eq(shown(text), "az");
    bytes_clear(&out);
    visible_add_all(&out, text, strlen(text));
    ck_assert_str_eq(bytes_text(&out),
                     "a\\u061c\\u200e\\u200f\\u202a\\u202b\\u202c"
                     "\\u202d\\u202e\\u2066\\u2067\\u2068\\u2069z");
}
END_TEST

START_TEST(bytes_that_are_no_utf8_are_named)
{
    ck_assert_str_eq(shown("a\xFF\xC3(\xE2\x82"), "a\\xff\\xc3(\\xe2\\x82");
    ck_assert_str_eq(shown("\xED\xA0\x80"), "\\xed\\xa0\\x80");
}
END_TEST

START_TEST(nothing_may_be_null)
{
    visible_add(&out, NULL, 0);
    visible_add_isolated(&out, NULL, 0, true);
    ck_assert_uint_eq(out.len, 0);
    ck_assert(!visible_is_rtl(NULL, 0));
}
END_TEST

static bool is_hidden(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x61C || c == 0x200E || c == 0x200F ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

/* An assertion for every character would take its time. */
static void expect_harmless(uint32_t c)
{
    char text[4];
    unsigned len = utf8_encode(c, text), columns = 0;
    bytes_clear(&out);
    visible_add(&out, text, len);
    for (size_t at = 0; at < out.len;) {
        uint32_t seen;
        at += utf8_decode(out.ptr + at, &seen);
        if (is_hidden(seen))
            ck_abort_msg("U+%04X lets U+%04X through", (unsigned)c, (unsigned)seen);
        columns += visible_columns(seen);
    }
    if (columns != visible_columns(c))
        ck_abort_msg("U+%04X takes %u columns, not %u", (unsigned)c, columns, visible_columns(c));
}

/* The columns are those of what is written. */
START_TEST(every_code_point_is_harmless)
{
    for (uint32_t c = 0; c < 0x110000; c++)
        if (c < 0xD800 || c >= 0xE000)
            expect_harmless(c);
}
END_TEST

START_TEST(columns_of_wide_and_of_combining_characters)
{
    ck_assert_uint_eq(visible_columns('a'), 1);
    ck_assert_uint_eq(visible_columns(0x1F600), 2);
    ck_assert_uint_eq(visible_columns(0x4E2D), 2);
    ck_assert_uint_eq(visible_columns(0x0301), 0);
    ck_assert_uint_eq(visible_columns(0x202E), 0);
    ck_assert_uint_eq(visible_columns('\n'), 1);
    ck_assert_uint_eq(visible_columns(0x1B), 6);
}
END_TEST

START_TEST(right_to_left_is_told_by_letters)
{
    static const char *const rtl[] = {"א", "abc ש", "سلام", "ﷺ", "ܐ", "\U0001E900"};
    static const char *const ltr[] = {"", "abc", "123 ₪", "\u200F\u202E", "Привет", "中文", "😀", "۱۲۳", "١٢٣"};
    for (size_t i = 0; i < sizeof rtl / sizeof *rtl; i++)
        ck_assert_msg(visible_is_rtl(rtl[i], strlen(rtl[i])), "%s", rtl[i]);
    for (size_t i = 0; i < sizeof ltr / sizeof *ltr; i++)
        ck_assert_msg(!visible_is_rtl(ltr[i], strlen(ltr[i])), "%s", ltr[i]);
}
END_TEST

START_TEST(isolates_stand_where_they_are_needed)
{
    visible_add_isolated(&out, "abc", 3, false);
    visible_add_isolated(&out, "דנה", 6, false);
    visible_add_isolated(&out, "abc", 3, true);
    visible_add_isolated(&out, "\u2069א\u2069", 8, false);
    visible_add_isolated(&out, "\xFF", 1, false);
    ck_assert_str_eq(bytes_text(&out), "abc\u2068דנה\u2069\u2068abc\u2069\u2068א\u2069\\xff");
}
END_TEST

static Suite *visible_suite(void)
{
    Suite *suite = suite_create("visible");
    TCase *tcase = tcase_create("visible");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, ordinary_text_stays_as_it_is);
    tcase_add_test(tcase, line_ends_and_tabs_are_seen);
    tcase_add_test(tcase, what_a_terminal_obeys_is_escaped);
    tcase_add_test(tcase, bidi_controls_are_left_out_or_named);
    tcase_add_test(tcase, bytes_that_are_no_utf8_are_named);
    tcase_add_test(tcase, nothing_may_be_null);
    tcase_add_test(tcase, every_code_point_is_harmless);
    tcase_add_test(tcase, columns_of_wide_and_of_combining_characters);
    tcase_add_test(tcase, right_to_left_is_told_by_letters);
    tcase_add_test(tcase, isolates_stand_where_they_are_needed);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(visible_suite)
