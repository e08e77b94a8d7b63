#include "core/text/details.h"

#include <stdio.h>
#include <string.h>

#include "core/text/fold.h"
#include "core/text/names.h"
#include "tests/unit.h"

/* The details of `text` are `all`: "kind:words" with a bar behind each. */
static void details_are(const char *text, const char *all)
{
    struct detail found[8];
    char said[400] = "";
    fold_init();
    size_t count = details_find(text, strlen(text), found, 8);
    for (size_t i = 0; i < count; i++)
        snprintf(said + strlen(said), sizeof said - strlen(said), "%u:%.*s|", found[i].kind,
                 (int)(found[i].end - found[i].begin), text + found[i].begin);
    ck_assert_str_eq(said, all);
}

START_TEST(numbers_codes_addresses_and_links_are_found)
{
    details_are("it's Marsden, 01632 960 417.", "1:01632 960 417|");
    details_are("AB-12345 and 12", "1:AB-12345|");
    details_are("שלי 052-6619004, תודה", "1:052-6619004|");
    details_are("سفارش ۵۵۱۲۳ است", "1:۵۵۱۲۳|");
    details_are("d.hill@mail.example, see https://a.example/x", "2:d.hill@mail.example|3:https://a.example/x|");
    details_are("", "");
    details_are("just words at home", "");
}
END_TEST

/* Blocks of bytes are looked at together, so each kind is tried at every place of them. */
START_TEST(details_are_found_wherever_they_stand)
{
    static const char *const details[] = {"55123", "۵۵۱۲۳", "٥٥١٢٣", "a@b.example", "www.a.example", "http://a", "५५१२३"};
    fold_init();
    for (size_t i = 0; i < sizeof details / sizeof *details; i++)
        for (size_t before = 0; before < 70; before++) {
            char text[200] = "";
            struct detail found[2];
            memset(text, 'x', before);
            snprintf(text + before, sizeof text - before, "%s%s", before ? " " : "", details[i]);
            ck_assert_msg(details_find(text, strlen(text), found, 2) == 1, "%s", text);
            ck_assert_uint_eq(found[0].begin, before + (before > 0));
            memset(text, 'x', sizeof text - 1);
            memcpy(text + before, "é ؟ “", strlen("é ؟ “"));
            ck_assert_uint_eq(details_find(text, sizeof text - 1, found, 2), 0);
        }
}
END_TEST

START_TEST(digits_of_every_script_are_ascii)
{
    char digits[8];
    const char *text = "۵۵-۱2";
    fold_init();
    ck_assert_uint_eq(detail_digits(text, 0, strlen(text), digits, sizeof digits), 4);
    ck_assert_mem_eq(digits, "5512", 4);
    ck_assert_uint_eq(detail_digits(text, 0, strlen(text), digits, 2), 2);
}
END_TEST

static bool is_said(const char *text, const char *name)
{
    struct folder folder;
    uint32_t begin, end;
    fold_init();
    folder_init(&folder);
    bool found = name_find(&folder, text, strlen(text), name, strlen(name), &begin, &end);
    folder_release(&folder);
    return found;
}

START_TEST(names_are_found_as_whole_words)
{
    ck_assert(is_said("Thanks, dana's order", "Dana Hill"));
    ck_assert(!is_said("Mr. Smith", "Mr. Brown"));
    ck_assert(!is_said("danake", "Dana"));
    ck_assert(is_said("ולדנה", "דנה"));
    ck_assert(!is_said("זדנה", "דנה"));
    ck_assert(is_said("سلام مریم\u200cجان", "مریم"));
    ck_assert(!is_said("", "Dana"));
    ck_assert(!is_said("Dana", ""));
}
END_TEST

static Suite *details_suite(void)
{
    Suite *suite = suite_create("details");
    TCase *tcase = tcase_create("all");
    tcase_add_test(tcase, numbers_codes_addresses_and_links_are_found);
    tcase_add_test(tcase, details_are_found_wherever_they_stand);
    tcase_add_test(tcase, digits_of_every_script_are_ascii);
    tcase_add_test(tcase, names_are_found_as_whole_words);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(details_suite)
