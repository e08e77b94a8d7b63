#include "tests/core/text/amount_rows.h"

/* The names of all amounts of a folded message, with ';' between. */
struct item_row {
    const char *text, *items;
};

static const struct item_row english[] = {
    { "gigafast 900 is £45 a month", "gigafast 900" },
    { "our gigafast 900 package is currently just £45 per month including vat.", "gigafast 900" },
    { "hi tom at the moment the price of gigafast 900 is £45 a month", "gigafast 900" },
    { "so that's gigafast 900 at £45 pcm", "gigafast 900" },
    { "for gigafast 900 it's £45", "gigafast 900" },
    { "for £45 a month you get gigafast 900.", "gigafast 900" },
    { "i can offer you gigafast 900 for £29.99", "gigafast 900" },
    { "sorry for the confusion gigafast 900 is £45", "gigafast 900" },
    { "gigafast 900 is £45 a month or £480 a year", "gigafast 900;gigafast 900" },
    { "gigafast 900? that's forty five pounds a month.", "gigafast 900" },
    { "we have two options gigafast 900 at £45 and gigafast 500 at £35.", "gigafast 900;gigafast 500" },
    { "the bramley corner sofa is £1,149", "bramley corner sofa" },
    { "for the bramley corner sofa we're at £1,149 delivered.", "bramley corner sofa" },
    { "mrs smith the bramley corner sofa costs £1,149", "bramley corner sofa" },
    { "a molar root canal with the crown is twenty three hundred dollars", "molar root canal with crown" },
    { "molar root canal including crown $2,300", "molar root canal with crown" },
    { "a molar root canal is fourteen hundred dollars", "molar root canal" },
    { "assembly's forty five pounds", "assembly" },
    { "i'll add the assembly that's sixty pounds", "assembly" },
    { "if you'd like assembly as well that's forty five pounds on top.", "assembly" },
    { "the sofa is £1,149 and assembly is £60. that's £1,209.", "sofa;assembly;" },
    { "the total comes to £1,209 with delivery and assembly", "" },
    { "the total with delivery and assembly comes to £1,209", "with delivery and assembly" },
    { "£18 for the airport shuttle", "airport shuttle" },
    { "it's £18 for the airport shuttle each way.", "airport shuttle" },
    { "the airport shuttle runs every 30 minutes and costs £18", "airport shuttle" },
    { "i can book the airport shuttle for you. it's £18.", "airport shuttle" },
    { "there's a £30 cancellation fee if you cancel.", "cancellation" },
    { "the cancellation charge is £30", "cancellation" },
    { "late check out would be £25 for you mr smith", "late checkout" },
    { "i've added late check out to your booking for £25", "late checkout" },
    { "the booking fee is £5", "booking" },
    { "two adult tickets are £24", "2 adult ticket" },
    { "flexi pass 10 is £5 and flexi pass ten is £6", "flexi pass 10;flexi pass 10" },
    { "the root canal and the crown are £2,300", "root canal and crown" },
    { "the room is ready and the breakfast is £12", "breakfast" },
    { "with breakfast it's £120", "with breakfast" },
    { "it's $35 per checked bag", "checked bag" },
    { "£45 for the first six months", "" },
    { "you pay £45 a month", "" },
    { "gigafast 900 will be £45 per month for the first six months and £52 after that.", "gigafast 900;gigafast 900" },
    { "there is a one time set up fee of $60", "setup" },
    { "an extra £30 for the extended warranty", "extended warranty" },
    { "cleaning of the oven is £30", "cleaning oven" },
    { "£30 for the cleaning of the oven", "cleaning oven" },
    { "the tourist tax is €4 per night", "tourist tax" },
    { "the difference between premium and family is $5", "" },
    { "delivery is free on orders over £50", "" },
    { "there is a $40 charge for airport taxi", "airport taxi" },
    { "we charge a flat $40 for the airport taxi", "airport taxi" },
    { "normally the assembly is £60 but for you it's £45", "assembly;assembly" },
    { "£5 off your next bill", "" },
    { "2x bramley corner sofa £1,998", "2 bramley corner sofa" },
    { "1x bramley corner sofa £1,149", "bramley corner sofa" },
    { "on the 18 month contract gigafast 900 is £45 a month.", "gigafast 900" },
    { "£2,300 for the root canal and the crown.", "root canal and crown" },
    { "the sofa is £50. assembly is £10. that's £60.", "sofa;assembly;" },
    { "the sofa is £50. the total is £58.", "sofa;" },
    { "the sofa is £50. after the sale it's £58.", "sofa;sofa" },
};

