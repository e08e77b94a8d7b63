#include "core/score/board.h"

#include <stdlib.h>
#include <string.h>

#include "core/model/arena.h"
#include "core/score/wilson.h"
#include "core/text/day.h"

const char *const score_by_names[BY_COUNT] = {"agent", "queue", "channel", "language", "rule", "day", "week"};

/* A rule and what the card says of it. */
struct board_rule {
    char *name;
    size_t section;
    int critical;
    double weight;
};

struct board_verdict {
    size_t row;
    size_t section;
    int verdict, critical;
    double weight;
};

void board_init(struct board *board, const struct card *card, enum score_by by, score_severity *severity, void *severity_ctx)
{
    *board = (struct board){.card = card, .by = by, .severity = severity, .severity_ctx = severity_ctx, .places = json_object()};
}

void board_release(struct board *board)
{
    for (size_t i = 0; i < board->count; i++) {
        free(board->rows[i].key);
        free(board->rows[i].name);
    }
    for (size_t i = 0; i < board->rule_count; i++)
        free(board->rules[i].name);
    free(board->rules);
    free(board->rows);
    free(board->open);
    json_decref(board->places);
}

/* The place of the row, which is made if it is not there. */
static size_t row_of(struct board *board, const char *key)
{
    json_t *place = json_object_get(board->places, key);
    if (place)
        return (size_t)json_integer_value(place);
    if (board->count == board->cap) {
        board->cap = board->cap ? board->cap * 2 : 64;
        board->rows = must_realloc(board->rows, board->cap * sizeof *board->rows);
    }
    json_object_set_new(board->places, key, json_integer((json_int_t)board->count));
    board->rows[board->count] = (struct score_row){.key = must_copy(key, strlen(key))};
    return board->count++;
}

/* Rules are few; what their patterns say is worked out once for each. */
static const struct board_rule *rule_of(struct board *board, const char *name)
{
    for (size_t i = 0; i < board->rule_count; i++)
        if (strcmp(board->rules[i].name, name) == 0)
            return &board->rules[i];
    bool alone = board->by == BY_RULE; /* a rule is judged by itself */
    board->rules = must_realloc(board->rules, (board->rule_count + 1) * sizeof *board->rules);
    struct board_rule *rule = &board->rules[board->rule_count++];
    *rule = (struct board_rule){
        .name = must_copy(name, strlen(name)),
        .section = alone ? board->card->section_count : card_section_of(board->card, name),
        .critical = alone ? 0 : card_critical_of(board->card, name),
        .weight = alone ? 1 : card_weight_of(board->card, name, board->severity(board->severity_ctx, name)),
    };
    return rule;
}

static int compare_open(const void *left, const void *right)
{
    const struct board_verdict *a = left, *b = right;
    int order = (a->row > b->row) - (a->row < b->row);
    return order ? order : (a->section > b->section) - (a->section < b->section);
}

/* The weight that one section of one conversation loses. */
static double lost_in(const struct board *board, const struct board_verdict *list, size_t count, bool all_lost)
{
    double weight = 0, lost = 0;
    for (size_t i = 0; i < count; i++) {
        weight += list[i].verdict == 2 ? 0 : list[i].weight;
        lost += list[i].verdict == 1 ? list[i].weight : 0;
        all_lost |= list[i].verdict == 1 && list[i].critical > 0;
    }
    size_t section = list->section;
    double ceiling = section < board->card->section_count ? board->card->sections[section].ceiling : -1;
    if (all_lost)
        return weight;
    return ceiling >= 0 && lost > ceiling ? ceiling : lost;
}

/* Adds the verdicts of one conversation that have one key. */
static void add_key(struct board *board, const struct board_verdict *list, size_t count)
{
    struct score_row *row = &board->rows[list->row];
    bool all_lost = false;
    row->conversations++;
    for (size_t i = 0; i < count; i++) {
        row->passed += list[i].verdict == 0;
        row->failed += list[i].verdict == 1;
        row->unchecked += list[i].verdict == 2;
        all_lost |= list[i].verdict == 1 && list[i].critical == 2;
        if (list[i].verdict != 2) {
            row->weight += list[i].weight;
            row->squares += list[i].weight * list[i].weight;
            row->kept += list[i].weight;
        }
    }
    for (size_t at = 0, end; at < count; at = end) {
        for (end = at; end < count && list[end].section == list[at].section;)
            end++;
        row->kept -= lost_in(board, list + at, end - at, all_lost);
    }
}

static void close_conversation(struct board *board)
{
    if (board->open_count > 0)
        qsort(board->open, board->open_count, sizeof *board->open, compare_open);
    for (size_t at = 0, end; at < board->open_count; at = end) {
        for (end = at; end < board->open_count && board->open[end].row == board->open[at].row;)
            end++;
        add_key(board, board->open + at, end - at);
    }
    board->open_count = 0;
}

