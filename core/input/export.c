#include "core/input/export.h"

#include <stdlib.h>
#include <string.h>

#include "core/input/charset.h"
#include "core/input/csv.h"
#include "core/input/json_text.h"
#include "core/model/arena.h"

#define KEEP_BYTES ((size_t)4 << 20)

void export_release(struct export *export)
{
    const struct format *forced = export->forced;
    const struct talk_hints *hints = export->talks.hints;
    free(export->place);
    bytes_release(&export->gathered);
    talks_release(&export->talks);
    *export = (struct export){.forced = forced};
    export->talks.hints = hints;
}

void export_member_begin(struct export *export, const char *place, bool is_named)
{
    free(export->place);
    export->place = must_copy(place, strlen(place));
    export->is_named = is_named;
    export->format = NULL;
    export->stage = EXPORT_LOOK;
    if (export->gathered.cap > KEEP_BYTES)
        bytes_release(&export->gathered);
    bytes_clear(&export->gathered);
    if (export->forced) {
        export->format = export->forced;
        export->stage = export->forced->read ? EXPORT_GATHER : EXPORT_PASS;
    }
}

/* What a format is asked about: the head, in UTF-8. */
static const struct format *recognise(const struct export *export, const char *head, size_t len)
{
    struct bytes text = {0};
    const struct format *format = format_of(head, len, export->place);
    const char *charset = format ? "UTF-8" : charset_of(head, len);
    if (!format && (strcmp(charset, "UTF-8") != 0 || (len >= 3 && memcmp(head, "\xef\xbb\xbf", 3) == 0))) {
        bytes_add(&text, head, len);
        charset_decode(&text, charset);
        format = format_of(bytes_text(&text), text.len, export->place);
    }
    bytes_release(&text);
    if (!format && export->talks.hints && export->talks.hints->columns && csv_delimiter(head, len) &&
        !format_is_json(head, len))
        return format_by_name("csv"); /* whoever names columns has a table */
    return format;
}

/* A list or object of JSON that nothing is known of yet may tell later what it is; lines of ours are told at once. */
static enum export_stage stage_of(struct export *export, const char *head, size_t len, bool is_all)
{
    const struct format *format = recognise(export, head, len < FORMAT_HEAD_BYTES ? len : FORMAT_HEAD_BYTES);
    if (!format && is_all && format_is_json(head, len) && !export->is_named)
        format = recognise(export, head, len);
    export->format = format;
    if (format)
        return format->read ? EXPORT_GATHER : EXPORT_PASS;
    if (is_all)
        return EXPORT_PASS;
    if (len < FORMAT_HEAD_BYTES)
        return EXPORT_LOOK;
    return format_is_json(head, len) && !export->is_named && len < FORMAT_JSON_LOOK_MAX ? EXPORT_LOOK : EXPORT_PASS;
}

bool export_take(struct export *export, const char *data, size_t len, struct problems *problems, const char **ret_data,
                 size_t *ret_len)
{
    *ret_data = data;
    *ret_len = len;
    if (export->stage == EXPORT_LOOK && export->gathered.len == 0)
        export->stage = stage_of(export, data, len, false);
    else if (export->stage == EXPORT_LOOK && export->gathered.len < FORMAT_HEAD_BYTES) {
        bytes_add(&export->gathered, data, len);
        export->stage = stage_of(export, export->gathered.ptr, export->gathered.len, false);
        *ret_data = export->gathered.ptr;
        *ret_len = export->gathered.len;
        return export->stage != EXPORT_PASS;
    }
    if (export->stage == EXPORT_PASS)
        return false;
    if (export->gathered.len + len <= FORMAT_BYTES_MAX) {
        bytes_add(&export->gathered, data, len);
        if (export->stage == EXPORT_LOOK && export->gathered.len >= FORMAT_JSON_LOOK_MAX) {
            export->stage = EXPORT_PASS;
            *ret_data = export->gathered.ptr;
            *ret_len = export->gathered.len;
            return false;
        }
    } else if (export->gathered.len < FORMAT_BYTES_MAX + 1) {
        problems_add(problems, export->place, 0, "is longer than %zu MiB, which is too much for %s",
                     FORMAT_BYTES_MAX >> 20, export->format ? export->format->title : "JSON");
        bytes_release(&export->gathered);
        export->gathered.len = 0;
        export->stage = EXPORT_REFUSED;
    }
    return true;
}

