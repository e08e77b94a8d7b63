#include "core/run/collect.h"

#include <errno.h>
#include <string.h>

#include "core/run/groups.h"

/* Beyond these, streams go to temporary files. Their sum bounds the memory of a run. */
static const size_t stream_memory[STREAM_COUNT] = {
    [STREAM_FINDINGS] = 12 << 20, [STREAM_VERDICTS] = 4 << 20, [STREAM_FACTS] = 6 << 20, [STREAM_IDS] = 4 << 20};

void collector_init(struct collector *collector, const struct run_setup *setup)
{
    memset(collector, 0, sizeof *collector);
    collector->setup = setup;
    for (int i = 0; i < STREAM_COUNT; i++)
        collector->streams[i] = sorter_new(stream_memory[i]);
    problems_init(&collector->problems);
    tally_init(&collector->tally, setup->host->rule_count);
}

void collector_release(struct collector *collector)
{
    for (int i = 0; i < STREAM_COUNT; i++)
        sorter_free(collector->streams[i]);
    problems_release(&collector->problems);
    tally_release(&collector->tally);
    bytes_release(&collector->failure);
}

static int fail(struct collector *collector, const char *what)
{
    if (!collector->failed)
        bytes_addf(&collector->failure, "%s: %s", what, strerror(errno));
    collector->failed = true;
    return -1;
}

void collector_take(struct collector *collector, struct result *result)
{
    problems_move(&collector->problems, &result->problems);
    tally_add(&collector->tally, &result->tally, collector->setup->host->rule_count);
    for (int i = 0; i < STREAM_COUNT && !collector->failed; i++) {
        struct record record;
        size_t at = 0;
        while (record_next(&result->streams[i], &at, &record))
            if (sorter_add(collector->streams[i], record.key, record.key_len, record.payload, record.payload_len) != 0) {
                fail(collector, "temporary file");
                break;
            }
    }
}

/* Copies the payloads of a stream, in order, to a file. */
static int write_stream(struct collector *collector, enum stream stream, FILE *file)
{
    struct sorter_record record;
    int more;
    if (sorter_finish(collector->streams[stream]) != 0)
        return fail(collector, "temporary file");
    while ((more = sorter_next(collector->streams[stream], &record)) > 0)
        if (fwrite(record.payload, 1, record.payload_len, file) != record.payload_len)
            return fail(collector, "report");
    return more < 0 ? fail(collector, "temporary file") : 0;
}

static void name_repeated(struct collector *collector, const struct sorter_record *record, uint64_t line)
{
    problems_notice(&collector->problems, record->payload, line, "the conversation id %.*s was there before",
                    (int)record->key_len, record->key);
}

static uint64_t line_of_place(const char *place, size_t len)
{
    uint64_t line = 0;
    for (size_t i = len - 8; i < len; i++)
        line = line << 8 | (unsigned char)place[i];
    return line;
}

static int by_place(const void *left, const void *right)
{
    const struct bytes *a = left, *b = right;
    int order = strcmp(a->ptr, b->ptr);
    return order ? order : memcmp(a->ptr + a->len - 8, b->ptr + b->len - 8, 8);
}

/*
 * Ids arrive sorted, with the places in the order of reading, which must not show: of the places
 * of one id the first in the order of places is the original.
 */
struct same_id {
    struct bytes id;
    struct bytes first; /* the place that is no repetition so far */
};

static void note_repeated(struct collector *collector, struct same_id *same, const struct sorter_record *record)
{
    struct bytes place = {(char *)record->payload, record->payload_len, record->payload_len};
    struct sorter_record repeated = *record;
    if (by_place(&place, &same->first) < 0) {
        struct bytes other = same->first;
        memset(&same->first, 0, sizeof same->first);
        bytes_add(&same->first, place.ptr, place.len);
        repeated.payload = other.ptr;
        repeated.payload_len = other.len;
        name_repeated(collector, &repeated, line_of_place(other.ptr, other.len));
        bytes_release(&other);
        return;
    }
    name_repeated(collector, &repeated, line_of_place(place.ptr, place.len));
}

static int find_repeated_ids(struct collector *collector)
{
    struct sorter_record record;
    struct same_id same = {0};
    int more;
    if (sorter_finish(collector->streams[STREAM_IDS]) != 0)
        return fail(collector, "temporary file");
    while ((more = sorter_next(collector->streams[STREAM_IDS], &record)) > 0) {
        bool known = same.first.len > 0 && same.id.len == record.key_len &&
                     memcmp(same.id.ptr, record.key, record.key_len) == 0;
        if (known) {
            note_repeated(collector, &same, &record);
            continue;
        }
        bytes_clear(&same.id);
        bytes_clear(&same.first);
        bytes_add(&same.id, record.key, record.key_len);
        bytes_add(&same.first, record.payload, record.payload_len);
    }
    bytes_release(&same.id);
    bytes_release(&same.first);
    return more < 0 ? fail(collector, "temporary file") : 0;
}

static int write_report(struct collector *collector, struct worker *worker, FILE *report, FILE *verdicts)
{
    const struct output_format *format = collector->setup->format;
    struct bytes frame = {0};
    if (format->begin)
        format->begin(&collector->setup->style, &frame);
    fwrite(frame.ptr ? frame.ptr : "", 1, frame.len, report);
    bytes_release(&frame);
    if (write_stream(collector, STREAM_FINDINGS, report) != 0)
        return -1;
    if (verdicts && write_stream(collector, STREAM_VERDICTS, verdicts) != 0)
        return -1;
    if (groups_judge(collector, worker, report, verdicts) != 0)
        return fail(collector, "temporary file or report");
    uint64_t findings = 0;
    for (size_t i = 0; i < 4; i++)
        findings += collector->tally.at_severity[i];
    if (format->end)
        format->end(&collector->setup->style, findings, &frame);
    fwrite(frame.ptr ? frame.ptr : "", 1, frame.len, report);
    bytes_release(&frame);
    return 0;
}

int collector_finish(struct collector *collector, struct worker *worker, FILE *report, FILE *verdicts)
{
    if (collector->failed)
        return -1;
    if (write_report(collector, worker, report, verdicts) != 0 || find_repeated_ids(collector) != 0)
        return -1;
    problems_sort(&collector->problems);
    if (fflush(report) != 0 || ferror(report) || (verdicts && (fflush(verdicts) != 0 || ferror(verdicts))))
        return fail(collector, "report");
    return 0;
}
