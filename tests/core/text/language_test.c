#include "core/text/language.h"

#include <string.h>

#include "tests/unit.h"

#define HE (1u << LANGUAGE_HE)
#define FA (1u << LANGUAGE_FA)
#define EN (1u << LANGUAGE_EN)

static struct language_guess guess(const char *text, int hint)
{
    struct folder folder;
    struct folded folded;
    folder_init(&folder);
    fold_message(&folder, text, strlen(text), &folded);
    struct language_guess result = language_guess(&folder, &folded, hint);
    folder_release(&folder);
    return result;
}

START_TEST(codes_go_there_and_back)
{
    ck_assert_str_eq(language_code(LANGUAGE_HE), "he");
    ck_assert_str_eq(language_code(LANGUAGE_FA), "fa");
    ck_assert_str_eq(language_code(LANGUAGE_EN), "en");
    ck_assert_str_eq(language_code(LANGUAGE_NONE), "");
    ck_assert_str_eq(language_code(LANGUAGE_COUNT), "");
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        ck_assert_int_eq(language_by_code(language_code(language), 2), language);
    ck_assert_int_eq(language_by_code("fr", 2), LANGUAGE_NONE);
    ck_assert_int_eq(language_by_code("HE", 2), LANGUAGE_NONE);
    ck_assert_int_eq(language_by_code("hebrew", 6), LANGUAGE_NONE);
    ck_assert_int_eq(language_by_code("h", 1), LANGUAGE_NONE);
    ck_assert_int_eq(language_by_code("", 0), LANGUAGE_NONE);
}
END_TEST

static const struct {
    const char *text;
    int hint, main;
    unsigned scanned;
} ours[] = {
    {"Where is my order?", LANGUAGE_NONE, LANGUAGE_EN, EN},
    {"Where is my order?", LANGUAGE_HE, LANGUAGE_EN, EN},
    {"איפה ההזמנה שלי?", LANGUAGE_NONE, LANGUAGE_HE, HE},
    {"איפה ההזמנה שלי?", LANGUAGE_FA, LANGUAGE_HE, HE},
    {"سلام، سفارش من کجاست؟", LANGUAGE_NONE, LANGUAGE_FA, FA},
    {"سلام، سفارش من کجاست؟", LANGUAGE_EN, LANGUAGE_FA, FA},
    {"سلام", LANGUAGE_NONE, LANGUAGE_FA, FA},
    /* the hint decides where the text does not */
    {"ok", LANGUAGE_HE, LANGUAGE_HE, HE | EN},
    {"ok", LANGUAGE_NONE, LANGUAGE_EN, EN},
    {"120", LANGUAGE_FA, LANGUAGE_FA, FA},
    {"120", LANGUAGE_NONE, LANGUAGE_NONE, 0},
    {"", LANGUAGE_HE, LANGUAGE_HE, HE},
    {"👍", LANGUAGE_HE, LANGUAGE_HE, HE},
    {"KORVA BXT INOX 60", LANGUAGE_HE, LANGUAGE_HE, HE | EN},
    {"KORVA BXT INOX 60", LANGUAGE_NONE, LANGUAGE_EN, EN},
    {"talia@example.com", LANGUAGE_HE, LANGUAGE_HE, HE | EN},
    {"thank you", LANGUAGE_HE, LANGUAGE_EN, EN},
    /* two scripts */
    {"הזמנתי Wi-Fi חדש", LANGUAGE_NONE, LANGUAGE_HE, HE},
    {"הזמנתי Samsung Galaxy Note", LANGUAGE_NONE, LANGUAGE_HE, HE},
    {"کتاب Interchange 2 موجود است", LANGUAGE_NONE, LANGUAGE_FA, FA},
    {"PLEASE CHECK YOUR EMAIL, שלחתי", LANGUAGE_HE, LANGUAGE_EN, HE | EN},
    {"תודה רבה thank you", LANGUAGE_HE, LANGUAGE_HE, HE | EN},
    {"תודה רבה thank you", LANGUAGE_EN, LANGUAGE_EN, HE | EN},
    {"تشکر thanks תודה", LANGUAGE_FA, LANGUAGE_FA, HE | FA | EN},
    /* misspelt, foreign names, loan words */
    {"plz tel me whre is mi ordr", LANGUAGE_NONE, LANGUAGE_EN, EN},
    {"hw mch is it", LANGUAGE_NONE, LANGUAGE_EN, EN},
    {"i no have the internet since tree days", LANGUAGE_NONE, LANGUAGE_EN, EN},
    {"Maria de la Cruz", LANGUAGE_NONE, LANGUAGE_EN, EN},
    {"My name is Anna van der Berg", LANGUAGE_NONE, LANGUAGE_EN, EN},
    {"El Al flight to Los Angeles", LANGUAGE_NONE, LANGUAGE_EN, EN},
    {"C'est la vie my friend", LANGUAGE_NONE, LANGUAGE_EN, EN},
    {"salam khobi mamnoon merci", LANGUAGE_FA, LANGUAGE_FA, FA | EN},
    {"shalom ani rotze levatel et hamanui", LANGUAGE_HE, LANGUAGE_HE, HE | EN},
    {"الان خونه نیستم", LANGUAGE_NONE, LANGUAGE_FA, FA},
    {"پست الکترونیکی البته ارسال شد", LANGUAGE_NONE, LANGUAGE_FA, FA},
    {"السلام علیکم، وقت شما بخیر، سفارش من کجاست", LANGUAGE_NONE, LANGUAGE_FA, FA},
    {"merci", LANGUAGE_FA, LANGUAGE_FA, FA | EN},
};

