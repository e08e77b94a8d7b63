/*
 * quotes: one service has one price, whichever agent, channel or spouse asks. Reads the amounts
 * that agents name as prices; judges them within a conversation and against the price list here,
 * across conversations in quotes_across.c.
 */
#include "quotes.h"

#include <stdio.h>

enum {
    CUE_PRICE_REASON, CUE_NOT_PRICE, CUE_REPORTED, CUE_COUNT
};

static const struct rapport_rule rules[RULE_COUNT] = {
    [WITHIN] = {"quotes/within", RAPPORT_MAJOR_SEVERITY, 0},
    [ACROSS] = {"quotes/across", RAPPORT_MAJOR_SEVERITY, 0},
    [LIST] = {"quotes/list", RAPPORT_MAJOR_SEVERITY, 0},
};

static const char *const cues[CUE_COUNT] = {
    [CUE_PRICE_REASON] = "price-reason",
    [CUE_NOT_PRICE] = "not-price",
    [CUE_REPORTED] = "reported",
};

static const struct rapport_rule_cue rule_cues[] = {
    {WITHIN, CUE_PRICE_REASON, RAPPORT_USE_EXCUSE, 0}, {ACROSS, CUE_PRICE_REASON, RAPPORT_USE_EXCUSE, 0},
    {LIST, CUE_PRICE_REASON, RAPPORT_USE_EXCUSE, 0},   {WITHIN, CUE_NOT_PRICE, RAPPORT_USE_EXCUSE, 0},
    {ACROSS, CUE_NOT_PRICE, RAPPORT_USE_EXCUSE, 0},    {LIST, CUE_NOT_PRICE, RAPPORT_USE_EXCUSE, 0},
};

static const struct rapport_option options[OPTION_COUNT] = {
    [OPTION_WINDOW_DAYS] = {"quotes/across", "days", 30, 1, 3660, "quotes of so many days are compared"},
};

/* Quotes of one conversation are compared with each other, so their number is bounded. */
enum { QUOTES_MAX = 256 };

struct quote {
    uint32_t message;
    const struct rapport_amount *amount;
    const struct rapport_price *listed; /* the first price of the item, or NULL */
    int32_t period;
    bool explained; /* a reason for the price stands beside it */
};

struct scene {
    const struct rapport_host *host;
    const conversation_t *conversation;
    const struct rapport_price *prices;
    uint32_t price_count;
    struct quote *quotes;
    uint32_t count;
    bool too_many;
};

/* A price said without a period is paid once. */
static int32_t period_of(int32_t period)
{
    return period == RAPPORT_PERIOD_UNSTATED ? RAPPORT_PERIOD_ONCE : period;
}

static const struct rapport_price *price_by_cue(const struct scene *scene, uint32_t cue)
{
    for (uint32_t i = 0; i < scene->price_count; i++)
        if (scene->prices[i].cue == cue)
            return &scene->prices[i];
    return NULL;
}

/* The listed item that is named last in the message, by what stands before `until`. */
static const struct rapport_price *last_item(const struct scene *scene, const message_t *message, uint32_t until,
                                             uint32_t clause)
{
    const struct rapport_price *found = NULL;
    for (uint32_t i = 0; i < message->hit_count && message->hits[i].begin < until; i++) {
        const struct rapport_price *price = price_by_cue(scene, message->hits[i].cue);
        if (price && (clause == RAPPORT_NONE || message->hits[i].clause == clause))
            found = price;
    }
    return found;
}

/* A listed item that the clause names behind the amount: "30 a month for Fiber 500". */
static const struct rapport_price *next_item(const struct scene *scene, const message_t *message,
                                             const struct rapport_amount *amount)
{
    for (uint32_t i = 0; i < message->hit_count; i++)
        if (message->hits[i].begin >= amount->end && message->hits[i].clause == amount->clause &&
            price_by_cue(scene, message->hits[i].cue))
            return price_by_cue(scene, message->hits[i].cue);
    return NULL;
}

/* So few words between the clause's beginning and the amount name nothing: "…, which is 29". */
enum { WORDS_WITHOUT_ITEM = 2 };

/* A listed item earlier in the sentence, where the amount's own clause names nothing. */
static const struct rapport_price *sentence_item(const struct scene *scene, const message_t *message,
                                                 const struct rapport_amount *amount)
{
    uint32_t sentence = message->clauses[amount->clause].sentence, from = 0;
    const struct rapport_price *found = NULL;
    if (talk_count_words(message, message->clauses[amount->clause].begin, amount->begin) > WORDS_WITHOUT_ITEM)
        return NULL;
    for (uint32_t i = 0; i < message->amount_count && message->amounts[i].begin < amount->begin; i++)
        from = message->amounts[i].end; /* what stands before another amount is that one's */
    for (uint32_t i = 0; i < message->hit_count && message->hits[i].begin < amount->begin; i++) {
        const struct rapport_price *price = price_by_cue(scene, message->hits[i].cue);
        if (price && message->hits[i].begin >= from && message->clauses[message->hits[i].clause].sentence == sentence)
            found = price;
    }
    return found;
}

