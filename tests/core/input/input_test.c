/* Plain files, standard input, directories, and how lines are cut. */
#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "tests/core/input/gather.h"

START_TEST(cuts_lines)
{
    text_put("a.jsonl", "{\"a\":1}\n{\"b\":2}\r\n\n  \r\n\t\n{\"c\":3}");
    gather_expect("a.jsonl", "a.jsonl:1:{\"a\":1}\na.jsonl:2:{\"b\":2}\na.jsonl:6:{\"c\":3}\n", "");
    text_put("b.jsonl", "\r\n {}\r\r\n{}\r");
    gather_expect("b.jsonl", "b.jsonl:2: {}\r\nb.jsonl:3:{}\n", "");
}
END_TEST

START_TEST(a_byte_order_mark_is_no_text)
{
    text_put("a", "\xef\xbb\xbf{}\n\xef\xbb\xbf{}\n");
    gather_expect("a", "a:1:{}\na:2:\xef\xbb\xbf{}\n", "");
    text_put("b", "\xef\xbb\xbf");
    gather_expect("b", "", "");
    text_put("c", "\xef\xbb\xbf\n\n{}");
    gather_expect("c", "c:3:{}\n", "");
    text_put("d", "\xef\xbb\xbf hello");
    gather_expect("d", "", "d:0: holds no transcript\n");
    text_put("e.ndjson", "\xef\xbbx\n");
    gather_expect("e.ndjson", "e.ndjson:1:\xef\xbbx\n", "");
    text_put("f.ndjson", "\xef\xbb");
    gather_expect("f.ndjson", "f.ndjson:1:\xef\xbb\n", "");
    text_put("g", "\xef\xbb");
    gather_expect("g", "", "g:0: holds no transcript\n");
}
END_TEST

START_TEST(nothing_gives_nothing)
{
    text_put("empty", "");
    gather_expect("empty", "", "");
    text_put("blank", " \n\r\n\t\n \n");
    gather_expect("blank", "", "");
    struct gathered g = gather_paths(NULL, 0, NULL, 1);
    ck_assert_uint_eq(g.batch_count, 0);
    gathered_release(&g);
}
END_TEST

START_TEST(what_is_no_transcript_is_told)
{
    text_put("a.txt", "hello\n{}\n");
    gather_expect("a.txt", "", "a.txt:0: holds no transcript\n");
    text_put("b.txt", "\n \n[1]");
    gather_expect("b.txt", "", "b.txt:0: holds no transcript\n");
    text_put("c.JSONL", "hello\n{}\n");
    gather_expect("c.JSONL", "c.JSONL:1:hello\nc.JSONL:2:{}\n", "");
    text_put("jsonl", "hello\n");
    gather_expect("jsonl", "", "jsonl:0: holds no transcript\n");
    file_put("d.jsonl", "\0\0\n", 3);
    struct gathered g = gather_paths(&(const char *){"d.jsonl"}, 1, NULL, 1);
    ck_assert_uint_eq(g.line_count, 1);
    gathered_release(&g);
}
END_TEST

START_TEST(bad_paths_are_told_and_the_rest_read)
{
    static const char *const paths[] = {"a", "none", "", "dir/none\n\xff", "b"};
    text_put("a", "{}");
    text_put("b", "{}");
    struct gathered g = gather_paths(paths, 5, NULL, 1);
    ck_assert_str_eq(g.lines.ptr, "a:1:{}\nb:1:{}\n");
    ck_assert(strstr(g.problems.ptr, "none:0: No such file or directory\n"));
    ck_assert(strstr(g.problems.ptr, "dir/none\\x0a\ufffd:0: No such file or directory\n"));
    ck_assert_uint_eq(g.problem_count, 3);
    ck_assert_uint_eq(g.bytes, 4);
    ck_assert_uint_eq(g.bytes_read, 4);
    gathered_release(&g);
}
END_TEST

