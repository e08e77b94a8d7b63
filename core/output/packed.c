#include "core/output/packed.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/arena.h"

struct packed {
    FILE *file;
    struct archive *archive; /* NULL: as it is */
};

static bool ends_in(const char *name, const char *ending)
{
    size_t len = strlen(name), ending_len = strlen(ending);
    return len > ending_len && strcmp(name + len - ending_len, ending) == 0;
}

/* ARCHIVE_OK, or that there is no filter to set. */
static int add_filter(struct archive *archive, const char *name)
{
    if (ends_in(name, ".zst"))
        return archive_write_add_filter_zstd(archive);
    if (ends_in(name, ".xz"))
        return archive_write_add_filter_xz(archive);
    if (ends_in(name, ".bz2"))
        return archive_write_add_filter_bzip2(archive);
    int result = archive_write_add_filter_gzip(archive);
    if (result == ARCHIVE_OK)
        archive_write_set_filter_option(archive, "gzip", "timestamp", NULL); /* the same bytes in every run */
    return result;
}

static bool is_packed(const char *name)
{
    return name && (ends_in(name, ".zst") || ends_in(name, ".gz") || ends_in(name, ".xz") || ends_in(name, ".bz2"));
}

static bool open_archive(struct packed *packed, const char *name)
{
    packed->archive = archive_write_new();
    if (!packed->archive || archive_write_set_format_raw(packed->archive) != ARCHIVE_OK ||
        add_filter(packed->archive, name) != ARCHIVE_OK || archive_write_open_FILE(packed->archive, packed->file) != ARCHIVE_OK)
        return false;
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, "data");
    archive_entry_set_filetype(entry, AE_IFREG);
    bool good = archive_write_header(packed->archive, entry) == ARCHIVE_OK;
    archive_entry_free(entry);
    return good;
}

struct packed *packed_new(FILE *file, const char *name, const char **why)
{
    struct packed *packed = must_calloc(1, sizeof *packed);
    packed->file = file;
    if (!is_packed(name) || open_archive(packed, name))
        return packed;
    *why = "this libarchive cannot write such a compression";
    archive_write_free(packed->archive);
    free(packed);
    return NULL;
}

static int fail(struct packed *packed)
{
    errno = packed->archive && archive_errno(packed->archive) > 0 ? archive_errno(packed->archive) : errno ? errno : EIO;
    return -1;
}

int packed_write(struct packed *packed, const void *bytes, size_t len)
{
    errno = 0;
    if (packed->archive)
        return archive_write_data(packed->archive, bytes, len) == (la_ssize_t)len ? 0 : fail(packed);
    return fwrite(bytes, 1, len, packed->file) == len ? 0 : fail(packed);
}

int packed_free(struct packed *packed)
{
    errno = 0;
    int status = packed->archive && archive_write_close(packed->archive) != ARCHIVE_OK ? fail(packed) : 0;
    if (packed->archive)
        archive_write_free(packed->archive);
    free(packed);
    return status;
}
