/* WhatsApp, "Export chat": _chat.txt of iOS, "WhatsApp Chat with ….txt" of Android. */
#include <string.h>

#include "core/input/chat_lines.h"
#include "core/input/format.h"

#define LINES_LOOKED 20

/* The head of the first line that has one, of the first few. */
static bool first_head(const char *head, size_t len, struct chat_head *ret)
{
    for (size_t at = 0, lines = 0; at < len && lines < LINES_LOOKED; lines++) {
        const char *end = memchr(head + at, '\n', len - at);
        size_t line = end ? (size_t)(end - head) - at : len - at;
        if (chat_head_read(head + at, line, ret))
            return true;
        at += line + 1;
    }
    return false;
}

static bool recognise(const char *head, size_t len, const char *name)
{
    struct chat_head first;
    (void)name;
    return !format_is_json(head, len < 1 || head[0] != '[' ? len : 0) && first_head(head, len, &first);
}

static void read_whatsapp(const char *text, size_t len, struct talks *talks)
{
    chat_lines_read(text, len, talks, "whatsapp");
}

const struct format format_whatsapp = {
    .name = "whatsapp", .title = "WhatsApp, exported chats", .recognise = recognise, .read = read_whatsapp};
