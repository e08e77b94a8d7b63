#include "core/text/marks.h"

#include <string.h>

#include "core/model/bytes.h"
#include "core/text/fold.h"
#include "tests/unit.h"

#define MARKS 64

/* The marks as "s[…] e[…] q[…]". */
static void describe(const char *text, size_t len, uint32_t hints, struct bytes *out)
{
    struct mark marks[MARKS];
    size_t count = marks_find(text, len, hints, marks, MARKS);
    ck_assert_uint_le(count, MARKS);
    for (size_t i = 0; i < count; i++)
        bytes_addf(out, "%s%c[%.*s]", i ? " " : "", "seq"[marks[i].kind], (int)(marks[i].end - marks[i].begin),
                   text + marks[i].begin);
    bytes_text(out);
}

/* With the hints of folding and with all of them the same is found. */
static void check(const char *text, const char *expected)
{
    struct folder folder;
    struct folded folded;
    struct bytes hinted = {0}, all = {0};
    folder_init(&folder);
    fold_message(&folder, text, strlen(text), &folded);
    describe(text, strlen(text), folded.hints, &hinted);
    describe(text, strlen(text), UINT32_MAX, &all);
    ck_assert_msg(strcmp(hinted.ptr, expected) == 0, "'%s': %s, expected %s", text, hinted.ptr, expected);
    ck_assert_msg(strcmp(all.ptr, expected) == 0, "'%s' without hints: %s", text, all.ptr);
    bytes_release(&hinted);
    bytes_release(&all);
    folder_release(&folder);
}

static const struct {
    const char *text, *marks;
} found[] = {
    {"", ""},
    {"Nothing to be seen here, not at all.", ""},
    /* shouting */
    {"PLEASE DO NOT REFRESH the page", "s[PLEASE DO NOT REFRESH]"},
    {"It is a FULL FIVE COACH train", "s[FULL FIVE COACH]"},
    {"I SAID THAT I DON'T WANT IT.", "s[SAID THAT I DON'T WANT IT]"},
    {"OK THEN WAIT HERE", "s[THEN WAIT HERE]"},
    {"PLEASE, DO NOT CALL", "s[DO NOT CALL]"},
    {"PLEASE CHECK YOUR EMAIL, שלחתי", "s[PLEASE CHECK YOUR EMAIL]"},
    {"دفترچه. PLEASE COME ON TIME", "s[PLEASE COME ON TIME]"},
    {"DO NOT CALL\nUS AGAIN PLEASE", "s[DO NOT CALL] s[US AGAIN PLEASE]"},
    {"QWERTZ ASDFUK YXCIVA POLKI MUNJAB HULTE", "s[QWERTZ ASDFUK YXCIVA POLKI MUNJAB HULTE]"},
    {"DO NOT", ""},
    {"please DO NOT call", ""},
    {"the formats are PDF CSV XLSX", ""},
    {"PDF, CSV, XLSX", ""},
    {"USB HDMI VGA DVI", ""},
    {"KORVA BXT INOX 60", ""},
    {"ERR DB LOCK", ""},
    {"V11 PRO MAX", ""},
    {"KW-339812 AB-12 CD-34", ""},
    {"PLEASE DO NOT-REFRESH", ""},
    {"TERMS & CONDITIONS & PRICES", ""},
    {"PLEASE - DO - NOT", ""},
    {"A I A I A", ""},
    {"OK OK OK OK", ""},
    {"HENRY VIII AND", ""},
    {"XII XIV XVI XX", ""},
    {"see WWW.THE.COM", ""},
    {"yes!! no", "s[!!]"},
    {"what?! why!? who!!!", "s[?!] s[!?] s[!!!]"},
    {"چرا؟! چی!؟", "s[؟!] s[!؟]"},
    {"what‼ why⁉", "s[‼] s[⁉]"},
    {"really?? why???", ""},
    {"yes! ! no? !", ""},
    {"STOP IT NOW!!", "s[STOP IT NOW] s[!!]"},
    /* emoji and emoticons */
    {"great 👍🏽 thanks 🙏", "e[👍🏽] e[🙏]"},
    {"👍👍", "e[👍] e[👍]"},
    {"❤\ufe0f ❤ ☺", "e[❤\ufe0f] e[❤] e[☺]"},
    {"🤷\u200d♂\ufe0f 👨\u200d👩\u200d👧", "e[🤷\u200d♂\ufe0f] e[👨\u200d👩\u200d👧]"},
    {"🇮🇱🇮🇷", "e[🇮🇱] e[🇮🇷]"},
    {"✅ ✔ ✔\ufe0f ➕", "e[✅] e[✔\ufe0f] e[➕]"},
    {"→ ← 1\ufe0f⃣ © ® ™ ° • № ■", ""},
    {"ok :) :-) ;) :D :( :P xD <3 ^_^ =)", "e[:)] e[:-)] e[;)] e[:D] e[:(] e[:P] e[xD] e[<3] e[^_^] e[=)]"},
    {"ok :))) bye", "e[:)))]"},
    {"good :), bye :(.", "e[:)] e[:(]"},
    {"(at 10:00) or (see note:)", ""},
    {"https://a.example :/ x=)", ""},
    {":Done <30 xDrive", ""},
    {"תודה :)", "e[:)]"},
    /* quotations */
    {"he said \"no way\" and left", "q[\"no way\"]"},
    {"“one” „two“ «three» ‘four’", "q[“one”] q[„two“] q[«three»] q[‘four’]"},
    {"«بازسازی گزارش\u200cها» را", "q[«بازسازی گزارش\u200cها»]"},
    {"אמר \"לא\" ו״כן״", "q[\"לא\"] q[״כן״]"},
    {"כתוב ב\"הזמנות שלי\" כאן", "q[\"הזמנות שלי\"]"},
    {"ש\"ח מע\"מ ת״א דו\"ח", ""},
    {"don't don’t rock 'n' roll customers’", ""},
    {"27\" and 32\"", ""},
    {"\"open and never closed", ""},
    {"\"first\nsecond\"", ""},
    {"\"\" \" \" «»", ""},
    {"\"one\" two \"three\"", "q[\"one\"] q[\"three\"]"},
    {"error «ERR DO NOT CALL» and \"DO NOT CALL!!\"", "q[«ERR DO NOT CALL»] q[\"DO NOT CALL!!\"]"},
    {"\"no\" 👍 NO NEVER AGAIN!! :)", "q[\"no\"] e[👍] s[NO NEVER AGAIN] s[!!] e[:)]"},
};

