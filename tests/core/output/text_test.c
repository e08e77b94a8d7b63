#include <string.h>

#include "core/output/formats.h"
#include "core/text/language.h"
#include "core/text/utf8.h"
#include "core/text/visible.h"
#include "tests/unit.h"

#define FSI "\u2068"
#define PDI "\u2069"

static struct bytes out;
static struct output_style style;
static struct rule_texts advice;
static struct conversation_view conversation;
static struct finding_view finding;

static struct rapport_text text_of(const char *text)
{
    return (struct rapport_text){text, strlen(text)};
}

/* Sets what was said and which words of it are wrong; NULL for none of them. */
static void say(const char *text, const char *wrong)
{
    finding.text = text_of(text);
    finding.has_span = wrong != NULL;
    if (wrong) {
        const char *at = strstr(text, wrong);
        ck_assert_ptr_nonnull(at);
        finding.begin = (uint32_t)(at - text);
        finding.end = finding.begin + (uint32_t)strlen(wrong);
    }
}

static void setup(void)
{
    bytes_init(&out);
    style = (struct output_style){.color = false, .ui = LANGUAGE_EN};
    advice = (struct rule_texts){.rule = (char *)"phrasing/refusal", .title = (char *)"", .looks_for = (char *)"",
                                 .why = (char *)"", .suggestion = (char *)""};
    conversation = (struct conversation_view){
        .id = text_of("c-1042"), .channel = text_of("chat"), .source = "nightly.tar.zst!03.jsonl", .line = 17};
    finding = (struct finding_view){
        .conversation = &conversation,
        .rule = "phrasing/refusal",
        .severity = RAPPORT_MAJOR_SEVERITY,
        .message = 4,
        .confidence = 100,
        .agent = text_of("a-17"),
        .name = text_of("Dana"),
        .role = RAPPORT_AGENT,
        .lang = text_of("en"),
        .texts = &advice,
    };
    say("Hello Ruth, we cannot refund this.", "cannot refund");
}

static void teardown(void)
{
    bytes_release(&out);
}

static const char *header(void)
{
    bytes_clear(&out);
    output_text.conversation(&style, &conversation, &out);
    return bytes_text(&out);
}

static const char *shown(void)
{
    bytes_clear(&out);
    output_text.finding(&style, &finding, &out);
    return bytes_text(&out);
}

/* The finding without its first line. */
static const char *body(void)
{
    return strchr(shown(), '\n') + 1;
}

/* Only the first line, with its end. */
static const char *head(void)
{
    shown();
    out.len = (size_t)(strchr(out.ptr, '\n') + 1 - out.ptr);
    return bytes_text(&out);
}

START_TEST(it_is_listed)
{
    ck_assert_ptr_eq(output_by_name("text"), &output_text);
}
END_TEST

START_TEST(a_conversation_has_a_header)
{
    ck_assert_str_eq(header(), "\nc-1042  chat  nightly.tar.zst!03.jsonl:17\n");
    conversation.channel = (struct rapport_text){NULL, 0};
    ck_assert_str_eq(header(), "\nc-1042  nightly.tar.zst!03.jsonl:17\n");
    conversation.source = "שיחות.jsonl";
    ck_assert_str_eq(header(), "\nc-1042  " FSI "שיחות.jsonl" PDI ":17\n");
}
END_TEST

START_TEST(a_finding_in_english)
{
    advice.why = (char *)"It leaves the customer alone.";
    advice.suggestion = (char *)"Say what you can do.";
    ck_assert_str_eq(shown(), "  major     phrasing/refusal  message 4, agent Dana (a-17)\n"
                              "    Hello Ruth, we cannot refund this.\n"
                              "                   ^~~~~~~~~~~~~\n"
                              "    why: It leaves the customer alone.\n"
                              "    instead: Say what you can do.\n");
}
END_TEST

START_TEST(severities_are_aligned)
{
    static const char *const wanted[] = {"  info      p", "  minor     p", "  major     p", "  critical  p"};
    for (int32_t severity = 0; severity <= RAPPORT_CRITICAL; severity++) {
        finding.severity = severity;
        ck_assert_uint_eq(strspn(shown(), " "), 2);
        ck_assert_int_eq(strncmp(out.ptr, wanted[severity], strlen(wanted[severity])), 0);
    }
}
END_TEST

