#include "tests/stage.h"
#include "tests/unit.h"

START_TEST(what_was_given_is_not_asked_again)
{
    TALK("order", "u My order number is 55123.", "a1 What's your order number?");
    TALK("once", "u My order number is 55123.", "a1 I see it, thank you.");
    TALK("phone", "u call 01632 960 417", "a1 Could I have your phone number please?");
    TALK("answer", "a1 What's your order number?", "u 55123", "a1 Thanks.", "u ok", "a1 What's your order number?");
    TALK("email", "u hi, it is d.hill@mail.example", "a1 What's your email?");
    TALK("he", "u הטלפון שלי 0521234567", "a1 מה מספר הטלפון שלך?");
    TALK("fa", "u شماره سفارش من ۵۵۱۲۳ است", "a1 شماره سفارش رو بفرمایید");
    TALK("nothing", "u hi", "a1 What's your order number?");
    stage_play();
    stage_fails("order", "listening/asked-again", "1 minor");
    stage_passes("once", "listening/asked-again");
    stage_fails("phone", "listening/asked-again", "1 minor");
    stage_fails("answer", "listening/asked-again", "4 minor");
    stage_fails("email", "listening/asked-again", "1 minor");
    stage_fails("he", "listening/asked-again", "1 minor");
    stage_fails("fa", "listening/asked-again", "1 minor");
    stage_silent("nothing", "listening/asked-again");
}
END_TEST

START_TEST(confirming_and_another_kind_are_no_opportunity)
{
    TALK("says", "u My order number is 55123.", "a1 What's your order number, 55123?");
    TALK("ends", "u My order number is 55123.", "a1 What is the order number, the one that ends in 123?");
    TALK("right", "u My order number is 55123.", "a1 What is the order number, is that still right?");
    TALK("other", "u My phone number is 01632960417.", "a1 What's your phone number, is there another number?");
    TALK("kind", "u My order number is 55123.", "a1 What's your phone number?");
    stage_play();
    stage_silent("says", "listening/asked-again");
    stage_silent("ends", "listening/asked-again");
    stage_silent("right", "listening/asked-again");
    stage_silent("other", "listening/asked-again");
    stage_silent("kind", "listening/asked-again");
}
END_TEST

START_TEST(a_long_matter_is_said_back)
{
    #define MATTER "u I want to move the oak wardrobe delivery from Friday to Monday because of the painters"
    TALK("none", MATTER, "a1 Done.", "u ok");
    TALK("asked", MATTER, "a1 Done.", "u ok", "a1 Have I got that right?");
    TALK("words", MATTER, "a1 The oak wardrobe delivery, from Friday to Monday. Done.");
    TALK("short", "u I want to move the delivery", "a1 Done.");
    TALK("talk", "u good morning to you and to all of your lovely people there today", "a1 Done.");
    TALK("he", "u שלום אני רוצה לשנות את מועד המשלוח של הארון מיום שישי ליום שני", "a1 בסדר");
    TALK("he-asked", "u שלום אני רוצה לשנות את מועד המשלוח של הארון מיום שישי ליום שני", "a1 אז אם הבנתי נכון, ביום שני");
    TALK("fa", "u سلام می\u200cخوام زمان ارسال کمد چوبی رو از جمعه به دوشنبه تغییر بدم لطفا", "a1 باشه");
    stage_play();
    stage_fails("none", "listening/restate", "1 info");
    stage_passes("asked", "listening/restate");
    stage_passes("words", "listening/restate");
    stage_silent("short", "listening/restate");
    stage_silent("talk", "listening/restate");
    stage_fails("he", "listening/restate", "1 info");
    stage_passes("he-asked", "listening/restate");
    stage_fails("fa", "listening/restate", "1 info");
}
END_TEST

static Suite *listening_suite(void)
{
    Suite *suite = suite_create("listening");
    TCase *tcase = tcase_create("rules");
    tcase_add_unchecked_fixture(tcase, stage_open, stage_close);
    tcase_add_test(tcase, what_was_given_is_not_asked_again);
    tcase_add_test(tcase, confirming_and_another_kind_are_no_opportunity);
    tcase_add_test(tcase, a_long_matter_is_said_back);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(listening_suite)
