/*
 * Loads the plugins of tests/plugins/bad, whose built objects lie in $RAPPORT_BAD_PLUGINS. Called
 * with --ids, this program prints the ids that plugins_load finds without being asked for any.
 */
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/host/places.h"
#include "core/model/arena.h"
#include "tests/scratch.h"
#include "tests/unit.h"

static struct loaded_plugins plugins;
static struct bytes reasons;

static void test_end(void)
{
    loaded_plugins_release(&plugins);
    bytes_release(&reasons);
    scratch_remove();
}

static char *path_built(const char *name)
{
    const char *directory = getenv("RAPPORT_BAD_PLUGINS");
    ck_assert_msg(directory != NULL, "RAPPORT_BAD_PLUGINS is to name the directory with the built tests/plugins/bad");
    return path_make("%s/%s.so", directory, name);
}

/* A copy of a built plugin: another file with the same id. */
static char *plugin_copy(const char *name, const char *directory, const char *as)
{
    char *to = path_make("%s/%s", directory, as);
    file_copy(path_built(name), to, 0600);
    return to;
}

static int asked_load(const char *path)
{
    return plugins_load_places(&plugins, &(struct plugin_place){path, PLACE_ASKED}, 1, &reasons);
}

static int built_load(const char *path)
{
    return plugins_load_places(&plugins, &(struct plugin_place){path, PLACE_BUILT}, 1, &reasons);
}

static int two_load(const char *first, enum plugin_place_kind first_kind, const char *second,
                    enum plugin_place_kind second_kind)
{
    const struct plugin_place places[] = {{first, first_kind}, {second, second_kind}};
    return plugins_load_places(&plugins, places, 2, &reasons);
}

static void reasons_are(const char *text)
{
    ck_assert_str_eq(bytes_text(&reasons), text);
}

static void plugin_is(size_t index, const char *id, const char *path)
{
    ck_assert_uint_lt(index, plugins.count);
    ck_assert_str_eq(plugins.list[index].table.id, id);
    ck_assert_str_eq(plugins.list[index].path, path);
    ck_assert_ptr_nonnull(plugins.list[index].handle);
}

static const struct {
    const char *name;
    const char *reason;
} refused[] = {
    {"no_symbol", "not a rapport plugin: has no rapport_plugin_entry"},
    {"no_descriptor", "rapport_plugin_entry gives no descriptor"},
    {"wrong_magic", "not a rapport plugin (magic 0x464c457f)"},
    {"other_major", "needs host 2.0, this is 1.3"},
    {"newer_minor", "needs host 1.5, this is 1.3"},
    {"short_table", "descriptor of 104 bytes is shorter than any (120)"},
    {"long_used_tail", "uses byte 168 of a descriptor of which this host knows 152"},
    {"half_pair", "has load without unload; has close without open"},
    {"duplicate_rule", "rule \"bad/first\" stands there twice"},
    {"undefined_symbol", "cannot be loaded: undefined symbol: rapport_test_nowhere"},
};

#define REFUSED_ROWS ((int)(sizeof refused / sizeof *refused))

/* In the order of their file names. */
static const struct {
    const char *name, *id;
} accepted[] = {
    {"bad_span", "bad-span"},         {"crashes", "crashes"},           {"emits_after", "emits-after"},
    {"fails_midway", "fails-midway"}, {"fatal_midway", "fatal-midway"}, {"long_zero_tail", "long-zero-tail"},
    {"odd_status", "odd-status"},     {"same_id", "phrasing"},
};

#define ACCEPTED_ROWS ((int)(sizeof accepted / sizeof *accepted))

START_TEST(refuses_each_bad_one)
{
    const char *path = path_built(refused[_i].name);
    ck_assert_int_eq(asked_load(path), -1);
    ck_assert_uint_eq(plugins.count, 0);
    reasons_are(path_make("%s: %s\n", path, refused[_i].reason));
}
END_TEST

