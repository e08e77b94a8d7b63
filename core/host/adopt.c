/* Checks what a plugin says of itself before anything of it is believed. */
#include <stdlib.h>
#include <string.h>

#include "core/host/loader.h"
#include "core/model/arena.h"

/* The descriptor as it was in minor 0; no plugin may have less. */
#define MINOR_0_SIZE (offsetof(struct rapport_plugin, group) + sizeof(((struct rapport_plugin *)0)->group))

/* A wrong size or count would have us read where nothing is; more than this nobody means. */
#define SIZE_LIMIT 65536u
#define COUNT_LIMIT 4096u

/* Beyond these, a message does not help any more. */
#define FAULTS_TOLD 16u
#define NAME_BYTES_TOLD 64u

/* What may be read before the version is known. */
struct prologue {
    uint32_t magic;
    uint16_t major, minor;
    uint32_t size;
    uint32_t reserved;
};
_Static_assert(sizeof(struct prologue) == 16, "the prologue never changes");
_Static_assert(offsetof(struct rapport_plugin, id) == sizeof(struct prologue), "the prologue comes first");

struct faults {
    struct bytes *text;
    uint32_t count;
};

/* Where the next fault is to be written; all faults of a plugin make one line. */
static struct bytes *fault_add(struct faults *faults)
{
    if (faults->count++)
        bytes_add_text(faults->text, "; ");
    return faults->text;
}

/* The name may be anything, and the message goes to a terminal. */
static void name_quote(struct bytes *text, const char *name)
{
    bytes_add_char(text, '"');
    for (size_t i = 0; name[i]; i++) {
        unsigned char c = (unsigned char)name[i];
        if (i == NAME_BYTES_TOLD) {
            bytes_add_text(text, "...");
            break;
        }
        if (c < 0x20 || c > 0x7e || c == '"' || c == '\\')
            bytes_addf(text, "\\x%02x", c);
        else
            bytes_add_char(text, (char)c);
    }
    bytes_add_char(text, '"');
}

static void fault_add_named(struct faults *faults, const char *what, const char *name, const char *wrong)
{
    struct bytes *text = fault_add(faults);
    bytes_add_text(text, what);
    bytes_add_char(text, ' ');
    name_quote(text, name);
    bytes_add_char(text, ' ');
    bytes_add_text(text, wrong);
}

/* Length of the run of [a-z0-9-] at the start. */
static size_t word_length(const char *text)
{
    return strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-");
}

int rule_id_valid(const char *id)
{
    size_t family = word_length(id);
    if (!family || id[family] != '/')
        return 0;
    size_t name = word_length(id + family + 1);
    return name && !id[family + 1 + name];
}

static int version_check(const struct prologue *theirs, struct faults *faults)
{
    if (theirs->magic != RAPPORT_MAGIC)
        bytes_addf(fault_add(faults), "not a rapport plugin (magic 0x%08x)", theirs->magic);
    else if (theirs->major != RAPPORT_MAJOR || theirs->minor > HOST_MINOR)
        bytes_addf(fault_add(faults), "needs host %u.%u, this is %u.%u", theirs->major, theirs->minor,
                   (unsigned)RAPPORT_MAJOR, HOST_MINOR);
    else if (theirs->size < MINOR_0_SIZE)
        bytes_addf(fault_add(faults), "descriptor of %u bytes is shorter than any (%zu)", theirs->size, MINOR_0_SIZE);
    else if (theirs->size > SIZE_LIMIT)
        bytes_addf(fault_add(faults), "descriptor of %u bytes is longer than can be meant", theirs->size);
    return faults->count ? -1 : 0;
}

/* Fields are only ever appended and zero means "as before": a zero tail asks for nothing that is missing here. */
static void tail_check(const unsigned char *theirs, size_t size, struct faults *faults)
{
    for (size_t i = sizeof(struct rapport_plugin); i < size; i++)
        if (theirs[i]) {
            bytes_addf(fault_add(faults), "uses byte %zu of a descriptor of which this host knows %zu", i,
                       sizeof(struct rapport_plugin));
            return;
        }
}

