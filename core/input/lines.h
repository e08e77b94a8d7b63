/*
 * Cuts the bytes of members into the lines of batches: byte order marks, line ends, blank and
 * overlong lines, members that hold no transcript.
 */
#ifndef RAPPORT_INPUT_LINES_H
#define RAPPORT_INPUT_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/input/batch.h"

enum lines_stage {
    LINES_MARK,    /* at the first bytes, which may be a byte order mark */
    LINES_SNIFF,   /* only white space so far */
    LINES_BODY,
    LINES_TOO_LONG, /* inside a line that is skipped */
    LINES_REFUSED  /* the member holds no transcript; nothing more of it is taken */
};

struct lines {
    char *place;          /* of the member; owned */
    bool trusted;         /* its name says transcript, whatever it begins with */
    enum lines_stage stage;
    unsigned mark;        /* bytes of a byte order mark seen */
    uint64_t number;      /* of the line that `begin` is the begin of */
    size_t begin;         /* of the unfinished line, in the batch's data; it ends where the data end */
    struct bytes carry;   /* the unfinished line between two batches */
    uint32_t member;      /* index in the batch, or UINT32_MAX: not there yet */
    size_t name_bytes;    /* of the batch's members; input controls their length */
};

/* Zeroed memory is an initialised one. */
void lines_release(struct lines *lines);

/* `batch` is empty; what was carried over comes first. */
void lines_batch_begin(struct lines *lines, struct batch *batch);
/* Takes the unfinished line out, and puts the padding behind the data. */
void lines_batch_end(struct lines *lines, struct batch *batch);
bool lines_batch_full(const struct lines *lines, const struct batch *batch);

void lines_member_begin(struct lines *lines, const char *place, bool trusted);
/* At most `len` bytes, less when the batch is full; returns how many. */
size_t lines_add(struct lines *lines, struct batch *batch, const char *data, size_t len);
/* `damaged`: the unfinished last line is no line. */
void lines_member_end(struct lines *lines, struct batch *batch, bool damaged);

#endif
