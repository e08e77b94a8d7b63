#include "core/input/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/input/nested.h"
#include "core/input/place.h"
#include "core/input/stream.h"
#include "core/input/unpack.h"
#include "core/model/arena.h"

#define HEAD_BYTES 512
#define TAR_BLOCK_BYTES 512
#define FAILURES_MAX 100 /* in a row: an archive that only fails must come to an end */
#define RESUMES_MAX 100  /* each reads the directory of the archive again */

enum member_state {
    MEMBER_NONE,
    MEMBER_OPEN,
    MEMBER_ENDED,
    MEMBER_FAILING, /* its last block is delivered, the problem comes with the next call */
    MEMBER_DAMAGED  /* told */
};

struct archive_source {
    struct archive *archive;
    struct file *file;
    struct stream stream;
    const struct expand_limits *limits;
    struct problems *problems; /* of the call that is running */
    const char *archive_place;
    struct bytes place; /* of the member */
    bool is_raw, is_trusted;
    bool is_dead;          /* nothing more can be read of it */
    bool is_cheap_to_skip; /* libarchive skips without unpacking */
    enum member_state state;
    const char *head;      /* of the member, read ahead to see what it is: a block of libarchive's, */
    size_t head_len;
    struct bytes gathered; /* or small ones put together here */
    bool is_head_pending;
    bool is_read_error_told;
    char *open_error;       /* of unpack_open_error; owned */
    struct nested nested;
    bool is_nested;
    /* bytes: unpacked of the archive; of compressed members before this one; what came out of all; what was cut */
    uint64_t out, nested_in, nested_out, cut;
    /* of the stream when the member began; of the member, as it stands in the archive, and as delivered */
    uint64_t member_in, member_out, delivered;
    unsigned number;       /* of the member */
    unsigned resumes;      /* how often the archive was opened again behind a damaged member */
};

static const char *member_place(const struct archive_source *source)
{
    return source->place.len ? source->place.ptr : source->archive_place;
}

/* Why the last call of libarchive failed; when its bytes could not be read, that is why. */
static const char *source_error(struct archive_source *source)
{
    source->is_read_error_told = source->stream.read_error;
    return source->stream.read_error ? source->stream.read_error : unpack_error(source->archive);
}

static void source_tell(struct archive_source *source, const char *reason)
{
    problems_add(source->problems, member_place(source), 0, "%s", reason);
}

struct archive_source *archive_source_new(struct file *file, const char *place, const struct expand_limits *limits,
                                          struct problems *problems)
{
    struct archive_source *source = must_calloc(1, sizeof *source);
    const char *head;
    ssize_t head_len = file_peek(file, &head);
    source->file = file;
    source->archive_place = place;
    source->limits = limits;
    source->problems = problems;
    stream_init(&source->stream, file);
    source->archive = unpack_new(source->stream.can_seek);
    if (!source->archive)
        source_tell(source, "this libarchive lacks a format or filter");
    else if (!file->seekable && head_len > 0 && unpack_is_7z(head, (size_t)head_len))
        source_tell(source, "a 7z archive cannot be read from a pipe");
    else if (stream_connect(&source->stream, source->archive) < ARCHIVE_WARN)
        source_tell(source, source_error(source));
    else {
        source->open_error = unpack_open_error(source->archive);
        return source;
    }
    archive_source_free(source);
    return NULL;
}

static void nested_end(struct archive_source *source)
{
    source->nested_in += source->nested.in;
    if (source->is_nested)
        nested_close(&source->nested);
    source->is_nested = false;
}

void archive_source_free(struct archive_source *source)
{
    if (!source)
        return;
    nested_end(source);
    archive_read_free(source->archive);
    free(source->open_error);
    stream_release(&source->stream);
    bytes_release(&source->place);
    bytes_release(&source->gathered);
    free(source);
}

static bool is_packed(const struct archive_source *source)
{
    return source->stream.is_gzip || archive_filter_count(source->archive) > 1;
}