static void head_check(const struct rapport_plugin *plugin, struct faults *faults)
{
    if (plugin->reserved || plugin->reserved2 || plugin->reserved3 || plugin->reserved4 || plugin->takes_rules > 1)
        bytes_add_text(fault_add(faults), "uses a reserved field");
    if (!plugin->id)
        bytes_add_text(fault_add(faults), "has no id");
    else if (!*plugin->id || plugin->id[word_length(plugin->id)])
        fault_add_named(faults, "id", plugin->id, "is not in [a-z0-9-]");
    if (!plugin->version || !*plugin->version)
        bytes_add_text(fault_add(faults), "has no version");
}

static void callbacks_check(const struct rapport_plugin *plugin, struct faults *faults)
{
    if (!plugin->conversation)
        bytes_add_text(fault_add(faults), "has no conversation callback");
    if (!plugin->load != !plugin->unload)
        bytes_addf(fault_add(faults), "has %s", plugin->load ? "load without unload" : "unload without load");
    if (!plugin->open != !plugin->close)
        bytes_addf(fault_add(faults), "has %s", plugin->open ? "open without close" : "close without open");
}

/* 1 if the list can be read. */
static int list_check(const char *what, const void *list, uint32_t count, struct faults *faults)
{
    if (count > COUNT_LIMIT)
        bytes_addf(fault_add(faults), "has %u %s, more than %u", count, what, COUNT_LIMIT);
    else if (count && !list)
        bytes_addf(fault_add(faults), "counts %u %s but has no list of them", count, what);
    return count && list && count <= COUNT_LIMIT;
}

static int names_compare(const void *left, const void *right)
{
    const char *const *a = left, *const *b = right;
    return strcmp(*a, *b);
}

static int rule_check(const struct rapport_rule *rule, uint32_t index, struct faults *faults)
{
    if (!rule->id) {
        bytes_addf(fault_add(faults), "rule %u has no id", index);
        return 0;
    }
    if (!rule_id_valid(rule->id))
        fault_add_named(faults, "rule", rule->id, "is not \"family/name\" in [a-z0-9-]");
    if (rule->severity < RAPPORT_INFO || rule->severity > RAPPORT_CRITICAL)
        fault_add_named(faults, "rule", rule->id, "has no such severity");
    if (rule->flags & ~RAPPORT_RULE_ANY_LANGUAGE)
        fault_add_named(faults, "rule", rule->id, "has flags that this host does not know");
    return 1;
}

/* Fills `ret_ids`, which has room for all, in order. Returns how many have an id. */
static uint32_t rules_check(const struct rapport_plugin *plugin, const char **ret_ids, struct faults *faults)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < plugin->rule_count && faults->count < FAULTS_TOLD; i++)
        if (rule_check(&plugin->rules[i], i, faults))
            ret_ids[count++] = plugin->rules[i].id;
    qsort(ret_ids, count, sizeof *ret_ids, names_compare);
    for (uint32_t i = 1; i < count && faults->count < FAULTS_TOLD; i++)
        if (!strcmp(ret_ids[i - 1], ret_ids[i]) && (i == 1 || strcmp(ret_ids[i - 2], ret_ids[i])))
            fault_add_named(faults, "rule", ret_ids[i], "stands there twice");
    return count;
}

static int option_check(const struct rapport_option *option, uint32_t index, const char *const *ids, uint32_t id_count,
                        struct faults *faults)
{
    if (!option->rule || !option->name || !*option->name || !option->help) {
        bytes_addf(fault_add(faults), "option %u lacks its rule, name or help", index);
        return 0;
    }
    if (!bsearch(&option->rule, ids, id_count, sizeof *ids, names_compare))
        fault_add_named(faults, "an option names the rule", option->rule, "that is not there");
    if (option->min > option->max)
        fault_add_named(faults, "option", option->name, "has a minimum above its maximum");
    else if (option->fallback < option->min || option->fallback > option->max)
        fault_add_named(faults, "option", option->name, "falls back to what it forbids");
    return 1;
}

static int options_compare(const void *left, const void *right)
{
    const struct rapport_option *const *a = left, *const *b = right;
    int order = strcmp((*a)->rule, (*b)->rule);
    return order ? order : strcmp((*a)->name, (*b)->name);
}

