#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/host/loader.h"
#include "core/model/arena.h"
#include "tests/unit.h"

#define TAIL_BYTES 64

/* A descriptor with room behind it for what later versions may append. */
union descriptor {
    struct rapport_plugin plugin;
    unsigned char bytes[sizeof(struct rapport_plugin) + TAIL_BYTES];
};

static int32_t load(const struct rapport_host *host, void **ret_shared)
{
    (void)host, (void)ret_shared;
    return RAPPORT_OK;
}

static void release(void *object)
{
    (void)object;
}

static int32_t open_worker(const struct rapport_host *host, const void *shared, void **ret_worker)
{
    (void)host, (void)shared, (void)ret_worker;
    return RAPPORT_OK;
}

static int32_t conversation(const struct rapport_host *host, const void *shared, void *worker,
                            const struct rapport_conversation *conversation)
{
    (void)host, (void)shared, (void)worker, (void)conversation;
    return RAPPORT_OK;
}

static int32_t group(const struct rapport_host *host, const void *shared, const struct rapport_group *group)
{
    (void)host, (void)shared, (void)group;
    return RAPPORT_OK;
}

/* What a test may spoil. */
static struct rapport_rule rules[3];
static struct rapport_option options[3];
static const char *cues[2];

static union descriptor descriptor_good(void)
{
    rules[0] = (struct rapport_rule){"tone/first", RAPPORT_INFO, 0};
    rules[1] = (struct rapport_rule){"tone/second", RAPPORT_CRITICAL, RAPPORT_RULE_ANY_LANGUAGE};
    rules[2] = (struct rapport_rule){"0-9/a-z", RAPPORT_MAJOR_SEVERITY, 0};
    options[0] = (struct rapport_option){"tone/second", "limit", 5, 0, 10, "how many"};
    options[1] = (struct rapport_option){"tone/first", "limit", INT64_MIN, INT64_MIN, INT64_MAX, "any"};
    options[2] = (struct rapport_option){"tone/second", "hours", 7, 7, 7, "no choice"};
    cues[0] = "thanks";
    cues[1] = "refusal";

    union descriptor descriptor;
    memset(&descriptor, 0, sizeof descriptor);
    descriptor.plugin = (struct rapport_plugin){
        .magic = RAPPORT_MAGIC,
        .major = RAPPORT_MAJOR,
        .size = sizeof(struct rapport_plugin),
        .id = "tone-2",
        .version = "1.0",
        .rules = rules,
        .rule_count = 3,
        .options = options,
        .option_count = 3,
        .cues = cues,
        .cue_count = 2,
        .load = load,
        .unload = release,
        .open = open_worker,
        .close = release,
        .conversation = conversation,
        .group = group,
    };
    return descriptor;
}

/* The good: what must not be refused. */

static void good_as_is(union descriptor *d) { (void)d; }
static void good_without_pairs(union descriptor *d)
{
    d->plugin.load = NULL, d->plugin.unload = NULL, d->plugin.open = NULL, d->plugin.close = NULL;
}
static void good_without_group(union descriptor *d) { d->plugin.group = NULL; }
static void good_without_options(union descriptor *d) { d->plugin.options = NULL, d->plugin.option_count = 0; }
static void good_without_cues(union descriptor *d) { d->plugin.cues = NULL, d->plugin.cue_count = 0; }
static void good_counts_of_none(union descriptor *d) { d->plugin.option_count = 0, d->plugin.cue_count = 0; }
static void good_zero_tail(union descriptor *d) { d->plugin.size = sizeof *d; }
static void good_zero_tail_of_a_byte(union descriptor *d) { d->plugin.size++; }
static void good_rubbish_behind(union descriptor *d) { d->bytes[sizeof d->plugin] = 1; }
static void good_rubbish_behind_tail(union descriptor *d)
{
    d->plugin.size = sizeof *d - 1;
    d->bytes[sizeof *d - 1] = 1;
}
static void good_repeated_cue(union descriptor *d)
{
    (void)d;
    cues[1] = cues[0];
}

static struct rapport_rule_cue rule_cues[2];

