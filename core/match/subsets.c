#include "core/match/subsets.h"

#include <stdlib.h>
#include <string.h>

enum { ARENA_LIMIT = 4 << 20, SUBSETS_LIMIT = 1 << 15 };

#define STEP_UNKNOWN UINT32_MAX

struct symbol_set {
    const uint32_t *symbols;
    uint32_t count;
};

struct subsets {
    const struct automaton *automaton;
    const uint32_t *classes;
    struct arena symbol_arena;
    struct symbol_set *symbol_sets;
    uint32_t symbol_set_count, symbol_set_cap;
    uint32_t *symbol_slots, symbol_slot_mask;
    struct arena arena; /* of subsets */
    size_t arena_bytes;
    struct subset *list;
    uint32_t count, cap;
    uint32_t *slots, slot_mask; /* by content */
    uint32_t *root_steps[AUTOMATON_ROOTS][2]; /* by symbol set, without and with a sentence's start */
    uint32_t root_cap;
    /* work space of one step */
    uint32_t *stamps, *end_stamps, stamp;
    uint32_t *stack;
    uint32_t *states;
    struct subset_accept *accepts;
    uint32_t state_count, accept_count, accept_cap;
};

struct subsets *subsets_new(const struct automaton *automaton, const uint32_t *classes)
{
    struct subsets *subsets = must_calloc(1, sizeof *subsets);
    size_t states = automaton->state_count + 1;
    subsets->automaton = automaton;
    subsets->classes = classes;
    arena_init(&subsets->symbol_arena);
    arena_init(&subsets->arena);
    subsets->symbol_slot_mask = 1023;
    subsets->symbol_slots = must_calloc(subsets->symbol_slot_mask + 1, sizeof *subsets->symbol_slots);
    subsets->slot_mask = 2 * SUBSETS_LIMIT - 1;
    subsets->slots = must_calloc(subsets->slot_mask + 1, sizeof *subsets->slots);
    subsets->stamps = must_calloc(states, sizeof *subsets->stamps);
    subsets->end_stamps = must_calloc(states, sizeof *subsets->end_stamps);
    subsets->stack = must_alloc(2 * states * sizeof *subsets->stack);
    subsets->states = must_alloc(states * sizeof *subsets->states);
    subsets_symbols(subsets, NULL, 0);
    subsets->cap = 256;
    subsets->list = must_calloc(subsets->cap, sizeof *subsets->list);
    subsets->count = 1; /* SUBSET_DEAD */
    return subsets;
}

void subsets_free(struct subsets *subsets)
{
    if (!subsets)
        return;
    arena_release(&subsets->symbol_arena);
    arena_release(&subsets->arena);
    free(subsets->symbol_sets);
    free(subsets->symbol_slots);
    free(subsets->list);
    free(subsets->slots);
    for (int root = 0; root < AUTOMATON_ROOTS; root++)
        for (int start = 0; start < 2; start++)
            free(subsets->root_steps[root][start]);
    free(subsets->stamps);
    free(subsets->end_stamps);
    free(subsets->stack);
    free(subsets->states);
    free(subsets->accepts);
    free(subsets);
}

static uint32_t hash_numbers(const void *data, size_t bytes, uint64_t hash)
{
    const unsigned char *at = data;
    for (size_t i = 0; i + 4 <= bytes; i += 4) {
        uint32_t number;
        memcpy(&number, at + i, 4);
        hash = (hash ^ number) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 29;
    }
    return (uint32_t)(hash ^ hash >> 32);
}

static void grow_symbol_sets(struct subsets *subsets)
{
    subsets->symbol_set_cap = subsets->symbol_set_cap ? subsets->symbol_set_cap * 2 : 512;
    subsets->symbol_sets = must_realloc(subsets->symbol_sets, subsets->symbol_set_cap * sizeof *subsets->symbol_sets);
    free(subsets->symbol_slots);
    while (subsets->symbol_slot_mask + 1 < subsets->symbol_set_cap * 2)
        subsets->symbol_slot_mask = subsets->symbol_slot_mask * 2 + 1;
    subsets->symbol_slots = must_calloc(subsets->symbol_slot_mask + 1, sizeof *subsets->symbol_slots);
    for (uint32_t i = 0; i < subsets->symbol_set_count; i++) {
        const struct symbol_set *set = &subsets->symbol_sets[i];
        uint32_t slot = hash_numbers(set->symbols, set->count * sizeof(uint32_t), 1) & subsets->symbol_slot_mask;
        while (subsets->symbol_slots[slot])
            slot = (slot + 1) & subsets->symbol_slot_mask;
        subsets->symbol_slots[slot] = i + 1;
    }
}

