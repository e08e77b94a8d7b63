#include "core/command/target.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/command/options.h"
#include "core/model/arena.h"
#include "core/model/bytes.h"

int target_open(struct target *target, const char *path)
{
    memset(target, 0, sizeof *target);
    target->path = path;
    if (!path) {
        target->file = stdout;
        return 0;
    }
    struct bytes name = {0};
    bytes_addf(&name, "%s.%ld.part", path, (long)getpid());
    target->temporary = must_copy(name.ptr, name.len);
    bytes_release(&name);
    int file = open(target->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    target->file = file < 0 ? NULL : fdopen(file, "wb");
    if (target->file)
        return 0;
    complain("%s: %s", path, strerror(errno));
    if (file >= 0)
        close(file);
    else
        free(target->temporary), target->temporary = NULL;
    return -1;
}

int target_commit(struct target *target)
{
    if (!target->path)
        return 0;
    int bad = fflush(target->file) != 0 || fsync(fileno(target->file)) != 0;
    bad |= fclose(target->file) != 0;
    target->file = NULL;
    if (!bad && rename(target->temporary, target->path) == 0) {
        free(target->temporary);
        target->temporary = NULL;
        return 0;
    }
    complain("%s: %s", target->path, strerror(errno));
    return -1;
}

void target_release(struct target *target)
{
    if (target->path && target->file)
        fclose(target->file);
    if (target->temporary)
        unlink(target->temporary);
    free(target->temporary);
    memset(target, 0, sizeof *target);
}
