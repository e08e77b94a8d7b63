#include "core/output/identity.h"

__extension__ typedef unsigned __int128 wide;

static wide number_of(const struct identity *identity)
{
    return (wide)identity->high << 64 | identity->low;
}

static struct identity identity_of(wide number)
{
    return (struct identity){(uint64_t)(number >> 64), (uint64_t)number};
}

void identity_init(struct identity *identity)
{
    *identity = (struct identity){UINT64_C(0x6c62272e07bb0142), UINT64_C(0x62b821756295c58d)};
}

static wide mixed(wide number, const unsigned char *bytes, uint64_t len)
{
    const wide prime = ((wide)1 << 88) + 0x13b;
    for (uint64_t i = 0; i < len; i++)
        number = (number ^ bytes[i]) * prime;
    return number;
}

void identity_add(struct identity *identity, const void *bytes, uint64_t len)
{
    identity_add_number(identity, len);
    *identity = identity_of(mixed(number_of(identity), bytes, len));
}

void identity_add_number(struct identity *identity, uint64_t number)
{
    unsigned char bytes[8];
    for (unsigned i = 0; i < 8; i++)
        bytes[i] = (unsigned char)(number >> (8 * i));
    *identity = identity_of(mixed(number_of(identity), bytes, sizeof bytes));
}

void identity_write(const struct identity *identity, char out[IDENTITY_DIGITS + 1])
{
    const uint64_t halves[2] = {identity->high, identity->low};
    for (unsigned i = 0; i < IDENTITY_DIGITS; i++)
        out[i] = "0123456789abcdef"[halves[i / 16] >> (60 - i % 16 * 4) & 15];
    out[IDENTITY_DIGITS] = '\0';
}