START_TEST(takes_each_loadable_one)
{
    const char *path = path_built(accepted[_i].name);
    ck_assert_int_eq(asked_load(path), 0);
    reasons_are("");
    ck_assert_uint_eq(plugins.count, 1);
    plugin_is(0, accepted[_i].id, path);
    const struct rapport_plugin *table = &plugins.list[0].table;
    ck_assert_uint_eq(table->size, sizeof *table);
    ck_assert_str_eq(table->rules[0].id, path_make("bad/%s", accepted[_i].id));
    ck_assert_int_eq(table->rules[0].severity, RAPPORT_INFO);
}
END_TEST

START_TEST(loads_the_good_beside_the_bad)
{
    char *directory = directory_make("all");
    struct bytes expected = {0};
    for (int i = ACCEPTED_ROWS; i-- > 0;)
        plugin_copy(accepted[i].name, directory, path_make("%s.so", accepted[i].name));
    plugin_copy("wrong_magic", directory, "a.so");
    plugin_copy("short_table", directory, "z.so");
    bytes_addf(&expected, "%s/a.so: not a rapport plugin (magic 0x464c457f)\n", directory);
    bytes_addf(&expected, "%s/z.so: descriptor of 104 bytes is shorter than any (120)\n", directory);

    ck_assert_int_eq(asked_load(directory), -1);
    reasons_are(bytes_text(&expected));
    ck_assert_uint_eq(plugins.count, ACCEPTED_ROWS);
    for (size_t i = 0; i < ACCEPTED_ROWS; i++)
        plugin_is(i, accepted[i].id, path_make("%s/%s.so", directory, accepted[i].name));
    bytes_release(&expected);
}
END_TEST

START_TEST(skips_what_is_no_plugin)
{
    char *directory = directory_make("mixed");
    plugin_copy("same_id", directory, "good.so");
    plugin_copy("wrong_magic", directory, ".hidden.so");
    plugin_copy("wrong_magic", directory, ".so");
    plugin_copy("wrong_magic", directory, "old.so.bak");
    file_write(path_make("%s/README", directory), "text");
    ck_assert_int_eq(asked_load(path_make("%s/", directory)), 0);
    reasons_are("");
    ck_assert_uint_eq(plugins.count, 1);
    plugin_is(0, "phrasing", path_make("%s/good.so", directory));
}
END_TEST

START_TEST(names_what_cannot_be_opened)
{
    char *directory = directory_make("odd");
    file_write(path_make("%s/empty.so", directory), "");
    ck_assert_int_eq(mkdir(path_make("%s/folder.so", directory), 0700), 0);
    ck_assert_int_eq(symlink("nowhere", path_make("%s/link.so", directory)), 0);
    ck_assert_int_eq(mkfifo(path_make("%s/pipe.so", directory), 0600), 0);
    file_write(path_make("%s/text.so", directory),
               "#!/bin/sh\necho a script that is longer than the header of a shared object, as it must be\n");
    ck_assert_int_eq(asked_load(directory), -1);
    reasons_are(path_make("%s/empty.so: cannot be loaded: file too short\n"
                          "%s/folder.so: not a regular file\n"
                          "%s/link.so: No such file or directory\n"
                          "%s/pipe.so: not a regular file\n"
                          "%s/text.so: cannot be loaded: invalid ELF header\n",
                          directory, directory, directory, directory, directory));
    ck_assert_uint_eq(plugins.count, 0);
}
END_TEST

START_TEST(keeps_a_reason_on_its_line)
{
    char *path = path_make("%s/two\nlines.so", scratch);
    ck_assert_int_eq(asked_load(path), -1);
    reasons_are(path_make("%s/two\\x0alines.so: No such file or directory\n", scratch));
}
END_TEST

START_TEST(wants_what_was_asked_for)
{
    char *missing = path_make("%s/missing", scratch), *empty = directory_make("empty");
    ck_assert_int_eq(two_load(missing, PLACE_ASKED, empty, PLACE_ASKED), -1);
    reasons_are(path_make("%s: No such file or directory\n%s: has no plugins (*.so)\n", missing, empty));
}
END_TEST

