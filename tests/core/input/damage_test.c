/* Archives and compressed files that are cut, damaged, encrypted, or bombs. */
#include "tests/core/input/pack.h"

static struct bytes long_text(size_t count)
{
    struct bytes text = {0};
    uint64_t state = 1;
    for (size_t i = 0; i < count; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        bytes_addf(&text, "{\"n\":%zu,\"x\":\"%016llx\"}\n", i, (unsigned long long)state);
    }
    return text;
}

/* What is left of a cut archive must be a beginning of what the whole gives, and never silently so. */
static void cut_check(const struct bytes *whole, const struct gathered *all, size_t len, bool may_end_here)
{
    file_put("x", whole->ptr, len);
    struct gathered g = gather_paths(&(const char *){"x"}, 1, NULL, 1);
    ck_assert_msg(g.lines.len <= all->lines.len && memcmp(g.lines.ptr, all->lines.ptr, g.lines.len) == 0,
                  "cut at %zu: %s", len, g.lines.ptr);
    if (g.lines.len < all->lines.len && len && !may_end_here)
        ck_assert_msg(g.problem_count > 0, "cut at %zu: silence", len);
    gathered_release(&g);
}

START_TEST(archives_cut_anywhere)
{
    archive_put("x", kinds[_i].format, kinds[_i].filter, two, 2);
    struct bytes whole = file_get("x");
    struct gathered all = gather_paths(&(const char *){"x"}, 1, NULL, 1);
    /* a tar is long, of which most is zeros */
    size_t step = whole.len > 2000 ? 7 : 1;
    for (size_t len = 0; len < whole.len; len += step)
        cut_check(&whole, &all, len, false);
    for (size_t len = 0; len < whole.len; len += 512)
        cut_check(&whole, &all, len, false);
    bytes_release(&whole);
    gathered_release(&all);
}
END_TEST

START_TEST(compressed_files_cut_anywhere)
{
    struct bytes whole = packed("{\"a\":1}\n{\"a\":2}\n{\"a\":3}", filters[_i]);
    file_put("x", whole.ptr, whole.len);
    struct gathered all = gather_paths(&(const char *){"x"}, 1, NULL, 1);
    for (size_t len = 0; len < whole.len; len++)
        cut_check(&whole, &all, len, false);
    bytes_release(&whole);
    gathered_release(&all);
}
END_TEST

/* Lines before the damage are delivered, half a line is not. */
START_TEST(lines_before_a_cut_are_delivered)
{
    struct bytes text = long_text(20000), data = packed(bytes_text(&text), filters[_i]);
    file_put("x", data.ptr, data.len / 2);
    struct gathered g = gather_paths(&(const char *){"x"}, 1, NULL, 1);
    ck_assert_uint_eq(g.problem_count, 1);
    if (filters[_i] != ARCHIVE_FILTER_BZIP2) { /* all of this is one block there */
        ck_assert_uint_gt(g.line_count, filters[_i] == ARCHIVE_FILTER_GZIP ? 9000 : 4000);
        ck_assert(strcmp(g.lines.ptr + g.lines.len - 3, "\"}\n") == 0);
    }
    ck_assert_uint_lt(g.line_count, 11000);
    bytes_release(&data);
    bytes_release(&text);
    gathered_release(&g);
}
END_TEST

/* A wrong byte in the middle: libarchive alone would pass over that of a gzip. */
START_TEST(damaged_bytes_are_noticed)
{
    struct bytes text = long_text(5000), data;
    struct archive *archive = archive_begin("x", kinds[_i].format, kinds[_i].filter);
    entry_write(archive, &(struct entry){"a.jsonl", text.ptr, 0}, text.len);
    archive_end(archive);
    data = file_get("x");
    struct gathered whole = gather_paths(&(const char *){"x"}, 1, NULL, 1);
    unsigned unnoticed = 0;
    for (size_t at = 600; at < data.len - 600; at += data.len / 20) {
        data.ptr[at] ^= 0x11;
        file_put("x", data.ptr, data.len);
        data.ptr[at] ^= 0x11;
        struct gathered g = gather_paths(&(const char *){"x"}, 1, NULL, 1);
        unnoticed += g.problem_count == 0 && strcmp(g.lines.ptr, whole.lines.ptr) != 0;
        gathered_release(&g);
    }
    gathered_release(&whole);
    /* those have no checksums */
    if (kinds[_i].filter != ARCHIVE_FILTER_ZSTD && (_i != 0 && _i != KINDS - 1))
        ck_assert_uint_eq(unnoticed, 0);
    bytes_release(&data);
    bytes_release(&text);
}
END_TEST