static void good_rule_cues(union descriptor *d)
{
    rule_cues[0] = (struct rapport_rule_cue){0, 1, RAPPORT_USE_OPPORTUNITY, 0};
    rule_cues[1] = (struct rapport_rule_cue){2, 0, RAPPORT_USE_EXCUSE, 0};
    d->plugin.rule_cues = rule_cues, d->plugin.rule_cue_count = 2;
}
static void bad_rule_cue_rule(union descriptor *d) { good_rule_cues(d), rule_cues[0].rule = 3; }
static void bad_rule_cue_cue(union descriptor *d) { good_rule_cues(d), rule_cues[0].cue = 2; }
static void bad_rule_cue_use(union descriptor *d) { good_rule_cues(d), rule_cues[1].use = 4; }
static void bad_rule_cue_no_use(union descriptor *d) { good_rule_cues(d), rule_cues[1].use = 0; }
static void bad_rule_cues_nowhere(union descriptor *d) { d->plugin.rule_cue_count = 2; }
static void bad_reserved3(union descriptor *d) { d->plugin.reserved3 = 1; }
static void bad_reserved4(union descriptor *d) { d->plugin.reserved4 = 1; }
static void bad_takes_rules(union descriptor *d) { d->plugin.takes_rules = 1; }

/* The versions. */

static void bad_magic(union descriptor *d) { d->plugin.magic = 0; }
static void bad_magic_turned(union descriptor *d) { d->plugin.magic = 0x52415250; }
static void bad_major_above(union descriptor *d) { d->plugin.major = 2; }
static void bad_major_below(union descriptor *d) { d->plugin.major = 0, d->plugin.minor = 9; }
static void bad_minor(union descriptor *d) { d->plugin.minor = 4; }
static void bad_minor_highest(union descriptor *d) { d->plugin.minor = UINT16_MAX; }
static void bad_size_zero(union descriptor *d) { d->plugin.size = 0; }
static void bad_size_of_prologue(union descriptor *d) { d->plugin.size = 16; }
static void bad_size_less_a_byte(union descriptor *d) { d->plugin.size = offsetof(struct rapport_plugin, cue_needs) - 1; }
static void bad_size_without_group(union descriptor *d) { d->plugin.size = offsetof(struct rapport_plugin, group); }
static void bad_size_endless(union descriptor *d) { d->plugin.size = UINT32_MAX; }
static void bad_tail_first(union descriptor *d)
{
    d->plugin.size = sizeof *d;
    d->bytes[sizeof d->plugin] = 1;
}
static void bad_tail_last(union descriptor *d)
{
    d->plugin.size = sizeof *d;
    d->bytes[sizeof *d - 1] = 0x80;
}
static void bad_reserved(union descriptor *d) { d->plugin.reserved = 1; }
static void bad_reserved2(union descriptor *d) { d->plugin.reserved2 = 1; }

/* Strings and callbacks. */

static void bad_id_missing(union descriptor *d) { d->plugin.id = NULL; }
static void bad_id_empty(union descriptor *d) { d->plugin.id = ""; }
static void bad_id_capital(union descriptor *d) { d->plugin.id = "Tone"; }
static void bad_id_path(union descriptor *d) { d->plugin.id = "../tone"; }
static void bad_id_underscore(union descriptor *d) { d->plugin.id = "tone_2"; }
static void bad_id_letters(union descriptor *d) { d->plugin.id = "t\xc3\xb6ne\n\"\\"; }
static void bad_version_missing(union descriptor *d) { d->plugin.version = NULL; }
static void bad_version_empty(union descriptor *d) { d->plugin.version = ""; }
static void bad_conversation(union descriptor *d) { d->plugin.conversation = NULL; }
static void bad_load_alone(union descriptor *d) { d->plugin.unload = NULL; }
static void bad_unload_alone(union descriptor *d) { d->plugin.load = NULL; }
static void bad_open_alone(union descriptor *d) { d->plugin.close = NULL; }
static void bad_close_alone(union descriptor *d) { d->plugin.open = NULL; }

/* Rules. */

