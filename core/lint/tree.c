#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/lint/source.h"

enum node_kind { NODE_MAP, NODE_LIST, NODE_STRING, NODE_OTHER };

struct node {
    enum node_kind kind;
    const char *key; /* in a map */
    uint32_t index;  /* in a list */
    size_t parent, next, first, last; /* nodes; 0: none */
    struct bytes text;
    struct sheet_step *steps;
    size_t step_count;
    uint32_t file;
    size_t lang, kind_key, id, ignore; /* of a map: the first value under such a key; 0: none */
};

struct tree {
    struct sheet *sheet;
    struct node *nodes; /* 0 is above the root */
    size_t count, cap;
    size_t current;
    const char *key;
};

struct tree *tree_new(struct sheet *sheet)
{
    struct tree *tree = must_calloc(1, sizeof *tree);
    tree->sheet = sheet;
    tree->cap = 64;
    tree->nodes = must_calloc(tree->cap, sizeof *tree->nodes);
    tree->count = 1;
    tree->nodes[0].kind = NODE_LIST;
    return tree;
}

static bool is_one_of(const char *const *list, const char *key)
{
    for (; *list; list++)
        if (strcasecmp(*list, key) == 0)
            return true;
    return false;
}

static bool is_ignore(const struct node *node)
{
    return node->key && strcmp(node->key, "rapport-ignore") == 0;
}

static size_t add_node(struct tree *tree, enum node_kind kind)
{
    if (tree->count == tree->cap) {
        tree->cap *= 2;
        tree->nodes = must_realloc(tree->nodes, tree->cap * sizeof *tree->nodes);
    }
    size_t at = tree->count++;
    struct node *parent = &tree->nodes[tree->current];
    tree->nodes[at] = (struct node){.kind = kind, .parent = tree->current};
    if (parent->kind == NODE_MAP)
        tree->nodes[at].key = tree->key ? tree->key : "";
    else
        tree->nodes[at].index = parent->last ? tree->nodes[parent->last].index + 1 : 0;
    if (parent->last)
        tree->nodes[parent->last].next = at;
    else
        parent->first = at;
    parent->last = at;
    if (parent->kind == NODE_MAP && !parent->ignore && is_ignore(&tree->nodes[at]))
        parent->ignore = at;
    tree->key = NULL;
    return at;
}

static void enter(struct tree *tree, enum node_kind kind)
{
    tree->current = add_node(tree, kind);
}

void tree_enter_map(struct tree *tree)
{
    enter(tree, NODE_MAP);
}

void tree_enter_list(struct tree *tree)
{
    enter(tree, NODE_LIST);
}

void tree_leave(struct tree *tree)
{
    tree->current = tree->nodes[tree->current].parent;
}

void tree_key(struct tree *tree, const char *key, size_t len)
{
    tree->key = arena_copy(&tree->sheet->arena, key, len);
}

/* A map remembers the values that tell of the others, so that nobody has to look for them. */
static void note_beside(struct tree *tree, size_t at)
{
    const struct sheet_keys *keys = tree->sheet->keys;
    const struct node *node = &tree->nodes[at];
    struct node *map = &tree->nodes[node->parent];
    if (map->kind != NODE_MAP)
        return;
    if (!map->lang && is_one_of(keys->lang, node->key))
        map->lang = at;
    if (!map->kind_key && is_one_of(keys->kind, node->key))
        map->kind_key = at;
    if (!map->id && is_one_of(keys->id, node->key))
        map->id = at;
}

void tree_string(struct tree *tree, const struct reply_draft *draft, size_t file)
{
    struct node *node = &tree->nodes[add_node(tree, NODE_STRING)];
    node->file = (uint32_t)file;
    bytes_add(&node->text, draft->text.ptr ? draft->text.ptr : "", draft->text.len);
    node->step_count = draft->step_count;
    node->steps = must_alloc(draft->step_count * sizeof *node->steps + 1);
    if (draft->step_count)
        memcpy(node->steps, draft->steps, draft->step_count * sizeof *node->steps);
    note_beside(tree, tree->count - 1);
}

void tree_other(struct tree *tree)
{
    add_node(tree, NODE_OTHER);
}

/* True if a map somewhere has a string under a key that holds texts. */
static bool has_text_keys(const struct tree *tree)
{
    for (size_t i = 1; i < tree->count; i++) {
        const struct node *node = &tree->nodes[i];
        if (node->kind == NODE_STRING && node->key && is_one_of(tree->sheet->keys->text, node->key))
            return true;
    }
    return false;
}

