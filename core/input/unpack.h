/*
 * Setting up libarchive: formats and filters one by one, never "all" of them, because some of
 * those start other programs; and knowing formats by their first bytes.
 */
#ifndef RAPPORT_INPUT_UNPACK_H
#define RAPPORT_INPUT_UNPACK_H

#include <archive.h>
#include <stdbool.h>
#include <stddef.h>

enum unpack_kind {
    UNPACK_OTHER,
    UNPACK_COMPRESSED, /* gzip, zstd, xz, bzip2 */
    UNPACK_ARCHIVE,    /* tar, zip, 7z and some that are not read at all */
    UNPACK_FORK        /* AppleDouble: what macOS keeps beside a file */
};

/*
 * A libarchive reader of all that rapport reads, not opened; NULL without memory for it. Formats
 * that need to seek are left out where that is not possible.
 */
struct archive *unpack_new(bool can_seek);

/* What the first bytes say; 512 tell everything. */
enum unpack_kind unpack_recognise(const char *head, size_t len);
bool unpack_is_7z(const char *head, size_t len);

/*
 * To be called between opening and the first header, which forgets it: NULL, or an error that a
 * filter met in the first bytes. Without anything unpacked, libarchive then takes the archive
 * for an empty one. The caller frees it.
 */
char *unpack_open_error(struct archive *archive);
/* True if that is so, after the first header. */
bool unpack_seems_empty(struct archive *archive);

/* The error of the last call, never NULL. */
const char *unpack_error(struct archive *archive);

#endif
