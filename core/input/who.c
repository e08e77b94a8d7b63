#include "core/input/who.h"

#include <string.h>

/* As people write them; ASCII is compared without case. */
static const struct {
    int score;
    const char *words;
} signs[] = {
    {3, "how can i help"}, {3, "how may i help"}, {3, "how can i assist"}, {3, "how may i assist"}, {3, "how can we help"},
    {3, "what can i do for you"}, {3, "thank you for calling"}, {3, "thanks for calling"}, {3, "thank you for contacting"},
    {3, "thanks for contacting"}, {3, "thanks for reaching out"}, {2, "welcome to"}, {2, "speaking, how"},
    {2, "customer service"}, {2, "customer care"}, {2, "anything else i can"}, {1, "may i have your"}, {1, "could i have your"},
    {1, "can i get your"}, {1, "let me check"}, {1, "let me look"}, {1, "please hold"},
    {3, "במה אוכל לעזור"}, {3, "איך אוכל לעזור"}, {3, "במה אפשר לעזור"}, {3, "איך אפשר לעזור"}, {3, "תודה שפנית"},
    {3, "תודה שהתקשרת"}, {2, "שירות הלקוחות"}, {2, "שירות לקוחות"}, {2, "הגעתם ל"}, {2, "ברוכים הבאים"}, {1, "מדבר נציג"},
    {1, "אני בודק"}, {1, "אשמח לעזור"},
    {3, "چطور می‌تونم کمک"}, {3, "چطور می‌توانم کمک"}, {3, "چه کمکی از دستم"}, {3, "چه کمکی می‌تو"}, {3, "در خدمتم"},
    {3, "در خدمت شما"}, {3, "در خدمتتون"}, {3, "ممنون از تماس"}, {3, "از تماس شما"}, {2, "پشتیبانی"}, {2, "خوش آمدید"},
    {2, "خوش اومدید"}, {1, "بررسی می‌کنم"}, {1, "گوش می‌دم"},
};

int who_scores(const char *text)
{
    int score = 0;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i].score > score && strcasestr(text, signs[i].words))
            score = signs[i].score;
    return score;
}
