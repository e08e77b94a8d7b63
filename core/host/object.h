/* One shared object and the descriptor in it. */
#ifndef RAPPORT_HOST_OBJECT_H
#define RAPPORT_HOST_OBJECT_H

#include "core/model/bytes.h"
#include "rapport/plugin.h"

/*
 * The descriptor and the handle of dlopen, or NULL with the reason added to `why` and *ret_handle
 * untouched. What was opened stays open even when it is refused: its constructors have run, and
 * what they registered must stay callable.
 */
const struct rapport_plugin *object_open(const char *path, void **ret_handle, struct bytes *why);

#endif