START_TEST(does_without_a_built_directory)
{
    char *file = path_make("%s/file", scratch);
    file_write(file, "");
    ck_assert_int_eq(built_load(path_make("%s/missing", scratch)), 0);
    ck_assert_int_eq(built_load(path_make("%s/below", file)), 0);
    ck_assert_int_eq(built_load(directory_make("empty")), 0);
    reasons_are("");
    ck_assert_int_eq(built_load(file), 0);
    reasons_are(path_make("%s: not a directory\n", file));
}
END_TEST

START_TEST(tells_of_a_bad_built_one)
{
    char *directory = directory_make("built");
    char *bad = plugin_copy("half_pair", directory, "half.so");
    ck_assert_int_eq(built_load(directory), 0);
    reasons_are(path_make("%s: has load without unload; has close without open\n", bad));
}
END_TEST

START_TEST(loads_a_file_once)
{
    char *directory = directory_make("links");
    char *file = plugin_copy("same_id", directory, "b.so");
    ck_assert_int_eq(link(file, path_make("%s/a.so", directory)), 0);
    ck_assert_int_eq(symlink("b.so", path_make("%s/c.so", directory)), 0);
    ck_assert_int_eq(two_load(file, PLACE_ASKED, directory, PLACE_ASKED), 0);
    reasons_are("");
    ck_assert_uint_eq(plugins.count, 1);
    plugin_is(0, "phrasing", file);
}
END_TEST

START_TEST(blames_a_file_once)
{
    const char *path = path_built("half_pair");
    ck_assert_int_eq(two_load(path, PLACE_ASKED, path, PLACE_ASKED), -1);
    reasons_are(path_make("%s: has load without unload; has close without open\n", path));
}
END_TEST

START_TEST(refuses_an_id_that_is_taken)
{
    char *directory = directory_make("same");
    char *first = plugin_copy("same_id", directory, "a.so"), *second = plugin_copy("same_id", directory, "b.so");
    ck_assert_int_eq(two_load(second, PLACE_ASKED, first, PLACE_ASKED), -1);
    reasons_are(path_make("%s: id \"phrasing\" is taken by %s\n", first, second));
    ck_assert_uint_eq(plugins.count, 1);
    plugin_is(0, "phrasing", second);
}
END_TEST

START_TEST(refuses_an_id_of_an_adopted_one)
{
    plugins.list = must_calloc(1, sizeof *plugins.list);
    plugins.cap = plugins.count = 1;
    plugins.list[0].table.id = "phrasing";
    plugins.list[0].path = must_copy("built in", 8);
    const char *path = path_built("same_id");
    ck_assert_int_eq(asked_load(path), -1);
    reasons_are(path_make("%s: id \"phrasing\" is taken by built in\n", path));
    ck_assert_uint_eq(plugins.count, 1);
}
END_TEST

/* A tree build beside an installed one. */
START_TEST(prefers_the_earlier_built_directory)
{
    char *early = directory_make("early"), *late = directory_make("late");
    char *first = plugin_copy("same_id", early, "z.so");
    plugin_copy("same_id", late, "a.so");
    char *other = plugin_copy("odd_status", late, "b.so");
    ck_assert_int_eq(two_load(early, PLACE_BUILT, late, PLACE_BUILT), 0);
    reasons_are("");
    ck_assert_uint_eq(plugins.count, 2);
    plugin_is(0, "phrasing", first);
    plugin_is(1, "odd-status", other);
}
END_TEST

START_TEST(takes_the_later_where_the_earlier_is_bad)
{
    char *early = directory_make("early"), *late = directory_make("late");
    char *bad = plugin_copy("duplicate_rule", early, "a.so");
    char *good = plugin_copy("same_id", late, "a.so");
    ck_assert_int_eq(two_load(early, PLACE_BUILT, late, PLACE_BUILT), 0);
    reasons_are(path_make("%s: rule \"bad/first\" stands there twice\n", bad));
    ck_assert_uint_eq(plugins.count, 1);
    plugin_is(0, "phrasing", good);
}
END_TEST

