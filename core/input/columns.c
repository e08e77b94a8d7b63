#include "core/input/columns.h"

#include <string.h>
#include <strings.h>

static const char *const names[COLUMN_COUNT] = {
    [COLUMN_CONVERSATION] = "conversation", [COLUMN_TIME] = "time",       [COLUMN_DATE] = "date",         [COLUMN_ROLE] = "role",
    [COLUMN_FROM] = "from",                 [COLUMN_NAME] = "name",       [COLUMN_TEXT] = "text",         [COLUMN_CHANNEL] = "channel",
    [COLUMN_QUEUE] = "queue",               [COLUMN_CUSTOMER] = "customer", [COLUMN_CUSTOMER_NAME] = "customer_name",
};

/* Lower case, _ for what stands between words; a bar behind each. */
static const char *const heads[COLUMN_COUNT] = {
    [COLUMN_CONVERSATION] = "|conversation|conversation_id|conversationid|conv_id|chat_id|chatid|chat|ticket_id|ticket|ticket_number|session_id|session|"
        "thread_id|thread|case_id|case|case_number|call_id|contact_id|dialogue_id|dialog_id|interaction_id|transcript_id|"
        "מזהה_שיחה|שיחה|מספר_שיחה|מספר_פנייה|מספר_פניה|פנייה|פניה|מזהה_פנייה|"
        "شناسه_گفتگو|گفتگو|شناسه_مکالمه|مکالمه|شماره_تیکت|تیکت|شماره_گفتگو|شناسه|",
    [COLUMN_TIME] = "|time|timestamp|datetime|date_time|created_at|created|sent_at|sent|at|message_time|message_timestamp|createdat|start_time|ts|"
        "זמן|שעה|תאריך_ושעה|זמן_שליחה|מועד|زمان|ساعت|تاریخ_و_زمان|تاریخ_و_ساعت|زمان_ارسال|",
    [COLUMN_DATE] = "|date|message_date|day|תאריך|تاریخ|",
    [COLUMN_ROLE] = "|role|sender_type|sendertype|author_type|author_role|sender_role|speaker_role|participant_role|participant|direction|party|side|message_type|user_type|"
        "תפקיד|סוג_שולח|כיוון|צד|نقش|نوع_فرستنده|جهت|",
    [COLUMN_FROM] = "|from|sender|sender_id|author|author_id|agent|agent_id|user|user_id|speaker|speaker_id|from_id|by|שולח|מאת|דובר|نویسنده|فرستنده|از|گوینده|",
    [COLUMN_NAME] = "|name|sender_name|author_name|agent_name|user_name|speaker_name|display_name|שם|שם_השולח|שם_נציג|שם_הנציג|نام|نام_فرستنده|نام_کارشناس|",
    [COLUMN_TEXT] = "|text|message|body|content|utterance|message_text|message_body|message_content|msg|comment|transcript|line|"
        "הודעה|טקסט|תוכן|תוכן_ההודעה|ההודעה|גוף_ההודעה|پیام|متن|متن_پیام|محتوا|متن_گفتگو|",
    [COLUMN_CHANNEL] = "|channel|channel_type|medium|media|ערוץ|کانال|",
    [COLUMN_QUEUE] = "|queue|department|team|skill|group|queue_name|מחלקה|תור|צוות|بخش|صف|گروه|",
    [COLUMN_CUSTOMER] = "|customer|customer_id|client_id|visitor_id|מזהה_לקוח|לקוח|مشتری|شناسه_مشتری|",
    [COLUMN_CUSTOMER_NAME] = "|customer_name|client_name|visitor_name|שם_לקוח|שם_הלקוח|نام_مشتری|",
};

static const struct {
    const char *role, *words;
} roles[] = {
    {"customer", "|customer|client|user|visitor|contact|end-user|end_user|enduser|caller|inbound|incoming|in|received|external|guest|consumer|requester|buyer|"
                 "לקוח|לקוחה|פונה|נכנס|נכנסת|מתקשר|مشتری|کاربر|ورودی|تماس‌گیرنده|"},
    {"agent", "|agent|operator|rep|representative|staff|admin|support|employee|advisor|outbound|outgoing|out|sent|internal|human|teammate|csr|"
              "נציג|נציגה|מוקדן|מוקדנית|שירות|יוצא|יוצאת|کارشناس|اپراتور|پشتیبان|پشتیبانی|خروجی|نماینده|"},
    {"bot", "|bot|assistant|automation|auto|ai|virtual|ivr|chatbot|virtual_assistant|בוט|אוטומטי|ربات|خودکار|"},
    {"system", "|system|event|activity|note|מערכת|سیستم|"},
};

enum { HEAD_BYTES = 80 };
static char chosen[COLUMN_COUNT][HEAD_BYTES];

const char *column_name(enum column column)
{
    return names[column];
}

int columns_set(const char *columns, const char **why)
{
    while (*columns) {
        size_t len = strcspn(columns, ","), equals = strcspn(columns, "=,");
        int column = 0;
        while (column < COLUMN_COUNT && (strlen(names[column]) != equals || memcmp(names[column], columns, equals) != 0))
            column++;
        if (equals >= len || column == COLUMN_COUNT || len - equals > HEAD_BYTES) {
            *why = "is not conversation=…,time=…,date=…,role=…,from=…,name=…,text=…,channel=…,queue=…,customer=…,customer_name=…";
            return -1;
        }
        memcpy(chosen[column], columns + equals + 1, len - equals - 1);
        columns += len + (columns[len] == ',');
    }
    return 0;
}

/* |word| in a list. */
static bool is_in(const char *list, const char *word, size_t len)
{
    for (const char *at = list + 1; *at; at += strcspn(at, "|") + 1)
        if (strcspn(at, "|") == len && memcmp(at, word, len) == 0)
            return true;
    return false;
}

/* Trimmed, lower case, _ between words. */
static size_t plain(const char *text, char out[HEAD_BYTES])
{
    size_t len = 0;
    text += strspn(text, " \t");
    for (; *text && len + 1 < HEAD_BYTES; text++)
        out[len++] = (char)(*text >= 'A' && *text <= 'Z' ? *text | 0x20 : *text == ' ' || *text == '.' || *text == '-' ? '_' : *text);
    while (len > 0 && (out[len - 1] == '_' || out[len - 1] == '\t' || out[len - 1] == '\r'))
        len--;
    out[len] = '\0';
    return len;
}

enum column column_of_head(const char *head)
{
    char word[HEAD_BYTES];
    size_t len = plain(head, word);
    for (int column = 0; column < COLUMN_COUNT; column++)
        if (*chosen[column] && strcasecmp(chosen[column], head) == 0)
            return (enum column)column;
    for (int column = 0; column < COLUMN_COUNT; column++)
        if (!*chosen[column] && len > 0 && is_in(heads[column], word, len))
            return (enum column)column;
    return COLUMN_COUNT;
}

const char *column_role(const char *word)
{
    char plain_word[HEAD_BYTES];
    size_t len = plain(word, plain_word);
    for (size_t i = 0; i < sizeof roles / sizeof *roles && len > 0; i++)
        if (is_in(roles[i].words, plain_word, len))
            return roles[i].role;
    return NULL;
}
