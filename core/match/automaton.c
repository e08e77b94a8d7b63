#include "core/match/automaton.h"

#include <stdlib.h>
#include <string.h>

#include "core/match/pattern.h"

struct raw_edge {
    uint32_t from, symbol, to;
};

struct raw_jump {
    uint32_t from, to, condition;
};

struct automaton_builder {
    struct vocabulary *vocabulary;
    struct raw_edge *edges;
    size_t edge_count, edge_cap;
    struct raw_jump *jumps;
    size_t jump_count, jump_cap;
    uint32_t *any, *accept;
    size_t state_count, state_cap;
    struct entry {
        uint32_t state;
        unsigned roots;
    } *entries;
    size_t entry_count, entry_cap;
};

static uint32_t build_sequence(struct automaton_builder *builder, const struct phrase_sequence *sequence, uint32_t from);

struct automaton_builder *automaton_builder_new(void)
{
    struct automaton_builder *builder = must_calloc(1, sizeof *builder);
    builder->vocabulary = vocabulary_new();
    return builder;
}

static void *grown(void *list, size_t count, size_t *cap, size_t size)
{
    if (count < *cap)
        return list;
    *cap = *cap ? *cap * 2 : 1024;
    return must_realloc(list, *cap * size);
}

static uint32_t add_state(struct automaton_builder *builder)
{
    if (builder->state_count == builder->state_cap) {
        size_t cap = builder->state_cap;
        builder->any = grown(builder->any, builder->state_count, &cap, sizeof *builder->any);
        builder->accept = grown(builder->accept, builder->state_count, &builder->state_cap, sizeof *builder->accept);
    }
    builder->any[builder->state_count] = UINT32_MAX;
    builder->accept[builder->state_count] = UINT32_MAX;
    return (uint32_t)builder->state_count++;
}

static void add_edge(struct automaton_builder *builder, uint32_t from, uint32_t symbol, uint32_t to)
{
    builder->edges = grown(builder->edges, builder->edge_count, &builder->edge_cap, sizeof *builder->edges);
    builder->edges[builder->edge_count++] = (struct raw_edge){from, symbol, to};
}

static void add_jump(struct automaton_builder *builder, uint32_t from, uint32_t to, uint32_t condition)
{
    builder->jumps = grown(builder->jumps, builder->jump_count, &builder->jump_cap, sizeof *builder->jumps);
    builder->jumps[builder->jump_count++] = (struct raw_jump){from, to, condition};
}

static void build_word(struct automaton_builder *builder, const struct phrase_node *node, uint32_t from, uint32_t to)
{
    unsigned kind = vocabulary_kind(node);
    char bare[256];
    size_t kept = 0;
    add_edge(builder, from, vocabulary_symbol(builder->vocabulary, node->text, node->len, kind), to);
    if (node->len > sizeof bare || !pattern_apostrophe_optional(node->text, node->len))
        return;
    for (size_t i = 0; i < node->len; i++)
        if (node->text[i] != '\'')
            bare[kept++] = node->text[i];
    add_edge(builder, from, vocabulary_symbol(builder->vocabulary, bare, kept, kind), to);
}

/* A word that ends an alternative leads straight to the end of the group: a paradigm is one state. */
static void build_way(struct automaton_builder *builder, const struct phrase_sequence *way, uint32_t from, uint32_t to)
{
    if (way->first && !way->first->next && way->first->kind == PHRASE_WORD)
        build_word(builder, way->first, from, to);
    else
        add_jump(builder, build_sequence(builder, way, from), to, JUMP_ALWAYS);
}

static uint32_t build_group(struct automaton_builder *builder, const struct phrase_node *node, uint32_t from)
{
    uint32_t to = add_state(builder);
    for (const struct phrase_sequence *way = node->alternatives; way; way = way->next)
        build_way(builder, way, from, to);
    if (node->optional)
        add_jump(builder, from, to, JUMP_ALWAYS);
    return to;
}

static uint32_t build_gap(struct automaton_builder *builder, unsigned words, uint32_t from)
{
    uint32_t to = add_state(builder);
    add_jump(builder, from, to, JUMP_ALWAYS);
    while (words-- > 0) {
        uint32_t next = add_state(builder), hop = add_state(builder);
        /* from may have word edges of its own (a group's end), so the gap gets a state to itself */
        add_jump(builder, from, hop, JUMP_ALWAYS);
        builder->any[hop] = next;
        add_jump(builder, next, to, JUMP_ALWAYS);
        from = next;
    }
    return to;
}

