#include "core/model/spill.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/model/arena.h"

#define WRITE_BYTES ((size_t)256 << 10)

/* Before each record; the file does not outlive the process, so the machine's own byte order will do. */
struct record_head {
    uint32_t key_len, payload_len;
};

static int temporary_open(void)
{
    const char *dir = getenv("TMPDIR");
    char path[4096];
    if (!dir || !*dir)
        dir = "/tmp";
    int fd = open(dir, O_TMPFILE | O_RDWR | O_EXCL | O_CLOEXEC, 0600);
    if (fd >= 0)
        return fd;
    int len = snprintf(path, sizeof path, "%s/rapport-XXXXXX", dir);
    if (len < 0 || (size_t)len >= sizeof path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    fd = mkostemp(path, O_CLOEXEC);
    if (fd >= 0)
        unlink(path);
    return fd;
}

int spill_open(struct spill *spill)
{
    *spill = (struct spill){.fd = temporary_open()};
    spill->is_open = spill->fd >= 0;
    return spill->is_open ? 0 : -1;
}

void spill_close(struct spill *spill)
{
    if (spill->is_open)
        close(spill->fd);
    bytes_release(&spill->block);
    *spill = (struct spill){0};
}

static int bytes_write(int fd, const char *data, size_t len)
{
    while (len) {
        ssize_t done = write(fd, data, len);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0) {
            errno = done < 0 ? errno : ENOSPC;
            return -1;
        }
        data += done;
        len -= (size_t)done;
    }
    return 0;
}

int spill_flush(struct spill *spill)
{
    int result = bytes_write(spill->fd, spill->block.ptr, spill->block.len);
    bytes_clear(&spill->block);
    return result;
}

static int spill_put(struct spill *spill, const void *data, size_t len)
{
    if (spill->block.len + len > WRITE_BYTES && spill_flush(spill) != 0)
        return -1;
    spill->len += len;
    if (len > WRITE_BYTES)
        return bytes_write(spill->fd, data, len);
    bytes_add(&spill->block, data, len);
    return 0;
}

int spill_add(struct spill *spill, const struct sorter_record *record)
{
    struct record_head head = {(uint32_t)record->key_len, (uint32_t)record->payload_len};
    if (spill_put(spill, &head, sizeof head) != 0 || spill_put(spill, record->key, record->key_len) != 0)
        return -1;
    return spill_put(spill, record->payload, record->payload_len);
}

void run_reader_init(struct run_reader *reader, const struct spill *spill, struct run run, size_t block_bytes)
{
    *reader = (struct run_reader){.spill = spill, .at = run.begin, .end = run.end, .block_bytes = block_bytes};
}

void run_reader_release(struct run_reader *reader)
{
    free(reader->block);
    *reader = (struct run_reader){0};
}

/* Moves what is left to the front of a block with room for `wanted` bytes. */
static void block_make_room(struct run_reader *reader, size_t wanted)
{
    size_t cap = wanted > reader->block_bytes ? wanted : reader->block_bytes;
    size_t left = reader->len - reader->pos;
    if (reader->cap < wanted || reader->cap > cap) {
        char *block = must_alloc(cap);
        if (left)
            memcpy(block, reader->block + reader->pos, left);
        free(reader->block);
        reader->block = block;
        reader->cap = cap;
    } else if (left) {
        memmove(reader->block, reader->block + reader->pos, left);
    }
    reader->pos = 0;
    reader->len = left;
}

/* Makes `wanted` bytes stand at pos. 0, or -1 with errno set. */
static int block_fill(struct run_reader *reader, size_t wanted)
{
    if (reader->len - reader->pos >= wanted)
        return 0;
    block_make_room(reader, wanted);
    while (reader->len < wanted) {
        size_t room = reader->cap - reader->len;
        size_t take = reader->end - reader->at < room ? (size_t)(reader->end - reader->at) : room;
        ssize_t got = take ? pread(reader->spill->fd, reader->block + reader->len, take, (off_t)reader->at) : 0;
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            errno = got < 0 ? errno : EIO; /* somebody cut the file */
            return -1;
        }
        reader->at += (uint64_t)got;
        reader->len += (size_t)got;
    }
    return 0;
}

int run_reader_next(struct run_reader *reader)
{
    struct record_head head;
    if (reader->at == reader->end && reader->pos == reader->len)
        return 0;
    if (block_fill(reader, sizeof head) != 0)
        return -1;
    memcpy(&head, reader->block + reader->pos, sizeof head);
    size_t whole = sizeof head + head.key_len + head.payload_len;
    if (block_fill(reader, whole) != 0)
        return -1;
    const char *key = reader->block + reader->pos + sizeof head;
    reader->record = (struct sorter_record){key, key + head.key_len, head.key_len, head.payload_len};
    reader->pos += whole;
    return 1;
}
