#include "core/input/html_text.h"

#include <gumbo.h>
#include <stdbool.h>
#include <string.h>

#define TAGS_MAX 10000 /* gumbo frees its tree by recursion */
#define DEPTH_MAX 400

static bool is_block(GumboTag tag)
{
    static const GumboTag blocks[] = {GUMBO_TAG_P,     GUMBO_TAG_DIV,        GUMBO_TAG_BR, GUMBO_TAG_LI, GUMBO_TAG_TR,
                                      GUMBO_TAG_H1,    GUMBO_TAG_H2,         GUMBO_TAG_H3, GUMBO_TAG_UL, GUMBO_TAG_OL,
                                      GUMBO_TAG_TABLE, GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_PRE};
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        if (blocks[i] == tag)
            return true;
    return false;
}

static bool is_hidden(const GumboElement *element, int quotes)
{
    const GumboAttribute *class = gumbo_get_attribute(&element->attributes, "class");
    if (element->tag == GUMBO_TAG_SCRIPT || element->tag == GUMBO_TAG_STYLE || element->tag == GUMBO_TAG_HEAD)
        return true;
    return !quotes && (element->tag == GUMBO_TAG_BLOCKQUOTE ||
                       (class && (strstr(class->value, "gmail_quote") || strstr(class->value, "gmail_signature"))));
}

/* White space of the source is one space, and none at the beginning of a line. */
static void text_add(struct bytes *out, const char *text)
{
    for (; *text; text++) {
        bool space = strchr(" \t\r\n\f", *text) != NULL;
        if (!space)
            bytes_add_char(out, *text);
        else if (out->len > 0 && !strchr(" \n", out->ptr[out->len - 1]))
            bytes_add_char(out, ' ');
    }
}

static void break_add(struct bytes *out)
{
    while (out->len > 0 && out->ptr[out->len - 1] == ' ')
        out->len--;
    if (out->len > 0 && out->ptr[out->len - 1] != '\n')
        bytes_add_char(out, '\n');
}

static void node_add(struct bytes *out, const GumboNode *node, unsigned depth, int quotes)
{
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA)
        text_add(out, node->v.text.text);
    if (node->type != GUMBO_NODE_ELEMENT || depth > DEPTH_MAX || is_hidden(&node->v.element, quotes))
        return;
    if (is_block(node->v.element.tag) && node->v.element.tag != GUMBO_TAG_BR)
        break_add(out);
    for (unsigned i = 0; i < node->v.element.children.length; i++)
        node_add(out, node->v.element.children.data[i], depth + 1, quotes);
    if (is_block(node->v.element.tag))
        break_add(out);
}

static size_t tag_count(const char *html)
{
    size_t count = 0;
    for (; (html = strchr(html, '<')); html++)
        count++;
    return count;
}

void html_text(struct bytes *out, const char *html, int quotes)
{
    struct bytes made = {0};
    if ((!strchr(html, '<') && !strchr(html, '&')) || tag_count(html) > TAGS_MAX) {
        bytes_add_text(out, html);
        return;
    }
    GumboOutput *output = gumbo_parse(html);
    node_add(&made, output->root, 0, quotes);
    gumbo_destroy_output(&kGumboDefaultOptions, output);
    while (made.len > 0 && strchr(" \n", made.ptr[made.len - 1]))
        made.len--;
    bytes_add(out, made.ptr, made.len);
    bytes_release(&made);
}