START_TEST(marks_are_found)
{
    check(found[_i].text, found[_i].marks);
}
END_TEST

START_TEST(names_are_those_of_the_cues)
{
    ck_assert_str_eq(mark_name(MARK_SHOUT), "mark/shout");
    ck_assert_str_eq(mark_name(MARK_EMOJI), "mark/emoji");
    ck_assert_str_eq(mark_name(MARK_QUOTE), "mark/quote");
    ck_assert_str_eq(mark_name(MARK_COUNT), "");
}
END_TEST

START_TEST(no_more_than_cap_are_written)
{
    static const char text[] = "\"a\" 👍 b!! 🙂";
    struct mark marks[4] = {{9, 9, 9}, {9, 9, 9}, {9, 9, 9}, {9, 9, 9}};
    ck_assert_uint_eq(marks_find(text, strlen(text), UINT32_MAX, marks, 2), 2);
    ck_assert_uint_eq(marks[0].kind, MARK_QUOTE);
    ck_assert_uint_eq(marks[1].kind, MARK_EMOJI);
    ck_assert_uint_eq(marks[2].kind, 9);
    ck_assert_uint_eq(marks_find(text, strlen(text), UINT32_MAX, marks, 0), 0);
    ck_assert_uint_eq(marks_find(text, strlen(text), 0, marks, 4), 0);
    ck_assert_uint_eq(marks_find(text, strlen(text), UINT32_MAX, marks, 4), 4);
}
END_TEST

START_TEST(long_text_is_searched_in_linear_time)
{
    static const char *const units[] = {"\"a ", "“a ", "«", "‘a ", "!", "👍", "\u200d", "A ", "NO ", "NOT-", ":) ", "ב\"א", "\u200f\"", "🇮"};
    size_t len = (size_t)1 << 20;
    char *text = malloc(len);
    for (size_t u = 0; u < sizeof units / sizeof units[0]; u++) {
        struct mark marks[MARKS];
        size_t unit = strlen(units[u]), whole = len / unit * unit;
        for (size_t i = 0; i < whole; i += unit)
            memcpy(text + i, units[u], unit);
        size_t count = marks_find(text, whole, UINT32_MAX, marks, MARKS);
        for (size_t i = 0; i < count; i++)
            ck_assert(marks[i].begin < marks[i].end && marks[i].end <= whole);
    }
    free(text);
}
END_TEST

static Suite *marks_suite(void)
{
    Suite *suite = suite_create("marks");
    TCase *tests = tcase_create("marks");
    tcase_add_checked_fixture(tests, fold_init, NULL);
    tcase_add_loop_test(tests, marks_are_found, 0, (int)(sizeof found / sizeof found[0]));
    tcase_add_test(tests, names_are_those_of_the_cues);
    tcase_add_test(tests, no_more_than_cap_are_written);
    tcase_add_test(tests, long_text_is_searched_in_linear_time);
    suite_add_tcase(suite, tests);
    return suite;
}

UNIT_MAIN(marks_suite)
