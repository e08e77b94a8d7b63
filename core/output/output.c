#include "core/output/output.h"

#include <string.h>

#include "core/output/formats.h"

static const struct output_format *const formats[] = {&output_text, &output_jsonl, NULL};

const struct output_format *const *output_all(void)
{
    return formats;
}

const struct output_format *output_by_name(const char *name)
{
    for (size_t i = 0; formats[i]; i++)
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    return NULL;
}

static const char *const severities[] = {"info", "minor", "major", "critical"};

const char *severity_name(int32_t severity)
{
    return severities[severity];
}

int32_t severity_by_name(const char *name)
{
    for (int32_t i = 0; i <= RAPPORT_CRITICAL; i++)
        if (strcmp(severities[i], name) == 0)
            return i;
    return -1;
}
