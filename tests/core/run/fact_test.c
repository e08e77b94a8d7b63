#include "core/run/fact.h"

#include <stdbool.h>
#include <string.h>

#include "tests/unit.h"

#define TEXT(literal) ((struct rapport_text){literal, sizeof(literal) - 1})

static struct stored_fact fact_make(void)
{
    return (struct stored_fact){
        .plugin = 3, .key = TEXT("tour|once"), .value = TEXT("v\0v"), .source = TEXT("log.tar!a.jsonl"), .line = 17,
        .message = 4, .begin = 7, .end = 9, .text_offset = 2, .role = RAPPORT_AGENT, .at_ms = -5,
        .conversation = TEXT("c1"), .channel = TEXT("chat"), .customer_id = TEXT("u"), .customer_group = TEXT(""),
        .agent = TEXT("a1"), .name = TEXT("Dana"), .lang = TEXT("en"), .text = TEXT("it costs $50"),
    };
}

static void same(struct rapport_text a, struct rapport_text b)
{
    ck_assert_uint_eq(a.len, b.len);
    ck_assert(a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

START_TEST(what_is_written_is_read_back)
{
    struct stored_fact fact = fact_make(), back;
    struct bytes key = {0}, payload = {0};
    fact_key(&key, &fact);
    fact_write(&payload, &fact);
    fact_read(&back, key.ptr, key.len, payload.ptr, payload.len);
    ck_assert_uint_eq(back.plugin, 3);
    ck_assert_uint_eq(back.line, 17);
    ck_assert_uint_eq(back.message, 4);
    ck_assert_uint_eq(back.begin, 7);
    ck_assert_uint_eq(back.end, 9);
    ck_assert_uint_eq(back.text_offset, 2);
    ck_assert_int_eq(back.role, RAPPORT_AGENT);
    ck_assert_int_eq(back.at_ms, -5);
    same(back.key, fact.key);
    same(back.value, fact.value);
    same(back.source, fact.source);
    ck_assert_int_eq(back.source.ptr[back.source.len], 0);
    same(back.conversation, fact.conversation);
    same(back.channel, fact.channel);
    same(back.customer_id, fact.customer_id);
    same(back.customer_group, fact.customer_group);
    same(back.agent, fact.agent);
    same(back.name, fact.name);
    same(back.lang, fact.lang);
    same(back.text, fact.text);
    bytes_release(&key);
    bytes_release(&payload);
}
END_TEST

static bool same_group(struct stored_fact a, struct stored_fact b)
{
    struct bytes x = {0}, y = {0};
    fact_key(&x, &a);
    fact_key(&y, &b);
    size_t len = fact_group_len(x.ptr, x.len);
    bool same_len = len == fact_group_len(y.ptr, y.len) && memcmp(x.ptr, y.ptr, len) == 0;
    bytes_release(&x);
    bytes_release(&y);
    return same_len;
}

START_TEST(a_group_is_of_one_plugin_and_key)
{
    struct stored_fact one = fact_make(), other = fact_make();
    other.line = 99, other.source = TEXT("z"), other.conversation = TEXT("c2");
    ck_assert(same_group(one, other));
    other.key = TEXT("tour|onc");
    ck_assert(!same_group(one, other));
    other.key = TEXT("tour|once\0x");
    ck_assert(!same_group(one, other));
    other = one;
    other.plugin = 4;
    ck_assert(!same_group(one, other));
}
END_TEST

static Suite *fact_suite(void)
{
    Suite *suite = suite_create("fact");
    TCase *tcase = tcase_create("fact");
    tcase_add_test(tcase, what_is_written_is_read_back);
    tcase_add_test(tcase, a_group_is_of_one_plugin_and_key);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(fact_suite)
