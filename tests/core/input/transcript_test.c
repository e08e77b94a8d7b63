#include "tests/core/input/transcript_read.h"

START_TEST(reads_all_fields)
{
    const struct rapport_conversation *c = good(
        "{\"id\":\"c-1042\",\"channel\":\"chat\",\"lang\":\"he\",\"started\":\"2026-10-03T09:12:00+03:00\","
        "\"queue\":\"billing\",\"tags\":[\"a\",{\"b\":[1,2.5e3,null,true]}],"
        "\"customer\":{\"id\":\"u-77\",\"name\":\"רותי לוי\",\"group\":\"household-12\",\"since\":\"2017-05-01\","
        "\"title\":\"Dr\"},\"survey\":{\"nps\":10,\"csat\":1,\"comment\":\"ok\"},"
        "\"messages\":[{\"at\":\"2026-10-03T09:12:01Z\",\"role\":\"customer\",\"from\":\"u-77\",\"text\":\"שלום\"},"
        "{\"name\":\"דנה\",\"text\":\"a\\n\\\"b\\\\\\u05d0\\ud83d\\ude00\",\"from\":\"a-17\",\"role\":\"agent\"}]}");
    ck_assert_uint_eq(c->size, sizeof *c);
    ck_text(c->id, "c-1042");
    ck_text(c->channel, "chat");
    ck_text(c->lang, "he");
    ck_text(c->queue, "billing");
    ck_text(c->customer_id, "u-77");
    ck_text(c->customer_name, "רותי לוי");
    ck_text(c->customer_group, "household-12");
    ck_text(c->customer_title, "Dr");
    ck_assert_int_eq(c->started_ms, transcript_time("2026-10-03T06:12:00Z", 20));
    ck_assert_int_eq(c->customer_since_ms, transcript_time("2017-05-01", 10));
    ck_assert_int_eq(c->nps, 10);
    ck_assert_int_eq(c->csat, 1);
    ck_assert_uint_eq(c->message_count, 2);
    const struct rapport_message *m = c->messages[0];
    ck_assert_uint_eq(m->size, sizeof *m);
    ck_assert_uint_eq(m->index, 0);
    ck_assert_int_eq(m->role, RAPPORT_CUSTOMER);
    ck_assert_int_eq(m->at_ms, transcript_time("2026-10-03T09:12:01Z", 20));
    ck_text(m->text, "שלום");
    ck_assert_uint_eq(m->lang.len + m->hit_count + m->clause_count + m->amount_count, 0);
    m = c->messages[1];
    ck_assert_uint_eq(m->index, 1);
    ck_assert_int_eq(m->at_ms, RAPPORT_TIME_UNKNOWN);
    ck_text(m->text, "a\n\"b\\א😀");
    ck_assert_uint_eq(m->event_from & m->event_to & m->event_who, RAPPORT_NONE);
    ck_assert_uint_eq(c->speaker_count, 2);
    ck_text(c->speakers[m->speaker].id, "a-17");
    ck_text(c->speakers[m->speaker].name, "דנה");
    ck_assert_int_eq(c->speakers[m->speaker].role, RAPPORT_AGENT);
}
END_TEST

START_TEST(least_conversation_has_nothing_but_defaults)
{
    const struct rapport_conversation *c = good(" {\"messages\":[] , \"id\":\"\"}\t");
    ck_assert_uint_eq(c->id.len, 0);
    ck_assert_uint_eq(c->message_count + c->speaker_count, 0);
    ck_assert_int_eq(c->nps, -1);
    ck_assert_int_eq(c->csat, -1);
    ck_assert_int_eq(c->started_ms, RAPPORT_TIME_UNKNOWN);
    ck_assert_int_eq(c->customer_since_ms, RAPPORT_TIME_UNKNOWN);
}
END_TEST