static void grow_root(struct subsets *subsets)
{
    uint32_t cap = subsets->symbol_set_cap;
    for (int i = 0; i < AUTOMATON_ROOTS * 2; i++) {
        uint32_t **steps = &subsets->root_steps[i / 2][i % 2];
        *steps = must_realloc(*steps, cap * sizeof(uint32_t));
        memset(*steps + subsets->root_cap, 0xFF, (cap - subsets->root_cap) * sizeof(uint32_t));
    }
    subsets->root_cap = cap;
}

uint32_t subsets_symbols(struct subsets *subsets, const uint32_t *symbols, size_t count)
{
    uint32_t slot = hash_numbers(symbols, count * sizeof *symbols, 1) & subsets->symbol_slot_mask;
    for (; subsets->symbol_slots[slot]; slot = (slot + 1) & subsets->symbol_slot_mask) {
        const struct symbol_set *set = &subsets->symbol_sets[subsets->symbol_slots[slot] - 1];
        if (set->count == count && (count == 0 || memcmp(set->symbols, symbols, count * sizeof *symbols) == 0))
            return subsets->symbol_slots[slot] - 1;
    }
    if (subsets->symbol_set_count == subsets->symbol_set_cap) {
        grow_symbol_sets(subsets);
        grow_root(subsets);
        return subsets_symbols(subsets, symbols, count);
    }
    uint32_t *kept = arena_alloc(&subsets->symbol_arena, count * sizeof *symbols);
    if (count > 0)
        memcpy(kept, symbols, count * sizeof *symbols);
    subsets->symbol_sets[subsets->symbol_set_count] = (struct symbol_set){kept, (uint32_t)count};
    subsets->symbol_slots[slot] = ++subsets->symbol_set_count;
    return subsets->symbol_set_count - 1;
}

const struct subset *subsets_get(const struct subsets *subsets, uint32_t subset)
{
    return &subsets->list[subset];
}

void subsets_make_room(struct subsets *subsets)
{
    if (subsets->arena_bytes < ARENA_LIMIT && subsets->count < SUBSETS_LIMIT)
        return;
    arena_clear(&subsets->arena);
    subsets->arena_bytes = 0;
    subsets->count = 1;
    memset(subsets->slots, 0, (subsets->slot_mask + 1) * sizeof *subsets->slots);
    for (int i = 0; i < AUTOMATON_ROOTS * 2; i++)
        memset(subsets->root_steps[i / 2][i % 2], 0xFF, subsets->root_cap * sizeof(uint32_t));
}

/* Of one class the smallest value; what holds anywhere makes "at the end" superfluous. */
static void add_accept(struct subsets *subsets, uint32_t value, bool at_end)
{
    for (uint32_t i = 0; i < subsets->accept_count; i++) {
        struct subset_accept *other = &subsets->accepts[i];
        if (subsets->classes[other->value] != subsets->classes[value])
            continue;
        if (other->at_end == at_end) {
            other->value = value < other->value ? value : other->value;
            return;
        }
    }
    if (subsets->accept_count == subsets->accept_cap) {
        subsets->accept_cap = subsets->accept_cap ? subsets->accept_cap * 2 : 64;
        subsets->accepts = must_realloc(subsets->accepts, subsets->accept_cap * sizeof *subsets->accepts);
    }
    subsets->accepts[subsets->accept_count++] = (struct subset_accept){value, at_end};
}

static void step_begin(struct subsets *subsets)
{
    subsets->state_count = subsets->accept_count = 0;
    if (++subsets->stamp == 0) {
        size_t bytes = (subsets->automaton->state_count + 1) * sizeof(uint32_t);
        memset(subsets->stamps, 0, bytes);
        memset(subsets->end_stamps, 0, bytes);
        subsets->stamp = 1;
    }
}

/* Stacks a state, once with and once without the end; twice the number of states is the most. */
static uint32_t push(struct subsets *subsets, uint32_t depth, uint32_t state, uint32_t at_end)
{
    uint32_t *stamps = at_end ? subsets->end_stamps : subsets->stamps;
    if (stamps[state] == subsets->stamp)
        return depth;
    stamps[state] = subsets->stamp;
    subsets->stack[depth] = state << 1 | at_end;
    return depth + 1;
}

static bool goes_on(const struct automaton *automaton, uint32_t state)
{
    return automaton->any[state] != UINT32_MAX || automaton->edge_begin[state] < automaton->edge_begin[state + 1];
}

