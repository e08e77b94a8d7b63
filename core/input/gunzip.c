#include "core/input/gunzip.h"

#include <stdlib.h>
#include <string.h>

#include "core/model/arena.h"

#define BLOCK_BYTES ((uInt)128 << 10)

bool gunzip_recognise(const char *head, size_t len)
{
    return len >= 3 && memcmp(head, "\x1f\x8b\x08", 3) == 0;
}

void gunzip_open(struct gunzip *gunzip, byte_source *source, void *ctx)
{
    *gunzip = (struct gunzip){.source = source, .ctx = ctx, .in_member = true, .block = must_alloc(BLOCK_BYTES)};
    if (inflateInit2(&gunzip->stream, 15 + 16) != Z_OK) /* 16: gzip, with its checksum */
        gunzip->error = "cannot be unpacked: out of memory";
}

void gunzip_close(struct gunzip *gunzip)
{
    if (gunzip->block)
        inflateEnd(&gunzip->stream);
    free(gunzip->block);
    *gunzip = (struct gunzip){0};
}

/* False at the end or after an error. */
static bool input_fill(struct gunzip *gunzip)
{
    const char *data = NULL;
    size_t len = 0;
    int result = 1;
    while (!gunzip->stream.avail_in && result > 0) {
        result = gunzip->source(gunzip->ctx, &data, &len);
        if (result > 0) {
            gunzip->stream.next_in = (Bytef *)(uintptr_t)data; /* zlib only reads it */
            gunzip->stream.avail_in = (uInt)len;
        }
    }
    if (gunzip->stream.avail_in)
        return true;
    gunzip->is_over = true;
    if (result < 0)
        gunzip->error = "";
    else if (gunzip->in_member)
        gunzip->error = "the gzip data are cut short";
    return false;
}

/* Between two members: the next one, or zeros up to the end as tapes have them. */
static void member_begin(struct gunzip *gunzip)
{
    z_stream *stream = &gunzip->stream;
    while (stream->avail_in && !*stream->next_in) {
        stream->next_in++;
        stream->avail_in--;
        gunzip->was_padded = true;
    }
    if (!stream->avail_in)
        return;
    gunzip->in_member = *stream->next_in == 0x1f && !gunzip->was_padded && inflateReset(stream) == Z_OK;
    if (!gunzip->in_member)
        gunzip->error = "something that is no gzip stands behind the gzip data";
}

static void block_inflate(struct gunzip *gunzip)
{
    int result = inflate(&gunzip->stream, Z_NO_FLUSH);
    if (result == Z_STREAM_END)
        gunzip->in_member = false;
    else if (result == Z_NEED_DICT || (result != Z_OK && result != Z_BUF_ERROR))
        gunzip->error = gunzip->stream.msg ? gunzip->stream.msg : "the gzip data are damaged";
}

int gunzip_block(void *ctx, const char **ret_data, size_t *ret_len)
{
    struct gunzip *gunzip = ctx;
    gunzip->stream.next_out = (Bytef *)gunzip->block;
    gunzip->stream.avail_out = BLOCK_BYTES;
    while (!gunzip->error && !gunzip->is_over && gunzip->stream.avail_out && input_fill(gunzip)) {
        if (gunzip->in_member)
            block_inflate(gunzip);
        else
            member_begin(gunzip);
    }
    *ret_data = gunzip->block;
    *ret_len = BLOCK_BYTES - gunzip->stream.avail_out;
    if (*ret_len)
        return 1;
    return gunzip->error ? -1 : 0;
}
