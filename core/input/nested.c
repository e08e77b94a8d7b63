#include "core/input/nested.h"

#include <archive_entry.h>
#include <stdlib.h>

#include "core/input/unpack.h"

static int packed_block(void *ctx, const char **ret_data, size_t *ret_len)
{
    struct nested *nested = ctx;
    int result = nested->source(nested->ctx, ret_data, ret_len);
    nested->source_failed = result < 0;
    nested->in += result > 0 ? *ret_len : 0;
    return result;
}

/* A failure is told as an end, since libarchive forgets what it got shortly before a failure. */
static la_ssize_t archive_callback(struct archive *archive, void *ctx, const void **ret_data)
{
    struct nested *nested = ctx;
    const char *data = NULL;
    size_t len = 0;
    int result;
    (void)archive;
    do /* an empty block would read as the end */
        result = nested->is_gzip ? gunzip_block(&nested->gunzip, &data, &len) : packed_block(nested, &data, &len);
    while (result > 0 && !len);
    *ret_data = data;
    return result > 0 ? (la_ssize_t)len : 0;
}

int nested_open(struct nested *nested, byte_source *source, void *ctx, bool is_gzip)
{
    struct archive_entry *entry;
    *nested = (struct nested){.archive = unpack_new(false), .source = source, .ctx = ctx, .is_gzip = is_gzip};
    if (is_gzip)
        gunzip_open(&nested->gunzip, packed_block, nested);
    if (!nested->archive || archive_read_open(nested->archive, nested, NULL, archive_callback, NULL) < ARCHIVE_WARN)
        return -1;
    nested->open_error = unpack_open_error(nested->archive);
    int result = archive_read_next_header(nested->archive, &entry);
    int format = archive_format(nested->archive);
    nested->is_archive = format != 0 && format != ARCHIVE_FORMAT_RAW && format != ARCHIVE_FORMAT_EMPTY;
    if (unpack_seems_empty(nested->archive) && nested->open_error)
        return -1;
    return result < ARCHIVE_WARN || nested->is_archive ? -1 : 0; /* the end at once is an empty file */
}

void nested_close(struct nested *nested)
{
    archive_read_free(nested->archive);
    free(nested->open_error);
    gunzip_close(&nested->gunzip);
    *nested = (struct nested){0};
}

int nested_block(struct nested *nested, const char **ret_data, size_t *ret_len)
{
    const void *data = NULL;
    la_int64_t offset;
    size_t len = 0;
    int result = ARCHIVE_EOF;
    if (!unpack_seems_empty(nested->archive))
        result = archive_read_data_block(nested->archive, &data, &len, &offset);
    if (result == ARCHIVE_EOF)
        return nested->source_failed || nested->gunzip.error ? -1 : 0;
    if (result != ARCHIVE_OK)
        return -1;
    nested->out += len;
    *ret_data = data;
    *ret_len = len;
    return 1;
}

const char *nested_error(struct nested *nested)
{
    if (nested->is_archive)
        return "an archive inside an archive is not read";
    if (nested->gunzip.error && *nested->gunzip.error)
        return nested->gunzip.error;
    if (nested->open_error && unpack_seems_empty(nested->archive))
        return nested->open_error;
    return nested->archive ? unpack_error(nested->archive) : "libarchive lacks a format";
}
