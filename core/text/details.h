/* Details that people give in digits and signs: numbers and codes, e-mail addresses, links. */
#ifndef RAPPORT_TEXT_DETAILS_H
#define RAPPORT_TEXT_DETAILS_H

#include <stddef.h>
#include <stdint.h>

enum detail_kind { DETAIL_NUMBER = 1, DETAIL_EMAIL = 2, DETAIL_LINK = 3 };

struct detail {
    uint32_t kind;
    uint32_t begin, end; /* original bytes */
    uint32_t digits;     /* of numbers: how many */
};

/*
 * Numbers have three digits or more, of any script, and may hold Latin letters (AB-12345) and single
 * spaces, points, dashes and brackets between digits. Writes up to `cap` details in order of place and
 * returns how many it wrote. Call fold_init before.
 */
size_t details_find(const char *text, size_t len, struct detail *out, size_t cap);

/* The digits of [begin, end) as ASCII, at most `cap` of them; returns how many it wrote. */
size_t detail_digits(const char *text, size_t begin, size_t end, char *out, size_t cap);

#endif
