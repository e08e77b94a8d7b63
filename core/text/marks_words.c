/*
 * Words that tell a shouted sentence from a row of acronyms and names. Left out are words that often
 * stand in names of things: pro, max, smart, code. Both lists are in the order of strcmp.
 */
#include <string.h>

#include "core/text/marks_find.h"

static const char *const sentence_words[] = {
    "about", "after", "again", "all", "already", "am", "an", "and", "any", "are", "as", "at", "be", "because",
    "been", "before", "being", "but", "by", "can", "can't", "cannot", "cant", "could", "did", "didn't", "didnt",
    "do", "does", "doesn't", "don't", "dont", "every", "for", "from", "had", "has", "have", "he", "her", "here",
    "his", "how", "i'd", "i'll", "i'm", "i've", "if", "im", "in", "into", "is", "isn't", "it's", "its", "just",
    "let's", "may", "me", "might", "must", "my", "never", "no", "not", "now", "of", "on", "only", "onto", "or",
    "our", "please", "really", "shall", "she", "should", "so", "some", "still", "than", "that", "that's", "the",
    "their", "them", "then", "there", "these", "they", "they're", "this", "those", "to", "until", "very", "was",
    "wasn't", "we", "we're", "were", "what", "what's", "when", "where", "which", "while", "who", "why", "will",
    "with", "without", "won't", "wont", "would", "you", "you're", "your", "yours",
};

