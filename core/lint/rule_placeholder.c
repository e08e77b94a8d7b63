/* template/placeholder: unclosed, empty, or not in the configured list. */
#include <string.h>

#include "core/lint/lint.h"
#include "core/lint/placeholder.h"
#include "core/model/nearest.h"

static bool is_configured(const struct config *config, const char *name, size_t len)
{
    for (size_t i = 0; i < config->placeholder_count; i++)
        if (strlen(config->placeholders[i]) == len && memcmp(config->placeholders[i], name, len) == 0)
            return true;
    return false;
}

static void judge_one(struct lint *lint, uint32_t index, const struct placeholder *found)
{
    const struct config *config = lint->config;
    const char *text = lint->replies[index].reply->text;
    size_t len = found->name_end - found->name_begin;
    if (found->fault == PLACEHOLDER_UNCLOSED) {
        lint_add(lint, TEMPLATE_PLACEHOLDER, index, found->begin, found->end, "a placeholder is not closed");
    } else if (found->fault == PLACEHOLDER_EMPTY) {
        lint_add(lint, TEMPLATE_PLACEHOLDER, index, found->begin, found->end, "an empty placeholder");
    } else if (len > 0 && config->placeholder_count > 0 && text[found->begin + 1] != '%' &&
               !is_configured(config, text + found->name_begin, len)) {
        struct bytes note = {0};
        const char *name = lint_kept(lint, text + found->name_begin, len);
        bytes_addf(&note, "no such placeholder; did you mean %s?",
                   nearest_name(name, (const char *const *)config->placeholders, config->placeholder_count));
        lint_add(lint, TEMPLATE_PLACEHOLDER, index, found->begin, found->end, lint_kept(lint, bytes_text(&note), note.len));
        bytes_release(&note);
    }
}

void lint_placeholders(struct lint *lint)
{
    struct placeholder found[PLACEHOLDERS_MAX];
    for (uint32_t i = 0; i < lint->reply_count; i++) {
        const struct reply *reply = lint->replies[i].reply;
        size_t count = placeholders_find(reply->text, reply->len, reply->html, found);
        for (size_t j = 0; j < count; j++)
            judge_one(lint, i, &found[j]);
    }
}
