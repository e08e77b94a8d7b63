/*
 * Input: files, directories, archives and standard input as one stream of batches of lines.
 *
 * Paths are read in the order given; a directory recursively in the byte order of names, symbolic
 * links to directories not followed. `-` is standard input. Whatever libarchive recognises by content is
 * unpacked on the way: tar (ustar, pax, gnu), zip (streamed and seekable), 7z; gzip, zstd, xz, bzip2; a
 * compressed member inside an archive (.jsonl.gz in a .tar) too, one level deep. Nothing is
 * written to disk.
 *
 * A member in a format of format.h is read into transcript lines first; `number` of such a line is the line of the
 * export where the conversation begins, and its place is the member's.
 *
 * What cannot be read becomes a problem in the batch, with its place: a path that does not exist,
 * a truncated or corrupt archive ("archive" or "archive!member"), a member that expands past the
 * limit, an encrypted member, a line over LINE_MAX_BYTES ("archive!member", line), a member that holds no
 * transcript (of no known format, and the first byte that is not white space is no '{'; unless its name ends in .jsonl or
 * .ndjson). Everything
 * before and after is still delivered.
 */
#ifndef RAPPORT_INPUT_INPUT_H
#define RAPPORT_INPUT_INPUT_H

#include <stddef.h>
#include <stdint.h>

#include "core/input/batch.h"

struct format;

struct input_options {
    uint64_t max_expand_ratio; /* a member may be so many times its compressed size; 0: 1000 */
    uint64_t max_expand_bytes; /* and so large at most; 0: 64 GiB */
    const struct format *format;   /* of all members; NULL: each by its content */
    const char *const *agents;     /* see struct talk_hints; must live as long as the input */
    const char *columns;
};

struct input;

/* `paths` must live as long as the input. Opens nothing yet. */
struct input *input_new(const char *const *paths, size_t path_count, const struct input_options *options);
void input_free(struct input *input);

/*
 * Clears `batch` and fills it with whole lines, BATCH_BYTES or a little more (one long line may
 * make it larger). Empty lines are skipped but counted. Lines end in \n or \r\n; the last one of a member may
 * have no end. A UTF-8 byte order mark at the start of a member is skipped.
 * Returns 1 if the batch holds lines or problems, 0 at the end of all input.
 */
int input_next(struct input *input, struct batch *batch);

/* Decompressed bytes delivered so far, and bytes read from disk; for progress and the summary. */
uint64_t input_bytes(const struct input *input);
uint64_t input_bytes_read(const struct input *input);

#endif
