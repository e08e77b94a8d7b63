/*
 * WhatsApp's chat export, of Android ("10.3.2023, 10:49 - Name: text") and iOS ("[10/03/2023, 10:49:05] Name: text"),
 * in every order of the date, on 12 and 24 hours, with the marks and digits of right-to-left phones; Signal's and
 * Telegram's text exports look alike. A line that begins with no date goes on with the message before it.
 */
#include <stdlib.h>
#include <string.h>

#include "core/input/format.h"
#include "core/text/utf8.h"

enum { NUMBERS = 6 };

struct stamp {
    int numbers[NUMBERS]; /* three of the date as they stand, hour, minute, second (-1) */
    bool year_first;
    int half; /* -1, 0 a.m., 1 p.m. */
    size_t len; /* up to the name */
};

/* Marks of direction, and spaces that look like others. */
static bool is_mark(uint32_t c)
{
    return c == 0x200E || c == 0x200F || c == 0x202A || c == 0x202B || c == 0x202C || c == 0x061C || c == 0xFEFF || (c >= 0x2066 && c <= 0x2069);
}

static bool is_space(uint32_t c)
{
    return c == ' ' || c == 0xA0 || c == 0x202F || c == '\t';
}

static int digit_of(uint32_t c)
{
    if (c >= '0' && c <= '9')
        return (int)(c - '0');
    if (c >= 0x660 && c <= 0x669)
        return (int)(c - 0x660);
    return c >= 0x6F0 && c <= 0x6F9 ? (int)(c - 0x6F0) : -1;
}

struct cursor {
    const char *at, *end;
};

static uint32_t peek(struct cursor *cursor, unsigned *ret_len)
{
    uint32_t c = 0;
    *ret_len = 0;
    while (cursor->at < cursor->end) {
        *ret_len = utf8_decode(cursor->at, &c);
        if (!is_mark(c))
            return c;
        cursor->at += *ret_len;
    }
    *ret_len = 0;
    return 0;
}

static bool take(struct cursor *cursor, uint32_t wanted)
{
    unsigned len;
    if (peek(cursor, &len) != wanted || len == 0)
        return false;
    cursor->at += len;
    return true;
}

static void skip_spaces(struct cursor *cursor)
{
    unsigned len;
    for (uint32_t c; (c = peek(cursor, &len)) && is_space(c);)
        cursor->at += len;
}

/* A number of at most four digits; -1 if there is none. */
static int number(struct cursor *cursor, int *ret_digits)
{
    int value = 0, digits = 0, digit;
    unsigned len;
    while (digits < 5 && (digit = digit_of(peek(cursor, &len))) >= 0 && len > 0) {
        value = value * 10 + digit;
        digits++;
        cursor->at += len;
    }
    *ret_digits = digits;
    return digits > 0 && digits < 5 ? value : -1;
}

static bool separator(struct cursor *cursor)
{
    skip_spaces(cursor);
    bool taken = take(cursor, '/') || take(cursor, '.') || take(cursor, '-');
    skip_spaces(cursor);
    return taken;
}

static bool date(struct cursor *cursor, struct stamp *stamp)
{
    for (int i = 0; i < 3; i++) {
        int digits;
        stamp->numbers[i] = number(cursor, &digits);
        if (stamp->numbers[i] < 0 || (i < 2 && !separator(cursor)))
            return false;
        if (i == 0)
            stamp->year_first = digits == 4;
        else if (i == 1 && digits > 2)
            return false;
    }
    return true;
}

/* a.m., PM, לפנה״צ, אחה״צ, ص, م, ق.ظ, ب.ظ */
static int half_of_day(struct cursor *cursor)
{
    static const struct {
        const char *word;
        int half;
    } words[] = {{"a.m.", 0}, {"p.m.", 1}, {"a. m.", 0}, {"p. m.", 1}, {"am", 0}, {"pm", 1}, {"לפנה״צ", 0}, {"אחה״צ", 1}, {"לפנה\"צ", 0}, {"אחה\"צ", 1},
                 {"בבוקר", 0}, {"בערב", 1}, {"بعدازظهر", 1}, {"قبل‌ازظهر", 0}, {"قبل از ظهر", 0}, {"بعد از ظهر", 1}, {"ق.ظ", 0}, {"ب.ظ", 1}, {"ق.ظ.", 0}, {"ب.ظ.", 1}, {"ص", 0}, {"م", 1}};
    skip_spaces(cursor);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct cursor probe = *cursor;
        bool same = true;
        for (const char *word = words[i].word; *word && same;) {
            uint32_t wanted, c;
            unsigned len;
            word += utf8_decode(word, &wanted);
            c = peek(&probe, &len);
            if (c >= 'A' && c <= 'Z')
                c |= 0x20;
            same = len > 0 && (c == wanted || (is_space(c) && is_space(wanted)));
            probe.at += len;
        }
        if (same) {
            *cursor = probe;
            return words[i].half;
        }
    }
    return -1;
}

