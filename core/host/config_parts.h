/* The parts of the configuration that have a file of their own; config.c calls them. */
#ifndef RAPPORT_HOST_CONFIG_PARTS_H
#define RAPPORT_HOST_CONFIG_PARTS_H

#include "core/host/config.h"
#include "core/host/document.h"

/* Each reads its value, at which the document already stands; what is wrong becomes a fault. */
void config_read_prices(struct config *config, struct document *document, json_t *list);
void config_read_hours(struct config *config, struct document *document, json_t *object);
void config_read_templates(struct config *config, struct document *document, json_t *object);
void config_templates_release(struct config_templates *templates);
void config_read_rules(struct config *config, struct document *document, json_t *object);

/* A severity by name, or RAPPORT_SEVERITY_DEFAULT after a fault. */
int32_t document_severity(struct document *document, json_t *value);

void config_item_release(struct config_item *item);
void config_rule_release(struct config_rule *rule);

#endif
