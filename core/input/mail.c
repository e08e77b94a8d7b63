#include "core/input/mail.h"

#include <gmime/gmime.h>
#include <string.h>

#include "core/input/html_text.h"
#include "core/input/mail_text.h"
#include "core/input/talk.h"

#define BOUNDARIES_MAX 500 /* parts are read by recursion */

static const char *keep(struct arena *arena, const char *text)
{
    return text ? arena_copy(arena, text, strlen(text)) : "";
}

static void take_references(struct mail *mail, const char *header, struct arena *arena)
{
    GMimeReferences *list = header ? g_mime_references_parse(NULL, header) : NULL;
    int count = list ? g_mime_references_length(list) : 0;
    for (int i = count > MAIL_REFERENCES_MAX / 2 ? count - MAIL_REFERENCES_MAX / 2 : 0; i < count; i++)
        if (mail->reference_count < MAIL_REFERENCES_MAX)
            mail->references[mail->reference_count++] = keep(arena, g_mime_references_get_message_id(list, i));
    if (list)
        g_mime_references_free(list);
}

static void take_sender(struct mail *mail, GMimeMessage *message, struct arena *arena)
{
    InternetAddressList *list = g_mime_message_get_from(message);
    InternetAddress *first = list && internet_address_list_length(list) > 0 ? internet_address_list_get_address(list, 0)
                                                                            : NULL;
    mail->name = keep(arena, first ? internet_address_get_name(first) : NULL);
    mail->from = keep(arena, first && INTERNET_ADDRESS_IS_MAILBOX(first)
                                 ? internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(first))
                                 : NULL);
}

static void take_date(struct mail *mail, GMimeMessage *message)
{
    GDateTime *date = g_mime_message_get_date(message);
    mail->at = date ? g_date_time_to_unix(date) * 1000 : TALK_NO_TIME;
    mail->offset = date ? (int32_t)(g_date_time_get_utc_offset(date) / 60000000) : 0;
}

/* Answers of machines; mailing lists and newsletters are none. */
static bool is_automatic(GMimeObject *message)
{
    const char *submitted = g_mime_object_get_header(message, "Auto-Submitted"),
               *precedence = g_mime_object_get_header(message, "Precedence");
    return (submitted && strncmp(submitted, "auto-", 5) == 0) ||
           (precedence && strcmp(precedence, "auto_reply") == 0) || g_mime_object_get_header(message, "X-Autoreply");
}

/* The first part that is text: plain if there is one. */
static GMimeTextPart *text_part(GMimeMessage *message, bool plain)
{
    GMimePartIter *walk = g_mime_part_iter_new(GMIME_OBJECT(message));
    GMimeTextPart *found = NULL;
    do {
        GMimeObject *part = g_mime_part_iter_get_current(walk);
        const char *disposition = part ? g_mime_object_get_disposition(part) : NULL;
        if (!part || !GMIME_IS_TEXT_PART(part) || (disposition && g_ascii_strcasecmp(disposition, "attachment") == 0))
            continue;
        if (g_mime_content_type_is_type(g_mime_object_get_content_type(part), "text", plain ? "plain" : "html"))
            found = GMIME_TEXT_PART(part);
    } while (!found && g_mime_part_iter_next(walk));
    g_mime_part_iter_free(walk);
    return found;
}

static void take_text(struct mail *mail, GMimeMessage *message, struct arena *arena)
{
    GMimeTextPart *plain = text_part(message, true), *part = plain ? plain : text_part(message, false);
    char *whole = part ? g_mime_text_part_get_text(part) : NULL;
    struct bytes shown = {0}, said = {0};
    if (whole && !plain)
        html_text(&shown, whole, 0);
    mail_text(&said, !whole ? "" : plain ? whole : bytes_text(&shown));
    mail->text = keep(arena, bytes_text(&said));
    bytes_release(&shown);
    bytes_release(&said);
    g_free(whole);
}

static size_t boundaries(const char *text, size_t len)
{
    size_t count = 0;
    for (const char *at = text, *end = text + len; (at = memmem(at, (size_t)(end - at), "boundary", 8)); at += 8)
        count++;
    return count;
}

bool mail_read(struct mail *ret, const char *text, size_t len, struct arena *arena, const char **ret_reason)
{
    *ret = (struct mail){0};
    *ret_reason = "is a mail of too many parts";
    if (boundaries(text, len) > BOUNDARIES_MAX)
        return false;
    g_mime_init();
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(text, len);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    *ret_reason = "is no mail";
    if (message) {
        ret->id = keep(arena, g_mime_message_get_message_id(message));
        take_references(ret, g_mime_object_get_header(GMIME_OBJECT(message), "References"), arena);
        take_references(ret, g_mime_object_get_header(GMIME_OBJECT(message), "In-Reply-To"), arena);
        take_sender(ret, message, arena);
        take_date(ret, message);
        ret->is_automatic = is_automatic(GMIME_OBJECT(message));
        take_text(ret, message, arena);
        g_object_unref(message);
    }
    g_object_unref(parser);
    g_object_unref(stream);
    return message != NULL;
}
