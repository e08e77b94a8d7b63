/* Years of other calendars, as phones write them. */
#ifndef RAPPORT_INPUT_CALENDAR_H
#define RAPPORT_INPUT_CALENDAR_H

/* Two digits are of this century, 1300 to 1499 of the Persian solar calendar, 2400 to 2700 of the Thai one. */
void calendar_to_gregorian(int *year, int *month, int *day);

#endif
