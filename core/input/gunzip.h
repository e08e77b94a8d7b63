/*
 * gzip, without libarchive: that does not look at checksums, and forgets what it had unpacked
 * when the end is missing. Unpacked with ISA-L, which is more than twice as fast as zlib.
 */
#ifndef RAPPORT_INPUT_GUNZIP_H
#define RAPPORT_INPUT_GUNZIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The next block of bytes, valid until the next call: 1, 0 at their end, -1 if they cannot be read. */
typedef int byte_source(void *ctx, const char **ret_data, size_t *ret_len);

struct inflate_state;

struct gunzip {
    byte_source *source;
    void *ctx;
    struct inflate_state *state;
    bool in_member;    /* of a file of several, as gzip writes when it appends */
    bool was_padded;   /* zeros followed a member; nothing else may follow them */
    bool is_over;
    const char *error; /* NULL, or why it ends here; "" if that is the source's fault */
    char *block;
};

bool gunzip_recognise(const char *head, size_t len);

/* Zeroed memory is a closed one. */
void gunzip_open(struct gunzip *gunzip, byte_source *source, void *ctx);
void gunzip_close(struct gunzip *gunzip);
/* A byte_source with a gunzip as its ctx. Everything before an error is delivered first. */
int gunzip_block(void *gunzip, const char **ret_data, size_t *ret_len);

#endif
