#include "core/input/stream.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static int file_block(void *ctx, const char **ret_data, size_t *ret_len)
{
    struct stream *stream = ctx;
    ssize_t got = file_read(stream->file, ret_data);
    if (got < 0)
        stream->read_error = strerror(errno);
    stream->in += got > 0 ? (uint64_t)got : 0;
    *ret_len = got > 0 ? (size_t)got : 0;
    return got > 0 ? 1 : (int)got;
}

/* What the end of the bytes tells: a tar without its end mark is cut, though libarchive takes it for whole. */
static void end_watch(struct stream *stream, const char *data, size_t len)
{
    size_t zeros = 0;
    while (zeros < len && !data[len - 1 - zeros])
        zeros++;
    stream->end_zeros = zeros == len ? stream->end_zeros + len : zeros;
    stream->is_at_end = !len;
}

/* A failure is told as an end, since libarchive forgets what it got shortly before a failure. */
static la_ssize_t stream_read(struct archive *archive, void *ctx, const void **ret_data)
{
    (void)archive;
    struct stream *stream = ctx;
    const char *data = NULL;
    size_t len = 0;
    int result = stream->is_gzip ? gunzip_block(&stream->gunzip, &data, &len) : file_block(stream, &data, &len);
    *ret_data = data;
    if (result >= 0) {
        end_watch(stream, data, len);
        return (la_ssize_t)len;
    }
    if (stream->is_gzip && *stream->gunzip.error)
        stream->read_error = stream->gunzip.error;
    return 0;
}

static la_int64_t stream_skip(struct archive *archive, void *ctx, la_int64_t request)
{
    (void)archive;
    struct file *file = ((struct stream *)ctx)->file;
    uint64_t left = file->size > file->position ? file->size - file->position : 0;
    uint64_t skip = request > 0 ? (uint64_t)request : 0;
    if (skip > left)
        skip = left;
    if (file_seek(file, file->position + skip) != 0)
        return 0;
    return (la_int64_t)skip;
}

static la_int64_t stream_seek(struct archive *archive, void *ctx, la_int64_t offset, int whence)
{
    struct file *file = ((struct stream *)ctx)->file;
    la_int64_t from = whence == SEEK_CUR ? (la_int64_t)file->position : whence == SEEK_END ? (la_int64_t)file->size : 0;
    if (offset < -from || offset > INT64_MAX / 2 || file_seek(file, (uint64_t)(from + offset)) != 0) {
        archive_set_error(archive, EINVAL, "points outside of itself");
        return ARCHIVE_FATAL;
    }
    return from + offset;
}

void stream_init(struct stream *stream, struct file *file)
{
    const char *head;
    ssize_t len = file_peek(file, &head);
    *stream = (struct stream){.file = file};
    stream->is_gzip = len > 0 && gunzip_recognise(head, (size_t)len);
    stream->can_seek = file->seekable && !stream->is_gzip;
    if (stream->is_gzip)
        gunzip_open(&stream->gunzip, file_block, stream);
}

void stream_release(struct stream *stream)
{
    gunzip_close(&stream->gunzip);
    *stream = (struct stream){0};
}

int stream_connect(struct stream *stream, struct archive *archive)
{
    archive_read_set_read_callback(archive, stream_read);
    if (stream->can_seek) {
        archive_read_set_seek_callback(archive, stream_seek);
        archive_read_set_skip_callback(archive, stream_skip);
    }
    archive_read_set_callback_data(archive, stream);
    return archive_read_open1(archive);
}

uint64_t stream_size(const struct stream *stream)
{
    return stream->in < stream->file->size ? stream->in : stream->file->size;
}
