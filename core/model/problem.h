/*
 * What could not be read, checked or trusted, with its place. Problems are collected, sorted by
 * place and told to the user at the end; any of them makes the exit status 3.
 */
#ifndef RAPPORT_MODEL_PROBLEM_H
#define RAPPORT_MODEL_PROBLEM_H

#include <stddef.h>
#include <stdint.h>

struct problem {
    char *place;    /* "archive!member:line", "archive!member", "file" or "plugin transfers"; owned */
    uint64_t line;  /* 1-based, or 0 where the place is not a line; sorts after the place */
    char *reason;   /* one line; owned */
    int notice;     /* 1: worth telling, but nothing went unread (a repeated id): no exit status 3 */
};

/* How many are kept; more are only counted. Input controls their number, so there is a limit. */
#define PROBLEMS_KEPT 10000

struct problems {
    struct problem *list;
    size_t count, cap;
    uint64_t left_out; /* beyond PROBLEMS_KEPT */
};

void problems_init(struct problems *problems);
void problems_release(struct problems *problems);
/* Copies both texts. `reason` as printf. */
void problems_add(struct problems *problems, const char *place, uint64_t line, const char *reason, ...)
    __attribute__((format(printf, 4, 5)));
void problems_notice(struct problems *problems, const char *place, uint64_t line, const char *reason, ...)
    __attribute__((format(printf, 4, 5)));
/* Moves all of `from` behind those of `into`; `from` is empty afterwards. */
void problems_move(struct problems *into, struct problems *from);
/* By place (bytes), line, reason. */
void problems_sort(struct problems *problems);

#endif
