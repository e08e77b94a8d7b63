/* A compressed member of an archive (.jsonl.gz in a .tar): unpacked while the archive is. */
#ifndef RAPPORT_INPUT_NESTED_H
#define RAPPORT_INPUT_NESTED_H

#include <archive.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/input/gunzip.h"

struct nested {
    struct archive *archive;
    byte_source *source;
    void *ctx;
    struct gunzip gunzip;
    bool is_gzip;
    uint64_t in, out;
    char *open_error;   /* of unpack_open_error; owned */
    bool source_failed; /* the fault is the outer archive's, which has told it */
    bool is_archive;    /* what came out is an archive again */
};

/* 0; -1 if it cannot be unpacked or is an archive. */
int nested_open(struct nested *nested, byte_source *source, void *ctx, bool is_gzip);
void nested_close(struct nested *nested);
/* 1 and a block, 0 at the end, -1 if it is damaged. */
int nested_block(struct nested *nested, const char **ret_data, size_t *ret_len);
const char *nested_error(struct nested *nested);

#endif