START_TEST(directories_come_in_the_order_of_names)
{
    static const char *const names[] = {"d/b", "d/a/z", "d/a/é", "d/a.x", "d/B", "d/c/1/2", "d/.h"};
    ck_assert_int_eq(mkdir("d", 0755), 0);
    ck_assert_int_eq(mkdir("d/a", 0755), 0);
    ck_assert_int_eq(mkdir("d/c", 0755), 0);
    ck_assert_int_eq(mkdir("d/c/1", 0755), 0);
    ck_assert_int_eq(mkdir("d/empty", 0755), 0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        text_put(names[i], "{}");
    static const char wanted[] =
        "d/.h:1:{}\nd/B:1:{}\nd/a/z:1:{}\nd/a/é:1:{}\nd/a.x:1:{}\nd/b:1:{}\nd/c/1/2:1:{}\n";
    gather_expect("d", wanted, "");
    gather_expect("d/", wanted, "");
}
END_TEST

START_TEST(links_to_directories_are_not_followed)
{
    ck_assert_int_eq(mkdir("d", 0755), 0);
    ck_assert_int_eq(mkdir("other", 0755), 0);
    text_put("other/x", "{}");
    ck_assert_int_eq(symlink("..", "d/up"), 0);
    ck_assert_int_eq(symlink("../other", "d/dir"), 0);
    ck_assert_int_eq(symlink("../other/x", "d/file"), 0);
    ck_assert_int_eq(symlink("nowhere", "d/broken"), 0);
    ck_assert_int_eq(mkfifo("d/pipe", 0600), 0);
    gather_expect("d", "d/file:1:{}\n",
                  "d/broken:0: No such file or directory\nd/pipe:0: is no regular file\n");
    gather_expect("d/dir", "d/dir/x:1:{}\n", "");
}
END_TEST

/* A child writes a few bytes at a time, so that nothing comes in the blocks one would like. */
static void stdin_feed(const char *data, size_t len, size_t step)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    if (fork() == 0) {
        close(ends[0]);
        for (size_t at = 0; at < len; at += step)
            if (write(ends[1], data + at, len - at < step ? len - at : step) < 0)
                _exit(1);
        _exit(0);
    }
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
}

START_TEST(reads_standard_input)
{
    static const char text[] = "\xef\xbb\xbf{\"a\":1}\r\n{\"b\":2}";
    stdin_feed(text, sizeof text - 1, 1);
    gather_expect("-", "-:1:{\"a\":1}\n-:2:{\"b\":2}\n", "");
    wait(NULL);
    stdin_feed("hello", 5, 2);
    gather_expect("-", "", "-:0: holds no transcript\n");
    wait(NULL);
    stdin_feed("", 0, 1);
    gather_expect("-", "", "");
    wait(NULL);
}
END_TEST

START_TEST(standard_input_begins_where_it_stands)
{
    text_put("a", "skip {\"a\":1}\n");
    int fd = open("a", O_RDONLY);
    ck_assert_int_eq(lseek(fd, 5, SEEK_SET), 5);
    dup2(fd, STDIN_FILENO);
    close(fd);
    gather_expect("-", "-:1:{\"a\":1}\n", "");
}
END_TEST

static struct bytes many_lines(size_t count, size_t len)
{
    struct bytes text = {0};
    for (size_t i = 0; i < count; i++) {
        size_t begin = text.len;
        bytes_addf(&text, "{\"%zu\":", i);
        while (text.len < begin + len)
            bytes_add_char(&text, '1');
        bytes_add_text(&text, "}\n");
    }
    return text;
}

static void batches_check(size_t count, size_t len)
{
    struct bytes text = many_lines(count, len), wanted = {0};
    const char *path = "a";
    file_put("a", text.ptr, text.len);
    struct gathered g = gather_paths(&path, 1, NULL, 1);
    size_t number = 0;
    for (char *at = text.ptr, *end; at < text.ptr + text.len; at = end + 1) {
        end = memchr(at, '\n', text.len);
        bytes_addf(&wanted, "a:%zu:", ++number);
        bytes_add(&wanted, at, (size_t)(end + 1 - at));
    }
    ck_assert_uint_eq(g.lines.len, wanted.len);
    ck_assert(memcmp(g.lines.ptr, wanted.ptr, wanted.len) == 0);
    ck_assert_uint_ge(g.batch_count, len > BATCH_BYTES ? count : text.len / (BATCH_BYTES + len));
    ck_assert_uint_le(g.batch_count, len > BATCH_BYTES ? count : text.len / (BATCH_BYTES - len) + 1);
    ck_assert_uint_le(g.largest_batch, BATCH_BYTES + len);
    bytes_release(&text);
    bytes_release(&wanted);
    gathered_release(&g);
}

START_TEST(batches_hold_about_a_megabyte)
{
    batches_check(50000, 60);
    batches_check(20, 300000);
    batches_check(4, 3000000);
}
END_TEST

/* Blank lines are bytes too: a file of nothing else must not grow the batch. */
START_TEST(blank_lines_do_not_fill_batches)
{
    const char *path = "a";
    struct bytes text = {0};
    bytes_reserve(&text, (size_t)5 << 20);
    text.len = (size_t)5 << 20;
    memset(text.ptr, '\n', text.len);
    bytes_add_text(&text, "{}\n");
    file_put("a", text.ptr, text.len);
    struct gathered g = gather_paths(&path, 1, NULL, 1);
    ck_assert_str_eq(g.lines.ptr, "a:5242881:{}\n");
    ck_assert_uint_le(g.largest_batch, BATCH_BYTES);
    bytes_release(&text);
    gathered_release(&g);
}
END_TEST

