#include "core/text/language_words.h"

#include <stdbool.h>
#include <string.h>

#include "core/model/bytes.h"
#include "core/text/fold.h"

struct word_list {
    enum word_language language;
    bool weak;
    const char *words;
};

/*
 * A word in the lists of one of our languages and of a foreign one counts for neither. Weak words
 * are particles of names (van der, de la), of which alone nobody's language can be told.
 */
static const struct word_list lists[] = {
    {WORD_ENGLISH, false,
     "the and you your is it that for on with this have has had not be are were my we our us will can "
     "could would should do does did don't can't won't didn't doesn't isn't wasn't yes please thanks thank "
     "hello sorry but if at from by or what how when where why who which there here they them their he she "
     "his him her i'm i'll i've i'd it's that's what's you're we're they're there's let's just get got "
     "need want know help order account phone number check time day today tomorrow yesterday again still "
     "back out up down about after before because been being into more most some any all only other than "
     "then very really too also see say said tell told give gave send sent call called come go going went "
     "make made take took think look work working good great sure right new now never always money pay "
     "paid charge refund cancel bill card address name delivery parcel service customer issue problem "
     "wrong morning afternoon evening sir madam dear regards welcome waiting wait moment minute hours week "
     "month year much many people thing something anything nothing someone anyone way yeah yep nope hey u "
     "ur pls plz thx im ive dont cant didnt doesnt isnt wont thats whats lol btw gonna wanna speak talk "
     "question answer one two three first last next same off over under between without every each both "
     "few less own able trying try tried using use used like love hate happy may might must shall since "
     "until while through during though although however maybe perhaps a i of to in an as am so me no was"},
    {WORD_PERSIAN, false,
     "است از به با را در که این آن برای شما رو هم یا هست نیست کنم کنید کنه کنیم شد شده لطفا ممنون ممنونم "
     "متشکرم مرسی بله خیر خواهش دارم دارید داره دارین باید میشه میشود میکنم میکنید نمیشه میخوام میخواهم "
     "میتونم میتوانم هستم هستید هستیم هستش بود بودم باشه باشد چرا چطور کجا اگر اگه ولی اما خیلی الان دیگه "
     "دیگر من ما تو او تا یک یه سفارش مشکل سپاس درود سلام وقت بخیر عزیز گرامی آقای خانم پیگیری هنوز چون "
     "همین خودم چی چه کار روز ساعت شماره تماس بفرمایید کردم کرده کردید گفتم گفتید گفت شدم میدم بدم بدید "
     "بده رفت اومد نکردم نکرده ندارم نداره نداریم اینکه اینجا همه هیچ چند دو پول قیمت تومان خرید ارسال "
     "بابت خب حالا راستی دارن پوزش متشکریم بفرستید میده نمیده میکنه میخواد نمیشود چنده تومانه هزار میلیون "
     "براتون پست بسته حساب کارت واریز برگشت فقط بعد قبل پس نه آره شاید حتما امروز فردا دیروز"},
    {WORD_FRENCH, false,
     "je tu il elle nous vous ils ne pas que qui dans pour avec sur est sont suis ai avez ont une mon ma "
     "mes votre vos notre et ou mais donc car ce cette ces c'est j'ai n'est qu'il d'un d'une s'il l'ai "
     "bonjour merci bonsoir salut oui non comment pourquoi quand quel quelle très bien plus tout tous "
     "toujours jamais encore depuis être avoir fait faire peux peut pouvez voudrais veux commande compte "
     "aide aujourd'hui demain plait svp problème livraison remboursement colis reçu chez sans au aux du a "
     "me on me"},
    {WORD_FRENCH, true,
     "de la le les des en un se si"},
    {WORD_SPANISH, false,
     "que una por para con como más pero sus mi me ya muy sin sobre también hasta hay donde quien desde "
     "todo nos durante todos uno ni contra ese eso esta este estos estas está están estoy soy eres somos "
     "ser son tengo tiene tienen quiero quiere necesito puedo puede pueden hola gracias buenos buenas dias "
     "tardes noches favor ayuda cuenta pedido problema cuando porque usted ustedes yo tú ella nosotros "
     "mucho mucha nada algo siempre nunca ahora hoy mañana ayer hace hacer dinero pago envío recibido "
     "todavía así no a lo su"},
    {WORD_SPANISH, true,
     "de la el en y los las del un se si al es"},
    {WORD_GERMAN, false,
     "ich du er sie es wir ihr nicht und oder aber auch mit für auf ist sind bin war waren wird werden "
     "habe haben hat hatte ein eine einen einem einer mein meine meinen ihre ihren sich das dem den des "
     "dass wenn weil wie was wo warum bitte danke hallo guten tag morgen ja nein nur noch schon sehr mehr "
     "kann können könnte möchte muss bei nach von zu zum zur aus um über seit bis heute gestern jetzt "
     "immer keine kein bestellung konto hilfe geld lieferung problem leider vielen grüße rechnung an am in "
     "so also man"},
    {WORD_GERMAN, true,
     "der die im von den"},
    {WORD_ITALIAN, false,
     "che non una per con sono ho hai ha abbiamo hanno il mio mia miei vostro gli questo questa quello "
     "come quando perché dove chi cosa anche più molto bene grazie ciao buongiorno buonasera prego sì "
     "vorrei posso può potete essere fare fatto ancora sempre mai oggi domani ieri ordine conto aiuto "
     "problema soldi ricevuto ma se mi no a in i o e lo nel nella dal dalla sul sulla ai agli salve"},
    {WORD_ITALIAN, true,
     "di la le il del della da un al dei"},
    {WORD_PORTUGUESE, false,
     "que não uma por para com como mais mas meu minha você vocês eu ele ela nós isso isto este esta está "
     "estou são foi ser ter tenho tem têm quero preciso posso pode olá obrigado obrigada bom boa dia tarde "
     "noite favor ajuda conta pedido problema quando porque onde quem muito também já ainda sempre nunca "
     "agora hoje amanhã ontem fazer dinheiro pagamento recebi à ao aos pelo pela no na nos nas um a o e me "
     "se"},
    {WORD_PORTUGUESE, true,
     "de da do dos das em"},
    {WORD_DUTCH, false,
     "ik jij hij wij jullie het een niet en maar ook met voor op zijn ben was waren heb hebben heeft had "
     "mijn uw deze dat die wat waar waarom wanneer hoe als graag alstublieft dank bedankt hallo "
     "goedemorgen goedemiddag ja nee nog al zeer meer kan kunnen wil willen moet bij naar uit om over "
     "sinds vandaag gisteren morgen nu altijd geen bestelling rekening hulp geld levering probleem "
     "ontvangen"},
    {WORD_DUTCH, true,
     "van de der den in te"},
    {WORD_TURKISH, false,
     "bir ve bu şu için ile değil var yok ne nasıl neden nerede ben sen biz siz onlar benim sizin çok daha "
     "en gibi ama veya evet hayır merhaba selam teşekkürler teşekkür ederim lütfen sipariş hesap hesabım "
     "yardım para kargo sorun bugün yarın dün şimdi hala olarak oldu olur olan istiyorum misiniz musunuz "
     "mı mi kadar sonra önce günler iyi tamam rica geldi gelmedi yapmak edebilir"},
    {WORD_POLISH, false,
     "nie jest się że na to jak ale czy już tylko mam masz jestem proszę dziękuję dzień dobry cześć tak "
     "dlaczego kiedy gdzie co kto moje mój moja mnie przez dla od po za zamówienie konto pomoc pieniądze "
     "paczka bardzo dziś jutro wczoraj teraz nadal został było będzie mogę chcę do w z i o"},
    {WORD_ROMANIAN, false,
     "nu este sunt și în pe cu pentru că ce mai din care am ai ați avem eu vă dar sau bună ziua mulțumesc "
     "rog cont comanda ajutor bani unde când cum foarte acum azi mâine ieri încă vreau pot să fost meu mea"},
    {WORD_SWEDISH, false,
     "jag du han hon vi ni inte och men också med för på är var har hade en ett min mitt mina det den som "
     "om när hur varför hej tack snälla ja nej bara mycket mer kan vill måste från till idag igår nu "
     "alltid ingen beställning konto hjälp pengar leverans problem"},
    {WORD_INDONESIAN, false,
     "saya anda kami kita tidak yang dan dengan untuk dari ini itu ada adalah sudah belum bisa mau apa "
     "bagaimana kenapa kapan dimana terima kasih tolong selamat pagi siang malam pesanan akun bantuan uang "
     "masalah tapi atau juga sangat lagi hari besok kemarin sekarang ke di"},
    {WORD_ARABIC, false,
     "في إلى هذا هذه ذلك تلك التي الذي أنا أنت نحن لكن لأن كان كانت لم لن ماذا متى هل مع قد عن شكرا نعم "
     "مرحبا أهلا أريد أحتاج يمكن يمكنني يمكنك لدي عندي لو سمحت سمحتم من ما لا هو كل بعد قبل حتى ثم أيضا "
     "لقد الرجاء طلبي حسابي مشكلة لماذا كيف الطلب اليوم غدا أمس فضلك السلام عليكم الله صباح مساء الخير كم "
     "عايز عاوز بدي وين ليش إيش مش ازاي هلا لسه تم أود استطيع أستطيع لديكم لكم لك لي به بها فيه فيها منه "
     "أن إن إذا أي بين حول منذ يوم وصل يصل سلام وقت حساب"},
    {WORD_ARABIC, true,
     "علی ابو بن"},
    {WORD_URDU, false,
     "اور کا آپ کو پر بھی کر تھا گیا شکریہ جناب کیا مجھے نہیں ہے ہیں میں کے سے نے ہو گا گی مہربانی اب تک "
     "وقت"},
};

