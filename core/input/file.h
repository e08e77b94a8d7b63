/* A file or standard input, read in blocks and counted. */
#ifndef RAPPORT_INPUT_FILE_H
#define RAPPORT_INPUT_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define FILE_BLOCK_BYTES ((size_t)128 << 10)

struct file {
    int fd;
    bool is_stdin, seekable;
    off_t base;        /* where it began: standard input may have been read before */
    uint64_t size;     /* from base; UINT64_MAX if it is not known */
    uint64_t position; /* of the next byte that file_read delivers, from base */
    uint64_t *total;   /* bytes read of all files */
    char *block;
    size_t peeked;     /* bytes in block that were read by file_peek and not yet delivered */
};

/* `path` "-" is standard input. 0, or -1 with errno set: EISDIR for a directory. */
int file_open(struct file *file, const char *path, uint64_t *total);
void file_close(struct file *file);

/* A block, valid until the next call; 0 at the end, -1 with errno set. */
ssize_t file_read(struct file *file, const char **ret_data);
/* As file_read, at the begin of the file; the next file_read delivers the same again. */
ssize_t file_peek(struct file *file, const char **ret_data);
/* `offset` from base. 0, or -1 with errno set. */
int file_seek(struct file *file, uint64_t offset);

#endif
