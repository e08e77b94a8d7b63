/*
 * Output formats of findings. Formats render into bytes, in any thread; who calls them puts the
 * pieces in order. A format is one file and one line in the list of output.c.
 */
#ifndef RAPPORT_OUTPUT_OUTPUT_H
#define RAPPORT_OUTPUT_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/host/texts.h"
#include "core/model/bytes.h"
#include "rapport/plugin.h"

struct output_style {
    bool color; /* on a terminal and without NO_COLOR */
    int ui;     /* language of the report: LANGUAGE_HE … */
};

/* Where a conversation stands; texts are as written in the transcript, unsafe for any medium. */
struct conversation_view {
    struct rapport_text id, channel;
    const char *source; /* "archive!member" or "file" */
    uint64_t line;
};

struct finding_view {
    const struct conversation_view *conversation;
    const char *rule;
    int32_t severity;
    uint32_t message;
    uint32_t confidence;
    bool has_span;
    uint32_t begin, end;       /* in `text` */
    uint32_t text_offset;      /* where `text` begins in the message, when it is only a part of it */
    struct rapport_text text;  /* the message the finding names */
    struct rapport_text agent; /* id of the agent; may be empty */
    struct rapport_text name;  /* display name of who said `text` */
    int32_t role;              /* of who said `text` */
    struct rapport_text lang;
    const struct rule_texts *texts;
    bool has_related;
    struct rapport_text related_conversation;
    uint32_t related_message;
    struct rapport_text related_text;
};

struct output_format {
    const char *name;
    const char *about;
    /* Before the first finding of each conversation; NULL if the format needs none. */
    void (*conversation)(const struct output_style *style, const struct conversation_view *view, struct bytes *out);
    void (*finding)(const struct output_style *style, const struct finding_view *view, struct bytes *out);
    /* Before and after everything; NULL if none. */
    void (*begin)(const struct output_style *style, struct bytes *out);
    void (*end)(const struct output_style *style, uint64_t findings, struct bytes *out);
};

/* The format of that name, or NULL. */
const struct output_format *output_by_name(const char *name);
/* All formats, NULL behind the last. */
const struct output_format *const *output_all(void);

/* "info", "minor", "major", "critical"; -1 for an unknown name. */
const char *severity_name(int32_t severity);
int32_t severity_by_name(const char *name);

#endif
