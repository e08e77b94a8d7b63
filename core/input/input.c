#include "core/input/input.h"

#include <errno.h>
#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/input/archive.h"
#include "core/input/file.h"
#include "core/input/format.h"
#include "core/input/json_text.h"
#include "core/input/lines.h"
#include "core/input/place.h"
#include "core/input/walk.h"
#include "core/model/arena.h"

#define PROBLEMS_ENOUGH 1000 /* to hand over a batch: with ever more of them some would be left out */

enum member_stage {
    MEMBER_SNIFF,  /* gathering the head, to see what it is */
    MEMBER_PASS,   /* our own: block by block */
    MEMBER_GATHER, /* of another format, which is read when it is whole */
    MEMBER_TALK    /* the lines that were made of it */
};

struct input {
    struct walk walk;
    struct file file;
    struct bytes place; /* of the file */
    bool is_open;
    struct archive_source *archive; /* NULL: plain text */
    struct lines lines;
    bool in_member, damaged;
    enum member_stage stage;
    const struct format *forced, *format;
    const char *const *agents;
    struct bytes gathered;
    struct talks talks;
    const char *data; /* of the member, not taken yet */
    size_t left;
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
    input->forced = options ? options->format : NULL;
    input->agents = options ? options->agents : NULL;
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
    bytes_release(&input->place);
    bytes_release(&input->gathered);
    bytes_release(&input->talks.lines);
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

static void file_tell(struct input *input, struct batch *batch, const char *reason)
{
    problems_add(&batch->problems, input->place.ptr, 0, "%s", reason);
}

static void member_begin(struct input *input, const char *place, bool trusted)
{
    input->in_member = true;
    input->damaged = false;
    input->stage = MEMBER_SNIFF;
    bytes_release(&input->gathered);
    lines_member_begin(&input->lines, place, trusted);
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
        member_begin(input, input->place.ptr, strcmp(path, "-") == 0 || place_is_transcript(path));
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

static void member_end(struct input *input, struct batch *batch, bool damaged)
{
    lines_member_end(&input->lines, batch, damaged);
    if (input->lines.stage == LINES_REFUSED && !damaged)
        problems_add(&batch->problems, input->lines.place, 0, "holds no transcript");
    input->in_member = false;
    input->left = 0;
    if (!input->archive)
        input_close(input);
}

/* Goes on with what was gathered as if it came just now. */
static void member_pass(struct input *input)
{
    input->stage = MEMBER_PASS;
    input->data = input->gathered.ptr;
    input->left = input->gathered.len;
}

/* JSON over many lines would be a fault in each of them: the first ends in no brace, or it is a list. */
static bool is_other_json(const struct input *input, const char *head, size_t len)
{
    const char *end = memchr(head, '\n', len);
    if (input->lines.trusted || !end || !format_is_json(head, len))
        return false;
    while (end > head && json_is_space(*end))
        end--;
    return *end != '}' && !json_is_space(*end);
}

static void member_decide(struct input *input)
{
    const char *head = input->gathered.ptr;
    size_t len = input->gathered.len < FORMAT_HEAD_BYTES ? input->gathered.len : FORMAT_HEAD_BYTES;
    input->format = input->forced ? input->forced : len ? format_of(head, len, input->lines.place) : NULL;
    if (input->format)
        input->stage = MEMBER_GATHER;
    else if (len && is_other_json(input, head, len))
        input->lines.stage = LINES_REFUSED;
    else
        member_pass(input);
}

/* The member is whole, or damaged behind here: what is complete of it is read all the same. */
static void member_read(struct input *input, struct batch *batch)
{
    char *place = must_copy(input->lines.place, strlen(input->lines.place));
    bytes_release(&input->talks.lines);
    input->talks = (struct talks){.place = place, .problems = &batch->problems, .agents = input->agents};
    format_read(input->format, input->gathered.ptr ? input->gathered.ptr : "", input->gathered.len, &input->talks);
    bytes_release(&input->gathered);
    if (input->talks.count == 0 && input->forced && !input->damaged)
        problems_add(&batch->problems, place, 0, "holds no conversation that can be read as %s", input->format->title);
    else if (input->talks.count == 0 && !input->damaged)
        problems_notice(&batch->problems, place, 0, "holds no conversation (%s)", input->format->title);
    lines_member_begin(&input->lines, place, true);
    input->stage = MEMBER_TALK;
    input->data = input->talks.lines.ptr;
    input->left = input->talks.lines.len;
    free(place);
}

/* Takes the next block of a member that is gathered, for its head or whole. */
static void member_gather(struct input *input, struct batch *batch)
{
    int result = member_block(input, batch);
    size_t size = result > 0 ? input->left : 0;
    input->damaged |= result < 0;
    if (size && input->stage == MEMBER_SNIFF && !input->gathered.len && !input->forced && format_is_ours(input->data, size)) {
        input->stage = MEMBER_PASS;
        return;
    }
    bytes_add(&input->gathered, input->data, size);
    input->left = 0;
    if (input->stage == MEMBER_SNIFF && (result <= 0 || input->gathered.len >= FORMAT_HEAD_BYTES))
        member_decide(input);
    if (input->stage != MEMBER_GATHER)
        return;
    if (input->gathered.len > FORMAT_BYTES_MAX) {
        problems_add(&batch->problems, input->lines.place, 0, "is larger than %zu MiB, too large for %s",
                     FORMAT_BYTES_MAX >> 20, input->format->title);
        member_end(input, batch, true);
    } else if (result <= 0) {
        input->bytes += input->gathered.len;
        member_read(input, batch);
    }
}

/* Takes a block of the member, or what is left of one. */
static void member_step(struct input *input, struct batch *batch)
{
    if (input->stage == MEMBER_SNIFF || input->stage == MEMBER_GATHER) {
        member_gather(input, batch);
        if (input->in_member && input->lines.stage == LINES_REFUSED)
            member_end(input, batch, input->damaged);
        return;
    }
    bool made = input->stage == MEMBER_TALK;
    int result = input->left ? 1 : made || input->damaged ? 0 : member_block(input, batch);
    if (result <= 0) {
        member_end(input, batch, result < 0 || (input->damaged && !made));
        return;
    }
    size_t used = lines_add(&input->lines, batch, input->data, input->left);
    input->bytes += made ? 0 : used;
    input->data += used;
    input->left -= used;
    if (input->lines.stage == LINES_REFUSED)
        member_end(input, batch, false);
}

static void archive_step(struct input *input, struct batch *batch)
{
    if (archive_source_next(input->archive, &batch->problems)) {
        member_begin(input, archive_source_place(input->archive), archive_source_is_trusted(input->archive));
    } else {
        input_close(input);
    }
}

/* False at the end of all input. */
static bool input_step(struct input *input, struct batch *batch)
{
    if (input->in_member)
        member_step(input, batch);
    else if (input->archive)
        archive_step(input, batch);
    else
        return input_open(input, batch);
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
