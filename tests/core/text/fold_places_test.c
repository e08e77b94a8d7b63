/* The way back from folded text, and what folding tells besides: breaks, counts, hints. */
#include "tests/core/text/fold_unit.h"

/* The original of the first place of `part` in the folded text is `expected`. */
static void check_span(const char *text, const char *part, const char *expected)
{
    const char *result = fold(text), *found = strstr(result, part);
    ck_assert_msg(found, "'%s' is not in '%s'", part, result);
    uint32_t begin = (uint32_t)(found - result), end = begin + (uint32_t)strlen(part);
    uint32_t from, to;
    fold_original(&folder, &folded, text, strlen(text), begin, end, &from, &to);
    ck_assert_msg(to - from == strlen(expected) && memcmp(text + from, expected, to - from) == 0,
                  "'%s' in '%s': '%.*s', expected '%s'", part, text, (int)(to - from), text + from, expected);
}

START_TEST(persian_joins_keep_the_counts)
{
    check("همه کتاب ها را می خوانم سفارش های من", "همه کتابها را میخوانم سفارشهای من");
    ck_assert_uint_eq(folded.words, 6);
    ck_assert_uint_eq(folded.arabic_words, 6);
    check_span("همه کتاب ها را می خوانم سفارش های من", "کتابها", "کتاب ها");
    check_span("همه کتاب ها را می خوانم سفارش های من", "میخوانم", "می خوانم");
    check_span("همه کتاب ها را می خوانم سفارش های من", "خوانم", "خوانم");
    check_span("همه کتاب ها را می خوانم سفارش های من", "من", "من");
    check_span("خانه هَایِ ما مَان", "خانههای", "خانه هَایِ");
    check_span("خانه هَایِ ما مَان", "مامان", "ما مَان");
}
END_TEST

static const struct {
    const char *text, *part, *original;
} spans[] = {
    {"מָרסייי!", "מרסי", "מָרסייי"},
    {"שָׁלוֹם לך", "שלומ", "שָׁלוֹם"},
    {"שָׁלוֹם לך", "של", "שָׁל"},
    {"שָׁלוֹם לך", "לכ", "לך"},
    {"המחיר 100 ש״ח בלבד", "ש\"ח", "ש״ח"},
    {"המחיר 100 ש\"ח בלבד", "בלבד", "בלבד"},
    {"ש''ח אחד", "ש\"ח", "ש''ח"},
    {RLM "תודה" RLM ".", "תודה", "תודה"},
    {"תודה" RLM " רבה", "תודה רבה", "תודה" RLM " רבה"},
    {"תודה" RLM " רבה", "תודה", "תודה"},
    {"תו" RLM "דה", "תודה", "תו" RLM "דה"},
    {"من می\u200cکنم.", "میکنم", "می\u200cکنم"},
    {"من می کنم.", "میکنم", "می کنم"},
    {"من میکنم.", "میکنم", "میکنم"},
    {"کتاب\u200cها رسید", "کتابها", "کتاب\u200cها"},
    {"کتاب ها رسید", "کتابها", "کتاب ها"},
    {"کتاب\u200cها رسید", "رسید", "رسید"},
    {"قیمت ۲۵۰۰۰ تومان", "25000", "۲۵۰۰۰"},
    {"قیمت ۲۵۰۰۰ تومان", "تومان", "تومان"},
    {"ٱلف أمس", "الف", "ٱلف"},
    {"جزء ها", "جز", "جزء"},
    {"لطفاً نام", "لطفا", "لطفاً"},
    {"pay 1,200 now", "1,200", "1,200"},
    {"ok,thanks", "ok thanks", "ok,thanks"},
    {"ok,  thanks a lot", "thanks a", "thanks a"},
    {"ok ... yes", "ok.", "ok ."},
    {"ok ... yes", "yes", "yes"},
    {"Thaaaanks a lot", "thanks", "Thaaaanks"},
    {"yesss no", "yes", "yesss"},
    {"yesss no", "no", "no"},
    {"coffee", "coffe", "coffe"},
    {"Cafe\u0301 x", "cafe", "Cafe\u0301"},
    {"café x", "cafe", "café"},
    {"e\u0301", "e", "e\u0301"},
    {"a ﷺ b", "صلی", "ﷺ"},
    {"a ﷺ b", "b", "b"},
    {"ß½x", "s1", "ß½"},
    {"\u023a", "\u2c65", "\u023a"},
    {"  padded  ", "padded", "padded"},
    {"\u200f(שלום)", "שלומ", "שלום"},
    {"👍🏽 ok", "ok", "ok"},
    {"a👍🏽 ok", "a👍", "a👍🏽"},
};