START_TEST(refuses_two_of_an_id_in_one_built_directory)
{
    char *directory = directory_make("built");
    char *first = plugin_copy("same_id", directory, "a.so"), *second = plugin_copy("same_id", directory, "b.so");
    ck_assert_int_eq(built_load(directory), 0);
    reasons_are(path_make("%s: id \"phrasing\" is taken by %s\n", second, first));
    ck_assert_uint_eq(plugins.count, 1);
}
END_TEST

START_TEST(tells_when_an_asked_one_hides_a_built_one)
{
    char *mine = directory_make("mine"), *built = directory_make("built");
    char *first = plugin_copy("same_id", mine, "a.so"), *second = plugin_copy("same_id", built, "a.so");
    ck_assert_int_eq(two_load(mine, PLACE_ASKED, built, PLACE_BUILT), -1);
    reasons_are(path_make("%s: id \"phrasing\" is taken by %s\n", second, first));
    ck_assert_uint_eq(plugins.count, 1);
}
END_TEST

/* --plugin-path that names the tree's own plugins must not quarrel with those that are installed. */
START_TEST(knows_an_asked_one_of_a_built_directory)
{
    char *tree = directory_make("tree"), *installed = directory_make("installed");
    char *first = plugin_copy("same_id", tree, "a.so");
    plugin_copy("same_id", installed, "a.so");
    const struct plugin_place places[] = {{tree, PLACE_ASKED}, {tree, PLACE_BUILT}, {installed, PLACE_BUILT}};
    ck_assert_int_eq(plugins_load_places(&plugins, places, 3, &reasons), 0);
    reasons_are("");
    ck_assert_uint_eq(plugins.count, 1);
    plugin_is(0, "phrasing", first);
}
END_TEST

START_TEST(takes_a_name_without_a_slash)
{
    plugin_copy("long_zero_tail", scratch, "tail.so");
    ck_assert_int_eq(chdir(scratch), 0);
    ck_assert_int_eq(asked_load("tail.so"), 0);
    ck_assert_int_eq(two_load("./tail.so", PLACE_ASKED, ".", PLACE_ASKED), -1);
    reasons_are("./tail.so: id \"long-zero-tail\" is taken by tail.so\n");
    ck_assert_int_eq(chdir("/"), 0);
    ck_assert_uint_eq(plugins.count, 1);
    plugin_is(0, "long-zero-tail", "tail.so");
}
END_TEST

START_TEST(keeps_symbols_apart)
{
    ck_assert_int_eq(asked_load(path_built("same_id")), 0);
    ck_assert_ptr_null(dlsym(RTLD_DEFAULT, "rapport_plugin_entry"));
}
END_TEST

START_TEST(loads_what_is_asked_for_first)
{
    const char *paths[] = {path_built("odd_status"), path_built("half_pair"), path_built("bad_span")};
    ck_assert_int_eq(plugins_load(&plugins, paths, 3, &reasons), -1);
    ck_assert_ptr_nonnull(strstr(bytes_text(&reasons), path_make("%s: has load without unload", paths[1])));
    plugin_is(0, "odd-status", paths[0]);
    plugin_is(1, "bad-span", paths[2]);
}
END_TEST

START_TEST(releases_nothing)
{
    loaded_plugins_release(&plugins);
    ck_assert_int_eq(asked_load(path_built("same_id")), 0);
    loaded_plugins_release(&plugins);
    ck_assert_uint_eq(plugins.count, 0);
    ck_assert_ptr_null(plugins.list);
    loaded_plugins_release(&plugins);
}
END_TEST

START_TEST(knows_its_own_directory)
{
    char *program = realpath("/proc/self/exe", NULL), *directory = program_directory();
    ck_assert_ptr_nonnull(program);
    ck_assert_ptr_nonnull(directory);
    char *slash = strrchr(program, '/');
    *slash = '\0';
    ck_assert_str_eq(directory, program);
    free(directory);
    free(program);
}
END_TEST

/* What `program --ids` prints. */
static void program_run(const char *program, char *output, size_t size)
{
    FILE *pipe = popen(path_make("cd / && '%s' --ids", program), "r");
    ck_assert_ptr_nonnull(pipe);
    output[fread(output, 1, size - 1, pipe)] = '\0';
    ck_assert_int_eq(pclose(pipe), 0);
}

