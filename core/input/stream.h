/*
 * The bytes of a file on their way into libarchive: read, counted, gunzipped, watched at their end.
 */
#ifndef RAPPORT_INPUT_STREAM_H
#define RAPPORT_INPUT_STREAM_H

#include <archive.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/input/file.h"
#include "core/input/gunzip.h"

struct stream {
    struct file *file;
    struct gunzip gunzip;
    bool is_gzip;
    bool can_seek;
    uint64_t in;            /* bytes read */
    const char *read_error; /* why the file cannot be read further, or NULL */
    uint64_t end_zeros;     /* at the end of the bytes that libarchive got */
    bool is_at_end;         /* and it asked for more */
};

/* Looks at the begin of the file, which must live as long as the stream. */
void stream_init(struct stream *stream, struct file *file);
void stream_release(struct stream *stream);
/* Opens `archive` with the stream as its bytes; a result of libarchive. */
int stream_connect(struct stream *stream, struct archive *archive);
/* Bytes that came in; never more than the file has, however often they were read. */
uint64_t stream_size(const struct stream *stream);

#endif
