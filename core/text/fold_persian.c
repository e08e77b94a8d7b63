/* Persian words that are written joined, apart or with a ZWNJ: here all become joined. */
#include "core/text/fold_run.h"

/* The longest ending has six letters of two bytes. */
#define ENDING_BYTES 12

static const char *const endings[] = {
    "ها",    "های",   "هایی",  "هایم", "هایت", "هایش", "هایمان", "هایتان", "هایشان", "هام",
    "هات",   "هاش",   "هامون", "هاتون", "هاشون", "تر",  "ترین",   "مان",    "تان",    "شان",
    "مون",   "تون",   "شون",   "ام",   "ات",   "اش",   "اند",    "ایم",    "اید",
};
#define ENDING_COUNT (sizeof endings / sizeof endings[0])

/* A word of up to 12 bytes, with zeros behind it. */
struct key {
    uint64_t head;
    uint32_t tail;
};

/* Open addressing; an empty slot is zero. */
#define SLOT_BITS 7
#define SLOTS (1u << SLOT_BITS)
static struct key slots[SLOTS];

static unsigned slot_of(struct key key)
{
    return (unsigned)((key.head ^ (uint64_t)key.tail << 21) * UINT64_C(0x9e3779b97f4a7c15) >> (64 - SLOT_BITS));
}

/* `word` has at least ENDING_BYTES bytes to read; those from len on do not count. */
static struct key key_make(const unsigned char *word, size_t len)
{
    static const unsigned char masks[2 * ENDING_BYTES] = {255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
    struct key key, mask;
    const unsigned char *bytes = masks + ENDING_BYTES - len;
    memcpy(&key.head, word, sizeof key.head);
    memcpy(&key.tail, word + sizeof key.head, sizeof key.tail);
    memcpy(&mask.head, bytes, sizeof mask.head);
    memcpy(&mask.tail, bytes + sizeof mask.head, sizeof mask.tail);
    return (struct key){key.head & mask.head, key.tail & mask.tail};
}

static bool is_ending(const unsigned char *word, size_t len)
{
    if (len < 4 || len > ENDING_BYTES)
        return false;
    struct key key = key_make(word, len);
    unsigned slot = slot_of(key);
    while (slots[slot].head) {
        if (slots[slot].head == key.head && slots[slot].tail == key.tail)
            return true;
        slot = (slot + 1) % SLOTS;
    }
    return false;
}

void fold_persian_init(void)
{
    memset(slots, 0, sizeof slots);
    for (size_t i = 0; i < ENDING_COUNT; i++) {
        unsigned char word[ENDING_BYTES] = {0};
        memcpy(word, endings[i], strlen(endings[i]));
        struct key key = key_make(word, strlen(endings[i]));
        unsigned slot = slot_of(key);
        while (slots[slot].head)
            slot = (slot + 1) % SLOTS;
        slots[slot] = key;
    }
}

bool fold_is_verb_prefix(const unsigned char *word, size_t len)
{
    return (len == 4 && memcmp(word, "می", 4) == 0) || (len == 6 && memcmp(word, "نمی", 6) == 0);
}

bool fold_may_join(const unsigned char *p, const unsigned char *end)
{
    unsigned char word[ENDING_BYTES] = {0};
    size_t len = 0;
    uint16_t pair;
    while ((pair = fold_pair_at(p, end)) != 0) {
        if (len == sizeof word)
            return false;
        memcpy(word + len, &pair, sizeof pair);
        len += sizeof pair;
        p += 2;
    }
    return fold_is_verb_prefix(word, len) || is_ending(word, len);
}

/* Moves the jumps of the word one byte to the left, the first of them to where the space was. */
static void jumps_move(struct fold_run *run)
{
    struct fold_jump inside[ENDING_BYTES + 1];
    struct folder *folder = run->folder;
    size_t first = run->folded->first_jump, count = folder->jump_count, saved = 0;
    const struct fold_jump *jumps = folder->jumps;
    unsigned char *word = run->base + run->word;
    while (count > first && jumps[count - 1].folded >= run->word)
        inside[saved++] = jumps[--count];
    folder->jump_count = count;
    uint32_t original = run->word + (count > first ? jumps[count - 1].original - jumps[count - 1].folded : 0);
    if (saved && inside[saved - 1].folded == run->word)
        original = inside[--saved].original;
    run->out = word - 1;
    fold_jump_add(run, original);
    while (saved > 0) {
        struct fold_jump jump = inside[--saved];
        run->out = run->base + jump.folded - 1;
        fold_jump_add(run, jump.original);
    }
}

void fold_join_ending(struct fold_run *run)
{
    unsigned char *word = run->base + run->word, *out = run->out;
    size_t len = (size_t)(out - word);
    run->word_plain = false;
    if (!is_ending(word, len))
        return;
    if (run->folder)
        jumps_move(run);
    memmove(word - 1, word, len);
    run->out = out - 1;
    run->folded->words--;
    run->folded->arabic_words--;
}
