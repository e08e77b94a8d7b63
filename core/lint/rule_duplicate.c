/* template/duplicate: two templates of one language that say the same but for spacing and punctuation. */
#include <stdlib.h>
#include <string.h>

#include "core/lint/lint.h"
#include "core/text/fold.h"

struct said {
    uint32_t reply;
    int language;
    char *text; /* folded, without punctuation */
};

static char *folded_words(struct folder *folder, const char *text, size_t len)
{
    struct folded folded;
    folder_clear(folder);
    fold_message(folder, text, len, &folded);
    const char *from = folder->text.ptr + folded.begin;
    char *out = must_alloc(folded.len + 1);
    size_t kept = 0;
    for (size_t i = 0; i < folded.len; i++)
        if (!strchr(" .!?,'\"", from[i]))
            out[kept++] = from[i];
    out[kept] = '\0';
    return out;
}

static int compare_said(const void *left, const void *right)
{
    const struct said *a = left, *b = right;
    if (a->language != b->language)
        return a->language < b->language ? -1 : 1;
    int order = strcmp(a->text, b->text);
    return order ? order : (a->reply > b->reply) - (a->reply < b->reply);
}

static const char *place_of(struct lint *lint, uint32_t index)
{
    struct bytes text = {0};
    const struct lint_reply *reply = &lint->replies[index];
    bytes_addf(&text, "%s%s%s", reply->sheet->path, *reply->reply->key ? "#" : "", reply->reply->key);
    const char *kept = lint_kept(lint, bytes_text(&text), text.len);
    bytes_release(&text);
    return kept;
}

void lint_duplicates(struct lint *lint)
{
    struct said *said = must_calloc(lint->reply_count + 1, sizeof *said);
    struct folder folder;
    folder_init(&folder);
    for (uint32_t i = 0; i < lint->reply_count; i++)
        said[i] = (struct said){i, lint->replies[i].language,
                                folded_words(&folder, lint->replies[i].reply->text, lint->replies[i].reply->len)};
    folder_release(&folder);
    qsort(said, lint->reply_count, sizeof *said, compare_said);
    for (size_t i = 1, first = 0; i < lint->reply_count; i++) {
        if (said[i].language != said[first].language || strcmp(said[i].text, said[first].text) != 0) {
            first = i;
            continue;
        }
        struct lint_finding *finding = lint_add(lint, TEMPLATE_DUPLICATE, said[i].reply, 0, 0, "says the same as another");
        finding->related = place_of(lint, said[first].reply);
    }
    for (size_t i = 0; i < lint->reply_count; i++)
        free(said[i].text);
    free(said);
}
