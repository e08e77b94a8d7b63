#include "core/input/talk_roles.h"

#include <string.h>
#include <strings.h>

static const char *who(const struct talk_message *message)
{
    return message->from ? message->from : message->name ? message->name : "";
}

static bool is_open(const struct talk_message *message)
{
    return !message->role;
}

/* "@example.com" are all addresses there. */
static bool ends_in(const char *text, const char *tail)
{
    size_t len = strlen(text), end = strlen(tail);
    return len > end && strcasecmp(text + len - end, tail) == 0;
}

static bool is_named(const struct talk_hints *hints, const struct talk_message *message)
{
    for (size_t i = 0; hints && hints->agents && hints->agents[i]; i++)
        if ((hints->agents[i][0] == '@' && message->from && ends_in(message->from, hints->agents[i])) ||
            (message->name && strcasecmp(hints->agents[i], message->name) == 0) ||
            (message->from && strcasecmp(hints->agents[i], message->from) == 0))
            return true;
    return false;
}

/* What agents say first, in small letters. */
static bool is_greeting(const char *text)
{
    static const char *const signs[] = {
        "how can i help", "how may i help", "how can i assist", "how may i assist", "how can we help", "thank you for calling",
        "thanks for calling", "thank you for contacting", "thanks for contacting", "thank you for reaching", "thanks for reaching",
        "welcome to", "customer service", "customer support", "what can i do for you", "how i can help", "how i may help",
        "במה אוכל לעזור", "במה אפשר לעזור", "איך אוכל לעזור", "איך אפשר לעזור", "במה ניתן לעזור", "כיצד אוכל לסייע", "כיצד ניתן לעזור",
        "תודה שפנית", "תודה על פנייתך", "שירות הלקוחות", "מוקד השירות", "איך אני יכול לעזור", "איך אני יכולה לעזור",
        "چطور می\u200cتوانم کمک", "چطور میتوانم کمک", "چطور می\u200cتونم کمک", "چطور میتونم کمک", "چه کمکی از", "در خدمتم", "در خدمت شما",
        "با ما تماس گرفتید", "پشتیبانی", "امرتون", "بفرمایید در خدمت"};
    char small[400];
    size_t len = strnlen(text, sizeof small - 1);
    for (size_t i = 0; i < len; i++)
        small[i] = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] | 0x20) : text[i];
    small[len] = '\0';
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strstr(small, signs[i]))
            return true;
    return false;
}

#define GREETINGS_LOOKED 8 /* messages at the beginning */

/* The only one who greets as an agent does among the first messages; NULL if none or several do. */
static const char *greeter(const struct talk *talk)
{
    const char *found = NULL;
    for (size_t i = 0, seen = 0; i < talk->count && seen < GREETINGS_LOOKED; i++) {
        const struct talk_message *message = &talk->messages[i];
        if (!is_open(message) || !message->text)
            continue;
        seen++;
        if (!is_greeting(message->text))
            continue;
        if (found && strcmp(found, who(message)) != 0)
            return NULL;
        found = who(message);
    }
    return found;
}

static const char *first_speaker(const struct talk *talk)
{
    for (size_t i = 0; i < talk->count; i++)
        if (is_open(&talk->messages[i]))
            return who(&talk->messages[i]);
    return "";
}

/* What the export says of the others: with a customer known the rest are agents, and the other way round. */
static const char *role_of_rest(const struct talk *talk)
{
    bool agent = false, customer = false;
    for (size_t i = 0; i < talk->count; i++) {
        const char *role = talk->messages[i].role;
        agent |= role && strcmp(role, "agent") == 0;
        customer |= role && strcmp(role, "customer") == 0;
    }
    return agent == customer ? NULL : agent ? "customer" : "agent";
}

