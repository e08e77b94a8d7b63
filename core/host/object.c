#include "core/host/object.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static void *object_load(const char *path, struct bytes *why)
{
    /* dlopen looks for a name without a slash in places of its own */
    char *full = realpath(path, NULL);
    if (!full) {
        bytes_add_text(why, strerror(errno));
        return NULL;
    }
    /* NOW: a missing function is told here and not in the third hour; LOCAL: plugins do not see each other */
    void *handle = dlopen(full, RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
        const char *error = dlerror();
        size_t len = strlen(full);
        /* the caller names the file already */
        if (!strncmp(error, full, len) && !strncmp(error + len, ": ", 2))
            error += len + 2;
        bytes_addf(why, "cannot be loaded: %s", error);
    }
    free(full);
    return handle;
}

const struct rapport_plugin *object_open(const char *path, void **ret_handle, struct bytes *why)
{
    void *handle = object_load(path, why);
    if (!handle)
        return NULL;
    void *symbol = dlsym(handle, "rapport_plugin_entry");
    if (!symbol) {
        bytes_add_text(why, "not a rapport plugin: has no rapport_plugin_entry");
        return NULL;
    }
    /* ISO C has no cast from an object's address to a function's */
    const struct rapport_plugin *(*entry)(void);
    _Static_assert(sizeof entry == sizeof symbol, "dlsym gives functions as pointers to void");
    memcpy(&entry, &symbol, sizeof entry);
    const struct rapport_plugin *descriptor = entry();
    if (descriptor)
        *ret_handle = handle;
    else
        bytes_add_text(why, "rapport_plugin_entry gives no descriptor");
    return descriptor;
}
