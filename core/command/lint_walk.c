#include "core/command/lint_walk.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <git2.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/command/options.h"
#include "core/lint/sheet.h"

enum { DEPTH_MAX = 64, FILES_MAX = 1000000 };

struct walk {
    struct lint_files *files;
    struct problems *problems;
    git_repository *repository; /* NULL: none, so nothing is ignored */
    const char *pattern;        /* NULL: all known files */
};

static void add_file(struct lint_files *files, const char *path)
{
    if (files->count == FILES_MAX)
        return;
    if (files->count == files->cap) {
        files->cap = files->cap ? files->cap * 2 : 64;
        files->list = must_realloc(files->list, files->cap * sizeof *files->list);
    }
    files->list[files->count++] = must_copy(path, strlen(path));
}

/* Paths relative to the work tree, as git knows them; NULL for what lies outside. */
static char *path_in(git_repository *repository, const char *path)
{
    const char *root = repository ? git_repository_workdir(repository) : NULL;
    char *whole = root ? realpath(path, NULL) : NULL, *root_whole = root ? realpath(root, NULL) : NULL, *inside = NULL;
    size_t len = root_whole ? strlen(root_whole) : 0;
    if (whole && root_whole && strncmp(whole, root_whole, len) == 0 && whole[len] == '/')
        inside = must_copy(whole + len + 1, strlen(whole + len + 1));
    free(whole);
    free(root_whole);
    return inside;
}

static bool is_ignored(const struct walk *walk, const char *path, bool directory)
{
    int ignored = 0;
    char *inside = path_in(walk->repository, path);
    if (inside) {
        struct bytes name = {0};
        bytes_addf(&name, "%s%s", inside, directory ? "/" : "");
        if (git_ignore_path_is_ignored(&ignored, walk->repository, bytes_text(&name)) != 0)
            ignored = 0;
        bytes_release(&name);
    }
    free(inside);
    return ignored != 0;
}

/* ** matches across directories, * and ? within one. Patterns are short, their stars few. */
static bool matches(const char *pattern, const char *path)
{
    const char *stars = strstr(pattern, "**");
    if (!stars)
        return fnmatch(pattern, path, FNM_PATHNAME | FNM_PERIOD) == 0;
    struct bytes loose = {0};
    for (const char *at = pattern; *at; at++) {
        if (strncmp(at, "**/", 3) == 0) {
            bytes_add_char(&loose, '*');
            at += 2;
        } else
            bytes_add_char(&loose, *at);
    }
    bool found = fnmatch(bytes_text(&loose), path, 0) == 0;
    bytes_release(&loose);
    return found;
}

/* Our own files lie beside templates, and are none. */
static bool is_ours(const char *name)
{
    return strcmp(name, "rapport.json") == 0 || strncmp(name, "rapport-baseline", 16) == 0;
}

static int not_hidden(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int by_name(const struct dirent **left, const struct dirent **right)
{
    return strcmp((*left)->d_name, (*right)->d_name);
}

static void walk_directory(struct walk *walk, const char *path, unsigned depth)
{
    struct dirent **entries;
    int count = depth < DEPTH_MAX ? scandir(path, &entries, not_hidden, by_name) : -1;
    if (count < 0) {
        problems_add(walk->problems, path, 0, "%s", depth < DEPTH_MAX ? strerror(errno) : "directories are nested deeper than 64");
        return;
    }
    for (int i = 0; i < count; i++) {
        struct bytes name = {0};
        struct stat info;
        bytes_addf(&name, "%s%s%s", strcmp(path, ".") == 0 ? "" : path, strcmp(path, ".") == 0 || path[strlen(path) - 1] == '/' ? "" : "/",
                   entries[i]->d_name);
        const char *child = bytes_text(&name);
        if (lstat(child, &info) == 0 && !S_ISLNK(info.st_mode) && !is_ignored(walk, child, S_ISDIR(info.st_mode))) {
            if (S_ISDIR(info.st_mode))
                walk_directory(walk, child, depth + 1);
            else if (S_ISREG(info.st_mode) && sheet_is_known(child) && !is_ours(entries[i]->d_name) && (!walk->pattern || matches(walk->pattern, child)))
                add_file(walk->files, child);
        }
        bytes_release(&name);
        free(entries[i]);
    }
    free(entries);
}

static git_repository *repository_of(const char *path)
{
    git_repository *repository = NULL;
    git_libgit2_init();
    if (git_repository_open_ext(&repository, path, 0, NULL) != 0)
        repository = NULL;
    return repository;
}

/* The directory of a pattern in front of its first star. */
static char *fixed_part(const char *pattern)
{
    size_t len = strcspn(pattern, "*?[");
    while (len > 0 && pattern[len - 1] != '/')
        len--;
    return len > 1 ? must_copy(pattern, len - 1) : must_copy(len ? "/" : ".", 1);
}

static void walk_from(struct walk *walk, const char *directory)
{
    walk->repository = repository_of(directory);
    walk_directory(walk, directory, 0);
    git_repository_free(walk->repository);
    git_libgit2_shutdown();
}

void lint_files_add(struct lint_files *files, const char *path, struct problems *problems)
{
    struct walk walk = {.files = files, .problems = problems};
    struct stat info;
    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
        walk_from(&walk, path);
    } else if (stat(path, &info) == 0) {
        if (sheet_is_known(path))
            add_file(files, path);
        else
            problems_add(problems, path, 0, "is no kind of file that templates are read from");
    } else if (strpbrk(path, "*?[")) {
        size_t before = files->count;
        char *directory = fixed_part(path);
        walk.pattern = path;
        walk_from(&walk, directory);
        free(directory);
        if (files->count == before)
            problems_add(problems, path, 0, "matches no file");
    } else
        problems_add(problems, path, 0, "%s", strerror(ENOENT));
}

