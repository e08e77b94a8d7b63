#include "core/command/options.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/model/bytes.h"
#include "core/model/nearest.h"
#include "core/text/visible.h"

void complain(const char *format, ...)
{
    char raw[4096];
    struct bytes shown = {0};
    va_list args;
    va_start(args, format);
    vsnprintf(raw, sizeof raw, format, args);
    va_end(args);
    visible_add_z(&shown, raw);
    fprintf(stderr, "rapport: %s\n", bytes_text(&shown));
    bytes_release(&shown);
}

long long option_number(const char *option, const char *value, long long min, long long max)
{
    long long number = 0;
    bool good = *value != '\0';
    for (const char *at = value; *at && good; at++) {
        good = *at >= '0' && *at <= '9' && number <= max;
        number = number * 10 + (*at - '0');
    }
    if (good && number >= min && number <= max)
        return number;
    complain("%s takes a number from %lld to %lld, not \"%s\"", option, min, max, value);
    return -1;
}

struct reader {
    int argc, at;
    char **argv;
    const struct option_spec *specs;
    size_t spec_count;
    option_take *take;
    void *ctx;
};

static const struct option_spec *spec_by_name(const struct reader *reader, const char *name, size_t len)
{
    for (size_t i = 0; i < reader->spec_count; i++)
        if (strlen(reader->specs[i].name) == len && memcmp(reader->specs[i].name, name, len) == 0)
            return &reader->specs[i];
    return NULL;
}

static const struct option_spec *spec_by_letter(const struct reader *reader, char letter)
{
    for (size_t i = 0; i < reader->spec_count; i++)
        if (reader->specs[i].letter && reader->specs[i].letter == letter)
            return &reader->specs[i];
    return NULL;
}

static int unknown(const struct reader *reader, const char *option)
{
    const char *names[64];
    size_t count = 0;
    for (size_t i = 0; i < reader->spec_count && count < 64; i++)
        names[count++] = reader->specs[i].name;
    const char *nearest = option[0] == '-' && option[1] == '-' ? nearest_name(option + 2, names, count) : NULL;
    if (nearest)
        complain("unknown option %s; did you mean --%s?", option, nearest);
    else
        complain("unknown option %s; see --help", option);
    return -1;
}

/* The value of an option: behind `=` (or the letter), else the next argument. */
static int take_value(struct reader *reader, const struct option_spec *spec, const char *attached)
{
    if (!spec->takes_value) {
        if (!attached)
            return reader->take(reader->ctx, spec->id, NULL);
        complain("--%s takes no value", spec->name);
        return -1;
    }
    if (attached)
        return reader->take(reader->ctx, spec->id, attached);
    if (reader->at + 1 >= reader->argc) {
        complain("--%s needs a value", spec->name);
        return -1;
    }
    return reader->take(reader->ctx, spec->id, reader->argv[++reader->at]);
}

static int read_option(struct reader *reader, const char *option)
{
    if (option[1] == '-') {
        const char *equals = strchr(option, '=');
        size_t len = equals ? (size_t)(equals - option - 2) : strlen(option + 2);
        const struct option_spec *spec = spec_by_name(reader, option + 2, len);
        return spec ? take_value(reader, spec, equals ? equals + 1 : NULL) : unknown(reader, option);
    }
    const struct option_spec *spec = spec_by_letter(reader, option[1]);
    return spec ? take_value(reader, spec, option[2] ? option + 2 : NULL) : unknown(reader, option);
}

int options_read(int argc, char **argv, const struct option_spec *specs, size_t spec_count, option_take *take,
                 void *ctx, int *ret_count)
{
    struct reader reader = {argc, 1, argv, specs, spec_count, take, ctx};
    int kept = 0;
    bool options = true;
    for (; reader.at < argc; reader.at++) {
        char *word = argv[reader.at];
        if (options && strcmp(word, "--") == 0)
            options = false;
        else if (options && word[0] == '-' && word[1] != '\0') {
            if (read_option(&reader, word) != 0)
                return -1;
        } else {
            argv[1 + kept++] = word;
        }
    }
    *ret_count = kept;
    return 0;
}
