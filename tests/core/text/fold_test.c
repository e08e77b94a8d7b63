#include <utf8proc.h>

#include "core/text/utf8.h"
#include "tests/core/text/fold_unit.h"

struct pair {
    const char *text, *folded;
};

static const struct pair spellings[] = {
    /* Latin */
    {"Hello World", "hello world"},
    {"CAFÉ Ångström naïve Žižek", "cafe angstrom naive zizek"},
    {"Cafe\u0301", "cafe"},
    {"straße ﬁne ①②", "strasse fine 12"},
    {"ＦＵＬＬ\u3000ｗｉｄｔｈ", "full width"},
    {"İstanbul K", "istanbul k"},
    {"soft\u00adhyphen zero\u200bwidth\ufeff", "softhyphen zerowidth"},
    /* Hebrew */
    {"מָרסייי", "מרסי"},
    {"שָׁלוֹם", "שלומ"},
    {"שלום", "שלומ"},
    {"ש״ח", "ש\"ח"},
    {"ש\"ח", "ש\"ח"},
    {"ש''ח", "ש\"ח"},
    {"ש“ח", "ש\"ח"},
    {"ך ם ן ף ץ", "כ מ נ פ צ"},
    {"צ׳ק צ'ק צ’ק צ`ק", "צ'ק צ'ק צ'ק צ'ק"},
    {"רח' הרצל, עמ׳ 5", "רח' הרצל עמ' 5"},
    {"בֵּית־סֵפֶר", "בית ספר"},
    {"ל־12 ל-12 ל–12", "ל-12 ל-12 ל-12"},
    {"\ufb2aלום \ufb4a", "שלומ ת"},
    {"ײַדיש \ufb1f", "יידיש יי"},
    {RLM "תודה" RLM " רבה" LRM, "תודה רבה"},
    {"תודה" RLM RLM "רבה", "תודהרבה"},
    {RLM, ""},
    /* Arabic and Persian letters */
    {"ٱ أ إ آ", "ا ا ا ا"},
    {"ي ك ى ة ۀ ه", "ی ک ی ه ه ه"},
    {"مؤمن مسئول جزء", "مومن مسیول جز"},
    {"تأیید تایید", "تایید تایید"},
    {"كِتَابٌ سـلام", "کتاب سلام"},
    {"\ufeb3\ufefc\ufee1", "سلام"},
    {"\ufdfa", "صلی الله علیه وسلم"},
    {"۲۵۰۰۰ ٢٥٠٠٠ २५ 𝟗𝟗", "25000 25000 25 99"},
    {"۱٬۲۰۰ ۱۴٫۹۰۰ ۱۲،۵", "1,200 14.900 12,5"},
    {"سلام؟ خوبی؟", "سلام? خوبی?"},
    {"سلام، خوبی؛ بله", "سلام خوبی بله"},
    /* lengthened words */
    {"thaaaanks", "thanks"},
    {"THAAanks book", "thanks book"},
    {"תודהההה מרסיי", "תודה מרסיי"},
    {"مرسییی", "مرسی"},
    {"ооочень", "очень"},
    {"1000 0000", "1000 0000"},
    {"aaa aaa", "a a"},
    {"לל ל", "לל ל"},
    /* white space */
    {"  a \t\u00a0 b\u3000\u2009", "a b"},
    {"a\r\nb\n\n c\u2028d", "a b c d"},
    {"", ""},
    {" \n ", ""},
    /* punctuation */
    {"ok,thanks", "ok thanks"},
    {"ok , thanks", "ok thanks"},
    {"1,200 1.5 10:30 12/5/2024", "1,200 1.5 10:30 12/5/2024"},
    {"1, 200", "1 200"},
    {"KW-339812 4481-2290 -5 9 - 5", "kw-339812 4481-2290 -5 9 5"},
    {"well-known a — b a—b", "well known a b a b"},
    {"and/or", "and or"},
    {"(yes) [no] {maybe}", "yes no maybe"},
    {"don't don’t ‘don‘t’ rock 'n' roll", "don't don't don't rock n roll"},
    {"\"quoted\" “q” «q» ״ש״", "quoted q q ש"},
    {"the customers’ bill", "the customers bill"},
    {"Ok. Yes! No? Well…", "ok. yes! no? well."},
    {"ok...thanks ok..", "ok. thanks ok."},
    {"ok .", "ok."},
    {"what?! no!! hm???", "what? no! hm?"},
    {"wow!great", "wow! great"},
    {"https://a.example/x?y=1 rob@x.example.", "https a.example x?y=1 rob@x.example."},
    {"https://a.example/?q=1", "https a.example q=1"},
    {"*bold* _it_ snake_case 5*3", "bold it snake_case 5*3"},
    {"₪120 $5 50% €3", "₪120 $5 50% €3"},
    {"great!👍🏽 ok❤\ufe0f", "great! 👍 ok❤"},
    {"1\ufe0f⃣", "1"},
    {"...", "."},
    {"?", "?"},
    {",;:()", ""},
    {"½ ™", "1/2 tm"},
    /* other scripts */
    {"Привет ЁЖ Ελλάς", "привет еж ελλασ"},
    {"한국어 中文", "한국어 中文"},
};

