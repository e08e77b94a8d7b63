#include "core/command/reading.h"

#include <stdio.h>
#include <unistd.h>

#include "core/command/command.h"
#include "core/command/options.h"
#include "core/output/summary.h"

unsigned reading_processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : count > PIPELINE_THREADS_MAX ? PIPELINE_THREADS_MAX : (unsigned)count;
}

bool reading_is_partial(const struct problems *problems)
{
    bool partly = problems->left_out > 0;
    for (size_t i = 0; i < problems->count; i++)
        partly |= !problems->list[i].notice;
    return partly;
}

struct worker *reading_run(const struct run_setup *run, struct collector *collector, const struct input_options *options,
                           const char *const *paths, size_t path_count)
{
    struct bytes faults = {0};
    struct input *input = input_new(paths, path_count, options);
    struct worker *worker = pipeline_run(input, run, collector, reading_processors(), NULL, NULL, &faults);
    if (!worker)
        complain("%s", bytes_text(&faults));
    input_free(input);
    bytes_release(&faults);
    return worker;
}

int reading_status(struct problems *problems)
{
    struct bytes text = {0};
    problems_sort(problems);
    summary_problems(&text, problems);
    fwrite(text.ptr ? text.ptr : "", 1, text.len, stderr);
    bytes_release(&text);
    return reading_is_partial(problems) ? STATUS_PARTLY : STATUS_DONE;
}