static void options_check(const struct rapport_plugin *plugin, const char *const *ids, uint32_t id_count,
                          struct faults *faults)
{
    const struct rapport_option **sorted = must_calloc(plugin->option_count, sizeof(const struct rapport_option *));
    uint32_t count = 0;
    for (uint32_t i = 0; i < plugin->option_count && faults->count < FAULTS_TOLD; i++)
        if (option_check(&plugin->options[i], i, ids, id_count, faults))
            sorted[count++] = &plugin->options[i];
    qsort(sorted, count, sizeof(const struct rapport_option *), options_compare);
    for (uint32_t i = 1; i < count && faults->count < FAULTS_TOLD; i++)
        if (!options_compare(&sorted[i - 1], &sorted[i]))
            fault_add_named(faults, "option", sorted[i]->name, "stands there twice");
    free(sorted);
}

static void cues_check(const struct rapport_plugin *plugin, struct faults *faults)
{
    for (uint32_t i = 0; i < plugin->cue_count && faults->count < FAULTS_TOLD; i++)
        if (!plugin->cues[i] || !*plugin->cues[i])
            bytes_addf(fault_add(faults), "cue %u has no name", i);
}

static void rule_cues_check(const struct rapport_plugin *plugin, struct faults *faults)
{
    for (uint32_t i = 0; i < plugin->rule_cue_count && faults->count < FAULTS_TOLD; i++) {
        const struct rapport_rule_cue *use = &plugin->rule_cues[i];
        if (use->rule >= plugin->rule_count || use->cue >= plugin->cue_count || use->use < RAPPORT_USE_OPPORTUNITY ||
            use->use > RAPPORT_USE_EXCUSE || use->reserved)
            bytes_addf(fault_add(faults), "rule cue %u names a rule, cue or use that is not there", i);
    }
}

static void lists_check(const struct rapport_plugin *plugin, struct faults *faults)
{
    const char **ids = NULL;
    uint32_t id_count = 0;
    if (!plugin->rule_count && !plugin->takes_rules)
        bytes_add_text(fault_add(faults), "has no rules");
    if (plugin->takes_rules && (plugin->rule_count || plugin->option_count || plugin->cue_count || plugin->rule_cue_count))
        bytes_add_text(fault_add(faults), "takes rules and has some of its own");
    if (list_check("rules", plugin->rules, plugin->rule_count, faults)) {
        ids = must_calloc(plugin->rule_count, sizeof *ids);
        id_count = rules_check(plugin, ids, faults);
    }
    /* without readable rules, every option would be told to name one that is not there */
    if (list_check("options", plugin->options, plugin->option_count, faults) && ids)
        options_check(plugin, ids, id_count, faults);
    if (list_check("cues", plugin->cues, plugin->cue_count, faults))
        cues_check(plugin, faults);
    if (list_check("rule cues", plugin->rule_cues, plugin->rule_cue_count, faults))
        rule_cues_check(plugin, faults);
    free(ids);
}

int plugin_adopt(const struct rapport_plugin *theirs, struct rapport_plugin *ret, struct bytes *reason)
{
    struct faults faults = {reason, 0};
    struct prologue prologue;
    if (!theirs) {
        bytes_add_text(fault_add(&faults), "gives no descriptor");
        return -1;
    }
    memcpy(&prologue, theirs, sizeof prologue);
    if (version_check(&prologue, &faults) != 0)
        return -1;
    struct rapport_plugin ours = {0};
    memcpy(&ours, theirs, prologue.size < sizeof ours ? prologue.size : sizeof ours);
    tail_check((const unsigned char *)theirs, prologue.size, &faults);
    head_check(&ours, &faults);
    callbacks_check(&ours, &faults);
    lists_check(&ours, &faults);
    if (faults.count >= FAULTS_TOLD)
        bytes_add_text(reason, "; and perhaps more");
    if (faults.count)
        return -1;
    ours.size = sizeof ours; /* what they left out is zero in the copy, and may be read */
    *ret = ours;
    return 0;
}