static int compare_paths(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

void lint_files_sort(struct lint_files *files)
{
    size_t kept = 0;
    if (files->count > 0)
        qsort(files->list, files->count, sizeof *files->list, compare_paths);
    for (size_t i = 0; i < files->count; i++) {
        if (kept > 0 && strcmp(files->list[kept - 1], files->list[i]) == 0)
            free(files->list[i]);
        else
            files->list[kept++] = files->list[i];
    }
    files->count = kept;
}

struct changes {
    char **list;
    size_t count, cap;
};

static int note_change(const git_diff_delta *delta, float progress, void *ctx)
{
    struct changes *changes = ctx;
    (void)progress;
    if (changes->count == changes->cap) {
        changes->cap = changes->cap ? changes->cap * 2 : 64;
        changes->list = must_realloc(changes->list, changes->cap * sizeof *changes->list);
    }
    changes->list[changes->count++] = must_copy(delta->new_file.path, strlen(delta->new_file.path));
    return 0;
}

/* Everything that is not as it was in `rev`, new files too. */
static int find_changes(git_repository *repository, const char *rev, struct changes *changes)
{
    git_object *object = NULL, *tree = NULL;
    git_diff *diff = NULL;
    git_diff_options options;
    git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
    options.flags = GIT_DIFF_INCLUDE_UNTRACKED | GIT_DIFF_RECURSE_UNTRACKED_DIRS;
    int status = git_revparse_single(&object, repository, rev);
    if (status == 0)
        status = git_object_peel(&tree, object, GIT_OBJECT_TREE);
    if (status == 0)
        status = git_diff_tree_to_workdir_with_index(&diff, repository, (git_tree *)tree, &options);
    if (status == 0)
        status = git_diff_foreach(diff, note_change, NULL, NULL, NULL, changes);
    if (status != 0)
        complain("--changed-since %s: %s", rev, git_error_last() ? git_error_last()->message : "git cannot tell");
    git_diff_free(diff);
    git_object_free(tree);
    git_object_free(object);
    return status == 0 ? 0 : -1;
}

static void keep_changed(struct lint_files *files, git_repository *repository, struct changes *changes)
{
    size_t kept = 0;
    if (changes->count > 0)
        qsort(changes->list, changes->count, sizeof *changes->list, compare_paths);
    for (size_t i = 0; i < files->count; i++) {
        char *inside = path_in(repository, files->list[i]);
        if (inside && changes->count > 0 && bsearch(&inside, changes->list, changes->count, sizeof *changes->list, compare_paths))
            files->list[kept++] = files->list[i];
        else
            free(files->list[i]);
        free(inside);
    }
    files->count = kept;
}

int lint_files_changed(struct lint_files *files, const char *rev)
{
    struct changes changes = {0};
    git_repository *repository = repository_of(".");
    int status = -1;
    if (!repository)
        complain("--changed-since: here is no git repository");
    else
        status = find_changes(repository, rev, &changes);
    if (status == 0)
        keep_changed(files, repository, &changes);
    for (size_t i = 0; i < changes.count; i++)
        free(changes.list[i]);
    free(changes.list);
    git_repository_free(repository);
    git_libgit2_shutdown();
    return status;
}

void lint_files_release(struct lint_files *files)
{
    for (size_t i = 0; i < files->count; i++)
        free(files->list[i]);
    free(files->list);
    *files = (struct lint_files){0};
}