static const char *const common_words[] = {
    "able", "accept", "account", "action", "add", "address", "afternoon", "agent", "ago", "agree", "also", "always",
    "amount", "angry", "another", "answer", "apologise", "apologize", "apply", "area", "around", "ask", "asked",
    "asking", "away", "back", "bad", "bag", "bank", "battery", "bed", "begin", "below", "best", "better", "big",
    "bill", "bit", "black", "blame", "blue", "board", "book", "booking", "both", "box", "branch", "break", "bring",
    "broken", "browser", "bus", "business", "busy", "button", "buy", "cable", "call", "called", "caller", "calls",
    "came", "cancel", "car", "card", "cards", "care", "careful", "carriage", "carriages", "cash", "cause", "center",
    "centre", "change", "charge", "charged", "charges", "cheap", "check", "choose", "city", "claim", "clean",
    "clear", "click", "close", "closed", "club", "coach", "cold", "collect", "come", "comes", "coming", "company",
    "complain", "complaint", "complete", "computer", "confirm", "connect", "contact", "contract", "copy", "correct",
    "cost", "costs", "country", "couple", "cover", "credit", "customer", "customers", "cut", "damage", "damaged",
    "dare", "date", "day", "days", "dead", "deal", "dear", "delay", "delayed", "delete", "deliver", "delivered",
    "delivery", "deny", "department", "deposit", "detail", "details", "device", "different", "direct", "disgrace",
    "disgusting", "done", "door", "down", "drive", "driver", "drop", "due", "each", "early", "eight", "either",
    "email", "emails", "empty", "end", "engineer", "enjoy", "enough", "enter", "evening", "ever", "everyone",
    "everything", "exact", "exactly", "face", "fact", "fail", "failed", "fair", "family", "far", "fast", "fault",
    "fee", "fees", "few", "fifteen", "file", "fill", "final", "find", "fine", "finish", "first", "fit", "five",
    "fix", "fixed", "flat", "flight", "follow", "food", "forget", "form", "forty", "found", "four", "free",
    "friday", "friend", "front", "full", "garden", "gave", "get", "gets", "getting", "gift", "give", "given",
    "glad", "go", "goes", "going", "gone", "good", "got", "great", "green", "group", "guys", "half", "hand",
    "happen", "happened", "happy", "hard", "hate", "head", "hear", "heard", "heavy", "hell", "hello", "help", "hey",
    "high", "hold", "holiday", "home", "hope", "hot", "hotel", "hour", "hours", "house", "hundred", "hurry", "idea",
    "immediately", "important", "include", "info", "information", "instead", "insurance", "internet", "invoice",
    "issue", "it", "item", "items", "job", "join", "keep", "key", "kind", "knew", "know", "known", "large", "last",
    "late", "later", "law", "lazy", "least", "leave", "left", "legal", "less", "letter", "liar", "library", "lie",
    "lies", "life", "light", "like", "limit", "link", "list", "listen", "little", "live", "local", "log", "long",
    "look", "looking", "lose", "lost", "lot", "loud", "love", "low", "lunch", "machine", "made", "mail", "main",
    "make", "making", "man", "manager", "many", "matter", "mean", "means", "meet", "member", "menu", "message",
    "middle", "million", "mind", "mine", "minute", "minutes", "miss", "missing", "mistake", "modem", "monday",
    "money", "month", "monthly", "months", "more", "morning", "most", "move", "much", "name", "near", "need",
    "needs", "network", "new", "news", "next", "nice", "night", "nine", "nobody", "none", "noon", "nothing",
    "notice", "number", "numbers", "off", "offer", "office", "old", "once", "one", "open", "option", "order",
    "orders", "other", "out", "outside", "over", "own", "page", "paid", "paper", "parcel", "part", "pass",
    "password", "past", "pay", "paying", "payment", "people", "per", "person", "phone", "photo", "pick", "place",
    "platform", "play", "point", "police", "policy", "poor", "possible", "post", "power", "press", "price",
    "prices", "print", "problem", "problems", "product", "promise", "proof", "public", "pull", "purchase", "push",
    "put", "quality", "question", "quick", "quickly", "quiet", "quite", "rail", "rate", "rather", "read", "reading",
    "ready", "real", "reason", "receipt", "receive", "received", "red", "refresh", "refund", "refuse", "register",
    "remember", "remove", "rent", "repair", "repeat", "reply", "report", "request", "reset", "respond", "response",
    "rest", "restart", "return", "returns", "right", "ring", "road", "robbed", "room", "router", "rude", "rule",
    "run", "running", "safe", "said", "sale", "same", "sat", "saturday", "save", "saw", "say", "saying", "scam",
    "screen", "seat", "seats", "second", "see", "seems", "seen", "sell", "send", "sending", "sent", "serious",
    "service", "set", "seven", "several", "share", "shipping", "shop", "short", "shout", "shouting", "show", "shut",
    "sick", "side", "sign", "silly", "simple", "since", "sir", "sit", "site", "six", "slow", "small", "someone",
    "something", "soon", "sorry", "sort", "speak", "special", "speed", "spend", "staff", "stand", "start",
    "started", "station", "stay", "steal", "step", "stolen", "stop", "stopped", "store", "story", "straight",
    "street", "stuff", "stupid", "such", "sunday", "support", "sure", "switch", "table", "take", "taken", "takes",
    "taking", "talk", "tell", "ten", "terms", "terrible", "text", "thank", "thanks", "thieves", "thing", "things",
    "think", "third", "thirty", "thought", "thousand", "three", "through", "thursday", "ticket", "tickets", "till",
    "time", "times", "tired", "today", "together", "told", "tomorrow", "tonight", "too", "took", "total", "track",
    "train", "trains", "transfer", "travel", "tried", "trouble", "true", "trust", "try", "trying", "tuesday",
    "turn", "twelve", "twenty", "twice", "two", "unacceptable", "under", "understand", "update", "upgrade",
    "urgent", "us", "use", "used", "useless", "user", "using", "valid", "visit", "voice", "wait", "waiting", "walk",
    "want", "wants", "warning", "waste", "water", "way", "website", "wednesday", "week", "weekend", "weeks",
    "welcome", "went", "wet", "whole", "window", "wish", "within", "woman", "word", "words", "work", "working",
    "works", "world", "worry", "worse", "worst", "worth", "write", "wrong", "year", "years", "yes", "yesterday",
    "yet", "young", "zero",
};

static bool list_has(const char *const *list, size_t count, const char *word)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(list[middle], word);
        if (order == 0)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

unsigned shout_word_points(const char *word, size_t len)
{
    char text[32];
    if (len >= sizeof text)
        return 0;
    memcpy(text, word, len);
    text[len] = '\0';
    if (list_has(sentence_words, sizeof sentence_words / sizeof sentence_words[0], text))
        return 2;
    return list_has(common_words, sizeof common_words / sizeof common_words[0], text);
}
