#include "core/input/batch.h"

#include <stdlib.h>
#include <string.h>

#define KEEP_BYTES (4 * BATCH_BYTES)
#define KEEP_LINES ((size_t)64 << 10)

void batch_init(struct batch *batch)
{
    *batch = (struct batch){0};
}

static void members_release(struct batch *batch)
{
    for (size_t i = 0; i < batch->member_count; i++)
        free(batch->members[i]);
    batch->member_count = 0;
}

void batch_release(struct batch *batch)
{
    members_release(batch);
    free(batch->members);
    free(batch->lines);
    bytes_release(&batch->data);
    problems_release(&batch->problems);
    *batch = (struct batch){0};
}

void batch_clear(struct batch *batch)
{
    members_release(batch);
    problems_release(&batch->problems);
    bytes_clear(&batch->data);
    batch->line_count = 0;
    batch->number = 0;
    /* one monstrous line must not hold its memory for the rest of the run */
    if (batch->data.cap > KEEP_BYTES)
        bytes_release(&batch->data);
    if (batch->line_cap > KEEP_LINES) {
        free(batch->lines);
        batch->lines = NULL;
        batch->line_cap = 0;
    }
}
