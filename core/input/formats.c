#include <string.h>

#include "core/input/charset.h"
#include "core/input/format.h"

extern const struct format format_vcon, format_contact_lens, format_telegram, format_slack, format_chatwoot, format_intercom,
    format_zendesk, format_genesys, format_livechat, format_speech, format_subtitles, format_whatsapp, format_csv;

/* In the order in which they are asked. */
static const struct format *const formats[] = {
    &format_vcon,    &format_contact_lens, &format_telegram, &format_chatwoot,  &format_intercom, &format_zendesk, &format_genesys,
    &format_livechat, &format_slack,       &format_speech,   &format_subtitles, &format_whatsapp, &format_csv,     NULL};

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

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

bool format_has_key(const char *head, size_t len, const char *key)
{
    size_t key_len = strlen(key);
    for (const char *at = head, *end = head + len; (at = memmem(at, (size_t)(end - at), key, key_len)); at += key_len) {
        const char *behind = at + key_len;
        if (at == head || at[-1] != '"' || behind >= end || *behind != '"')
            continue;
        do
            behind++;
        while (behind < end && is_space(*behind));
        if (behind < end && *behind == ':')
            return true;
    }
    return false;
}

bool format_is_json(const char *head, size_t len)
{
    size_t at = 0;
    while (at < len && is_space(head[at]))
        at++;
    return at < len && (head[at] == '{' || head[at] == '[');
}

/* A line of ours is an object with messages, and they have roles. */
bool format_is_ours(const char *head, size_t len)
{
    size_t at = 0;
    while (at < len && is_space(head[at]))
        at++;
    if (at == len || head[at] != '{')
        return false;
    return format_has_key(head, len, "messages") && format_has_key(head, len, "role") && format_has_key(head, len, "id") &&
           !format_has_key(head, len, "parties") && !format_has_key(head, len, "message_type");
}

const struct format *format_of(const char *head, size_t len, const char *name)
{
    struct bytes text = {0};
    const struct format *found = NULL;
    len = len < FORMAT_HEAD_BYTES ? len : FORMAT_HEAD_BYTES;
    charset_to_utf8(head, len, &text);
    bytes_text(&text); /* a NUL behind it, for the recognisers */
    if (text.len > 0 && !format_is_ours(text.ptr, text.len))
        for (size_t i = 0; formats[i] && !found; i++)
            if (formats[i]->recognise(text.ptr, text.len, name))
                found = formats[i];
    bytes_release(&text);
    return found;
}

void format_read(const struct format *format, const char *text, size_t len, struct talks *talks)
{
    struct bytes whole = {0};
    charset_to_utf8(text, len, &whole);
    format->read(bytes_text(&whole), whole.len, talks);
    bytes_release(&whole);
}

/* The place in a text that is read once, from its begin to its end. */
struct cursor {
    const char *text;
    size_t len, at, counted;
    uint64_t line; /* of `counted` */
    unsigned faults;
};

enum { FAULTS_MAX = 100 }; /* a file that is all faults is not of the format */

static uint64_t line_at(struct cursor *cursor, size_t at)
{
    for (; cursor->counted < at; cursor->counted++)
        cursor->line += cursor->text[cursor->counted] == '\n';
    return cursor->line;
}

/* Behind a value that could not be read: true if the next line may begin another. */
static bool skip_line(struct cursor *cursor)
{
    const char *next = memchr(cursor->text + cursor->at, '\n', cursor->len - cursor->at);
    if (!next || cursor->text[cursor->at] == '[')
        return false;
    cursor->at = (size_t)(next - cursor->text) + 1;
    return cursor->at < cursor->len && cursor->text[cursor->at] == '{';
}

/* The next value, which the caller owns; NULL at the end or behind a fault that ends it. */
static json_t *next_value(struct cursor *cursor, struct talks *talks)
{
    for (;;) {
        json_error_t error;
        while (cursor->at < cursor->len && is_space(cursor->text[cursor->at]))
            cursor->at++;
        if (cursor->at == cursor->len)
            return NULL;
        const char *begin = cursor->text + cursor->at;
        json_t *value = json_loadb(begin, cursor->len - cursor->at, JSON_DISABLE_EOF_CHECK, &error);
        if (value) {
            cursor->at += (size_t)error.position;
            return value;
        }
        talks_fault(talks, line_at(cursor, cursor->at) + (uint64_t)(error.line > 0 ? error.line - 1 : 0), "column %d: %s",
                    error.column, error.text);
        if (++cursor->faults == FAULTS_MAX || !skip_line(cursor))
            return NULL;
    }
}

void format_whole_json(const char *text, size_t len, struct talks *talks, void (*each)(json_t *value, struct talks *talks))
{
    struct cursor cursor = {.text = text, .len = len, .line = 1};
    json_t *value;
    while ((value = next_value(&cursor, talks))) {
        each(value, talks);
        json_decref(value);
    }
}

void format_each_json(const char *text, size_t len, struct talks *talks, void (*each)(json_t *value, struct talks *talks))
{
    struct cursor cursor = {.text = text, .len = len, .line = 1};
    json_t *value, *item;
    while ((value = next_value(&cursor, talks))) {
        size_t index;
        if (!json_is_array(value))
            each(value, talks);
        json_array_foreach(value, index, item)
            each(item, talks);
        json_decref(value);
    }
}
