/*
 * A file of canned responses: its bytes, and the replies that were found in it. Every byte of a reply
 * knows the byte of the file it came from, through escapes, quotes and indentation.
 */
#ifndef RAPPORT_LINT_SHEET_H
#define RAPPORT_LINT_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/model/arena.h"
#include "core/model/bytes.h"
#include "core/model/problem.h"

/* From byte `text` of a reply on, the file's byte `file`; one to one, or a unit that is `unit` bytes of the file. */
struct sheet_step {
    uint32_t text, file;
    uint32_t unit; /* 0: one to one */
};

struct reply {
    const char *key;  /* where in the file: "he.greeting.hello", "[3].content"; "" if it is all there is */
    const char *name; /* the key without its language: what variants of one reply share; with the file's name likewise */
    const char *lang; /* "he", "fa", "en"; "" if it is not told */
    const char *kind; /* "greeting", "closing", …; "" if it is not told */
    const char *text;
    uint32_t len;
    struct sheet_step *steps;
    uint32_t step_count;
    bool html;        /* tags were left out of the text */
    struct suppression *suppressions; /* those inside the reply's own object */
};

/* "rapport-ignore: phrasing/refusal: the law says so". */
struct suppression {
    const char *rule;   /* "" : no rule was named, which is a fault */
    const char *reason;
    uint32_t file;      /* byte of the file where it stands */
    uint32_t reply;     /* of which it speaks, or UINT32_MAX: the next after `file` */
    bool used;
};

#define SHEET_STRIDE 1024u

struct sheet {
    const char *path;
    const char *bytes; /* valid UTF-8, NUL-terminated */
    uint32_t len;
    uint32_t *lines;   /* byte where each line begins */
    uint32_t line_count;
    uint32_t *characters; /* before each SHEET_STRIDE-th byte: lines may be megabytes long */
    struct reply *replies;
    size_t reply_count, reply_cap;
    struct suppression *suppressions;
    size_t suppression_count, suppression_cap;
    const struct sheet_keys *keys;
    struct problems *problems;
    struct arena arena;
};

/* Which keys hold what; from the configuration, with defaults. Lists end with NULL. */
struct sheet_keys {
    const char *const *text, *const *lang, *const *kind, *const *id;
};

/* A reply under construction. */
struct reply_draft {
    struct bytes text;
    struct sheet_step *steps;
    size_t step_count, step_cap;
};

/* Appends bytes that stand in the file as they are. */
void reply_draft_plain(struct reply_draft *draft, const char *bytes, size_t len, size_t file);
/* Appends what one escape, of `unit` bytes of the file, stands for. */
void reply_draft_unit(struct reply_draft *draft, const char *bytes, size_t len, size_t file, size_t unit);
void reply_draft_clear(struct reply_draft *draft);
void reply_draft_release(struct reply_draft *draft);

/* Takes a copy of the bytes, at most 64 MiB, of a file that `path` names. 0, or -1 after a problem: no UTF-8, a zero byte. */
int sheet_take(struct sheet *sheet, const char *path, const char *bytes, size_t len, const struct sheet_keys *keys,
               struct problems *problems);
/* Reads the file; 0, or -1 after a problem: unreadable, larger than 64 MiB, no UTF-8. */
int sheet_open(struct sheet *sheet, const char *path, const struct sheet_keys *keys, struct problems *problems);
void sheet_close(struct sheet *sheet);

/* Adds the reply with copies of all texts; NULL if it holds only white space. */
struct reply *sheet_add(struct sheet *sheet, const struct reply_draft *draft, const char *key, const char *lang,
                        const char *kind);
void sheet_suppress(struct sheet *sheet, const char *rule, size_t rule_len, const char *reason, size_t reason_len,
                    size_t file, uint32_t reply);
/* Reads "rapport-ignore RULE: REASON" out of a comment that begins at `file`. */
void sheet_comment(struct sheet *sheet, size_t file, size_t len);
/* A fault of the file with its line and column. */
void sheet_fault(struct sheet *sheet, size_t file, const char *reason, ...) __attribute__((format(printf, 3, 4)));

/* The file's bytes that [begin, end) of a reply came from. */
void reply_place(const struct reply *reply, uint32_t begin, uint32_t end, uint32_t *ret_begin, uint32_t *ret_end);
/* Line and column, both from 1; columns count characters, without a byte order mark. */
void sheet_place(const struct sheet *sheet, uint32_t file, uint32_t *ret_line, uint32_t *ret_column);

/* Reads the replies out of a sheet, by the ending of its name; false if it is of no known kind. */
bool sheet_read(struct sheet *sheet);
bool sheet_is_known(const char *path);

#endif