/* A word with zeros behind it. */
struct key {
    uint64_t head, tail;
};

struct slot {
    struct key key;
    struct word_languages languages;
};

/* Of a quick look. */
#define SAMPLE_WORDS 12

#define SLOT_BITS 12
#define SLOTS (1u << SLOT_BITS)
static struct slot slots[SLOTS];

/* Words are read whole where that is allowed, because copying a few bytes costs more than the search. */
static struct key key_make(const char *word, size_t len, size_t room)
{
    static const unsigned char masks[2 * WORD_BYTES] = {255, 255, 255, 255, 255, 255, 255, 255,
                                                        255, 255, 255, 255, 255, 255, 255, 255};
    struct key key = {0}, mask;
    if (room < WORD_BYTES) {
        memcpy(&key, word, len);
        return key;
    }
    memcpy(&key, word, sizeof key);
    memcpy(&mask, masks + WORD_BYTES - len, sizeof mask);
    return (struct key){key.head & mask.head, key.tail & mask.tail};
}

static uint64_t key_mix(struct key key)
{
    uint64_t mixed = (key.head ^ (key.tail << 29 | key.tail >> 35)) * UINT64_C(0x9e3779b97f4a7c15);
    return mixed ^ mixed << 17;
}

/* The slot of the word, or the empty one where it would stand. */
static struct slot *slot_find(struct key key)
{
    unsigned at = (unsigned)(key_mix(key) >> (64 - SLOT_BITS));
    while (slots[at].key.head && (slots[at].key.head != key.head || slots[at].key.tail != key.tail))
        at = (at + 1) % SLOTS;
    return &slots[at];
}

