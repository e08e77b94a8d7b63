#include "core/host/places.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/model/arena.h"

#ifndef RAPPORT_PLUGIN_DIR
#define RAPPORT_PLUGIN_DIR "/usr/local/lib/rapport/plugins"
#endif

#define PATH_LIMIT ((size_t)1 << 20)

/* Not from argv[0], which the caller of the program chooses. */
char *program_directory(void)
{
    for (size_t cap = 256; cap <= PATH_LIMIT; cap *= 2) {
        char *path = must_alloc(cap);
        ssize_t len = readlink("/proc/self/exe", path, cap);
        /* a full buffer may hold the beginning only */
        if (len >= 0 && (size_t)len < cap) {
            path[len] = '\0';
            char *slash = strrchr(path, '/');
            *(slash ? slash : path) = '\0';
            return path;
        }
        int error = len < 0 ? errno : ENAMETOOLONG;
        free(path);
        errno = error;
        if (len < 0)
            return NULL;
    }
    return NULL;
}

int plugins_load(struct loaded_plugins *plugins, const char *const *paths, size_t path_count, struct bytes *reasons)
{
    struct plugin_place *places = must_calloc(path_count + 2, sizeof *places);
    size_t count = 0;
    for (; count < path_count; count++)
        places[count] = (struct plugin_place){paths[count], PLACE_ASKED};

    struct bytes beside = {0};
    char *program = program_directory();
    if (program) {
        bytes_addf(&beside, "%s/plugins", program);
        places[count++] = (struct plugin_place){bytes_text(&beside), PLACE_BUILT};
    } else {
        bytes_addf(reasons, "/proc/self/exe: no plugins beside the program: %s\n", strerror(errno));
    }
    places[count++] = (struct plugin_place){RAPPORT_PLUGIN_DIR, PLACE_BUILT};

    int result = plugins_load_places(plugins, places, count, reasons);
    bytes_release(&beside);
    free(program);
    free(places);
    return result;
}