static uint32_t build_node(struct automaton_builder *builder, const struct phrase_node *node, uint32_t from)
{
    if (node->kind == PHRASE_GROUP)
        return build_group(builder, node, from);
    if (node->kind == PHRASE_GAP)
        return build_gap(builder, node->gap_words, from);
    uint32_t to = add_state(builder);
    if (node->kind == PHRASE_WORD)
        build_word(builder, node, from, to);
    else if (node->kind == PHRASE_NUMBER)
        add_edge(builder, from, SYMBOL_NUMBER, to);
    else
        add_jump(builder, from, to, node->kind == PHRASE_START ? JUMP_AT_START : JUMP_AT_END);
    return to;
}

static uint32_t build_sequence(struct automaton_builder *builder, const struct phrase_sequence *sequence, uint32_t from)
{
    for (const struct phrase_node *node = sequence->first; node; node = node->next)
        from = build_node(builder, node, from);
    return from;
}

void automaton_add(struct automaton_builder *builder, const struct phrase_sequence *phrase, uint32_t value,
                   unsigned roots)
{
    uint32_t entry = add_state(builder);
    builder->entries = grown(builder->entries, builder->entry_count, &builder->entry_cap, sizeof *builder->entries);
    builder->entries[builder->entry_count++] = (struct entry){entry, roots};
    uint32_t exit = build_sequence(builder, phrase, entry);
    if (exit == entry || builder->accept[exit] != UINT32_MAX) { /* an end of its own */
        uint32_t own = add_state(builder);
        add_jump(builder, exit, own, JUMP_ALWAYS);
        exit = own;
    }
    builder->accept[exit] = value;
}

static int compare_symbols(const void *left, const void *right)
{
    const struct automaton_edge *a = left, *b = right;
    return a->symbol < b->symbol ? -1 : a->symbol > b->symbol;
}

/* Sorts edges and jumps by the state they leave: counted, then put in place. */
static void place_edges(struct automaton *automaton, const struct automaton_builder *builder)
{
    uint32_t states = automaton->state_count;
    automaton->edge_begin = must_calloc(states + 2, sizeof *automaton->edge_begin);
    automaton->edges = must_alloc((builder->edge_count + 1) * sizeof *automaton->edges);
    for (size_t i = 0; i < builder->edge_count; i++)
        automaton->edge_begin[builder->edges[i].from + 2]++;
    for (uint32_t i = 2; i < states + 2; i++)
        automaton->edge_begin[i] += automaton->edge_begin[i - 1];
    for (size_t i = 0; i < builder->edge_count; i++)
        automaton->edges[automaton->edge_begin[builder->edges[i].from + 1]++] =
            (struct automaton_edge){builder->edges[i].symbol, builder->edges[i].to};
    for (uint32_t i = 0; i < states; i++) {
        uint32_t begin = automaton->edge_begin[i], end = automaton->edge_begin[i + 1];
        if (end - begin > 1)
            qsort(automaton->edges + begin, end - begin, sizeof *automaton->edges, compare_symbols);
    }
}

static void place_jumps(struct automaton *automaton, const struct automaton_builder *builder)
{
    uint32_t states = automaton->state_count;
    automaton->jump_begin = must_calloc(states + 2, sizeof *automaton->jump_begin);
    automaton->jumps = must_alloc((builder->jump_count + 1) * sizeof *automaton->jumps);
    for (size_t i = 0; i < builder->jump_count; i++)
        automaton->jump_begin[builder->jumps[i].from + 2]++;
    for (uint32_t i = 2; i < states + 2; i++)
        automaton->jump_begin[i] += automaton->jump_begin[i - 1];
    for (size_t i = 0; i < builder->jump_count; i++)
        automaton->jumps[automaton->jump_begin[builder->jumps[i].from + 1]++] =
            (struct automaton_jump){builder->jumps[i].to, builder->jumps[i].condition};
}

/* Collects for each symbol where phrases go on that begin with it. */
struct root_walk {
    const struct automaton *automaton;
    struct raw_edge *edges; /* `from` holds the condition */
    size_t count, cap;
    uint32_t *seen;        /* number of the entry that reached a state last */
    uint32_t *seen_freely; /* and that reached it anywhere, not only at a sentence's start */
    uint32_t *stack;
    uint32_t *conditions;
    uint32_t any_word; /* stands for a symbol: the number of symbols */
};