START_TEST(null_is_as_good_as_absent)
{
    const struct rapport_conversation *c =
        good("{\"id\":\"1\",\"channel\":null,\"customer\":null,\"survey\":{\"nps\":null},"
             "\"messages\":[{\"role\":\"agent\",\"text\":null,\"at\":null,\"from\":null,\"event\":null}]}");
    ck_assert_uint_eq(c->messages[0]->text.len, 0);
    ck_assert_int_eq(c->nps, -1);
    bad("{\"id\":\"1\",\"messages\":null}", ".messages is missing or no array;");
    bad("{\"id\":null,\"messages\":[]}", ".id is missing;");
}
END_TEST

START_TEST(id_and_messages_are_required)
{
    bad("{}", ".id is missing;.messages is missing or no array;");
    bad("{\"id\":\"1\"}", ".messages is missing or no array;");
    bad("{\"messages\":[]}", ".id is missing;");
    bad("{\"id\":[1],\"messages\":[]}", ".id is no string;.id is missing;");
    bad("{\"id\":\"1\",\"messages\":{}}", ".messages is missing or no array;");
    bad("{\"ID\":\"1\",\"messages\":[]}", ".id is missing;");
}
END_TEST

START_TEST(a_number_is_an_id_as_written)
{
    const struct rapport_conversation *c =
        good("{\"id\":123456789012345678901234567890 ,\"customer\":{\"id\":-1.50e2,\"group\":7},"
             "\"messages\":[{\"role\":\"agent\",\"from\":17}]}");
    ck_text(c->id, "123456789012345678901234567890");
    ck_text(c->customer_id, "-1.50e2");
    ck_text(c->customer_group, "7");
    ck_text(c->speakers[0].id, "17");
    faulty("{\"id\":1,\"channel\":2,\"messages\":[]}", ".channel is no string;");
}
END_TEST

START_TEST(the_first_of_equal_keys_wins)
{
    const struct rapport_conversation *c =
        good("{\"id\":\"first\",\"id\":\"second\",\"messages\":[{\"role\":\"agent\",\"role\":\"bot\",\"text\":\"a\","
             "\"text\":[]}],\"messages\":[]}");
    ck_text(c->id, "first");
    ck_assert_uint_eq(c->message_count, 1);
    ck_assert_int_eq(c->messages[0]->role, RAPPORT_AGENT);
    ck_text(c->messages[0]->text, "a");
    bad("{\"id\":\"1\",\"messages\":[],\"id\":tru}", " is not JSON;");
}
END_TEST

START_TEST(keys_may_be_escaped)
{
    const struct rapport_conversation *c =
        good("{\"\\u0069d\":\"1\",\"messag\\u0065s\":[{\"rol\\u0065\":\"bot\",\"te\\u0078t\":\"x\"}],\"\\n\":1}");
    ck_text(c->id, "1");
    ck_assert_int_eq(c->messages[0]->role, RAPPORT_BOT);
    ck_text(c->messages[0]->text, "x");
    bad("{\"id\":\"1\",\"messages\":[],\"\\x\":1}", " is not JSON: a bad escape in a string;");
    good("{\"id\":\"1\",\"messages\":[],\"id\\\"\":1,\"i\":2,\"idx\":3,\"\":4,\"messagesx\":5}");
}
END_TEST

START_TEST(a_nul_in_a_string_is_a_byte)
{
    const struct rapport_conversation *c =
        good("{\"id\":\"a\\u0000b\",\"messages\":[{\"role\":\"agent\",\"text\":\"\\u0000\"}]}");
    ck_assert_uint_eq(c->id.len, 3);
    ck_assert_mem_eq(c->id.ptr, "a\0b", 3);
    ck_assert_uint_eq(c->messages[0]->text.len, 1);
}
END_TEST

