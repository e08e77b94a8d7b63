#include "core/run/moment.h"

static bool is_spoken(const struct rapport_message *message)
{
    return message->role != RAPPORT_SYSTEM && message->text.len > 0;
}

static void show(uint32_t *from, uint32_t message, uint32_t begin)
{
    if (from[message] == RAPPORT_NONE)
        from[message] = begin;
}

/* The message, and what was said last before it. */
static void show_with_before(const struct rapport_conversation *conversation, uint32_t message, uint32_t begin, uint32_t *from)
{
    show(from, message, begin == RAPPORT_NONE ? 0 : begin);
    for (uint32_t i = message; i-- > 0;)
        if (is_spoken(conversation->messages[i])) {
            show(from, i, 0);
            break;
        }
}

static void show_after(const struct rapport_conversation *conversation, uint32_t message, uint32_t *from)
{
    for (uint32_t i = message + 1; i < conversation->message_count; i++)
        if (is_spoken(conversation->messages[i])) {
            show(from, i, 0);
            break;
        }
}

/* The gravest findings, of equals the first; few, so they are looked for one after the other. */
static void show_findings(const struct rapport_conversation *conversation, const struct judgement *judgement,
                          uint32_t min_confidence, uint32_t *from)
{
    size_t shown = 0;
    for (int32_t severity = RAPPORT_CRITICAL; severity > RAPPORT_INFO; severity--)
        for (size_t i = 0; i < judgement->finding_count && shown < MOMENT_FINDINGS; i++) {
            const struct finding *finding = &judgement->findings[i];
            if (finding->severity != severity || finding->confidence < min_confidence)
                continue;
            show_with_before(conversation, finding->message, finding->begin, from);
            show_after(conversation, finding->message, from);
            shown++;
        }
}

static void show_kept(const struct host *host, const struct rapport_conversation *conversation, const struct judgement *judgement,
                      uint32_t *from)
{
    const struct verdict_record *best = NULL;
    for (size_t i = 0; i < judgement->verdict_count; i++) {
        const struct verdict_record *verdict = &judgement->verdicts[i];
        if (verdict->verdict == VERDICT_PASS && verdict->met.message != RAPPORT_NONE &&
            (!best || host->rules[verdict->rule].severity > host->rules[best->rule].severity))
            best = verdict;
    }
    if (best)
        show_with_before(conversation, best->met.message, best->met.begin, from);
}

void moments_choose(const struct host *host, const struct rapport_conversation *conversation,
                    const struct judgement *judgement, uint32_t min_confidence, uint32_t *ret_from)
{
    for (uint32_t i = 0; i < conversation->message_count; i++)
        ret_from[i] = RAPPORT_NONE;
    show_findings(conversation, judgement, min_confidence, ret_from);
    show_kept(host, conversation, judgement, ret_from);
}
