#include "core/match/pack.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/match/pack_text.h"
#include "core/model/nearest.h"
#include "core/text/utf8.h"

/* Reads the packs of one language, or the list of cues. */
struct pack_reader {
    const struct ruleset *cues; /* where the cues are listed */
    struct ruleset *ruleset;    /* where phrases go; for the list of cues the same */
    struct bytes *faults;
    struct pack_parser *parser;
    const char *file; /* the one being read, as shown to people */
    int language;
    uint32_t cue;
};

static void fault(struct pack_reader *reader, const char *reason, const char *detail)
{
    bytes_addf(reader->faults, "%s: %s%s%s\n", reader->file, reason, detail ? ": " : "", detail ? detail : "");
}

/* The whole file, which must be no larger than a pack can reasonably be. */
static int read_file(const char *path, struct bytes *out)
{
    enum { PACK_BYTES_MAX = 64 << 20 };
    struct stat info;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || fstat(file, &info) != 0)
        return -1;
    errno = S_ISREG(info.st_mode) && info.st_size <= PACK_BYTES_MAX ? 0 : EFBIG;
    ssize_t got = errno ? -1 : 1;
    while (got > 0) {
        got = read(file, bytes_reserve(out, 1 << 16), 1 << 16);
        out->len += got > 0 ? (size_t)got : 0;
    }
    close(file);
    return (int)got;
}

static json_t *parse_json(struct pack_reader *reader, const struct bytes *text)
{
    json_error_t error;
    json_t *root = json_loadb(text->ptr ? text->ptr : "", text->len, JSON_REJECT_DUPLICATES, &error);
    if (!root)
        bytes_addf(reader->faults, "%s:%d:%d: %s\n", reader->file, error.line, error.column, error.text);
    return root;
}

static json_t *read_json(struct pack_reader *reader, const char *path)
{
    struct bytes text = {0};
    json_t *root = NULL;
    reader->file = path;
    if (read_file(path, &text) != 0)
        bytes_addf(reader->faults, "%s: %s\n", path, strerror(errno));
    else
        root = parse_json(reader, &text);
    bytes_release(&text);
    return root;
}

static void unknown_key(struct pack_reader *reader, const char *key, const char *const *known, size_t count)
{
    bytes_addf(reader->faults, "%s: unknown key \"%s\"; did you mean \"%s\"?\n", reader->file, key,
               nearest_name(key, known, count));
}

static bool check_keys(struct pack_reader *reader, json_t *object, const char *const *known, size_t count)
{
    bool good = true;
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value) {
        bool found = false;
        for (size_t i = 0; i < count; i++)
            found |= strcmp(known[i], key) == 0;
        if (!found)
            unknown_key(reader, key, known, count);
        good &= found;
    }
    return good;
}

static unsigned read_said_by(struct pack_reader *reader, json_t *list, const char *cue)
{
    static const char *const roles[] = {"customer", "agent", "bot"};
    unsigned said_by = 0;
    size_t index;
    json_t *item;
    json_array_foreach(list, index, item) {
        unsigned before = said_by;
        for (unsigned role = 0; role < RULESET_ROLES; role++)
            if (json_is_string(item) && strcmp(json_string_value(item), roles[role]) == 0)
                said_by |= 1u << role;
        if (said_by == before)
            fault(reader, "said_by names a role that is not customer, agent or bot", cue);
    }
    if (!said_by)
        fault(reader, "said_by is missing or empty", cue);
    return said_by;
}

static void read_cue_list(struct pack_reader *reader, const char *path)
{
    static const char *const known[] = {"name", "said_by", "about"};
    json_t *root = read_json(reader, path), *item;
    size_t index;
    json_array_foreach(json_object_get(root, "cues"), index, item) {
        const char *name = json_string_value(json_object_get(item, "name"));
        const char *about = json_string_value(json_object_get(item, "about"));
        check_keys(reader, item, known, 3);
        if (!name || !about)
            fault(reader, "a cue needs \"name\" and \"about\"", name);
        else if (ruleset_cue(reader->ruleset, name, strlen(name)) != UINT32_MAX)
            fault(reader, "a cue is listed twice", name);
        else
            ruleset_add_cue(reader->ruleset, name, read_said_by(reader, json_object_get(item, "said_by"), name), about);
    }
    if (root && !json_is_array(json_object_get(root, "cues")))
        fault(reader, "no list \"cues\"", NULL);
    json_decref(root);
}

/* A letter that belongs to the script of another of our languages than `language`. */
static bool in_wrong_script(const char *text, size_t len, int language)
{
    for (size_t at = 0; at < len;) {
        uint32_t letter;
        at += utf8_decode(text + at, &letter);
        bool hebrew = letter >= 0x5D0 && letter <= 0x5EA;
        bool arabic = letter >= 0x620 && letter <= 0x6D3;
        if ((hebrew && language != LANGUAGE_HE) || (arabic && language != LANGUAGE_FA))
            return true;
    }
    return false;
}