START_TEST(a_damaged_member_does_not_take_the_others_along)
{
    struct archive *archive = archive_begin("x", ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE);
    struct bytes text = long_text(100);
    entry_write(archive, &(struct entry){"a.jsonl", "{}\n", 0}, 3);
    entry_write(archive, &(struct entry){"bad.jsonl", text.ptr, 0}, text.len);
    entry_write(archive, &(struct entry){"c.jsonl", "{}\n", 0}, 3);
    archive_end(archive);
    struct bytes data = file_get("x");
    data.ptr[data.len / 2] ^= 0x55;
    file_put("x", data.ptr, data.len);
    struct gathered g = gather_paths(&(const char *){"x"}, 1, NULL, 1);
    ck_assert(strstr(g.lines.ptr, "x!a.jsonl:1:{}\n"));
    ck_assert(strstr(g.lines.ptr, "x!c.jsonl:1:{}\n"));
    ck_assert_uint_eq(g.problem_count, 1);
    ck_assert(strncmp(g.problems.ptr, "x!bad.jsonl:0: ", 15) == 0);
    bytes_release(&data);
    bytes_release(&text);
    gathered_release(&g);
}
END_TEST

START_TEST(a_damaged_compressed_member_does_not_take_the_others_along)
{
    struct bytes text = long_text(100), inner = packed(bytes_text(&text), filters[_i]);
    struct archive *archive = archive_begin("x", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP);
    entry_write(archive, &(struct entry){"cut.jsonl.gz", inner.ptr, 0}, inner.len / 2);
    entry_write(archive, &(struct entry){"c.jsonl", "{}\n", 0}, 3);
    archive_end(archive);
    struct gathered g = gather_paths(&(const char *){"x"}, 1, NULL, 1);
    ck_assert(strstr(g.lines.ptr, "x!c.jsonl:1:{}\n"));
    ck_assert_uint_eq(g.problem_count, 1);
    ck_assert(strncmp(g.problems.ptr, "x!cut.jsonl.gz:0: ", 18) == 0);
    bytes_release(&inner);
    bytes_release(&text);
    gathered_release(&g);
}
END_TEST

/* The outer archive ends inside the compressed member: told once. */
START_TEST(a_cut_around_a_compressed_member_is_told_once)
{
    struct bytes text = long_text(2000), inner = packed(bytes_text(&text), ARCHIVE_FILTER_GZIP);
    struct archive *archive = archive_begin("x", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE);
    entry_write(archive, &(struct entry){"a.jsonl.gz", inner.ptr, 0}, inner.len);
    archive_end(archive);
    ck_assert_int_eq(truncate("x", (off_t)inner.len / 2), 0);
    struct gathered g = gather_paths(&(const char *){"x"}, 1, NULL, 1);
    ck_assert_uint_gt(g.line_count, 500);
    ck_assert_uint_eq(g.problem_count, 1);
    ck_assert(strncmp(g.problems.ptr, "x!a.jsonl.gz:0: ", 16) == 0);
    bytes_release(&inner);
    bytes_release(&text);
    gathered_release(&g);
}
END_TEST

START_TEST(what_follows_a_gzip_is_told)
{
    struct bytes data = packed("{\"a\":1}\n", ARCHIVE_FILTER_GZIP);
    size_t len = data.len;
    bytes_add(&data, "\0\0\0\0\0", 5);
    file_put("x", data.ptr, data.len);
    gather_expect("x", "x:1:{\"a\":1}\n", "");
    bytes_add_text(&data, "more");
    file_put("x", data.ptr, data.len);
    gather_expect("x", "x:1:{\"a\":1}\n", "x:0: something that is no gzip stands behind the gzip data\n");
    data.len = len;
    bytes_add_text(&data, "\x1f\x8b\x01");
    file_put("x", data.ptr, data.len);
    struct gathered g = gather_paths(&(const char *){"x"}, 1, NULL, 1);
    ck_assert_str_eq(g.lines.ptr, "x:1:{\"a\":1}\n");
    ck_assert_uint_eq(g.problem_count, 1);
    gathered_release(&g);
    bytes_release(&data);
}
END_TEST