START_TEST(our_languages_are_told)
{
    struct language_guess result = guess(ours[_i].text, ours[_i].hint);
    ck_assert_msg(result.main == ours[_i].main && result.scanned == ours[_i].scanned && !result.foreign,
                  "%s: %d %x %d", ours[_i].text, result.main, result.scanned, result.foreign);
}
END_TEST

static const char *const foreign[] = {
    "Bonjour, je voudrais savoir où est mon colis",
    "Je ne sais pas",
    "Hola necesito cambiar mi password please",
    "Guten Tag, ich habe meine Bestellung nicht erhalten",
    "Buongiorno, vorrei annullare il mio ordine",
    "Olá, não recebi meu pedido",
    "Merhaba siparişim gelmedi, ne zaman olur",
    "Ik heb mijn bestelling niet ontvangen",
    "Nie dostałem zamówienia, proszę o pomoc",
    "saya belum terima pesanan saya",
    "Где мой заказ",
    "ok спасибо большое за помощь",
    "Πού είναι η παραγγελία μου",
    "我的订单在哪里？请帮我查一下",
    "मेरा ऑर्डर कहाँ है",
    "مرحبا أريد أن أعرف أين طلبي",
    "شكرا جزيلا لك",
    "آپ کا آرڈر ابھی تک نہیں آیا",
    "سڵاو چۆنی باشی زۆر سوپاس",
};

START_TEST(other_languages_are_foreign)
{
    struct language_guess result = guess(foreign[_i], LANGUAGE_NONE);
    ck_assert_msg(result.foreign && result.main == LANGUAGE_NONE, "%s: %d", foreign[_i], result.main);
    ck_assert_msg(guess(foreign[_i], LANGUAGE_FA).foreign, "%s with a hint", foreign[_i]);
}
END_TEST

START_TEST(little_evidence_is_not_foreign)
{
    static const char *const little[] = {"спасибо", "Bonjour", "gracias señor", "谢谢", "شكرا جزيلا"};
    for (size_t i = 0; i < sizeof little / sizeof little[0]; i++)
        ck_assert_msg(!guess(little[i], LANGUAGE_EN).foreign, "%s", little[i]);
}
END_TEST

static Suite *language_suite(void)
{
    Suite *suite = suite_create("language");
    TCase *tests = tcase_create("language");
    tcase_add_checked_fixture(tests, fold_init, NULL);
    tcase_add_test(tests, codes_go_there_and_back);
    tcase_add_loop_test(tests, our_languages_are_told, 0, (int)(sizeof ours / sizeof ours[0]));
    tcase_add_loop_test(tests, other_languages_are_foreign, 0, (int)(sizeof foreign / sizeof foreign[0]));
    tcase_add_test(tests, little_evidence_is_not_foreign);
    suite_add_tcase(suite, tests);
    return suite;
}

UNIT_MAIN(language_suite)