static bool clock_of(struct cursor *cursor, struct stamp *stamp)
{
    int digits;
    stamp->numbers[5] = -1;
    stamp->numbers[3] = number(cursor, &digits);
    if (stamp->numbers[3] < 0 || !(take(cursor, ':') || take(cursor, '.')))
        return false;
    stamp->numbers[4] = number(cursor, &digits);
    if (stamp->numbers[4] < 0)
        return false;
    if (take(cursor, ':') || take(cursor, '.'))
        stamp->numbers[5] = number(cursor, &digits);
    stamp->half = half_of_day(cursor);
    return stamp->numbers[3] < 24 && stamp->numbers[4] < 60;
}

/* The date and clock that a line begins with. */
static bool read_stamp(const char *line, size_t len, struct stamp *ret)
{
    struct cursor cursor = {line, line + len};
    *ret = (struct stamp){.half = -1};
    bool bracket = take(&cursor, '[');
    skip_spaces(&cursor);
    if (!date(&cursor, ret))
        return false;
    if (!take(&cursor, ','))
        take(&cursor, 0x060C);
    skip_spaces(&cursor);
    if (!clock_of(&cursor, ret))
        return false;
    skip_spaces(&cursor);
    if (bracket ? !take(&cursor, ']') : !(take(&cursor, '-') || take(&cursor, 0x2013)))
        return false;
    skip_spaces(&cursor);
    ret->len = (size_t)(cursor.at - line);
    return true;
}

static bool recognise(const char *head, size_t len, const char *name)
{
    struct stamp stamp;
    (void)name;
    size_t at = 0;
    for (int line = 0; line < 5 && at < len; line++) {
        size_t end = at + strcspn(head + at, "\n");
        if (read_stamp(head + at, end - at, &stamp))
            return true;
        at = end + 1;
    }
    return false;
}

/* Day before month, unless some date of the file allows only the other. */
static bool month_comes_first(const char *text)
{
    struct stamp stamp;
    bool month_first = false;
    int last_first = -1, last_second = -1, steps_day = 0, steps_month = 0;
    for (; *text; text += strcspn(text, "\n"), text += *text == '\n') {
        if (!read_stamp(text, strcspn(text, "\n"), &stamp) || stamp.year_first)
            continue;
        if (stamp.numbers[0] > 12)
            return false;
        month_first |= stamp.numbers[1] > 12;
        /* days go up from line to line, months seldom: whichever moves more is the day */
        steps_day += last_first >= 0 && stamp.numbers[0] != last_first;
        steps_month += last_second >= 0 && stamp.numbers[1] != last_second;
        last_first = stamp.numbers[0];
        last_second = stamp.numbers[1];
    }
    return month_first || steps_month > steps_day + 1;
}

static int64_t time_of(const struct stamp *stamp, bool month_first)
{
    const int *n = stamp->numbers;
    int year = stamp->year_first ? n[0] : n[2], month = stamp->year_first ? n[1] : month_first ? n[0] : n[1];
    int day = stamp->year_first ? n[2] : month_first ? n[1] : n[0], hour = n[3];
    if (year < 100)
        year += 2000;
    if (year >= 2500) /* the Buddhist calendar */
        year -= 543;
    if (stamp->half == 1 && hour < 12)
        hour += 12;
    if (stamp->half == 0 && hour == 12)
        hour = 0;
    if (year < 1600 && year > 1300) /* a Persian phone's own calendar: its days are not ours */
        return TALK_NO_TIME;
    return talk_time_of(year, month, day, hour, n[4], n[5] < 0 ? 0 : n[5]);
}

