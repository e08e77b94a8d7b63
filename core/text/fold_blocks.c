/* Thirty-two bytes at a time. Without SSE2 none is taken, and the loops by character do it all. */
#include "core/text/fold_run.h"

#ifdef __SSE2__
#include <emmintrin.h>

#define BLOCK 32
/* How far beyond a block joining_spaces looks. */
#define LOOK_AHEAD 4
/* A block of which less is taken ended at something that is not simple. */
#define NEARLY_ALL (BLOCK - 3)
/* Shorter ends are left to the loops by character. */
#define TAIL_MIN 4

/* A block lives in registers, which it does only where all of this is one function. */
#define FLATTEN static inline __attribute__((always_inline))

struct wide {
    __m128i low, high;
};

/* One bit for each byte of a block. */
struct block {
    struct wide folded;
    uint32_t spaces, leads; /* leads: first bytes of characters of two */
    uint32_t tails;         /* second bytes, or all bytes of ASCII letters */
    uint32_t repeats;       /* where a letter that equals the one before it ends */
    uint32_t capitals;      /* inside words */
    uint32_t bad;           /* where the simple part of the block ends */
};

/* Where a run of blocks is. */
struct place {
    const unsigned char *p;
    unsigned char *out;
    uint32_t last; /* the letter before, one or two bytes as they lie in memory */
    uint32_t twice;
    uint32_t words;
    unsigned char *word;
    uint32_t capitals;
    unsigned char tail[BLOCK + LOOK_AHEAD + 16];
};

FLATTEN __m128i equal(__m128i bytes, unsigned char value)
{
    return _mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)value));
}

/* Signed comparison, with the range moved to the lowest values there are. */
FLATTEN __m128i within(__m128i bytes, unsigned char first, unsigned char last)
{
    __m128i moved = _mm_add_epi8(bytes, _mm_set1_epi8((char)(0x80 - first)));
    return _mm_cmplt_epi8(moved, _mm_set1_epi8((char)(0x81 + last - first)));
}

FLATTEN __m128i either(__m128i a, __m128i b)
{
    return _mm_or_si128(a, b);
}

FLATTEN __m128i both(__m128i a, __m128i b)
{
    return _mm_and_si128(a, b);
}

FLATTEN struct wide load(const unsigned char *p)
{
    return (struct wide){_mm_loadu_si128((const __m128i *)p), _mm_loadu_si128((const __m128i *)(p + 16))};
}

FLATTEN uint32_t mask_of(__m128i low, __m128i high)
{
    return (uint32_t)_mm_movemask_epi8(low) | (uint32_t)_mm_movemask_epi8(high) << 16;
}

FLATTEN uint32_t mask_equal(struct wide bytes, unsigned char value)
{
    return mask_of(equal(bytes.low, value), equal(bytes.high, value));
}

FLATTEN uint32_t mask_within(struct wide bytes, unsigned char first, unsigned char last)
{
    return mask_of(within(bytes.low, first, last), within(bytes.high, first, last));
}

/* The instruction for it is not in every processor that has SSE2. */
FLATTEN uint32_t bit_count(uint32_t bits)
{
    bits -= bits >> 1 & 0x55555555;
    bits = (bits & 0x33333333) + (bits >> 2 & 0x33333333);
    return ((bits + (bits >> 4)) & 0x0f0f0f0f) * 0x01010101 >> 24;
}

/* How many bytes of the block are taken: whole characters, and no space at the end, because what
 * becomes of a space depends on what follows. */
FLATTEN uint32_t block_length(const struct block *block)
{
    uint32_t taken = (uint32_t)__builtin_ctzll(block->bad | UINT64_C(1) << BLOCK);
    taken -= (uint32_t)((uint64_t)block->leads << 1 >> taken & 1);
    taken -= (uint32_t)((uint64_t)block->spaces << 1 >> taken & 1);
    return taken;
}

FLATTEN void block_take(struct place *place, const struct block *block, uint32_t taken)
{
    uint32_t mask = (uint32_t)((UINT64_C(1) << taken) - 1);
    uint32_t spaces = block->spaces & mask;
    _mm_storeu_si128((__m128i *)place->out, block->folded.low);
    _mm_storeu_si128((__m128i *)(place->out + 16), block->folded.high);
    place->words += bit_count(spaces);
    if (spaces)
        place->word = place->out + 32 - __builtin_clz(spaces);
    place->twice = block->repeats >> (taken - 1) & 1;
    place->capitals |= block->capitals & mask;
    place->p += taken;
    place->out += taken;
}

/* Letters of two bytes that equal the one before, and all that ends a block of them. */
FLATTEN void block_judge_pairs(const struct place *place, struct block *block)
{
    struct wide folded = block->folded;
    __m128i low = either(_mm_slli_si128(folded.low, 2), _mm_cvtsi32_si128((int)place->last));
    __m128i high = either(_mm_slli_si128(folded.high, 2), _mm_srli_si128(folded.low, 14));
    uint32_t same = mask_of(_mm_cmpeq_epi8(folded.low, low), _mm_cmpeq_epi8(folded.high, high));
    block->repeats = block->tails & same & same << 1;
    block->bad = ~(block->leads | block->tails | block->spaces) | (block->tails ^ block->leads << 1) |
                 (block->spaces & block->spaces << 1) | (block->repeats & (block->repeats << 2 | place->twice << 1));
}

