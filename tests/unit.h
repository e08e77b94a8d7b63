/* The main of every unit test: a file defines its Suite and writes UNIT_MAIN(suite_function). */
#ifndef RAPPORT_TESTS_UNIT_H
#define RAPPORT_TESTS_UNIT_H

#include <check.h>
#include <stdlib.h>

#define UNIT_MAIN(make_suite)                                         \
    int main(void)                                                    \
    {                                                                 \
        SRunner *runner = srunner_create(make_suite());               \
        srunner_run_all(runner, CK_ENV);                              \
        int failed = srunner_ntests_failed(runner);                   \
        srunner_free(runner);                                         \
        return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;             \
    }

#endif