static const struct item_row hebrew[] = {
    { "מגבר wi fi ב-19.90 ש\"ח לחודש כולל מע\"מ", "מגבר wifi" },
    { "מגבר wi fi עולה 24.90 ש\"ח", "מגבר wifi" },
    { "אני מוסיפה לכ מגבר wi fi זה תשעה עשר שקלימ ותשעימ אגורות לחודש", "מגבר wifi" },
    { "תמורת 19.90 ש\"ח לחודש תקבלי מגבר wi fi", "מגבר wifi" },
    { "מגבר ה wi fi הוא בתוספת של 19.90 ש\"ח", "מגבר wifi" },
    { "התקנת הסיב 149 ש\"ח חד פעמי", "תקנה סיב" },
    { "התקנה של הסיב עולה 149 ש\"ח", "תקנה סיב" },
    { "ההתקנה עצמה עולה 149 ש\"ח", "תקנה" },
    { "דמי ההתקנה המ 149 ש\"ח", "תקנה" },
    { "149 ש\"ח דמי התקנה", "תקנה" },
    { "ביקור טכנאי עולה 249 ש\"ח וההתקנה עולה 149 ש\"ח", "יקור טכנאי;תקנה" },
    { "המחיר של ביקור טכנאי הוא 249 שקל", "יקור טכנאי" },
    { "ביקור הטכנאי יעלה לכ מאתיימ ארבעימ ותשעה שקלימ", "יקור טכנאי" },
    { "249 ש\"ח לביקור טכנאי", "יקור טכנאי" },
    { "249 ש\"ח עבור ביקור של טכנאי", "יקור טכנאי" },
    { "ביקור טכנאי זה 249 שקל", "יקור טכנאי" },
    { "שלומ רותי חבילת סיב 500 עולה 99.90 ש\"ח לחודש", "סיב 500" },
    { "אני יכולה להציע לכ את סיב 500 במחיר של 89 ש\"ח בחודש", "סיב 500" },
    { "סיב 500 149 ש\"ח לחודש", "סיב 500" },
    { "סיב 1000 ב-149 ש\"ח לחודש", "סיב 1000" },
    { "סרויס כולל מסננ שמנ ב-450 ש\"ח", "סרויס כולל מסננ שמנ" },
    { "סרויס עולה 450 ש\"ח", "סרויס" },
    { "אוסיפ לכ את ההרכבה זה שישימ שקל", "רכבה" },
    { "ההרכבה במאה שקלימ", "רכבה" },
    { "לגבי המשלוח העלות היא 30 ש\"ח", "משלוח" },
    { "היי דני המשלוח הוא 30 ש\"ח", "משלוח" },
    { "בוקר טוב דני המשלוח הוא 30 ש\"ח", "משלוח" },
    { "ארוחת בוקר עולה 80 ש\"ח", "ארוחה וקר" },
    { "טיפול שורש כולל כתר הוא אלפיימ ושלוש מאות שקלימ", "טיפול שורש כולל כתר" },
    { "המנוי השנתי הוא 480 ש\"ח", "מנוי" },
    { "כרטיס הלוכ ושוב עולה 80 ש\"ח", "רטיס לוכ ושוב" },
    { "סה\"כ 1,209 ש\"ח", "" },
    { "הוספת מגבר wi fi היא 19.90 ש\"ח לחודש", "מגבר wifi" },
    { "מגבר הוויי פיי עולה 19.90 ש\"ח", "מגבר wifi" },
    { "יש עלות של 249 ש\"ח לביקור טכנאי", "יקור טכנאי" },
    { "נגבה ממכ תשלומ של 249 ש\"ח עבור ביקור טכנאי", "יקור טכנאי" },
    { "החיוב על ביקור טכנאי הוא 249 ש\"ח", "יקור טכנאי" },
    { "מסכ חדש זה תשע מאות שקל", "מסכ חדש" },
    { "ההפרש בינ זהב לכספ הוא 20 ש\"ח", "" },
    { "המשלוח חינמ בקנייה מעל 200 ש\"ח", "" },
    { "מסלול זהב ב-59 ש\"ח ומסלול כספ ב-39 ש\"ח", "זהב;כספ" },
};