enum { WEAK_CONFIDENCE = 60 };

static void read_phrase(struct pack_reader *reader, const char *source, bool negative, uint8_t confidence)
{
    struct bytes why = {0};
    size_t len = strlen(source);
    if (in_wrong_script(source, len, reader->language))
        fault(reader, "a phrase in the script of another language", source);
    const struct phrase_sequence *tree = phrase_parse(source, len, &reader->ruleset->arena, &why);
    if (tree) {
        ruleset_add_phrase(reader->ruleset, reader->cue, reader->language, negative, source, reader->file, tree);
        struct phrase *phrase = &reader->ruleset->phrases[reader->ruleset->phrase_count - 1];
        phrase->confidence = confidence;
        if (tree->first->kind == PHRASE_REGEX && !phrase_code(phrase, &why))
            tree = NULL;
    }
    if (!tree) {
        bytes_add_text(&why, ": ");
        bytes_add_text(&why, source);
        fault(reader, "bad phrase", bytes_text(&why));
    }
    bytes_release(&why);
}

static int compare_texts(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* `more` holds those of another list that must not be there again. */
static void check_repeats(struct pack_reader *reader, const struct pack_list *list, const struct pack_list *more)
{
    size_t count = list->count + more->count;
    const char **sources = must_alloc((count + 1) * sizeof *sources);
    for (size_t i = 0; i < count; i++) {
        const char *text = i < list->count ? list->texts[i] : more->texts[i - list->count];
        sources[i] = text ? text : "";
    }
    qsort(sources, count, sizeof *sources, compare_texts);
    for (size_t i = 1; i < count; i++)
        if (strcmp(sources[i - 1], sources[i]) == 0)
            fault(reader, "a phrase stands there twice", sources[i]);
    free(sources);
}

static void read_phrases(struct pack_reader *reader, const struct pack_list *list, bool negative, uint8_t confidence)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->texts[i])
            read_phrase(reader, list->texts[i], negative, confidence);
        else
            fault(reader, "a phrase is no text", NULL);
    }
}

static void read_examples(struct pack_reader *reader, const struct pack_list *list, bool hit)
{
    const char *key = hit ? "hit" : "miss";
    if (list->count == 0)
        fault(reader, "a cue without examples that must and must not match; missing", key);
    for (size_t i = 0; i < list->count; i++) {
        if (!list->texts[i])
            fault(reader, "an example is no text", key);
        else if (reader->ruleset->keep_examples)
            ruleset_add_example(reader->ruleset, reader->cue, reader->language, hit, list->texts[i], reader->file);
    }
}

/* "confidence" of the weak phrases, 1 to 99. */
static uint8_t read_confidence(struct pack_reader *reader, const struct pack_text *pack)
{
    int64_t confidence = pack->has_confidence ? pack->confidence : WEAK_CONFIDENCE;
    if (confidence < 1 || confidence > 99)
        fault(reader, "\"confidence\" must be 1 to 99", NULL);
    else if (pack->has_confidence && pack->lists[PACK_WEAK].count == 0)
        fault(reader, "\"confidence\" without \"weak\" phrases", NULL);
    return (uint8_t)confidence;
}