START_TEST(text_is_folded)
{
    check(spellings[_i].text, spellings[_i].folded);
}
END_TEST

/* The same, so long that the hot loops and their ends meet every place of a block. */
START_TEST(text_is_folded_at_every_place)
{
    static const char *const fillers[] = {"ab cd efghij klmnopqrstuvwx yzabcdefghi jklmnopq rs ", "אבגד הוז חטיכלמנסע פצקרשתאב גדהוז "};
    char text[512], expected[512];
    const struct pair *pair = &spellings[_i];
    if (pair->folded[0] == '\0' || strchr(".?", pair->folded[0]))
        return; /* nothing follows, or a mark directly behind the filler */
    for (size_t f = 0; f < 2; f++) {
        size_t whole = strlen(fillers[f]);
        for (size_t cut = 0; cut < whole; cut++) {
            if (!utf8_is_border(fillers[f], whole, cut) || fillers[f][cut] == ' ')
                continue;
            snprintf(text, sizeof text, "%s%s", fillers[f] + cut, pair->text);
            snprintf(expected, sizeof expected, "%s%s", fillers[f] + cut, pair->folded);
            check(text, expected);
        }
    }
}
END_TEST

static const struct pair joined[] = {
    {"می\u200cکنم", "میکنم"},
    {"می کنم", "میکنم"},
    {"میکنم", "میکنم"},
    {"مي\u200cكنم", "میکنم"},
    {"می  کنم", "میکنم"},
    {"نمی\u200cتوانم نمی توانم نمیتوانم", "نمیتوانم نمیتوانم نمیتوانم"},
    {"کتاب\u200cها", "کتابها"},
    {"کتاب ها", "کتابها"},
    {"کتابها", "کتابها"},
    {"كتاب\u200cها", "کتابها"},
    {"خانه های مان", "خانههایمان"},
    {"بزرگ تر و بزرگ ترین", "بزرگتر و بزرگترین"},
    {"خسته ام، خسته\u200cام", "خستهام خستهام"},
    {"می رفته ایم", "میرفتهایم"},
    {"همه ی کتاب ها را می خوانم", "همه ی کتابها را میخوانم"},
    /* not across a mark, a line, another script, or at the edges */
    {"می، کنم", "می کنم"},
    {"می\nکنم", "می کنم"},
    {"می ok", "می ok"},
    {"می 5", "می 5"},
    {"کتاب، ها", "کتاب ها"},
    {"کتاب. ها", "کتاب. ها"},
    {"ok ها", "ok ها"},
    {"ها", "ها"},
    {"ها ها", "هاها"},
    {"می", "می"},
    {"می ", "می"},
    {"کتاب هاله", "کتاب هاله"},
    {"این تراکنش", "این تراکنش"},
};