/* Adds a state and all that jumps reach from it; behind a jump that needs the sentence's end only accepts count. */
static void add_state(struct subsets *subsets, uint32_t first)
{
    const struct automaton *automaton = subsets->automaton;
    uint32_t depth = push(subsets, 0, first, 0);
    while (depth > 0) {
        uint32_t state = subsets->stack[--depth] >> 1, at_end = subsets->stack[depth] & 1;
        if (automaton->accept[state] != UINT32_MAX)
            add_accept(subsets, automaton->accept[state], at_end);
        if (!at_end && goes_on(automaton, state))
            subsets->states[subsets->state_count++] = state;
        for (uint32_t i = automaton->jump_begin[state]; i < automaton->jump_begin[state + 1]; i++) {
            const struct automaton_jump *jump = &automaton->jumps[i];
            if (jump->condition != JUMP_AT_START)
                depth = push(subsets, depth, jump->to, at_end | (jump->condition == JUMP_AT_END));
        }
    }
}

static int compare_numbers(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

static int compare_accepts(const void *left, const void *right)
{
    const struct subset_accept *a = left, *b = right;
    if (a->value != b->value)
        return a->value < b->value ? -1 : 1;
    return (int)a->at_end - (int)b->at_end;
}

static bool same_subset(const struct subset *a, const struct subsets *now)
{
    if (a->state_count != now->state_count || a->accept_count != now->accept_count)
        return false;
    for (uint32_t i = 0; i < a->accept_count; i++)
        if (a->accepts[i].value != now->accepts[i].value || a->accepts[i].at_end != now->accepts[i].at_end)
            return false;
    return a->state_count == 0 || memcmp(a->states, now->states, a->state_count * sizeof *a->states) == 0;
}

static uint32_t hash_accepts(const struct subsets *subsets)
{
    uint32_t hash = 7;
    for (uint32_t i = 0; i < subsets->accept_count; i++)
        hash = hash * 31 + subsets->accepts[i].value * 2 + subsets->accepts[i].at_end;
    return hash;
}

static void mark_alive(const struct subsets *subsets, struct subset *subset)
{
    const struct automaton *automaton = subsets->automaton;
    for (uint32_t i = 0; i < subset->state_count; i++) {
        uint32_t state = subset->states[i];
        for (uint32_t j = automaton->edge_begin[state]; j < automaton->edge_begin[state + 1]; j++) {
            uint32_t bit = automaton->edges[j].symbol % (SUBSET_ALIVE_WORDS * 64);
            subset->alive[bit / 64] |= UINT64_C(1) << (bit % 64);
        }
    }
}

static bool may_use(const struct subset *subset, const struct symbol_set *set)
{
    for (uint32_t i = 0; i < set->count; i++) {
        uint32_t bit = set->symbols[i] % (SUBSET_ALIVE_WORDS * 64);
        if (subset->alive[bit / 64] >> (bit % 64) & 1)
            return true;
    }
    return false;
}

static uint32_t keep_subset(struct subsets *subsets, uint32_t slot)
{
    if (subsets->count == subsets->cap) {
        subsets->cap *= 2;
        subsets->list = must_realloc(subsets->list, subsets->cap * sizeof *subsets->list);
    }
    size_t state_bytes = subsets->state_count * sizeof *subsets->states;
    size_t accept_bytes = subsets->accept_count * sizeof *subsets->accepts;
    uint32_t *states = arena_alloc(&subsets->arena, state_bytes + 1);
    struct subset_accept *accepts = arena_alloc(&subsets->arena, accept_bytes + 1);
    memcpy(states, subsets->states, state_bytes);
    if (accept_bytes)
        memcpy(accepts, subsets->accepts, accept_bytes);
    subsets->arena_bytes += state_bytes + accept_bytes + sizeof(struct subset);
    subsets->list[subsets->count] = (struct subset){
        .states = states, .accepts = accepts, .state_count = subsets->state_count, .accept_count = subsets->accept_count,
        .otherwise = STEP_UNKNOWN};
    mark_alive(subsets, &subsets->list[subsets->count]);
    subsets->slots[slot] = subsets->count;
    return subsets->count++;
}

/* The number of the subset that the step's work space holds. */
static uint32_t step_end(struct subsets *subsets)
{
    if (subsets->state_count == 0 && subsets->accept_count == 0)
        return SUBSET_DEAD;
    qsort(subsets->states, subsets->state_count, sizeof *subsets->states, compare_numbers);
    if (subsets->accept_count > 1)
        qsort(subsets->accepts, subsets->accept_count, sizeof *subsets->accepts, compare_accepts);
    uint32_t slot = hash_numbers(subsets->states, subsets->state_count * sizeof *subsets->states,
                                 hash_accepts(subsets)) & subsets->slot_mask;
    for (; subsets->slots[slot]; slot = (slot + 1) & subsets->slot_mask)
        if (same_subset(&subsets->list[subsets->slots[slot]], subsets))
            return subsets->slots[slot];
    return keep_subset(subsets, slot);
}

static void follow_root(struct subsets *subsets, const struct automaton_root *root, uint32_t symbol,
                        bool starts_sentence)
{
    for (uint32_t i = root->begin[symbol]; i < root->begin[symbol + 1]; i++)
        if (root->edges[i].condition == JUMP_ALWAYS || starts_sentence)
            add_state(subsets, root->edges[i].to);
}

uint32_t subsets_root(struct subsets *subsets, int number, uint32_t symbols, bool starts_sentence)
{
    uint32_t *known = &subsets->root_steps[number][starts_sentence][symbols];
    if (*known != STEP_UNKNOWN)
        return *known;
    const struct automaton_root *root = &subsets->automaton->roots[number];
    const struct symbol_set *set = &subsets->symbol_sets[symbols];
    step_begin(subsets);
    for (uint32_t i = 0; i < set->count; i++)
        follow_root(subsets, root, set->symbols[i], starts_sentence);
    follow_root(subsets, root, vocabulary_symbol_count(subsets->automaton->vocabulary), starts_sentence);
    uint32_t to = step_end(subsets);
    subsets->root_steps[number][starts_sentence][symbols] = to;
    return to;
}

static void follow_symbol(struct subsets *subsets, uint32_t state, uint32_t symbol)
{
    const struct automaton *automaton = subsets->automaton;
    uint32_t low = automaton->edge_begin[state], high = automaton->edge_begin[state + 1];
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (automaton->edges[middle].symbol < symbol)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < automaton->edge_begin[state + 1] && automaton->edges[low].symbol == symbol; low++)
        add_state(subsets, automaton->edges[low].to);
}