/*
 * The listed item of an amount: named in its clause, else before it in the sentence or (if the
 * words beside the amount name nothing themselves) in the message, else by the customer's question.
 */
static const struct rapport_price *item_of(const struct scene *scene, const message_t *message,
                                           const struct rapport_amount *amount)
{
    if (scene->price_count == 0)
        return NULL;
    const struct rapport_price *item = last_item(scene, message, amount->begin, amount->clause);
    if (!item)
        item = next_item(scene, message, amount);
    if (!item)
        item = sentence_item(scene, message, amount);
    if (item || amount->item.len > 0)
        return item;
    item = last_item(scene, message, amount->begin, RAPPORT_NONE);
    for (uint32_t i = message->index; !item && i-- > 0;) {
        const message_t *before = scene->conversation->messages[i];
        if (talk_is_customer(before))
            return last_item(scene, before, UINT32_MAX, RAPPORT_NONE);
        if (talk_is_agent(before))
            return NULL;
    }
    return item;
}

static bool has_in_clause(const message_t *message, uint32_t cue, uint32_t clause)
{
    for (uint32_t i = 0; i < message->hit_count; i++)
        if (message->hits[i].cue == cue && message->hits[i].clause == clause)
            return true;
    return false;
}

/* An agent's message beside `index` in the same turn gives the reason, or the message itself. */
static bool is_explained(const struct scene *scene, uint32_t index)
{
    const conversation_t *conversation = scene->conversation;
    uint32_t cue = scene->host->cues[CUE_PRICE_REASON];
    if (talk_has(conversation->messages[index], cue))
        return true;
    if (index + 1 < conversation->message_count && talk_is_agent(conversation->messages[index + 1]) &&
        talk_has(conversation->messages[index + 1], cue))
        return true;
    return index > 0 && talk_is_agent(conversation->messages[index - 1]) &&
           talk_has(conversation->messages[index - 1], cue);
}

static void consider(struct scene *scene, const message_t *message, const struct rapport_amount *amount, bool explained)
{
    if (amount->currency[0] == '\0' || amount->value <= 0 ||
        has_in_clause(message, scene->host->cues[CUE_NOT_PRICE], amount->clause) ||
        has_in_clause(message, scene->host->cues[CUE_REPORTED], amount->clause))
        return;
    const struct rapport_price *listed = item_of(scene, message, amount);
    if (!listed && amount->item.len == 0)
        return;
    if (scene->count == QUOTES_MAX) {
        scene->too_many = true;
        return;
    }
    scene->quotes[scene->count++] = (struct quote){
        .message = message->index,
        .amount = amount,
        .listed = listed,
        .period = period_of(amount->period),
        .explained = explained,
    };
}

static void collect(struct scene *scene)
{
    for (uint32_t i = 0; i < scene->conversation->message_count; i++) {
        const message_t *message = scene->conversation->messages[i];
        if (!talk_is_agent(message) || message->amount_count == 0)
            continue;
        bool explained = is_explained(scene, i);
        for (uint32_t j = 0; j < message->amount_count; j++)
            consider(scene, message, &message->amounts[j], explained);
    }
}

static bool same_text(struct rapport_text a, struct rapport_text b)
{
    return a.len == b.len && memcmp(a.ptr, b.ptr, a.len) == 0;
}

/* The longer name ends with the shorter one, which has two words or more: "add to it the tea set". */
static bool ends_with(struct rapport_text longer, struct rapport_text shorter)
{
    if (shorter.len >= longer.len || !memchr(shorter.ptr, ' ', shorter.len))
        return false;
    const char *tail = longer.ptr + (longer.len - shorter.len);
    return tail[-1] == ' ' && memcmp(tail, shorter.ptr, shorter.len) == 0;
}

static bool same_item(const struct quote *a, const struct quote *b)
{
    if (a->listed || b->listed)
        return a->listed && b->listed && same_text(a->listed->item, b->listed->item);
    return same_text(a->amount->item, b->amount->item) || ends_with(a->amount->item, b->amount->item) ||
           ends_with(b->amount->item, a->amount->item);
}

static bool comparable(const struct quote *a, const struct quote *b)
{
    return a->period == b->period && a->amount->vat == b->amount->vat &&
           memcmp(a->amount->currency, b->amount->currency, sizeof a->amount->currency) == 0 && same_item(a, b);
}

static int32_t fail(const struct scene *scene, uint32_t rule, const struct quote *quote, uint32_t related)
{
    struct rapport_finding finding = {
        .size = sizeof finding,
        .rule = rule,
        .message = quote->message,
        .begin = quote->amount->begin,
        .end = quote->amount->end,
        .severity = RAPPORT_SEVERITY_DEFAULT,
        .speaker = RAPPORT_NONE,
        .related = related,
        .related_fact = RAPPORT_NONE,
    };
    return scene->host->emit(scene->host, &finding);
}

