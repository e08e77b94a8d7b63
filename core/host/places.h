/* The places where plugins are looked for; apart from loader.h so that tests can give their own. */
#ifndef RAPPORT_HOST_PLACES_H
#define RAPPORT_HOST_PLACES_H

#include "core/host/loader.h"

enum plugin_place_kind {
    PLACE_ASKED, /* --plugin-path: whatever is wrong with it is an error */
    PLACE_BUILT  /* a directory given by the build: may be missing, and hides later ones with its ids */
};

struct plugin_place {
    const char *path;
    enum plugin_place_kind kind;
};

/* As plugins_load, for these places. */
int plugins_load_places(struct loaded_plugins *plugins, const struct plugin_place *places, size_t count,
                        struct bytes *reasons);

/*
 * The directory of the running program without a slash at its end, "" for the root; owned by the
 * caller. Of a program started through a symbolic link, the directory where it really lies. NULL
 * with errno set where the system does not tell.
 */
char *program_directory(void);

#endif