/* The day or the first of the week, written into `text`; "" if it is not known. */
static const char *day_key(const struct board *board, int64_t day, char text[16])
{
    text[0] = '\0';
    if (day != INT64_MIN)
        day_write(board->by == BY_WEEK ? day_week(day) : day, text);
    return text;
}

static const char *key_of(const struct board *board, const struct store_verdict *verdict, char day[16])
{
    const char *const keys[] = {verdict->agent, verdict->queue, verdict->channel, verdict->lang, verdict->rule};
    return board->by < BY_DAY ? keys[board->by] : day_key(board, verdict->day, day);
}

static const char *key_of_sum(const struct board *board, const struct store_sum *sum, char day[16])
{
    return board->by == BY_RULE ? sum->rule : board->by < BY_DAY ? sum->key : day_key(board, sum->day, day);
}

void board_take(void *ctx, const struct store_verdict *verdict)
{
    struct board *board = ctx;
    char day[16];
    if (board->open_count > 0 && verdict->conversation != board->conversation)
        close_conversation(board);
    board->conversation = verdict->conversation;
    if (board->open_count == board->open_cap) {
        board->open_cap = board->open_cap ? board->open_cap * 2 : 64;
        board->open = must_realloc(board->open, board->open_cap * sizeof *board->open);
    }
    const struct board_rule *rule = rule_of(board, verdict->rule);
    board->open[board->open_count++] = (struct board_verdict){
        .row = row_of(board, key_of(board, verdict, day)), .section = rule->section, .verdict = verdict->verdict,
        .critical = rule->critical, .weight = rule->weight};
}

bool board_by_sums(const struct board *board)
{
    return board->by == BY_RULE || (board->card->section_count == 0 && board->card->critical_count == 0);
}

_Static_assert((int)BY_AGENT == KIND_AGENT && (int)BY_QUEUE == KIND_QUEUE && (int)BY_CHANNEL == KIND_CHANNEL,
               "kinds in the order of scores");

/* Rules and days are counted over languages: of these there are the fewest. */
enum store_kind board_kind(const struct board *board)
{
    return board->by < BY_LANGUAGE ? (enum store_kind)board->by : KIND_LANGUAGE;
}

void board_add(void *ctx, const struct store_sum *sum)
{
    struct board *board = ctx;
    char day[16];
    if (!*sum->rule && board->by == BY_RULE)
        return; /* there is one verdict of a rule in a conversation, so they are counted below */
    size_t place = row_of(board, key_of_sum(board, sum, day)); /* may move the rows */
    struct score_row *row = &board->rows[place];
    row->conversations += sum->conversations;
    if (!*sum->rule)
        return;
    double weight = rule_of(board, sum->rule)->weight, judged = (double)(sum->passed + sum->failed);
    row->passed += sum->passed;
    row->failed += sum->failed;
    row->unchecked += sum->unchecked;
    row->weight += weight * judged;
    row->squares += weight * weight * judged;
    row->kept += weight * (double)sum->passed;
    if (board->by == BY_RULE)
        row->conversations += sum->passed + sum->failed + sum->unchecked;
}

static int compare_keys(const void *left, const void *right)
{
    const struct score_row *a = left, *b = right;
    return strcmp(a->key, b->key);
}

static int compare_bounds(const void *left, const void *right)
{
    const struct score_row *a = left, *b = right;
    if (a->low != b->low)
        return a->low > b->low ? -1 : 1;
    return strcmp(a->key, b->key);
}

void board_finish(struct board *board)
{
    close_conversation(board);
    for (size_t i = 0; i < board->count; i++) {
        struct score_row *row = &board->rows[i];
        row->score = row->weight > 0 ? row->kept / row->weight : 0;
        row->score = row->score < 0 ? 0 : row->score; /* sums of fractions may end a hair below */
        wilson(row->score, row->weight > 0 ? row->weight * row->weight / row->squares : 0, &row->low, &row->high);
    }
    if (board->count > 0)
        qsort(board->rows, board->count, sizeof *board->rows, board->by >= BY_DAY ? compare_keys : compare_bounds);
    json_object_clear(board->places);
    for (size_t i = 0; i < board->count; i++)
        json_object_set_new(board->places, board->rows[i].key, json_integer((json_int_t)i));
}

void board_name(struct board *board, struct store *store)
{
    for (size_t i = 0; i < board->count && board->by == BY_AGENT; i++)
        board->rows[i].name = store_agent_name(store, board->rows[i].key);
}

const struct score_row *board_find(const struct board *board, const char *key)
{
    json_t *place = json_object_get(board->places, key);
    return place ? &board->rows[json_integer_value(place)] : NULL;
}
