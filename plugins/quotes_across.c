/*
 * quotes/across: all quotes of one thing (item, period, VAT basis, currency), from the whole
 * archive. For each quote the reference is the commonest amount among the unexplained quotes
 * within the window around it, on a tie the one said earliest. A window slides over the quotes in
 * the order of time, and a tree over the different amounts knows the reference at each step, so
 * the work is n log n however many quotes and amounts there are. Quotes without a time are in
 * every window.
 */
#include <stdlib.h>

#include "quotes.h"

/* As many quotes as quotes.c takes from one conversation, and one more. */
enum { QUOTES_OF_ONE = 257 };

#define DAY_MS INT64_C(86400000)

struct entry {
    uint32_t fact;
    uint32_t amount; /* index into the different amounts */
    int64_t at_ms;
    int64_t value;
    uint64_t ordinal;
    bool explained;
    bool repeated;   /* the conversation said the same before */
};

struct amount_state {
    int64_t value;
    uint32_t count;    /* in the window */
    uint32_t first;    /* entry said earliest in the window, while count > 0 */
    uint32_t *entries; /* its counted entries in the order of time */
    uint32_t entry_count, head;
};

struct across {
    const struct rapport_host *host;
    const struct rapport_group *group;
    struct entry *entries; /* in the order of time, unknown times last */
    uint32_t count, timed;
    struct amount_state *amounts;
    uint32_t amount_count;
    uint32_t *tree; /* winners; leaves are amounts */
    uint32_t leaves;
    uint32_t *by_customer, *by_household; /* entries in the order of customer id and group */
};

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    bool a_known = a->at_ms != RAPPORT_TIME_UNKNOWN, b_known = b->at_ms != RAPPORT_TIME_UNKNOWN;
    if (a_known != b_known)
        return a_known ? -1 : 1;
    if (a->at_ms != b->at_ms)
        return a->at_ms < b->at_ms ? -1 : 1;
    return a->fact < b->fact ? -1 : a->fact > b->fact;
}

static int compare_values(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return a < b ? -1 : a > b;
}

static void read_entries(struct across *across)
{
    uint32_t conversation_begin = 0;
    for (uint32_t i = 0; i < across->count; i++) {
        const struct rapport_known_fact *fact = across->group->facts[i];
        struct quote_value value;
        memcpy(&value, fact->value.ptr, sizeof value);
        struct entry *entry = &across->entries[i];
        *entry = (struct entry){.fact = i, .at_ms = fact->at_ms, .value = value.amount, .ordinal = fact->ordinal,
                                .explained = value.explained != 0};
        if (i > 0 && across->entries[i - 1].ordinal != entry->ordinal)
            conversation_begin = i;
        for (uint32_t j = conversation_begin; j < i && !entry->repeated; j++)
            entry->repeated = across->entries[j].value == entry->value;
        across->timed += entry->at_ms != RAPPORT_TIME_UNKNOWN;
    }
    qsort(across->entries, across->count, sizeof *across->entries, compare_entries);
}

static bool counts(const struct entry *entry)
{
    return !entry->explained && !entry->repeated;
}