START_TEST(persian_words_are_joined)
{
    check(joined[_i].text, joined[_i].folded);
    struct bytes phrase = {0};
    fold_phrase(joined[_i].text, strlen(joined[_i].text), &phrase);
    ck_assert_str_eq(bytes_text(&phrase), joined[_i].folded);
    bytes_release(&phrase);
}
END_TEST

START_TEST(messages_follow_each_other)
{
    struct folded first, second, third;
    fold_message(&folder, "One, two", 8, &first);
    fold_message(&folder, "", 0, &second);
    fold_message(&folder, "שָׁלוֹם.", strlen("שָׁלוֹם."), &third);
    ck_assert_mem_eq(folder.text.ptr, "one two\n\nשלומ.\n", folder.text.len);
    ck_assert_uint_eq(second.len, 0);
    ck_assert_uint_eq(third.begin, 9);
    ck_assert_uint_eq(first.jump_count, 1);
    ck_assert_uint_eq(third.first_jump, 1);
    ck_assert_uint_eq(third.first_break, 1);
    ck_assert_uint_eq(third.break_count, 1);
    uint32_t begin, end;
    fold_original(&folder, &third, "שָׁלוֹם.", strlen("שָׁלוֹם."), 0, 8, &begin, &end);
    ck_assert_uint_eq(begin, 0);
    ck_assert_uint_eq(end, strlen("שָׁלוֹם"));
    folder_clear(&folder);
    ck_assert_uint_eq(folder.text.len, 0);
}
END_TEST

static void check_phrase(const char *text, const char *expected)
{
    struct bytes out = {0};
    bytes_add_text(&out, "before");
    fold_phrase(text, strlen(text), &out);
    ck_assert_str_eq(bytes_text(&out) + 6, expected);
    bytes_release(&out);
}

START_TEST(phrases_keep_their_syntax)
{
    check_phrase("", "");
    check_phrase("Thank You", "thank you");
    check_phrase("(a|b) [c] d* ^ $ #num =x ...", "(a|b) [c] d* ^ $ #num =x ...");
    check_phrase("thaaanks", "thaaanks");
    check_phrase("  ok ,  thanks ", "ok thanks");
    check_phrase("don’t ש״ח", "don't ש\"ח");
    check_phrase("שָׁלוֹם", "שלומ");
    check_phrase("مي\u200cكنم", "میکنم");
    check_phrase("really?", "really?");
}
END_TEST

/* What a phrase becomes is what the message becomes, but for what only a message does. */
START_TEST(phrases_and_messages_agree)
{
    struct bytes phrase = {0};
    const char *text = spellings[_i].text;
    fold_phrase(text, strlen(text), &phrase);
    check(bytes_text(&phrase), spellings[_i].folded);
    bytes_release(&phrase);
}
END_TEST

/* What a slow folder makes of one character: utf8proc and the few mappings of ours, in their own words. */
static size_t reference(uint32_t codepoint, char *out)
{
    static const uint32_t ours[][2] = {
        {0x5da, 0x5db}, {0x5dd, 0x5de}, {0x5df, 0x5e0}, {0x5e3, 0x5e4}, {0x5e5, 0x5e6}, {0x64a, 0x6cc}, {0x649, 0x6cc},
        {0x643, 0x6a9}, {0x6aa, 0x6a9}, {0x629, 0x647}, {0x671, 0x627}, {0x672, 0x627}, {0x673, 0x627}, {0x620, 0x6cc},
        {0x6be, 0x647}, {0x6d5, 0x647}, {0x621, 0},     {0x674, 0},     {0x640, 0},
    };
    utf8proc_int32_t parts[32];
    int state = 0;
    size_t len = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)codepoint, parts, 32,
                                                     UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD, &state);
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        uint32_t part = (uint32_t)parts[i];
        for (size_t k = 0; k < sizeof ours / sizeof ours[0]; k++)
            if (part == ours[k][0]) {
                part = ours[k][1];
                break;
            }
        utf8proc_category_t category = utf8proc_category(parts[i]);
        if (part && category != UTF8PROC_CATEGORY_MN && category != UTF8PROC_CATEGORY_MC && category != UTF8PROC_CATEGORY_ME)
            len += utf8_encode(part, out + len);
    }
    return len;
}

