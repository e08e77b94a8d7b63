#include "tests/scratch.h"
#include "tests/stage.h"
#include "tests/unit.h"

/* The rules under test, over the cues of the real packs. */
static const char rules[] =
    "{\"rules\":["
    "{\"id\":\"t/any\",\"severity\":\"minor\",\"said\":\"blame\"},"
    "{\"id\":\"t/own\",\"severity\":\"minor\",\"said\":\"blame\",\"own_words\":true},"
    "{\"id\":\"t/message\",\"severity\":\"minor\",\"said\":\"blame\",\"unless\":[{\"said\":\"apology\",\"in\":\"message\"}]},"
    "{\"id\":\"t/sentence\",\"severity\":\"minor\",\"said\":\"blame\",\"unless\":[{\"said\":\"apology\",\"in\":\"sentence\"}]},"
    "{\"id\":\"t/turn\",\"severity\":\"minor\",\"said\":\"blame\",\"unless\":[{\"said\":\"apology\"}]},"
    "{\"id\":\"t/before\",\"severity\":\"minor\",\"said\":\"blame\",\"unless\":[{\"said\":\"apology\",\"in\":\"before\"}]},"
    "{\"id\":\"t/after\",\"severity\":\"minor\",\"said\":\"blame\",\"unless\":[{\"said\":\"apology\",\"in\":\"after\"}]},"
    "{\"id\":\"t/ever\",\"severity\":\"minor\",\"said\":\"blame\",\"unless\":[{\"said\":\"apology\",\"in\":\"conversation\"}]},"
    "{\"id\":\"t/answer\",\"severity\":\"minor\",\"said\":\"complaint\",\"by\":\"customer\","
    "\"unless\":[{\"said\":\"apology\",\"in\":\"next-turn\"}]},"
    "{\"id\":\"t/late\",\"severity\":\"minor\",\"said\":\"blame\",\"last_messages\":1},"
    "{\"id\":\"t/must\",\"severity\":\"minor\",\"must_say\":\"apology\"},"
    "{\"id\":\"t/opening\",\"severity\":\"minor\",\"must_say\":\"apology\",\"first_messages\":2},"
    "{\"id\":\"t/words\",\"severity\":\"minor\",\"must_say\":\"apology\",\"first_words\":5},"
    "{\"id\":\"t/seconds\",\"severity\":\"minor\",\"must_say\":\"apology\",\"first_seconds\":60}]}";

#define BLAME "You should have read the terms."

static void begin(void)
{
    scratch_make();
    file_write(path_make("%s/rules.json", scratch), rules);
    setenv("STAGE_RULE_PACK", scratch, 1);
    stage_open();
}

static void end(void)
{
    stage_close();
    unsetenv("STAGE_RULE_PACK");
    scratch_remove();
}

START_TEST(what_is_said_is_found)
{
    TALK("bad", "u hello", "a1 " BLAME);
    TALK("good", "u hello", "a1 Good morning.");
    TALK("quoted", "u hello", "a1 The notice says \"you should have read the terms\".");
    TALK("nobody", "u hello");
    stage_play();
    stage_fails("bad", "t/any", "1 minor You should have");
    stage_passes("good", "t/any");
    stage_fails("quoted", "t/any", "1 minor ");
    stage_passes("quoted", "t/own");
    stage_fails("bad", "t/own", "1 minor ");
    stage_silent("nobody", "t/any");
    stage_silent("nobody", "t/must");
}
END_TEST

START_TEST(exceptions_have_their_places)
{
    TALK("sentence", "u hello", "a1 I am sorry but you should have read the terms.");
    TALK("message", "u hello", "a1 " BLAME " I am so sorry.");
    TALK("turn", "u hello", "a1 " BLAME, "b one moment", "a1 I am so sorry.");
    TALK("later", "u hello", "a1 " BLAME, "u what?", "a1 I am so sorry.");
    TALK("earlier", "u hello", "a1 I am so sorry.", "u what?", "a1 " BLAME);
    stage_play();
    stage_passes("sentence", "t/sentence");
    stage_fails("message", "t/sentence", "1 minor ");
    stage_passes("message", "t/message");
    stage_fails("turn", "t/message", "1 minor ");
    stage_passes("turn", "t/turn");
    stage_fails("later", "t/turn", "1 minor ");
    stage_passes("message", "t/after");
    stage_fails("message", "t/before", "1 minor ");
    stage_passes("sentence", "t/before");
    stage_passes("later", "t/after");
    stage_fails("later", "t/before", "1 minor ");
    stage_passes("earlier", "t/before");
    stage_fails("earlier", "t/after", "3 minor ");
    stage_passes("later", "t/ever");
    stage_passes("earlier", "t/ever");
}
END_TEST

START_TEST(the_next_turn_answers)
{
    TALK("answered", "u This is unacceptable, I want to complain.", "a1 One moment.", "a1 I am so sorry.");
    TALK("late", "u This is unacceptable, I want to complain.", "a1 One moment.", "u and?", "a1 I am so sorry.");
    TALK("last", "a1 Good morning.", "u This is unacceptable, I want to complain.");
    stage_play();
    stage_passes("answered", "t/answer");
    stage_fails("late", "t/answer", "0 minor ");
    stage_fails("last", "t/answer", "1 minor ");
}
END_TEST

START_TEST(what_must_be_said)
{
    TALK("first", "u hello", "0 a1 I am so sorry.", "100 a1 Goodbye.");
    TALK("third", "u hello", "0 a1 Good morning.", "30 a1 One moment.", "90 a1 I am so sorry.");
    TALK("never", "u hello", "0 a1 Good morning.", "30 a1 Goodbye.");
    TALK("wordy", "u hello", "a1 Good morning to you, dear madam, I am so sorry.");
    stage_play();
    stage_passes("first", "t/must");
    stage_passes("first", "t/opening");
    stage_passes("first", "t/words");
    stage_passes("first", "t/seconds");
    stage_passes("third", "t/must");
    stage_fails("third", "t/opening", "1 minor ");
    stage_fails("third", "t/seconds", "1 minor ");
    stage_fails("never", "t/must", "2 minor ");
    stage_fails("wordy", "t/words", "1 minor ");
    stage_verdict("wordy", "t/seconds", "unchecked");
}
END_TEST

START_TEST(near_the_end)
{
    TALK("last", "u hello", "a1 Good morning.", "a1 " BLAME);
    TALK("before", "u hello", "a1 " BLAME, "a1 Goodbye.");
    stage_play();
    stage_fails("last", "t/late", "2 minor ");
    stage_passes("before", "t/late");
}
END_TEST

static Suite *suite(void)
{
    Suite *suite = suite_create("said");
    TCase *tcase = tcase_create("said");
    tcase_add_checked_fixture(tcase, begin, end);
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, what_is_said_is_found);
    tcase_add_test(tcase, exceptions_have_their_places);
    tcase_add_test(tcase, the_next_turn_answers);
    tcase_add_test(tcase, what_must_be_said);
    tcase_add_test(tcase, near_the_end);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(suite)