static uint32_t amount_index(const struct across *across, int64_t value)
{
    uint32_t low = 0, high = across->amount_count;
    while (low + 1 < high) {
        uint32_t middle = low + (high - low) / 2;
        if (across->amounts[middle].value <= value)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* The different amounts, each with its entries in the order of time. */
static void read_amounts(struct across *across, int64_t *values, uint32_t *lists)
{
    for (uint32_t i = 0; i < across->count; i++)
        values[i] = across->entries[i].value;
    qsort(values, across->count, sizeof *values, compare_values);
    for (uint32_t i = 0; i < across->count; i++)
        if (i == 0 || values[i] != values[i - 1])
            across->amounts[across->amount_count++] = (struct amount_state){.value = values[i]};
    for (uint32_t i = 0; i < across->count; i++) {
        across->entries[i].amount = amount_index(across, across->entries[i].value);
        across->amounts[across->entries[i].amount].entry_count += counts(&across->entries[i]);
    }
    for (uint32_t i = 0, used = 0; i < across->amount_count; i++) {
        across->amounts[i].entries = lists + used;
        used += across->amounts[i].entry_count;
        across->amounts[i].entry_count = 0;
    }
    for (uint32_t i = 0; i < across->count; i++)
        if (counts(&across->entries[i])) {
            struct amount_state *amount = &across->amounts[across->entries[i].amount];
            amount->entries[amount->entry_count++] = i;
        }
}

/* The amount that is the better reference; RAPPORT_NONE stands for none. */
static uint32_t better(const struct across *across, uint32_t a, uint32_t b)
{
    const struct amount_state *x = a == RAPPORT_NONE ? NULL : &across->amounts[a];
    const struct amount_state *y = b == RAPPORT_NONE ? NULL : &across->amounts[b];
    if (!x || x->count == 0)
        return y && y->count > 0 ? b : RAPPORT_NONE;
    if (!y || y->count == 0)
        return a;
    if (x->count != y->count)
        return x->count > y->count ? a : b;
    return x->first < y->first ? a : b;
}

static void tree_update(struct across *across, uint32_t amount)
{
    for (uint32_t node = (across->leaves + amount) / 2; node > 0; node /= 2)
        across->tree[node] = better(across, across->tree[2 * node], across->tree[2 * node + 1]);
}

static void tree_init(struct across *across)
{
    for (uint32_t i = 0; i < across->leaves; i++)
        across->tree[across->leaves + i] = i < across->amount_count ? i : RAPPORT_NONE;
    for (uint32_t node = across->leaves; node-- > 1;)
        across->tree[node] = RAPPORT_NONE;
}

static void window_add(struct across *across, uint32_t index)
{
    if (!counts(&across->entries[index]))
        return;
    struct amount_state *amount = &across->amounts[across->entries[index].amount];
    if (amount->count++ == 0 || index < amount->first)
        amount->first = index;
    tree_update(across, across->entries[index].amount);
}

/* Entries leave in the order they came in, but those without a time stay. */
static void window_remove(struct across *across, uint32_t index)
{
    if (!counts(&across->entries[index]))
        return;
    struct amount_state *amount = &across->amounts[across->entries[index].amount];
    amount->count--;
    amount->head++;
    if (amount->head < amount->entry_count)
        amount->first = amount->entries[amount->head];
    tree_update(across, across->entries[index].amount);
}

static const struct rapport_known_fact *fact_at(const struct across *across, uint32_t entry)
{
    return across->group->facts[across->entries[entry].fact];
}

static int compare_texts(struct rapport_text a, struct rapport_text b)
{
    uint64_t len = a.len < b.len ? a.len : b.len;
    int order = len > 0 ? memcmp(a.ptr, b.ptr, len) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

static struct rapport_text owner(const struct across *across, uint32_t entry, bool household)
{
    const struct rapport_known_fact *fact = fact_at(across, entry);
    return household ? fact->customer_group : fact->customer_id;
}

static int compare_owners(const struct across *across, uint32_t a, uint32_t b, bool household)
{
    int order = compare_texts(owner(across, a, household), owner(across, b, household));
    return order ? order : (a > b) - (a < b);
}

static int by_customer(const void *left, const void *right, void *ctx)
{
    return compare_owners(ctx, *(const uint32_t *)left, *(const uint32_t *)right, false);
}

static int by_household(const void *left, const void *right, void *ctx)
{
    return compare_owners(ctx, *(const uint32_t *)left, *(const uint32_t *)right, true);
}

static void sort_owners(struct across *across)
{
    for (uint32_t i = 0; i < across->count; i++)
        across->by_customer[i] = across->by_household[i] = i;
    qsort_r(across->by_customer, across->count, sizeof(uint32_t), by_customer, across);
    qsort_r(across->by_household, across->count, sizeof(uint32_t), by_household, across);
}

static bool in_window(const struct across *across, uint32_t a, uint32_t b)
{
    int64_t left = across->entries[a].at_ms, right = across->entries[b].at_ms;
    int64_t days = across->host->options[OPTION_WINDOW_DAYS];
    if (left == RAPPORT_TIME_UNKNOWN || right == RAPPORT_TIME_UNKNOWN)
        return true;
    return (left > right ? left - right : right - left) <= days * DAY_MS;
}

/* A quote of the reference amount that the same customer or household got; few are looked at. */
static uint32_t find_same_owner(const struct across *across, uint32_t index, uint32_t reference, bool household)
{
    enum { LOOKED_AT = 64 };
    const uint32_t *sorted = household ? across->by_household : across->by_customer;
    struct rapport_text own = owner(across, index, household);
    uint32_t low = 0, high = across->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (compare_texts(owner(across, sorted[middle], household), own) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (uint32_t i = low; own.len > 0 && i < across->count && i < low + LOOKED_AT; i++) {
        const struct entry *entry = &across->entries[sorted[i]];
        if (compare_texts(owner(across, sorted[i], household), own) != 0)
            break;
        if (entry->amount == reference && entry->ordinal != across->entries[index].ordinal &&
            in_window(across, index, sorted[i]))
            return sorted[i];
    }
    return RAPPORT_NONE;
}

/* As many were told one amount as the other: which of them was wrong is a guess. */
enum { TIED_CONFIDENCE = 60 };

static bool is_tied(const struct across *across, uint32_t index, uint32_t reference)
{
    return across->amounts[across->entries[index].amount].count == across->amounts[reference].count;
}

static void emit(const struct across *across, uint32_t index, uint32_t reference)
{
    uint32_t related = find_same_owner(across, index, reference, false);
    if (related == RAPPORT_NONE)
        related = find_same_owner(across, index, reference, true);
    bool same_owner = related != RAPPORT_NONE;
    if (!same_owner)
        related = across->amounts[reference].first;
    struct rapport_finding finding = {
        .size = sizeof finding,
        .rule = ACROSS,
        .message = RAPPORT_NONE,
        .begin = RAPPORT_NONE,
        .end = RAPPORT_NONE,
        .severity = same_owner ? RAPPORT_CRITICAL : RAPPORT_SEVERITY_DEFAULT,
        .speaker = RAPPORT_NONE,
        .confidence = !same_owner && is_tied(across, index, reference) ? TIED_CONFIDENCE : 100,
        .related = RAPPORT_NONE,
        .fact = across->entries[index].fact,
        .related_fact = across->entries[related].fact,
    };
    across->host->emit(across->host, &finding);
}

/* More than half a percent apart. */
static bool deviates(int64_t value, int64_t reference)
{
    int64_t apart = value > reference ? value - reference : reference - value;
    return apart > reference / 200;
}

static void judge(const struct across *across, uint32_t index, bool opportunity)
{
    const struct entry *entry = &across->entries[index];
    uint32_t reference = across->tree[1];
    if (!opportunity || entry->repeated)
        return;
    if (!entry->explained && reference != RAPPORT_NONE && deviates(entry->value, across->amounts[reference].value)) {
        emit(across, index, reference);
        return;
    }
    struct rapport_verdict verdict = {.size = sizeof verdict, .rule = ACROSS, .verdict = RAPPORT_PASS,
                                      .speaker = RAPPORT_NONE, .fact = entry->fact};
    across->host->verdict(across->host, &verdict);
}

/*
 * Some entry of the window is of another conversation. One conversation has at most QUOTES_OF_ONE,
 * so looking at more would find nothing that these do not show.
 */
static bool has_other_conversation(const struct across *across, uint32_t index, uint32_t begin, uint32_t end)
{
    uint64_t own = across->entries[index].ordinal;
    for (uint32_t i = begin; i < end && i < begin + QUOTES_OF_ONE; i++)
        if (across->entries[i].ordinal != own)
            return true;
    for (uint32_t i = across->timed; i < across->count && i < across->timed + QUOTES_OF_ONE; i++)
        if (across->entries[i].ordinal != own)
            return true;
    return false;
}

static void judge_all(struct across *across)
{
    uint32_t begin = 0, end = 0;
    for (uint32_t i = across->timed; i < across->count; i++)
        window_add(across, i);
    for (uint32_t i = 0; i < across->timed; i++) {
        while (end < across->timed && (end <= i || in_window(across, i, end)))
            window_add(across, end++);
        while (!in_window(across, begin, i))
            window_remove(across, begin++);
        judge(across, i, has_other_conversation(across, i, begin, end));
    }
    while (end < across->timed)
        window_add(across, end++);
    /* those without a time are compared with all: put back what has left the window */
    for (uint32_t i = 0; i < across->amount_count; i++) {
        struct amount_state *amount = &across->amounts[i];
        amount->count = amount->entry_count;
        amount->first = amount->entry_count > 0 ? amount->entries[0] : 0;
        tree_update(across, i);
    }
    for (uint32_t i = across->timed; i < across->count; i++)
        judge(across, i, has_other_conversation(across, i, 0, across->timed));
}

static uint32_t power_of_two(uint32_t at_least)
{
    uint32_t power = 1;
    while (power < at_least)
        power *= 2;
    return power;
}

/* Memory of its own: a group may need more than the host's scratch offers. */
int32_t quotes_judge_group(const struct rapport_host *host, const void *shared, const struct rapport_group *group)
{
    (void)shared;
    struct across across = {.host = host, .group = group, .count = group->fact_count};
    uint32_t count = group->fact_count;
    across.leaves = power_of_two(count);
    across.entries = calloc(count, sizeof *across.entries);
    across.amounts = calloc(count, sizeof *across.amounts);
    across.tree = calloc((size_t)across.leaves * 2, sizeof *across.tree);
    across.by_customer = calloc(count, sizeof(uint32_t));
    across.by_household = calloc(count, sizeof(uint32_t));
    int64_t *values = calloc(count, sizeof *values);
    uint32_t *lists = calloc(count, sizeof *lists);
    bool ready = across.entries && across.amounts && across.tree && across.by_customer && across.by_household &&
                 values && lists;
    if (ready) {
        read_entries(&across);
        read_amounts(&across, values, lists);
        tree_init(&across);
        sort_owners(&across);
        judge_all(&across);
    }
    free(lists);
    free(values);
    free(across.by_household);
    free(across.by_customer);
    free(across.tree);
    free(across.amounts);
    free(across.entries);
    return ready ? RAPPORT_OK : RAPPORT_FAILED;
}