START_TEST(places_lead_back)
{
    check_span(spans[_i].text, spans[_i].part, spans[_i].original);
}
END_TEST

START_TEST(invalid_places_are_put_right)
{
    const char *text = "שלום, רב";
    uint32_t begin, end, whole = (uint32_t)strlen(text);
    fold(text);
    fold_original(&folder, &folded, text, whole, 0, 1000, &begin, &end);
    ck_assert_uint_eq(begin, 0);
    ck_assert_uint_eq(end, whole);
    fold_original(&folder, &folded, text, whole, 1000, 2000, &begin, &end);
    ck_assert_uint_eq(begin, whole);
    ck_assert_uint_eq(end, whole);
    fold_original(&folder, &folded, text, whole, 5, 2, &begin, &end);
    ck_assert_uint_eq(begin, 2);
    ck_assert_uint_eq(end, 2);
    fold_original(&folder, &folded, text, whole, 1, 3, &begin, &end);
    ck_assert_uint_eq(begin, 0);
    ck_assert_uint_eq(end, 4);
    fold_original(&folder, &folded, text, 5, 0, 8, &begin, &end);
    ck_assert_uint_le(end, 5);
    ck_assert_uint_le(begin, end);
    fold("");
    fold_original(&folder, &folded, "", 0, 0, 5, &begin, &end);
    ck_assert_uint_eq(begin, 0);
    ck_assert_uint_eq(end, 0);
}
END_TEST

/* Breaks as "kind@folded/original/words", kinds c l s q. */
static void check_breaks(const char *text, const char *expected)
{
    struct bytes found = {0};
    fold(text);
    for (uint32_t i = 0; i < folded.break_count; i++) {
        const struct fold_break *mark = &folder.breaks[folded.first_break + i];
        bytes_addf(&found, "%s%c@%u/%u/%u", i ? " " : "", "clsq"[mark->kind], mark->folded, mark->original, mark->words);
    }
    ck_assert_str_eq(bytes_text(&found), expected);
    bytes_release(&found);
}

START_TEST(marks_make_breaks)
{
    check_breaks("no break here at all", "");
    check_breaks("a, b", "c@2/1/1");
    check_breaks("a. b! c? d… e", "s@3/1/1 s@6/4/2 q@9/7/3 s@12/10/4");
    check_breaks("a؟ b، c", "q@3/1/1 c@5/5/2");
    check_breaks("a... b", "s@3/1/1");
    check_breaks("ok!? b", "q@4/3/1");
    check_breaks("really?", "q@7/6/1");
    check_breaks("one\ntwo", "l@4/3/1");
    check_breaks("one.\n two", "s@5/3/1");
    check_breaks("\n one\n", "");
    check_breaks("a (b) c", "c@2/2/1 c@4/4/2");
    check_breaks("a - b", "c@2/2/1");
    check_breaks("רגע- אני", "c@7/6/1");
    check_breaks("a-b", "");
    check_breaks("a--b a—b", "c@2/1/1 c@6/6/3");
    check_breaks("costs -5", "");
    check_breaks("see https://a.example/x?y=1, rob@x.example at 10:30", "c@26/27/4");
    check_breaks("and/or", "");
    check_breaks("wow!great", "s@5/3/1");
    check_breaks("\"no\"", "c@0/0/0 c@2/3/1");
    check_breaks("", "");
    check_breaks("?", "q@1/0/0");
    check_breaks("می. کنم", "s@6/4/1");
}
END_TEST

static void check_counts(const char *text, uint32_t words, uint32_t latin, uint32_t hebrew, uint32_t arabic, uint32_t other)
{
    fold(text);
    ck_assert_msg(folded.words == words && folded.latin_words == latin && folded.hebrew_words == hebrew &&
                      folded.arabic_words == arabic && folded.other_words == other,
                  "%s: %u words, %u %u %u %u", text, folded.words, folded.latin_words, folded.hebrew_words,
                  folded.arabic_words, folded.other_words);
}

START_TEST(words_are_counted)
{
    check_counts("", 0, 0, 0, 0, 0);
    check_counts("one", 1, 1, 0, 0, 0);
    check_counts("one two, three. four", 4, 4, 0, 0, 0);
    check_counts("a longer line of words that the hot loops take in blocks of many bytes at once", 17, 17, 0, 0, 0);
    check_counts("שורה ארוכה יותר של מילים שהלולאות החמות לוקחות בבת אחת", 10, 0, 10, 0, 0);
    check_counts("سلام وقت بخیر چطور کمک کنم", 6, 0, 0, 6, 0);
    check_counts("שלום world سلام мир 5", 5, 1, 1, 1, 1);
    check_counts("👍 ok 👍 , $ €", 1, 1, 0, 0, 0);
    check_counts("₪120 KW-339812 5GB", 3, 1, 0, 0, 0);
    check_counts("don't ש\"ח a.b", 3, 2, 1, 0, 0);
    check_counts("כתב hi", 2, 1, 1, 0, 0);
    check_counts("אhi hiא", 2, 1, 1, 0, 0);
}
END_TEST

