#include "core/input/csv_columns.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define HEADS_MAX 256

/* Names in small letters, with spaces for other separators; the first of a field is also that of --columns. */
static const char *const names[CSV_FIELD_COUNT][40] = {
    [CSV_CONVERSATION] = {"conversation", "conversation id", "conversationid", "chat id", "chatid", "chat", "ticket", "ticket id", "ticketid",
                          "case", "case id", "case number", "session", "session id", "sessionid", "thread", "thread id", "call id", "callid",
                          "contact id", "contactid", "dialogue id", "dialog id", "interaction id", "שיחה", "מזהה שיחה", "מספר שיחה", "פנייה",
                          "מספר פנייה", "מזהה פנייה", "گفتگو", "شناسه گفتگو", "شماره گفتگو", "مکالمه", "شناسه مکالمه", "شماره تیکت", "تیکت"},
    [CSV_TIME] = {"time", "timestamp", "created at", "createdat", "created", "datetime", "date time", "sent at", "sentat", "at", "message time",
                  "message timestamp", "created time", "ts", "time stamp", "date and time", "sent time", "start", "start time", "שעה", "זמן", "מועד", "תאריך ושעה", "זמן שליחה", "ساعت",
                  "زمان", "تاریخ و ساعت", "زمان ارسال"},
    [CSV_DATE] = {"date", "day", "message date", "sent date", "תאריך", "תאריך הודעה", "تاریخ"},
    [CSV_ROLE] = {"role", "sender type", "sendertype", "author type", "authortype", "participant", "participant role", "speaker role", "from type", "actor",
                  "sender role", "user type", "speaker type", "party", "participant type", "תפקיד", "סוג שולח", "صفت", "نقش", "نوع فرستنده"},
    [CSV_NAME] = {"name", "sender", "sender name", "from", "author", "author name", "speaker", "user", "user name", "username", "display name",
                  "agent", "שם", "שולח", "שם השולח", "מאת", "דובר", "נציג", "نام", "فرستنده", "نام فرستنده", "از", "گوینده"},
    [CSV_ID] = {"id", "sender id", "senderid", "author id", "authorid", "user id", "userid", "speaker id", "speakerid", "from id", "participant id", "מזהה שולח", "شناسه فرستنده"},
    [CSV_TEXT] = {"text", "message", "body", "content", "message text", "message body", "utterance", "transcript", "msg", "comment", "message content",
                  "plain body", "הודעה", "טקסט", "תוכן", "תוכן ההודעה", "תוכן הודעה", "متن", "پیام", "متن پیام", "محتوا"},
    [CSV_CHANNEL] = {"channel", "source", "medium", "ערוץ", "کانال"},
    [CSV_QUEUE] = {"queue", "department", "team", "group", "skill", "תור", "מחלקה", "צוות", "صف", "بخش", "دپارتمان"},
    [CSV_CUSTOMER] = {"customer", "customer name", "client", "client name", "לקוח", "שם הלקוח", "שם לקוח", "مشتری", "نام مشتری"},
    [CSV_INBOUND] = {"inbound", "direction", "incoming", "is inbound", "כיוון", "جهت"},
};

/* Small letters of ASCII, and one space for spaces, underlines, dashes and dots; nothing around it. */
static void plain_head(const struct csv_cell *cell, char out[80])
{
    size_t len = 0;
    char text[80];
    talk_persian(cell->ptr, cell->len, text, sizeof text);
    for (size_t i = 0; text[i]; i++) {
        char c = text[i];
        bool space = c == ' ' || c == '_' || c == '-' || c == '.' || c == '\t';
        if (space && len > 0 && out[len - 1] != ' ')
            out[len++] = ' ';
        else if (!space)
            out[len++] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    while (len > 0 && out[len - 1] == ' ')
        len--;
    out[len] = '\0';
}

/* The usual name that stands first in the list wins over later ones. */
static int column_of(enum csv_field field, char (*heads)[80], size_t count)
{
    for (size_t i = 0; i < 40 && names[field][i]; i++)
        for (size_t column = 0; column < count; column++)
            if (strcmp(names[field][i], heads[column]) == 0)
                return (int)column;
    return -1;
}

static void by_heads(struct csv_columns *columns, const struct csv_cell *cells, size_t count)
{
    char (*heads)[80] = must_alloc((count + 1) * sizeof *heads);
    for (size_t i = 0; i < count; i++)
        plain_head(&cells[i], heads[i]);
    for (size_t field = 0; field < CSV_FIELD_COUNT; field++)
        columns->of[field] = column_of((enum csv_field)field, heads, count);
    if (columns->of[CSV_CONVERSATION] < 0 && columns->of[CSV_NAME] >= 0 && columns->of[CSV_ID] >= 0 && columns->of[CSV_ROLE] < 0)
        columns->of[CSV_ID] = -1; /* that of the message, most likely */
    free(heads);
}

bool csv_columns_recognise(const char *head, size_t len)
{
    struct csv csv = {.text = head, .len = len, .line = 1, .delimiter = csv_delimiter(head, len)};
    struct csv_cell cells[HEADS_MAX];
    struct csv_columns columns;
    bool open;
    if (!csv.delimiter)
        return false;
    size_t count = csv_next(&csv, cells, HEADS_MAX, &open);
    if (open || count < 2 || count > HEADS_MAX)
        return false;
    by_heads(&columns, cells, count);
    return columns.of[CSV_TEXT] >= 0 && (columns.of[CSV_CONVERSATION] >= 0 || columns.of[CSV_TIME] >= 0 || columns.of[CSV_DATE] >= 0 ||
                                         columns.of[CSV_ROLE] >= 0 || columns.of[CSV_NAME] >= 0);
}

/* A column by its head, or by its number from 1. */
static int column_by_name(const struct csv_cell *heads, size_t count, const char *name, size_t len)
{
    for (size_t i = 0; i < count; i++)
        if (heads[i].len == len && strncasecmp(heads[i].ptr, name, len) == 0)
            return (int)i;
    size_t digits = strspn(name, "0123456789");
    long number = digits == len && len > 0 && len < 5 ? strtol(name, NULL, 10) : 0;
    return number >= 1 && (size_t)number <= count ? (int)number - 1 : -1;
}

static bool by_user(struct csv_columns *columns, const struct csv_cell *heads, size_t count, const char *said, struct talks *talks)
{
    for (const char *at = said; *at; at += strcspn(at, ",") + (at[strcspn(at, ",")] == ',')) {
        size_t key = strcspn(at, "="), len = strcspn(at, ",");
        for (size_t field = 0; field < CSV_FIELD_COUNT; field++) {
            if (strlen(names[field][0]) != key || strncmp(names[field][0], at, key) != 0)
                continue;
            columns->of[field] = column_by_name(heads, count, at + key + 1, len - key - 1);
            if (columns->of[field] >= 0)
                continue;
            talks_fault(talks, 1, "there is no column \"%.*s\"", (int)(len - key - 1), at + key + 1);
            return false;
        }
    }
    return true;
}

bool csv_columns_read(struct csv_columns *columns, const struct csv_cell *heads, size_t count, const char *said, struct talks *talks)
{
    by_heads(columns, heads, count);
    if (said && !by_user(columns, heads, count, said, talks))
        return false;
    if (columns->of[CSV_TEXT] >= 0)
        return true;
    talks_fault(talks, 1, "no column is known to be the text of messages; --columns text=NAME tells it");
    return false;
}
