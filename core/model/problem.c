#include "core/model/problem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/arena.h"

void problems_init(struct problems *problems)
{
    *problems = (struct problems){0};
}

static void problem_release(struct problem *problem)
{
    free(problem->place);
    free(problem->reason);
}

void problems_release(struct problems *problems)
{
    for (size_t i = 0; i < problems->count; i++)
        problem_release(&problems->list[i]);
    free(problems->list);
    *problems = (struct problems){0};
}

/* Takes over both texts. */
static void problems_push(struct problems *problems, struct problem problem)
{
    if (problems->count >= PROBLEMS_KEPT) {
        problem_release(&problem);
        problems->left_out++;
        return;
    }
    if (problems->count == problems->cap) {
        problems->cap = problems->cap ? problems->cap * 2 : 16;
        problems->list = must_realloc(problems->list, problems->cap * sizeof *problems->list);
    }
    problems->list[problems->count++] = problem;
}

/* Reasons quote the input, which may hold line ends and terminal controls. */
static void reason_flatten(char *reason)
{
    for (char *p = reason; *p; p++) {
        unsigned char c = (unsigned char)*p;
        if (c < 0x20 || c == 0x7f)
            *p = ' ';
    }
}

__attribute__((format(printf, 5, 0)))
static void problems_put(struct problems *problems, const char *place, uint64_t line, int notice,
                         const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int wanted = vsnprintf(NULL, 0, format, args);
    size_t size = wanted < 0 ? 1 : (size_t)wanted + 1;
    struct problem problem = {
        .place = must_copy(place, strlen(place)), .line = line, .reason = must_calloc(size, 1), .notice = notice};
    if (wanted > 0)
        vsnprintf(problem.reason, size, format, again);
    va_end(again);
    reason_flatten(problem.reason);
    problems_push(problems, problem);
}

void problems_add(struct problems *problems, const char *place, uint64_t line, const char *reason, ...)
{
    va_list args;
    va_start(args, reason);
    problems_put(problems, place, line, 0, reason, args);
    va_end(args);
}

void problems_notice(struct problems *problems, const char *place, uint64_t line, const char *reason, ...)
{
    va_list args;
    va_start(args, reason);
    problems_put(problems, place, line, 1, reason, args);
    va_end(args);
}

void problems_move(struct problems *into, struct problems *from)
{
    if (into == from)
        return;
    for (size_t i = 0; i < from->count; i++)
        problems_push(into, from->list[i]);
    into->left_out += from->left_out;
    free(from->list);
    *from = (struct problems){0};
}

static int problem_compare(const void *left, const void *right)
{
    const struct problem *a = left, *b = right;
    int order = strcmp(a->place, b->place);
    if (order == 0)
        order = (a->line > b->line) - (a->line < b->line);
    if (order == 0)
        order = strcmp(a->reason, b->reason);
    return order ? order : a->notice - b->notice;
}

void problems_sort(struct problems *problems)
{
    if (problems->count > 1)
        qsort(problems->list, problems->count, sizeof *problems->list, problem_compare);
}
