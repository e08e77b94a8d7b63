#include "core/command/packed.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <string.h>

#include "core/command/options.h"

static int (*filter_of(const char *path))(struct archive *)
{
    static const struct {
        const char *suffix;
        int (*add)(struct archive *);
    } filters[] = {{".gz", archive_write_add_filter_gzip},
                   {".zst", archive_write_add_filter_zstd},
                   {".xz", archive_write_add_filter_xz},
                   {".bz2", archive_write_add_filter_bzip2}};
    size_t len = path ? strlen(path) : 0;
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
        size_t suffix = strlen(filters[i].suffix);
        if (len > suffix && strcmp(path + len - suffix, filters[i].suffix) == 0)
            return filters[i].add;
    }
    return NULL;
}

static int fail(struct packed *packed)
{
    complain("%s: %s", packed->target.path, archive_error_string(packed->archive));
    return -1;
}

int packed_open(struct packed *packed, const char *path)
{
    int (*add)(struct archive *) = filter_of(path);
    *packed = (struct packed){0};
    if (target_open(&packed->target, path) != 0)
        return -1;
    if (!add)
        return 0;
    struct archive_entry *entry = archive_entry_new();
    packed->archive = archive_write_new();
    archive_entry_set_pathname(entry, "data");
    archive_entry_set_filetype(entry, AE_IFREG);
    bool good = archive_write_set_format_raw(packed->archive) == ARCHIVE_OK && add(packed->archive) >= ARCHIVE_WARN &&
                archive_write_set_bytes_in_last_block(packed->archive, 1) == ARCHIVE_OK &&
                archive_write_open_FILE(packed->archive, packed->target.file) == ARCHIVE_OK &&
                archive_write_header(packed->archive, entry) == ARCHIVE_OK;
    archive_entry_free(entry);
    return good ? 0 : fail(packed);
}

int packed_write(struct packed *packed, const char *data, size_t len)
{
    while (packed->archive && len > 0) {
        la_ssize_t done = archive_write_data(packed->archive, data, len);
        if (done <= 0)
            return fail(packed);
        data += done;
        len -= (size_t)done;
    }
    if (len == 0 || fwrite(data, 1, len, packed->target.file) == len)
        return 0;
    complain("%s: %s", packed->target.path ? packed->target.path : "standard output", strerror(errno));
    return -1;
}

int packed_commit(struct packed *packed)
{
    if (packed->archive && archive_write_close(packed->archive) != ARCHIVE_OK)
        return fail(packed);
    return target_commit(&packed->target);
}

void packed_release(struct packed *packed)
{
    archive_write_free(packed->archive);
    packed->archive = NULL;
    target_release(&packed->target);
}