/* Whose word it is, by two hashes alone: a word in no list has the bit of a side once in a thousand times. */
#define SIDE_BITS 16
enum { SIDE_ENGLISH = 1, SIDE_PERSIAN = 2, SIDE_FOREIGN = 4 };
static uint8_t sides[1u << SIDE_BITS];

static uint8_t *side_first(uint64_t mixed)
{
    return &sides[mixed >> (64 - SIDE_BITS)];
}

static uint8_t *side_second(uint64_t mixed)
{
    return &sides[mixed >> (64 - 2 * SIDE_BITS) & ((1u << SIDE_BITS) - 1)];
}

static unsigned side_of(struct key key)
{
    uint64_t mixed = key_mix(key);
    return *side_first(mixed) & *side_second(mixed);
}

static void sides_fill(void)
{
    const unsigned english = 1u << WORD_ENGLISH, persian = 1u << WORD_PERSIAN;
    memset(sides, 0, sizeof sides);
    for (size_t i = 0; i < SLOTS; i++) {
        unsigned all = slots[i].languages.strong | slots[i].languages.weak, side = 0;
        if (all == english)
            side = SIDE_ENGLISH;
        else if (all == persian)
            side = SIDE_PERSIAN;
        else if (!(all & (english | persian)))
            side = SIDE_FOREIGN;
        if (!all)
            continue;
        uint64_t mixed = key_mix(slots[i].key);
        *side_first(mixed) |= (uint8_t)side;
        *side_second(mixed) |= (uint8_t)side;
    }
}