static const struct item_row persian[] = {
    { "صدور کارت جدید شصت هزار تومانه", "صدور کارت جدید" },
    { "سلام هزینه صدور کارت جدید 60 هزار تومان است.", "صدور کارت جدید" },
    { "برای صدور کارت جدید باید شصت هزار تومان پرداخت کنید", "صدور کارت جدید" },
    { "هزینهی صدور کارت جدید برای شما شصت هزار تومان میشه", "صدور کارت جدید" },
    { "صدور کارت المثنی پنجاه هزار تومانه", "صدور کارت المثنی" },
    { "هزینهی نصب 250 هزار تومان است", "نصب" },
    { "هزینه ی نصب 250 هزار تومان است", "نصب" },
    { "نصب 250 هزار تومنه که فقط یک بار پرداخت میکنید", "نصب" },
    { "150 هزار تومان برای نصب", "نصب" },
    { "قیمت سرویس کامل پکیج میشه 1 میلیون و 850 هزار تومن", "سرویس کامل پکیج" },
    { "سرویس کامل پکیجتون میشه یه میلیون و هشتصد هزار تومن", "سرویس کامل پکیج" },
    { "سرویس کامل پکیج رو براتون 1850000 تومان حساب میکنیم", "سرویس کامل پکیج" },
    { "بابت سرویس کامل پکیج 1,850,000 تومان میگیریم", "سرویس کامل پکیج" },
    { "سرویس پکیج 900 هزار تومان است", "سرویس پکیج" },
    { "اینترنت فیبر نوری 500 مگ ماهی 450 هزار تومانه", "اینترنت فیبر نوری 500 مگ" },
    { "هزینه ماهانه اینترنت فیبر 500 چهارصد و پنجاه هزار تومانه", "اینترنت فیبر 500" },
    { "سلام اقای رضایی اتاق دو تخته شبی 500 هزار تومان", "اتاق 2 تخته" },
    { "قیمت اتاق 2 تخته شبی 500 هزار تومان است", "اتاق 2 تخته" },
    { "اتاق دو تخته با صبحانه شبی نهصد هزار تومان", "اتاق 2 تخته با صبحانه" },
    { "هزینه ارسال با پیک 85 هزار تومان میباشد", "ارسال با پیک" },
    { "ارسال با پیک هشتاد و پنج هزار تومن میشه و تا فردا میرسه", "ارسال با پیک" },
    { "تعویض فیلتر 200 هزار تومان میشه", "تعویض فیلتر" },
    { "200 هزار تومان بابت تعویض فیلتر", "تعویض فیلتر" },
    { "الان تعویض فیلتر دویست هزار تومنه", "تعویض فیلتر" },
    { "گارانتی دو ساله 3 میلیون تومان", "گارانتی 2 ساله" },
    { "جناب رضایی هزینه ویزیت 350 هزار تومان میباشد", "ویزیت" },
    { "مبل سه نفرهی چستر بیست و هشت میلیون تومنه", "مبل 3 نفره چستر" },
    { "از 50 هزار تومان شروع میشه", "" },
    { "ماهی 50 هزار تومان", "" },
    { "کارت جدید براتون صادر میکنم 60 هزار تومان میشه", "کارت جدید" },
    { "قیمت بلیت رفت و برگشت چنده? 2 میلیون تومان", "بلیت رفت و برگشت" },
    { "نصب هر دوربین 350 هزار تومان هزینه دارد", "نصب دوربین" },
    { "اجارهی ماهانهی اپارتمان 15 میلیون تومنه", "اجاره اپارتمان" },
    { "ویزیت متخصص 350 هزار تومن و ویزیت عمومی 200 هزار تومنه", "ویزیت متخصص;ویزیت عمومی" },
    { "تفاوت طلایی و نقرهای 20 هزار تومان است", "" },
};

