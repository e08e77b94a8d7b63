#include "core/score/board.h"

#include <stdlib.h>
#include <string.h>

#include "core/model/arena.h"
#include "core/score/wilson.h"
#include "core/text/day.h"

const char *const score_by_names[BY_COUNT] = {"agent", "queue", "channel", "language", "rule", "day", "week"};

struct board_verdict {
    char *key;
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
    for (size_t i = 0; i < board->count; i++)
        free(board->rows[i].key);
    for (size_t i = 0; i < board->open_count; i++)
        free(board->open[i].key);
    free(board->rows);
    free(board->open);
    json_decref(board->places);
}

static struct score_row *row_of(struct board *board, const char *key)
{
    json_t *place = json_object_get(board->places, key);
    if (place)
        return &board->rows[json_integer_value(place)];
    if (board->count == board->cap) {
        board->cap = board->cap ? board->cap * 2 : 64;
        board->rows = must_realloc(board->rows, board->cap * sizeof *board->rows);
    }
    json_object_set_new(board->places, key, json_integer((json_int_t)board->count));
    struct score_row *row = &board->rows[board->count++];
    *row = (struct score_row){.key = must_copy(key, strlen(key))};
    return row;
}

static int compare_open(const void *left, const void *right)
{
    const struct board_verdict *a = left, *b = right;
    int order = strcmp(a->key, b->key);
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
    struct score_row *row = row_of(board, list->key);
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
        for (end = at; end < board->open_count && strcmp(board->open[end].key, board->open[at].key) == 0;)
            end++;
        add_key(board, board->open + at, end - at);
    }
    for (size_t i = 0; i < board->open_count; i++)
        free(board->open[i].key);
    board->open_count = 0;
}

static void key_of(const struct board *board, const struct store_verdict *verdict, char day[16], const char **ret)
{
    const char *const keys[] = {verdict->agent, verdict->queue, verdict->channel, verdict->lang, verdict->rule};
    *ret = board->by < BY_DAY ? keys[board->by] : "";
    if (board->by >= BY_DAY && verdict->day != INT64_MIN) {
        day_write(board->by == BY_WEEK ? day_week(verdict->day) : verdict->day, day);
        *ret = day;
    }
}

void board_take(void *ctx, const struct store_verdict *verdict)
{
    struct board *board = ctx;
    char day[16];
    const char *key;
    if (board->open_count > 0 && verdict->conversation != board->conversation)
        close_conversation(board);
    board->conversation = verdict->conversation;
    key_of(board, verdict, day, &key);
    if (board->open_count == board->open_cap) {
        board->open_cap = board->open_cap ? board->open_cap * 2 : 64;
        board->open = must_realloc(board->open, board->open_cap * sizeof *board->open);
    }
    bool alone = board->by == BY_RULE; /* a rule is judged by itself */
    board->open[board->open_count++] = (struct board_verdict){
        .key = must_copy(key, strlen(key)),
        .section = alone ? board->card->section_count : card_section_of(board->card, verdict->rule),
        .verdict = verdict->verdict,
        .critical = alone ? 0 : card_critical_of(board->card, verdict->rule),
        .weight = alone ? 1 : card_weight_of(board->card, verdict->rule, board->severity(board->severity_ctx, verdict->rule)),
    };
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

const struct score_row *board_find(const struct board *board, const char *key)
{
    json_t *place = json_object_get(board->places, key);
    return place ? &board->rows[json_integer_value(place)] : NULL;
}