START_TEST(people_are_named_as_far_as_they_are_known)
{
    finding.name = (struct rapport_text){NULL, 0};
    ck_assert_str_eq(head(), "  major     phrasing/refusal  message 4, agent a-17\n");
    finding.name = text_of("a-17");
    ck_assert_str_eq(head(), "  major     phrasing/refusal  message 4, agent a-17\n");
    finding.agent = (struct rapport_text){NULL, 0};
    ck_assert_str_eq(head(), "  major     phrasing/refusal  message 4, agent a-17\n");
    finding.name = (struct rapport_text){NULL, 0};
    ck_assert_str_eq(head(), "  major     phrasing/refusal  message 4, agent\n");
    finding.role = RAPPORT_CUSTOMER;
    finding.name = text_of("Ruth");
    finding.agent = text_of("a-17");
    ck_assert_str_eq(head(), "  major     phrasing/refusal  message 4, customer Ruth, agent a-17\n");
    finding.role = RAPPORT_SYSTEM;
    finding.name = (struct rapport_text){NULL, 0};
    ck_assert_str_eq(head(), "  major     phrasing/refusal  message 4, system, agent a-17\n");
}
END_TEST

START_TEST(doubt_is_told)
{
    finding.confidence = 70;
    ck_assert_str_eq(head(), "  major     phrasing/refusal  message 4, agent Dana (a-17), confidence 70%\n");
}
END_TEST

START_TEST(carets_count_columns_not_bytes)
{
    say("naïve e\u0301 中文 😀 no way", "no way");
    ck_assert_str_eq(body(), "    naïve e\u0301 中文 😀 no way\n"
                             "                    ^~~~~~\n");
    say("😀", "😀");
    ck_assert_str_eq(body(), "    😀\n    ^~\n");
    say("a\x1b[2Kb", "b");
    ck_assert_str_eq(body(), "    a\\u001b[2Kb\n              ^\n");
    say("one\r\ntwo", "two");
    ck_assert_str_eq(body(), "    one\u23CEtwo\n        ^~~\n");
}
END_TEST

START_TEST(where_columns_are_unsure_brackets_stand_in_the_text)
{
    say("👨\u200d👩 not my job", "not my job");
    ck_assert_str_eq(body(), "    👨\u200d👩 \u27E6not my job\u27E7\n");
    say("אי אפשר לזכות", "אי אפשר");
    ck_assert_str_eq(body(), "    " FSI "\u27E6אי אפשר\u27E7 לזכות" PDI "\n");
    say("این امکانش نیست", "امکانش نیست");
    ck_assert_str_eq(body(), "    " FSI "این \u27E6امکانش نیست\u27E7" PDI "\n");
    say("no refund, רותי", "no refund"); /* the other direction begins behind it */
    ck_assert_str_eq(body(), "    " FSI "\u27E6no refund\u27E7, רותי" PDI "\n");
}
END_TEST

START_TEST(colors_mark_the_span_themselves)
{
    style.color = true;
    ck_assert_str_eq(shown(), "  \x1b[31mmajor\x1b[0m     \x1b[1mphrasing/refusal\x1b[0m  message 4, agent Dana (a-17)\n"
                              "    Hello Ruth, we \x1b[1;4mcannot refund\x1b[0m this.\n");
    say("אי אפשר לזכות", "אי אפשר");
    ck_assert_str_eq(body(), "    " FSI "\x1b[1;4mאי אפשר\x1b[0m לזכות" PDI "\n");
    advice.why = (char *)"because";
    say("no", NULL);
    ck_assert_str_eq(body(), "    (\x1b[2mnothing of the kind was said; the message it would belong to:\x1b[0m)\n"
                             "    no\n"
                             "    \x1b[2mwhy\x1b[0m: because\n");
    ck_assert_str_eq(header(), "\n\x1b[1mc-1042\x1b[0m  chat  \x1b[35mnightly.tar.zst!03.jsonl:17\x1b[0m\n");
}
END_TEST

START_TEST(what_was_not_said_shows_the_message)
{
    say("Goodbye.", NULL);
    ck_assert_str_eq(body(), "    (nothing of the kind was said; the message it would belong to:)\n"
                             "    Goodbye.\n");
    say("להתראות", NULL);
    ck_assert_str_eq(body(), "    (nothing of the kind was said; the message it would belong to:)\n"
                             "    " FSI "להתראות" PDI "\n");
}
END_TEST

START_TEST(an_event_has_no_words)
{
    finding.text = (struct rapport_text){NULL, 0};
    finding.has_span = false;
    ck_assert_str_eq(body(), "");
}
END_TEST

START_TEST(related_messages_are_named)
{
    say("x", "x");
    finding.has_related = true;
    finding.related_conversation = text_of("c-0990");
    finding.related_message = 6;
    finding.related_text = text_of("It costs 20 shekels");
    ck_assert_str_eq(body(), "    x\n    ^\n    related: c-0990, message 6: It costs 20 shekels\n");
    finding.related_text = text_of("זה עולה 20");
    ck_assert_str_eq(body(), "    x\n    ^\n    related: c-0990, message 6: " FSI "זה עולה 20" PDI "\n");
    finding.related_text = (struct rapport_text){NULL, 0};
    ck_assert_str_eq(body(), "    x\n    ^\n    related: c-0990, message 6\n");
    finding.related_conversation = text_of("c-1042"); /* the same one */
    ck_assert_str_eq(body(), "    x\n    ^\n    related: message 6\n");
}
END_TEST

