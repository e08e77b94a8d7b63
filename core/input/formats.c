#include <string.h>

#include "core/input/format.h"

extern const struct format format_vcon, format_contact_lens, format_telegram, format_signal, format_genesys,
    format_intercom, format_chatwoot, format_livechat, format_freshdesk, format_zendesk, format_twilio, format_slack,
    format_aws_transcribe, format_deepgram, format_google_speech, format_assemblyai, format_revai, format_harper,
    format_whisper, format_subtitles, format_mail, format_whatsapp, format_csv;

static const struct format format_jsonl = {
    .name = "jsonl", .title = "rapport's own: a conversation a line", .recognise = NULL};

/* What tells more of itself comes first. */
static const struct format *const formats[] = {&format_jsonl,
                                               &format_vcon,
                                               &format_contact_lens,
                                               &format_telegram,
                                               &format_signal,
                                               &format_genesys,
                                               &format_intercom,
                                               &format_chatwoot,
                                               &format_livechat,
                                               &format_freshdesk,
                                               &format_zendesk,
                                               &format_twilio,
                                               &format_slack,
                                               &format_aws_transcribe,
                                               &format_deepgram,
                                               &format_google_speech,
                                               &format_assemblyai,
                                               &format_revai,
                                               &format_harper,
                                               &format_whisper,
                                               &format_subtitles,
                                               &format_mail,
                                               &format_whatsapp,
                                               &format_csv,
                                               NULL};

const struct format *const *format_all(void)
{
    return formats;
}

const struct format *format_by_name(const char *name)
{
    for (size_t i = 0; formats[i]; i++)
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    return NULL;
}

const struct format *format_of(const char *head, size_t len, const char *name)
{
    if (format_is_ours(head, len))
        return &format_jsonl;
    for (size_t i = 0; formats[i]; i++)
        if (formats[i]->recognise && formats[i]->recognise(head, len, name))
            return formats[i];
    return NULL;
}