static void walk_entry(struct root_walk *walk, uint32_t number, uint32_t entry)
{
    const struct automaton *automaton = walk->automaton;
    uint32_t depth = 0;
    walk->stack[depth] = entry;
    walk->conditions[depth++] = JUMP_ALWAYS;
    walk->seen[entry] = walk->seen_freely[entry] = number;
    while (depth > 0) {
        uint32_t state = walk->stack[--depth], condition = walk->conditions[depth];
        for (uint32_t i = automaton->edge_begin[state]; i < automaton->edge_begin[state + 1]; i++) {
            walk->edges = grown(walk->edges, walk->count, &walk->cap, sizeof *walk->edges);
            walk->edges[walk->count++] =
                (struct raw_edge){condition, automaton->edges[i].symbol, automaton->edges[i].to};
        }
        if (automaton->any[state] != UINT32_MAX) {
            walk->edges = grown(walk->edges, walk->count, &walk->cap, sizeof *walk->edges);
            walk->edges[walk->count++] = (struct raw_edge){condition, walk->any_word, automaton->any[state]};
        }
        for (uint32_t i = automaton->jump_begin[state]; i < automaton->jump_begin[state + 1]; i++) {
            const struct automaton_jump *jump = &automaton->jumps[i];
            bool stricter = condition == JUMP_AT_START || jump->condition == JUMP_AT_START;
            if (jump->condition == JUMP_AT_END || walk->seen_freely[jump->to] == number ||
                (stricter && walk->seen[jump->to] == number))
                continue;
            walk->seen[jump->to] = number;
            if (!stricter)
                walk->seen_freely[jump->to] = number;
            walk->stack[depth] = jump->to;
            walk->conditions[depth++] = stricter ? JUMP_AT_START : JUMP_ALWAYS;
        }
    }
}

static void place_root(struct automaton_root *root, const struct root_walk *walk)
{
    uint32_t symbols = walk->any_word + 1;
    root->begin = must_calloc(symbols + 2, sizeof *root->begin);
    root->edges = must_alloc((walk->count + 1) * sizeof *root->edges);
    for (size_t i = 0; i < walk->count; i++)
        root->begin[walk->edges[i].symbol + 2]++;
    for (uint32_t i = 2; i < symbols + 2; i++)
        root->begin[i] += root->begin[i - 1];
    for (size_t i = 0; i < walk->count; i++)
        root->edges[root->begin[walk->edges[i].symbol + 1]++] =
            (struct automaton_jump){walk->edges[i].to, walk->edges[i].from};
}

static void index_roots(struct automaton *automaton, const struct automaton_builder *builder)
{
    size_t states = automaton->state_count + 1;
    uint32_t number = 0;
    struct root_walk walk = {.automaton = automaton, .any_word = vocabulary_symbol_count(automaton->vocabulary)};
    walk.seen = must_calloc(states, sizeof *walk.seen);
    walk.seen_freely = must_calloc(states, sizeof *walk.seen_freely);
    /* a state is stacked at most twice: with the condition and without */
    walk.stack = must_alloc(2 * states * sizeof *walk.stack);
    walk.conditions = must_alloc(2 * states * sizeof *walk.conditions);
    for (unsigned root = 0; root < AUTOMATON_ROOTS; root++) {
        walk.count = 0;
        for (size_t i = 0; i < builder->entry_count; i++)
            if (builder->entries[i].roots >> root & 1) {
                walk_entry(&walk, ++number, builder->entries[i].state);
                automaton->roots[root].entry_count++;
            }
        place_root(&automaton->roots[root], &walk);
    }
    free(walk.edges);
    free(walk.seen);
    free(walk.seen_freely);
    free(walk.stack);
    free(walk.conditions);
}

struct automaton *automaton_build(struct automaton_builder *builder)
{
    struct automaton *automaton = must_calloc(1, sizeof *automaton);
    automaton->vocabulary = builder->vocabulary;
    automaton->state_count = (uint32_t)builder->state_count;
    automaton->any = builder->any;
    automaton->accept = builder->accept;
    place_edges(automaton, builder);
    place_jumps(automaton, builder);
    index_roots(automaton, builder);
    free(builder->entries);
    free(builder->edges);
    free(builder->jumps);
    free(builder);
    return automaton;
}

void automaton_free(struct automaton *automaton)
{
    if (!automaton)
        return;
    vocabulary_free(automaton->vocabulary);
    free(automaton->edge_begin);
    free(automaton->edges);
    free(automaton->jump_begin);
    free(automaton->jumps);
    free(automaton->any);
    free(automaton->accept);
    for (unsigned root = 0; root < AUTOMATON_ROOTS; root++) {
        free(automaton->roots[root].begin);
        free(automaton->roots[root].edges);
    }
    free(automaton);
}
