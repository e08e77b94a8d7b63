#include "core/input/input.h"

#include <errno.h>
#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/input/archive.h"
#include "core/input/export.h"
#include "core/input/file.h"
#include "core/input/json_text.h"
#include "core/input/lines.h"
#include "core/input/place.h"
#include "core/input/walk.h"
#include "core/model/arena.h"

#define PROBLEMS_ENOUGH 1000 /* to hand over a batch: with ever more of them some would be left out */

struct input {
    struct walk walk;
    struct file file;
    struct bytes place; /* of the file */
    bool is_open;
    struct archive_source *archive; /* NULL: plain text */
    struct lines lines;
    struct export export;
    struct talk_hints hints;
    bool in_member;
    const char *data; /* of the member, not taken by the lines yet */
    size_t left;
    bool is_over, is_damaged; /* nothing is left to read of the member; it was cut */
    bool is_run;              /* the lines were made of an export */
    struct expand_limits limits;
    uint64_t bytes, bytes_read, batches;
    locale_t names; /* libarchive turns names of members into those of a locale; this one keeps all letters */
};

struct input *input_new(const char *const *paths, size_t path_count, const struct input_options *options)
{
    struct input *input = must_calloc(1, sizeof *input);
    walk_init(&input->walk, paths, path_count);
    input->limits.ratio = options && options->max_expand_ratio ? options->max_expand_ratio : 1000;
    input->limits.bytes = options && options->max_expand_bytes ? options->max_expand_bytes : (uint64_t)64 << 30;
    if (options) {
        input->export.forced = options->format;
        input->hints = (struct talk_hints){.agents = options->agents, .columns = options->columns};
        input->export.talks.hints = &input->hints;
    }
    input->names = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    return input;
}

static void input_close(struct input *input)
{
    archive_source_free(input->archive);
    input->archive = NULL;
    if (input->is_open)
        file_close(&input->file);
    input->is_open = false;
}

void input_free(struct input *input)
{
    if (!input)
        return;
    input_close(input);
    walk_release(&input->walk);
    lines_release(&input->lines);
    export_release(&input->export);
    bytes_release(&input->place);
    if (input->names)
        freelocale(input->names);
    free(input);
}

/* Text that begins as a transcript does needs no libarchive to find that out. */
static bool is_plain(const char *head, ssize_t len)
{
    if (len == 0)
        return true;
    if (len >= 3 && memcmp(head, "\xef\xbb\xbf", 3) == 0)
        return true;
    return head[0] == '{' || json_is_space(head[0]);
}

/* `is_named`: its name says transcript; `is_trusted`: it is taken for one, whatever it begins with. */
static void member_begin(struct input *input, const char *place, bool is_named, bool is_trusted)
{
    input->in_member = true;
    input->is_over = input->is_damaged = input->is_run = false;
    input->left = 0;
    export_member_begin(&input->export, place, is_named);
    lines_member_begin(&input->lines, place, is_trusted);
}

static void file_tell(struct input *input, struct batch *batch, const char *reason)
{
    problems_add(&batch->problems, input->place.ptr, 0, "%s", reason);
}

/* Opens the next path. False if there is none. */
static bool input_open(struct input *input, struct batch *batch)
{
    const char *head;
    const char *path = walk_next(&input->walk, &batch->problems);
    if (!path)
        return false;
    bytes_clear(&input->place);
    place_add(&input->place, path);
    bytes_text(&input->place);
    if (file_open(&input->file, path, &input->bytes_read) != 0) {
        file_tell(input, batch, strerror(errno));
        return true;
    }
    input->is_open = true;
    ssize_t len = file_peek(&input->file, &head);
    if (len < 0) {
        file_tell(input, batch, strerror(errno));
        input_close(input);
    } else if (is_plain(head, len)) {
        /* what comes from a pipe has no name; it is taken for what it should be */
        bool transcript = strcmp(path, "-") == 0 || place_is_transcript(path);
        member_begin(input, input->place.ptr, place_is_transcript(path), transcript);
    } else {
        input->archive = archive_source_new(&input->file, input->place.ptr, &input->limits, &batch->problems);
        if (!input->archive)
            input_close(input);
    }
    return true;
}