static void bad_rules_none(union descriptor *d) { d->plugin.rule_count = 0; }
static void bad_rules_nowhere(union descriptor *d) { d->plugin.rules = NULL; }
static void bad_rules_countless(union descriptor *d) { d->plugin.rule_count = UINT32_MAX; }
static void rule_named(union descriptor *d, const char *id)
{
    (void)d;
    rules[2].id = id;
}
static void bad_rule_missing(union descriptor *d) { rule_named(d, NULL); }
static void bad_rule_empty(union descriptor *d) { rule_named(d, ""); }
static void bad_rule_family(union descriptor *d) { rule_named(d, "tone"); }
static void bad_rule_slash(union descriptor *d) { rule_named(d, "/"); }
static void bad_rule_no_family(union descriptor *d) { rule_named(d, "/third"); }
static void bad_rule_no_name(union descriptor *d) { rule_named(d, "tone/"); }
static void bad_rule_three_parts(union descriptor *d) { rule_named(d, "tone/third/x"); }
static void bad_rule_capital(union descriptor *d) { rule_named(d, "tone/Third"); }
static void bad_rule_family_capital(union descriptor *d) { rule_named(d, "Tone/third"); }
static void bad_rule_space(union descriptor *d) { rule_named(d, "tone/third "); }
static void bad_rule_twice(union descriptor *d) { rule_named(d, "tone/first"); }
static void bad_rule_severity(union descriptor *d) { (void)d, rules[0].severity = 4; }
static void bad_rule_severity_below(union descriptor *d) { (void)d, rules[0].severity = RAPPORT_SEVERITY_DEFAULT; }
static void bad_rule_flags(union descriptor *d) { (void)d, rules[1].flags = 3; }

/* Options and cues. */

static void bad_options_nowhere(union descriptor *d) { d->plugin.options = NULL; }
static void bad_options_countless(union descriptor *d) { d->plugin.option_count = 5000; }
static void bad_option_rule_missing(union descriptor *d) { (void)d, options[1].rule = NULL; }
static void bad_option_name_missing(union descriptor *d) { (void)d, options[1].name = NULL; }
static void bad_option_name_empty(union descriptor *d) { (void)d, options[1].name = ""; }
static void bad_option_help_missing(union descriptor *d) { (void)d, options[1].help = NULL; }
static void bad_option_rule_unknown(union descriptor *d) { (void)d, options[1].rule = "tone/third"; }
static void bad_option_rule_beginning(union descriptor *d) { (void)d, options[1].rule = "tone/firs"; }
static void bad_option_above(union descriptor *d) { (void)d, options[0].fallback = 11; }
static void bad_option_below(union descriptor *d) { (void)d, options[0].fallback = -1; }
static void bad_option_range(union descriptor *d) { (void)d, options[0].min = 11; }
static void bad_option_twice(union descriptor *d) { (void)d, options[2].name = "limit"; }
static void bad_cues_nowhere(union descriptor *d) { d->plugin.cues = NULL; }
static void bad_cues_countless(union descriptor *d) { d->plugin.cue_count = UINT32_MAX; }
static void bad_cue_missing(union descriptor *d) { (void)d, cues[1] = NULL; }
static void bad_cue_empty(union descriptor *d) { (void)d, cues[1] = ""; }

