/* Threads side by side: the report is that of one thread, whatever they do to each other. */
#include "core/run/pipeline.h"

#include "tests/scratch.h"
#include "tests/stage.h"
#include "tests/unit.h"

enum { CONVERSATIONS = 6000 };

/* More than a batch for each thread, with prices to be compared across. */
static void log_write(const char *path)
{
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    for (int i = 0; i < CONVERSATIONS; i++) {
        fprintf(file, "{\"id\":\"c%d\",\"customer\":{\"id\":\"u%d\"},\"messages\":[{\"role\":\"customer\",\"text\":"
                "\"how much is the garden tour %d?\"},{\"role\":\"agent\",\"from\":\"a%d\",\"text\":\"The garden tour costs $%d. %s\"}",
                i, i, i, i % 7, i % 100 ? 50 : 60, i % 3 ? "Thank you for calling." : "Calm down.");
        for (int j = 0; j < 8; j++)
            fprintf(file, ",{\"role\":\"customer\",\"text\":\"and the weather on day %d of the %dth tour, please?\"}", j, i);
        fputs(i % 500 == 7 ? "]\n" : "]}\n", file);
    }
    ck_assert_int_eq(fclose(file), 0);
}

static void progress_count(void *ctx, const struct input *input, const struct tally *tally)
{
    (void)input, (void)tally;
    ++*(unsigned *)ctx;
}

/* Report, verdicts and problems of a run. */
static char *run_with(const char *path, unsigned threads)
{
    const struct input_options options = {0};
    struct collector collector;
    struct bytes reasons = {0};
    unsigned calls = 0;
    char *text;
    size_t len;
    collector_init(&collector, &stage.run);
    struct input *input = input_new(&path, 1, &options);
    struct worker *worker = pipeline_run(input, &stage.run, &collector, threads, progress_count, &calls, &reasons);
    ck_assert_msg(worker != NULL, "%s", bytes_text(&reasons));
    ck_assert_uint_gt(calls, 0);
    ck_assert_uint_eq(collector.tally.conversations, CONVERSATIONS - CONVERSATIONS / 500);
    FILE *out = open_memstream(&text, &len);
    ck_assert_int_eq(collector_finish(&collector, worker, out, out), 0);
    for (size_t i = 0; i < collector.problems.count; i++)
        fprintf(out, "%s:%llu: %s\n", collector.problems.list[i].place, (unsigned long long)collector.problems.list[i].line,
                collector.problems.list[i].reason);
    ck_assert_int_eq(fclose(out), 0);
    ck_assert_uint_eq(collector.problems.count, CONVERSATIONS / 500);
    worker_free(worker);
    input_free(input);
    collector_release(&collector);
    bytes_release(&reasons);
    return text;
}

START_TEST(any_number_of_threads_writes_the_same)
{
    char *path = path_make("%s/log.jsonl", scratch);
    log_write(path);
    char *one = run_with(path, 1);
    ck_assert_ptr_nonnull(strstr(one, "c3 phrasing/dismissive 1 critical Calm down\n"));
    ck_assert_ptr_nonnull(strstr(one, "c100 quotes/across 1 major $60 <c1 1>\n"));
    for (unsigned threads = 2; threads <= 8; threads += 3) {
        char *many = run_with(path, threads);
        ck_assert_msg(strcmp(one, many) == 0, "%u threads wrote something else", threads);
        free(many);
    }
    free(one);
}
END_TEST

START_TEST(nothing_to_read_is_no_fault)
{
    const char *path = path_make("%s/empty.jsonl", scratch);
    const struct input_options options = {0};
    struct collector collector;
    struct bytes reasons = {0};
    file_write(path, "");
    collector_init(&collector, &stage.run);
    struct input *input = input_new(&path, 1, &options);
    struct worker *worker = pipeline_run(input, &stage.run, &collector, 4, NULL, NULL, &reasons);
    ck_assert_ptr_nonnull(worker);
    ck_assert_uint_eq(collector.tally.conversations, 0);
    ck_assert_uint_eq(collector.problems.count, 0);
    worker_free(worker);
    input_free(input);
    collector_release(&collector);
}
END_TEST

static Suite *pipeline_suite(void)
{
    Suite *suite = suite_create("pipeline");
    TCase *tcase = tcase_create("pipeline");
    tcase_add_unchecked_fixture(tcase, stage_open, stage_close);
    tcase_add_checked_fixture(tcase, scratch_make, scratch_remove);
    tcase_set_timeout(tcase, 100);
    tcase_add_test(tcase, any_number_of_threads_writes_the_same);
    tcase_add_test(tcase, nothing_to_read_is_no_fault);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(pipeline_suite)