static void add_key_of(const struct tree *tree, size_t at, struct bytes *out)
{
    const struct node *node = &tree->nodes[at];
    if (node->parent == 0)
        return;
    add_key_of(tree, node->parent, out);
    if (node->key)
        bytes_addf(out, "%s%s", out->len ? "." : "", node->key);
    else
        bytes_addf(out, "[%u]", node->index);
}

/* The nearest value that `where` picks, in the map that holds `at` or one above it. */
static const char *beside(struct tree *tree, size_t at, size_t (*where)(const struct node *map))
{
    for (size_t map = tree->nodes[at].parent; map; map = tree->nodes[map].parent) {
        size_t found = where(&tree->nodes[map]);
        if (found && found != at)
            return bytes_text(&tree->nodes[found].text);
    }
    return "";
}

static size_t lang_of(const struct node *map) { return map->lang; }
static size_t kind_of(const struct node *map) { return map->kind_key; }
static size_t id_of(const struct node *map) { return map->id; }

/* What tells the reply apart in its file: the id beside it, or else where it stands. */
static void add_name_of(struct tree *tree, size_t at, struct bytes *out)
{
    const char *id = beside(tree, at, id_of);
    if (*id)
        bytes_add_text(out, id);
    else
        add_key_of(tree, at, out);
}

static void read_ignore(struct tree *tree, size_t at, uint32_t reply)
{
    const struct node *node = &tree->nodes[at];
    if (node->kind == NODE_STRING) {
        const char *text = bytes_text(&tree->nodes[at].text), *colon = strchr(text, ':');
        size_t len = colon ? (size_t)(colon - text) : strlen(text);
        sheet_suppress(tree->sheet, text, len, text + len, strlen(text + len), node->file, reply);
    }
    for (size_t i = node->first; i; i = tree->nodes[i].next) {
        if (tree->nodes[i].kind == NODE_STRING && tree->nodes[i].key)
            sheet_suppress(tree->sheet, tree->nodes[i].key, strlen(tree->nodes[i].key), bytes_text(&tree->nodes[i].text),
                           tree->nodes[i].text.len, tree->nodes[i].file, reply);
        else
            read_ignore(tree, i, reply);
    }
}

/* "rapport-ignore" beside a reply, as "RULE: REASON", a list of such, or a map of rules to reasons. */
static void read_ignores(struct tree *tree, size_t at, uint32_t reply)
{
    for (size_t map = tree->nodes[at].parent; map; map = tree->nodes[map].parent)
        if (tree->nodes[map].ignore)
            read_ignore(tree, tree->nodes[map].ignore, reply);
}

static bool stands_in_ignore(const struct tree *tree, size_t at)
{
    for (; at; at = tree->nodes[at].parent)
        if (is_ignore(&tree->nodes[at]))
            return true;
    return false;
}

static bool is_reply(const struct tree *tree, size_t at, bool by_keys)
{
    const struct node *node = &tree->nodes[at];
    if (node->kind != NODE_STRING || stands_in_ignore(tree, at))
        return false;
    if (!by_keys)
        return !node->key || !(is_one_of(tree->sheet->keys->lang, node->key) || is_one_of(tree->sheet->keys->kind, node->key));
    /* a list of strings under such a key is one of texts too */
    while (!tree->nodes[at].key && tree->nodes[at].parent && tree->nodes[tree->nodes[at].parent].kind == NODE_LIST)
        at = tree->nodes[at].parent;
    return tree->nodes[at].key && is_one_of(tree->sheet->keys->text, tree->nodes[at].key);
}

static void add_reply(struct tree *tree, size_t at)
{
    struct node *node = &tree->nodes[at];
    struct reply_draft draft = {.text = node->text, .steps = node->steps, .step_count = node->step_count};
    struct bytes key = {0}, name = {0};
    add_key_of(tree, at, &key);
    add_name_of(tree, at, &name);
    struct reply *reply = sheet_add(tree->sheet, &draft, bytes_text(&key), beside(tree, at, lang_of),
                                    beside(tree, at, kind_of));
    if (reply) {
        reply->name = arena_copy(&tree->sheet->arena, bytes_text(&name), name.len);
        read_ignores(tree, at, (uint32_t)tree->sheet->reply_count - 1);
    }
    bytes_release(&key);
    bytes_release(&name);
}

void tree_finish(struct tree *tree)
{
    bool by_keys = has_text_keys(tree);
    for (size_t i = 1; i < tree->count; i++)
        if (is_reply(tree, i, by_keys))
            add_reply(tree, i);
    for (size_t i = 1; i < tree->count; i++) {
        bytes_release(&tree->nodes[i].text);
        free(tree->nodes[i].steps);
    }
    free(tree->nodes);
    free(tree);
}
