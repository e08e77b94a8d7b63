/* Archives and compressed files that are as they should be. */
#include "tests/core/input/pack.h"

START_TEST(reads_every_kind)
{
    archive_put("x", kinds[_i].format, kinds[_i].filter, two, 2);
    gather_expect("x", TWO_LINES, "");
    const char *path = "x";
    struct gathered g = gather_paths(&path, 1, NULL, 0);
    struct bytes data = file_get("x");
    ck_assert_uint_eq(g.bytes, strlen(two[0].text) + strlen(two[1].text));
    ck_assert_uint_gt(g.bytes_read, 0);
    bytes_release(&data);
    gathered_release(&g);
}
END_TEST

static void stdin_set(const char *path)
{
    struct bytes data = file_get(path);
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(write(ends[1], data.ptr, data.len), (ssize_t)data.len);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    bytes_release(&data);
}

START_TEST(reads_every_kind_from_a_pipe)
{
    archive_put("x", kinds[_i].format, kinds[_i].filter, two, 2);
    stdin_set("x");
    struct gathered g = gather_paths(&(const char *){"-"}, 1, NULL, 1);
    if (kinds[_i].format == ARCHIVE_FORMAT_7ZIP) {
        ck_assert_str_eq(g.problems.ptr, "-:0: a 7z archive cannot be read from a pipe\n");
    } else {
        ck_assert_uint_eq(g.line_count, 4);
        ck_assert_str_eq(g.problems.ptr, "");
        ck_assert(strstr(g.lines.ptr, "-!2026/b.jsonl:3:{\"b\":2}\n"));
    }
    gathered_release(&g);
}
END_TEST

START_TEST(empty_archives_give_nothing)
{
    archive_put("x", kinds[_i].format, kinds[_i].filter, NULL, 0);
    gather_expect("x", "", "");
}
END_TEST


START_TEST(reads_compressed_files)
{
    struct bytes data = packed("{\"a\":1}\n{\"a\":2}", filters[_i]);
    file_put("a.jsonl.pack", data.ptr, data.len);
    gather_expect("a.jsonl.pack", "a.jsonl.pack:1:{\"a\":1}\na.jsonl.pack:2:{\"a\":2}\n", "");
    /* files appended to each other are one text */
    bytes_add(&data, data.ptr, data.len);
    file_put("b", data.ptr, data.len);
    gather_expect("b", "b:1:{\"a\":1}\nb:2:{\"a\":2}{\"a\":1}\nb:3:{\"a\":2}\n", "");
    bytes_release(&data);
    data = packed("", filters[_i]);
    file_put("c", data.ptr, data.len);
    gather_expect("c", "", "");
    bytes_release(&data);
    data = packed("hello", filters[_i]);
    file_put("d", data.ptr, data.len);
    gather_expect("d", "", "d:0: holds no transcript\n");
    file_put("d.jsonl.gz", data.ptr, data.len);
    gather_expect("d.jsonl.gz", "d.jsonl.gz:1:hello\n", "");
    bytes_release(&data);
}
END_TEST

static void nested_check(struct kind kind, int filter)
{
    struct bytes inner = packed("{\"a\":1}\n{\"a\":2}\n", filter);
    struct archive *archive = archive_begin("x", kind.format, kind.filter);
    entry_write(archive, &(struct entry){"first.jsonl", "{\"b\":1}\n", 0}, 8);
    entry_write(archive, &(struct entry){"a.jsonl.gz", inner.ptr, 0}, inner.len);
    entry_write(archive, &(struct entry){"last.jsonl", "{\"c\":1}\n", 0}, 8);
    archive_end(archive);
    gather_expect("x",
                  "x!first.jsonl:1:{\"b\":1}\nx!a.jsonl.gz:1:{\"a\":1}\nx!a.jsonl.gz:2:{\"a\":2}\n"
                  "x!last.jsonl:1:{\"c\":1}\n",
                  "");
    bytes_release(&inner);
}

START_TEST(reads_compressed_members)
{
    for (size_t i = 0; i < FILTERS; i++)
        nested_check(kinds[_i], filters[i]);
}
END_TEST

START_TEST(an_archive_in_an_archive_is_told)
{
    static const struct kind inner[] = {{ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE},
                                        {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE},
                                        {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP},
                                        {ARCHIVE_FORMAT_7ZIP, ARCHIVE_FILTER_NONE}};
    for (size_t i = 0; i < sizeof inner / sizeof *inner; i++) {
        archive_put("inner", inner[i].format, inner[i].filter, two, 2);
        struct bytes data = file_get("inner");
        struct archive *archive = archive_begin("x", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_ZSTD);
        entry_write(archive, &(struct entry){"inner", data.ptr, 0}, data.len);
        entry_write(archive, &(struct entry){"a", "{}", 0}, 2);
        archive_end(archive);
        gather_expect("x", "x!a:1:{}\n", "x!inner:0: an archive inside an archive is not read\n");
        bytes_release(&data);
    }
}
END_TEST

