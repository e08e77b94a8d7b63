/*
 * Every example of tests/input_formats, cut at every byte and with bytes of it broken: it comes to an end, what is wrong
 * has a place, and what comes out are lines of ours.
 */
#include <dirent.h>

#include "core/input/format.h"
#include "core/input/transcript.h"
#include "tests/core/input/gather.h"

#define EXAMPLES_MAX 128
#define CUTS_MAX 4000 /* of one example */

static char *paths[EXAMPLES_MAX];
static size_t path_count;

static int ends_in(const char *name, const char *suffix)
{
    size_t len = strlen(name), tail = strlen(suffix);
    return len >= tail && strcmp(name + len - tail, suffix) == 0;
}

/* Before any test: none of Check's assertions here. */
static void examples_find(void)
{
    const char *directory = getenv("RAPPORT_INPUT_FORMATS");
    DIR *dir = directory ? opendir(directory) : NULL;
    for (struct dirent *entry; dir && (entry = readdir(dir)) && path_count < EXAMPLES_MAX;) {
        char path[4096];
        if (entry->d_name[0] == '.' || ends_in(entry->d_name, ".expected") || ends_in(entry->d_name, ".py"))
            continue;
        snprintf(path, sizeof path, "%s/%s", directory, entry->d_name);
        paths[path_count++] = strdup(path);
    }
    if (dir)
        closedir(dir);
}

START_TEST(examples_are_there)
{
    ck_assert_uint_ge(path_count, 22);
}
END_TEST

static void take_fault(void *ctx, const char *where, const char *reason)
{
    (void)where;
    *(const char **)ctx = reason;
}

/* A line that a reader made, not one of the example. */
static int is_made(const char *line, size_t len)
{
    static const char end[] = "}]}";
    return strncmp(line, "{\"id\":\"", 7) == 0 && len > 3 && memcmp(line + len - 3, end, 3) == 0 &&
           memmem(line, len, "\"messages\":[{", 13);
}

/* All conversations of a text, which has its example's name; how many there are. Each is one of ours, without a fault. */
static size_t read_text(const char *name, const char *text, size_t len, size_t *ret_problems)
{
    struct batch batch;
    static struct transcript_reader *reader; /* of the whole test */
    reader = reader ? reader : transcript_reader_new();
    struct arena arena = {0};
    size_t count = 0;
    remove(name); /* a file that is cut is written through to the disk by some filesystems */
    file_put(name, text, len);
    const char *path = name;
    struct input *input = input_new(&path, 1, NULL);
    batch_init(&batch);
    *ret_problems = 0;
    while (input_next(input, &batch)) {
        for (size_t i = 0; i < batch.line_count; i++) {
            const char *reason = NULL;
            const struct batch_line *line = &batch.lines[i];
            const struct rapport_conversation *talk = transcript_read(reader, batch.data.ptr + line->begin, line->len,
                                                                      &arena, take_fault, &reason);
            if (is_made(batch.data.ptr + line->begin, line->len))
                ck_assert_msg(talk && !reason, "%s cut at %zu: %s: %.*s", name, len, reason, (int)line->len,
                              batch.data.ptr + line->begin);
            count += talk != NULL;
        }
        for (size_t i = 0; i < batch.problems.count; i++)
            ck_assert_int_eq(strncmp(batch.problems.list[i].place, name, strlen(name)), 0);
        *ret_problems += batch.problems.count;
        arena_clear(&arena);
    }
    batch_release(&batch);
    input_free(input);
    arena_release(&arena);
    return count;
}

static const char *name_of(const char *path)
{
    return strrchr(path, '/') + 1;
}

START_TEST(whole)
{
    struct bytes text = file_get(paths[_i]);
    size_t problems, count = read_text(name_of(paths[_i]), text.ptr, text.len, &problems);
    ck_assert_uint_ge(count, 1);
    ck_assert_uint_eq(problems, 0);
    bytes_release(&text);
}
END_TEST

START_TEST(cut_at_every_byte)
{
    struct bytes text = file_get(paths[_i]);
    size_t problems, all = read_text(name_of(paths[_i]), text.ptr, text.len, &problems);
    size_t step = text.len / CUTS_MAX + 1;
    for (size_t len = 0; len < text.len; len += step)
        ck_assert_uint_le(read_text(name_of(paths[_i]), text.ptr, len, &problems), all);
    bytes_release(&text);
}
END_TEST