START_TEST(a_report_in_hebrew)
{
    style.ui = LANGUAGE_HE;
    advice.why = (char *)"הלקוח נשאר לבד.";
    advice.suggestion = (char *)"אמרו מה כן אפשר.";
    finding.name = text_of("דנה");
    finding.has_related = true;
    finding.related_conversation = text_of("c-0990");
    finding.related_message = 6;
    finding.related_text = text_of("ok");
    say("אי אפשר לזכות", "אי אפשר");
    ck_assert_str_eq(shown(), "  major     phrasing/refusal  " FSI "הודעה 4, נציג " FSI "דנה" PDI " (" FSI "a-17" PDI
                              ")" PDI "\n"
                              "    " FSI "\u27E6אי אפשר\u27E7 לזכות" PDI "\n"
                              "    " FSI "למה: " FSI "הלקוח נשאר לבד." PDI PDI "\n"
                              "    " FSI "במקום זאת: " FSI "אמרו מה כן אפשר." PDI PDI "\n"
                              "    " FSI "קשור: " FSI "c-0990" PDI ", הודעה 6: " FSI "ok" PDI PDI "\n");
}
END_TEST

START_TEST(a_report_in_persian)
{
    style.ui = LANGUAGE_FA;
    advice.suggestion = (char *)"بگویید چه می\u200cشود کرد.";
    finding.role = RAPPORT_CUSTOMER;
    finding.name = (struct rapport_text){NULL, 0};
    say("سلام", NULL);
    ck_assert_str_eq(shown(), "  major     phrasing/refusal  " FSI "پیام 4، مشتری، پشتیبان " FSI "a-17" PDI PDI "\n"
                              "    " FSI "(چیزی از این دست گفته نشد؛ پیامی که جایش آنجا بود:)" PDI "\n"
                              "    " FSI "سلام" PDI "\n"
                              "    " FSI "به\u200cجای آن: " FSI "بگویید چه می\u200cشود کرد." PDI PDI "\n");
}
END_TEST

START_TEST(an_unknown_language_of_the_report_is_english)
{
    for (int ui = -1; ui <= LANGUAGE_COUNT; ui += LANGUAGE_COUNT + 1) {
        style.ui = ui;
        ck_assert_str_eq(head(), "  major     phrasing/refusal  message 4, agent Dana (a-17)\n");
    }
}
END_TEST

/* 60 times "word ", then the wrong words, then 60 times " word". */
static const char *long_message(struct bytes *made)
{
    for (int i = 0; i < 60; i++)
        bytes_add_text(made, "word ");
    bytes_add_text(made, "no way");
    for (int i = 0; i < 60; i++)
        bytes_add_text(made, " word");
    return bytes_text(made);
}

START_TEST(long_messages_are_cut_around_the_span)
{
    struct bytes made = {0};
    say(long_message(&made), "no way");
    const char *line = body(), *carets = strchr(line, '\n') + 1;
    ck_assert_int_eq(strncmp(line, "    \u2026word word ", 17), 0);
    ck_assert_ptr_nonnull(strstr(line, " word\u2026\n"));
    ck_assert_uint_le((size_t)(carets - line), 4 + 160 + 2 * strlen("\u2026") + 1);
    ck_assert_uint_ge((size_t)(carets - line), 4 + 150);
    ck_assert_str_eq(carets + strspn(carets, " "), "^~~~~~\n");
    /* the ellipsis is one column and three bytes */
    ck_assert_uint_eq(strspn(carets, " ") + 2, (size_t)(strstr(line, "no way") - line));
    bytes_release(&made);
}
END_TEST

START_TEST(long_messages_without_a_span_are_cut_behind)
{
    struct bytes made = {0};
    say(long_message(&made), NULL);
    const char *line = strchr(body(), '\n') + 1;
    ck_assert_int_eq(strncmp(line, "    word word", 13), 0);
    ck_assert_ptr_nonnull(strstr(line, "word\u2026\n"));
    ck_assert_uint_le(strlen(line), 4 + 160 + strlen("\u2026\n"));
    bytes_release(&made);
}
END_TEST

START_TEST(a_part_of_a_message_shows_that_it_is_one)
{
    say("ing we cannot do", "cannot");
    finding.text_offset = 100;
    ck_assert_str_eq(body(), "    \u2026we cannot do\n        ^~~~~~\n");
    say("ing we do", NULL);
    ck_assert_ptr_nonnull(strstr(body(), "\n    \u2026ing we do\n"));
}
END_TEST