START_TEST(only_files_are_members)
{
    static const struct entry entries[] = {
        {"dir", NULL, AE_IFDIR},       {"link", NULL, AE_IFLNK},         {"fifo", NULL, AE_IFIFO},
        {"dir/a.jsonl", "{}", 0},      {"../../up.jsonl", "{}", 0},      {"/abs.jsonl", "{}", 0},
        {"empty.jsonl", "", 0},        {"notes.txt", "hello", 0},
    };
    archive_put("x", ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE, ARCHIVE_FILTER_NONE, entries, 8);
    gather_expect("x", "x!dir/a.jsonl:1:{}\nx!../../up.jsonl:1:{}\nx!/abs.jsonl:1:{}\n",
                  "x!notes.txt:0: holds no transcript\n");
}
END_TEST

START_TEST(resource_forks_are_passed_over)
{
    struct archive *archive = archive_begin("x", ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE);
    entry_write(archive, &(struct entry){"__MACOSX/._a.jsonl", "\0\5\x16\7\0\2\0\0Mac OS X", 0}, 16);
    entry_write(archive, &(struct entry){"dir/._b.jsonl", "\0\5\x16\7\0\2\0\0Mac OS X", 0}, 16);
    entry_write(archive, &(struct entry){"._c.jsonl", "{}", 0}, 2);
    archive_end(archive);
    struct gathered g = gather_paths(&(const char *){"x"}, 1, NULL, 1);
    ck_assert_str_eq(g.lines.ptr, "x!._c.jsonl:1:{}\n");
    ck_assert_uint_eq(g.notice_count, 2);
    ck_assert_uint_eq(g.problem_count, 2);
    gathered_release(&g);
}
END_TEST

START_TEST(names_are_shown_safely)
{
    struct entry entries[] = {{"a\n\x1b[31m.jsonl", "{}", 0}, {"שלום فارسی.jsonl", "{}", 0}, {"bad\xff\xc3.jsonl", "{}", 0}};
    archive_put("x", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, entries, 3);
    gather_expect("x",
                  "x!a\\x0a\\x1b[31m.jsonl:1:{}\nx!שלום فارسی.jsonl:1:{}\nx!bad\ufffd\ufffd.jsonl:1:{}\n", "");
    char *longest = malloc(100001);
    memset(longest, 'n', 100000);
    longest[100000] = '\0';
    entries[0].name = longest;
    archive_put("x", ARCHIVE_FORMAT_TAR_GNUTAR, ARCHIVE_FILTER_NONE, entries, 1);
    struct gathered g = gather_paths(&(const char *){"x"}, 1, NULL, 1);
    ck_assert_uint_eq(g.line_count, 1);
    ck_assert_uint_lt(g.lines.len, 5000);
    ck_assert(strstr(g.lines.ptr, "nnn\u2026:1:{}"));
    gathered_release(&g);
    free(longest);
}
END_TEST

/* Written as others write it: names in UTF-16 (7z), in pax records, flagged as UTF-8 (zip). */
START_TEST(names_need_no_locale)
{
    static const struct entry e = {"שלום.jsonl", "{}", 0};
    locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0), before = uselocale(utf8);
    archive_put("x", kinds[_i].format, kinds[_i].filter, &e, 1);
    uselocale(before);
    freelocale(utf8);
    gather_expect("x", "x!שלום.jsonl:1:{}\n", "");
}
END_TEST

START_TEST(a_thousand_tiny_members_share_a_batch)
{
    struct archive *archive = archive_begin("x", kinds[_i].format, kinds[_i].filter);
    for (int i = 0; i < 1000; i++) {
        char name[32], text[32];
        snprintf(name, sizeof name, "d/%d.jsonl", i);
        int len = snprintf(text, sizeof text, "{\"n\":%d}", i);
        entry_write(archive, &(struct entry){name, text, 0}, (size_t)len);
    }
    archive_end(archive);
    struct gathered g = gather_paths(&(const char *){"x"}, 1, NULL, 1);
    ck_assert_uint_eq(g.line_count, 1000);
    ck_assert_uint_eq(g.batch_count, 1);
    ck_assert(strstr(g.lines.ptr, "x!d/999.jsonl:1:{\"n\":999}\n"));
    ck_assert_str_eq(g.problems.ptr, "");
    gathered_release(&g);
}
END_TEST

static Suite *archive_suite(void)
{
    Suite *suite = suite_create("archive");
    TCase *tests = tcase_create("archive");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, gather_enter, gather_leave);
    tcase_add_loop_test(tests, reads_every_kind, 0, KINDS);
    tcase_add_loop_test(tests, reads_every_kind_from_a_pipe, 0, KINDS);
    tcase_add_loop_test(tests, empty_archives_give_nothing, 0, KINDS);
    tcase_add_loop_test(tests, reads_compressed_files, 0, FILTERS);
    tcase_add_loop_test(tests, reads_compressed_members, 0, KINDS);
    tcase_add_test(tests, an_archive_in_an_archive_is_told);
    tcase_add_test(tests, only_files_are_members);
    tcase_add_test(tests, resource_forks_are_passed_over);
    tcase_add_test(tests, names_are_shown_safely);
    tcase_add_loop_test(tests, names_need_no_locale, 0, KINDS);
    tcase_add_loop_test(tests, a_thousand_tiny_members_share_a_batch, 0, KINDS);
    suite_add_tcase(suite, tests);
    return suite;
}

UNIT_MAIN(archive_suite)
