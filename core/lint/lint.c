#include "core/lint/lint.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/lint/placeholder.h"

static void *grown(void *list, size_t count, size_t *cap, size_t size)
{
    if (count < *cap)
        return list;
    *cap = *cap ? *cap * 2 : 64;
    return must_realloc(list, *cap * size);
}

const char *lint_kept(struct lint *lint, const char *text, size_t len)
{
    return arena_copy(&lint->arena, text, len);
}

static int language_of_word(const char *word, size_t len)
{
    static const char *const names[][3] = {{"he", "heb", "iw"}, {"fa", "per", "fas"}, {"en", "eng", "en"}};
    static const int languages[] = {LANGUAGE_HE, LANGUAGE_FA, LANGUAGE_EN};
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 3; j++)
            if (strlen(names[i][j]) == len && strncasecmp(names[i][j], word, len) == 0)
                return languages[i];
    return LANGUAGE_NONE;
}

static bool is_separator(char c)
{
    return strchr("/._-[]", c) != NULL;
}

/*
 * Takes the words out of a path or key that name a language ("he/closing.json", "reply.fa.md", "he.greeting"); what is left
 * goes to `out`. Returns the last language named.
 */
static int strip_language(const char *path, struct bytes *out)
{
    int language = LANGUAGE_NONE;
    for (const char *at = path; *at;) {
        size_t len = 0;
        while (at[len] && !is_separator(at[len]))
            len++;
        int named = language_of_word(at, len);
        /* en-US, fa_IR: the country goes with it */
        if (named != LANGUAGE_NONE) {
            language = named;
            bytes_add_text(out, "*");
            if ((at[len] == '-' || at[len] == '_') && strspn(at + len + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 2)
                len += 3;
        } else
            bytes_add(out, at, len);
        at += len;
        if (*at)
            bytes_add_char(out, *at++);
    }
    return language;
}

static int language_by_script(const char *text, size_t len)
{
    size_t hebrew = 0, arabic = 0, latin = 0;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        hebrew += c == 0xD7;
        arabic += c >= 0xD8 && c <= 0xDB;
        latin += (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }
    if (hebrew == 0 && arabic == 0)
        return latin > 0 ? LANGUAGE_EN : LANGUAGE_NONE;
    return hebrew >= arabic ? LANGUAGE_HE : LANGUAGE_FA;
}

static const struct {
    const char *kind, *words;
} kinds[] = {
    {"greeting", " greeting greetings welcome hello hi opening intro "},
    {"closing", " closing goodbye bye farewell signoff ending close outro wrapup "},
    {"hold", " hold wait waiting holding "},
    {"transfer", " transfer handover handoff escalate escalation "},
    {"refusal", " refusal decline reject rejection denied deny no "},
};

/* A name tells the kind by one of its words: "billing/closing-he.md". */
static const char *kind_of_name(const char *name)
{
    char word[32];
    for (const char *at = name; *at;) {
        size_t len = 0;
        while (at[len] && !strchr("/._-[] *", at[len]))
            len++;
        if (len > 0 && len < sizeof word - 2) {
            word[0] = ' ';
            for (size_t i = 0; i < len; i++)
                word[i + 1] = (char)(at[i] >= 'A' && at[i] <= 'Z' ? at[i] | 0x20 : at[i]);
            memcpy(word + len + 1, " ", 2);
            for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
                if (strstr(kinds[i].words, word))
                    return kinds[i].kind;
        }
        at += len + (at[len] != '\0');
    }
    return "";
}

/* What a person's key calls a kind: "Closing", "sign-off". */
static const char *kind_of(const char *said, const char *name)
{
    const char *kind = *said ? kind_of_name(said) : "";
    return *kind ? kind : *said ? said : kind_of_name(name);
}

static const char *mask(struct lint *lint, const struct reply *reply)
{
    struct placeholder found[PLACEHOLDERS_MAX];
    size_t count = placeholders_find(reply->text, reply->len, reply->html, found);
    char *masked = arena_copy(&lint->arena, reply->text, reply->len);
    for (size_t i = 0; i < count; i++)
        if (found[i].fault != PLACEHOLDER_UNCLOSED)
            memset(masked + found[i].begin, 'x', found[i].end - found[i].begin);
    return masked;
}

static void gather_one(struct lint *lint, struct sheet *sheet, struct reply *reply)
{
    struct bytes name = {0};
    int by_path = strip_language(sheet->path, &name);
    bytes_add_char(&name, '#');
    int by_key = strip_language(*reply->name ? reply->name : reply->key, &name);
    int language = language_of_word(reply->lang, strcspn(reply->lang, "-_"));
    int by_script = language_by_script(reply->text, reply->len);
    if (language == LANGUAGE_NONE)
        language = by_key != LANGUAGE_NONE ? by_key : by_path != LANGUAGE_NONE ? by_path : by_script;
    lint->replies = grown(lint->replies, lint->reply_count, &lint->reply_cap, sizeof *lint->replies);
    lint->replies[lint->reply_count++] = (struct lint_reply){
        .sheet = sheet,
        .reply = reply,
        .language = language,
        .kind = kind_of(reply->kind, bytes_text(&name)),
        .name = lint_kept(lint, bytes_text(&name), name.len),
        .masked = mask(lint, reply),
        .amounts = "",
    };
    bytes_release(&name);
}

void lint_gather(struct lint *lint)
{
    for (size_t i = 0; i < lint->sheet_count; i++)
        for (size_t j = 0; j < lint->sheets[i].reply_count; j++)
            gather_one(lint, &lint->sheets[i], &lint->sheets[i].replies[j]);
}

void lint_release(struct lint *lint)
{
    for (size_t i = 0; i < lint->sheet_count; i++)
        sheet_close(&lint->sheets[i]);
    free(lint->sheets);
    free(lint->replies);
    free(lint->findings);
    arena_release(&lint->arena);
}

struct lint_finding *lint_add(struct lint *lint, enum template_rule rule, uint32_t reply, uint32_t begin, uint32_t end,
                              const char *note)
{
    lint->findings = grown(lint->findings, lint->finding_count, &lint->finding_cap, sizeof *lint->findings);
    struct lint_finding *finding = &lint->findings[lint->finding_count++];
    *finding = (struct lint_finding){.rule = template_plugin.rules[rule].id, .severity = RAPPORT_SEVERITY_DEFAULT,
                                     .reply = reply, .begin = begin, .end = end, .note = note, .confidence = 100};
    return finding;
}

void lint_fix_text(struct lint *lint, struct lint_finding *finding, uint32_t begin, uint32_t end, const char *text,
                   const char *title, bool sure)
{
    const struct lint_reply *reply = &lint->replies[finding->reply];
    finding->fix = (struct lint_fix){.text = lint_kept(lint, text, strlen(text)), .title = title, .sure = sure};
    finding->has_fix = true;
    if (begin < end) {
        reply_place(reply->reply, begin, end, &finding->fix.begin, &finding->fix.end);
        return;
    }
    /* an insertion: before the byte at `begin`, or behind the last */
    uint32_t ignored;
    if (begin < reply->reply->len)
        reply_place(reply->reply, begin, begin + 1, &finding->fix.begin, &ignored);
    else
        reply_place(reply->reply, begin - 1, begin, &ignored, &finding->fix.begin);
    finding->fix.end = finding->fix.begin;
}