static void ratio_tell(struct archive_source *source, const char *place)
{
    problems_add(source->problems, place, 0, "unpacks to more than %llu times its size; the rest of it is not read",
                 (unsigned long long)source->limits->ratio);
}

/*
 * True, after a problem, if the archive has grown past its ratio. A compressed member counts with
 * what it holds instead of what it is; what members were cut for is not counted again.
 */
static bool archive_is_bomb(struct archive_source *source)
{
    uint64_t in = stream_size(&source->stream);
    uint64_t out = is_packed(source) ? (uint64_t)archive_filter_bytes(source->archive, 0) : source->out;
    uint64_t less = source->nested_in + source->nested.in + source->cut;
    out += source->nested_out;
    if (!expand_is_past_ratio(source->limits, in, out > less ? out - less : 0))
        return false;
    ratio_tell(source, source->archive_place);
    source->state = MEMBER_DAMAGED;
    source->is_dead = true;
    return true;
}

/* The same for the bytes of a member as they stand in the archive. */
static bool member_is_bomb(struct archive_source *source)
{
    /* where a member's compressed bytes end is not told: they are those read since, and a block read ahead */
    uint64_t in = source->stream.in - source->member_in + FILE_BLOCK_BYTES;
    if (in > source->stream.file->size)
        in = source->stream.file->size;
    if (!source->is_cheap_to_skip || !expand_is_past_ratio(source->limits, in, source->member_out))
        return archive_is_bomb(source);
    ratio_tell(source, member_place(source));
    source->cut += source->member_out;
    source->state = MEMBER_DAMAGED;
    return true;
}

/* The same for what is unpacked from a compressed member. */
static bool nested_is_bomb(struct archive_source *source)
{
    if (!expand_is_past_ratio(source->limits, source->nested.in, source->nested.out))
        return archive_is_bomb(source);
    ratio_tell(source, member_place(source));
    source->cut += source->nested.out;
    return true;
}

/* True, after a problem, if more was delivered of a member than one may hold. */
static bool member_is_too_large(struct archive_source *source)
{
    if (source->delivered <= source->limits->bytes)
        return false;
    problems_add(source->problems, member_place(source), 0,
                 "unpacks to more than %llu bytes; the rest of it is not read",
                 (unsigned long long)source->limits->bytes);
    return true;
}

static int member_fail(struct archive_source *source, int result)
{
    source_tell(source, source_error(source));
    source->state = MEMBER_DAMAGED;
    source->is_dead = source->is_dead || result <= ARCHIVE_FATAL;
    return -1;
}

/*
 * A block of the member as the archive has it. libarchive finds a wrong checksum when it has
 * unpacked the last block, and hands that out with the warning.
 */
static int outer_block(struct archive_source *source, const char **ret_data, size_t *ret_len)
{
    const void *data = NULL;
    size_t len = 0;
    la_int64_t offset = 0;
    if (source->state == MEMBER_FAILING)
        return member_fail(source, ARCHIVE_WARN);
    if (source->state != MEMBER_OPEN)
        return source->state == MEMBER_DAMAGED ? -1 : 0;
    int result = archive_read_data_block(source->archive, &data, &len, &offset);
    if (result == ARCHIVE_EOF && source->is_raw && source->stream.read_error)
        return member_fail(source, ARCHIVE_FATAL);
    if (result == ARCHIVE_EOF) {
        source->state = MEMBER_ENDED;
        return 0;
    }
    if (result != ARCHIVE_OK && (result < ARCHIVE_WARN || !len))
        return member_fail(source, result);
    if (result != ARCHIVE_OK)
        source->state = MEMBER_FAILING;
    if ((uint64_t)offset != source->member_out) {
        source_tell(source, "is a sparse file; what follows its first hole is not read");
        source->state = MEMBER_DAMAGED;
        return -1;
    }
    source->out += len;
    source->member_out += len;
    *ret_data = data;
    *ret_len = len;
    return member_is_bomb(source) ? -1 : 1;
}

