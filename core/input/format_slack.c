/*
 * Slack: an archive of channels, each a directory of days, and of lists of users and channels. A thread is a
 * conversation, and so is what else was said in a channel on one day. Names come from the list of users, wherever in
 * the archive it stands.
 */
#include <stdlib.h>
#include <string.h>

#include "core/input/format.h"
#include "core/input/html_text.h"
#include "core/input/talk_groups.h"

struct user {
    const char *id, *name;
    bool is_bot, is_guest;
    struct user *next;
};

#define USER_SLOTS 1024

struct said {
    const char *channel, *group, *place, *user, *name, *text;
    int64_t at;
    uint64_t line;
    bool is_bot;
    struct said *next;
};

struct workspace {
    struct user *users[USER_SLOTS];
    struct said *first, **last;
};

static bool is_users(const char *head, size_t len)
{
    return format_has_key(head, len, "team_id") && format_has_key(head, len, "profile") &&
           format_has_key(head, len, "id");
}

static bool is_channels(const char *head, size_t len)
{
    if (format_has_key(head, len, "service_type") && format_has_key(head, len, "change_type"))
        return true; /* the log of integrations */
    return format_has_key(head, len, "members") && format_has_key(head, len, "created") &&
           format_has_key(head, len, "id");
}

static bool recognise(const char *head, size_t len, const char *name)
{
    (void)name;
    if (!format_is_json(head, len))
        return false;
    if (is_users(head, len) || is_channels(head, len))
        return !format_has_key(head, len, "messages");
    return format_has_key(head, len, "ts") && format_has_key(head, len, "type") &&
           (format_has_key(head, len, "user") || format_has_key(head, len, "bot_id") ||
            format_has_key(head, len, "subtype"));
}

static const char *keep(struct talks *talks, const char *text)
{
    return arena_copy(&talks->kept, text, strlen(text));
}

static struct user **user_slot(struct workspace *space, const char *id)
{
    uint32_t h = 2166136261u;
    for (const char *at = id; *at; at++)
        h = (h ^ (unsigned char)*at) * 16777619u;
    return &space->users[h % USER_SLOTS];
}

static const struct user *user_of(struct workspace *space, const char *id)
{
    const struct user *user = *user_slot(space, id);
    while (user && strcmp(user->id, id) != 0)
        user = user->next;
    return user;
}

static void user_add(struct workspace *space, struct value value, struct talks *talks)
{
    struct value profile = value_get(value, "profile");
    const char *names[] = {value_text(profile, "display_name"), value_text(value, "real_name"),
                           value_text(profile, "real_name"), value_text(value, "name")};
    struct user *user = arena_alloc(&talks->kept, sizeof *user), **slot = user_slot(space, value_text(value, "id"));
    size_t i = 0;
    while (i < 3 && !*names[i])
        i++;
    *user = (struct user){.id = keep(talks, value_text(value, "id")), .name = keep(talks, names[i]), .next = *slot};
    user->is_bot = value_is_true(value_get(value, "is_bot"));
    user->is_guest = value_is_true(value_get(value, "is_restricted")) ||
                     value_is_true(value_get(value, "is_stranger")) ||
                     value_is_true(value_get(value, "is_ultra_restricted"));
    *slot = user;
}

/* "archive!channel/2026-01-31.json": the channel, and the day. */
static const char *channel_of(struct talks *talks, const char **ret_day)
{
    const char *slash = strrchr(talks->place, '/');
    const char *begin = slash;
    *ret_day = slash ? slash + 1 : talks->place;
    while (begin && begin > talks->place && begin[-1] != '/' && begin[-1] != '!')
        begin--;
    return begin ? arena_copy(&talks->arena, begin, (size_t)(slash - begin)) : "";
}

/* Joins, leaves and topics of channels are nothing that was said. */
static bool is_said(struct value message)
{
    static const char *const kinds[] = {"",           "bot_message", "me_message", "thread_broadcast",
                                        "file_share", "file_comment"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(value_text(message, "subtype"), kinds[i]) == 0)
            return true;
    return false;
}