/* Each pair of lines with the same thing, and with two. */
static const struct item_row alike[] = {
    { "assembly's forty five pounds", "i'll add the assembly that's sixty pounds" },
    { "£18 for the airport shuttle", "our airport shuttles are €20 each" },
    { "the price of the double room is £120 a night", "a double room costs £99 per night" },
    { "locker hire is twenty pounds a day", "locker hire costs £25 day" },
    { "the setup fee is $60", "there is a one off set up fee of $70" },
    { "flexi pass 10 is £5", "a flexi pass ten costs £6" },
    { "the wi fi booster is £5", "wifi booster £6" },
    { "מגבר wi fi ב-19.90 ש\"ח", "מגבר wi fi עולה 24.90 ש\"ח" },
    { "ביקור הטכנאי עולה 249 ש\"ח", "תשלמי 199 ש\"ח לביקור של טכנאי" },
    { "התקנת הסיב 149 ש\"ח", "ההתקנה של הסיב תעלה 99 ש\"ח" },
    { "המשלוח 30 ש\"ח", "דמי משלוח 40 ש\"ח" },
    { "هزینهی نصب 250 هزار تومان است", "برای نصب 300 هزار تومن میگیریم" },
    { "سرویس پکیج 900 هزار تومنه", "قیمت سرویس پکیجتون میشه یک میلیون تومن" },
    { "اتاق دو تخته شبی 500 هزار تومان", "قیمت هر شب اتاق 2 تخته 600 هزار تومان است" },
};

static const struct item_row different[] = {
    { "gigafast 900 is £45", "gigafast 500 is £35" },
    { "a molar root canal is $1,400", "a molar root canal with the crown is $2,300" },
    { "a single room is £80", "a double room is £80" },
    { "2 tickets are £20", "3 tickets are £30" },
    { "the room with breakfast is £99", "the room without breakfast is £89" },
    { "the extra bag is £5", "the bag is £3" },
    { "the return ticket is £9", "the one way ticket is £5" },
    { "סיב 500 עולה 99 ש\"ח", "סיב 1000 עולה 149 ש\"ח" },
    { "טיפול שורש עולה 900 ש\"ח", "טיפול שורש כולל כתר עולה 2300 ש\"ח" },
    { "חדר זוגי ב-500 ש\"ח", "חדר יחיד ב-400 ש\"ח" },
    { "اینترنت 500 مگ 450 هزار تومان", "اینترنت 100 مگ 250 هزار تومان" },
    { "صدور کارت جدید شصت هزار تومانه", "صدور کارت المثنی پنجاه هزار تومانه" },
    { "گارانتی دو ساله 3 میلیون تومان", "گارانتی یک ساله 2 میلیون تومان" },
};

static void name_first(const char *text, struct bytes *out)
{
    struct amount amount;
    ck_assert_msg(amounts_find(text, strlen(text), LANGUAGE_EN, &amount, 1) == 1, "%s: no amount", text);
    size_t before = out->len;
    size_t len = amount_item(text, strlen(text), LANGUAGE_EN, &amount, out);
    ck_assert_uint_eq(out->len, before + len);
    ck_assert_msg(len > 0, "%s: no item", text);
    bytes_text(out);
}

static void check_items(const struct item_row *rows, size_t count)
{
    struct bytes wrong = { 0 };
    for (size_t i = 0; i < count; i++) {
        struct amount amounts[ROWS_CAP];
        struct bytes names = { 0 };
        size_t len = strlen(rows[i].text);
        size_t found = amounts_find(rows[i].text, len, LANGUAGE_EN, amounts, ROWS_CAP);
        for (size_t k = 0; k < found; k++) {
            if (k > 0)
                bytes_add_char(&names, ';');
            amount_item(rows[i].text, len, LANGUAGE_EN, &amounts[k], &names);
        }
        bytes_text(&names);
        if (found == 0 || strcmp(names.ptr, rows[i].items) != 0)
            bytes_addf(&wrong, "\n%s: \"%s\", not \"%s\"", rows[i].text, names.ptr, rows[i].items);
        bytes_release(&names);
    }
    ck_assert_msg(wrong.len == 0, "%s", bytes_text(&wrong));
    bytes_release(&wrong);
}