START_TEST(a_long_span_is_cut_inside_its_mark)
{
    struct bytes made = {0};
    for (int i = 0; i < 100; i++)
        bytes_add_text(&made, "לא ");
    say(bytes_text(&made), made.ptr);
    ck_assert_ptr_nonnull(strstr(body(), "לא\u2026\u27E7" PDI "\n"));
    ck_assert_ptr_nonnull(strstr(body(), "    " FSI "\u27E6לא לא"));
    bytes_release(&made);
}
END_TEST

START_TEST(a_span_that_shows_nothing_is_named)
{
    say("pay\u202E 120", "\u202E");
    ck_assert_str_eq(body(), "    pay\\u202e 120\n       ^~~~~~\n");
}
END_TEST

START_TEST(long_ids_and_names_are_cut)
{
    char id[1001];
    memset(id, 'x', 1000);
    id[1000] = '\0';
    conversation.id = text_of(id);
    finding.name = text_of(id);
    finding.agent = text_of(id + 1);
    ck_assert_uint_lt(strlen(header()), 200);
    ck_assert_ptr_nonnull(strstr(out.ptr, "xxx\u2026  chat"));
    ck_assert_uint_lt(strlen(head()), 300);
}
END_TEST

/* Every field that comes from elsewhere, with all that a terminal would obey. */
static const char hostile[] = "\x1b]0;t\x07\n\xC2\x9B\x7f\r\u202Eא\u2066\u2069\u2069\u200F\u061C\u2028\uFEFF";

static void expect_harmless(const char *text, size_t lines)
{
    int depth = 0;
    size_t ends = 0;
    for (size_t at = 0, len = strlen(text); at < len;) {
        uint32_t c;
        at += utf8_decode(text + at, &c);
        ends += c == '\n';
        if (c == 0x2068)
            depth++;
        else if (c == 0x2069)
            depth--;
        else if (c != '\n') {
            char again[4];
            struct bytes kept = {0};
            size_t size = utf8_encode(c, again);
            visible_add(&kept, again, size);
            ck_assert_msg(kept.len == size && memcmp(kept.ptr, again, size) == 0, "U+%04X in %s", (unsigned)c, text);
            bytes_release(&kept);
        }
        ck_assert_int_ge(depth, 0);
        if (c == '\n')
            ck_assert_int_eq(depth, 0); /* what a field opens it closes */
    }
    ck_assert_uint_eq(ends, lines);
}

START_TEST(hostile_fields_are_harmless)
{
    style.ui = _i;
    conversation = (struct conversation_view){
        .id = text_of(hostile), .channel = text_of(hostile), .source = hostile, .line = 1};
    finding.agent = finding.name = finding.related_conversation = finding.related_text = text_of(hostile);
    finding.name.len -= strlen("\uFEFF"); /* not the same as the agent's id */
    finding.has_related = true;
    advice.why = advice.suggestion = (char *)hostile;
    say(hostile, "\x07\n");
    expect_harmless(header(), 2);
    expect_harmless(shown(), 5);
    say(hostile, NULL);
    expect_harmless(shown(), 6);
    finding.role = RAPPORT_CUSTOMER;
    expect_harmless(shown(), 6);
}
END_TEST

static Suite *text_suite(void)
{
    Suite *suite = suite_create("text");
    TCase *tcase = tcase_create("text");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, it_is_listed);
    tcase_add_test(tcase, a_conversation_has_a_header);
    tcase_add_test(tcase, a_finding_in_english);
    tcase_add_test(tcase, severities_are_aligned);
    tcase_add_test(tcase, people_are_named_as_far_as_they_are_known);
    tcase_add_test(tcase, doubt_is_told);
    tcase_add_test(tcase, carets_count_columns_not_bytes);
    tcase_add_test(tcase, where_columns_are_unsure_brackets_stand_in_the_text);
    tcase_add_test(tcase, colors_mark_the_span_themselves);
    tcase_add_test(tcase, what_was_not_said_shows_the_message);
    tcase_add_test(tcase, an_event_has_no_words);
    tcase_add_test(tcase, related_messages_are_named);
    tcase_add_test(tcase, a_report_in_hebrew);
    tcase_add_test(tcase, a_report_in_persian);
    tcase_add_test(tcase, an_unknown_language_of_the_report_is_english);
    tcase_add_test(tcase, long_messages_are_cut_around_the_span);
    tcase_add_test(tcase, long_messages_without_a_span_are_cut_behind);
    tcase_add_test(tcase, a_part_of_a_message_shows_that_it_is_one);
    tcase_add_test(tcase, a_long_span_is_cut_inside_its_mark);
    tcase_add_test(tcase, a_span_that_shows_nothing_is_named);
    tcase_add_test(tcase, long_ids_and_names_are_cut);
    tcase_add_loop_test(tcase, hostile_fields_are_harmless, 0, LANGUAGE_COUNT);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(text_suite)