/*
 * The directory name is longer than the first buffer for it, and the program is called through a
 * link in a directory whose `plugins` must not be taken for its own.
 */
START_TEST(finds_plugins_beside_the_program)
{
    char name[201];
    memset(name, 'd', 200);
    name[200] = '\0';
    directory_make(name);
    char *home = directory_make(path_make("%s/%s", name, name));
    char *program = path_make("%s/program", home);
    file_copy("/proc/self/exe", program, 0700);
    directory_make(path_make("%s/%s/plugins", name, name));
    plugin_copy("long_zero_tail", path_make("%s/plugins", home), "tail.so");

    directory_make("bin");
    directory_make("bin/plugins");
    char *alias = path_make("%s/bin/alias", scratch);
    plugin_copy("odd_status", path_make("%s/bin/plugins", scratch), "status.so");
    ck_assert_int_eq(symlink(program, alias), 0);

    char output[4096];
    program_run(alias, output, sizeof output);
    ck_assert_ptr_nonnull(strstr(output, "long-zero-tail\n"));
    ck_assert_ptr_null(strstr(output, "odd-status\n"));
    program_run(program, output, sizeof output);
    ck_assert_ptr_nonnull(strstr(output, "long-zero-tail\n"));
}
END_TEST

static int ids_print(void)
{
    int result = plugins_load(&plugins, NULL, 0, &reasons);
    for (size_t i = 0; i < plugins.count; i++)
        puts(plugins.list[i].table.id);
    loaded_plugins_release(&plugins);
    bytes_release(&reasons);
    return result ? EXIT_FAILURE : EXIT_SUCCESS;
}

static Suite *loader_suite(void)
{
    Suite *suite = suite_create("loader");
    TCase *objects = tcase_create("objects");
    tcase_add_checked_fixture(objects, scratch_make, test_end);
    tcase_add_loop_test(objects, refuses_each_bad_one, 0, REFUSED_ROWS);
    tcase_add_loop_test(objects, takes_each_loadable_one, 0, ACCEPTED_ROWS);
    tcase_add_test(objects, loads_the_good_beside_the_bad);
    tcase_add_test(objects, skips_what_is_no_plugin);
    tcase_add_test(objects, names_what_cannot_be_opened);
    tcase_add_test(objects, keeps_a_reason_on_its_line);
    tcase_add_test(objects, loads_a_file_once);
    tcase_add_test(objects, blames_a_file_once);
    tcase_add_test(objects, takes_a_name_without_a_slash);
    tcase_add_test(objects, keeps_symbols_apart);
    tcase_add_test(objects, releases_nothing);
    suite_add_tcase(suite, objects);

    TCase *places = tcase_create("places");
    tcase_add_checked_fixture(places, scratch_make, test_end);
    tcase_add_test(places, wants_what_was_asked_for);
    tcase_add_test(places, does_without_a_built_directory);
    tcase_add_test(places, tells_of_a_bad_built_one);
    tcase_add_test(places, refuses_an_id_that_is_taken);
    tcase_add_test(places, refuses_an_id_of_an_adopted_one);
    tcase_add_test(places, prefers_the_earlier_built_directory);
    tcase_add_test(places, takes_the_later_where_the_earlier_is_bad);
    tcase_add_test(places, refuses_two_of_an_id_in_one_built_directory);
    tcase_add_test(places, tells_when_an_asked_one_hides_a_built_one);
    tcase_add_test(places, knows_an_asked_one_of_a_built_directory);
    tcase_add_test(places, loads_what_is_asked_for_first);
    tcase_add_test(places, knows_its_own_directory);
    tcase_add_test(places, finds_plugins_beside_the_program);
    suite_add_tcase(suite, places);
    return suite;
}

int main(int argc, char **argv)
{
    if (argc == 2 && !strcmp(argv[1], "--ids"))
        return ids_print();
    SRunner *runner = srunner_create(loader_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
