/*
 * A member on its way into lines: its beginning is looked at, and if it is some export's format, all of it is gathered
 * and read into lines of our own. Everything else passes as it is.
 */
#ifndef RAPPORT_INPUT_EXPORT_H
#define RAPPORT_INPUT_EXPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/input/format.h"

enum export_stage {
    EXPORT_LOOK,   /* at the beginning of the member, gathered so far */
    EXPORT_GATHER, /* all of it */
    EXPORT_PASS,   /* it is our own, or nothing that is known */
    EXPORT_REFUSED /* it is too large; what comes is dropped */
};

#define EXPORT_UNFINISHED_MAX 8 /* as many formats have `finish`, at most */

struct export
{
    enum export_stage stage;
    const struct format *forced; /* by the user; NULL: by the content */
    const struct format *format; /* of the member, once it is known */
    struct bytes gathered;
    char *place; /* of the member; owned */
    bool is_named;               /* its name says transcript */
    struct talks talks;
    struct unfinished {
        const struct format *format;
        void *store;
    } unfinished[EXPORT_UNFINISHED_MAX]; /* formats that have something to finish, and what they keep until then */
    size_t unfinished_count;
    size_t run; /* the next of talks.runs to be taken */
};

void export_release(struct export *export);
void export_member_begin(struct export *export, const char *place, bool is_named);

/*
 * Offers a block. True if it was taken. False: the member passes; the block was taken all the same if
 * something was gathered before, and then *ret_data and *ret_len are all that was gathered, else the block.
 */
bool export_take(struct export *export, const char *data, size_t len, struct problems *problems, const char **ret_data,
                 size_t *ret_len);

/*
 * At the end of the member: true if it was read into lines, to be had from export_run. Else *ret_data and *ret_len
 * are what is gathered of it, which passes as it is; nothing (NULL) after a problem.
 */
bool export_member_end(struct export *export, bool is_damaged, struct problems *problems, const char **ret_data,
                       size_t *ret_len);
/* After the last member of an archive, or the last file: reads what belongs together. */
void export_file_end(struct export *export, const char *place, struct problems *problems);
/* The next place and its lines; false if there is none, and what was delivered before is no more. */
bool export_run(struct export *export, const char **ret_place, const char **ret_data, size_t *ret_len);

#endif
