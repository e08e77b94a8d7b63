#include "core/input/unpack.h"

#include <string.h>

#include "core/model/arena.h"

/* A filter that libarchive was built without would be looked for as a program: ARCHIVE_WARN. */
static bool filters_enable(struct archive *archive)
{
    return archive_read_support_filter_gzip(archive) == ARCHIVE_OK &&
           archive_read_support_filter_bzip2(archive) == ARCHIVE_OK &&
           archive_read_support_filter_xz(archive) == ARCHIVE_OK &&
           archive_read_support_filter_zstd(archive) == ARCHIVE_OK;
}

static bool formats_enable(struct archive *archive, bool can_seek)
{
    if (can_seek && (archive_read_support_format_zip_seekable(archive) != ARCHIVE_OK ||
                     archive_read_support_format_7zip(archive) != ARCHIVE_OK))
        return false;
    /* reads on behind the mark of a tar's end, where the checksum of what is around it comes */
    return archive_read_support_format_tar(archive) == ARCHIVE_OK &&
           archive_read_set_format_option(archive, "tar", "read_concatenated_archives", "1") == ARCHIVE_OK &&
           archive_read_support_format_zip_streamable(archive) == ARCHIVE_OK &&
           archive_read_support_format_raw(archive) == ARCHIVE_OK &&
           archive_read_support_format_empty(archive) == ARCHIVE_OK;
}

struct archive *unpack_new(bool can_seek)
{
    struct archive *archive = archive_read_new();
    if (archive && filters_enable(archive) && formats_enable(archive, can_seek))
        return archive;
    archive_read_free(archive);
    return NULL;
}

struct magic {
    size_t at, len;
    const char *bytes;
    enum unpack_kind kind;
};

static const struct magic magics[] = {
    {0, 2, "\x1f\x8b", UNPACK_COMPRESSED},
    {0, 4, "\x28\xb5\x2f\xfd", UNPACK_COMPRESSED},
    {0, 6, "\xfd\x37zXZ\0", UNPACK_COMPRESSED},
    {0, 3, "BZh", UNPACK_COMPRESSED},
    {0, 4, "PK\3\4", UNPACK_ARCHIVE},
    {0, 4, "PK\5\6", UNPACK_ARCHIVE},
    {0, 6, "7z\xbc\xaf\x27\x1c", UNPACK_ARCHIVE},
    {257, 5, "ustar", UNPACK_ARCHIVE},
    {0, 6, "Rar!\x1a\x07", UNPACK_ARCHIVE},
    {0, 4, "\x00\x05\x16\x07", UNPACK_FORK},
    {0, 4, "\x00\x05\x16\x00", UNPACK_FORK},
};

enum unpack_kind unpack_recognise(const char *head, size_t len)
{
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
        const struct magic *m = &magics[i];
        if (len >= m->at + m->len && memcmp(head + m->at, m->bytes, m->len) == 0)
            return m->kind;
    }
    return UNPACK_OTHER;
}

bool unpack_is_7z(const char *head, size_t len)
{
    return len >= 6 && memcmp(head, "7z\xbc\xaf\x27\x1c", 6) == 0;
}

char *unpack_open_error(struct archive *archive)
{
    const char *text = archive_errno(archive) ? archive_error_string(archive) : NULL;
    return text ? must_copy(text, strlen(text)) : NULL;
}

bool unpack_seems_empty(struct archive *archive)
{
    return archive_format(archive) == ARCHIVE_FORMAT_EMPTY;
}

const char *unpack_error(struct archive *archive)
{
    const char *text = archive_error_string(archive);
    return text && *text ? text : "cannot be read";
}