static const struct {
    void (*spoil)(union descriptor *descriptor);
    const char *reason; /* the whole of it; NULL: not refused */
} table[] = {
    {good_as_is, NULL},
    {good_without_pairs, NULL},
    {good_without_group, NULL},
    {good_without_options, NULL},
    {good_without_cues, NULL},
    {good_counts_of_none, NULL},
    {good_zero_tail, NULL},
    {good_zero_tail_of_a_byte, NULL},
    {good_rubbish_behind, NULL},
    {good_rubbish_behind_tail, NULL},
    {good_repeated_cue, NULL},
    {good_rule_cues, NULL},

    {bad_rule_cue_rule, "rule cue 0 names a rule, cue or use that is not there"},
    {bad_rule_cue_cue, "rule cue 0 names a rule, cue or use that is not there"},
    {bad_rule_cue_use, "rule cue 1 names a rule, cue or use that is not there"},
    {bad_rule_cue_no_use, "rule cue 1 names a rule, cue or use that is not there"},
    {bad_rule_cues_nowhere, "counts 2 rule cues but has no list of them"},
    {bad_reserved3, "uses a reserved field"},
    {bad_reserved4, "uses a reserved field"},
    {bad_takes_rules, "takes rules and has some of its own"},

    {bad_magic, "not a rapport plugin (magic 0x00000000)"},
    {bad_magic_turned, "not a rapport plugin (magic 0x52415250)"},
    {bad_major_above, "needs host 2.0, this is 1.3"},
    {bad_major_below, "needs host 0.9, this is 1.3"},
    {bad_minor, "needs host 1.4, this is 1.3"},
    {bad_minor_highest, "needs host 1.65535, this is 1.3"},
    {bad_size_zero, "descriptor of 0 bytes is shorter than any (120)"},
    {bad_size_of_prologue, "descriptor of 16 bytes is shorter than any (120)"},
    {bad_size_less_a_byte, "descriptor of 119 bytes is shorter than any (120)"},
    {bad_size_without_group, "descriptor of 112 bytes is shorter than any (120)"},
    {bad_size_endless, "descriptor of 4294967295 bytes is longer than can be meant"},
    {bad_tail_first, "uses byte 152 of a descriptor of which this host knows 152"},
    {bad_tail_last, "uses byte 215 of a descriptor of which this host knows 152"},
    {bad_reserved, "uses a reserved field"},
    {bad_reserved2, "uses a reserved field"},

    {bad_id_missing, "has no id"},
    {bad_id_empty, "id \"\" is not in [a-z0-9-]"},
    {bad_id_capital, "id \"Tone\" is not in [a-z0-9-]"},
    {bad_id_path, "id \"../tone\" is not in [a-z0-9-]"},
    {bad_id_underscore, "id \"tone_2\" is not in [a-z0-9-]"},
    {bad_id_letters, "id \"t\\xc3\\xb6ne\\x0a\\x22\\x5c\" is not in [a-z0-9-]"},
    {bad_version_missing, "has no version"},
    {bad_version_empty, "has no version"},
    {bad_conversation, "has no conversation callback"},
    {bad_load_alone, "has load without unload"},
    {bad_unload_alone, "has unload without load"},
    {bad_open_alone, "has open without close"},
    {bad_close_alone, "has close without open"},

    {bad_rules_none, "has no rules"},
    {bad_rules_nowhere, "counts 3 rules but has no list of them"},
    {bad_rules_countless, "has 4294967295 rules, more than 4096"},
    {bad_rule_missing, "rule 2 has no id"},
    {bad_rule_empty, "rule \"\" is not \"family/name\" in [a-z0-9-]"},
    {bad_rule_family, "rule \"tone\" is not \"family/name\" in [a-z0-9-]"},
    {bad_rule_slash, "rule \"/\" is not \"family/name\" in [a-z0-9-]"},
    {bad_rule_no_family, "rule \"/third\" is not \"family/name\" in [a-z0-9-]"},
    {bad_rule_no_name, "rule \"tone/\" is not \"family/name\" in [a-z0-9-]"},
    {bad_rule_three_parts, "rule \"tone/third/x\" is not \"family/name\" in [a-z0-9-]"},
    {bad_rule_capital, "rule \"tone/Third\" is not \"family/name\" in [a-z0-9-]"},
    {bad_rule_family_capital, "rule \"Tone/third\" is not \"family/name\" in [a-z0-9-]"},
    {bad_rule_space, "rule \"tone/third \" is not \"family/name\" in [a-z0-9-]"},
    {bad_rule_twice, "rule \"tone/first\" stands there twice"},
    {bad_rule_severity, "rule \"tone/first\" has no such severity"},
    {bad_rule_severity_below, "rule \"tone/first\" has no such severity"},
    {bad_rule_flags, "rule \"tone/second\" has flags that this host does not know"},

    {bad_options_nowhere, "counts 3 options but has no list of them"},
    {bad_options_countless, "has 5000 options, more than 4096"},
    {bad_option_rule_missing, "option 1 lacks its rule, name or help"},
    {bad_option_name_missing, "option 1 lacks its rule, name or help"},
    {bad_option_name_empty, "option 1 lacks its rule, name or help"},
    {bad_option_help_missing, "option 1 lacks its rule, name or help"},
    {bad_option_rule_unknown, "an option names the rule \"tone/third\" that is not there"},
    {bad_option_rule_beginning, "an option names the rule \"tone/firs\" that is not there"},
    {bad_option_above, "option \"limit\" falls back to what it forbids"},
    {bad_option_below, "option \"limit\" falls back to what it forbids"},
    {bad_option_range, "option \"limit\" has a minimum above its maximum"},
    {bad_option_twice, "option \"limit\" stands there twice"},
    {bad_cues_nowhere, "counts 2 cues but has no list of them"},
    {bad_cues_countless, "has 4294967295 cues, more than 4096"},
    {bad_cue_missing, "cue 1 has no name"},
    {bad_cue_empty, "cue 1 has no name"},
};

