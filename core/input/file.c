#include "core/input/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/model/arena.h"

static int file_examine(struct file *file)
{
    struct stat info;
    if (fstat(file->fd, &info) != 0)
        return -1;
    if (S_ISDIR(info.st_mode)) {
        errno = EISDIR;
        return -1;
    }
    file->base = lseek(file->fd, 0, SEEK_CUR);
    file->seekable = S_ISREG(info.st_mode) && file->base >= 0;
    file->size = UINT64_MAX;
    if (file->seekable)
        file->size = info.st_size > file->base ? (uint64_t)(info.st_size - file->base) : 0;
    return 0;
}

int file_open(struct file *file, const char *path, uint64_t *total)
{
    *file = (struct file){.fd = STDIN_FILENO, .is_stdin = strcmp(path, "-") == 0, .total = total};
    if (!file->is_stdin)
        file->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (file->fd < 0)
        return -1;
    if (file_examine(file) != 0) {
        int error = errno;
        file_close(file);
        errno = error;
        return -1;
    }
    file->block = must_alloc(FILE_BLOCK_BYTES);
    return 0;
}

void file_close(struct file *file)
{
    if (file->fd >= 0 && !file->is_stdin)
        close(file->fd);
    free(file->block);
    *file = (struct file){.fd = -1};
}

static ssize_t block_fill(struct file *file, size_t at)
{
    ssize_t got;
    do
        got = read(file->fd, file->block + at, FILE_BLOCK_BYTES - at);
    while (got < 0 && errno == EINTR);
    if (got > 0)
        *file->total += (uint64_t)got;
    return got;
}

ssize_t file_read(struct file *file, const char **ret_data)
{
    ssize_t got = (ssize_t)file->peeked;
    file->peeked = 0;
    if (!got)
        got = block_fill(file, 0);
    if (got > 0)
        file->position += (uint64_t)got;
    *ret_data = file->block;
    return got;
}

/* A pipe may deliver a byte at a time; what is peeked at should be enough to know a format by. */
ssize_t file_peek(struct file *file, const char **ret_data)
{
    *ret_data = file->block;
    while (file->peeked < 512) {
        ssize_t got = block_fill(file, file->peeked);
        if (got < 0 && !file->peeked)
            return -1;
        if (got <= 0)
            break; /* the next read tells */
        file->peeked += (size_t)got;
    }
    return (ssize_t)file->peeked;
}

int file_seek(struct file *file, uint64_t offset)
{
    if (!file->seekable || offset > INT64_MAX / 2) {
        errno = ESPIPE;
        return -1;
    }
    if (lseek(file->fd, file->base + (off_t)offset, SEEK_SET) < 0)
        return -1;
    file->position = offset;
    file->peeked = 0;
    return 0;
}
