/*
 * The rapport plugin contract, version 1.2.
 *
 * A plugin is a shared object that judges conversations by rules. This header is all it includes.
 *
 * How a plugin lives
 *   rapport_plugin_entry()  returns the constant descriptor; it does nothing else      [main]
 *   load / unload           make and free `shared`, once a run, never changed between  [main]
 *   open / close            make and free `worker`, once for each thread               [main]
 *   conversation            judges one conversation                                    [worker]
 *   group                   judges all facts that have one key, after the last
 *                           conversation, in the order of their keys                   [main]
 *
 *   [main]    called by one thread, while no other callback of this plugin runs.
 *   [worker]  one call at a time for one `worker`, but many workers at once; a worker may move
 *             between threads, so keep nothing in thread-local variables.
 *
 * Who owns what
 *   - Whoever allocates frees, through the callback made for it; no allocator is shared.
 *   - Everything the host hands to a callback is the host's, constant, and dead when the callback
 *     returns. Copy what you keep (best as a fact).
 *   - Everything a plugin hands to a service is copied before the service returns.
 *   - The descriptor and all it points to lives as long as the shared object is loaded.
 *
 * What never crosses: FILE *, file descriptors, errno, types of other libraries, C++ exceptions,
 * long jumps, exit(), abort(). A plugin does not print, start threads, change the locale, read the
 * clock or draw random numbers: two runs over the same input give the same output.
 *
 * Text is UTF-8, checked by the host, and not NUL-terminated: a pointer and a length in bytes.
 * Spans are byte offsets into the ORIGINAL text of one message, counted from 0, begin included,
 * end excluded, both on character boundaries.
 *
 * How the contract grows: fields are only ever appended, a zero means "as before", and the minor
 * version goes up; anything else is a new major version. Structs begin with `size`, set by the
 * writer with sizeof, or are marked "frozen" and never change within major 1. Before reading a
 * field of a later minor, test the size with RAPPORT_HAS. A host loads a plugin of the same major
 * whose minor is not above its own; a longer descriptor is taken when all that the host does not
 * know is zero.
 */
#ifndef RAPPORT_PLUGIN_H
#define RAPPORT_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define RAPPORT_MAGIC 0x50524152u /* "RARP" in memory order of a little-endian machine */
#define RAPPORT_MAJOR 1
/* The least host minor this plugin needs. Define it before the include to use later fields. */
#ifndef RAPPORT_MINOR
#define RAPPORT_MINOR 0
#endif

#define RAPPORT_NONE UINT32_MAX         /* no message, no speaker, no span, no such cue */
#define RAPPORT_TIME_UNKNOWN INT64_MIN  /* milliseconds since 1970-01-01T00:00:00Z otherwise */
#define RAPPORT_AMOUNT_SCALE 10000      /* amounts count ten-thousandths of their currency */

/* True if the writer of *p knew the field; without it the field must not be read. */
#define RAPPORT_HAS(p, field) \
    ((size_t)(p)->size >= offsetof(__typeof__(*(p)), field) + sizeof((p)->field))

/* Results of callbacks and services. */
enum {
    RAPPORT_OK = 0,
    RAPPORT_FAILED = -1, /* this conversation or group could not be judged; the run goes on */
    RAPPORT_FATAL = -2,  /* as FAILED, and the worker is broken: the host closes it and opens another */
    RAPPORT_REFUSED = -3 /* from a service: an argument broke the contract; nothing was done */
};

enum { RAPPORT_INFO = 0, RAPPORT_MINOR_SEVERITY = 1, RAPPORT_MAJOR_SEVERITY = 2, RAPPORT_CRITICAL = 3 };
#define RAPPORT_SEVERITY_DEFAULT (-1)

enum { RAPPORT_CUSTOMER = 0, RAPPORT_AGENT = 1, RAPPORT_BOT = 2, RAPPORT_SYSTEM = 3 };

enum {
    RAPPORT_EVENT_NONE = 0,
    RAPPORT_EVENT_TRANSFER = 1,
    RAPPORT_EVENT_JOINED = 2,
    RAPPORT_EVENT_LEFT = 3,
    RAPPORT_EVENT_HOLD = 4,
    RAPPORT_EVENT_RESUME = 5,
    RAPPORT_EVENT_CALLBACK = 6,
    RAPPORT_EVENT_CLOSED = 7,
    RAPPORT_EVENT_LANGUAGE = 8,
    RAPPORT_EVENT_OTHER = 9
};