/* "<Media omitted>", a deleted message, an attachment: nothing that was said. */
static bool is_placeholder(const char *text)
{
    static const char *const words[] = {"<Media omitted>", "image omitted", "video omitted", "audio omitted", "sticker omitted", "GIF omitted", "document omitted", "Contact card omitted",
        "<attached:", "(file attached)", "This message was deleted", "You deleted this message", "null",
        "<המדיה לא נכללה>", "<המדיה הושמטה>", "התמונה הושמטה", "הסרטון הושמט", "סרטון הווידאו הושמט", "ההודעה הקולית הושמטה", "הודעה זו נמחקה", "ההודעה נמחקה", "מחקת הודעה זו", "המסמך הושמט", "הסטיקר הושמט", "(הקובץ מצורף)",
        "<رسانه حذف شد>", "<پیوست نشده است>", "رسانه پیوست نشده", "تصویر حذف شد", "این پیام حذف شد", "این پیام پاک شد", "پیام حذف شد", "<رسانه ضمیمه نشده است>",
        "<تم استبعاد الوسائط>", "تم حذف هذه الرسالة", "<Mediendatei ausgeschlossen>", "<Multimedia omitido>", "<Médias omis>"};
    size_t skip = 0;
    uint32_t c;
    while (text[skip]) {
        unsigned len = utf8_decode(text + skip, &c);
        if (!is_mark(c) && !is_space(c))
            break;
        skip += len;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const char *found = strstr(text + skip, words[i]);
        if (found && (found == text + skip || *words[i] == '(' || *words[i] == '<') && strlen(text + skip) < strlen(words[i]) + 120)
            return true;
    }
    return false;
}

struct chat {
    struct talk talk;
    struct bytes text, name;
    int64_t at;
};

static void flush(struct chat *chat)
{
    if (chat->name.len > 0 && chat->text.len > 0 && !is_placeholder(bytes_text(&chat->text)))
        talk_say(&chat->talk, NULL, chat->at, bytes_text(&chat->name), bytes_text(&chat->name), bytes_text(&chat->text));
    bytes_clear(&chat->text);
    bytes_clear(&chat->name);
}

static void add_bare(struct bytes *out, const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        uint32_t c;
        unsigned size = utf8_decode(text + at, &c);
        if (!is_mark(c))
            bytes_add(out, text + at, size);
        at += size;
    }
}

/* "Name: text"; without a colon and a space it is the system's. */
static void begin_message(struct chat *chat, const char *line, size_t len, int64_t at)
{
    flush(chat);
    const char *colon = memmem(line, len, ": ", 2);
    if (!colon && len > 0 && line[len - 1] == ':')
        colon = line + len - 1;
    if (!colon && (colon = memchr(line, ':', len)) && (size_t)(colon - line) > 40)
        colon = NULL;
    if (!colon)
        return;
    chat->at = at;
    add_bare(&chat->name, line, (size_t)(colon - line));
    size_t skip = (size_t)(colon - line) + 1;
    while (skip < len && line[skip] == ' ')
        skip++;
    if (len - skip >= 3 && memcmp(line + skip, "\xE2\x80\x8E", 3) == 0) { /* what an iPhone says itself */
        bytes_clear(&chat->name);
        return;
    }
    bytes_add(&chat->text, line + skip, len - skip);
}

static void read_whatsapp(const char *text, size_t len, struct talks *talks)
{
    struct chat chat = {.at = TALK_NO_TIME};
    bool month_first = month_comes_first(text);
    (void)len;
    talk_begin(&chat.talk, talks, NULL, "whatsapp");
    while (*text) {
        struct stamp stamp;
        size_t line = strcspn(text, "\n"), bare = line > 0 && text[line - 1] == '\r' ? line - 1 : line;
        if (read_stamp(text, bare, &stamp)) {
            begin_message(&chat, text + stamp.len, bare - stamp.len, time_of(&stamp, month_first));
        } else if (chat.name.len > 0) {
            bytes_add_char(&chat.text, '\n');
            bytes_add(&chat.text, text, bare);
        }
        text += line + (text[line] == '\n');
    }
    flush(&chat);
    talk_end(&chat.talk);
    bytes_release(&chat.text);
    bytes_release(&chat.name);
}

const struct format format_whatsapp = {.name = "whatsapp", .title = "WhatsApp chat export, and Signal's in its form", .recognise = recognise, .read = read_whatsapp};