void talk_roles_assign(struct talk *talk)
{
    const struct talk_hints *hints = talk->talks->hints;
    const char *rest = role_of_rest(talk), *first = first_speaker(talk), *agent = rest ? NULL : greeter(talk);
    bool named = false;
    for (size_t i = 0; i < talk->count; i++)
        named |= is_open(&talk->messages[i]) && is_named(hints, &talk->messages[i]);
    for (size_t i = 0; i < talk->count; i++) {
        struct talk_message *message = &talk->messages[i];
        bool is_agent = named   ? is_named(hints, message)
                        : agent ? strcmp(agent, who(message)) == 0
                                : strcmp(first, who(message)) != 0;
        if (is_open(message))
            message->role = rest && !named ? rest : is_agent ? "agent" : "customer";
    }
}

void talk_persian(const char *text, size_t len, char *out, size_t size)
{
    size_t to = 0;
    for (size_t i = 0; i < len && to + 1 < size; i++) {
        bool yeh = i + 1 < len && memcmp(text + i, "ي", 2) == 0, kaf = i + 1 < len && memcmp(text + i, "ك", 2) == 0;
        if ((yeh || kaf) && to + 2 < size) {
            memcpy(out + to, yeh ? "ی" : "ک", 2);
            to += 2;
            i++;
        } else {
            out[to++] = text[i];
        }
    }
    out[to] = '\0';
}

const char *talk_role(const char *word)
{
    static const struct {
        const char *word, *role;
    } words[] = {
        {"customer", "customer"},   {"caller", "customer"},  {"client", "customer"},   {"contact", "customer"}, {"user", "customer"},
        {"visitor", "customer"},    {"end-user", "customer"}, {"enduser", "customer"}, {"lead", "customer"},    {"guest", "customer"},
        {"external", "customer"},   {"consumer", "customer"}, {"buyer", "customer"},   {"subscriber", "customer"}, {"inbound", "customer"},
        {"incoming", "customer"},   {"end_user", "customer"}, {"patient", "customer"}, {"requester", "customer"},
        {"agent", "agent"},         {"operator", "agent"},    {"representative", "agent"}, {"rep", "agent"},     {"admin", "agent"},
        {"supervisor", "agent"},    {"advisor", "agent"},     {"internal", "agent"},   {"staff", "agent"},      {"support", "agent"},
        {"csr", "agent"},           {"teammate", "agent"},    {"employee", "agent"},   {"outbound", "agent"},   {"outgoing", "agent"},
        {"agente", "agent"},        {"specialist", "agent"},  {"bot", "bot"},          {"ivr", "bot"},          {"assistant", "bot"},          {"chatbot", "bot"},
        {"agentbot", "bot"},        {"agent_bot", "bot"},     {"virtual agent", "bot"}, {"workflow", "bot"},    {"voicebot", "bot"},
        {"automated", "bot"},       {"acd", "bot"},           {"custom_bot", "bot"},   {"system", "system"},
        {"לקוח", "customer"},       {"לקוחה", "customer"},    {"הלקוח", "customer"},   {"נציג", "agent"},       {"נציגה", "agent"},
        {"נציג שירות", "agent"},    {"בוט", "bot"},           {"מערכת", "system"},     {"סוכן", "agent"},       {"סוכנת", "agent"},
        {"مشتری", "customer"},      {"کاربر", "customer"},    {"کارشناس", "agent"},    {"پشتیبان", "agent"},    {"اپراتور", "agent"},
        {"ربات", "bot"},            {"سیستم", "system"},      {"سامانه", "system"},    {"پشتیبانی", "agent"},   {"نماینده", "agent"}};
    char folded[40];
    talk_persian(word, strlen(word), folded, sizeof folded);
    for (size_t i = 0; i < sizeof words / sizeof *words && *word; i++)
        if (strcasecmp(words[i].word, folded) == 0)
            return words[i].role;
    return NULL;
}

const char *talk_role_of_label(const char *label)
{
    char word[40];
    const char *whole = talk_role(label);
    size_t len = strcspn(label, "_:#0123456789");
    if (whole || len == 0 || len >= sizeof word)
        return whole;
    memcpy(word, label, len);
    while (len > 0 && word[len - 1] == ' ')
        len--;
    word[len] = '\0';
    return talk_role(word);
}
