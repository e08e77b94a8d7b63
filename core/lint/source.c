#include "core/lint/source.h"

#include <string.h>
#include <strings.h>

static const struct {
    const char *ending;
    source_read *read;
} sources[] = {
    {".json", source_json},  {".jsonl", source_json}, {".yaml", source_yaml},    {".yml", source_yaml},
    {".po", source_po},      {".pot", source_po},     {".xliff", source_xliff},  {".xlf", source_xliff},
    {".csv", source_csv},    {".tsv", source_csv},    {".md", source_text},      {".markdown", source_text},
    {".txt", source_text},   {".html", source_html},  {".htm", source_html},
};

static source_read *source_of(const char *path)
{
    const char *name = strrchr(path, '/');
    const char *point = strrchr(name ? name + 1 : path, '.');
    for (size_t i = 0; point && i < sizeof sources / sizeof *sources; i++)
        if (strcasecmp(sources[i].ending, point) == 0)
            return sources[i].read;
    return NULL;
}

bool sheet_is_known(const char *path)
{
    return source_of(path) != NULL;
}

bool sheet_read(struct sheet *sheet)
{
    source_read *read = source_of(sheet->path);
    if (read)
        read(sheet);
    return read != NULL;
}
