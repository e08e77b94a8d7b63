/* The services of plugin.h about the words of a message, each worked out only when a plugin asks. */
#include "core/host/judge.h"
#include "core/text/details.h"
#include "core/text/names.h"

enum { DETAILS_MAX = 64, DIGITS_MAX = 32, NAME_MAX = 1024 };

static const struct rapport_message *message_of(struct seat *seat, uint32_t message)
{
    const struct rapport_conversation *conversation = seat->active ? seat->judge->conversation : NULL;
    return conversation && message < conversation->message_count ? conversation->messages[message] : NULL;
}

static int32_t refuse_message(struct seat *seat)
{
    return seat_refuse(seat, "a service about words names a message that does not exist");
}

static struct rapport_text value_of(const struct rapport_host *host, struct rapport_text text,
                                    const struct detail *detail)
{
    if (detail->kind != DETAIL_NUMBER)
        return (struct rapport_text){text.ptr + detail->begin, detail->end - detail->begin};
    char *digits = host->scratch(host, DIGITS_MAX);
    size_t len = digits ? detail_digits(text.ptr, detail->begin, detail->end, digits, DIGITS_MAX) : 0;
    return (struct rapport_text){digits, len};
}

static const struct rapport_detail *service_details(const struct rapport_host *host, uint32_t index,
                                                    uint32_t *ret_count)
{
    struct seat *seat = host->ctx;
    const struct rapport_message *message = message_of(seat, index);
    struct detail found[DETAILS_MAX];
    *ret_count = 0;
    if (!message) {
        refuse_message(seat);
        return NULL;
    }
    size_t count = details_find(message->text.ptr, message->text.len, found, DETAILS_MAX);
    struct rapport_detail *list = count ? host->scratch(host, count * sizeof *list) : NULL;
    for (size_t i = 0; list && i < count; i++)
        list[i] = (struct rapport_detail){.kind = found[i].kind, .begin = found[i].begin, .end = found[i].end,
                                          .digits = found[i].digits,
                                          .value = value_of(host, message->text, &found[i])};
    *ret_count = list ? (uint32_t)count : 0;
    return list;
}

static int32_t service_find_name(const struct rapport_host *host, uint32_t index, struct rapport_text name,
                                 uint32_t *ret_begin, uint32_t *ret_end)
{
    struct seat *seat = host->ctx;
    const struct rapport_message *message = message_of(seat, index);
    if (!message)
        return refuse_message(seat);
    if (name.len > NAME_MAX)
        return 0;
    return name_find(&seat->judge->folder, message->text.ptr, message->text.len, name.ptr, name.len, ret_begin, ret_end);
}

static int32_t service_shared_words(const struct rapport_host *host, uint32_t a, uint32_t b)
{
    struct seat *seat = host->ctx;
    const struct rapport_message *left = message_of(seat, a), *right = message_of(seat, b);
    if (!left || !right)
        return refuse_message(seat);
    struct judge *judge = seat->judge;
    if (judge->stems_of != a) { /* a plugin asks of one message after another what it shares with the same */
        stems_take(&judge->stems, &judge->folder, left->text.ptr, left->text.len);
        judge->stems_of = a;
    }
    return (int32_t)stems_shared(&judge->stems, &judge->folder, right->text.ptr, right->text.len);
}

void wording_init(struct rapport_host *table)
{
    table->details = service_details;
    table->find_name = service_find_name;
    table->shared_words = service_shared_words;
}