START_TEST(half_a_surrogate_pair_is_told_and_replaced)
{
    static const char *const texts[] = {
        "\\ud83d", "\\ude00", "\\ud83d\\ud83d", "\\ud83dx", "\\ude00\\ud83d", "\\ud83d\\u0041", "\\ud83d\\n", "ab\\ud83d",
    };
    static const char *const wanted[] = {
        "\ufffd", "\ufffd", "\ufffd\ufffd", "\ufffdx", "\ufffd\ufffd", "\ufffdA", "\ufffd\n", "ab\ufffd",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char line[200];
        snprintf(line, sizeof line, "{\"id\":\"1\",\"messages\":[{\"text\":\"%s\",\"role\":\"agent\",\"name\":\"n\"}]}",
                 texts[i]);
        const struct rapport_conversation *c =
            faulty(line, ".messages[0].text holds half a surrogate pair, read as U+FFFD;");
        ck_text(c->messages[0]->text, wanted[i]);
        ck_text(c->speakers[0].name, "n");
    }
    good("{\"id\":\"1\",\"messages\":[],\"unknown\":\"\\ud83d\"}");
}
END_TEST

START_TEST(what_is_not_json_is_refused)
{
    static const char *const lines[] = {
        "{\"id\":\"1\",\"messages\":[],}",
        "{\"id\":\"1\",\"messages\":[]",
        "{\"id\":\"1\",\"messages\":[",
        "{\"id\":\"1\",\"messages\":[{}",
        "{\"id\":\"1\",\"messages\":[}",
        "{\"id\":\"1\",\"messages\":[]]",
        "{\"id\":\"1\" \"messages\":[]}",
        "{\"id\":\"1\",,\"messages\":[]}",
        "{,\"id\":\"1\",\"messages\":[]}",
        "{\"id\":\"1\":\"2\",\"messages\":[]}",
        "{\"id\" \"1\",\"messages\":[]}",
        "{\"id\":\"1\",\"messages\":[],\"a\"}",
        "{\"id\":\"1\",\"messages\":[],\"a\":}",
        "{\"id\":\"1\",\"messages\":[],1:2}",
        "{\"id\":\"1\",\"messages\":[],a:2}",
        "{\"id\":\"1\",\"messages\":[],'a':2}",
        "{\"id\":\"1\",\"messages\":[{\"role\":\"agent\"},]}",
        "{\"id\":\"1\",\"messages\":[{\"role\":\"agent\"} {\"role\":\"agent\"}]}",
        "{\"id\":\"1\",\"messages\":[],\"x\":[1,2,]}",
        "{\"id\":\"1\",\"messages\":[],\"x\":[1 2]}",
        "{\"id\":\"1\",\"messages\":[],\"x\":[1,2}",
        "{\"id\":\"1\",\"messages\":[],\"x\":{\"a\":1]}",
        "{\"id\":\"1\",\"messages\":[],\"x\":{\"a\":{\"b\":[{]}}}",
        "{\"id\":\"1\",\"messages\":[],\"x\":tru}",
        "{\"id\":\"1\",\"messages\":[],\"x\":truee}",
        "{\"id\":\"1\",\"messages\":[],\"x\":nul}",
        "{\"id\":\"1\",\"messages\":[],\"x\":NaN}",
        "{\"id\":\"1\",\"messages\":[],\"x\":True}",
        "{\"id\":\"1\",\"messages\":[],\"x\":01}",
        "{\"id\":\"1\",\"messages\":[],\"x\":-}",
        "{\"id\":\"1\",\"messages\":[],\"x\":1.}",
        "{\"id\":\"1\",\"messages\":[],\"x\":.5}",
        "{\"id\":\"1\",\"messages\":[],\"x\":1e}",
        "{\"id\":\"1\",\"messages\":[],\"x\":1e+}",
        "{\"id\":\"1\",\"messages\":[],\"x\":+1}",
        "{\"id\":\"1\",\"messages\":[],\"x\":1x}",
        "{\"id\":\"1\",\"messages\":[],\"x\":1\\\"2}",
        "{\"id\":1x,\"messages\":[]}",
        "{\"id\":\"1\",\"messages\":[],\"x\":\"a\"b}",
        "{\"id\":\"1\",\"messages\":[],\"x\":\"a\"\"b\"}",
        "{\"id\":\"1\",\"messages\":[],\"x\":\\\"a\"}",
        "{\"id\":\"1\",\"messages\":[],\"x\":\f1}",
        "{\"id\":\"1\",\"messages\":[]/**/}",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        ck_assert_msg(!read_line(lines[i]), "taken: %s", lines[i]);
        ck_assert_msg(strstr(faults.ptr, " is not JSON"), "%s: %s", lines[i], faults.ptr);
    }
}
END_TEST