struct letters {
    uint32_t first, last;
};

/* Letters alone, for what becomes of others depends on their neighbours. */
static const struct letters classes[] = {
    {'a', 'z'}, {'A', 'Z'}, {0xc0, 0xff}, {0x100, 0x17f}, {0x1e00, 0x1eff}, {0x5d0, 0x5ea}, {0x620, 0x64a},
    {0x671, 0x6bf}, {0x391, 0x3c9}, {0x400, 0x45f}, {0xfe70, 0xfefc}, {0xff21, 0xff5a}, {0x3041, 0x3096}, {0x4e00, 0x4fff},
};

static bool is_plain_letter(uint32_t codepoint)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)codepoint);
    if (category < UTF8PROC_CATEGORY_LU || category > UTF8PROC_CATEGORY_LO)
        return false;
    char out[64];
    size_t len = reference(codepoint, out);
    /* a heh that decomposes to another letter; letters with an apostrophe or a point; sharp s, which is doubled */
    return codepoint != 0x6c0 && codepoint != 0x149 && codepoint != 0x13f && codepoint != 0x140 &&
           codepoint != 0xdf && codepoint != 0x1e9e && memchr(out, ' ', len) == NULL;
}

static uint32_t random_next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Random words of a class of letters; no letter follows an equal one, no word is a Persian ending. */
START_TEST(letters_are_folded_as_the_reference_does)
{
    const struct letters *class = &classes[_i];
    uint32_t seed = (uint32_t)_i + 1;
    for (int round = 0; round < 400; round++) {
        char text[2048], expected[2048], last[64] = "";
        size_t len = 0, expected_len = 0;
        unsigned words = 1 + random_next(&seed) % 12;
        for (unsigned w = 0; w < words; w++) {
            if (w) {
                text[len++] = ' ';
                expected[expected_len++] = ' ';
            }
            unsigned letters = 7 + random_next(&seed) % 9;
            for (unsigned k = 0; k < letters; k++) {
                char folded_letter[64];
                uint32_t codepoint;
                size_t size;
                do {
                    codepoint = class->first + random_next(&seed) % (class->last - class->first + 1);
                    size = is_plain_letter(codepoint) ? reference(codepoint, folded_letter) : 0;
                    folded_letter[size] = '\0';
                } while (size == 0 || strcmp(folded_letter, last) == 0);
                memcpy(last, folded_letter, size + 1);
                len += utf8_encode(codepoint, text + len);
                memcpy(expected + expected_len, folded_letter, size);
                expected_len += size;
            }
        }
        const char *result = fold_len(text, len);
        if (folded.len != expected_len || memcmp(result, expected, expected_len) != 0)
            ck_abort_msg("%.*s became %s, expected %.*s", (int)len, text, result, (int)expected_len, expected);
        ck_assert_uint_eq(folded.words, words);
    }
}
END_TEST

static Suite *fold_suite(void)
{
    Suite *suite = suite_create("fold");
    TCase *tests = tcase_create("fold");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, text_is_folded, 0, COUNT(spellings));
    tcase_add_loop_test(tests, text_is_folded_at_every_place, 0, COUNT(spellings));
    tcase_add_loop_test(tests, persian_words_are_joined, 0, COUNT(joined));
    tcase_add_test(tests, messages_follow_each_other);
    tcase_add_test(tests, phrases_keep_their_syntax);
    tcase_add_loop_test(tests, phrases_and_messages_agree, 0, COUNT(spellings));
    tcase_add_loop_test(tests, letters_are_folded_as_the_reference_does, 0, COUNT(classes));
    suite_add_tcase(suite, tests);
    return suite;
}

UNIT_MAIN(fold_suite)