START_TEST(small_files_share_batches)
{
    static char names[3000][16];
    static const char *paths[3000];
    for (size_t i = 0; i < 3000; i++) {
        snprintf(names[i], sizeof *names, "%04zu.jsonl", i);
        text_put(names[i], "{\"x\":1}");
        paths[i] = names[i];
    }
    struct gathered g = gather_paths(paths, 3000, NULL, 0);
    ck_assert_uint_eq(g.line_count, 3000);
    ck_assert_uint_eq(g.batch_count, 1);
    gathered_release(&g);
}
END_TEST

START_TEST(many_problems_are_handed_over_in_time)
{
    static char names[2500][16];
    static const char *paths[2500];
    for (size_t i = 0; i < 2500; i++) {
        snprintf(names[i], sizeof *names, "none%zu", i);
        paths[i] = names[i];
    }
    struct gathered g = gather_paths(paths, 2500, NULL, 0);
    ck_assert_uint_eq(g.problem_count, 2500);
    ck_assert_uint_eq(g.batch_count, 3);
    gathered_release(&g);
}
END_TEST

/* The file has a hole in it, so that 65 MiB cost no writing. */
START_TEST(a_line_past_the_limit_is_skipped)
{
    const char *path = "a.jsonl";
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ck_assert_int_eq(write(fd, "{\"a\":1}\n{", 9), 9);
    ck_assert_int_eq(lseek(fd, (off_t)65 << 20, SEEK_CUR), ((off_t)65 << 20) + 9);
    ck_assert_int_eq(write(fd, "}\n{\"b\":2}\n", 10), 10);
    close(fd);
    struct gathered g = gather_paths(&path, 1, NULL, 1);
    ck_assert_str_eq(g.lines.ptr, "a.jsonl:1:{\"a\":1}\na.jsonl:3:{\"b\":2}\n");
    ck_assert_str_eq(g.problems.ptr, "a.jsonl:2: the line is longer than 64 MiB\n");
    gathered_release(&g);
    ck_assert_int_eq(truncate(path, ((off_t)64 << 20) + 100), 0);
    g = gather_paths(&path, 1, NULL, 1);
    ck_assert_str_eq(g.lines.ptr, "a.jsonl:1:{\"a\":1}\n");
    ck_assert_uint_eq(g.problem_count, 1);
    gathered_release(&g);
}
END_TEST

START_TEST(a_line_at_the_limit_is_kept)
{
    const char *path = "a.jsonl";
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ck_assert_int_eq(write(fd, "{", 1), 1);
    ck_assert_int_eq(lseek(fd, (off_t)LINE_MAX_BYTES - 1, SEEK_SET), (off_t)LINE_MAX_BYTES - 1);
    ck_assert_int_eq(write(fd, "}\n{}", 4), 4);
    close(fd);
    struct gathered g = gather_paths(&path, 1, NULL, 0);
    ck_assert_uint_eq(g.line_count, 2);
    ck_assert_uint_eq(g.problem_count, 0);
    gathered_release(&g);
}
END_TEST

/* This one can be opened, but there is nothing at address 0. */
START_TEST(read_errors_are_told)
{
    const char *path = "/proc/self/mem";
    struct gathered g = gather_paths(&path, 1, NULL, 1);
    ck_assert_str_eq(g.lines.ptr, "");
    ck_assert_str_eq(g.problems.ptr, "/proc/self/mem:0: Input/output error\n");
    gathered_release(&g);
}
END_TEST

static Suite *input_suite(void)
{
    Suite *suite = suite_create("input");
    TCase *tests = tcase_create("input");
    tcase_set_timeout(tests, 30);
    tcase_add_checked_fixture(tests, gather_enter, gather_leave);
    tcase_add_test(tests, cuts_lines);
    tcase_add_test(tests, a_byte_order_mark_is_no_text);
    tcase_add_test(tests, nothing_gives_nothing);
    tcase_add_test(tests, what_is_no_transcript_is_told);
    tcase_add_test(tests, bad_paths_are_told_and_the_rest_read);
    tcase_add_test(tests, directories_come_in_the_order_of_names);
    tcase_add_test(tests, links_to_directories_are_not_followed);
    tcase_add_test(tests, reads_standard_input);
    tcase_add_test(tests, standard_input_begins_where_it_stands);
    tcase_add_test(tests, batches_hold_about_a_megabyte);
    tcase_add_test(tests, blank_lines_do_not_fill_batches);
    tcase_add_test(tests, small_files_share_batches);
    tcase_add_test(tests, many_problems_are_handed_over_in_time);
    tcase_add_test(tests, a_line_past_the_limit_is_skipped);
    tcase_add_test(tests, a_line_at_the_limit_is_kept);
    tcase_add_test(tests, read_errors_are_told);
    suite_add_tcase(suite, tests);
    return suite;
}

UNIT_MAIN(input_suite)