enum {
    RAPPORT_PERIOD_UNSTATED = 0,
    RAPPORT_PERIOD_ONCE = 1,
    RAPPORT_PERIOD_NIGHT = 2,
    RAPPORT_PERIOD_DAY = 3,
    RAPPORT_PERIOD_WEEK = 4,
    RAPPORT_PERIOD_MONTH = 5,
    RAPPORT_PERIOD_YEAR = 6
};

enum { RAPPORT_VAT_UNSTATED = 0, RAPPORT_VAT_WITH = 1, RAPPORT_VAT_WITHOUT = 2 };

enum { RAPPORT_PASS = 1, RAPPORT_UNCHECKED = 2 };

/* Frozen. `ptr` may be NULL only when `len` is 0. */
struct rapport_text {
    const char *ptr;
    uint64_t len;
};

/* Frozen. A person, bot or system that takes part; customers too. */
struct rapport_speaker {
    struct rapport_text id;   /* may be empty: then the role alone tells speakers apart */
    struct rapport_text name; /* may be empty */
    int32_t role;
    uint32_t reserved;
};

/*
 * Frozen. A piece of a message between punctuation marks (comma, colon, full stop, new line, …),
 * in order, without gaps of words between them.
 */
struct rapport_clause {
    uint32_t begin, end;
    uint32_t sentence; /* 0-based number of the sentence it belongs to */
    uint32_t words;
    uint32_t question; /* 1 if its sentence ends with a question mark */
};

/* Frozen. One place where a cue was said. Hits of a message come in order of `begin`. */
struct rapport_hit {
    uint32_t cue; /* compare with host->cues[i] */
    uint32_t begin, end;
    uint32_t clause; /* index into the message's clauses, of the hit's begin */
};

/* Frozen. An amount of money, or a bare number in a place where a price stands. */
struct rapport_amount {
    int64_t value;    /* in RAPPORT_AMOUNT_SCALE parts of `currency`; IRT is already turned to IRR */
    char currency[4]; /* ISO 4217 and NUL, or four NULs when none was said */
    int32_t period;
    int32_t vat;
    uint32_t begin, end;
    uint32_t clause;
    uint32_t reserved;
    struct rapport_text item; /* folded words beside the amount that name the thing; may be empty */
};

struct rapport_message {
    uint32_t size;
    uint32_t index; /* 0-based place in the conversation */
    int32_t role;
    int32_t event;   /* RAPPORT_EVENT_NONE except on some system messages */
    int64_t at_ms;
    uint32_t speaker; /* index into the conversation's speakers, or RAPPORT_NONE */
    uint32_t words;
    struct rapport_text lang; /* "he", "fa", "en", …; empty: no language of the loaded packs */
    struct rapport_text text; /* as it was written */
    const struct rapport_hit *hits;
    const struct rapport_clause *clauses;
    const struct rapport_amount *amounts;
    uint32_t hit_count, clause_count, amount_count;
    /* Of events: who left or joined, who handed over to whom. RAPPORT_NONE where not told. */
    uint32_t event_from, event_to, event_who;
    struct rapport_text event_queue;
    /* From minor 2 on: 1 to 100 for each hit, how sure it is that it means the cue. NULL: all are 100. */
    const uint8_t *hit_confidence;
    int32_t at_offset; /* minutes that the clocks of `at_ms` were ahead of UTC, as it was written */
    uint32_t reserved;
};

struct rapport_conversation {
    uint32_t size;
    uint32_t message_count;
    const struct rapport_message *const *messages;
    const struct rapport_speaker *speakers;
    uint32_t speaker_count;
    uint32_t reserved;
    struct rapport_text id, channel, lang, queue;
    struct rapport_text customer_id, customer_name, customer_group, customer_title;
    int64_t customer_since_ms;
    int64_t started_ms;
    int32_t nps;  /* 0 to 10, or -1 */
    int32_t csat; /* 1 to 5, or -1 */
};

/* Hours of a week in minutes of the local day; [0] is Sunday; the same twice: closed. Frozen. */
struct rapport_hours {
    int32_t open[7], close[7];
};

enum { RAPPORT_DETAIL_NUMBER = 1, RAPPORT_DETAIL_EMAIL = 2, RAPPORT_DETAIL_LINK = 3 };

