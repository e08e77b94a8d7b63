/*
 * Checking canned responses: the rules template/…, which are judged here because they look at files and not
 * at conversations, and the rules of the plugins, to which each reply is shown as an agent's message.
 */
#ifndef RAPPORT_LINT_LINT_H
#define RAPPORT_LINT_LINT_H

#include "core/host/config.h"
#include "core/lint/sheet.h"
#include "core/text/language.h"

/* The rules of the family template, as a plugin that is built in. */
extern const struct rapport_plugin template_plugin;

enum template_rule { TEMPLATE_PLACEHOLDER, TEMPLATE_VARIANT, TEMPLATE_BIDI, TEMPLATE_LETTERS, TEMPLATE_DUPLICATE, TEMPLATE_RULES };

/* Bytes of a file to be replaced. */
struct lint_fix {
    uint32_t begin, end;
    const char *text;  /* in the lint's arena */
    const char *title; /* static */
    bool sure;         /* false: a proposal, written by --fix=all alone */
};

struct lint_finding {
    const char *rule;
    int32_t severity;    /* RAPPORT_SEVERITY_DEFAULT, or what the plugin said */
    uint32_t reply;      /* in lint.replies */
    uint32_t begin, end; /* of the reply's text; equal: all of it */
    const char *note;    /* a few words on what it is; "" */
    const char *related; /* key and file of another reply, or NULL */
    uint32_t confidence; /* 100 where it is sure */
    struct lint_fix fix;
    bool has_fix;
};

/* A reply with its sheet and what was found out about it. */
struct lint_reply {
    struct sheet *sheet;
    struct reply *reply;
    int language;     /* LANGUAGE_HE …; LANGUAGE_NONE */
    const char *kind; /* as configured, said, or told by its name; "" */
    const char *name; /* what its variants share: file and key without language */
    const char *masked; /* the text, with letters x for placeholders and tags: bytes stay where they are */
    const char *amounts; /* of the analysis, in one order; "" */
};

struct lint {
    const struct config *config;
    struct sheet *sheets;
    size_t sheet_count, sheet_cap;
    struct lint_reply *replies;
    size_t reply_count, reply_cap;
    struct lint_finding *findings;
    size_t finding_count, finding_cap;
    struct problems *problems;
    struct arena arena;
};

/* After all sheets were read: fills `replies`. */
void lint_gather(struct lint *lint);
void lint_release(struct lint *lint);

/* Adds a finding about [begin, end) of a reply. The pointer is valid until the next. */
struct lint_finding *lint_add(struct lint *lint, enum template_rule rule, uint32_t reply, uint32_t begin, uint32_t end,
                              const char *note);
/* Gives it a fix of the bytes [begin, end) of the reply's text. */
void lint_fix_text(struct lint *lint, struct lint_finding *finding, uint32_t begin, uint32_t end, const char *text,
                   const char *title, bool sure);
const char *lint_kept(struct lint *lint, const char *text, size_t len);

/* One file each. */
void lint_placeholders(struct lint *lint);
void lint_letters(struct lint *lint);
void lint_bidi(struct lint *lint);
void lint_duplicates(struct lint *lint);
void lint_variants(struct lint *lint); /* after the analysis, for amounts */

#endif
