#include "core/input/walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/input/place.h"
#include "core/model/arena.h"

struct walk_level {
    struct walk_level *above;
    char **names; /* sorted; those before `at` are freed */
    size_t count, cap, at;
    size_t path_len; /* of the directory, with its slash, in walk->path */
};

void walk_init(struct walk *walk, const char *const *paths, size_t path_count)
{
    *walk = (struct walk){.paths = paths, .path_count = path_count};
}

static void level_leave(struct walk *walk)
{
    struct walk_level *level = walk->level;
    walk->level = level->above;
    while (level->at < level->count)
        free(level->names[level->at++]);
    free(level->names);
    free(level);
}

void walk_release(struct walk *walk)
{
    while (walk->level)
        level_leave(walk);
    bytes_release(&walk->path);
    *walk = (struct walk){0};
}

static void path_tell(const char *path, struct problems *problems, const char *reason)
{
    struct bytes place = {0};
    place_add(&place, path);
    problems_add(problems, bytes_text(&place), 0, "%s", reason);
    bytes_release(&place);
}

static int name_compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* 0, or an errno: what was read up to then is there. */
static int names_read(struct walk_level *level, DIR *dir)
{
    struct dirent *entry;
    while (errno = 0, (entry = readdir(dir))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (level->count == level->cap) {
            level->cap = level->cap ? level->cap * 2 : 32;
            level->names = must_realloc(level->names, level->cap * sizeof *level->names);
        }
        level->names[level->count++] = must_copy(entry->d_name, strlen(entry->d_name));
    }
    return errno;
}

/* walk->path is a directory: its names come next. */
static void level_enter(struct walk *walk, struct problems *problems)
{
    const char *path = bytes_text(&walk->path);
    DIR *dir = opendir(path);
    if (!dir) {
        path_tell(path, problems, strerror(errno));
        return;
    }
    struct walk_level *level = must_calloc(1, sizeof *level);
    int error = names_read(level, dir);
    closedir(dir);
    if (error)
        path_tell(path, problems, strerror(error));
    if (level->count)
        qsort(level->names, level->count, sizeof *level->names, name_compare);
    if (path[walk->path.len - 1] != '/')
        bytes_add_char(&walk->path, '/');
    level->path_len = walk->path.len;
    level->above = walk->level;
    walk->level = level;
}

/* True if the path found in a directory is a file to be read; a directory is entered. */
static bool entry_examine(struct walk *walk, struct problems *problems)
{
    const char *path = bytes_text(&walk->path);
    struct stat info;
    if (lstat(path, &info) != 0) {
        path_tell(path, problems, strerror(errno));
        return false;
    }
    if (S_ISDIR(info.st_mode)) {
        level_enter(walk, problems);
        return false;
    }
    if (S_ISLNK(info.st_mode)) {
        if (stat(path, &info) != 0) {
            path_tell(path, problems, strerror(errno));
            return false;
        }
        if (S_ISDIR(info.st_mode))
            return false;
    }
    if (!S_ISREG(info.st_mode)) /* opening a pipe that nobody writes to would wait for ever */
        path_tell(path, problems, "is no regular file");
    return S_ISREG(info.st_mode);
}

/* True if the path given by the user is to be opened, or told why it cannot be. */
static bool path_examine(struct walk *walk, struct problems *problems)
{
    const char *path = bytes_text(&walk->path);
    struct stat info;
    if (strcmp(path, "-") == 0 || stat(path, &info) != 0 || !S_ISDIR(info.st_mode))
        return true;
    level_enter(walk, problems);
    return false;
}

static void path_set(struct walk *walk, size_t keep, const char *name)
{
    walk->path.len = keep;
    bytes_add_text(&walk->path, name);
}

const char *walk_next(struct walk *walk, struct problems *problems)
{
    for (;;) {
        struct walk_level *level = walk->level;
        if (level && level->at == level->count) {
            level_leave(walk);
        } else if (level) {
            char *name = level->names[level->at++];
            path_set(walk, level->path_len, name);
            free(name);
            if (entry_examine(walk, problems))
                return bytes_text(&walk->path);
        } else if (walk->path_at < walk->path_count) {
            path_set(walk, 0, walk->paths[walk->path_at++]);
            if (path_examine(walk, problems))
                return bytes_text(&walk->path);
        } else {
            return NULL;
        }
    }
}
