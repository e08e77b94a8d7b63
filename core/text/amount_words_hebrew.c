#include "core/text/amount_words.h"

#include "core/text/currency.h"
#include "rapport/plugin.h"

#define NUMBER(roles, value, words) { roles, value, 0, 0, words }
#define MONEY(code, words) { ROLE_CURRENCY, 0, CURRENCY_##code, 0, words }
#define ISO(code, words) { ROLE_CURRENCY | ROLE_CURRENCY_FRONT, 0, CURRENCY_##code, 0, words }
#define MINOR(code, words) { ROLE_CURRENCY | ROLE_MINOR, 0, CURRENCY_##code, 0, words }
#define PERIOD(roles, period, words) { roles, 0, 0, RAPPORT_PERIOD_##period, words }
#define ROLES(roles, words) { roles, 0, 0, 0, words }

const char *const words_hebrew_prefixes[] = {
    "ו", "ב", "ל", "כ", "מ", "ה", "ש", "וב", "ול", "וה", "וש", "וכ", "ומ",
    "שב", "של", "שה", "כש", "מה", "בה", "לה", NULL,
};

/* Final letters are written as base letters, as folding leaves them. Male, female and construct. */
const struct word_list words_hebrew[] = {
    ROLES(ROLE_UNIT, "אפס"),
    NUMBER(ROLE_UNIT | ROLE_PER_WEAK, 1, "אחד אחת"),
    NUMBER(ROLE_UNIT, 2, "שניימ שתיימ שני שתי שנימ שתימ"),
    NUMBER(ROLE_UNIT, 3, "שלוש שלושה שלושת שלש שלשה"),
    NUMBER(ROLE_UNIT, 4, "ארבע ארבעה ארבעת"),
    NUMBER(ROLE_UNIT, 5, "חמש חמישה חמשה חמשת חמישת"),
    NUMBER(ROLE_UNIT, 6, "שש שישה ששה ששת שישת"),
    NUMBER(ROLE_UNIT, 7, "שבע שבעה שבעת"),
    NUMBER(ROLE_UNIT, 8, "שמונה שמונת"),
    NUMBER(ROLE_UNIT, 9, "תשע תשעה תשעת"),
    NUMBER(ROLE_TEEN | ROLE_TEEN_TAIL, 10, "עשר עשרה"),
    NUMBER(ROLE_TEEN, 10, "עשרת"),
    NUMBER(ROLE_TENS, 20, "עשרימ"),
    NUMBER(ROLE_TENS, 30, "שלושימ שלשימ"),
    NUMBER(ROLE_TENS, 40, "ארבעימ"),
    NUMBER(ROLE_TENS, 50, "חמישימ חמשימ"),
    NUMBER(ROLE_TENS, 60, "שישימ ששימ"),
    NUMBER(ROLE_TENS, 70, "שבעימ"),
    NUMBER(ROLE_TENS, 80, "שמונימ"),
    NUMBER(ROLE_TENS, 90, "תשעימ"),
    NUMBER(ROLE_HUNDREDS, 100, "מאה"),
    NUMBER(ROLE_HUNDREDS, 200, "מאתיימ מאתימ"),
    NUMBER(ROLE_TIMES_100, 0, "מאות"),
    NUMBER(ROLE_SCALE, 1000, "אלפ"),
    NUMBER(ROLE_SCALE | ROLE_TWO_THOUSAND, 1000, "אלפימ אלפיימ"),
    NUMBER(ROLE_SCALE, 1000000, "מיליונ מליונ מיליונימ"),
    NUMBER(ROLE_SCALE, 1000000000, "מיליארד מיליארדימ"),
    ROLES(ROLE_HALF, "חצי"),
    ROLES(ROLE_POINT, "נקודה"),
    ROLES(ROLE_VAGUE, "כמה מספר מאות"),

    ISO(ILS, "ש\"ח שח ש'ח"),
    MONEY(ILS, "שקל שקלימ שקליימ שקלי"),
    MINOR(ILS, "אגורות אגורה אג'"),
    MONEY(USD, "דולר דולרימ"),
    MINOR(USD, "סנט סנטימ"),
    MONEY(EUR, "יורו אירו"),
    MONEY(GBP, "ליש\"ט פאונד פאונדימ"),
    MINOR(GBP, "פני פנס"),

    ROLES(ROLE_PRICE, "מחיר מחירו מחירה מחירמ מחירי מחירימ עלות עלותו עלותה עלויות תעריפ תעריפי חיוב דמי "
                      "תמורת בסכ"),
    ROLES(ROLE_PRICE | ROLE_RATE, "תשלומ תשלומימ סכומ"),
    ROLES(ROLE_PRICE | ROLE_TOTAL | ROLE_RATE, "סה\"כ סכ סהכ בסה\"כ"),
    ROLES(ROLE_RATE, "שכירות שכר"),
    ROLES(ROLE_PRICE_VERB | ROLE_COPULA,
          "עולה עולימ עולות יעלה תעלה יעלו תעלינה עלתה מתומחר מתומחרת"),
    ROLES(ROLE_COPULA,
          "הוא היא המ הנ הינו הינה הינמ היננ יהיה תהיה יהיו היה היתה הייתה כרוכ כרוכה זה זו זאת יוצא יוצאת "
          "יוצאימ יצא תצא מגיע מגיעה עומד עומדת נשאר נשארת מתחיל מתחילה החל החלה"),
    ROLES(ROLE_PLURAL, "עולימ עולות יעלו המ הנ יוצאימ"),

    PERIOD(ROLE_PERIOD_UNIT, MONTH, "חודש"),
    PERIOD(ROLE_PERIOD_UNIT, NIGHT, "לילה"),
    PERIOD(ROLE_PERIOD_UNIT, DAY, "יומ יממה"),
    PERIOD(ROLE_PERIOD_UNIT, WEEK, "שבוע"),
    PERIOD(ROLE_PERIOD_UNIT, YEAR, "שנה"),
    PERIOD(ROLE_PERIOD, MONTH, "לחודש בחודש חודשי חודשית"),
    PERIOD(ROLE_PERIOD, NIGHT, "ללילה"),
    PERIOD(ROLE_PERIOD_TIGHT, NIGHT, "בלילה"),
    PERIOD(ROLE_PERIOD, DAY, "ליומ יומי יומית ליממה"),
    PERIOD(ROLE_PERIOD_TIGHT, DAY, "ביומ"),
    PERIOD(ROLE_PERIOD, WEEK, "לשבוע בשבוע שבועי שבועית"),
    PERIOD(ROLE_PERIOD, YEAR, "לשנה בשנה שנתי שנתית"),
    ROLES(ROLE_ONCE, "חד פעמ לפעמ תשלומ בתשלומ לכיוונ כיוונ"),
    ROLES(ROLE_PER, "כל לכל בכל מכל מדי מידי עבור"),
    ROLES(ROLE_ORDINAL,
          "ראשונ ראשונה ראשונימ ראשונות שני שנייה שלישי רביעי חמישי שישי הבא הבאה הקרוב הקרובה שעבר "
          "שעברה האחרונ האחרונה הנוכחי הנוכחית הזה הזאת"),
    ROLES(ROLE_DURATION,
          "חודשימ חודשיימ לחודשיימ שנימ שנתיימ לשנתיימ ימימ יומיימ לילות שבועות שבועיימ שעה שעות דקה "
          "דקות תשלומימ"),

    ROLES(ROLE_VAT, "מע\"מ מעמ מע'מ מיסימ מסימ מס"),
    ROLES(ROLE_VAT_WITH, "כולל כוללימ כוללת כלול אחרי עמ לרבות"),
    ROLES(ROLE_VAT_WITHOUT, "לפני פלוס בתוספת ללא בלי ועוד נטו תוספת"),
    ROLES(ROLE_VAT_EXTRA, "יתווספ מתווספ נוספ בנוספ בנפרד"),
    ROLES(ROLE_NOT, "לא אינו אינה אינמ אינ"),

    ROLES(ROLE_BETWEEN, "בינ"),
    ROLES(ROLE_TO, "עד ל"),
    ROLES(ROLE_FROM, "מ"),
    ROLES(ROLE_RISE, "עלה ירד ירדה ירדו התייקר התייקרה התייקרו מתייקר מתייקרת השתנה"),
    ROLES(ROLE_PERCENT, "אחוז אחוזימ"),

    /* Beside names. Prefixed forms of these are found too where the prefix is ו or ש. */
    ROLES(ROLE_ARTICLE, "את"),
    ROLES(ROLE_SUBJECT | ROLE_BORDER, "זה זו זאת הוא היא"),
    ROLES(ROLE_CLAUSE | ROLE_BORDER,
          "אני אנחנו אתה אתמ אתנ אנו הינכמ אמ כי כאשר כש אבל אכ אלא אולמ למרות מאחר היות ואז "
          "שאני שאנחנו שאתה שאת"),
    ROLES(ROLE_MODAL | ROLE_BORDER,
          "יכול יכולה יכולימ יכולות אוכל נוכל תוכל תוכלי תוכלו אפשר ניתנ רוצה רוצימ צריכ צריכה "
          "צריכימ צריכות כדאי מעוניינ מעוניינת מעוניינימ מעדיפ מעדיפה"),
    ROLES(ROLE_MODAL, "אני אנחנו"),
    ROLES(ROLE_BORDER,
          "לכ לכמ לכנ לו לה להמ ממכ ממכמ לי לנו אותו אותה אותמ אותכ איתכ אליכ עבורכ עבורכמ בשבילכ שלכ שלכמ "
          "שלנו שלי שלו שלה יש אינ היה והוא והיא וזה ש ו או גמ וגמ כנ לא "
          "להוסיפ להציע לעשות לתת לקבל להזמינ לשלמ לרכוש לקנות לשדרג לעבור לבחור להגיד לומר לבדוק "
          "לראות להתקינ לתאמ לקבוע לספק לשלוח להפעיל לחדש לצרפ לעדכנ לחייב להחליפ לתקנ "
          "אוסיפ נוסיפ מוסיפ מוסיפה מוסיפימ הוספתי אוסיפ מציע מציעה מציעימ אציע נציע הצענו "
          "תקבל תקבלי תקבלו מקבל מקבלת מקבלימ מקבלות קיבלת משלמ משלמת משלמימ תשלמ תשלמי תשלמו נשלמ "
          "שילמת גובימ גובה נגבה נגבית נגבימ יחויב תחויב תחויבי תחויבו מחויב מחויבת חויבת חויב ייגבה "
          "אתנ ניתנ נתתי נותנ נותנת נותנימ אעדכנ עדכנתי בדקתי בודק בודקת רואה רואימ ראיתי מצאתי "
          "אמר אמרתי אומר אומרת שמח שמחה אשמח נשמח מבינ מבינה תודה בבקשה מוכנ מוכנה "
          "אזמינ הזמנתי הזמנת בחרת מזמינ מזמינה אקבע קבעתי תרצה תרצי תרצו מחכה שלחתי שולח שולחת "
          "הבנתי ידוע יודע יודעת חושב חושבת אפשרי מדובר כלומר בעצמ לבקשתכ לשאלתכ ביקשת שאלת"),
    ROLES(ROLE_DROP,
          "ה אז ככה אצלנו הוספת כרגע כעת עכשיו היומ מחר רק בלבד בערכ כ סביב לערכ בסביבות ממש פשוט עוד כבר "
          "בסדר אוקיי אוקי טוב מעולה מצוינ נהדר סבבה יופי בוודאי בטח ברור אמנמ באמת למעשה "
          "כיומ בשלב בינתיימ בדיוק סופי סופית זמינ זמינה במקומ לאחר "
          "בתשלומ הרגיל המיוחד במבצע מבצע בהנחה שמ כאנ פה יותר מאוד הזה הזאת האלה "
          "שמחירו שמחירה עצמו עצמה עצממ בתוספת תוספת רגע שנייה סכ הכל הכול במחיר בעלות"),
    ROLES(ROLE_DROP | ROLE_PRICE, "במחיר בעלות"),
    ROLES(ROLE_PEOPLE, "אדמ איש אנשימ מבוגר מבוגרימ לקוח לקוחות לקוחה"),
    ROLES(ROLE_JOIN, "של עד על ב ל אל מתוכ אצל לגבי בנוגע"),
    ROLES(ROLE_KEEP, "עמ בלי ללא כולל פלוס"),
    ROLES(ROLE_FOR, "עבור בשביל תמורת על בגינ"),
    ROLES(ROLE_WITHIN, "תוכ במשכ בתוכ למשכ פעמ פעמיימ"),
    ROLES(ROLE_GREETING, "בוקר ערב צהריימ"),
    ROLES(ROLE_GREETING | ROLE_BORDER, "שלומ היי הי אהלנ תודה ברוכ ברוכה ברוכימ"),
    ROLES(ROLE_TITLE | ROLE_BORDER, "מר גברת גב' ד\"ר פרופ' אדונ"),
    ROLES(ROLE_LIMIT | ROLE_BORDER, "מעל מתחת"),
    ROLES(ROLE_COMPOUND, "וויי הוויי ווי הווי"),
    ROLES(ROLE_DIFFERENCE, "הפרש"),
    ROLES(ROLE_GENERIC, "חבילה חבילת מנוי מסלול תוכנית תכנית מוצר פריט מערכת חשבונ הזמנה פרטימ"),
    ROLES(0, NULL),
};
