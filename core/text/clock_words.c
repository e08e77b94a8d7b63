#include "core/text/clock_words.h"

#include <pthread.h>
#include <string.h>

enum { HOUR = 60, DAY = 24 * HOUR, WEEK = 7 * DAY, MONTH = 30 * DAY };

/* Folded words; Hebrew final letters are base letters here, Persian words have no ZWNJ. */
static const struct clock_word {
    enum clock_kind kind;
    int32_t value;
    const char *words;
} words[] = {
    {CLOCK_DAY, 0, " sunday sun sundays יכשנבה یکشنبه "},
    {CLOCK_DAY, 1, " monday mon mondays دوشنبه "},
    {CLOCK_DAY, 2, " tuesday tue tues tuesdays سهشنبه "},
    {CLOCK_DAY, 3, " wednesday wed weds wednesdays چهارشنبه "},
    {CLOCK_DAY, 4, " thursday thu thur thurs thursdays پنجشنبه پنجشنبهها "},
    {CLOCK_DAY, 5, " friday fri fridays جمعه "},
    {CLOCK_DAY, 6, " saturday sat saturdays שבת شنبه "},
    /* Hebrew days are ordinals or letters with a geresh */
    {CLOCK_DAY, 0, " ראשונ א' "}, {CLOCK_DAY, 1, " שני ב' "}, {CLOCK_DAY, 2, " שלישי ג' "},
    {CLOCK_DAY, 3, " רביעי ד' "}, {CLOCK_DAY, 4, " חמישי ה' "}, {CLOCK_DAY, 5, " שישי ו' "},
    {CLOCK_EVERY_DAY, 0, " daily everyday יומיומ همهروزه هرروز همهروز روزانه "},
    {CLOCK_WEEKDAYS, 0, " weekdays weekday "},
    {CLOCK_WEEKEND, 0, " weekends weekend "},
    {CLOCK_UNTIL, 0, " to until till til by before through thru עד לפני تا الی لغایت "},
    {CLOCK_WITHIN, 0, " within in תוכ בתוכ בעוד ظرف طی درعرض بعد عرض "},
    {CLOCK_AND, 0, " and ו و "},
    {CLOCK_AM, 0, " am a.m צבוקר בבוקר לפנהצ صبح "},
    {CLOCK_PM, 0, " pm p.m אחה\"צ בערב בצהריימ עصر عصر شب بعدازظهر غروب "},
    {CLOCK_AT, 0, " at o'clock oclock שעה בשעה ساعت "},
    {CLOCK_NOON, 0, " noon midday צהריימ הצהריימ ظهر "},
    {CLOCK_MIDNIGHT, 0, " midnight חצות نیمهشب "},
    {CLOCK_TODAY, 0, " today היומ امروز "},
    {CLOCK_TOMORROW, 0, " tomorrow tmrw tomoro מחר فردا "},
    {CLOCK_AFTER_TOMORROW, 0, " מחרתיימ پسفردا "},
    {CLOCK_MORNING, 0, " morning בוקר הבוקר "},
    {CLOCK_AFTERNOON, 0, " afternoon אחרהצהריימ "},
    {CLOCK_EVENING, 0, " tonight evening ערב הערב הלילה لילה امشب "},
    {CLOCK_SPAN, 1, " minute minutes min mins דקה דקות דק' دقیقه دقیقهای "},
    {CLOCK_SPAN, HOUR, " hour hours hr hrs שעות ساعته ساعت "},
    {CLOCK_SPAN, DAY, " day days יומ ימימ روز روزه "},
    {CLOCK_SPAN, WEEK, " week weeks שבוע שבועות هفته "},
    {CLOCK_SPAN, MONTH, " month months חודש חודשימ ماه "},
    {CLOCK_TWO_SPANS, 2 * HOUR, " שעתיימ "},
    {CLOCK_TWO_SPANS, 2 * DAY, " יומיימ "},
    {CLOCK_TWO_SPANS, 2 * WEEK, " שבועיימ "},
    {CLOCK_TWO_SPANS, 2 * MONTH, " חודשיימ "},
    {CLOCK_TWO_SPANS, 2, " דקותיימ "},
    {CLOCK_TWO_SPANS, DAY, " יממה شبانهروز "},
    {CLOCK_BUSINESS, 0, " business working עסקימ עבודה کاری "},
    {CLOCK_END, 0, " end close סופ סיומ پایان آخر انتهای اخر "},
    {CLOCK_NEXT, 0, " next הבא הבאה آینده بعدی اینده "},
    {CLOCK_HALF, 0, " half חצי نیم "},
    {CLOCK_QUARTER, 0, " quarter רבע ربع "},
    {CLOCK_FEW, 3, " few couple several כמה מספר چند "},
    {CLOCK_NUMBER, 1, " one an אחד אחת یک یه "},
    {CLOCK_NUMBER, 2, " two שני שתי שניימ שתיימ دو "},
    {CLOCK_NUMBER, 3, " three שלוש שלושה שלושת سه "},
    {CLOCK_NUMBER, 4, " four ארבע ארבעה ארבעת چهار "},
    {CLOCK_NUMBER, 5, " five חמש חמישה חמשת پنج "},
    {CLOCK_NUMBER, 6, " six שש שישה ששת شش شیش "},
    {CLOCK_NUMBER, 7, " seven שבע שבעה שבעת هفت "},
    {CLOCK_NUMBER, 8, " eight שמונה שמונת هشت "},
    {CLOCK_NUMBER, 9, " nine תשע תשעה תשעת نه "},
    {CLOCK_NUMBER, 10, " ten עשר עשרה עשרת ده "},
    {CLOCK_NUMBER, 11, " eleven אחתעשרה یازده "},
    {CLOCK_NUMBER, 12, " twelve שתימעשרה دوازده "},
    {CLOCK_NUMBER, 15, " fifteen پانزده "},
    {CLOCK_NUMBER, 20, " twenty עשרימ بیست "},
    {CLOCK_NUMBER, 24, " twentyfour بیستوچهار "},
    {CLOCK_NUMBER, 30, " thirty שלושימ سی "},
    {CLOCK_NUMBER, 48, " fortyeight "},
};