START_TEST(reasons_say_what_is_wrong)
{
    static const char invalid[] = "{\"id\":\"\xff\",\"messages\":[]}";
    bad("", " is empty;");
    bad("  ", " is empty;");
    bad("[]", " is no JSON object;");
    bad("17", " is no JSON object;");
    bad("{\"id\":\"1\",\"messages\":[]} x", " is not JSON;");
    bad("{\"id\":\"1\",\"messages\":[]}{}", " has something behind the end of its JSON object;");
    bad("{\"id\":\"1\",\"messages\":[]}}", " has something behind the end of its JSON object;");
    bad("{\"id\":\"1\",\"messages\":[", " is not JSON;");
    bad("{\"id\":\"1", " is not JSON: a string without end;");
    bad("{\"id\":\"\\q\",\"messages\":[]}", " is not JSON: a bad escape in a string;");
    bad("{\"id\":\"\\u12g4\",\"messages\":[]}", " is not JSON: a bad escape in a string;");
    bad("{\"id\":\"\\ud83d\\u12\",\"messages\":[]}", " is not JSON: a bad escape in a string;");
    bad("{\"x\":[\"\\q\"],\"id\":\"1\",\"messages\":[]}", " is not JSON: a bad escape in a string;");
    bad("{\"id\":\"a\tb\",\"messages\":[]}", " is not JSON: a bare control character in a string;");
    bad(invalid, " is not valid UTF-8;");
    ck_assert(!read_bytes("{\"id\":\"\0\",\"messages\":[]}", 24));
    ck_assert(!read_bytes("{\"id\":\"1\",\"messages\":[]}\0", 25));
}
END_TEST

START_TEST(every_beginning_of_a_line_is_refused)
{
    static const char line[] = "{\"id\":\"1\",\"customer\":{\"id\":\"u\"},\"messages\":[{\"role\":\"agent\",\"text\":\"\\u05d0\"},"
                               "{\"role\":\"bot\"}],\"x\":[1,{\"y\":null}]}";
    for (size_t len = 0; len < sizeof line - 1; len++)
        ck_assert_msg(!read_bytes(line, len), "taken at %zu", len);
    ck_assert(read_bytes(line, sizeof line - 1));
}
END_TEST

static const struct rapport_conversation *read_nested(unsigned depth, const char *open, const char *close, bool known)
{
    struct bytes line = {0};
    bytes_add_text(&line, known ? "{\"messages\":[],\"id\":" : "{\"id\":\"1\",\"messages\":[],\"x\":");
    for (unsigned i = 0; i < depth; i++)
        bytes_add_text(&line, open);
    bytes_add_text(&line, "0");
    for (unsigned i = 0; i < depth; i++)
        bytes_add_text(&line, close);
    bytes_add_text(&line, "}");
    const struct rapport_conversation *c = read_bytes(line.ptr, line.len);
    bytes_release(&line);
    return c;
}

