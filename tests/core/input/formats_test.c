/* Every example of tests/formats cut at every byte: no crash, and all that comes out is a transcript. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/input/batch.h"
#include "core/input/charset.h"
#include "core/input/columns.h"
#include "core/input/format.h"
#include "core/input/transcript.h"
#include "core/model/arena.h"
#include "tests/unit.h"

static void fault_note(void *ctx, const char *where, const char *reason)
{
    ck_abort_msg("%s: %s %s", (const char *)ctx, where, reason);
}

static struct bytes read_file(const char *name)
{
    char path[512];
    struct bytes text = {0};
    size_t got;
    snprintf(path, sizeof path, "%s/%s", getenv("RAPPORT_FORMATS"), name);
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "%s", path);
    while ((got = fread(bytes_reserve(&text, 4096), 1, 4096, file)) > 0)
        text.len += got;
    fclose(file);
    return text;
}

/* How many conversations come out; each line must be one of ours without a fault. */
static size_t lines_check(const char *name, struct talks *talks)
{
    struct transcript_reader *reader = transcript_reader_new();
    struct arena arena = {0};
    size_t count = 0;
    bytes_reserve(&talks->lines, BATCH_PADDING);
    for (size_t at = 0; at < talks->lines.len; count++) {
        size_t len = strcspn(talks->lines.ptr + at, "\n");
        ck_assert_ptr_nonnull(transcript_read(reader, talks->lines.ptr + at, len, &arena, fault_note, (void *)(uintptr_t)name));
        arena_clear(&arena);
        at += len + 1;
    }
    arena_release(&arena);
    transcript_reader_free(reader);
    return count;
}

static size_t read_part(const struct format *format, const char *name, const char *text, size_t len, size_t *ret_problems)
{
    struct problems problems;
    problems_init(&problems);
    struct talks talks = {.place = name, .problems = &problems};
    format_read(format, text, len, &talks);
    size_t count = lines_check(name, &talks);
    ck_assert_uint_eq(count, talks.count);
    *ret_problems = 0;
    for (size_t i = 0; i < problems.count; i++)
        *ret_problems += !problems.list[i].notice;
    problems_release(&problems);
    bytes_release(&talks.lines);
    return count;
}

static void cut_everywhere(const char *name)
{
    struct bytes text = read_file(name);
    size_t problems;
    const struct format *format = format_of(text.ptr, text.len, name);
    ck_assert_msg(format != NULL, "%s is not recognised", name);
    size_t whole = read_part(format, name, text.ptr, text.len, &problems);
    ck_assert_msg(whole > 0 && problems == 0, "%s", name);
    for (size_t len = 0; len < text.len; len++) {
        /* exactly as large, so that a sanitizer sees the first byte too far */
        char *part = must_copy(text.ptr, len);
        size_t count = read_part(format, name, part, len, &problems);
        ck_assert_msg(count <= whole, "%s cut at %zu", name, len);
        ck_assert_msg(count > 0 || problems > 0 || strchr("ws", *name) || *name == 't' || len < 3, "%s cut at %zu: silence", name, len);
        free(part);
    }
    bytes_release(&text);
}

static int is_example(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && strcmp(entry->d_name, "expected.tsv") != 0 && !strstr(entry->d_name, ".py");
}

