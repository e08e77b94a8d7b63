/*
 * Reading cue packs from a rules directory into a ruleset:
 *   cues.json          {"cues":[{"name":"thanks","said_by":["agent"],"about":"…"}]}
 *   <lang>/<cue>.json  see ruleset.h; <lang>/texts.json is not a pack (see host/texts.h)
 */
#ifndef RAPPORT_MATCH_PACK_H
#define RAPPORT_MATCH_PACK_H

#include "core/match/ruleset.h"

/*
 * Reads all of `directory`. 0, or -1 with every fault in `faults`, one a line, each with its file:
 * unreadable or malformed JSON, an unknown key or cue (the nearest is named), no phrases, no examples, a phrase
 * that cannot be parsed or stands there twice, a phrase in the script of another language.
 */
int packs_read(struct ruleset *ruleset, const char *directory, struct bytes *faults);

#endif