#define TABLE_ROWS ((int)(sizeof table / sizeof *table))

START_TEST(each_rule)
{
    union descriptor theirs = descriptor_good();
    table[_i].spoil(&theirs);
    struct rapport_plugin ours, before;
    memset(&ours, 0xa5, sizeof ours);
    before = ours;
    struct bytes reason = {0};
    int result = plugin_adopt(&theirs.plugin, &ours, &reason);
    if (table[_i].reason) {
        ck_assert_str_eq(bytes_text(&reason), table[_i].reason);
        ck_assert_int_eq(result, -1);
        ck_assert_msg(!memcmp(&ours, &before, sizeof ours), "the result was touched");
    } else {
        ck_assert_str_eq(bytes_text(&reason), "");
        ck_assert_int_eq(result, 0);
    }
    bytes_release(&reason);
}
END_TEST

START_TEST(copies_what_it_knows)
{
    union descriptor theirs = descriptor_good();
    good_zero_tail(&theirs);
    struct rapport_plugin ours;
    struct bytes reason = {0};
    ck_assert_int_eq(plugin_adopt(&theirs.plugin, &ours, &reason), 0);
    ck_assert_uint_eq(ours.size, sizeof ours);
    theirs.plugin.size = sizeof ours;
    ck_assert_mem_eq(&ours, &theirs.plugin, sizeof ours);
    bytes_release(&reason);
}
END_TEST

START_TEST(refuses_nothing_at_all)
{
    struct rapport_plugin ours;
    struct bytes reason = {0};
    ck_assert_int_eq(plugin_adopt(NULL, &ours, &reason), -1);
    ck_assert_str_eq(bytes_text(&reason), "gives no descriptor");
    bytes_release(&reason);
}
END_TEST

/* `size` bytes with memory behind them that cannot be read. */
static void *edge_copy(const void *bytes, size_t size)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    unsigned char *pages = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    ck_assert_ptr_ne(pages, MAP_FAILED);
    ck_assert_int_eq(mprotect(pages + page, page, PROT_NONE), 0);
    return memcpy(pages + page - size, bytes, size);
}

static int edge_adopt(const union descriptor *descriptor, size_t size)
{
    struct rapport_plugin ours;
    struct bytes reason = {0};
    int result = plugin_adopt(edge_copy(descriptor, size), &ours, &reason);
    bytes_release(&reason);
    return result;
}

START_TEST(reads_the_prologue_first)
{
    union descriptor theirs = descriptor_good();
    theirs.plugin.magic++;
    ck_assert_int_eq(edge_adopt(&theirs, 16), -1);
    theirs = descriptor_good();
    theirs.plugin.major++;
    ck_assert_int_eq(edge_adopt(&theirs, 16), -1);
    theirs = descriptor_good();
    theirs.plugin.minor = HOST_MINOR + 1;
    ck_assert_int_eq(edge_adopt(&theirs, 16), -1);
    theirs = descriptor_good();
    theirs.plugin.size = 16;
    ck_assert_int_eq(edge_adopt(&theirs, 16), -1);
    theirs.plugin.size = UINT32_MAX;
    ck_assert_int_eq(edge_adopt(&theirs, 16), -1);
}
END_TEST

START_TEST(reads_no_more_than_the_size)
{
    union descriptor theirs = descriptor_good();
    ck_assert_int_eq(edge_adopt(&theirs, sizeof theirs.plugin), 0);
    theirs.plugin.size += 8;
    ck_assert_int_eq(edge_adopt(&theirs, sizeof theirs.plugin + 8), 0);
}
END_TEST