static const char encrypted_zip[] = /* as zip -P writes it */
    "PK\x03\x04\n\0\x09\0\0\0\0\0\0\0\x8b\x9c\x1a\x4e\x0e\0\0\0\x02\0\0\0\x07\0\0\0a.jsonl"
    "\x83\x53\x1b\x0c\x7f\x2c\x61\x9d\x40\x4c\x0b\x7a\x11\x22PK\x07\x08\x8b\x9c\x1a\x4e\x0e\0\0\0\x02\0\0\0"
    "PK\x01\x02\x1e\x03\n\0\x09\0\0\0\0\0\0\0\x8b\x9c\x1a\x4e\x0e\0\0\0\x02\0\0\0\x07\0\0\0\0\0\0\0\x01\0\0\0\xa4\x81\0\0\0\0"
    "a.jsonlPK\x05\x06\0\0\0\0\x01\0\x01\0\x35\0\0\0\x43\0\0\0\0";

START_TEST(encrypted_members_are_told)
{
    file_put("x", encrypted_zip, sizeof encrypted_zip);
    gather_expect("x", "", "x!a.jsonl:0: is encrypted\n");
}
END_TEST

/* Blank lines: they are delivered as nothing, so that nothing but the limit ends it. */
static void blanks_write(struct archive *archive, const char *name, size_t megabytes)
{
    static char block[1 << 20];
    struct archive_entry *entry = archive_entry_new();
    memset(block, ' ', sizeof block);
    for (size_t i = 0; i < sizeof block; i += 4096)
        block[i] = '\n';
    archive_entry_copy_pathname(entry, name);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_size(entry, (la_int64_t)(megabytes << 20));
    ck_assert_int_eq(archive_write_header(archive, entry), ARCHIVE_OK);
    for (size_t i = 0; i < megabytes; i++)
        ck_assert_int_eq(archive_write_data(archive, block, sizeof block), (la_ssize_t)sizeof block);
    archive_entry_free(entry);
}

static struct gathered bomb_read(struct kind kind, const char *bomb_name, const struct input_options *options)
{
    struct archive *archive = archive_begin("x", kind.format, kind.filter);
    entry_write(archive, &(struct entry){"a.jsonl", "{}\n", 0}, 3);
    blanks_write(archive, bomb_name, 70);
    entry_write(archive, &(struct entry){"c.jsonl", "{}\n", 0}, 3);
    archive_end(archive);
    return gather_paths(&(const char *){"x"}, 1, options, 1);
}

START_TEST(a_bomb_ends_at_its_ratio)
{
    const struct input_options options = {.max_expand_ratio = 10};
    bool is_zip = kinds[_i].format == ARCHIVE_FORMAT_ZIP;
    struct gathered g = bomb_read(kinds[_i], "bomb.jsonl", &options);
    ck_assert_uint_lt(g.bytes, (uint64_t)68 << 20);
    ck_assert_str_eq(g.lines.ptr, is_zip ? "x!a.jsonl:1:{}\nx!c.jsonl:1:{}\n" : "x!a.jsonl:1:{}\n");
    ck_assert_str_eq(g.problems.ptr, is_zip ? "x!bomb.jsonl:0: unpacks to more than 10 times its size; the rest of it is not read\n"
                                            : "x:0: unpacks to more than 10 times its size; the rest of it is not read\n");
    gathered_release(&g);
    /* a small thing of one repeated line is no bomb */
    g = bomb_read(kinds[_i], "bomb.jsonl", &(struct input_options){.max_expand_ratio = 100000000});
    ck_assert_uint_eq(g.line_count, 2);
    ck_assert_str_eq(g.problems.ptr, "");
    gathered_release(&g);
}
END_TEST