/* The words by their hashes, in a table that is half empty; made once. */
enum { TABLE_SIZE = 1024, WORD_BYTES_MAX = 40 };

struct place {
    const char *word; /* NULL: free */
    uint8_t len, list;
};

static struct place table[TABLE_SIZE];
static pthread_once_t table_once = PTHREAD_ONCE_INIT;

/* Where the word stands, or the free place where it would. */
static struct place *place_of(const char *word, size_t len)
{
    uint32_t hash = 2166136261; /* FNV-1a */
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)word[i]) * 16777619;
    size_t at = (hash ^ hash >> 15) % TABLE_SIZE;
    while (table[at].word && (table[at].len != len || memcmp(table[at].word, word, len) != 0))
        at = (at + 1) % TABLE_SIZE;
    return &table[at];
}

/* A word of two lists has the meaning of the first. */
static void table_make(void)
{
    for (size_t list = 0; list < sizeof words / sizeof *words; list++)
        for (const char *word = words[list].words + 1; *word;) {
            size_t len = strcspn(word, " ");
            struct place *place = place_of(word, len);
            if (!place->word)
                *place = (struct place){word, (uint8_t)len, (uint8_t)list};
            word += len + 1;
        }
}

static bool find_word(const char *word, size_t len, struct clock_token *ret)
{
    pthread_once(&table_once, table_make);
    const struct place *place = len <= WORD_BYTES_MAX ? place_of(word, len) : NULL;
    if (!place || !place->word)
        return false;
    *ret = (struct clock_token){.kind = words[place->list].kind, .value = words[place->list].value, .minute = -1};
    return true;
}

/* Hebrew prefixes ו ה ב ל כ ש מ, at most two, before three letters at least. */
static bool find_prefixed(const char *word, size_t len, struct clock_token *ret)
{
    static const char prefixes[] = "והבלכשמ";
    for (int stripped = 0; stripped < 2 && len >= 6 && (unsigned char)word[0] == 0xD7; stripped++) {
        bool is_prefix = false;
        for (size_t i = 0; i + 1 < sizeof prefixes; i += 2)
            is_prefix |= memcmp(prefixes + i, word, 2) == 0;
        if (!is_prefix)
            return false;
        word += 2;
        len -= 2;
        if (find_word(word, len, ret))
            return true;
    }
    return false;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || ((unsigned char)c >= 0x80 && (unsigned char)c < 0xE2) || c == '\'' || c == '"';
}

/* 9, 09:30, 9.30; what is glued behind (9am) is the next token. */
static size_t read_number(const char *text, size_t len, size_t at, struct clock_token *ret)
{
    int32_t value = 0, minute = 0;
    size_t digits = 0;
    *ret = (struct clock_token){.kind = CLOCK_NUMBER, .minute = -1};
    for (; at < len && is_digit(text[at]); at++, digits++)
        value = digits < 6 ? value * 10 + (text[at] - '0') : value;
    ret->value = value;
    bool pair = at + 2 < len && (text[at] == ':' || text[at] == '.') && is_digit(text[at + 1]) && is_digit(text[at + 2]);
    if (pair && (at + 3 >= len || !is_digit(text[at + 3]))) {
        minute = (text[at + 1] - '0') * 10 + (text[at + 2] - '0');
        ret->minute = minute < 60 ? minute : -1;
        at += 3;
    }
    return at;
}

static size_t read_word(const char *text, size_t len, size_t at, struct clock_token *ret)
{
    size_t begin = at;
    while (at < len && (is_letter(text[at]) || (text[at] == '.' && at + 1 < len && is_letter(text[at + 1]))))
        at++;
    size_t word_len = at - begin;
    *ret = (struct clock_token){.kind = CLOCK_OTHER, .minute = -1};
    if (!find_word(text + begin, word_len, ret) && !find_prefixed(text + begin, word_len, ret))
        ret->kind = CLOCK_OTHER;
    return at;
}

size_t clock_tokens(const char *text, size_t len, struct clock_token *out)
{
    size_t count = 0;
    for (size_t at = 0; at < len && count < CLOCK_TOKENS_MAX;) {
        if (is_digit(text[at]))
            at = read_number(text, len, at, &out[count++]);
        else if (is_letter(text[at]))
            at = read_word(text, len, at, &out[count++]);
        else {
            if (text[at] == '-')
                out[count++] = (struct clock_token){.kind = CLOCK_DASH, .minute = -1};
            else if ((text[at] == '.' || text[at] == '!' || text[at] == '?') && count > 0)
                out[count - 1].sentence_ends = true;
            at++;
        }
    }
    return count;
}