/* Everything but the last brackets is there, or is said to be missing. */
START_TEST(cut_json_is_told)
{
    struct bytes text = file_get(paths[_i]);
    size_t problems;
    if (ends_in(paths[_i], ".json")) {
        while (text.len && strchr(" \n", text.ptr[text.len - 1]))
            text.len--;
        for (size_t less = 1; less < 40 && less < text.len; less++) {
            read_text(name_of(paths[_i]), text.ptr, text.len - less, &problems);
            ck_assert_msg(problems > 0, "%s without its last %zu bytes", paths[_i], less);
        }
    }
    bytes_release(&text);
}
END_TEST

START_TEST(broken_anywhere)
{
    static const char signs[] = "\0\xff\"{[\n,}9";
    struct bytes text = file_get(paths[_i]);
    size_t problems, step = text.len / 500 + 1;
    for (size_t at = 0; at < text.len; at += step) {
        char before = text.ptr[at];
        text.ptr[at] = signs[at % (sizeof signs - 1)];
        read_text(name_of(paths[_i]), text.ptr, text.len, &problems);
        text.ptr[at] = before;
    }
    bytes_release(&text);
}
END_TEST

/* What stands whole before the cut is read, in lists and in lines. */
START_TEST(whole_ones_before_a_cut_are_read)
{
    static const char chats[] =
        "{\"chats\":{\"list\":[{\"id\":1,\"messages\":[{\"type\":\"message\",\"from\":\"A\",\"from_id\":\"u1\",\"text\":\"a\"}]},"
        "{\"id\":2,\"messages\":[{\"type\":\"message\",\"from\":\"B\",\"from_id\":\"u2\",\"text\":\"b\"}]}]}}";
    const char *second = strstr(chats, "{\"id\":2"), *end = strstr(chats, "]}}");
    size_t problems;
    for (const char *cut = second; cut < end; cut++) {
        ck_assert_uint_eq(read_text("result.json", chats, (size_t)(cut - chats), &problems), 1);
        ck_assert_uint_eq(problems, 1);
    }
    ck_assert_uint_eq(read_text("result.json", chats, (size_t)(end - chats), &problems), 2);
    ck_assert_uint_eq(problems, 1);
}
END_TEST

START_TEST(nested_without_end)
{
    struct bytes text = {0};
    size_t problems;
    bytes_add_text(&text, "{\"vcon\":1,\"parties\":");
    for (int i = 0; i < 1000000; i++)
        bytes_add_char(&text, '[');
    ck_assert_uint_eq(read_text("deep.json", text.ptr, text.len, &problems), 0);
    ck_assert_uint_ge(problems, 1);
    for (int i = 0; i < 1000000; i++)
        bytes_add_char(&text, ']');
    bytes_add_char(&text, '}');
    ck_assert_uint_eq(read_text("deep.json", text.ptr, text.len, &problems), 0);
    ck_assert_uint_ge(problems, 1);
    bytes_clear(&text);
    for (int i = 0; i < 300000; i++)
        bytes_add_text(&text, "{\"vcon\":1,\"parties\":\n");
    ck_assert_uint_eq(read_text("many.json", text.ptr, text.len, &problems), 0);
    ck_assert_uint_ge(problems, 1);
    bytes_release(&text);
}
END_TEST

static Suite *formats_suite(void)
{
    Suite *suite = suite_create("formats");
    TCase *tcase = tcase_create("formats");
    examples_find();
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, gather_enter, gather_leave);
    tcase_add_test(tcase, examples_are_there);
    tcase_add_loop_test(tcase, whole, 0, (int)path_count);
    tcase_add_loop_test(tcase, cut_at_every_byte, 0, (int)path_count);
    tcase_add_loop_test(tcase, cut_json_is_told, 0, (int)path_count);
    tcase_add_loop_test(tcase, broken_anywhere, 0, (int)path_count);
    tcase_add_test(tcase, whole_ones_before_a_cut_are_read);
    tcase_add_test(tcase, nested_without_end);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(formats_suite)