static uint32_t make_step(struct subsets *subsets, uint32_t subset, uint32_t symbols)
{
    const struct symbol_set *set = &subsets->symbol_sets[symbols];
    step_begin(subsets);
    for (uint32_t i = 0; i < subsets->list[subset].state_count; i++) {
        uint32_t state = subsets->list[subset].states[i];
        if (subsets->automaton->any[state] != UINT32_MAX)
            add_state(subsets, subsets->automaton->any[state]);
        for (uint32_t j = 0; j < set->count; j++)
            follow_symbol(subsets, state, set->symbols[j]);
    }
    return step_end(subsets);
}

static inline uint32_t step_slot(uint32_t symbols, uint32_t mask)
{
    return (symbols * 0x9E3779B1u >> 16) & mask;
}

/* Puts a step into a table that has a free place. */
static void place_step(uint64_t *steps, uint32_t mask, uint64_t step)
{
    uint32_t slot = step_slot((uint32_t)(step >> 32), mask);
    while (steps[slot])
        slot = (slot + 1) & mask;
    steps[slot] = step;
}

/* A table of its own for each subset: what is walked together lies together. */
static void grow_steps(struct subsets *subsets, struct subset *subset)
{
    uint32_t old_size = subset->steps ? subset->step_mask + 1 : 0, size = old_size ? old_size * 2 : 8;
    uint64_t *steps = arena_alloc(&subsets->arena, size * sizeof *steps);
    memset(steps, 0, size * sizeof *steps);
    for (uint32_t i = 0; i < old_size; i++)
        if (subset->steps[i])
            place_step(steps, size - 1, subset->steps[i]);
    subset->steps = steps;
    subset->step_mask = size - 1;
    subsets->arena_bytes += size * sizeof *steps;
}

/* Symbol sets count from 1 here: 0 is a free place, and the empty set is a step as well. */
static uint32_t learn_step(struct subsets *subsets, uint32_t from, uint32_t symbols)
{
    uint32_t to = make_step(subsets, from, symbols);
    struct subset *subset = &subsets->list[from];
    if (subset->step_count * 4 >= (subset->steps ? subset->step_mask + 1 : 0) * 3)
        grow_steps(subsets, subset);
    place_step(subset->steps, subset->step_mask, (uint64_t)(symbols + 1) << 32 | to);
    subset->step_count++;
    return to;
}

uint32_t subsets_next(struct subsets *subsets, uint32_t from, uint32_t symbols)
{
    const struct subset *subset = &subsets->list[from];
    if (!may_use(subset, &subsets->symbol_sets[symbols])) {
        if (subset->otherwise != STEP_UNKNOWN)
            return subset->otherwise;
        uint32_t to = make_step(subsets, from, SYMBOLS_NONE);
        subsets->list[from].otherwise = to;
        return to;
    }
    if (!subset->steps)
        return learn_step(subsets, from, symbols);
    for (uint32_t slot = step_slot(symbols + 1, subset->step_mask); subset->steps[slot];
         slot = (slot + 1) & subset->step_mask)
        if (subset->steps[slot] >> 32 == symbols + 1)
            return (uint32_t)subset->steps[slot];
    return learn_step(subsets, from, symbols);
}
