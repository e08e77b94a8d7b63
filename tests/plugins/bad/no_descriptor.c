/* Refused: the entry gives NULL. */
#include "bad.h"

BAD_ENTRY(NULL)
