/* Opens the shared objects of the places, one after the other, and keeps those that pass. */
#include "core/host/loader.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/host/object.h"
#include "core/host/places.h"
#include "core/model/arena.h"

#define NO_ENTRY SIZE_MAX

/* A file that was met, good or bad: the same one under another name is neither loaded nor blamed again. */
struct seen_file {
    dev_t device;
    ino_t inode;
    size_t entry;       /* index into the loaded plugins, or NO_ENTRY */
    size_t built_place; /* the first PLACE_BUILT it was met in, counted from 1, or 0 */
};

struct loading {
    struct loaded_plugins *plugins;
    struct bytes *reasons;
    const struct plugin_place *place;
    size_t place_number; /* from 1 */
    struct seen_file *seen;
    size_t seen_count, seen_cap;
    int asked_refused;
};

struct names {
    char **list;
    size_t count, cap;
};

/* One line for each reason, whatever characters a file name or the dynamic linker brings along. */
static void line_add(struct bytes *text, const char *part)
{
    for (; *part; part++) {
        unsigned char c = (unsigned char)*part;
        if (c < 0x20 || c == 0x7f)
            bytes_addf(text, "\\x%02x", c);
        else
            bytes_add_char(text, *part);
    }
}

static void file_refuse(struct loading *loading, const char *path, const char *why)
{
    if (loading->place->kind == PLACE_ASKED)
        loading->asked_refused = 1;
    line_add(loading->reasons, path);
    bytes_add_text(loading->reasons, ": ");
    line_add(loading->reasons, why);
    bytes_add_char(loading->reasons, '\n');
}

static struct seen_file *seen_find(const struct loading *loading, const struct stat *info)
{
    for (size_t i = 0; i < loading->seen_count; i++)
        if (loading->seen[i].device == info->st_dev && loading->seen[i].inode == info->st_ino)
            return &loading->seen[i];
    return NULL;
}

static struct seen_file *seen_find_entry(const struct loading *loading, size_t entry)
{
    for (size_t i = 0; i < loading->seen_count; i++)
        if (loading->seen[i].entry == entry)
            return &loading->seen[i];
    return NULL;
}

static struct seen_file *seen_add(struct loading *loading, const struct stat *info)
{
    if (loading->seen_count == loading->seen_cap) {
        loading->seen_cap = loading->seen_cap ? loading->seen_cap * 2 : 32;
        loading->seen = must_realloc(loading->seen, loading->seen_cap * sizeof *loading->seen);
    }
    struct seen_file *seen = &loading->seen[loading->seen_count++];
    *seen = (struct seen_file){.device = info->st_dev, .inode = info->st_ino, .entry = NO_ENTRY};
    return seen;
}

static void seen_mark_place(const struct loading *loading, struct seen_file *seen)
{
    if (!seen->built_place && loading->place->kind == PLACE_BUILT)
        seen->built_place = loading->place_number;
}

static size_t plugin_find(const struct loaded_plugins *plugins, const char *id)
{
    for (size_t i = 0; i < plugins->count; i++)
        if (!strcmp(plugins->list[i].table.id, id))
            return i;
    return NO_ENTRY;
}

static size_t plugin_add(struct loaded_plugins *plugins, const struct rapport_plugin *table, const char *path,
                         void *handle)
{
    if (plugins->count == plugins->cap) {
        plugins->cap = plugins->cap ? plugins->cap * 2 : 32;
        plugins->list = must_realloc(plugins->list, plugins->cap * sizeof *plugins->list);
    }
    plugins->list[plugins->count] =
        (struct loaded_plugin){.table = *table, .path = must_copy(path, strlen(path)), .handle = handle};
    return plugins->count++;
}

void plugins_add_built_in(struct loaded_plugins *plugins, const struct rapport_plugin *table)
{
    plugin_add(plugins, table, "built in", NULL);
}

/* A second plugin with an id that `first` has. */
static void plugin_repeat(struct loading *loading, const char *path, size_t first, const struct seen_file *seen)
{
    const struct loaded_plugin *plugin = &loading->plugins->list[first];
    const struct seen_file *earlier = seen_find_entry(loading, first);
    if (earlier && earlier->built_place && seen->built_place && earlier->built_place != seen->built_place)
        return;
    /* whoever asked for the first by its path must know that it is not alone */
    if (earlier && !earlier->built_place)
        loading->asked_refused = 1;
    struct bytes why = {0};
    bytes_addf(&why, "id \"%s\" is taken by %s", plugin->table.id, plugin->path);
    file_refuse(loading, path, bytes_text(&why));
    bytes_release(&why);
}