/* Final letters are followed by their base letters in Unicode. */
FLATTEN __m128i hebrew_fold(__m128i bytes)
{
    __m128i finals = either(either(equal(bytes, 0x9a), equal(bytes, 0x9d)),
                            either(equal(bytes, 0x9f), either(equal(bytes, 0xa3), equal(bytes, 0xa5))));
    return _mm_sub_epi8(bytes, finals);
}

FLATTEN void hebrew_block(const struct place *place, const unsigned char *source, struct block *block)
{
    struct wide bytes = load(source);
    block->folded = (struct wide){hebrew_fold(bytes.low), hebrew_fold(bytes.high)};
    block->spaces = mask_equal(bytes, ' ');
    block->leads = mask_equal(bytes, 0xd7);
    block->tails = mask_within(bytes, 0x90, 0xaa);
    block->capitals = 0;
    block_judge_pairs(place, block);
}

/*
 * Where spaces would stand before words that may be joined, by the second bytes of their first two
 * letters, which are those of a Persian ending or of a verb prefix.
 */
FLATTEN __m128i joining(__m128i first, __m128i second)
{
    __m128i alef_waw = either(equal(second, 0xa7), equal(second, 0x88));
    __m128i yeh = either(equal(second, 0x8c), equal(second, 0x8a)), meem = equal(second, 0x85);
    __m128i after_alef = either(either(meem, yeh), either(equal(second, 0xaa), equal(second, 0xb4)));
    after_alef = either(after_alef, equal(second, 0x86));
    __m128i found = both(either(equal(first, 0x87), equal(first, 0xb4)), alef_waw);
    found = either(found, both(equal(first, 0xaa), either(alef_waw, equal(second, 0xb1))));
    found = either(found, both(equal(first, 0x85), either(alef_waw, yeh)));
    found = either(found, both(either(equal(first, 0xa7), equal(first, 0xa2)), after_alef));
    return either(found, both(equal(first, 0x86), meem));
}

/* Of the spaces, the first before a word that is joined, as one bit. */
FLATTEN uint32_t joining_space(const unsigned char *source, const unsigned char *end, uint32_t spaces)
{
    struct wide first = load(source + 2), second = load(source + 4);
    spaces &= mask_of(joining(first.low, second.low), joining(first.high, second.high));
    while (spaces) {
        if (fold_may_join(source + __builtin_ctz(spaces) + 1, end))
            return spaces & -spaces;
        spaces &= spaces - 1;
    }
    return 0;
}

/* The low bytes of the code points U+0600 to U+06FF that end at each byte, which has `before` before it. */
FLATTEN __m128i arabic_codes(__m128i bytes, __m128i before)
{
    __m128i high_bits = both(_mm_slli_epi16(before, 6), _mm_set1_epi8((char)0xc0));
    __m128i is_tail = _mm_cmplt_epi8(bytes, _mm_set1_epi8((char)0xc0));
    return both(is_tail, either(high_bits, both(bytes, _mm_set1_epi8(0x3f))));
}

/*
 * Letters that stay as they are, and alef with madda, Arabic yeh and kaf, which arabic_changes turns
 * into their Persian letters. All others are left to fold_letters.
 */
FLATTEN __m128i arabic_letters(__m128i codes)
{
    __m128i letters = _mm_andnot_si128(equal(codes, 0x29), within(codes, 0x27, 0x3f));
    letters = either(letters, within(codes, 0x41, 0x48));
    letters = either(letters, _mm_andnot_si128(equal(codes, 0xaa), within(codes, 0x79, 0xbd)));
    return either(letters, either(equal(codes, 0xcc), either(equal(codes, 0x22), equal(codes, 0x4a))));
}

/* The bits to change in the second byte of a letter; those of its first byte, at the place of the second. */
FLATTEN __m128i arabic_changes(__m128i codes, __m128i *ret_lead_changes)
{
    __m128i madda = equal(codes, 0x22), yeh = equal(codes, 0x4a), kaf = equal(codes, 0x43);
    *ret_lead_changes = either(both(yeh, _mm_set1_epi8(0xd9 ^ 0xdb)), both(kaf, _mm_set1_epi8(0xd9 ^ 0xda)));
    __m128i changes = either(both(yeh, _mm_set1_epi8(0x8a ^ 0x8c)), both(kaf, _mm_set1_epi8(0x83 ^ 0xa9)));
    return either(changes, both(madda, _mm_set1_epi8(0xa2 ^ 0xa7)));
}

