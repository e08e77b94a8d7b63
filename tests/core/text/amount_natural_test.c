/* Text as people write it, through the real folding. */
#include "tests/core/text/amount_rows.h"

static const struct amount_row english[] = {
    { "So that\u2019s Gigafast 900 at \u00a345/month, incl. VAT.", "45.00 GBP month with" },
    { "It\u2019s twenty\u2013three hundred dollars\u2026", "2300.00 USD" },
    { "Twelve hundred and forty-nine pounds!", "1249.00 GBP" },
    { "The sofa \u2013 \u00a31,149 \u2013 is in stock.", "1149.00 GBP" },
    { "The sofa (\u00a31,149) is in stock; assembly: \u00a360.", "1149.00 GBP; 60.00 GBP" },
    { "Price: \u20ac1.200,50\nDelivery: \u20ac18", "1200.50 EUR; 18.00 EUR" },
    { "RS. 1,15,000 only", "115000.00 INR" },
    { "\uff04\uff12\uff19 per month", "29.00 USD month" },
    { "You pay \"\u00a345 a month\", nothing else.", "45.00 GBP month" },
    { "It's $29.99/mo.", "29.99 USD month" },
    { "\u00a350\u2013\u00a360", "" },
    { "50\u201360 pounds", "" },
    { "Order 4481-2290 of 12/05/2024 at 10:30 (24/7)", "" },
    { "that's FORTY-FIVE POUNDS per-month", "45.00 GBP month" },
};

static const struct amount_row hebrew[] = {
    { "מגבר Wi-Fi ב-19.90 ש\"ח לחודש כולל מע\"מ", "19.90 ILS month with" },
    { "מגבר Wi\u2011Fi ב\u201319.90 ש\u05f4ח לחודש, כולל מע\u05f4מ.", "19.90 ILS month with" },
    { "הַמְּחִיר הוּא מֵאָה וְעֶשְׂרִים שֶׁקֶל", "120.00 ILS" },
    { "שלושת אלפים שקלים.", "3000.00 ILS" },
    { "\u200f249\u00a0\u20aa לביקור", "249.00 ILS" },
    { "ההתקנה: 149 ש\u2019\u2019ח, חד\u05beפעמי", "149.00 ILS once" },
    { "שמונים ותשעה שקלים, ותשעים אגורות", "89.90 ILS" },
    { "עולה 120 ש\"ח (לפני מע\"מ)", "120.00 ILS without" },
    { "התקנה \u2013 149 ש״ח; ביקור \u2013 249 ש״ח", "149.00 ILS; 249.00 ILS" },
    { "הזמנה 4481-2290 מיום 12.5.2026, שעה 10:30", "" },
};

static const struct amount_row persian[] = {
    { "صدور کارت جدید شصت هزار تومانه", "600000.00 IRR" },
    { "هزینه\u200cی نصب ۲۵۰ هزار تومان است.", "2500000.00 IRR" },
    { "هزينه\u200cي نصب \u0662\u0665\u0660 هزار تومان است", "2500000.00 IRR" },
    { "قیمت: ۱\u066c۸۵۰\u066c۰۰۰ تومان", "18500000.00 IRR" },
    { "۱\u066b۵ میلیون تومان", "15000000.00 IRR" },
    { "۵۰ هزار تومان\u200cه", "500000.00 IRR" },
    { "۱۲۰۰۰۰\ufdfc", "120000.00 IRR" },
    { "ماهی ۴۵۰ هزار تومان، با احتساب مالیات", "4500000.00 IRR month with" },
    { "شبی ۹۰۰ هزار تومن؟", "9000000.00 IRR night" },
    { "یک\u200cبار ۲۵۰ هزار تومان", "2500000.00 IRR once" },
    { "پرداخت ۵۰ هزار تومان، یک بار", "500000.00 IRR once" },
    { "سفارش ۱۲۳۴۵، ساعت ۵:۳۰، ۲۰٪", "" },
};

START_TEST(reads_english)
{
    rows_check_natural(english, sizeof english / sizeof *english, LANGUAGE_EN);
}
END_TEST

START_TEST(reads_hebrew)
{
    rows_check_natural(hebrew, sizeof hebrew / sizeof *hebrew, LANGUAGE_HE);
}
END_TEST

START_TEST(reads_persian)
{
    rows_check_natural(persian, sizeof persian / sizeof *persian, LANGUAGE_FA);
}
END_TEST

/* What the message is said to be does not keep the reader from another language in it. */
START_TEST(reads_any_language)
{
    rows_check_natural(hebrew, sizeof hebrew / sizeof *hebrew, LANGUAGE_NONE);
    rows_check_natural(persian, sizeof persian / sizeof *persian, LANGUAGE_EN);
    rows_check_natural(english, sizeof english / sizeof *english, LANGUAGE_FA);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("amount_natural");
    TCase *tcase = tcase_create("folded");
    tcase_add_test(tcase, reads_english);
    tcase_add_test(tcase, reads_hebrew);
    tcase_add_test(tcase, reads_persian);
    tcase_add_test(tcase, reads_any_language);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(make_suite)
