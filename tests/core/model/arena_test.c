#include "core/model/arena.h"

#include <signal.h>
#include <stdalign.h>
#include <string.h>

#include "tests/unit.h"

START_TEST(allocations_are_aligned_and_apart)
{
    struct arena arena = {0};
    unsigned char *places[300];
    for (size_t i = 0; i < 300; i++) {
        places[i] = arena_alloc(&arena, i % 40);
        ck_assert_uint_eq((uintptr_t)places[i] % alignof(max_align_t), 0);
        memset(places[i], (int)i, i % 40);
    }
    for (size_t i = 0; i < 300; i++)
        for (size_t k = 0; k < i % 40; k++)
            ck_assert_uint_eq(places[i][k], (unsigned char)i);
    ck_assert_ptr_ne(arena_alloc(&arena, 0), arena_alloc(&arena, 0));
    arena_release(&arena);
}
END_TEST

START_TEST(large_allocations_do_not_disturb_small_ones)
{
    struct arena arena;
    arena_init(&arena);
    char *small = arena_copy(&arena, "small", 5);
    char *large = arena_alloc(&arena, (size_t)3 << 20);
    memset(large, 'x', (size_t)3 << 20);
    char *behind = arena_copy(&arena, "a\0b", 3);
    ck_assert_str_eq(small, "small");
    ck_assert_mem_eq(behind, "a\0b", 4);
    ck_assert_int_eq(large[((size_t)3 << 20) - 1], 'x');
    arena_release(&arena);
    ck_assert_ptr_null(arena.first);
}
END_TEST

static size_t arena_bytes(const struct arena *arena)
{
    /* the head of a block is its next pointer and its size */
    size_t sum = 0;
    const struct head {
        const struct head *next;
        size_t size;
    } *head;
    for (head = (const void *)arena->first; head; head = head->next)
        sum += head->size;
    return sum;
}

START_TEST(clear_keeps_small_blocks_and_gives_back_monsters)
{
    struct arena arena = {0};
    char *first = arena_copy(&arena, "first", 5);
    arena_alloc(&arena, ARENA_KEEP_BYTES + 1);
    arena_alloc(&arena, 100);
    ck_assert_uint_gt(arena_bytes(&arena), ARENA_KEEP_BYTES);
    arena_clear(&arena);
    ck_assert_uint_gt(arena_bytes(&arena), 0);
    ck_assert_uint_le(arena_bytes(&arena), ARENA_KEEP_BYTES);
    ck_assert_ptr_eq(arena_copy(&arena, "again", 5), first);
    arena_release(&arena);
}
END_TEST

START_TEST(many_blocks_are_kept_up_to_the_limit_and_used_again)
{
    struct arena arena = {0};
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 40; i++)
            memset(arena_alloc(&arena, 500000), round, 500000);
        ck_assert_uint_ge(arena_bytes(&arena), 40u * 500000);
        arena_clear(&arena);
        ck_assert_uint_le(arena_bytes(&arena), ARENA_KEEP_BYTES);
        ck_assert_uint_gt(arena_bytes(&arena), ARENA_KEEP_BYTES / 2);
    }
    arena_release(&arena);
}
END_TEST

START_TEST(an_empty_arena_can_be_cleared_and_released)
{
    struct arena arena = {0};
    arena_clear(&arena);
    arena_release(&arena);
    arena_release(&arena);
    ck_assert_str_eq(arena_copy(&arena, NULL, 0), "");
    arena_release(&arena);
}
END_TEST

START_TEST(must_functions_allocate)
{
    char *copy = must_copy("abc", 2);
    ck_assert_str_eq(copy, "ab");
    copy = must_realloc(copy, 100000);
    ck_assert_str_eq(copy, "ab");
    free(copy);
    unsigned char *zeros = must_calloc(7, 3);
    for (int i = 0; i < 21; i++)
        ck_assert_uint_eq(zeros[i], 0);
    free(zeros);
    void *none = must_alloc(0);
    ck_assert_ptr_nonnull(none);
    free(none);
}
END_TEST

/* The address sanitizer has an opinion of its own on allocations that cannot be. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WITH_SANITIZER 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define WITH_SANITIZER 1
#endif

#ifndef WITH_SANITIZER
START_TEST(what_does_not_fit_ends_the_program)
{
    struct arena arena = {0};
    if (_i == 0)
        arena_alloc(&arena, SIZE_MAX);
    else if (_i == 1)
        must_copy("", SIZE_MAX);
    else if (_i == 2)
        must_calloc(SIZE_MAX / 2, 3);
    else
        arena_alloc(&arena, SIZE_MAX / 2);
}
END_TEST
#endif

static Suite *arena_suite(void)
{
    Suite *suite = suite_create("arena");
    TCase *tests = tcase_create("arena");
    tcase_add_test(tests, allocations_are_aligned_and_apart);
    tcase_add_test(tests, large_allocations_do_not_disturb_small_ones);
    tcase_add_test(tests, clear_keeps_small_blocks_and_gives_back_monsters);
    tcase_add_test(tests, many_blocks_are_kept_up_to_the_limit_and_used_again);
    tcase_add_test(tests, an_empty_arena_can_be_cleared_and_released);
    tcase_add_test(tests, must_functions_allocate);
#ifndef WITH_SANITIZER
    if (getenv("CK_FORK") == NULL || strcmp(getenv("CK_FORK"), "no") != 0)
        tcase_add_loop_test_raise_signal(tests, what_does_not_fit_ends_the_program, SIGABRT, 0, 4);
#endif
    suite_add_tcase(suite, tests);
    return suite;
}

UNIT_MAIN(arena_suite)