/* Something given in digits or signs: a number or code, an e-mail address, a link. Frozen. */
struct rapport_detail {
    uint32_t kind;
    uint32_t begin, end;
    uint32_t digits;           /* of a number: how many, three or more */
    struct rapport_text value; /* of a number: its digits in ASCII, at most 32; else as written */
};

/* One line of the configured price list. Frozen. */
struct rapport_price {
    struct rapport_text item;
    uint32_t cue; /* the item's names are a cue: hits with this id name the item */
    int32_t period, vat;
    char currency[4];
    int64_t value;
};

/*
 * Something that is wrong, with its place. Emitting a finding is the verdict *fail* for its rule
 * and conversation; two findings of one rule at one message and span count once.
 */
struct rapport_finding {
    uint32_t size;
    uint32_t rule;        /* index into the descriptor's rules */
    uint32_t message;     /* [conversation] index of the message */
    uint32_t begin, end;  /* RAPPORT_NONE both: about something that was not said */
    int32_t severity;     /* RAPPORT_SEVERITY_DEFAULT, or another than the rule's own */
    uint32_t speaker;     /* the agent it is about; RAPPORT_NONE: the message's, else the nearest before */
    uint32_t confidence;  /* 1 to 100; 0 means 100. The host lowers it to that of the hit with this span */
    uint32_t related;     /* [conversation] a message that explains it, or RAPPORT_NONE */
    uint32_t fact;        /* [group] index of the fact where it is wrong */
    uint32_t related_fact; /* [group] index of the fact it deviates from, or RAPPORT_NONE */
};

struct rapport_verdict {
    uint32_t size;
    uint32_t rule;
    int32_t verdict;  /* RAPPORT_PASS or RAPPORT_UNCHECKED; fail is said by a finding */
    uint32_t speaker; /* [conversation] the agent who had the opportunity, or RAPPORT_NONE */
    uint32_t fact;    /* [group] the fact whose conversation it is about */
    struct rapport_text why; /* of RAPPORT_UNCHECKED: a few plain words, "no times" */
    /* From minor 3 on, [conversation], of RAPPORT_PASS: by which words it was met. */
    uint32_t met;        /* 1 + index of the message; 0: not told */
    uint32_t begin, end; /* the words in it; begin == end: the message as a whole */
    uint32_t reserved;   /* 0 */
};

/* A note to oneself, handed back with all others of the same key after the last conversation. */
struct rapport_fact {
    uint32_t size;
    uint32_t message;
    uint32_t begin, end;
    struct rapport_text key;   /* 1 to 1024 bytes; other plugins have keys of their own */
    struct rapport_text value; /* 0 to 65536 bytes of the plugin's own making */
};

/* A fact as it comes back, with what the host knows of where it came from. */
struct rapport_known_fact {
    uint32_t size;
    uint32_t message;
    struct rapport_text value;
    struct rapport_text conversation, customer_id, customer_group;
    uint64_t ordinal; /* tells conversations apart; rises in the order of the sources */
    int64_t at_ms;    /* of the message, else of the conversation, else unknown */
};

struct rapport_group {
    uint32_t size;
    uint32_t fact_count; /* in order of their places in the input */
    const struct rapport_known_fact *const *facts;
    struct rapport_text key;
    /* From minor 2 on: the latest time of any message of the run; RAPPORT_TIME_UNKNOWN if none has one. */
    int64_t latest_ms;
};

/*
 * The host's services. A host table belongs to one plugin and one worker; pass it on, keep it not.
 * All services may be called only inside a callback and only by its thread.
 */
struct rapport_host {
    uint32_t size;
    uint16_t major, minor;
    void *ctx; /* the host's */
    const uint32_t *cues;    /* id of each cue named in the descriptor, RAPPORT_NONE if no pack has it */
    const int64_t *options;  /* value of each option in the descriptor */
    const uint8_t *enabled;  /* 1 for each rule that is switched on; findings of others are dropped */