FLATTEN void arabic_block(const struct place *place, const unsigned char *source, const unsigned char *end,
                          struct block *block)
{
    struct wide bytes = load(source), codes, leads;
    codes.low = arabic_codes(bytes.low, _mm_slli_si128(bytes.low, 1));
    codes.high = arabic_codes(bytes.high, either(_mm_slli_si128(bytes.high, 1), _mm_srli_si128(bytes.low, 15)));
    __m128i low = arabic_changes(codes.low, &leads.low), high = arabic_changes(codes.high, &leads.high);
    low = either(low, either(_mm_srli_si128(leads.low, 1), _mm_slli_si128(leads.high, 15)));
    high = either(high, _mm_srli_si128(leads.high, 1));
    block->folded = (struct wide){_mm_xor_si128(bytes.low, low), _mm_xor_si128(bytes.high, high)};
    block->tails = mask_of(arabic_letters(codes.low), arabic_letters(codes.high));
    block->spaces = mask_equal(bytes, ' ');
    block->leads = mask_within(bytes, 0xd8, 0xdb);
    block->capitals = 0;
    block_judge_pairs(place, block);
    block->bad |= joining_space(source, end, block->spaces);
}

FLATTEN void ascii_block(const struct place *place, const unsigned char *source, bool begins_word,
                         struct block *block)
{
    struct wide bytes = load(source);
    __m128i low = either(bytes.low, _mm_set1_epi8(0x20)), high = either(bytes.high, _mm_set1_epi8(0x20));
    __m128i before_low = either(_mm_slli_si128(low, 1), _mm_cvtsi32_si128((int)place->last));
    __m128i before_high = either(_mm_slli_si128(high, 1), _mm_srli_si128(low, 15));
    block->folded = (struct wide){low, high};
    block->spaces = mask_equal(bytes, ' ');
    block->leads = 0;
    block->tails = mask_within(block->folded, 'a', 'z');
    /* bit 5 tells the case, moved to where a mask takes it */
    block->capitals = ~mask_of(_mm_slli_epi16(bytes.low, 2), _mm_slli_epi16(bytes.high, 2)) & block->tails &
                      ~(block->spaces << 1 | begins_word);
    uint32_t same = mask_of(_mm_cmpeq_epi8(low, before_low), _mm_cmpeq_epi8(high, before_high));
    block->repeats = same;
    block->bad = ~(block->tails | block->spaces) | (same & (same << 1 | place->twice)) | (same & block->spaces);
}

FLATTEN void blocks_take(struct fold_run *run, enum fold_class class, bool begins_word, uint32_t *words)
{
    struct place place = {.p = run->p, .out = run->out, .twice = run->same >= 2};
    uint32_t taken;
    place.last = class == CLASS_LATIN ? (run->last < 0x80 ? run->last : 0) : fold_pair_of(run->last);
    do {
        const unsigned char *source = place.p;
        size_t rest = (size_t)(run->end - source);
        if (rest < BLOCK + LOOK_AHEAD) {
            if (rest < TAIL_MIN)
                break;
            memset(place.tail, 0, sizeof place.tail);
            source = memcpy(place.tail, place.p, rest);
        }
        struct block block;
        if (class == CLASS_LATIN)
            ascii_block(&place, source, begins_word && place.p == run->p, &block);
        else if (class == CLASS_HEBREW)
            hebrew_block(&place, source, &block);
        else
            arabic_block(&place, source, source + rest, &block);
        taken = block_length(&block);
        if (!taken)
            break;
        block_take(&place, &block, taken);
        if (class == CLASS_LATIN)
            place.last = place.out[-1];
        else
            place.last = place.out[-2] | (uint32_t)place.out[-1] << 8;
    } while (taken >= NEARLY_ALL);
    if (place.p == run->p)
        return;
    run->p = place.p;
    run->out = place.out;
    run->last = class == CLASS_LATIN ? place.last : (place.last & 0x1f) << 6 | (place.last >> 8 & 0x3f);
    run->same = 1 + place.twice;
    run->odd_case |= place.capitals != 0;
    run->prev = (uint8_t)class;
    if (place.words) {
        run->word = (uint32_t)(place.word - run->base);
        run->word_plain = class == CLASS_ARABIC;
        run->folded->words += place.words;
        *words += place.words;
    }
}

void fold_ascii_blocks(struct fold_run *run, bool begins_word)
{
    blocks_take(run, CLASS_LATIN, begins_word, &run->folded->latin_words);
}

void fold_hebrew_blocks(struct fold_run *run)
{
    blocks_take(run, CLASS_HEBREW, false, &run->folded->hebrew_words);
}

void fold_arabic_blocks(struct fold_run *run)
{
    blocks_take(run, CLASS_ARABIC, false, &run->folded->arabic_words);
}

#else

void fold_ascii_blocks(struct fold_run *run, bool begins_word)
{
    (void)run;
    (void)begins_word;
}

void fold_hebrew_blocks(struct fold_run *run)
{
    (void)run;
}

void fold_arabic_blocks(struct fold_run *run)
{
    (void)run;
}

#endif
