/*
 * How much a compressed thing may grow. A few kilobytes can hold terabytes, so growth is watched
 * while it happens; the first EXPAND_FREE_BYTES are free, because small things of one repeated line
 * compress by thousands and hurt nobody.
 */
#ifndef RAPPORT_INPUT_EXPAND_H
#define RAPPORT_INPUT_EXPAND_H

#include <stdbool.h>
#include <stdint.h>

#define EXPAND_FREE_BYTES ((uint64_t)64 << 20)

struct expand_limits {
    uint64_t ratio, bytes;
};

static inline bool expand_is_past_ratio(const struct expand_limits *limits, uint64_t in, uint64_t out)
{
    return out > EXPAND_FREE_BYTES && (out - EXPAND_FREE_BYTES) / limits->ratio > in;
}

#endif
