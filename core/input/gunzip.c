#include "core/input/gunzip.h"

#include <isa-l/igzip_lib.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/arena.h"

#define BLOCK_BYTES (UINT32_C(256) << 10)

bool gunzip_recognise(const char *head, size_t len)
{
    return len >= 3 && memcmp(head, "\x1f\x8b\x08", 3) == 0;
}

void gunzip_open(struct gunzip *gunzip, byte_source *source, void *ctx)
{
    *gunzip = (struct gunzip){.source = source, .ctx = ctx, .in_member = true, .block = must_alloc(BLOCK_BYTES),
                              .state = must_alloc(sizeof *gunzip->state)};
    isal_inflate_init(gunzip->state);
    gunzip->state->crc_flag = ISAL_GZIP;
    gunzip->state->avail_out = BLOCK_BYTES;
}

void gunzip_close(struct gunzip *gunzip)
{
    free(gunzip->state);
    free(gunzip->block);
    *gunzip = (struct gunzip){0};
}

/* False at the end or after an error. */
static bool input_fill(struct gunzip *gunzip)
{
    const char *data = NULL;
    size_t len = 0;
    int result = 1;
    while (!gunzip->state->avail_in && result > 0) {
        result = gunzip->source(gunzip->ctx, &data, &len);
        if (result > 0) {
            gunzip->state->next_in = (uint8_t *)(uintptr_t)data; /* it is only read */
            gunzip->state->avail_in = (uint32_t)len;
        }
    }
    if (gunzip->state->avail_in)
        return true;
    gunzip->is_over = true;
    if (result < 0)
        gunzip->error = "";
    else if (gunzip->in_member)
        gunzip->error = "the gzip data are cut short";
    return false;
}

/* Between two members: the next one, or zeros up to the end as tapes have them. */
static void member_begin(struct gunzip *gunzip)
{
    struct inflate_state *state = gunzip->state;
    while (state->avail_in && !*state->next_in) {
        state->next_in++;
        state->avail_in--;
        gunzip->was_padded = true;
    }
    if (!state->avail_in)
        return;
    gunzip->in_member = *state->next_in == 0x1f && !gunzip->was_padded;
    if (gunzip->in_member)
        isal_inflate_reset(state);
    else
        gunzip->error = "something that is no gzip stands behind the gzip data";
}

static const char *error_name(int result)
{
    switch (result) {
    case ISAL_INVALID_WRAPPER: return "the gzip header is damaged";
    case ISAL_UNSUPPORTED_METHOD: return "the gzip data are packed in an unknown way";
    case ISAL_INCORRECT_CHECKSUM: return "the gzip data do not have the checksum they should have";
    default: return "the gzip data are damaged";
    }
}

static void block_inflate(struct gunzip *gunzip)
{
    int result = isal_inflate(gunzip->state);
    if (gunzip->state->block_state == ISAL_BLOCK_FINISH)
        gunzip->in_member = false;
    if (result != ISAL_DECOMP_OK && result != ISAL_END_INPUT)
        gunzip->error = error_name(result);
}

int gunzip_block(void *ctx, const char **ret_data, size_t *ret_len)
{
    struct gunzip *gunzip = ctx;
    bool was_full = gunzip->state->avail_out == 0;
    gunzip->state->next_out = (uint8_t *)gunzip->block;
    gunzip->state->avail_out = BLOCK_BYTES;
    /* what was unpacked already and found no room */
    if (was_full && gunzip->in_member && !gunzip->error)
        block_inflate(gunzip);
    while (!gunzip->error && !gunzip->is_over && gunzip->state->avail_out && input_fill(gunzip)) {
        if (gunzip->in_member)
            block_inflate(gunzip);
        else
            member_begin(gunzip);
    }
    *ret_data = gunzip->block;
    *ret_len = BLOCK_BYTES - gunzip->state->avail_out;
    if (*ret_len)
        return 1;
    return gunzip->error ? -1 : 0;
}
