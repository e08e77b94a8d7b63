/* Who is who in a conversation: speakers, and the people that events name. */
#include "tests/core/input/transcript_read.h"

static void person(const struct rapport_conversation *c, uint32_t speaker, int32_t role, const char *id)
{
    ck_assert_uint_lt(speaker, c->speaker_count);
    ck_assert_int_eq(c->speakers[speaker].role, role);
    ck_text(c->speakers[speaker].id, id);
}

START_TEST(speakers_are_numbered_as_they_appear)
{
    const struct rapport_conversation *c =
        good("{\"id\":\"1\",\"messages\":[{\"role\":\"bot\"},{\"role\":\"agent\",\"from\":\"a\"},"
             "{\"role\":\"customer\",\"from\":\"a\"},{\"role\":\"agent\",\"from\":\"a\",\"name\":\"Dana\"},"
             "{\"role\":\"agent\",\"from\":\"a\",\"name\":\"Other\"},{\"role\":\"agent\"},{\"role\":\"system\",\"text\":\"x\"}]}");
    ck_assert_uint_eq(c->speaker_count, 5);
    person(c, 0, RAPPORT_BOT, "");
    person(c, 1, RAPPORT_AGENT, "a");
    ck_text(c->speakers[1].name, "Dana");
    person(c, 2, RAPPORT_CUSTOMER, "a");
    person(c, 3, RAPPORT_AGENT, "");
    person(c, 4, RAPPORT_SYSTEM, "");
    ck_assert_uint_eq(c->messages[4]->speaker, 1);
}
END_TEST

START_TEST(events_name_people)
{
    const struct rapport_conversation *c = good(
        "{\"id\":\"1\",\"messages\":[{\"role\":\"system\",\"event\":\"transfer\",\"from\":\"b-1\",\"to\":\"a-2\",\"queue\":\"tech\"},"
        "{\"role\":\"system\",\"event\":\"left\",\"who\":\"customer\"},{\"role\":\"system\",\"event\":\"joined\",\"who\":\"a-3\"},"
        "{\"role\":\"system\",\"event\":\"transfer\",\"from\":\"bot\",\"to\":\"a-2\"},"
        "{\"role\":\"system\",\"event\":\"left\",\"who\":\"u-7\"},{\"role\":\"bot\",\"from\":\"b-1\"},"
        "{\"role\":\"customer\",\"from\":\"u-7\"},{\"role\":\"customer\"},{\"role\":\"system\",\"event\":\"closed\"}]}");
    person(c, c->messages[0]->event_from, RAPPORT_BOT, "b-1");
    person(c, c->messages[0]->event_to, RAPPORT_AGENT, "a-2");
    ck_assert_uint_eq(c->messages[0]->event_who, RAPPORT_NONE);
    ck_assert_uint_eq(c->messages[0]->speaker, RAPPORT_NONE);
    ck_text(c->messages[0]->event_queue, "tech");
    person(c, c->messages[1]->event_who, RAPPORT_CUSTOMER, "u-7");
    person(c, c->messages[2]->event_who, RAPPORT_AGENT, "a-3");
    person(c, c->messages[3]->event_from, RAPPORT_BOT, "bot");
    ck_assert_uint_eq(c->messages[4]->event_who, c->messages[1]->event_who);
    ck_assert_uint_eq(c->messages[6]->speaker, c->messages[1]->event_who);
    ck_assert_uint_eq(c->messages[7]->speaker, c->messages[1]->event_who);
    ck_assert_uint_eq(c->messages[8]->event_who & c->messages[8]->event_from & c->messages[8]->event_to, RAPPORT_NONE);
    ck_assert_uint_eq(c->speaker_count, 5);
}
END_TEST

START_TEST(the_customer_may_be_told_after_the_messages)
{
    const struct rapport_conversation *c =
        good("{\"id\":\"1\",\"messages\":[{\"role\":\"customer\"},{\"role\":\"system\",\"event\":\"left\",\"who\":\"customer\"}],"
             "\"customer\":{\"id\":\"u-9\"}}");
    ck_assert_uint_eq(c->speaker_count, 1);
    person(c, 0, RAPPORT_CUSTOMER, "u-9");
    ck_assert_uint_eq(c->messages[1]->event_who, 0);
    c = good("{\"id\":\"1\",\"messages\":[{\"role\":\"system\",\"event\":\"left\",\"who\":\"customer\"}]}");
    person(c, 0, RAPPORT_CUSTOMER, "");
}
END_TEST

START_TEST(event_names)
{
    static const char *const names[] = {"transfer", "joined", "left", "hold", "resume", "callback", "closed", "language",
                                        "Transfer", "x"};
    for (int i = 0; i < 10; i++) {
        char line[100];
        snprintf(line, sizeof line, "{\"id\":\"1\",\"messages\":[{\"role\":\"system\",\"event\":\"%s\"}]}", names[i]);
        ck_assert_int_eq(good(line)->messages[0]->event, i < 8 ? RAPPORT_EVENT_TRANSFER + i : RAPPORT_EVENT_OTHER);
    }
    ck_assert_int_eq(good("{\"id\":\"1\",\"messages\":[{\"role\":\"system\",\"event\":\"\"}]}")->messages[0]->event,
                     RAPPORT_EVENT_NONE);
}
END_TEST

/* Linear search through them would take minutes. */
START_TEST(a_hundred_thousand_speakers)
{
    struct bytes line = {0};
    bytes_add_text(&line, "{\"id\":\"1\",\"messages\":[");
    for (int i = 0; i < 200000; i++)
        bytes_addf(&line, "%s{\"role\":\"agent\",\"from\":%d}", i ? "," : "", i % 100000);
    bytes_add_text(&line, "]}");
    memset(bytes_reserve(&line, BATCH_PADDING), 0, BATCH_PADDING);
    const struct rapport_conversation *c = transcript_read(reader, line.ptr, line.len, &arena, note, &faults);
    ck_assert_ptr_nonnull(c);
    ck_assert_uint_eq(c->speaker_count, 100000);
    for (uint32_t i = 0; i < 200000; i++)
        ck_assert_uint_eq(c->messages[i]->speaker, i % 100000);
    person(c, 99999, RAPPORT_AGENT, "99999");
    bytes_release(&line);
}
END_TEST

static Suite *cast_suite(void)
{
    Suite *suite = suite_create("cast");
    TCase *tests = tcase_create("cast");
    tcase_set_timeout(tests, 30);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, speakers_are_numbered_as_they_appear);
    tcase_add_test(tests, events_name_people);
    tcase_add_test(tests, the_customer_may_be_told_after_the_messages);
    tcase_add_test(tests, event_names);
    tcase_add_test(tests, a_hundred_thousand_speakers);
    suite_add_tcase(suite, tests);
    return suite;
}

UNIT_MAIN(cast_suite)