/* Bots often say what they say in attachments alone. */
static const char *text_of(struct value message, struct talks *talks)
{
    struct value_walk walk;
    struct bytes text = {0};
    if (*value_text(message, "text"))
        return keep(talks, value_text(message, "text"));
    VALUE_EACH(walk, value_get(message, "attachments")) {
        const char *part = value_text(walk.item, *value_text(walk.item, "text") ? "text" : "fallback");
        bytes_add_text(&text, text.len && *part ? "\n" : "");
        bytes_add_text(&text, part);
    }
    const char *kept = keep(talks, bytes_text(&text));
    bytes_release(&text);
    return kept;
}

static void said_add(struct workspace *space, struct value message, struct talks *talks)
{
    const char *day, *channel = channel_of(talks, &day), *thread = value_text(message, "thread_ts");
    struct said *said = arena_alloc(&talks->kept, sizeof *said);
    const char *name = value_text(value_get(message, "user_profile"), "real_name");
    struct bytes group = {0};
    bytes_addf(&group, "%s/%.*s", channel, *thread ? (int)strlen(thread) : (int)strcspn(day, "."),
               *thread ? thread : day);
    const char *user = value_text(message, *value_text(message, "user") ? "user" : "bot_id");
    *said = (struct said){.channel = keep(talks, channel),
                          .group = keep(talks, bytes_text(&group)),
                          .place = keep(talks, talks->place),
                          .user = keep(talks, user),
                          .name = keep(talks, *name ? name : value_text(message, "username")),
                          .text = text_of(message, talks),
                          .at = talk_time(value_get(message, "ts")),
                          .line = talks->line,
                          .is_bot = *value_text(message, "bot_id") ||
                                    strcmp(value_text(message, "subtype"), "bot_message") == 0};
    bytes_release(&group);
    *space->last = said;
    space->last = &said->next;
}

static void read_one(struct value root, struct talks *talks)
{
    struct workspace *space = talks->store;
    if (value_is(value_get(root, "ts"))) {
        if (is_said(root))
            said_add(space, root, talks);
    } else if (value_is(value_get(root, "profile"))) {
        user_add(space, root, talks);
    }
}

static void read_slack(const char *text, size_t len, struct talks *talks)
{
    if (!talks->store) {
        struct workspace *space = arena_alloc(&talks->kept, sizeof *space);
        memset(space, 0, sizeof *space);
        space->last = &space->first;
        talks->store = space;
    }
    format_each_json(text, len, talks, read_one);
}

/* "<@U123>" is a name, "<https://…|label>" a label; the rest is escaped as in HTML. */
static void text_make(struct workspace *space, const char *text, struct bytes *out)
{
    struct bytes raw = {0};
    while (*text) {
        size_t plain = strcspn(text, "<"), end = strcspn(text + plain, ">");
        bytes_add(&raw, text, plain);
        text += plain;
        if (*text && text[end]) {
            size_t bar = strcspn(text, "|>");
            char id[32];
            size_t len = end > 2 && end - 2 < sizeof id ? (bar < end ? bar : end) - 2 : 0;
            memcpy(id, text + (len ? 2 : 0), len);
            id[len] = '\0';
            const struct user *user = text[1] == '@' ? user_of(space, id) : NULL;
            if (user)
                bytes_addf(&raw, "@%s", user->name);
            else
                bytes_add(&raw, text + (bar < end ? bar + 1 : 1), bar < end ? end - bar - 1 : end - 1);
            text += end + 1;
        } else if (*text) {
            bytes_add_char(&raw, *text++);
        }
    }
    html_text(out, bytes_text(&raw), 1);
    bytes_release(&raw);
}

static void finish_slack(struct talks *talks)
{
    struct workspace *space = talks->store;
    struct talk_groups groups = {0};
    struct bytes text = {0};
    const char *place = talks->place;
    for (struct said *said = space->first; said; said = said->next) {
        const struct user *user = user_of(space, said->user);
        talks->place = said->place;
        talks->line = said->line;
        struct talk *talk = talk_groups_of(&groups, talks, said->group, "slack");
        bytes_clear(&text);
        text_make(space, said->text, &text);
        const char *role = said->is_bot || (user && user->is_bot) ? "bot" : user && user->is_guest ? "customer" : NULL;
        talk_say(talk, role, said->at, said->user, user ? user->name : said->name, bytes_text(&text));
    }
    talks->place = place;
    bytes_release(&text);
    talk_groups_end(&groups, talks);
}

const struct format format_slack = {.name = "slack",
                                    .title = "Slack: an archive of channels and days",
                                    .recognise = recognise,
                                    .read = read_slack,
                                    .finish = finish_slack};