    /* [conversation, group] RAPPORT_OK, or RAPPORT_REFUSED for a rule, message, fact or span that
       does not exist; the host then names the plugin as faulty. */
    int32_t (*emit)(const struct rapport_host *host, const struct rapport_finding *finding);
    /* [conversation, group] As emit. A pass beside a fail of the same rule is ignored. */
    int32_t (*verdict)(const struct rapport_host *host, const struct rapport_verdict *verdict);
    /* [conversation] RAPPORT_OK, RAPPORT_REFUSED as above, RAPPORT_FAILED if it could not be kept. */
    int32_t (*fact)(const struct rapport_host *host, const struct rapport_fact *fact);
    /* [any] The reason for a result below zero, said before returning it. One line. */
    void (*error)(const struct rapport_host *host, struct rapport_text why);
    /* [conversation, group] `bytes` of memory, aligned for any type and not cleared, that die when
       the callback returns. NULL beyond 16 MiB a callback. */
    void *(*scratch)(const struct rapport_host *host, size_t bytes);
    /* [any] The configured price list; *ret_count is 0 without one. Lives as long as `shared`. */
    const struct rapport_price *(*prices)(const struct rapport_host *host, uint32_t *ret_count);
    /* [any] A named addition such as "sentiment/1"; NULL where this host has none. */
    const void *(*extension)(const struct rapport_host *host, const char *id);

    /*
     * From minor 2 on: looked for only when asked, so ask only where it decides. They take the index of a
     * message of the conversation, and refuse (NULL, RAPPORT_REFUSED) outside [conversation].
     */

    /* The details of a message in order of place, at most 64, in scratch memory. */
    const struct rapport_detail *(*details)(const struct rapport_host *host, uint32_t message, uint32_t *ret_count);
    /*
     * 1 if the message says a word of the name (first or family name), and where; 0 if not. Compared in
     * the one spelling of all phrases, also behind a Hebrew particle and before a Persian جان.
     */
    int32_t (*find_name)(const struct rapport_host *host, uint32_t message, struct rapport_text name,
                         uint32_t *ret_begin, uint32_t *ret_end);
    /* How many different content words of message `a` are said in message `b` too. */
    int32_t (*shared_words)(const struct rapport_host *host, uint32_t a, uint32_t b);
    /*
     * The time by which something will be done or heard, as the sentence of byte `begin` says
     * ("by noon tomorrow", "within two hours"). RAPPORT_TIME_UNKNOWN if they name none, or the message
     * has no time.
     */
    int64_t (*deadline)(const struct rapport_host *host, uint32_t message, uint32_t begin);
    /* A span of time that the message names ("two minutes"), in milliseconds; 0 if it names none. */
    int64_t (*named_span)(const struct rapport_host *host, uint32_t message);
    /*
     * The hours of service: those of the configuration, else those that a bot or agent states in the
     * conversation (cue service-hours). open_time is how much of [from, to) they are open, in
     * milliseconds, -1 if nobody knows them; open_until the end of the hours that `at` lies in,
     * RAPPORT_TIME_UNKNOWN if it lies in none or nobody knows them.
     */
    int64_t (*open_time)(const struct rapport_host *host, int64_t from, int64_t to);
    int64_t (*open_until)(const struct rapport_host *host, int64_t at);
};

/* A rule the plugin judges by. Texts for people stand in the rule packs under its id. Frozen. */
struct rapport_rule {
    const char *id;   /* "family/name" in [a-z0-9-] */
    int32_t severity; /* the default; the configuration may change it */
    uint32_t flags;   /* RAPPORT_RULE_... */
};

enum {
    RAPPORT_CUE_ALWAYS = 0,
    RAPPORT_CUE_HANDOVER = 1 /* only where two or more human agents take part */
};

/* The rule reads no cues: it can judge conversations in languages that nobody wrote a pack for. */
#define RAPPORT_RULE_ANY_LANGUAGE 1u

/*
 * What a rule listens for, and what that means to it. Not needed for judging: rapport explain shows with
 * it what a verdict rests on. Frozen.
 */
enum { RAPPORT_USE_OPPORTUNITY = 1, RAPPORT_USE_FAULT = 2, RAPPORT_USE_EXCUSE = 3 };

struct rapport_rule_cue {
    uint32_t rule, cue; /* indices into the descriptor's lists */
    int32_t use;        /* where the rule applies; what is wrong about it; what makes it right */
    uint32_t reserved;
};

/*
 * Rules that are data, from minor 2 on: "these cues, unless those". A plugin that `takes_rules` has no
 * rules, options and cues of its own; the host fills them in from rules/rules.json before it calls load,
 * and host->extension(host, RAPPORT_SAID_RULES) gives a struct rapport_said_rules with an entry for each
 * rule of the descriptor, in its order. It lives as long as `shared`. The structs are frozen within
 * "said-rules/1".
 */
#define RAPPORT_SAID_RULES "said-rules/1"

