/*
 * Loads. Emits findings whose rule, message or span does not exist; the host must refuse each of
 * them. One that passes ends the plugin, with what it was in the error.
 */
#include "bad.h"

/* Where a character of several bytes has its second one, or 0. */
static uint32_t inside_of_character(struct rapport_text text)
{
    for (uint64_t i = 0; i + 1 < text.len; i++)
        if ((unsigned char)text.ptr[i] >= 0xc0)
            return (uint32_t)(i + 1);
    return 0;
}

static int32_t refused(const struct rapport_host *host, struct rapport_finding finding, struct rapport_text what)
{
    if (host->emit(host, &finding) == RAPPORT_REFUSED)
        return RAPPORT_OK;
    host->error(host, what);
    return RAPPORT_FATAL;
}

static int32_t message_spans(const struct rapport_host *host, const struct rapport_message *message)
{
    struct rapport_finding finding = bad_finding();
    uint32_t len = (uint32_t)message->text.len;
    uint32_t inside = inside_of_character(message->text);
    int32_t status = RAPPORT_OK;

    finding.message = message->index;
    finding.begin = 0, finding.end = len + 1;
    status |= refused(host, finding, BAD_TEXT("took a span that ends behind the text"));
    finding.begin = len + 1, finding.end = len + 2;
    status |= refused(host, finding, BAD_TEXT("took a span behind the text"));
    finding.begin = 0, finding.end = RAPPORT_NONE;
    status |= refused(host, finding, BAD_TEXT("took half a span"));
    if (len) {
        finding.begin = len, finding.end = 0;
        status |= refused(host, finding, BAD_TEXT("took a span that ends before it begins"));
    }
    if (inside) {
        finding.begin = inside, finding.end = len;
        status |= refused(host, finding, BAD_TEXT("took a span that begins inside a character"));
        finding.begin = 0, finding.end = inside;
        status |= refused(host, finding, BAD_TEXT("took a span that ends inside a character"));
    }
    return status;
}

static int32_t verdict_refused(const struct rapport_host *host, uint32_t met, uint32_t begin, uint32_t end, struct rapport_text what)
{
    struct rapport_verdict verdict = {.size = sizeof verdict, .verdict = RAPPORT_PASS, .speaker = RAPPORT_NONE,
                                      .met = met, .begin = begin, .end = end};
    if (host->verdict(host, &verdict) == RAPPORT_REFUSED)
        return RAPPORT_OK;
    host->error(host, what);
    return RAPPORT_FATAL;
}

static int32_t conversation(const struct rapport_host *host, const void *shared, void *worker,
                            const struct rapport_conversation *conversation)
{
    (void)shared, (void)worker;
    int32_t status = RAPPORT_OK;
    struct rapport_finding finding = bad_finding();
    finding.rule = 1;
    status |= refused(host, finding, BAD_TEXT("took an unknown rule"));
    finding = bad_finding();
    finding.message = conversation->message_count;
    status |= refused(host, finding, BAD_TEXT("took an unknown message"));
    for (uint32_t i = 0; i < conversation->message_count; i++)
        status |= message_spans(host, conversation->messages[i]);
    status |= verdict_refused(host, conversation->message_count + 1, 0, 0, BAD_TEXT("took a pass by an unknown message"));
    status |= verdict_refused(host, 1, 0, (uint32_t)conversation->messages[0]->text.len + 1,
                              BAD_TEXT("took a pass by words behind the text"));
    return status ? RAPPORT_FATAL : RAPPORT_OK;
}

static const struct rapport_plugin plugin = {BAD_PROLOGUE(sizeof plugin), BAD_PLUGIN("bad-span"),
                                             .conversation = conversation};

BAD_ENTRY(&plugin)