#define BYTES_OF(value) (UINT64_C(0x0101010101010101) * (value))

/* The highest bit of each byte that is the value; bits behind the first may be wrong. */
static uint64_t bytes_equal(uint64_t word, unsigned char value)
{
    word ^= BYTES_OF(value);
    return (word - BYTES_OF(1)) & ~word & BYTES_OF(0x80);
}

static uint64_t word_ends(const char *text)
{
    uint64_t word;
    memcpy(&word, text, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return bytes_equal(word, ' ') | bytes_equal(word, '.') | bytes_equal(word, '?') | bytes_equal(word, '!') |
           bytes_equal(word, '\n');
}

/* How many bytes stand before a space, a mark or the end of the line, at most WORD_BYTES. */
static inline size_t word_length(const char *text)
{
    uint64_t ends = word_ends(text);
    if (ends)
        return (size_t)__builtin_ctzll(ends) / 8;
    ends = word_ends(text + 8);
    return ends ? 8 + (size_t)__builtin_ctzll(ends) / 8 : WORD_BYTES;
}

struct word_sample language_words_sample(const char *text, size_t len)
{
    const char *end = text + len;
    struct word_sample sample = {0};
    for (unsigned words = 0; words < SAMPLE_WORDS && text < end; words++) {
        size_t length = word_length(text);
        unsigned side = side_of(key_make(text, length, WORD_BYTES));
        sample.english += side & SIDE_ENGLISH;
        sample.persian += (side & SIDE_PERSIAN) != 0;
        sample.foreign += (side & SIDE_FOREIGN) != 0;
        while (length == WORD_BYTES && end - text > WORD_BYTES) {
            text += WORD_BYTES;
            length = word_length(text);
        }
        text += length + 1;
    }
    return sample;
}

static void word_add(const struct word_list *list, const char *word, size_t len)
{
    if (len == 0 || len > WORD_BYTES)
        return;
    struct key key = key_make(word, len, len);
    struct slot *slot = slot_find(key);
    slot->key = key;
    uint16_t bit = (uint16_t)(1u << list->language);
    if (list->weak)
        slot->languages.weak |= bit;
    else
        slot->languages.strong |= bit;
}

void language_words_init(void)
{
    struct bytes folded = {0};
    memset(slots, 0, sizeof slots);
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        bytes_clear(&folded);
        fold_phrase(lists[i].words, strlen(lists[i].words), &folded);
        size_t begin = 0;
        for (size_t end = 0; end <= folded.len; end++) {
            if (end < folded.len && folded.ptr[end] != ' ')
                continue;
            word_add(&lists[i], folded.ptr + begin, end - begin);
            begin = end + 1;
        }
    }
    bytes_release(&folded);
    sides_fill();
}

struct word_languages language_words_find(const char *word, size_t len, size_t room)
{
    if (len == 0 || len > WORD_BYTES)
        return (struct word_languages){0, 0};
    return slot_find(key_make(word, len, room))->languages;
}