/* The block that was read ahead, then the others. */
static int plain_block(struct archive_source *source, const char **ret_data, size_t *ret_len)
{
    if (!source->is_head_pending)
        return outer_block(source, ret_data, ret_len);
    source->is_head_pending = false;
    *ret_data = source->head;
    *ret_len = source->head_len;
    return 1;
}

static int nested_callback(void *ctx, const char **ret_data, size_t *ret_len)
{
    return plain_block(ctx, ret_data, ret_len);
}

static int nested_fail(struct archive_source *source)
{
    if (!source->nested.source_failed)
        source_tell(source, nested_error(&source->nested));
    nested_end(source);
    return -1;
}

int archive_source_block(struct archive_source *source, struct problems *problems, const char **ret_data,
                         size_t *ret_len)
{
    source->problems = problems;
    int result = source->is_nested ? nested_block(&source->nested, ret_data, ret_len)
                                   : plain_block(source, ret_data, ret_len);
    if (result < 0)
        return source->is_nested ? nested_fail(source) : -1;
    if (result == 0)
        return 0;
    source->delivered += *ret_len;
    if (source->is_nested) {
        source->nested_out += *ret_len;
        if (nested_is_bomb(source))
            return -1;
    }
    return member_is_too_large(source) ? -1 : 1;
}

/* What is skipped through a decompressor is unpacked all the same, so its growth is watched too. */
static void member_finish(struct archive_source *source)
{
    const char *data;
    size_t len;
    nested_end(source);
    source->is_head_pending = false;
    if (!source->is_cheap_to_skip)
        while (outer_block(source, &data, &len) > 0)
            continue;
    source->state = MEMBER_NONE;
    bytes_clear(&source->place);
}

static const char *entry_name(struct archive_entry *entry)
{
    const char *name = archive_entry_pathname_utf8(entry);
    return name ? name : archive_entry_pathname(entry);
}

