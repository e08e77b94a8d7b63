/* The kinds of files of canned responses; one file each, listed in source.c. */
#ifndef RAPPORT_LINT_SOURCE_H
#define RAPPORT_LINT_SOURCE_H

#include "core/lint/sheet.h"

typedef void source_read(struct sheet *sheet);

source_read source_json, source_yaml, source_po, source_csv, source_text, source_html, source_xliff;

/*
 * Trees of keys, as JSON and YAML have them: who parses a file tells of its values in order, and this
 * decides which of them are replies. A tree of which no key is one that holds texts is a tree of translations:
 * all its strings are replies.
 */
struct tree;

struct tree *tree_new(struct sheet *sheet);
void tree_enter_map(struct tree *tree);
void tree_enter_list(struct tree *tree);
void tree_leave(struct tree *tree);
/* The key of the next value in a map. */
void tree_key(struct tree *tree, const char *key, size_t len);
/* A string; the draft is copied. */
void tree_string(struct tree *tree, const struct reply_draft *draft, size_t file);
/* A number, true, null: no reply. */
void tree_other(struct tree *tree);
/* Adds the replies to the sheet and frees the tree. */
void tree_finish(struct tree *tree);

#endif