static int member_block(struct input *input, struct batch *batch)
{
    if (input->archive)
        return archive_source_block(input->archive, &batch->problems, &input->data, &input->left);
    ssize_t got = file_read(&input->file, &input->data);
    if (got < 0)
        file_tell(input, batch, strerror(errno));
    input->left = got > 0 ? (size_t)got : 0;
    return got > 0 ? 1 : (int)got;
}

/* Lines that were made of an export, of the next place; false if there are none. */
static bool run_begin(struct input *input)
{
    const char *place;
    if (!export_run(&input->export, &place, &input->data, &input->left))
        return false;
    input->in_member = input->is_over = input->is_run = true;
    input->is_damaged = false;
    lines_member_begin(&input->lines, place, true);
    return true;
}

static void member_close(struct input *input)
{
    input->in_member = false;
    input->left = 0;
    if (!run_begin(input) && !input->archive)
        input_close(input);
}

static void member_end(struct input *input, struct batch *batch)
{
    lines_member_end(&input->lines, batch, input->is_damaged);
    if (input->lines.stage == LINES_REFUSED && !input->is_damaged)
        problems_add(&batch->problems, input->lines.place, 0, "holds no transcript");
    member_close(input);
}

/* All of the member was read: what is left is what was gathered of it, or lines that were made of that. */
static void member_finish(struct input *input, struct batch *batch, bool is_damaged)
{
    struct problems *problems = &batch->problems;
    input->is_over = true;
    input->is_damaged = is_damaged;
    if (!export_member_end(&input->export, is_damaged, problems, &input->data, &input->left))
        return;
    input->bytes += input->export.gathered.len;
    lines_member_end(&input->lines, batch, true);
    member_close(input);
}

static void lines_step(struct input *input, struct batch *batch)
{
    size_t used = lines_add(&input->lines, batch, input->data, input->left);
    input->bytes += input->is_run ? 0 : used;
    input->data += used;
    input->left -= used;
    if (input->lines.stage == LINES_REFUSED)
        member_end(input, batch);
}

/* Takes a block of the member, or what is left of one. */
static void member_step(struct input *input, struct batch *batch)
{
    if (input->left) {
        lines_step(input, batch);
        return;
    }
    if (input->is_over) {
        member_end(input, batch);
        return;
    }
    int result = member_block(input, batch);
    size_t len = input->left;
    input->left = 0;
    if (result <= 0)
        member_finish(input, batch, result < 0);
    else if (export_take(&input->export, input->data, len, &batch->problems, &input->data, &input->left))
        input->left = 0;
}

static void archive_step(struct input *input, struct batch *batch)
{
    if (archive_source_next(input->archive, &batch->problems)) {
        bool is_trusted = archive_source_is_trusted(input->archive);
        member_begin(input, archive_source_place(input->archive), is_trusted, is_trusted);
        return;
    }
    /* members of an archive belong together, and so do files beside each other: those are finished at the end */
    if (input->export.place && strcmp(input->export.place, input->place.ptr) != 0)
        export_file_end(&input->export, input->place.ptr, &batch->problems);
    if (!run_begin(input))
        input_close(input);
}

/* False at the end of all input. */
static bool input_step(struct input *input, struct batch *batch)
{
    if (input->in_member)
        member_step(input, batch);
    else if (input->archive)
        archive_step(input, batch);
    else if (!input_open(input, batch)) {
        export_file_end(&input->export, input->place.len ? input->place.ptr : "-", &batch->problems);
        return run_begin(input);
    }
    return true;
}

int input_next(struct input *input, struct batch *batch)
{
    locale_t before = input->names ? uselocale(input->names) : (locale_t)0;
    bool more = true;
    batch_clear(batch);
    lines_batch_begin(&input->lines, batch);
    while (more && !lines_batch_full(&input->lines, batch) && batch->problems.count < PROBLEMS_ENOUGH)
        more = input_step(input, batch);
    lines_batch_end(&input->lines, batch);
    if (input->names)
        uselocale(before);
    if (!batch->line_count && !batch->problems.count)
        return 0;
    batch->number = input->batches++;
    return 1;
}

uint64_t input_bytes(const struct input *input)
{
    return input->bytes;
}

uint64_t input_bytes_read(const struct input *input)
{
    return input->bytes_read;
}
