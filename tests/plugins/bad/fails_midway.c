/*
 * Loads. Cannot judge conversations whose id ends in an odd digit, which of numbered ones is every
 * second; and it only finds out after it has emitted a finding.
 */
#include "bad.h"

static int32_t conversation(const struct rapport_host *host, const void *shared, void *worker,
                            const struct rapport_conversation *conversation)
{
    (void)shared, (void)worker;
    struct rapport_finding finding = bad_finding();
    if (conversation->message_count && host->emit(host, &finding) != RAPPORT_OK) {
        host->error(host, BAD_TEXT("a good finding was refused"));
        return RAPPORT_FATAL;
    }
    if (bad_last_character(conversation) % 2 == 0)
        return RAPPORT_OK;
    host->error(host, BAD_TEXT("this conversation is odd"));
    return RAPPORT_FAILED;
}

static const struct rapport_plugin plugin = {BAD_PROLOGUE(sizeof plugin), BAD_PLUGIN("fails-midway"),
                                             .conversation = conversation};

BAD_ENTRY(&plugin)