/*
 * A later quote contradicts the earlier ones if none of them says the same. Amounts in one message
 * (a range, prices for adults and children) do not contradict each other.
 */
static void judge_within(const struct scene *scene)
{
    bool opportunity = false;
    for (uint32_t i = 1; i < scene->count; i++) {
        const struct quote *later = &scene->quotes[i];
        uint32_t earlier = RAPPORT_NONE;
        bool agreed = later->explained;
        for (uint32_t j = 0; j < i; j++) {
            const struct quote *quote = &scene->quotes[j];
            if (!comparable(quote, later) || quote->message == later->message)
                continue;
            opportunity = true;
            earlier = quote->message;
            agreed |= quote->amount->value == later->amount->value;
        }
        if (earlier != RAPPORT_NONE && !agreed)
            fail(scene, WITHIN, later, earlier);
    }
    if (opportunity)
        talk_pass(scene->host, WITHIN, scene->conversation->messages[scene->quotes[0].message]->speaker);
}

enum listed { NOT_COMPARABLE, AS_LISTED, NOT_AS_LISTED };

static enum listed compare_with_list(const struct scene *scene, const struct quote *quote)
{
    enum listed result = NOT_COMPARABLE;
    for (uint32_t i = 0; i < scene->price_count; i++) {
        const struct rapport_price *price = &scene->prices[i];
        if (!same_text(price->item, quote->listed->item) || period_of(price->period) != quote->period ||
            price->vat != quote->amount->vat ||
            memcmp(price->currency, quote->amount->currency, sizeof price->currency) != 0)
            continue;
        if (price->value == quote->amount->value)
            return AS_LISTED;
        result = NOT_AS_LISTED;
    }
    return result;
}

static void judge_list(const struct scene *scene)
{
    for (uint32_t i = 0; i < scene->count; i++) {
        const struct quote *quote = &scene->quotes[i];
        enum listed result = quote->listed ? compare_with_list(scene, quote) : NOT_COMPARABLE;
        if (result == NOT_AS_LISTED && !quote->explained)
            fail(scene, LIST, quote, RAPPORT_NONE);
        else if (result != NOT_COMPARABLE)
            talk_pass(scene->host, LIST, scene->conversation->messages[quote->message]->speaker);
    }
}

/* Quotes of items that are not on the list are put aside, to be compared across conversations. */
static void put_aside(const struct scene *scene, const struct quote *quote)
{
    char key[256];
    int len = snprintf(key, sizeof key, "%.*s|%d|%d|%.3s", (int)(quote->amount->item.len < 200 ? quote->amount->item.len : 200),
                       quote->amount->item.ptr, (int)quote->period, (int)quote->amount->vat, quote->amount->currency);
    struct quote_value value = {.amount = quote->amount->value, .explained = quote->explained};
    struct rapport_fact fact = {
        .size = sizeof fact,
        .message = quote->message,
        .begin = quote->amount->begin,
        .end = quote->amount->end,
        .key = {key, (uint64_t)len},
        .value = {(const char *)&value, sizeof value},
    };
    scene->host->fact(scene->host, &fact);
}

static int32_t conversation(const struct rapport_host *host, const void *shared, void *worker,
                            const struct rapport_conversation *conversation)
{
    (void)shared;
    (void)worker;
    struct scene scene = {.host = host, .conversation = conversation};
    if (talk_first_agent(conversation) == RAPPORT_NONE)
        return RAPPORT_OK;
    scene.prices = host->prices(host, &scene.price_count);
    scene.quotes = host->scratch(host, QUOTES_MAX * sizeof *scene.quotes);
    if (!scene.quotes)
        return RAPPORT_FAILED;
    collect(&scene);
    judge_within(&scene);
    judge_list(&scene);
    for (uint32_t i = 0; i < scene.count; i++)
        if (!scene.quotes[i].listed)
            put_aside(&scene, &scene.quotes[i]);
    for (uint32_t rule = 0; scene.too_many && rule < RULE_COUNT; rule++)
        talk_unchecked(host, rule, RAPPORT_NONE, "more than 256 quotes");
    return RAPPORT_OK;
}

static const struct rapport_plugin plugin = {
    .magic = RAPPORT_MAGIC,
    .major = RAPPORT_MAJOR,
    .minor = RAPPORT_MINOR,
    .size = sizeof plugin,
    .id = "quotes",
    .version = "1.0",
    .rules = rules,
    .options = options,
    .cues = cues,
    .rule_count = RULE_COUNT,
    .option_count = OPTION_COUNT,
    .cue_count = CUE_COUNT,
    .rule_cues = rule_cues,
    .rule_cue_count = sizeof rule_cues / sizeof *rule_cues,
    .conversation = conversation,
    .group = quotes_judge_group,
};

const struct rapport_plugin *rapport_plugin_entry(void)
{
    return &plugin;
}
