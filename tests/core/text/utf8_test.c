#include "core/text/utf8.h"

#include <string.h>

#include "tests/unit.h"

START_TEST(every_code_point_goes_there_and_back)
{
    for (uint32_t codepoint = 0; codepoint < 0x110000; codepoint++) {
        if (codepoint >= 0xd800 && codepoint < 0xe000)
            continue;
        char bytes[4];
        uint32_t back = 1;
        unsigned len = utf8_encode(codepoint, bytes);
        unsigned expected = codepoint < 0x80 ? 1 : codepoint < 0x800 ? 2 : codepoint < 0x10000 ? 3 : 4;
        if (len != expected || utf8_decode(bytes, &back) != len || back != codepoint || utf8_valid(bytes, len) != len ||
            utf8_valid(bytes, len - 1) != 0)
            ck_abort_msg("U+%04X", codepoint);
    }
}
END_TEST

static const struct {
    const char *text;
    size_t valid;
} broken[] = {
    {"\x80", 0},                       /* a tail byte alone */
    {"a\xbf", 1},
    {"ab\xc0\xaf", 2},                 /* overlong forms */
    {"\xc1\xbf", 0},
    {"\xe0\x9f\xbf", 0},
    {"\xf0\x8f\xbf\xbf", 0},
    {"abcdefgh\xed\xa0\x80", 8},       /* surrogates */
    {"\xed\xbf\xbf", 0},
    {"\xf4\x90\x80\x80", 0},           /* beyond U+10FFFF */
    {"\xf5\x80\x80\x80", 0},
    {"\xff", 0},
    {"\xfe", 0},
    {"\xd7", 0},                       /* cut off */
    {"\xe2\x80", 0},
    {"\xf0\x9f\x98", 0},
    {"\xd7\x90\xd7", 2},
    {"\xd7z", 0},                      /* wrong tails */
    {"\xe2\x80z", 0},
    {"\xe2z\x80", 0},
    {"\xf0\x9f\x98z", 0},
    {"\xd7\xd7\x90", 0},
};

START_TEST(broken_text_is_valid_up_to_the_break)
{
    const char *text = broken[_i].text;
    size_t len = strlen(text);
    ck_assert_uint_eq(utf8_valid(text, len), broken[_i].valid);
    /* the same at every place relative to words of eight bytes */
    char shifted[64];
    for (size_t shift = 0; shift < 20; shift++) {
        memset(shifted, 'a', sizeof shifted);
        memcpy(shifted + shift, text, len);
        ck_assert_uint_eq(utf8_valid(shifted, shift + len), shift + broken[_i].valid);
    }
}
END_TEST

START_TEST(good_text_is_valid)
{
    static const char *const good[] = {"", "plain", "longer than a word of eight bytes", "שלום سلام 🙂 é",
                                       "\xed\x9f\xbf\xee\x80\x80", "\xf4\x8f\xbf\xbf"};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        ck_assert_uint_eq(utf8_valid(good[i], strlen(good[i])), strlen(good[i]));
    ck_assert_uint_eq(utf8_valid("a\0b", 3), 3);
}
END_TEST

START_TEST(borders_are_where_characters_begin)
{
    static const char text[] = "aש€🙂";
    static const int expected[] = {1, 1, 0, 1, 0, 0, 1, 0, 0, 0, 1};
    size_t len = strlen(text);
    ck_assert_uint_eq(len, 10);
    for (size_t at = 0; at <= len; at++)
        ck_assert_int_eq(utf8_is_border(text, len, at), expected[at]);
    ck_assert(!utf8_is_border(text, len, len + 1));
    ck_assert(utf8_is_border("", 0, 0));
}
END_TEST

static Suite *utf8_suite(void)
{
    Suite *suite = suite_create("utf8");
    TCase *tests = tcase_create("utf8");
    tcase_add_test(tests, every_code_point_goes_there_and_back);
    tcase_add_loop_test(tests, broken_text_is_valid_up_to_the_break, 0, (int)(sizeof broken / sizeof broken[0]));
    tcase_add_test(tests, good_text_is_valid);
    tcase_add_test(tests, borders_are_where_characters_begin);
    suite_add_tcase(suite, tests);
    return suite;
}

UNIT_MAIN(utf8_suite)
