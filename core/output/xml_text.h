/* Writing XML with libxml2, from text that may hold what XML must not. */
#ifndef RAPPORT_OUTPUT_XML_TEXT_H
#define RAPPORT_OUTPUT_XML_TEXT_H

#include <libxml/xmlwriter.h>
#include <stdio.h>

/* A writer into the file, which stays the caller's; the program ends if there is no memory. */
xmlTextWriterPtr xml_open(FILE *out);
void xml_close(xmlTextWriterPtr writer);

void xml_begin(xmlTextWriterPtr writer, const char *element);
void xml_end(xmlTextWriterPtr writer);
/* Control characters become visible; what is no UTF-8 likewise. */
void xml_attribute(xmlTextWriterPtr writer, const char *name, const char *value);
void xml_attribute_number(xmlTextWriterPtr writer, const char *name, unsigned long long number);
void xml_words(xmlTextWriterPtr writer, const char *text);

#endif