/* What the format keeps from member to member; NULL, though that cannot be, if too many formats do. */
static struct unfinished *unfinished_of(struct export *export, const struct format *format)
{
    for (size_t i = 0; i < export->unfinished_count; i++)
        if (export->unfinished[i].format == format)
            return &export->unfinished[i];
    if (export->unfinished_count == EXPORT_UNFINISHED_MAX)
        return NULL;
    export->unfinished[export->unfinished_count] = (struct unfinished){.format = format};
    return &export->unfinished[export->unfinished_count++];
}

static void read_all(struct export *export, bool is_damaged, struct problems *problems)
{
    const struct format *format = export->format;
    struct bytes *text = &export->gathered;
    if (!format->keeps_bytes)
        charset_decode(text, charset_of(text->ptr, text->len));
    bytes_text(text);
    if (!format->keeps_bytes)
        for (char *at = text->ptr; (at = memchr(at, '\0', (size_t)(text->ptr + text->len - at))); at++)
            *at = ' ';
    talks_begin(&export->talks, export->place, problems, is_damaged);
    size_t before = problems->count;
    uint64_t told = problems->left_out;
    struct unfinished *kept = format->finish ? unfinished_of(export, format) : NULL;
    export->talks.store = kept ? kept->store : NULL;
    format->read(text->ptr, text->len, &export->talks);
    if (kept)
        kept->store = export->talks.store;
    export->talks.store = NULL;
    if (export->talks.count == 0 && !kept && problems->count == before && problems->left_out == told && !is_damaged)
        problems_notice(problems, export->place, 0, "%s: nothing is said in it", format->title);
    talks_end(&export->talks);
}

bool export_member_end(struct export *export, bool is_damaged, struct problems *problems, const char **ret_data,
                       size_t *ret_len)
{
    *ret_data = NULL;
    *ret_len = 0;
    bool is_looking = export->stage == EXPORT_LOOK;
    if (is_looking && export->gathered.len > 0)
        export->stage = stage_of(export, export->gathered.ptr, export->gathered.len, true);
    if (export->stage == EXPORT_GATHER && export->gathered.len > 0) {
        read_all(export, is_damaged, problems);
        return true;
    }
    if (is_looking && export->stage == EXPORT_PASS) {
        *ret_data = export->gathered.ptr;
        *ret_len = export->gathered.len;
    }
    return false;
}

void export_file_end(struct export *export, const char *place, struct problems *problems)
{
    for (size_t i = 0; i < export->unfinished_count; i++) {
        talks_begin(&export->talks, place, problems, false);
        export->talks.store = export->unfinished[i].store;
        if (export->talks.store)
            export->unfinished[i].format->finish(&export->talks);
        export->talks.store = NULL;
        talks_end(&export->talks);
    }
    export->unfinished_count = 0;
    arena_release(&export->talks.kept);
}

bool export_run(struct export *export, const char **ret_place, const char **ret_data, size_t *ret_len)
{
    struct talks *talks = &export->talks;
    if (export->run == talks->run_count) {
        for (size_t i = 0; i < talks->run_count; i++)
            free(talks->runs[i].place);
        talks->run_count = export->run = 0;
        if (talks->lines.cap > KEEP_BYTES)
            bytes_release(&talks->lines);
        bytes_clear(&talks->lines);
        return false;
    }
    size_t begin = export->run ? talks->runs[export->run - 1].end : 0;
    *ret_place = talks->runs[export->run].place;
    *ret_data = talks->lines.ptr + begin;
    *ret_len = talks->runs[export->run].end - begin;
    export->run++;
    return true;
}