START_TEST(nesting_is_limited_everywhere)
{
    ck_assert(read_nested(63, "[", "]", false));
    ck_assert(!read_nested(64, "[", "]", false));
    ck_assert_str_eq(faults.ptr, " is nested deeper than 64;");
    ck_assert(read_nested(63, "{\"a\":", "}", false));
    ck_assert(!read_nested(64, "{\"a\":", "}", false));
    ck_assert(!read_nested(64, "[", "]", true));
    ck_assert_str_eq(faults.ptr, " is nested deeper than 64;");
    ck_assert(!read_nested(1000000, "[", "]", false));
    /* an object of messages stands in three already */
    struct bytes line = {0};
    bytes_addf(&line, "{\"id\":\"1\",\"messages\":[{\"role\":\"agent\",\"x\":%.61s%.61s}]}",
               "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
               "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]");
    good(bytes_text(&line));
    bytes_release(&line);
}
END_TEST

START_TEST(faults_of_messages_do_not_cost_the_conversation)
{
    const struct rapport_conversation *c = faulty(
        "{\"id\":\"1\",\"messages\":[{\"role\":\"robot\",\"text\":\"a\",\"event\":\"closed\"},{\"text\":\"b\"},"
        "{\"role\":\"agent\",\"text\":5,\"at\":\"yesterday\"},7,null,{\"role\":\"customer\",\"event\":\"left\"}]}",
        ".messages[0].role is none of customer, agent, bot, system;.messages[1].role is missing;"
        ".messages[2].text is no string;.messages[2].at is no RFC 3339 time;"
        ".messages[3] is no object;.messages[4] is no object;"
        ".messages[5].event stands in a message that is not the system's;");
    ck_assert_uint_eq(c->message_count, 6);
    for (uint32_t i = 0; i < 6; i++)
        ck_assert_uint_eq(c->messages[i]->index, i);
    ck_assert_int_eq(c->messages[0]->role, RAPPORT_SYSTEM);
    ck_assert_int_eq(c->messages[0]->event, RAPPORT_EVENT_NONE);
    ck_text(c->messages[0]->text, "a");
    ck_assert_uint_eq(c->messages[2]->text.len, 0);
    ck_assert_int_eq(c->messages[2]->at_ms, RAPPORT_TIME_UNKNOWN);
    ck_assert_int_eq(c->messages[3]->role, RAPPORT_SYSTEM);
    ck_assert_int_eq(c->messages[5]->event, RAPPORT_EVENT_NONE);
}
END_TEST

START_TEST(faults_outside_of_messages_have_their_places)
{
    faulty("{\"id\":\"1\",\"started\":\"x\",\"customer\":{\"since\":\"2017-13-01\",\"name\":{}},"
           "\"survey\":{\"nps\":11,\"csat\":\"5\"},\"messages\":[]}",
           ".customer.name is no string;.customer.since is no RFC 3339 time;.survey.csat is no number;"
           ".survey.nps is no whole number from 0 to 10;.started is no RFC 3339 time;");
    faulty("{\"id\":\"1\",\"customer\":[],\"survey\":5,\"messages\":[]}", ".customer is no object;.survey is no object;");
    static const char *const scores[] = {"-1", "1.5", "1e0", "99999999999999999999", "6"};
    for (size_t i = 0; i < sizeof scores / sizeof *scores; i++) {
        char line[100];
        snprintf(line, sizeof line, "{\"id\":\"1\",\"survey\":{\"csat\":%s},\"messages\":[]}", scores[i]);
        ck_assert_int_eq(faulty(line, ".survey.csat is no whole number from 1 to 5;")->csat, -1);
    }
    ck_assert_int_eq(good("{\"id\":\"1\",\"survey\":{\"nps\":0,\"csat\":5},\"messages\":[]}")->nps, 0);
}
END_TEST

START_TEST(a_flood_of_faults_is_counted)
{
    struct bytes line = {0};
    bytes_add_text(&line, "{\"id\":\"1\",\"messages\":[0");
    for (int i = 1; i < 1000; i++)
        bytes_add_text(&line, ",0");
    bytes_add_text(&line, "]}");
    ck_assert_uint_eq(read_line(bytes_text(&line))->message_count, 1000);
    ck_assert_uint_eq(fault_count, 21);
    ck_assert(strstr(faults.ptr, "; has 980 more faults;"));
    bytes_release(&line);
}
END_TEST

