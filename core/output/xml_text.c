#include "core/output/xml_text.h"

#include <stdlib.h>

#include "core/text/visible.h"

static int write_some(void *ctx, const char *buffer, int len)
{
    return (int)fwrite(buffer, 1, (size_t)len, ctx);
}

xmlTextWriterPtr xml_open(FILE *out)
{
    xmlOutputBufferPtr buffer = xmlOutputBufferCreateIO(write_some, NULL, out, NULL);
    xmlTextWriterPtr writer = buffer ? xmlNewTextWriter(buffer) : NULL;
    if (!writer) {
        fputs("rapport: out of memory\n", stderr);
        abort();
    }
    xmlTextWriterSetIndent(writer, 1);
    xmlTextWriterStartDocument(writer, NULL, "UTF-8", NULL);
    return writer;
}

void xml_close(xmlTextWriterPtr writer)
{
    xmlTextWriterEndDocument(writer);
    xmlFreeTextWriter(writer);
}

void xml_begin(xmlTextWriterPtr writer, const char *element)
{
    xmlTextWriterStartElement(writer, BAD_CAST element);
}

void xml_end(xmlTextWriterPtr writer)
{
    xmlTextWriterEndElement(writer);
}

void xml_attribute(xmlTextWriterPtr writer, const char *name, const char *value)
{
    struct bytes shown = {0};
    visible_add_z(&shown, value);
    xmlTextWriterWriteAttribute(writer, BAD_CAST name, BAD_CAST bytes_text(&shown));
    bytes_release(&shown);
}

void xml_attribute_number(xmlTextWriterPtr writer, const char *name, unsigned long long number)
{
    xmlTextWriterWriteFormatAttribute(writer, BAD_CAST name, "%llu", number);
}

void xml_words(xmlTextWriterPtr writer, const char *text)
{
    struct bytes shown = {0};
    visible_add_z(&shown, text);
    xmlTextWriterWriteString(writer, BAD_CAST bytes_text(&shown));
    bytes_release(&shown);
}