static void plugin_keep(struct loading *loading, const char *path, const struct rapport_plugin *table, void *handle,
                        struct seen_file *seen)
{
    size_t first = plugin_find(loading->plugins, table->id);
    if (first == NO_ENTRY)
        seen->entry = plugin_add(loading->plugins, table, path, handle);
    else
        plugin_repeat(loading, path, first, seen);
}

static void file_load(struct loading *loading, const char *path)
{
    struct stat info;
    if (stat(path, &info) != 0) {
        file_refuse(loading, path, strerror(errno));
        return;
    }
    /* before dlopen, which would wait for ever at a pipe */
    if (!S_ISREG(info.st_mode)) {
        file_refuse(loading, path, "not a regular file");
        return;
    }
    struct seen_file *seen = seen_find(loading, &info);
    if (seen) {
        seen_mark_place(loading, seen);
        return;
    }
    seen = seen_add(loading, &info);
    seen_mark_place(loading, seen);

    void *handle = NULL;
    struct rapport_plugin table;
    struct bytes why = {0};
    const struct rapport_plugin *descriptor = object_open(path, &handle, &why);
    if (!descriptor || plugin_adopt(descriptor, &table, &why) != 0)
        file_refuse(loading, path, bytes_text(&why));
    else
        plugin_keep(loading, path, &table, handle, seen);
    bytes_release(&why);
}

static int name_is_object(const char *name)
{
    size_t len = strlen(name);
    return name[0] != '.' && len > 3 && !strcmp(name + len - 3, ".so");
}

static int names_compare(const void *left, const void *right)
{
    char *const *a = left, *const *b = right;
    return strcmp(*a, *b);
}

static void names_add(struct names *names, const char *name)
{
    if (names->count == names->cap) {
        names->cap = names->cap ? names->cap * 2 : 32;
        names->list = must_realloc(names->list, names->cap * sizeof *names->list);
    }
    names->list[names->count++] = must_copy(name, strlen(name));
}

static void names_release(struct names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->list[i]);
    free(names->list);
}

/* The *.so of a directory, sorted by bytes. 0, or -1 with errno set and as many as could be read. */
static int names_read(struct names *names, const char *path)
{
    DIR *directory = opendir(path);
    if (!directory)
        return -1;
    const struct dirent *entry;
    while (errno = 0, (entry = readdir(directory)) != NULL)
        if (name_is_object(entry->d_name))
            names_add(names, entry->d_name);
    int error = errno;
    closedir(directory);
    if (names->count)
        qsort(names->list, names->count, sizeof *names->list, names_compare);
    errno = error;
    return error ? -1 : 0;
}

static void directory_load(struct loading *loading, const char *path)
{
    struct names names = {0};
    if (names_read(&names, path) != 0)
        file_refuse(loading, path, strerror(errno));
    else if (!names.count && loading->place->kind == PLACE_ASKED)
        file_refuse(loading, path, "has no plugins (*.so)");
    struct bytes file = {0};
    for (size_t i = 0; i < names.count; i++) {
        size_t len = strlen(path);
        bytes_clear(&file);
        bytes_addf(&file, "%s%s%s", path, len && path[len - 1] == '/' ? "" : "/", names.list[i]);
        file_load(loading, bytes_text(&file));
    }
    bytes_release(&file);
    names_release(&names);
}

static void place_load(struct loading *loading)
{
    const struct plugin_place *place = loading->place;
    struct stat info;
    if (stat(place->path, &info) != 0) {
        if (place->kind == PLACE_ASKED || (errno != ENOENT && errno != ENOTDIR))
            file_refuse(loading, place->path, strerror(errno));
    } else if (S_ISDIR(info.st_mode)) {
        directory_load(loading, place->path);
    } else if (place->kind == PLACE_BUILT) {
        file_refuse(loading, place->path, "not a directory");
    } else {
        file_load(loading, place->path);
    }
}

int plugins_load_places(struct loaded_plugins *plugins, const struct plugin_place *places, size_t count,
                        struct bytes *reasons)
{
    struct loading loading = {.plugins = plugins, .reasons = reasons};
    for (size_t i = 0; i < count; i++) {
        loading.place = &places[i];
        loading.place_number = i + 1;
        place_load(&loading);
    }
    free(loading.seen);
    return loading.asked_refused ? -1 : 0;
}

void loaded_plugins_release(struct loaded_plugins *plugins)
{
    for (size_t i = 0; i < plugins->count; i++)
        free(plugins->list[i].path);
    free(plugins->list);
    *plugins = (struct loaded_plugins){0};
}
