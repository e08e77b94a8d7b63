/*
 * E-mail: mbox, single mails (.eml, Maildir). Mails that answer one another are a conversation, wherever in the
 * archive, or in what is read, they stand.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/input/format.h"
#include "core/input/mail.h"
#include "core/input/talk_groups.h"

struct letter {
    struct mail mail;
    const char *place;
    uint64_t line;
    struct letter *next;
};

/* An id of a mail, and the thread it belongs to: a tree of ids, by parents. */
struct node {
    const char *id;
    struct node *parent, *next_in_slot;
    struct letter *letter; /* of a root: the first of its thread */
    bool is_said;
};

struct mailbox {
    struct letter *first, **last;
    size_t count;
};

/* A line of a head: "Name: value". */
static bool is_header(const char *line, size_t len)
{
    size_t name = 0;
    while (name < len && (isalnum((unsigned char)line[name]) || line[name] == '-'))
        name++;
    return name > 1 && name < len && line[name] == ':';
}

static size_t line_len(const char *text, size_t len)
{
    const char *end = memchr(text, '\n', len);
    return end ? (size_t)(end - text) : len;
}

static bool is_envelope(const char *text, size_t len)
{
    size_t line = line_len(text, len);
    return line > 8 && line < 512 && memcmp(text, "From ", 5) == 0 && line + 1 < len &&
           (is_header(text + line + 1, line_len(text + line + 1, len - line - 1)) || text[line + 1] == '>');
}

/* At least three of the headers that all mails have, before the first empty line. */
static bool recognise(const char *head, size_t len, const char *name)
{
    static const char *const usual[] = {"From:",         "Date:", "Subject:",     "Message-ID:", "Received:",
                                        "MIME-Version:", "To:",   "Return-Path:", "In-Reply-To:"};
    size_t found = 0;
    (void)name;
    if (is_envelope(head, len))
        return true;
    if (!is_header(head, line_len(head, len)))
        return false;
    for (size_t at = 0, line; at < len; at += line + 1) {
        line = line_len(head + at, len - at);
        if (line == 0 || (line == 1 && head[at] == '\r'))
            break;
        if (!is_header(head + at, line) && head[at] != ' ' && head[at] != '\t')
            return false;
        for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
            found += line >= strlen(usual[i]) && strncasecmp(head + at, usual[i], strlen(usual[i])) == 0;
    }
    return found >= 3;
}

static void take_mail(struct talks *talks, const char *text, size_t len, uint64_t line)
{
    struct mailbox *box = talks->store;
    struct letter *letter = arena_alloc(&talks->kept, sizeof *letter);
    const char *reason;
    if (!mail_read(&letter->mail, text, len, &talks->kept, &reason)) {
        talks_fault(talks, line, "%s", reason);
        return;
    }
    letter->place = arena_copy(&talks->kept, talks->place, strlen(talks->place));
    letter->line = line;
    letter->next = NULL;
    *box->last = letter;
    box->last = &letter->next;
    box->count++;
}

/* Cut at the lines that begin a mail: "From " behind an empty line. */
static void read_mbox(const char *text, size_t len, struct talks *talks)
{
    size_t begin = line_len(text, len) + 1;
    uint64_t number = 1, begun = 2;
    bool empty = false;
    for (size_t at = 0, line; at < len; at += line + 1, number++) {
        line = line_len(text + at, len - at);
        if (empty && at > begin && is_envelope(text + at, len - at)) {
            take_mail(talks, text + begin, at - begin, begun);
            begin = at + line + 1;
            begun = number + 1;
        }
        empty = line == 0 || (line == 1 && text[at] == '\r');
    }
    if (begin < len)
        take_mail(talks, text + begin, len - begin, begun);
}

static void read_mail(const char *text, size_t len, struct talks *talks)
{
    if (!talks->store) {
        struct mailbox *box = arena_alloc(&talks->kept, sizeof *box);
        *box = (struct mailbox){.last = &box->first};
        talks->store = box;
    }
    if (is_envelope(text, len))
        read_mbox(text, len, talks);
    else
        take_mail(talks, text, len, 1);
}

