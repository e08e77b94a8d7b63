/* What is heard in a message does not depend on what was said before it. */
#include "tests/stage.h"
#include "tests/unit.h"

/* Everything found of one conversation, without its id. */
static char *sheet_of(const char *id)
{
    struct bytes sheet = {0};
    char begin[40];
    snprintf(begin, sizeof begin, "%s ", id);
    for (const char *at = stage.report; (at = stage_line_of(at, begin)); at = strchr(at, '\n') + 1)
        bytes_add(&sheet, at + strlen(begin), strcspn(at, "\n") + 1 - strlen(begin));
    snprintf(begin, sizeof begin, "{\"conversation\":\"%s\",", id);
    for (const char *at = stage.verdicts; (at = stage_line_of(at, begin)); at = strchr(at, '\n') + 1)
        bytes_add(&sheet, at + strlen(begin), strcspn(at, "\n") + 1 - strlen(begin));
    char *copy = must_copy(bytes_text(&sheet), sheet.len);
    bytes_release(&sheet);
    return copy;
}

START_TEST(the_same_said_again_is_heard_again)
{
    char id[16];
    for (int i = 0; i < 5; i++) {
        snprintf(id, sizeof id, "en%d", i);
        TALK(id, "u I want a refund, your service is terrible", "a1 I cannot refund this!!", "a1 Calm down.", "u ok");
        snprintf(id, sizeof id, "he%d", i);
        TALK(id, "u אני רוצה החזר", "a1 אי אפשר לזכות אותך.", "u ok", "a1 ok");
        snprintf(id, sizeof id, "fa%d", i);
        TALK(id, "u پولم رو پس بدید", "a1 نمی\u200cتوانم پول شما را برگردانم.", "u ok", "a1 ok");
    }
    stage_play();
    static const char *const languages[] = {"en", "he", "fa"};
    for (int i = 0; i < 3; i++) {
        snprintf(id, sizeof id, "%s0", languages[i]);
        char *first = sheet_of(id);
        ck_assert_ptr_nonnull(strstr(first, "phrasing/refusal 1 major"));
        for (int j = 1; j < 5; j++) {
            snprintf(id, sizeof id, "%s%d", languages[i], j);
            char *again = sheet_of(id);
            ck_assert_str_eq(again, first);
            free(again);
        }
        free(first);
    }
}
END_TEST

START_TEST(the_same_short_words_in_another_language_are_others)
{
    TALK_WITH("en", "\"lang\":\"en\",", "u hi", "a1 Calm down.", "a1 ok");
    TALK_WITH("ru", "\"lang\":\"ru\",", "u привет, как дела", "a1 Извините, мы не можем вернуть деньги.", "a1 ok");
    TALK_WITH("en2", "\"lang\":\"en\",", "u hi", "a1 Calm down.", "a1 ok");
    stage_play();
    char *first = sheet_of("en"), *again = sheet_of("en2");
    ck_assert_str_eq(first, again);
    free(first);
    free(again);
    stage_verdict("ru", "phrasing/refusal", "unchecked");
}
END_TEST

START_TEST(one_conversation_may_mix_languages)
{
    TALK("mixed", "u hello", "a1 אי אפשר לזכות אותך.", "u what?", "a1 Calm down.", "u چی؟", "a1 نمی\u200cدانم.");
    stage_play();
    stage_fails("mixed", "phrasing/refusal", "1 major ");
    stage_fails("mixed", "phrasing/dismissive", "3 critical Calm down");
    stage_fails("mixed", "phrasing/ignorance", "5 minor ");
}
END_TEST

static Suite *analyse_suite(void)
{
    Suite *suite = suite_create("analyse");
    TCase *tcase = tcase_create("analyse");
    tcase_add_unchecked_fixture(tcase, stage_open, stage_close);
    tcase_add_test(tcase, the_same_said_again_is_heard_again);
    tcase_add_test(tcase, the_same_short_words_in_another_language_are_others);
    tcase_add_test(tcase, one_conversation_may_mix_languages);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(analyse_suite)