START_TEST(names_english)
{
    check_items(english, sizeof english / sizeof *english);
}
END_TEST

START_TEST(names_hebrew)
{
    check_items(hebrew, sizeof hebrew / sizeof *hebrew);
}
END_TEST

START_TEST(names_persian)
{
    check_items(persian, sizeof persian / sizeof *persian);
}
END_TEST

static void check_pairs(const struct item_row *pairs, size_t count, bool same)
{
    for (size_t i = 0; i < count; i++) {
        struct bytes a = { 0 }, b = { 0 };
        name_first(pairs[i].text, &a);
        name_first(pairs[i].items, &b);
        ck_assert_msg((strcmp(a.ptr, b.ptr) == 0) == same, "\"%s\" and \"%s\"", a.ptr, b.ptr);
        bytes_release(&a);
        bytes_release(&b);
    }
}

START_TEST(same_thing_has_same_name)
{
    check_pairs(alike, sizeof alike / sizeof *alike, true);
}
END_TEST

START_TEST(other_thing_has_other_name)
{
    check_pairs(different, sizeof different / sizeof *different, false);
}
END_TEST

START_TEST(names_stay_short)
{
    char text[4096] = "the ";
    struct amount amount;
    struct bytes name = { 0 };
    for (int i = 0; i < 40; i++)
        memcpy(text + 4 + 8 * i, "lampshad", 8);
    memcpy(text + 4 + 100, " ", 1);
    memcpy(text + 4 + 320, " is £5", sizeof " is £5");
    ck_assert_uint_eq(amounts_find(text, strlen(text), LANGUAGE_EN, &amount, 1), 1);
    size_t len = amount_item(text, strlen(text), LANGUAGE_EN, &amount, &name);
    ck_assert_uint_le(len, 120);
    ck_assert_uint_eq(len, 100); /* the second word does not fit and is left out whole */
    bytes_release(&name);
}
END_TEST

START_TEST(nothing_is_named)
{
    const char *text = "£5";
    struct amount amount;
    struct bytes name = { 0 };
    ck_assert_uint_eq(amounts_find(text, strlen(text), LANGUAGE_EN, &amount, 1), 1);
    ck_assert_uint_eq(amount.item_begin, amount.item_end);
    ck_assert_uint_eq(amount_item(text, strlen(text), LANGUAGE_EN, &amount, &name), 0);
    ck_assert_uint_eq(name.len, 0);
    amount.item_end = 4000; /* beyond the text */
    ck_assert_uint_eq(amount_item(text, strlen(text), LANGUAGE_EN, &amount, &name), 0);
    bytes_release(&name);
}
END_TEST

START_TEST(place_is_that_of_the_words)
{
    const char *text = "hi tom the corner sofa is £5";
    struct amount amount;
    ck_assert_uint_eq(amounts_find(text, strlen(text), LANGUAGE_EN, &amount, 1), 1);
    ck_assert_uint_eq(amount.item_end - amount.item_begin, strlen("corner sofa"));
    ck_assert_int_eq(memcmp(text + amount.item_begin, "corner sofa", strlen("corner sofa")), 0);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("amount_item");
    TCase *tcase = tcase_create("names");
    tcase_add_test(tcase, names_english);
    tcase_add_test(tcase, names_hebrew);
    tcase_add_test(tcase, names_persian);
    tcase_add_test(tcase, same_thing_has_same_name);
    tcase_add_test(tcase, other_thing_has_other_name);
    tcase_add_test(tcase, names_stay_short);
    tcase_add_test(tcase, nothing_is_named);
    tcase_add_test(tcase, place_is_that_of_the_words);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(make_suite)