START_TEST(a_member_ends_at_its_size)
{
    const struct input_options options = {.max_expand_bytes = (uint64_t)5 << 20, .max_expand_ratio = 1000000};
    struct gathered g = bomb_read(kinds[_i], "bomb.jsonl", &options);
    ck_assert_uint_lt(g.bytes, (uint64_t)6 << 20);
    ck_assert_str_eq(g.lines.ptr, "x!a.jsonl:1:{}\nx!c.jsonl:1:{}\n");
    ck_assert_str_eq(g.problems.ptr, "x!bomb.jsonl:0: unpacks to more than 5242880 bytes; the rest of it is not read\n");
    gathered_release(&g);
}
END_TEST

START_TEST(a_compressed_member_may_be_a_bomb)
{
    struct archive *archive = archive_begin("inner", ARCHIVE_FORMAT_RAW, filters[_i]);
    blanks_write(archive, "x", 70);
    archive_end(archive);
    struct bytes inner = file_get("inner");
    archive = archive_begin("x", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE);
    entry_write(archive, &(struct entry){"bomb.jsonl.gz", inner.ptr, 0}, inner.len);
    entry_write(archive, &(struct entry){"c.jsonl", "{}\n", 0}, 3);
    archive_end(archive);
    struct gathered g = gather_paths(&(const char *){"x"}, 1, &(struct input_options){.max_expand_ratio = 10}, 1);
    ck_assert_str_eq(g.lines.ptr, "x!c.jsonl:1:{}\n");
    ck_assert_str_eq(g.problems.ptr, "x!bomb.jsonl.gz:0: unpacks to more than 10 times its size; the rest of it is not read\n");
    bytes_release(&inner);
    gathered_release(&g);
}
END_TEST

/* What is refused must not be unpacked for ever either. */
START_TEST(a_bomb_that_is_no_transcript_ends_too)
{
    struct archive *archive = archive_begin("x", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_ZSTD);
    static char block[1 << 20] = "x";
    struct archive_entry *entry = archive_entry_new();
    archive_entry_copy_pathname(entry, "bomb");
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_size(entry, (la_int64_t)70 << 20);
    ck_assert_int_eq(archive_write_header(archive, entry), ARCHIVE_OK);
    for (size_t i = 0; i < 70; i++)
        ck_assert_int_eq(archive_write_data(archive, block, sizeof block), (la_ssize_t)sizeof block);
    archive_entry_free(entry);
    entry_write(archive, &(struct entry){"c.jsonl", "{}\n", 0}, 3);
    archive_end(archive);
    gather_expect("x", "",
                  "x!bomb:0: holds no transcript\n"
                  "x:0: unpacks to more than 1000 times its size; the rest of it is not read\n");
}
END_TEST

static Suite *damage_suite(void)
{
    Suite *suite = suite_create("damage");
    TCase *tests = tcase_create("damage");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, gather_enter, gather_leave);
    tcase_add_loop_test(tests, archives_cut_anywhere, 0, KINDS);
    tcase_add_loop_test(tests, compressed_files_cut_anywhere, 0, FILTERS);
    tcase_add_loop_test(tests, lines_before_a_cut_are_delivered, 0, FILTERS);
    tcase_add_loop_test(tests, damaged_bytes_are_noticed, 0, KINDS);
    tcase_add_test(tests, a_damaged_member_does_not_take_the_others_along);
    tcase_add_loop_test(tests, a_damaged_compressed_member_does_not_take_the_others_along, 0, FILTERS);
    tcase_add_test(tests, a_cut_around_a_compressed_member_is_told_once);
    tcase_add_test(tests, what_follows_a_gzip_is_told);
    tcase_add_test(tests, encrypted_members_are_told);
    tcase_add_loop_test(tests, a_bomb_ends_at_its_ratio, 1, 3);
    tcase_add_loop_test(tests, a_bomb_ends_at_its_ratio, 5, 7);
    tcase_add_loop_test(tests, a_member_ends_at_its_size, 0, 3);
    tcase_add_loop_test(tests, a_member_ends_at_its_size, 5, 7);
    tcase_add_loop_test(tests, a_compressed_member_may_be_a_bomb, 0, 2);
    tcase_add_test(tests, a_bomb_that_is_no_transcript_ends_too);
    suite_add_tcase(suite, tests);
    return suite;
}

UNIT_MAIN(damage_suite)