struct threads {
    struct node **slots;
    size_t slot_count;
    struct arena *arena;
};

static struct node *node_of(struct threads *threads, const char *id)
{
    uint64_t h = 14695981039346656037u;
    for (const char *at = id; *at; at++)
        h = (h ^ (unsigned char)*at) * 1099511628211u;
    struct node **slot = &threads->slots[(h ^ h >> 32) & (threads->slot_count - 1)];
    for (struct node *node = *slot; node; node = node->next_in_slot)
        if (strcmp(node->id, id) == 0)
            return node;
    struct node *node = arena_alloc(threads->arena, sizeof *node);
    *node = (struct node){.id = id, .next_in_slot = *slot};
    node->parent = node;
    *slot = node;
    return node;
}

static struct node *root_of(struct node *node)
{
    while (node->parent != node) {
        node->parent = node->parent->parent;
        node = node->parent;
    }
    return node;
}

static void say_letter(struct talk_groups *groups, struct talks *talks, const struct letter *letter, const char *thread)
{
    talks->place = letter->place;
    talks->line = letter->line;
    struct talk *talk = talk_groups_of(groups, talks, thread, "email");
    talk->offset = letter->mail.offset;
    talk_say(talk, letter->mail.is_automatic ? "bot" : NULL, letter->mail.at, letter->mail.from, letter->mail.name,
             letter->mail.text);
}

/* The id of a thread is that of its first mail that is here; without one, its place. */
static const char *thread_id(struct node *root, const struct letter *letter, struct arena *arena)
{
    char made[32];
    if (!root->letter)
        root->letter = (struct letter *)letter;
    if (*root->letter->mail.id)
        return root->letter->mail.id;
    struct bytes id = {0};
    int len = snprintf(made, sizeof made, ":%llu", (unsigned long long)root->letter->line);
    bytes_add_text(&id, root->letter->place);
    bytes_add(&id, made, (size_t)len);
    const char *kept = arena_copy(arena, bytes_text(&id), id.len);
    bytes_release(&id);
    return kept;
}

static void finish_mail(struct talks *talks)
{
    struct mailbox *box = talks->store;
    struct threads threads = {.slot_count = 256, .arena = &talks->kept};
    struct talk_groups groups = {0};
    const char *place = talks->place;
    while (threads.slot_count < box->count * 4)
        threads.slot_count *= 2;
    threads.slots = must_calloc(threads.slot_count, sizeof *threads.slots);
    for (struct letter *letter = box->first; letter; letter = letter->next) {
        const struct mail *mail = &letter->mail;
        struct node *node = *mail->id               ? node_of(&threads, mail->id)
                            : mail->reference_count ? node_of(&threads, mail->references[0])
                                                    : NULL;
        for (size_t i = 0; node && i < mail->reference_count; i++)
            root_of(node)->parent = root_of(node_of(&threads, mail->references[i]));
    }
    for (struct letter *letter = box->first; letter; letter = letter->next) {
        const struct mail *mail = &letter->mail;
        struct node alone = {0}, *own = *mail->id ? node_of(&threads, mail->id) : NULL;
        struct node *node = own ? own : mail->reference_count ? node_of(&threads, mail->references[0]) : &alone;
        const char *thread = thread_id(node == &alone ? node : root_of(node), letter, &talks->kept);
        if (!own || !own->is_said) /* else it is a copy */
            say_letter(&groups, talks, letter, thread);
        if (own)
            own->is_said = true;
    }
    free(threads.slots);
    talks->place = place;
    talk_groups_end(&groups, talks);
}

const struct format format_mail = {.name = "mail",
                                   .title = "E-mail: mbox, .eml, Maildir",
                                   .recognise = recognise,
                                   .read = read_mail,
                                   .finish = finish_mail,
                                   .keeps_bytes = true};