static uint32_t known_cue(struct pack_reader *reader, const char *name)
{
    uint32_t cue = ruleset_cue(reader->cues, name, strlen(name));
    if (cue != UINT32_MAX)
        return cue;
    size_t count = reader->cues->cue_count;
    const char **names = must_alloc((count + 1) * sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = reader->cues->cues[i].name;
    const char *nearest = nearest_name(name, names, count);
    bytes_addf(reader->faults, "%s: cue \"%s\" is not in cues.json; did you mean \"%s\"?\n", reader->file, name,
               nearest ? nearest : "");
    free(names);
    return cue;
}

static void read_lists(struct pack_reader *reader, const struct pack_text *pack)
{
    static const struct pack_list none = {0};
    const struct pack_list *sure = &pack->lists[PACK_PHRASES], *weak = &pack->lists[PACK_WEAK];
    const struct pack_list *negative = &pack->lists[PACK_NOT];
    if (sure->count + weak->count == 0)
        fault(reader, "no phrases", NULL);
    read_phrases(reader, sure, false, 100);
    read_phrases(reader, weak, false, read_confidence(reader, pack));
    check_repeats(reader, sure, weak);
    read_phrases(reader, negative, true, 100);
    check_repeats(reader, negative, &none);
    read_examples(reader, &pack->lists[PACK_HIT], true);
    read_examples(reader, &pack->lists[PACK_MISS], false);
}

static void check_pack(struct pack_reader *reader, const struct pack_text *pack)
{
    size_t count;
    const char *const *known = pack_keys(&count);
    if (!pack->cue)
        fault(reader, "no \"cue\"", NULL);
    for (size_t i = 0; pack->cue && i < pack->unknown_count; i++)
        unknown_key(reader, pack->unknown[i], known, count);
    if (pack->cue && pack->unknown_count == 0 && (reader->cue = known_cue(reader, pack->cue)) != UINT32_MAX)
        read_lists(reader, pack);
}

/* simdjson reads, and jansson says where the fault is. */
static void blame(struct pack_reader *reader, const struct bytes *text)
{
    json_t *root = parse_json(reader, text);
    if (root)
        fault(reader, json_is_object(root) ? "not read as JSON" : "no \"cue\"", NULL);
    json_decref(root);
}

static void read_pack(struct pack_reader *reader, const char *path)
{
    struct bytes text = {0};
    const struct pack_text *pack = NULL;
    reader->file = path;
    if (read_file(path, &text) != 0)
        bytes_addf(reader->faults, "%s: %s\n", path, strerror(errno));
    else if ((pack = pack_parse(reader->parser, text.ptr ? text.ptr : "", text.len)))
        check_pack(reader, pack);
    else
        blame(reader, &text);
    bytes_release(&text);
}

static int only_packs(const struct dirent *entry)
{
    size_t len = strlen(entry->d_name);
    return len > 5 && entry->d_name[0] != '.' && strcmp(entry->d_name + len - 5, ".json") == 0 &&
           strcmp(entry->d_name, "texts.json") != 0;
}

static int by_name(const struct dirent **left, const struct dirent **right)
{
    return strcmp((*left)->d_name, (*right)->d_name);
}

/* The packs of all languages, read by a few threads: they are large, and a short run waits for them. */
struct pack_job {
    struct pack_reader reader;
    struct bytes faults;
    char *path;
};

struct pack_jobs {
    struct pack_job *list;
    size_t count, cap;
    atomic_size_t next;
};

enum { READERS = 4 };

static void add_job(struct pack_jobs *jobs, const struct ruleset *cues, int language, const char *path)
{
    if (jobs->count == jobs->cap) {
        jobs->cap = jobs->cap ? jobs->cap * 2 : 64;
        jobs->list = must_realloc(jobs->list, jobs->cap * sizeof *jobs->list);
    }
    jobs->list[jobs->count++] = (struct pack_job){
        .reader = {.cues = cues, .ruleset = ruleset_new(cues->keep_examples), .language = language},
        .path = must_copy(path, strlen(path)),
    };
}

static void add_language(struct pack_jobs *jobs, const struct ruleset *cues, int language, const char *directory)
{
    struct dirent **entries;
    struct bytes path = {0};
    bytes_addf(&path, "%s/%s", directory, language_code(language));
    size_t base = path.len;
    int count = scandir(bytes_text(&path), &entries, only_packs, by_name);
    for (int i = 0; i < count; i++) {
        path.len = base;
        bytes_addf(&path, "/%s", entries[i]->d_name);
        add_job(jobs, cues, language, bytes_text(&path));
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    bytes_release(&path);
}

static void *read_packs(void *ctx)
{
    struct pack_jobs *jobs = ctx;
    struct pack_parser *parser = pack_parser_new();
    for (size_t i; (i = atomic_fetch_add(&jobs->next, 1)) < jobs->count;) {
        jobs->list[i].reader.parser = parser;
        jobs->list[i].reader.faults = &jobs->list[i].faults;
        read_pack(&jobs->list[i].reader, jobs->list[i].path);
    }
    pack_parser_free(parser);
    return NULL;
}

/* The calling thread reads too; threads the system refuses are done without. */
static void run_jobs(struct pack_jobs *jobs)
{
    pthread_t threads[READERS - 1];
    size_t started = 0;
    while (started < READERS - 1 && pthread_create(&threads[started], NULL, read_packs, jobs) == 0)
        started++;
    read_packs(jobs);
    while (started > 0)
        pthread_join(threads[--started], NULL);
}

/* In the order of languages and names, whoever read them. */
static void finish_jobs(struct pack_jobs *jobs, struct ruleset *ruleset, struct bytes *faults)
{
    for (size_t i = 0; i < jobs->count; i++) {
        struct pack_job *job = &jobs->list[i];
        ruleset_absorb(ruleset, job->reader.ruleset);
        bytes_add(faults, job->faults.ptr ? job->faults.ptr : "", job->faults.len);
        bytes_release(&job->faults);
        free(job->path);
    }
    free(jobs->list);
}

int packs_read(struct ruleset *ruleset, const char *directory, struct bytes *faults)
{
    struct pack_reader reader = {.cues = ruleset, .ruleset = ruleset, .faults = faults};
    struct pack_jobs jobs = {0};
    struct bytes path = {0};
    size_t before = faults->len;
    json_object_seed(1); /* the same tables in every run */
    bytes_addf(&path, "%s/cues.json", directory);
    read_cue_list(&reader, bytes_text(&path));
    bytes_release(&path);
    if (faults->len != before)
        return -1;
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        add_language(&jobs, ruleset, language, directory);
    run_jobs(&jobs);
    finish_jobs(&jobs, ruleset, faults);
    return faults->len == before ? 0 : -1;
}