START_TEST(tells_all_faults_in_one_line)
{
    union descriptor theirs = descriptor_good();
    theirs.plugin.size = sizeof theirs;
    theirs.bytes[sizeof theirs - 1] = 1;
    theirs.plugin.id = "Tone";
    theirs.plugin.version = NULL;
    theirs.plugin.conversation = NULL;
    theirs.plugin.unload = NULL;
    theirs.plugin.open = NULL;
    rules[1].id = "tone/first";
    options[0].rule = "tone/first";
    options[0].fallback = 99;
    cues[0] = NULL;

    struct rapport_plugin ours;
    struct bytes reason = {0};
    bytes_add_text(&reason, "tone.so: ");
    ck_assert_int_eq(plugin_adopt(&theirs.plugin, &ours, &reason), -1);
    ck_assert_str_eq(bytes_text(&reason),
                     "tone.so: uses byte 215 of a descriptor of which this host knows 152; "
                     "id \"Tone\" is not in [a-z0-9-]; has no version; has no conversation callback; "
                     "has load without unload; has close without open; rule \"tone/first\" stands there twice; "
                     "option \"limit\" falls back to what it forbids; "
                     "an option names the rule \"tone/second\" that is not there; "
                     "option \"limit\" stands there twice; cue 0 has no name");
    bytes_release(&reason);
}
END_TEST

START_TEST(cuts_a_long_name)
{
    char name[1001];
    memset(name, 'X', 1000);
    name[1000] = '\0';
    union descriptor theirs = descriptor_good();
    theirs.plugin.id = name;
    struct rapport_plugin ours;
    struct bytes reason = {0};
    ck_assert_int_eq(plugin_adopt(&theirs.plugin, &ours, &reason), -1);
    ck_assert_str_eq(bytes_text(&reason), "id \"XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX...\""
                                          " is not in [a-z0-9-]");
    bytes_release(&reason);
}
END_TEST

START_TEST(tells_a_repeated_rule_once)
{
    union descriptor theirs = descriptor_good();
    rules[0].id = rules[1].id = rules[2].id = "tone/same";
    theirs.plugin.option_count = 0;
    struct rapport_plugin ours;
    struct bytes reason = {0};
    ck_assert_int_eq(plugin_adopt(&theirs.plugin, &ours, &reason), -1);
    ck_assert_str_eq(bytes_text(&reason), "rule \"tone/same\" stands there twice");
    bytes_release(&reason);
}
END_TEST

/* As many rules as are allowed: all good, all wrong, and only the first and last the same. */
START_TEST(many_rules)
{
    enum { MANY = 4096 };
    struct rapport_rule *many = must_calloc(MANY, sizeof *many);
    char(*ids)[16] = must_calloc(MANY, sizeof *ids);
    for (int i = 0; i < MANY; i++) {
        snprintf(ids[i], sizeof ids[i], "many/%d", i);
        many[i].id = ids[i];
    }
    union descriptor theirs = descriptor_good();
    theirs.plugin.rules = many;
    theirs.plugin.rule_count = MANY;
    theirs.plugin.option_count = 0;
    struct rapport_plugin ours;
    struct bytes reason = {0};
    ck_assert_int_eq(plugin_adopt(&theirs.plugin, &ours, &reason), 0);

    many[MANY - 1].id = ids[0];
    ck_assert_int_eq(plugin_adopt(&theirs.plugin, &ours, &reason), -1);
    ck_assert_str_eq(bytes_text(&reason), "rule \"many/0\" stands there twice");

    for (int i = 0; i < MANY; i++)
        many[i].id = NULL;
    bytes_clear(&reason);
    ck_assert_int_eq(plugin_adopt(&theirs.plugin, &ours, &reason), -1);
    ck_assert_uint_lt(reason.len, 1000);
    ck_assert_ptr_nonnull(strstr(bytes_text(&reason), "; rule 15 has no id; and perhaps more"));
    ck_assert_ptr_null(strstr(bytes_text(&reason), "rule 16 "));
    bytes_release(&reason);
    free(ids);
    free(many);
}
END_TEST

static Suite *adopt_suite(void)
{
    Suite *suite = suite_create("adopt");
    TCase *tcase = tcase_create("descriptor");
    tcase_add_loop_test(tcase, each_rule, 0, TABLE_ROWS);
    tcase_add_test(tcase, copies_what_it_knows);
    tcase_add_test(tcase, refuses_nothing_at_all);
    tcase_add_test(tcase, reads_the_prologue_first);
    tcase_add_test(tcase, reads_no_more_than_the_size);
    tcase_add_test(tcase, tells_all_faults_in_one_line);
    tcase_add_test(tcase, cuts_a_long_name);
    tcase_add_test(tcase, tells_a_repeated_rule_once);
    tcase_add_test(tcase, many_rules);
    suite_add_tcase(suite, tcase);
    return suite;
}

UNIT_MAIN(adopt_suite)
