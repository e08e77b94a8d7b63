/* Archives for tests, written with libarchive. */
#ifndef RAPPORT_TESTS_PACK_H
#define RAPPORT_TESTS_PACK_H

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <stdbool.h>
#include <stdint.h>

#include "tests/core/input/gather.h"

struct entry {
    const char *name, *text;
    mode_t type; /* 0: a file */
};

static inline void entry_write(struct archive *archive, const struct entry *e, size_t len)
{
    struct archive_entry *entry = archive_entry_new();
    archive_entry_copy_pathname(entry, e->name);
    archive_entry_set_filetype(entry, e->type ? e->type : AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, e->type ? 0 : (la_int64_t)len);
    if (e->type == AE_IFLNK)
        archive_entry_copy_symlink(entry, "target");
    ck_assert_msg(archive_write_header(archive, entry) >= ARCHIVE_WARN, "%s", archive_error_string(archive));
    if (!e->type && len)
        ck_assert_int_eq(archive_write_data(archive, e->text, len), (la_ssize_t)len);
    archive_entry_free(entry);
}

static inline struct archive *archive_begin(const char *path, int format, int filter)
{
    struct archive *archive = archive_write_new();
    ck_assert_int_eq(archive_write_set_format(archive, format), ARCHIVE_OK);
    ck_assert_int_eq(archive_write_add_filter(archive, filter), ARCHIVE_OK);
    if (format == ARCHIVE_FORMAT_7ZIP)
        ck_assert_int_eq(archive_write_set_options(archive, "compression=lzma2"), ARCHIVE_OK);
    archive_write_set_options(archive, "compression-level=1"); /* where there is one */
    ck_assert_int_eq(archive_write_open_filename(archive, path), ARCHIVE_OK);
    return archive;
}

static inline void archive_end(struct archive *archive)
{
    ck_assert_int_eq(archive_write_close(archive), ARCHIVE_OK);
    archive_write_free(archive);
}

static inline void archive_put(const char *path, int format, int filter, const struct entry *entries, size_t count)
{
    struct archive *archive = archive_begin(path, format, filter);
    for (size_t i = 0; i < count; i++)
        entry_write(archive, &entries[i], entries[i].text ? strlen(entries[i].text) : 0);
    archive_end(archive);
}

/* One member of format raw: a compressed file. */
static inline struct bytes packed(const char *text, int filter)
{
    const struct entry e = {"x", text, 0};
    archive_put("packed", ARCHIVE_FORMAT_RAW, filter, &e, 1);
    return file_get("packed");
}

struct kind {
    int format, filter;
};

static const struct kind kinds[] = {
    {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE},  {ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE, ARCHIVE_FILTER_GZIP},
    {ARCHIVE_FORMAT_TAR_GNUTAR, ARCHIVE_FILTER_ZSTD}, {ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE, ARCHIVE_FILTER_XZ},
    {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_BZIP2}, {ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE},
    {ARCHIVE_FORMAT_7ZIP, ARCHIVE_FILTER_NONE},       {ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE, ARCHIVE_FILTER_NONE},
};

#define KINDS (sizeof kinds / sizeof *kinds)

static const struct entry two[] = {
    {"2026/a.jsonl", "{\"a\":1}\n{\"a\":2}\n", 0},
    {"2026/b.jsonl", "{\"b\":1}\r\n\n{\"b\":2}", 0},
};

#define TWO_LINES \
    "x!2026/a.jsonl:1:{\"a\":1}\nx!2026/a.jsonl:2:{\"a\":2}\nx!2026/b.jsonl:1:{\"b\":1}\nx!2026/b.jsonl:3:{\"b\":2}\n"

static const int filters[] = {ARCHIVE_FILTER_GZIP, ARCHIVE_FILTER_ZSTD, ARCHIVE_FILTER_XZ, ARCHIVE_FILTER_BZIP2};

#define FILTERS (sizeof filters / sizeof *filters)

#endif
