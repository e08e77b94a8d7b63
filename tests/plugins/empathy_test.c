#include "tests/stage.h"
#include "tests/unit.h"

START_TEST(hardship_wants_sympathy_in_the_next_turn)
{
    TALK("none", "u My father died last week.", "a1 Which account is it?", "u his", "a1 I'm so sorry to hear that.");
    TALK("said", "u My father died last week.", "a1 I see.", "a1 I'm so sorry to hear that.", "u thanks");
    TALK("silent", "u My bill is high.", "a1 Let me look.");
    TALK("alone", "u My father died last week.", "b Welcome.");
    TALK("he", "u אבא שלי נפטר לפני שבוע", "a1 מה מספר החשבון?", "u 12345");
    TALK("he-said", "u אבא שלי נפטר לפני שבוע", "a1 צר לי לשמוע, אני אטפל בזה", "u תודה");
    TALK("fa", "u پدرم هفته پیش فوت کرد", "a1 شماره حساب چیه؟", "u 12345");
    TALK("fa-said", "u پدرم هفته پیش فوت کرد", "a1 تسلیت عرض می\u200cکنم", "u ممنون");
    stage_play();
    stage_fails("none", "empathy/hardship", "1 major");
    stage_passes("said", "empathy/hardship");
    stage_silent("silent", "empathy/hardship");
    stage_silent("alone", "empathy/hardship");
    stage_fails("he", "empathy/hardship", "1 major");
    stage_passes("he-said", "empathy/hardship");
    stage_fails("fa", "empathy/hardship", "1 major");
    stage_passes("fa-said", "empathy/hardship");
}
END_TEST

START_TEST(a_failure_wants_an_apology_after_it)
{
    TALK("none", "u My parcel is late.", "a1 It comes tomorrow.", "u ok");
    TALK("before", "a1 Sorry for the inconvenience.", "u My parcel is late.", "a1 It comes tomorrow.", "u ok");
    TALK("later", "u My parcel is late.", "a1 Let me look.", "u ok", "a1 Sorry for the inconvenience.");
    TALK("silent", "u What do you sell?", "a1 Cakes.");
    stage_play();
    stage_fails("none", "empathy/apology", "1 minor");
    stage_fails("before", "empathy/apology", "2 minor");
    stage_passes("later", "empathy/apology");
    stage_silent("silent", "empathy/apology");
}
END_TEST

START_TEST(a_failure_is_put_right_before_the_end)
{
    TALK("none", "u I was charged twice.", "a1 That happens.", "u hm", "a1 Goodbye.");
    TALK("refund", "u I was charged twice.", "a1 I've refunded the second charge.", "u ok", "a1 Goodbye.");
    TALK("open", "u I was charged twice.", "a1 Which card is it?");
    TALK("left", "u I was charged twice.", "a1 That happens.", "! left customer");
    stage_play();
    stage_fails("none", "recovery/remedy", "3 major");
    stage_passes("refund", "recovery/remedy");
    stage_silent("open", "recovery/remedy");
    stage_silent("left", "recovery/remedy");
}
END_TEST

static Suite *empathy_suite(void)
{
    Suite *suite = suite_create("empathy");
    TCase *tcase = tcase_create("rules");
    tcase_add_unchecked_fixture(tcase, stage_open, stage_close);
    tcase_add_test(tcase, hardship_wants_sympathy_in_the_next_turn);
    tcase_add_test(tcase, a_failure_wants_an_apology_after_it);
    tcase_add_test(tcase, a_failure_is_put_right_before_the_end);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(empathy_suite)
