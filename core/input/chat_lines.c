#include "core/input/chat_lines.h"

#include <stdlib.h>
#include <string.h>

#include "core/input/chat_words.h"
#include "core/input/talk_time.h"

struct chat {
    const char *text;
    size_t len;
    struct talks *talks;
    struct talk talk;
    enum chat_order order;
    /* the message that lines are added to */
    struct bytes said;
    char *name; /* NULL: a line of the system; in the arena of talks */
    int64_t at;
    bool is_open;
};

static size_t line_len(const char *text, size_t len)
{
    const char *end = memchr(text, '\n', len);
    return end ? (size_t)(end - text) : len;
}

static enum chat_order order_of(const char *text, size_t len)
{
    struct chat_orders orders = {0};
    struct chat_head head;
    for (size_t at = 0; at < len; at += line_len(text + at, len - at) + 1)
        if (chat_head_read(text + at, line_len(text + at, len - at), &head))
            chat_orders_add(&orders, &head);
    return chat_orders_decide(&orders);
}

static void message_end(struct chat *chat)
{
    if (chat->is_open && chat->name) {
        bytes_text(&chat->said);
        bool silent = chat_words_trim(&chat->said);
        const char *role = strcmp(chat->name, "Me") == 0 ? "agent" : NULL;
        if (!silent || chat->said.len > 0)
            talk_say(&chat->talk, role, chat->at, chat->name, chat->name, bytes_text(&chat->said));
        else
            talk_show(&chat->talk, role, chat->at, chat->name, chat->name);
    }
    bytes_clear(&chat->said);
    chat->is_open = false;
}

/* The length of a name before a colon; 0: nobody says this line. */
static size_t name_len(const char *line, size_t len)
{
    size_t most = len < 160 ? len : 160;
    const char *colon = memchr(line, ':', most);
    if (!colon || colon == line || chat_words_is_system(line, len))
        return 0;
    return colon + 2 < line + len && colon[1] == '/' && colon[2] == '/' ? 0 : (size_t)(colon - line);
}

/* Marks of direction that stand before a name or a text. */
static size_t marks_len(const char *text, size_t len)
{
    size_t at = 0;
    while (len - at >= 3 && (memcmp(text + at, "\xe2\x80\x8e", 3) == 0 || memcmp(text + at, "\xe2\x80\x8f", 3) == 0 ||
                             memcmp(text + at, "\xe2\x80\xaa", 3) == 0 || memcmp(text + at, "\xe2\x80\xab", 3) == 0 ||
                             memcmp(text + at, "\xe2\x80\xac", 3) == 0))
        at += 3;
    return at;
}

static void message_begin(struct chat *chat, const struct chat_head *head, const char *line, size_t len)
{
    size_t skip = head->behind + marks_len(line + head->behind, len - head->behind);
    size_t name = name_len(line + skip, len - skip);
    message_end(chat);
    chat->is_open = true;
    chat->at = chat_time(head, chat->order);
    chat->name = name ? arena_copy(&chat->talk.arena, line + skip, name) : NULL;
    if (!name)
        return;
    skip += name + 1;
    skip += skip < len && line[skip] == ' ';
    skip += marks_len(line + skip, len - skip);
    bytes_add(&chat->said, line + skip, len - skip);
}

void chat_lines_read(const char *text, size_t len, struct talks *talks, const char *channel)
{
    struct chat chat = {.text = text, .len = len, .talks = talks, .order = order_of(text, len)};
    struct chat_head head;
    uint64_t number = 1;
    talk_begin(&chat.talk, talks, NULL, channel);
    for (size_t at = 0, line; at < len; at += line + 1, number++) {
        line = line_len(text + at, len - at);
        size_t shown = line > 0 && text[at + line - 1] == '\r' ? line - 1 : line;
        if (chat_head_read(text + at, shown, &head)) {
            message_begin(&chat, &head, text + at, shown);
        } else if (chat.is_open && chat.name) {
            bytes_add_char(&chat.said, '\n');
            bytes_add(&chat.said, text + at, shown);
        } else if (!chat.is_open && shown > 0) {
            talks_fault(talks, number, "the line has no date, and none stands before it");
        }
    }
    message_end(&chat);
    bytes_release(&chat.said);
    talk_end(&chat.talk);
}