/* Where, seen from the words of the rule. BEFORE and AFTER reach to the ends of the conversation. */
enum {
    RAPPORT_IN_SENTENCE = 1,
    RAPPORT_IN_MESSAGE = 2,
    RAPPORT_IN_TURN = 3,      /* until the other side, customer or agent, speaks again */
    RAPPORT_IN_NEXT_TURN = 4, /* the next one of the other side */
    RAPPORT_IN_BEFORE = 5,
    RAPPORT_IN_AFTER = 6,
    RAPPORT_IN_CONVERSATION = 7
};

/* How near to an end of the conversation: messages and words are those of the role. */
enum {
    RAPPORT_FIRST_MESSAGES = 0,
    RAPPORT_FIRST_WORDS = 1,
    RAPPORT_FIRST_SECONDS = 2,
    RAPPORT_LAST_MESSAGES = 3,
    RAPPORT_LAST_WORDS = 4,
    RAPPORT_LAST_SECONDS = 5,
    RAPPORT_WITHIN_COUNT = 6
};

/* One of these cues, said by somebody of the role. */
struct rapport_said {
    const uint32_t *cues; /* indices into host->cues */
    uint32_t cue_count;
    int32_t by;
    int32_t where;      /* RAPPORT_IN_…; of a rule's own words always RAPPORT_IN_CONVERSATION */
    uint32_t own_words; /* 1: words that are quoted or reported do not count */
};

struct rapport_said_rule {
    struct rapport_said said;
    const struct rapport_said *unless;
    uint32_t unless_count;
    uint32_t must;       /* 1: it is wrong that they are not said; 0: that they are */
    uint32_t confidence; /* 1 to 100, of all findings of the rule */
    uint32_t within[RAPPORT_WITHIN_COUNT]; /* index into host->options, or RAPPORT_NONE: no such limit */
    uint32_t reserved;
};

struct rapport_said_rules {
    uint32_t size;
    uint32_t count;
    const struct rapport_said_rule *rules;
    uint32_t reported, quote; /* indices into host->cues of the cues that take words back; RAPPORT_NONE if not asked */
};

/* A number that the configuration may set: {"rules":{"<rule>":{"<name>":7}}}. Frozen. */
struct rapport_option {
    const char *rule;
    const char *name;
    int64_t fallback, min, max;
    const char *help;
};

struct rapport_plugin {
    /* The first 16 bytes are the same in every version for ever. */
    uint32_t magic;
    uint16_t major, minor;
    uint32_t size;
    uint32_t reserved;

    const char *id;      /* [a-z0-9-], unique in a run; required */
    const char *version; /* for people; required */
    const struct rapport_rule *rules; /* at least one, unless takes_rules */
    const struct rapport_option *options;
    const char *const *cues; /* names of cues in the packs */
    uint32_t rule_count, option_count, cue_count;
    uint32_t reserved2;

    /* Optional, all or none of a pair. *ret is NULL before the call and stays so on failure. */
    int32_t (*load)(const struct rapport_host *host, void **ret_shared);
    void (*unload)(void *shared);
    int32_t (*open)(const struct rapport_host *host, const void *shared, void **ret_worker);
    void (*close)(void *worker);
    /* Required. */
    int32_t (*conversation)(const struct rapport_host *host, const void *shared, void *worker,
                            const struct rapport_conversation *conversation);
    /* Required if the plugin puts facts aside. */
    int32_t (*group)(const struct rapport_host *host, const void *shared, const struct rapport_group *group);
    /*
     * Optional: one byte a cue, RAPPORT_CUE_…; NULL: all are needed always. What no plugin needs in a
     * conversation is not looked for there.
     */
    const uint8_t *cue_needs;
    /* Optional, from minor 1 on. */
    const struct rapport_rule_cue *rule_cues;
    uint32_t rule_cue_count;
    uint32_t reserved3;
    /* Optional, from minor 2 on: 1 if the rules of rules/rules.json are to be this plugin's. One plugin a run. */
    uint32_t takes_rules;
    uint32_t reserved4;
};

#ifdef __GNUC__
#define RAPPORT_EXPORT __attribute__((visibility("default")))
#else
#define RAPPORT_EXPORT
#endif

/* The one symbol a plugin exports. May be called at any time, any number of times. */
RAPPORT_EXPORT const struct rapport_plugin *rapport_plugin_entry(void);

#ifdef __cplusplus
}
#endif

#endif
