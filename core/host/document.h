/*
 * A JSON file that people write, read strictly: every fault is told with the file and the place in
 * it ("rapport.json: price_list[2].prices[0].vat: …"), and reading goes on to find the next.
 */
#ifndef RAPPORT_HOST_DOCUMENT_H
#define RAPPORT_HOST_DOCUMENT_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "core/model/bytes.h"

struct document {
    const char *file; /* the caller's, for the life of the document */
    json_t *root;     /* an object, or NULL if there was none */
    struct bytes path;
    struct bytes *faults;
    size_t faults_before;
};

/* Reads the file. What cannot be read or is no JSON object is a fault, and root is NULL. */
void document_open(struct document *document, const char *file, struct bytes *faults);
/* Frees what was read. 0, or -1 if there were faults since document_open. */
int document_close(struct document *document);

/* Steps into a value, for the place of faults; returns what document_leave needs to step out. */
size_t document_enter(struct document *document, const char *key);
size_t document_enter_index(struct document *document, size_t index);
void document_leave(struct document *document, size_t mark);

/* A fault at the place stepped into; one line, as printf. */
void document_fault(struct document *document, const char *reason, ...) __attribute__((format(printf, 2, 3)));
/* "unknown <what> "<word>"; did you mean …", at the place stepped into. */
void document_unknown(struct document *document, const char *what, const char *word, const char *const *known,
                      size_t count);
/* Each key of the object that is not known is a fault. */
void document_check_keys(struct document *document, json_t *object, const char *const *known, size_t count);

/* True for an object, a list; else a fault. NULL is a missing value. */
bool document_is_object(struct document *document, json_t *value);
bool document_is_list(struct document *document, json_t *value);
/* The string with more than spaces in it, else a fault and NULL. It lives as long as the document. */
const char *document_text(struct document *document, json_t *value);
/* The same for a value of the object, stepping into it. */
const char *document_text_at(struct document *document, json_t *object, const char *key);

#endif