static const struct {
    const char *text;
    uint32_t hints;
} hinted[] = {
    {"plain text", 0},
    {"A plain Text with iPhone and McDonald", 0},
    {"A long plain Text where Words begin with Capitals and nothing is to be seen", 0},
    {"send the PDF", FOLD_HAS_CAPITALS},
    {"a long line with an acronym such as XLSX inside of it and more words behind", FOLD_HAS_CAPITALS},
    {"PDF", FOLD_HAS_CAPITALS},
    {"I A B", 0},
    {"ÉTÉ", FOLD_HAS_CAPITALS},
    {"what?!", FOLD_HAS_SHOUT},
    {"what؟!", FOLD_HAS_SHOUT},
    {"what!!", FOLD_HAS_SHOUT},
    {"what! ! no?", 0},
    {"wait...", 0},
    {"ok :)", FOLD_HAS_EMOJI},
    {"ok xD", FOLD_HAS_EMOJI},
    {"ok <3 ^_^", FOLD_HAS_EMOJI | FOLD_HAS_DIGIT},
    {"ok 👍", FOLD_HAS_EMOJI},
    {"ok ❤\ufe0f", FOLD_HAS_EMOJI},
    {"https://a.example", 0},
    {"© ™ → 5°", FOLD_HAS_DIGIT},
    {"\"no\"", FOLD_HAS_QUOTES},
    {"«نه»", FOLD_HAS_QUOTES},
    {"‘no’", FOLD_HAS_QUOTES},
    {"ש\"ח don't don’t", 0},
    {"۱۲", FOLD_HAS_DIGIT},
};

START_TEST(hints_are_given)
{
    fold(hinted[_i].text);
    ck_assert_msg(folded.hints == hinted[_i].hints, "%s: %x", hinted[_i].text, folded.hints);
}
END_TEST

START_TEST(ordinary_text_has_few_jumps)
{
    fold("Hello there how are you today and what can we do for you");
    ck_assert_uint_eq(folded.jump_count, 0);
    fold("שלום לך מה שלומך היום. איך אפשר לעזור?");
    ck_assert_uint_eq(folded.jump_count, 0);
    fold("سلام وقت بخیر، چطور کمک کنم");
    ck_assert_uint_eq(folded.jump_count, 1);
}
END_TEST

START_TEST(long_text_is_folded_in_linear_time)
{
    size_t len = (size_t)1 << 20;
    char *text = malloc(len);
    static const char *const units[] = {"a", "א", "ی", "\u0301", "!", " ", "'", "\"", "«", "ﷺ ", "ها ", "می ", "a.", "-1", "‘"};
    for (size_t u = 0; u < sizeof units / sizeof units[0]; u++) {
        size_t unit = strlen(units[u]), whole = len / unit * unit;
        for (size_t i = 0; i < whole; i += unit)
            memcpy(text + i, units[u], unit);
        fold_len(text, whole);
        uint32_t begin, end;
        fold_original(&folder, &folded, text, whole, 0, folded.len, &begin, &end);
        ck_assert_uint_le(end, whole);
        if (u < 3)
            ck_assert_uint_eq(folded.len, unit);
        if (u < 3)
            ck_assert_uint_eq(end - begin, whole);
    }
    free(text);
}
END_TEST

static Suite *fold_places_suite(void)
{
    Suite *suite = suite_create("fold_places");
    TCase *tests = tcase_create("fold_places");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, persian_joins_keep_the_counts);
    tcase_add_loop_test(tests, places_lead_back, 0, COUNT(spans));
    tcase_add_test(tests, invalid_places_are_put_right);
    tcase_add_test(tests, marks_make_breaks);
    tcase_add_test(tests, words_are_counted);
    tcase_add_loop_test(tests, hints_are_given, 0, COUNT(hinted));
    tcase_add_test(tests, ordinary_text_has_few_jumps);
    tcase_add_test(tests, long_text_is_folded_in_linear_time);
    suite_add_tcase(suite, tests);
    return suite;
}

UNIT_MAIN(fold_places_suite)