START_TEST(examples_cut_at_every_byte)
{
    struct dirent **entries;
    int count = scandir(getenv("RAPPORT_FORMATS"), &entries, is_example, alphasort);
    ck_assert_int_gt(count, 25);
    for (int i = 0; i < count; i++) {
        cut_everywhere(entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
}
END_TEST

START_TEST(one_broken_line_of_many_is_told_and_passed_over)
{
    struct problems problems;
    problems_init(&problems);
    struct talks talks = {.place = "x", .problems = &problems};
    const char *text = "{\"uuid\":\"a\",\"parties\":[{\"role\":\"agent\"}],\"dialog\":[{\"type\":\"text\",\"originator\":0,\"body\":\"hi\"}]}\n"
                       "{\"uuid\":\"b\",\"parties\":[}\n"
                       "{\"uuid\":\"c\",\"parties\":[{\"role\":\"agent\"}],\"dialog\":[{\"type\":\"text\",\"originator\":0,\"body\":\"ho\"}]}\n";
    format_read(format_by_name("vcon"), text, strlen(text), &talks);
    ck_assert_uint_eq(talks.count, 2);
    ck_assert_uint_eq(problems.count, 1);
    ck_assert_uint_eq(problems.list[0].line, 2);
    problems_release(&problems);
    bytes_release(&talks.lines);
}
END_TEST

static void converts(const char *from, size_t len, const char *name, const char *to)
{
    struct bytes out = {0};
    ck_assert_str_eq(charset_to_utf8(from, len, &out), name);
    ck_assert_str_eq(bytes_text(&out), to);
    bytes_release(&out);
}

START_TEST(character_sets_are_told_apart)
{
    converts("plain", 5, "UTF-8", "plain");
    converts("\xEF\xBB\xBFשלום", 11, "UTF-8", "שלום");
    converts("\xFF\xFE\xE9\x05\xDC\x05", 6, "UTF-16LE", "של");
    converts("\xFE\xFF\x06\x33\x06\x44", 6, "UTF-16BE", "سل");
    converts("h\0e\0l\0l\0o\0!\0", 12, "UTF-16LE", "hello!");
    converts("\xF9\xEC\xE5\xED \xF8\xE5\xFA, \xEE\xE4", 12, "WINDOWS-1255", "שלום רות, מה");
    converts("\xD3\xE1\xC7\xE3 \xCF\xE6\xD3\xCA \xCE\xE6\xC8", 13, "WINDOWS-1256", "سلام دوست خوب");
    converts("caf\xE9 na\xEFve, three more words", 28, "WINDOWS-1252", "café naïve, three more words");
}
END_TEST

START_TEST(times_as_exports_write_them)
{
    ck_assert_int_eq(talk_time_of_text("1772442000"), INT64_C(1772442000000));
    ck_assert_int_eq(talk_time_of_text("1772442000123"), INT64_C(1772442000123));
    ck_assert_int_eq(talk_time_of_text("1772442060.000200"), INT64_C(1772442060000));
    ck_assert_int_eq(talk_time_of_text("2026-03-02T09:00:00Z"), INT64_C(1772442000000));
    ck_assert_int_eq(talk_time_of_text("2026-03-02 09:00"), INT64_C(1772442000000));
    ck_assert_int_eq(talk_time_of_text("2026-03-02 09:00:00 UTC"), INT64_C(1772442000000));
    ck_assert_int_eq(talk_time_of_text("2026-03-02T11:00:00+02:00"), INT64_C(1772442000000));
    ck_assert_int_eq(talk_time_of(2026, 3, 2, 9, 0, 0), INT64_C(1772442000000));
    const char *const none[] = {"", "soon", "99999999999999999999999", "2026-13-01T00:00:00Z", "2026-03-02T09"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        ck_assert_msg(talk_time_of_text(none[i]) == TALK_NO_TIME, "%s", none[i]);
    ck_assert_int_eq(talk_time_of(2026, 2, 30, 9, 0, 0), TALK_NO_TIME);
}
END_TEST

START_TEST(agents_are_who_is_named_or_who_talks_as_one)
{
    static const char *const named[] = {"Toby", NULL};
    static const char text[] = "conversation,sender,text\n1,Maya,hello there\n1,Toby,yes?\n1,Maya,fine\n";
    static const char greets[] = "conversation,sender,text\n1,A,\"Pool, how can I help?\"\n1,B,hello\n";
    static const char neither[] = "conversation,sender,text\n1,A,one\n1,B,two\n";
    const struct {
        const char *text;
        const char *const *agents;
        const char *agent;
    } cases[] = {{text, named, "Toby"}, {greets, NULL, "A"}, {neither, NULL, "B"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct problems problems;
        char wanted[64];
        problems_init(&problems);
        struct talks talks = {.place = "x", .problems = &problems, .agents = cases[i].agents};
        format_read(format_by_name("csv"), cases[i].text, strlen(cases[i].text), &talks);
        snprintf(wanted, sizeof wanted, "{\"role\":\"agent\",\"from\":\"%s\"", cases[i].agent);
        const char *first = strstr(bytes_text(&talks.lines), "\"agent\"");
        ck_assert_msg(first && strstr(talks.lines.ptr, wanted) && strstr(strstr(talks.lines.ptr, wanted) + 1, wanted) == NULL, "%s", talks.lines.ptr);
        problems_release(&problems);
        bytes_release(&talks.lines);
    }
}
END_TEST

static Suite *formats_suite(void)
{
    Suite *suite = suite_create("formats");
    TCase *tcase = tcase_create("formats");
    tcase_set_timeout(tcase, 120);
    tcase_add_test(tcase, examples_cut_at_every_byte);
    tcase_add_test(tcase, one_broken_line_of_many_is_told_and_passed_over);
    tcase_add_test(tcase, character_sets_are_told_apart);
    tcase_add_test(tcase, times_as_exports_write_them);
    tcase_add_test(tcase, agents_are_who_is_named_or_who_talks_as_one);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(formats_suite)
