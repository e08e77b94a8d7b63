#include "core/text/json_write.h"

#include <jansson.h>
#include <string.h>

#include "core/text/utf8.h"
#include "tests/unit.h"

static struct bytes out, text;

static void setup(void)
{
    bytes_init(&out);
    bytes_init(&text);
}

static void teardown(void)
{
    bytes_release(&out);
    bytes_release(&text);
}

static void add_code_point(uint32_t c)
{
    char character[4];
    bytes_add(&text, character, utf8_encode(c, character));
}

static bool is_scalar(uint32_t c)
{
    return c < 0xD800 || (c >= 0xE000 && c < 0x110000);
}

/* What jansson reads out of the written string is the text again, byte for byte. */
static void expect_round_trip(void)
{
    json_error_t error;
    bytes_clear(&out);
    json_text(&out, (struct rapport_text){text.ptr, text.len});
    json_t *value = json_loadb(out.ptr, out.len, JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
    ck_assert_msg(json_is_string(value), "%s", error.text);
    ck_assert_uint_eq(json_string_length(value), text.len);
    ck_assert(text.len == 0 || memcmp(json_string_value(value), text.ptr, text.len) == 0);
    json_decref(value);
}

static bool is_hidden(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x61C || c == 0x200E || c == 0x200F ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

static void expect_no_hidden(void)
{
    for (size_t at = 0; at < out.len;) {
        uint32_t c;
        at += utf8_decode(out.ptr + at, &c);
        if (is_hidden(c)) /* an assertion for every character takes its time */
            ck_abort_msg("U+%04X stands there raw", (unsigned)c);
    }
}

static const char *written(const char *plain)
{
    bytes_clear(&out);
    json_text_z(&out, plain);
    return bytes_text(&out);
}

START_TEST(known_strings)
{
    ck_assert_str_eq(written(""), "\"\"");
    ck_assert_str_eq(written("plain שלום سلام 👍"), "\"plain שלום سلام 👍\"");
    ck_assert_str_eq(written("\"\\/\b\f\n\r\t"), "\"\\\"\\\\/\\b\\f\\n\\r\\t\"");
    ck_assert_str_eq(written("\x01\x1b\x1f\x7f\xC2\x80\xC2\x9B\xC2\x9F\u00A0"),
                     "\"\\u0001\\u001b\\u001f\\u007f\\u0080\\u009b\\u009f\u00A0\"");
    ck_assert_str_eq(written("\u061C\u200E\u200F\u2028\u2029\u202A\u202E\u2066\u2069\uFEFF"),
                     "\"\\u061c\\u200e\\u200f\\u2028\\u2029\\u202a\\u202e\\u2066\\u2069\\ufeff\"");
    /* neighbours of what is escaped; ZWNJ and ZWJ carry meaning */
    ck_assert_str_eq(written("\u061B\u061D\u200B\u200C\u200D\u2010\u2027\u202F\u2065\u206A\uFEFE\uFF00"),
                     "\"\u061B\u061D\u200B\u200C\u200D\u2010\u2027\u202F\u2065\u206A\uFEFE\uFF00\"");
}
END_TEST

START_TEST(a_nul_inside_is_escaped)
{
    json_text(&out, (struct rapport_text){"a\0b", 3});
    ck_assert_str_eq(bytes_text(&out), "\"a\\u0000b\"");
}
END_TEST

START_TEST(an_empty_text_may_be_null)
{
    json_text(&out, (struct rapport_text){NULL, 0});
    ck_assert_str_eq(bytes_text(&out), "\"\"");
}
END_TEST

START_TEST(it_is_added_behind_what_is_there)
{
    bytes_add_text(&out, "x:");
    json_text_z(&out, "y");
    ck_assert_str_eq(bytes_text(&out), "x:\"y\"");
}
END_TEST

START_TEST(every_code_point_comes_back)
{
    for (uint32_t c = 0; c < 0x110000; c++) {
        if (is_scalar(c))
            add_code_point(c);
        if (c % 1024 == 1023) {
            expect_round_trip();
            expect_no_hidden();
            bytes_clear(&text);
        }
    }
}
END_TEST

static uint32_t next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

/* Half of the characters from where the escapes are, so that they meet at all distances. */
static uint32_t random_code_point(uint64_t *state)
{
    static const uint32_t blocks[] = {0x00, 0x80, 0x600, 0x2000, 0x2040, 0xFEC0};
    for (;;) {
        uint32_t pick = next_random(state), c;
        if (pick % 2 == 0)
            c = blocks[pick / 2 % (sizeof blocks / sizeof *blocks)] + next_random(state) % 0x80;
        else
            c = next_random(state) % 0x110000;
        if (is_scalar(c))
            return c;
    }
}

START_TEST(random_strings_come_back)
{
    uint64_t state = (uint64_t)_i + 1;
    for (int round = 0; round < 3000; round++) {
        bytes_clear(&text);
        for (uint32_t left = next_random(&state) % 40; left > 0; left--)
            add_code_point(random_code_point(&state));
        expect_round_trip();
        expect_no_hidden();
    }
}
END_TEST

static Suite *json_text_suite(void)
{
    Suite *suite = suite_create("json_text");
    TCase *tcase = tcase_create("json_text");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, known_strings);
    tcase_add_test(tcase, a_nul_inside_is_escaped);
    tcase_add_test(tcase, an_empty_text_may_be_null);
    tcase_add_test(tcase, it_is_added_behind_what_is_there);
    tcase_add_test(tcase, every_code_point_comes_back);
    tcase_add_loop_test(tcase, random_strings_come_back, 0, 4);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(json_text_suite)
