#include "core/run/analyse.h"

#include <stdlib.h>
#include <string.h>

#include "core/text/amount.h"
#include "core/text/language.h"
#include "core/text/marks.h"

enum { MARKS_MAX = 256, AMOUNTS_MAX = 64 };

void analyse_add_cues(struct ruleset *ruleset)
{
    for (int kind = 0; kind < MARK_COUNT; kind++)
        ruleset_add_cue(ruleset, mark_name((enum mark_kind)kind), SAID_BY_AGENT, "found in the writing itself");
}

void analyser_init(struct analyser *analyser, struct ruleset *ruleset, unsigned languages)
{
    memset(analyser, 0, sizeof *analyser);
    folder_init(&analyser->folder);
    analyser->scanner = scanner_new(ruleset);
    analyser->memo = memo_new();
    analyser->languages = languages;
    analyser->cues.money = ruleset_cue(ruleset, "money", strlen("money"));
    for (int kind = 0; kind < MARK_COUNT; kind++) {
        const char *name = mark_name((enum mark_kind)kind);
        analyser->cues.marks[kind] = ruleset_cue(ruleset, name, strlen(name));
    }
}

void analyser_release(struct analyser *analyser)
{
    folder_release(&analyser->folder);
    scanner_free(analyser->scanner);
    memo_free(analyser->memo);
    free(analyser->hits);
}

void analyser_count(struct analyser *analyser, uint64_t *phrases, uint64_t *cues)
{
    scanner_count(analyser->scanner, phrases, cues);
    memo_free(analyser->memo);
    analyser->memo = NULL;
}

/* A message being analysed. */
struct piece {
    struct analyser *analyser;
    struct arena *arena;
    struct rapport_message *message;
    struct folded folded;
    const char *text; /* folded */
    struct language_guess guess;
};

/* Clauses end at the breaks of folding; a sentence ends at points, question marks and new lines. */
static void find_clauses(struct piece *piece)
{
    const struct fold_break *breaks = piece->analyser->folder.breaks + piece->folded.first_break;
    uint32_t count = piece->folded.break_count, sentence = 0, first_of_sentence = 0, kept = 0;
    uint32_t begin = 0, words = 0;
    struct rapport_clause *clauses = arena_alloc(piece->arena, (count + 1) * sizeof *clauses);
    for (uint32_t i = 0; i <= count; i++) {
        uint32_t end = i < count ? breaks[i].original : (uint32_t)piece->message->text.len;
        uint32_t total = i < count ? breaks[i].words : piece->folded.words;
        uint32_t kind = i < count ? breaks[i].kind : FOLD_BREAK_SENTENCE;
        if (total > words) {
            clauses[kept++] = (struct rapport_clause){.begin = begin, .end = end, .sentence = sentence,
                                                      .words = total - words};
            begin = end;
            words = total;
        }
        if (kind == FOLD_BREAK_CLAUSE || kept == first_of_sentence)
            continue;
        for (uint32_t j = first_of_sentence; j < kept; j++)
            clauses[j].question = kind == FOLD_BREAK_QUESTION;
        first_of_sentence = kept;
        sentence++;
    }
    piece->message->clauses = clauses;
    piece->message->clause_count = kept;
}

