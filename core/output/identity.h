/*
 * The identity of a finding: 32 hexadecimal digits made of what the finding is about, the same in every
 * output format and every run, whatever file, line or archive it stands in.
 */
#ifndef RAPPORT_OUTPUT_IDENTITY_H
#define RAPPORT_OUTPUT_IDENTITY_H

#include "rapport/plugin.h"

#define IDENTITY_DIGITS 32

struct identity {
    uint64_t high, low;
};

/* FNV-1a with 128 bits (Fowler, Noll, Vo); not made to withstand who wants two to be the same. */
void identity_init(struct identity *identity);
/* Adds a part; parts do not run together. */
void identity_add(struct identity *identity, const void *bytes, uint64_t len);
void identity_add_number(struct identity *identity, uint64_t number);
/* IDENTITY_DIGITS digits and a NUL. */
void identity_write(const struct identity *identity, char out[IDENTITY_DIGITS + 1]);

#endif