START_TEST(started_falls_back_to_the_first_time)
{
    const char *line = "{\"id\":\"1\",\"messages\":[{\"role\":\"agent\"},{\"role\":\"agent\",\"at\":\"2026-01-01T00:00:00Z\"},"
                       "{\"role\":\"agent\",\"at\":\"2026-01-02T00:00:00Z\"}]}";
    ck_assert_int_eq(good(line)->started_ms, transcript_time("2026-01-01", 10));
}
END_TEST

START_TEST(too_many_messages_are_refused)
{
    struct bytes line = {0};
    bytes_add_text(&line, "{\"id\":\"1\",\"messages\":[");
    for (int i = 0; i < 1000000; i++)
        bytes_add_text(&line, "1,");
    bytes_add_text(&line, "1]}");
    memset(bytes_reserve(&line, BATCH_PADDING), 0, BATCH_PADDING);
    ck_assert_ptr_null(transcript_read(reader, line.ptr, line.len, &arena, note, &faults));
    ck_assert(strstr(bytes_text(&faults), " has more than 1000000 messages;"));
    bytes_release(&line);
}
END_TEST

static void read_long(size_t len)
{
    char *line = malloc(len + BATCH_PADDING);
    static const char head[] = "{\"id\":\"1\",\"messages\":[{\"role\":\"agent\",\"text\":\"", tail[] = "\"}]}";
    memset(line, 'x', len);
    memcpy(line, head, sizeof head - 1);
    memcpy(line + len - sizeof tail + 1, tail, sizeof tail - 1);
    memset(line + len, 0, BATCH_PADDING);
    const struct rapport_conversation *c = transcript_read(reader, line, len, &arena, note, &faults);
    ck_assert_ptr_nonnull(c);
    ck_assert_uint_eq(c->messages[0]->text.len, len - sizeof head - sizeof tail + 2);
    free(line);
    arena_clear(&arena);
}

START_TEST(long_and_short_lines_in_turn)
{
    read_long(1000);
    read_long((size_t)20 << 20);
    read_long(100);
    read_long((size_t)1 << 20);
    read_long((size_t)9 << 20);
}
END_TEST

static Suite *transcript_suite(void)
{
    Suite *suite = suite_create("transcript");
    TCase *tests = tcase_create("transcript");
    tcase_set_timeout(tests, 30);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, reads_all_fields);
    tcase_add_test(tests, least_conversation_has_nothing_but_defaults);
    tcase_add_test(tests, null_is_as_good_as_absent);
    tcase_add_test(tests, id_and_messages_are_required);
    tcase_add_test(tests, a_number_is_an_id_as_written);
    tcase_add_test(tests, the_first_of_equal_keys_wins);
    tcase_add_test(tests, keys_may_be_escaped);
    tcase_add_test(tests, a_nul_in_a_string_is_a_byte);
    tcase_add_test(tests, half_a_surrogate_pair_is_told_and_replaced);
    tcase_add_test(tests, what_is_not_json_is_refused);
    tcase_add_test(tests, reasons_say_what_is_wrong);
    tcase_add_test(tests, every_beginning_of_a_line_is_refused);
    tcase_add_test(tests, nesting_is_limited_everywhere);
    tcase_add_test(tests, faults_of_messages_do_not_cost_the_conversation);
    tcase_add_test(tests, faults_outside_of_messages_have_their_places);
    tcase_add_test(tests, a_flood_of_faults_is_counted);
    tcase_add_test(tests, started_falls_back_to_the_first_time);
    tcase_add_test(tests, too_many_messages_are_refused);
    tcase_add_test(tests, long_and_short_lines_in_turn);
    suite_add_tcase(suite, tests);
    return suite;
}

UNIT_MAIN(transcript_suite)