static void member_begin(struct archive_source *source, struct archive_entry *entry)
{
    const char *name = entry_name(entry);
    source->number++;
    source->state = MEMBER_OPEN;
    source->member_in = source->stream.in;
    source->member_out = source->delivered = 0;
    source->is_raw = archive_format(source->archive) == ARCHIVE_FORMAT_RAW;
    source->is_cheap_to_skip = (archive_format(source->archive) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_ZIP &&
                               source->stream.can_seek && !is_packed(source);
    bytes_clear(&source->place);
    if (!source->is_raw) {
        bytes_add_text(&source->place, source->archive_place);
        bytes_add_char(&source->place, '!');
        if (name)
            place_add(&source->place, name);
        else
            bytes_addf(&source->place, "member %u", source->number);
        bytes_text(&source->place);
    }
    if (source->is_raw || !name)
        source->is_trusted = place_is_transcript(source->archive_place);
    else
        source->is_trusted = place_is_transcript(name) && !place_is_fork(name);
}

/* Reads ahead until a format can be told. 0, or -1 after a problem when there is nothing at all. */
static int head_read(struct archive_source *source)
{
    const char *data;
    size_t len;
    int result = 1;
    source->head_len = 0;
    bytes_clear(&source->gathered);
    while (source->head_len < HEAD_BYTES && (result = outer_block(source, &data, &len)) > 0) {
        source->head = data;
        if (source->gathered.len || len < HEAD_BYTES) {
            bytes_add(&source->gathered, data, len);
            source->head = source->gathered.ptr;
        }
        source->head_len += len;
    }
    source->is_head_pending = source->head_len > 0;
    return source->is_head_pending || result >= 0 ? 0 : -1;
}

/* 1 if the member is to be delivered, 0 if it is passed over; what is lost by that is told. */
static int member_enter(struct archive_source *source, struct archive_entry *entry)
{
    mode_t type = archive_entry_filetype(entry);
    if (type && type != AE_IFREG)
        return 0;
    if (archive_entry_is_data_encrypted(entry) || archive_entry_is_metadata_encrypted(entry)) {
        source_tell(source, "is encrypted");
        return 0;
    }
    if (head_read(source) != 0)
        return 0;
    if (source->is_raw)
        return 1;
    enum unpack_kind kind = unpack_recognise(source->head, source->head_len);
    if (kind == UNPACK_FORK && !source->is_trusted) {
        problems_notice(source->problems, member_place(source), 0, "is a resource fork of macOS, no transcript");
        return 0;
    }
    if (kind == UNPACK_ARCHIVE) {
        source_tell(source, "an archive inside an archive is not read");
        return 0;
    }
    if (kind != UNPACK_COMPRESSED)
        return 1;
    source->is_nested = true;
    bool is_gzip = gunzip_recognise(source->head, source->head_len);
    if (nested_open(&source->nested, nested_callback, source, is_gzip) == 0)
        return 1;
    nested_fail(source);
    return 0;
}

/* What seems to be the regular end of the archive. */
static void end_check(struct archive_source *source)
{
    bool is_tar = (archive_format(source->archive) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_TAR;
    bytes_clear(&source->place);
    if (source->stream.read_error && !source->is_read_error_told)
        source_tell(source, source_error(source));
    else if (unpack_seems_empty(source->archive) && source->open_error)
        source_tell(source, source->open_error);
    else if (is_tar && archive_filter_count(source->archive) == 1 && source->stream.is_at_end &&
             source->stream.end_zeros < TAR_BLOCK_BYTES)
        source_tell(source, "ends without the mark of a tar's end; it may be cut short");
}

/* False if there is no next member to be had. */
static bool header_read(struct archive_source *source, struct archive_entry **ret_entry)
{
    for (unsigned failures = 0; failures < FAILURES_MAX; failures++) {
        int result = archive_read_next_header(source->archive, ret_entry);
        if (result == ARCHIVE_EOF) {
            end_check(source);
            return false;
        }
        if (result >= ARCHIVE_WARN)
            return true;
        if (result != ARCHIVE_RETRY)
            source_tell(source, source_error(source));
        if (result <= ARCHIVE_FATAL)
            return false;
    }
    source_tell(source, "has too many damaged members; the rest of it is not read");
    return false;
}

/*
 * libarchive gives up an archive with the first member it cannot unpack. A zip has a directory, so
 * it can be opened again and read on behind that member.
 */
static void resume_behind(struct archive_source *source)
{
    struct archive_entry *entry;
    bool is_zip = (archive_format(source->archive) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_ZIP;
    if (!is_zip || !source->stream.can_seek || source->resumes++ >= RESUMES_MAX)
        return;
    archive_read_free(source->archive);
    stream_release(&source->stream);
    source->archive = NULL;
    if (file_seek(source->file, 0) != 0)
        return;
    stream_init(&source->stream, source->file);
    source->archive = unpack_new(true);
    if (!source->archive || stream_connect(&source->stream, source->archive) < ARCHIVE_WARN)
        return;
    for (unsigned i = 0; i < source->number; i++)
        if (archive_read_next_header(source->archive, &entry) < ARCHIVE_WARN)
            return;
    source->is_dead = false;
    source->state = MEMBER_NONE;
}

int archive_source_next(struct archive_source *source, struct problems *problems)
{
    struct archive_entry *entry;
    source->problems = problems;
    for (;;) {
        bool gave_up = source->is_dead && source->state == MEMBER_DAMAGED;
        member_finish(source);
        if (gave_up)
            resume_behind(source);
        if (source->is_dead || !header_read(source, &entry))
            break;
        member_begin(source, entry);
        if (member_enter(source, entry))
            return 1;
    }
    source->is_dead = true;
    return 0;
}

const char *archive_source_place(const struct archive_source *source)
{
    return member_place(source);
}

bool archive_source_is_trusted(const struct archive_source *source)
{
    return source->is_trusted;
}
