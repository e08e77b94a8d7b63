/*
 * Finding and loading plugins, and refusing bad ones with a reason.
 *
 * Places, in this order: each --plugin-path (a directory, or a .so file); the directory `plugins`
 * beside the running program; the installed directory. A directory gives its *.so in name order.
 * The same file (device and inode) is loaded once; a second plugin with an id already taken is an
 * error that names both files, except that a plugin of an earlier place replaces one of a later
 * place when both are directories given by the build (a tree build beside an installed one).
 */
#ifndef RAPPORT_HOST_LOADER_H
#define RAPPORT_HOST_LOADER_H

#include <stddef.h>

#include "core/model/bytes.h"
#include "rapport/plugin.h"

/* The minor version of the contract that this host fulfils; RAPPORT_MINOR is what a plugin asks for. */
#define HOST_MINOR 3u

struct loaded_plugin {
    struct rapport_plugin table; /* a copy, zeros where the plugin's is shorter; its size is the host's */
    char *path;                  /* "built in" for adopted ones */
    void *handle;                /* of dlopen; never closed before exit, so that leak reports keep names */
};

struct loaded_plugins {
    struct loaded_plugin *list;
    size_t count, cap;
    const struct rapport_said_rules *said; /* of the one that takes_rules, or NULL; see rule_pack.h */
};

void loaded_plugins_release(struct loaded_plugins *plugins);

/* True for "family/name" in [a-z0-9-]. */
int rule_id_valid(const char *id);

/*
 * Checks a descriptor by the rules of plugin.h and copies it into *ret. 0, or -1 with the reason
 * added to `reason` ("needs host 1.7, this is 1.0"), all faults in one line, and *ret untouched.
 * Reads the first 16 bytes before anything else.
 */
int plugin_adopt(const struct rapport_plugin *theirs, struct rapport_plugin *ret, struct bytes *reason);

/* Adds a plugin of the program itself, whose descriptor must be good. */
void plugins_add_built_in(struct loaded_plugins *plugins, const struct rapport_plugin *table);

/*
 * Loads all plugins of the places. 0, or -1 if one of --plugin-path was refused, with all reasons
 * in `reasons`, one a line, each with its file; good ones are loaded all the same. A refusal in a
 * directory given by the build is a reason too, but no -1, unless its id is that of one of
 * --plugin-path. What `plugins` already holds (adopted ones) keeps its ids.
 */
int plugins_load(struct loaded_plugins *plugins, const char *const *paths, size_t path_count, struct bytes *reasons);

#endif
