#include "tests/stage.h"
#include "tests/unit.h"

START_TEST(who_asks_how_is_shown)
{
    TALK("none", "u How do I change my password?", "a1 I have changed it.", "u ok");
    TALK("steps", "u How do I change my password?", "a1 One moment.", "u ok", "a1 Go to Settings and tap Privacy.");
    TALK("link", "u How do I change my password?", "a1 https://shop.example/help");
    TALK("silent", "u How are you?", "a1 Fine.");
    TALK("he", "u איך אני משנה סיסמה?", "a1 שיניתי", "u תודה");
    TALK("he-steps", "u איך אני משנה סיסמה?", "a1 היכנסי להגדרות ולחצי על פרטיות");
    TALK("fa", "u چطور رمز رو عوض کنم؟", "a1 عوض شد", "u ممنون");
    TALK("fa-steps", "u چطور رمز رو عوض کنم؟", "a1 وارد تنظیمات بشید");
    stage_play();
    stage_fails("none", "guidance/self-service", "1 info");
    stage_passes("steps", "guidance/self-service");
    stage_passes("link", "guidance/self-service");
    stage_silent("silent", "guidance/self-service");
    stage_fails("he", "guidance/self-service", "1 info");
    stage_passes("he-steps", "guidance/self-service");
    stage_fails("fa", "guidance/self-service", "1 info");
    stage_passes("fa-steps", "guidance/self-service");
}
END_TEST

static Suite *guidance_suite(void)
{
    Suite *suite = suite_create("guidance");
    TCase *tcase = tcase_create("rules");
    tcase_add_unchecked_fixture(tcase, stage_open, stage_close);
    tcase_add_test(tcase, who_asks_how_is_shown);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(guidance_suite)