/* The clause that holds the original byte `at`. */
static uint32_t clause_at(const struct rapport_message *message, uint32_t at)
{
    uint32_t low = 0, high = message->clause_count;
    while (low + 1 < high) {
        uint32_t middle = low + (high - low) / 2;
        if (message->clauses[middle].begin <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static void to_original(const struct piece *piece, uint32_t begin, uint32_t end, uint32_t *ret_begin, uint32_t *ret_end)
{
    fold_original(&piece->analyser->folder, &piece->folded, piece->message->text.ptr, piece->message->text.len, begin,
                  end, ret_begin, ret_end);
}

static void add_hit(struct piece *piece, uint32_t cue, uint8_t confidence, uint32_t begin, uint32_t end)
{
    struct analyser *analyser = piece->analyser;
    uint32_t count = piece->message->hit_count;
    if (count == analyser->hit_cap) {
        analyser->hit_cap = analyser->hit_cap ? analyser->hit_cap * 2 : 64;
        analyser->hits = must_realloc(analyser->hits, analyser->hit_cap * sizeof *analyser->hits);
    }
    analyser->hits[piece->message->hit_count++] = (struct analysed_hit){
        .hit = {.cue = cue, .begin = begin, .end = end, .clause = clause_at(piece->message, begin)},
        .confidence = confidence};
}

static int compare_hits(const void *left, const void *right)
{
    const struct rapport_hit *a = left, *b = right;
    if (a->begin != b->begin)
        return a->begin < b->begin ? -1 : 1;
    return a->cue < b->cue ? -1 : a->cue > b->cue;
}

static size_t find_marks(struct piece *piece)
{
    const struct rapport_message *message = piece->message;
    const uint32_t closer_look = FOLD_HAS_EMOJI | FOLD_HAS_SHOUT | FOLD_HAS_CAPITALS | FOLD_HAS_QUOTES;
    struct mark marks[MARKS_MAX];
    if (message->role != RAPPORT_AGENT || !(piece->folded.hints & closer_look))
        return 0;
    size_t count = marks_find(message->text.ptr, message->text.len, piece->folded.hints, marks, MARKS_MAX);
    for (size_t i = 0; i < count; i++)
        add_hit(piece, piece->analyser->cues.marks[marks[i].kind], 100, marks[i].begin, marks[i].end);
    return count;
}

/* From the analyser to the message. Most have no weak hit and need no list of confidences. */
static void keep_hits(struct piece *piece)
{
    struct rapport_message *message = piece->message;
    const struct analysed_hit *hits = piece->analyser->hits;
    struct rapport_hit *kept = arena_alloc(piece->arena, message->hit_count * sizeof *kept);
    uint8_t *confidence = NULL;
    for (uint32_t i = 0; i < message->hit_count; i++) {
        kept[i] = hits[i].hit;
        if (hits[i].confidence < 100 && !confidence) {
            confidence = arena_alloc(piece->arena, message->hit_count);
            memset(confidence, 100, message->hit_count);
        }
        if (confidence)
            confidence[i] = hits[i].confidence;
    }
    message->hits = kept;
    message->hit_confidence = confidence;
}

static void find_hits(struct piece *piece)
{
    struct rapport_message *message = piece->message;
    size_t count;
    const struct phrase *phrases = scanner_phrases(piece->analyser->scanner);
    const struct scan_hit *hits = scanner_scan(piece->analyser->scanner, piece->text, piece->folded.len, message->role,
                                               piece->guess.scanned & piece->analyser->languages, &count);
    for (size_t i = 0; i < count; i++) {
        uint32_t begin, end;
        to_original(piece, hits[i].begin, hits[i].end, &begin, &end);
        if (begin < end)
            add_hit(piece, hits[i].cue, phrases[hits[i].phrase].confidence, begin, end);
    }
    if (find_marks(piece) > 0)
        qsort(piece->analyser->hits, message->hit_count, sizeof *piece->analyser->hits, compare_hits);
    keep_hits(piece);
}

/* A digit with a letter right behind it, as in 50p: a currency may be glued to its number. */
static bool has_glued_unit(const char *text, size_t len)
{
    for (size_t i = 1; i < len; i++)
        if (text[i - 1] >= '0' && text[i - 1] <= '9' && ((text[i] >= 'a' && text[i] <= 'z') || (text[i] & 0x80)))
            return true;
    return false;
}

/*
 * An amount of money names its money, in words or by a sign ($ is ASCII, the others begin with the
 * bytes C2 or E2). Most messages do neither, and reading numbers is dear.
 */
static bool may_hold_amounts(const struct piece *piece)
{
    for (uint32_t i = 0; i < piece->message->hit_count; i++)
        if (piece->message->hits[i].cue == piece->analyser->cues.money)
            return true;
    return piece->analyser->cues.money == UINT32_MAX || memchr(piece->text, '$', piece->folded.len) ||
           memchr(piece->text, 0xC2, piece->folded.len) || memchr(piece->text, 0xE2, piece->folded.len) ||
           ((piece->folded.hints & FOLD_HAS_DIGIT) && has_glued_unit(piece->text, piece->folded.len));
}

/* Where the clause of the folded byte `at` begins in the folded text. */
static uint32_t clause_begin(const struct piece *piece, uint32_t at)
{
    const struct fold_break *breaks = piece->analyser->folder.breaks + piece->folded.first_break;
    uint32_t begin = 0;
    for (uint32_t i = 0; i < piece->folded.break_count && breaks[i].folded <= at; i++)
        begin = breaks[i].folded;
    return begin < at ? begin : at;
}

/*
 * What the amount is the price of: named in its own clause, else before that ("I'll add the
 * assembly, that's sixty pounds").
 */
static void name_item(const struct piece *piece, const struct amount *amount, struct bytes *out)
{
    uint32_t begin = clause_begin(piece, amount->begin);
    struct amount moved = *amount;
    moved.begin -= begin;
    moved.end -= begin;
    moved.item_begin = moved.item_begin > begin ? moved.item_begin - begin : 0;
    moved.item_end = moved.item_end > begin ? moved.item_end - begin : 0;
    bytes_clear(out);
    if (amount_item(piece->text + begin, piece->folded.len - begin, piece->guess.main, &moved, out) == 0 && begin > 0)
        amount_item(piece->text, piece->folded.len, piece->guess.main, amount, out);
}

static void find_amounts(struct piece *piece)
{
    struct rapport_message *message = piece->message;
    struct amount found[AMOUNTS_MAX];
    if (message->role != RAPPORT_AGENT || piece->guess.main == LANGUAGE_NONE || !may_hold_amounts(piece))
        return;
    size_t count = amounts_find(piece->text, piece->folded.len, piece->guess.main, found, AMOUNTS_MAX);
    struct rapport_amount *amounts = arena_alloc(piece->arena, count * sizeof *amounts);
    struct bytes item = {0};
    for (size_t i = 0; i < count; i++) {
        name_item(piece, &found[i], &item);
        amounts[i] = (struct rapport_amount){
            .value = found[i].value,
            .period = found[i].period,
            .vat = found[i].vat,
            .item = {arena_copy(piece->arena, item.ptr ? item.ptr : "", item.len), item.len},
        };
        memcpy(amounts[i].currency, found[i].currency, sizeof amounts[i].currency);
        to_original(piece, found[i].begin, found[i].end, &amounts[i].begin, &amounts[i].end);
        amounts[i].clause = clause_at(message, amounts[i].begin);
    }
    bytes_release(&item);
    message->amounts = amounts;
    message->amount_count = (uint32_t)count;
}

/* Returns true if the message is in a language that cannot be checked. */
static bool analyse_message(struct analyser *analyser, struct rapport_message *message, int hint, struct arena *arena)
{
    struct piece piece = {.analyser = analyser, .arena = arena, .message = message};
    folder_clear(&analyser->folder);
    fold_message(&analyser->folder, message->text.ptr, message->text.len, &piece.folded);
    piece.text = analyser->folder.text.ptr + piece.folded.begin;
    piece.guess = language_guess(&analyser->folder, &piece.folded, hint);
    const char *code = language_code(piece.guess.main);
    message->lang = (struct rapport_text){code, strlen(code)};
    message->words = piece.folded.words;
    find_clauses(&piece);
    find_hits(&piece);
    find_amounts(&piece);
    bool switched_off = piece.guess.main != LANGUAGE_NONE && !(analyser->languages >> piece.guess.main & 1);
    return piece.guess.foreign || (switched_off && message->words > 2);
}

/* Two or more human agents, so that there may be a handover. */
static bool has_several_agents(const struct rapport_conversation *conversation)
{
    uint32_t agents = 0;
    for (uint32_t i = 0; i < conversation->speaker_count && agents < 2; i++)
        agents += conversation->speakers[i].role == RAPPORT_AGENT;
    return agents > 1;
}

/* What beside its text decides what is found in a message: the key of the memo. */
static int circumstances(int hint, bool alone)
{
    return hint * 2 + alone;
}

bool analyse_conversation(struct analyser *analyser, struct rapport_conversation *conversation, struct arena *arena)
{
    bool foreign = false, alone = !has_several_agents(conversation);
    scanner_leave_out_rare(analyser->scanner, alone);
    int hint = language_by_code(conversation->lang.ptr, conversation->lang.len);
    for (uint32_t i = 0; i < conversation->message_count; i++) {
        /* the conversation is ours until it is handed to the plugins */
        struct rapport_message *message = (struct rapport_message *)conversation->messages[i];
        if (message->role == RAPPORT_SYSTEM || message->text.len == 0)
            continue;
        bool unknown;
        if (!analyser->memo) {
            unknown = analyse_message(analyser, message, hint, arena);
        } else if (!memo_recall(analyser->memo, message, circumstances(hint, alone), arena, &unknown)) {
            unknown = analyse_message(analyser, message, hint, arena);
            memo_keep(analyser->memo, message, circumstances(hint, alone), unknown);
        }
        foreign |= unknown && message->role == RAPPORT_AGENT;
    }
    return foreign;
}

void analyse_as(struct analyser *analyser, const struct rapport_conversation *conversation,
                const struct rapport_message *message, int32_t role, struct arena *arena,
                struct rapport_message *ret_message)
{
    *ret_message = *message;
    ret_message->role = role;
    ret_message->hits = NULL;
    ret_message->hit_confidence = NULL;
    ret_message->hit_count = ret_message->amount_count = 0;
    analyse_message(analyser, ret_message, language_by_code(conversation->lang.ptr, conversation->lang.len), arena);
}
