#include "core/command/target.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/command/options.h"
#include "core/model/arena.h"
#include "core/model/bytes.h"

/* The name beside the path that `rename` puts in its place; a link stays and what it points to is replaced. */
static char *name_beside(const char *path, char **ret_final)
{
    char *real = realpath(path, NULL);
    struct bytes name = {0};
    *ret_final = real ? real : must_copy(path, strlen(path));
    bytes_addf(&name, "%s.%ld.part", *ret_final, (long)getpid());
    char *copy = must_copy(name.ptr, name.len);
    bytes_release(&name);
    return copy;
}

/* Opens what is to be written and says in `target` how it is to appear; the descriptor or -1 with errno. */
static int open_file(struct target *target)
{
    struct stat info;
    bool there = stat(target->path, &info) == 0;
    if (there && !S_ISREG(info.st_mode))
        return open(target->path, O_WRONLY | O_CLOEXEC);
    target->temporary = name_beside(target->path, &target->final);
    int file = open(target->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0) {
        free(target->temporary);
        target->temporary = NULL;
    } else if (there)
        (void)fchmod(file, info.st_mode & 0777); /* the report is there even where its old mode cannot be had */
    return file;
}

int target_open(struct target *target, const char *path)
{
    memset(target, 0, sizeof *target);
    target->path = path;
    if (!path) {
        target->file = stdout;
        return 0;
    }
    int file = open_file(target);
    target->file = file < 0 ? NULL : fdopen(file, "wb");
    if (target->file)
        return 0;
    complain("%s: %s", path, strerror(errno));
    if (file >= 0)
        close(file);
    target_release(target);
    return -1;
}

/* Devices and pipes cannot be synchronised. */
static int flush(struct target *target)
{
    int bad = fflush(target->file) != 0 || (target->temporary && fsync(fileno(target->file)) != 0);
    bad |= fclose(target->file) != 0;
    target->file = NULL;
    return bad;
}

int target_commit(struct target *target)
{
    if (!target->path)
        return 0;
    if (flush(target) == 0 && (!target->temporary || rename(target->temporary, target->final) == 0)) {
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
    free(target->final);
    memset(target, 0, sizeof *target);
}
